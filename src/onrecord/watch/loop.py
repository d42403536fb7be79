"""The watch: asks hosts for what is due, one request at a time to each, and reads what came into the archive.

Requests run on threads of their own and write down what came before they end; the calling thread decides who is asked
next and reads the pages. All that decides (`schedule`) takes the time as an argument.
"""

from __future__ import annotations

import heapq
import queue
import random
import secrets
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from onrecord.errors import ArchiveAway, ArchiveError, ArchiveLocked
from onrecord.harvest.addresses import host_of, origin_of
from onrecord.harvest.robots import Rules
from onrecord.model import Failure
from onrecord.speech.tagging import Tagger
from onrecord.store import Added, AddState, Archive
from onrecord.store import sources as rows
from onrecord.store import websub as hubs
from onrecord.store.sources import Host, RobotsFile, Source, Target
from onrecord.watch import schedule
from onrecord.watch.asking import Ask, Reply
from onrecord.watch.jobs import Done, Job, forbidden, settle
from onrecord.watch.reading import Reader
from onrecord.watch.schedule import Answer, Meaning, Policy

HURRY = timedelta(seconds=1)

MAX_ROBOTS_KEPT = 1_000  # parsed files in memory; the rest is read again from the store

Report = Callable[[Added | Failure], None]
DEFAULT = Policy()


class Watch:
    """One run. `workers` requests are under way at most, to as many hosts; 0 makes them one after the other in the
    calling thread, as a simulated clock needs it. `pause` sleeps, `chance` gives numbers between 0 and 1. `callback` is
    the public address at which a `Receiver` stands; without one, hubs are left alone. `report` is called with what
    came of each page, `tell` with a line for people when the archive is away and when it is back.

    `counts` says what was done: asked, new, versions, unchanged, failed, forbidden."""

    def __init__(
        self,
        archive: Archive,
        ask: Ask,
        *,
        policy: Policy = DEFAULT,
        tagger: Tagger | None = None,
        workers: int = 8,
        only: Iterable[int] | None = None,
        report: Report = lambda outcome: None,
        tell: Callable[[str], None] = lambda message: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: Callable[[float], None] | None = None,
        chance: Callable[[], float] = random.random,
        callback: str | None = None,
    ) -> None:
        self.archive = archive
        self.db = archive.db
        self.policy = policy
        self.counts: Counter[str] = Counter()
        self.next_at: datetime | None = None  # when the next request is due, while nothing is
        self.tick: Callable[[], None] = lambda: None  # called at every turn
        self._ask = ask
        self._reader = Reader(archive, tagger, self._outcome)
        self._workers = workers
        self._only = None if only is None else frozenset(only)  # read these sources, fetch no pages
        self._report = report
        self._tell = tell
        self._now = now
        self._pause = pause or self._doze
        self._chance = chance
        self._callback = callback
        self._stopping = False
        self._stopped = threading.Event()
        self._staying = False
        self._failures: deque[Failure] = deque()  # not in the archive yet
        self._news: queue.SimpleQueue[str] = queue.SimpleQueue()  # hosts that others gave something to do
        self._awake = threading.Event()
        self._begun = now()
        self._looked = datetime.min.replace(tzinfo=UTC)
        self._hosts: dict[str, Host] = {}
        self._due: dict[str, datetime] = {}  # by host: when to look for something to ask
        self._busy: set[str] = set()
        self._robots: dict[str, tuple[RobotsFile, Rules | None]] = {}
        self._wanted: dict[str, set[str]] = {}  # by host: origins whose robots.txt is to be asked for there
        self._ended: queue.SimpleQueue[Future[Done]] = queue.SimpleQueue()

    def stop(self) -> None:
        """End after the requests that are under way; may be called from a signal handler or another thread."""
        self._stopping = True
        self._stopped.set()
        self._awake.set()

    def wake(self, hosts: Iterable[str]) -> None:
        """These hosts have something due now; may be called from another thread."""
        for host in hosts:
            self._news.put(host)
        self._awake.set()

    def _doze(self, seconds: float) -> None:
        self._awake.wait(seconds)
        self._awake.clear()

    def run(self, *, once: bool = False, until: datetime | None = None) -> Counter[str]:
        """Ask and read until `stop`, or until nothing is due any more if `once`, or until that moment.

        A run that is to stay outlasts an archive that is away or locked. Raises `ArchiveError` if it cannot be written:
        what came before is safe, and a later run goes on."""
        self._staying = not once
        if not self._stopping:
            self._stopped.clear()
        pool = ThreadPoolExecutor(self._workers) if self._workers else None
        try:
            self._load()
            while not self._stopping:
                now = self._now()
                if until is not None and now >= until:
                    break
                try:
                    if not self._step(pool, now) and self._rest(now, once=once, until=until):
                        break
                except (ArchiveAway, ArchiveLocked) as e:
                    if once:
                        raise
                    self._outlast(e)
        finally:
            self._staying = False  # who holds a reply for an archive that is away lets go of it
            self._stopped.set()
            if pool:
                pool.shutdown(wait=True, cancel_futures=True)
        while self._reader.read():
            pass
        return self.counts

    def _step(self, pool: ThreadPoolExecutor | None, now: datetime) -> bool:
        """Start, collect and read what can be; whether there was anything."""
        self.tick()
        if (now - self._looked).total_seconds() >= self.policy.look:
            self._look(now)
        self._hear()
        started = self._start_ready(pool, now)
        collected = self._collect()
        self._note_failures()
        return self._reader.read() or started or collected

    def _rest(self, now: datetime, *, once: bool, until: datetime | None) -> bool:
        """Wait for a reply or for the next host; True if the run is over."""
        if self._busy:
            with suppress(queue.Empty):
                self._finish(self._ended.get(timeout=self._until_next(now, 1.0)))
            return False
        self.next_at = min((self._ready(h) for h in self._due), default=None)
        if once and not any(self._worth_waiting(host, now) for host in self._due):
            return True
        if self.next_at is None and until is None and once:
            return True
        seconds = self._until_next(now, self.policy.look)
        if until is not None:
            seconds = min(seconds, max(0.0, (until - now).total_seconds()))
        self._pause(max(seconds, 0.001))
        return False

    def _worth_waiting(self, host: str, now: datetime) -> bool:
        return self._due[host] <= now + HURRY and (self._ready(host) - now).total_seconds() <= self.policy.patience

    def _until_next(self, now: datetime, most: float) -> float:
        waiting = (self._ready(h) for h in self._due if h not in self._busy)
        first = min(waiting, default=None)
        return most if first is None else min(most, max(0.001, (first - now).total_seconds()))

    # Who is next

    def _load(self) -> None:
        """Take up what the last run left. Hosts count as just asked: it may have been killed in the middle."""
        for host in rows.hosts(self.db):
            self._hosts[host.name] = replace(host, last=max(host.last or self._begun, self._begun))
        if self._callback:
            with self.db.writing():
                hubs.catch_up(self.db, self._begun)

    def _look(self, now: datetime) -> None:
        """See which hosts have something due; others may have added sources, or removed them."""
        self._looked = now
        names = set(rows.due_hosts(self.db)) | set(self._wanted)
        if self._callback:
            with self.db.writing():
                hubs.arrange(
                    self.db,
                    self._callback,
                    now=now,
                    poll=self.policy.poll,
                    host_of=host_of,
                    fresh=secrets.token_urlsafe,
                )
            names |= set(hubs.hosts(self.db))
        for name in names:
            if name not in self._busy:
                self._look_at(name)

    def _hear(self) -> None:
        """Look at the hosts that others told of; who is asked just now is looked at afterwards anyway."""
        with suppress(queue.Empty):
            while True:
                name = self._news.get_nowait()
                if name not in self._busy:
                    self._look_at(name)

    def _look_at(self, name: str) -> None:
        """Note when the host has something due."""
        if self._wanted.get(name):
            due: datetime | None = self._begun
        elif self._only is None:
            due = rows.first_due(self.db, name)
        else:
            due = min((s.next_at for s in self._only_sources(name)), default=None)
        if self._callback and (ask := hubs.first_due(self.db, name)):
            due = min(due or ask, ask)
        if due is None:
            self._due.pop(name, None)
        else:
            self._due[name] = due

    def _host(self, name: str) -> Host:
        known = self._hosts.get(name)
        return known or Host(name, self._begun)

    def _ready(self, name: str) -> datetime:
        return max(self._due[name], schedule.ready(self._host(name), self.policy))

    def _start_ready(self, pool: ThreadPoolExecutor | None, now: datetime) -> bool:
        """Give free workers something to do, the longest due first; without workers do one job here."""
        room = (self._workers or 1) - len(self._busy)
        if room <= 0:
            return False
        waiting = [(self._ready(h), h) for h in self._due if h not in self._busy]
        started = False
        for at, name in heapq.nsmallest(room, waiting):
            if at > now:
                break
            job = self._job(name, now)
            started = True  # also when it found nothing: what it looked at is settled now
            if job is None:
                continue
            self.counts["asked"] += 1
            self._busy.add(name)
            if pool:
                pool.submit(self._do, job).add_done_callback(self._ended.put)
            else:
                done: Future[Done] = Future()
                done.set_result(self._do(job))
                self._finish(done)
        return started

    def _job(self, name: str, now: datetime) -> Job | None:
        """The host's next request, if its robots files allow one; if not, when to look again is noted."""
        host = schedule.asked(self._host(name), now)
        for origin in sorted(self._wanted.get(name, ())):
            return Job(host, self._robots[origin][0])
        for hub in hubs.due(self.db, name, now) if self._callback else ():
            return Job(host, hub)  # no robots.txt speaks of it: a hub is there to be asked
        for row in self._due_rows(name, now):
            url = row.at if isinstance(row, Source) else row.url
            allowed = self._allowed(url, now)
            if isinstance(allowed, RobotsFile):
                if host_of(allowed.at) == name:
                    return Job(host, allowed)
                self._due[name] = now + HURRY  # its robots.txt stands with another host, which is asked meanwhile
                return None
            if isinstance(allowed, datetime):
                with self.db.writing():
                    rows.postpone(self.db, name, origin_of(url), now, allowed)
            elif allowed:
                return Job(host, row)
            else:
                self.counts["forbidden"] += 1
                forbidden(self.db, row, now)
        self._look_at(name)
        return None

    def _due_rows(self, name: str, now: datetime) -> Iterator[Source | Target]:
        if self._only is not None:
            yield from (s for s in self._only_sources(name) if s.next_at <= now)
            return
        yield from rows.due_sources(self.db, name, now)
        yield from rows.due_targets(self.db, name, now)

    def _only_sources(self, name: str) -> Iterator[Source]:
        """The sources of a run for them alone, each read once in it."""
        for source in rows.sources(self.db):
            mine = self._only and (source.n in self._only or source.parent in self._only)
            if mine and source.host == name and (source.last_try is None or source.last_try < self._begun):
                yield source

    def _allowed(self, url: str, now: datetime) -> bool | datetime | RobotsFile:
        """Whether we may ask for it; or the robots file that must be asked for first; or when to try that again."""
        origin = origin_of(url)
        if origin not in self._robots:
            self._know(rows.robots_file(self.db, origin) or RobotsFile(origin, f"{origin}/robots.txt"))
        file, rules = self._robots[origin]
        if schedule.stale(file, now):
            self._wanted.setdefault(host_of(file.at), set()).add(origin)
            self._due[host_of(file.at)] = self._begun
            return file
        if rules is None:
            return file.retry_at or now + timedelta(seconds=self.policy.first_wait)
        return rules.allowed(url)

    def _know(self, file: RobotsFile) -> None:
        for origins in self._wanted.values():
            origins.discard(file.origin)
        if len(self._robots) >= MAX_ROBOTS_KEPT:
            kept = set().union(*self._wanted.values())
            self._robots = {o: known for o, known in self._robots.items() if o in kept}
        self._robots[file.origin] = file, schedule.rules(file)

    # What came of it

    def _do(self, job: Job) -> Done:
        """On a worker: one request, written down at once."""
        try:
            return self._settled(job, self._ask(job.request))
        except ArchiveError:
            raise
        except Exception as e:  # what comes from outside must not end a watch of years
            problem = f"{job.request.url}: {type(e).__name__}: {e}; this is our fault, report it"
            return self._settled(job, Reply(Answer(Meaning.DAMAGED, self._now(), problem=problem)))

    def _settled(self, job: Job, reply: Reply) -> Done:
        """What came is held until the archive is there to take it, so that nobody is asked for it again."""
        while True:
            try:
                return settle(self.db, job, reply, self.policy, self._chance())
            except (ArchiveAway, ArchiveLocked):
                if not (self._staying and self._workers) or self._stopping:
                    raise
                self._stopped.wait(1.0)

    def _outlast(self, error: ArchiveError) -> None:
        """Wait until the archive can be written again; nobody is asked for anything meanwhile."""
        self._tell(f"{error}. The watch waits for it.")
        wait = 1.0
        while not self._stopping:
            self._stopped.wait(wait)
            wait = min(2 * wait, 60.0)
            with suppress(ArchiveAway, ArchiveLocked):
                self.db.rows("SELECT 1")  # on the connection for reading, which may be broken too
                with self.db.writing():
                    self._looked = datetime.min.replace(tzinfo=UTC)
                self._tell("The archive is back; the watch goes on.")
                return

    def _collect(self) -> bool:
        collected = False
        while True:
            try:
                self._finish(self._ended.get_nowait())
            except queue.Empty:
                return collected
            collected = True

    def _finish(self, future: Future[Done]) -> None:
        """Take over what a job came to. Raises what ended it: `ArchiveError`, or a fault of ours."""
        done = future.result()
        name = done.host.name
        self._busy.discard(name)
        self._hosts[name] = done.host
        if done.robots:
            self._know(done.robots)
            if done.robots.hops:  # it stands elsewhere: ask there
                self._wanted.setdefault(host_of(done.robots.at), set()).add(done.robots.origin)
        if done.hub:
            self._looked = datetime.min.replace(tzinfo=UTC)  # subscribe at once
        for touched in done.hosts | {name}:
            if touched not in self._busy:
                self._look_at(touched)
        self.counts["listed"] += done.fresh
        self.counts["unchanged"] += done.unchanged
        self._failures.extend(done.failures)

    def _note_failures(self) -> None:
        """Addresses that were given up go into the archive's failures."""
        while self._failures:
            self.archive.add_failure(self._failures[0])
            failure = self._failures.popleft()
            self.counts["failed"] += 1
            self._report(failure)

    def _outcome(self, outcome: Added | Failure) -> None:
        """Count and report what came of a page."""
        if isinstance(outcome, Failure):
            self.counts["failed"] += 1
        elif outcome.state is AddState.NEW:
            self.counts["new"] += 1
        elif outcome.state is AddState.VERSION:
            self.counts["versions"] += 1
        else:
            self.counts["same"] += 1
        self._report(outcome)
