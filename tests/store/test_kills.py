"""SIGKILL at any moment: nothing reported is lost, nothing is double, nothing is half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making import many, read

from onrecord.store import Archive, captures

KILLS = 6  # for each number of writers; benchmarks/kill.py does 200


def kill_once(place: Path | str, round_: int, *, writers: int = 1) -> list[str]:
    """Start writers, kill them in the middle of their work, and return the ids that they had reported."""
    chance = random.Random(round_)
    script = Path(__file__).with_name("killing.py")
    processes = [
        subprocess.Popen(
            [sys.executable, script, place, str(1000 * (round_ * writers + i)), "150", str(round_ * writers + i)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for i in range(writers)
    ]
    # Counted in reports, so that the machine's load does not matter; then anywhere in the next batches.
    told = [first.stdout.readline() for first in processes[:1] if first.stdout for _ in range(chance.randrange(1, 60))]
    time.sleep(chance.random() * 0.05)
    for process in processes:
        process.kill()
    told += [line for process in processes for line in process.communicate()[0].splitlines(keepends=True)]
    return [line.strip() for line in told if line.endswith("\n") and line != "ready\n"]  # a last line may be half


def prove(folder: Path | str, reported: list[str], fresh: int) -> None:
    """Everything reported is there, everything there is whole, and the next writer finds a clean folder."""
    with Archive.open(folder, write=True, create=True) as archive:
        list(archive.add_many(many(1, start=10**6 + fresh)))
    with Archive.open(folder) as archive:
        assert list(archive.check(read)) == []
        assert all(archive.record(article_id) for article_id in reported)
        assert len({row.id for row in archive.every_article()}) == archive.totals().articles
        names = {name for (name,) in archive.db.rows("SELECT name FROM warcs")}
        assert {path.name for path in archive.captures.iterdir()} == names


@pytest.mark.parametrize("writers", [1, 3])
def test_kills_at_random_moments_lose_nothing(place: str | Path, writers: int):
    reported: list[str] = []
    for round_ in range(KILLS // writers):
        reported += kill_once(place, round_, writers=writers)
        prove(place, reported, round_)
    assert len(set(reported)) > 50, "the writers lived long enough to report something"


def test_the_torn_end_of_a_killed_writer_is_cut_off_and_the_file_used_again(tmp_path: Path):
    folder = tmp_path / "archive"
    with Archive.open(folder, write=True, create=True) as archive:
        list(archive.add_many(many(3)))
    (file,) = (folder / "captures").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole + b"\x1f\x8b\x08half a record")
    with Archive.open(folder) as archive:
        assert [(p.kind, p.severity) for p in archive.check(read)] == [("tail", "note")]
    with Archive.open(folder, write=True) as archive:
        list(archive.add_many(many(3, start=3)))
        assert list(archive.check(read)) == []
    assert [f.name for f in (folder / "captures").iterdir()] == [file.name]
    assert file.read_bytes().startswith(whole)


def test_a_file_that_never_got_a_confirmed_page_goes(tmp_path: Path):
    folder = tmp_path / "archive"
    with Archive.open(folder, write=True, create=True):
        pass
    orphan = folder / "captures" / "onrecord-20200101000000-abcdef.warc.gz"
    orphan.write_bytes(b"\x1f\x8b")
    with Archive.open(folder, write=True) as archive:
        list(archive.add_many(many(1)))
    assert not orphan.exists()


def test_captures_that_the_database_does_not_know_are_never_cut_when_they_are_large(tmp_path: Path):
    """A database restored from an older backup must not cost the captures made since."""
    folder = tmp_path / "archive"
    with Archive.open(folder, write=True, create=True) as archive:
        list(archive.add_many(many(2)))
    (file,) = (folder / "captures").iterdir()
    with file.open("ab") as stream:
        stream.truncate(file.stat().st_size + (600 << 20))
    size = file.stat().st_size
    with Archive.open(folder, write=True) as archive:
        list(archive.add_many(many(2, start=2)))
        assert [p.kind for p in archive.check(read)] == ["tail"]
    assert file.stat().st_size == size and len(list((folder / "captures").iterdir())) == 2


def test_captures_go_on_in_another_file_when_one_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(captures, "FILE_BYTES", 5_000)
    for start in (0, 40):
        with Archive.open(tmp_path / "archive", write=True, create=True) as archive:
            for page, found in many(40, start=start):
                archive.add(page, found)
            assert list(archive.check(read)) == []
    sizes = [path.stat().st_size for path in (tmp_path / "archive" / "captures").iterdir()]
    assert len(sizes) > 3 and all(size < 6_000 for size in sizes) and sum(size < 5_000 for size in sizes) == 1
