"""A batch gives the same rows whatever the engine, however often it is killed, and they go into an archive whole."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psutil
import pytest
from disks import disk
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import onrecord
from onrecord.batch import bring, engines, plan
from onrecord.batch.dataset import MANIFEST, read_done
from onrecord.batch.run import Settings, run
from onrecord.errors import FormatError, UsageError
from onrecord.model import Failure
from onrecord.store import Archive

SAID = (
    "“The bridge on {place} will open in {month},” Mayor Ida Holm told the council.",
    "According to the harbour master, {number} ships were late in {month}.",
    "Fisheries minister Jon Vale said that {place} needed {number} more boats. “We will not wait,” he added.",
    "The engineers’ union called the plan for {place} “a mistake of {number} millions”.",
)
PLACES = ("Norrvik", "Elm Island", "Port Sable", "Lower Ash", "Tarn Hill")
MONTHS = ("January", "March", "May", "August", "November")


def html(number: int) -> bytes:
    """A made page, different for every number, in English or (each seventh) in German."""
    rng = random.Random(number)
    fill = {"place": rng.choice(PLACES), "month": rng.choice(MONTHS), "number": number}
    paragraphs = [rng.choice(SAID).format(**fill) for _ in range(4)]
    language = "de" if number % 7 == 3 else "en"
    day = f"2026-0{1 + number % 3}-1{number % 10}"
    return (
        f'<!doctype html><html lang="{language}"><head><title>Report {number} from {fill["place"]}</title>'
        f'<meta property="article:published_time" content="{day}T08:30:00+02:00"></head><body><article>'
        f"<h1>Report {number} from {fill['place']}</h1>{''.join(f'<p>{p}</p>' for p in paragraphs)}</article></body>"
        "</html>"
    ).encode()


def write_warc(path: Path, numbers: list[int]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in numbers:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            address = f"https://example.org/{number}"
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(html(number)), http_headers=headers)
            )


@pytest.fixture(autouse=True)
def small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "UNIT", 8)


@pytest.fixture(scope="module")
def warc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("warc") / "made.warc.gz"
    write_warc(path, list(range(60)))
    return path


def made(folder: Path, *inputs: Path, engine: str = "local", workers: int = 1, **settings: object) -> Path:
    wanted = Settings(folder, tagger="rules", **settings)  # type: ignore[arg-type]
    list(run([str(i) for i in inputs], wanted, engine=engine, workers=workers))
    return folder


def rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of a table, in an order of their own."""
    files = f"{folder}/{table}/*/*.parquet"
    return sorted(duckdb.sql(f"select * from read_parquet('{files}', hive_partitioning=true)").fetchall(), key=repr)


def test_every_page_is_a_row_once_with_its_statements(warc: Path, tmp_path: Path) -> None:
    folder = made(tmp_path / "set", warc)
    found = duckdb.sql(f"select address, statements from '{folder}/articles/*/*.parquet'").fetchall()
    assert sorted(a for a, _ in found) == sorted(f"https://example.org/{n}" for n in range(60))
    ((counted,),) = duckdb.sql(f"select count(*) from '{folder}/statements/*/*.parquet'").fetchall()
    assert counted == sum(n for _, n in found) > 60


def test_rows_stand_in_the_partition_of_their_day(warc: Path, tmp_path: Path) -> None:
    folder = made(tmp_path / "set", warc)
    days = duckdb.sql(
        f"select day, published from read_parquet('{folder}/articles/*/*.parquet', hive_partitioning=true)"
    ).fetchall()
    assert all(str(day) == published[:10] for day, published in days) and len({d for d, _ in days}) > 3


@pytest.mark.parametrize(("engine", "workers"), [("local", 2), pytest.param("ray", 2, marks=pytest.mark.slow)])
def test_engines_give_the_same_rows(warc: Path, tmp_path: Path, engine: str, workers: int) -> None:
    alone = made(tmp_path / "alone", warc)
    together = made(tmp_path / "together", warc, engine=engine, workers=workers)
    for table in ("articles", "statements", "speakers"):
        assert rows(alone, table) == rows(together, table)


COMMAND = """
import sys
from onrecord.batch import plan
plan.UNIT = 4
from onrecord.cli import main
if __name__ == "__main__":
    main()
"""


def command(warc: Path, folder: Path, tmp_path: Path, workers: int = 1) -> subprocess.Popen[bytes]:
    script = tmp_path / "main.py"
    script.write_text(COMMAND)
    arguments = ["batch", str(warc), "--out", str(folder), "--tagger", "rules", "--json", "--workers", str(workers)]
    return subprocess.Popen([sys.executable, str(script), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_killed_run_goes_on_where_it_was_and_no_row_is_lost_or_double(warc: Path, tmp_path: Path) -> None:
    folder, rng, kills = tmp_path / "set", random.Random(4), 0
    for _ in range(40):
        process = command(warc, folder, tmp_path)
        time.sleep(0.9 + rng.random() * 0.8)
        if process.poll() is not None:
            process.communicate()
            break
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += 1
    last = command(warc, folder, tmp_path)
    out, errors = last.communicate()
    assert last.returncode == 0, errors.decode()
    lines = [json.loads(line) for line in out.splitlines()]
    assert kills >= 1 and len(lines) == 15, "some 60 pages in units of 4"
    whole = made(tmp_path / "whole", warc)
    for table in ("articles", "statements", "speakers"):
        assert rows(folder, table) == rows(whole, table)


def workers_of(process: subprocess.Popen[bytes]) -> Iterator[psutil.Process]:
    for child in psutil.Process(process.pid).children(recursive=True):
        if "spawn_main" in " ".join(child.cmdline()):
            yield child


def test_a_killed_worker_costs_no_row(warc: Path, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    process = command(warc, folder, tmp_path, workers=2)
    assert process.stdout
    process.stdout.readline()  # the first unit is done: both workers are at work
    victim = next(workers_of(process))
    os.kill(victim.pid, signal.SIGKILL)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    whole = made(tmp_path / "whole", warc)
    assert rows(folder, "statements") == rows(whole, "statements")


class Deadly:
    """Ends the process that it is sent to."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (9,)


def test_a_unit_that_kills_every_worker_ends_the_run_with_its_name(warc: Path, tmp_path: Path) -> None:
    units = plan.units([str(warc)])
    wanted = Settings(tmp_path / "set", tagger=Deadly())  # type: ignore[arg-type]
    with pytest.raises(onrecord.OnrecordError, match=r"died 3 times over .*made\.warc\.gz"):
        list(engines.local(units, wanted, 2))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_gpu_that_is_not_there_is_said_with_the_package_before_anything_is_begun(
    warc: Path, tmp_path: Path, workers: int
) -> None:
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this machine has one")
    with pytest.raises(UsageError, match="pip install onnxruntime-gpu"):
        list(run([str(warc)], Settings(tmp_path / "set", device="gpu"), workers=workers))
    assert not (tmp_path / "set").exists()


def test_what_the_workers_cannot_do_is_said_as_their_own_error(warc: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "set", tagger="rules", device="gpu")
    with pytest.raises(UsageError, match="no use for a GPU"):
        list(engines.local(plan.units([str(warc)]), settings, 2))


@pytest.mark.slow
def test_ray_is_asked_for_a_gpu_for_each_worker(warc: Path, tmp_path: Path) -> None:
    """A cluster without GPUs says how many are wanted; one that only claims to have some gives them to the workers,
    whose own error comes back: there is no GPU here."""
    ray = pytest.importorskip("ray")
    settings = Settings(tmp_path / "set", device="gpu")
    with pytest.raises(UsageError, match="2 workers want a GPU each, the Ray cluster has 0"):
        list(run([str(warc)], settings, engine="ray", workers=2))
    ray.init(num_cpus=2, num_gpus=2, log_to_driver=False, include_dashboard=False)
    try:
        with pytest.raises(UsageError, match="onnxruntime-gpu"):
            list(run([str(warc)], settings, engine="ray", workers=2))
    finally:
        ray.shutdown()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_ends_the_run_with_a_message_and_the_same_command_goes_on(
    warc: Path, tmp_path: Path, workers: int
) -> None:
    with disk(tmp_path / "disk", 1) as small:
        folder = small.path / "set"
        process = command(warc, folder, tmp_path, workers)
        _, errors = process.communicate()
        assert process.returncode == 1 and b"make room, then run the same command again" in errors, errors.decode()
        assert b"Traceback" not in errors
        finished = len(list(read_done(folder / MANIFEST))) if (folder / MANIFEST).exists() else 0
        assert finished < 15
        small.resize(64)
        process = command(warc, folder, tmp_path, workers)
        _, errors = process.communicate()
        assert process.returncode == 0, errors.decode()
        whole = made(tmp_path / "whole", warc)
        for table in ("articles", "statements", "speakers"):
            assert rows(folder, table) == rows(whole, table)


def test_duplicates_by_content_and_other_languages_are_counted_not_kept(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz", list(range(20)))
    write_warc(tmp_path / "b.warc.gz", list(range(10, 30)))
    folder = made(tmp_path / "set", tmp_path / "a.warc.gz", tmp_path / "b.warc.gz", languages=("en",))
    skipped: dict[str, int] = {}
    for done in read_done(folder / MANIFEST):
        for reason, n in done.skipped.items():
            skipped[reason] = skipped.get(reason, 0) + n
    german = sum(n % 7 == 3 for n in range(30))
    assert skipped == {"duplicate": 10, "language": german}
    assert len(rows(folder, "articles")) == 30 - german


def test_a_wacz_gives_the_rows_of_the_warc_in_it(warc: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "made.wacz"
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.write(warc, "archive/made.warc.gz")
    found = duckdb.sql(f"select article_id from '{made(tmp_path / 'a', bundle)}/articles/*/*.parquet'").fetchall()
    expected = duckdb.sql(f"select article_id from '{made(tmp_path / 'b', warc)}/articles/*/*.parquet'").fetchall()
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("captures", [False, True])
def test_a_dataset_goes_into_an_archive_whole_and_twice_changes_nothing(
    warc: Path, tmp_path: Path, captures: bool
) -> None:
    folder = made(tmp_path / "set", warc, captures=captures)
    with Archive.open(tmp_path / "archive", write=True, create=True) as archive:
        first = list(archive.add_many(bring.records(folder)))
        again = list(archive.add_many(bring.records(folder)))
        assert not [f for f in first if isinstance(f, Failure)]
        assert sum(a.new for a in first if not isinstance(a, Failure)) == 60
        assert not any(a.new for a in again if not isinstance(a, Failure))
        assert list(archive.check(onrecord.read)) == []


def test_captures_in_the_dataset_outlive_its_input(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz", [1, 2])
    with_, without = (made(tmp_path / str(c), tmp_path / "a.warc.gz", captures=c) for c in (True, False))
    (tmp_path / "a.warc.gz").unlink()
    assert not any(isinstance(r, Failure) for r in bring.records(with_))
    failures = [r for r in bring.records(without) if isinstance(r, Failure)]
    assert len(failures) == 2 and "--captures" in failures[0].reason


def test_a_truncated_warc_gives_its_whole_pages_and_a_failure(warc: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(warc.read_bytes()[: warc.stat().st_size // 2])
    folder = made(tmp_path / "set", cut)
    assert 20 <= len(rows(folder, "articles")) <= 32
    assert len(rows(folder, "failures")) == 1


REFUSED = [
    ("nothing/there.warc.gz", "nothing at"),
    ("nothing-*.warc.gz", "nothing at"),
]


@pytest.mark.parametrize(("path", "message"), REFUSED)
def test_inputs_that_are_not_there_are_refused(tmp_path: Path, path: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        made(tmp_path / "set", tmp_path / path)


def test_a_folder_with_other_files_is_refused(warc: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="is not empty"):
        made(tmp_path, warc)
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_dataset_of_other_settings_is_not_gone_on_with(warc: Path, tmp_path: Path) -> None:
    made(tmp_path / "set", warc)
    with pytest.raises(UsageError, match="give another --out"):
        made(tmp_path / "set", warc, captures=True)


def test_a_damaged_manifest_is_said_and_kept(warc: Path, tmp_path: Path) -> None:
    folder = made(tmp_path / "set", warc)
    manifest = folder / MANIFEST
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(b"".join([*lines[:2], b"{broken\n", *lines[3:]]))
    with pytest.raises(FormatError, match="line 3 of"):
        made(folder, warc)


def test_a_folder_that_is_no_dataset_is_not_imported(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no dataset"):
        list(bring.records(tmp_path))
