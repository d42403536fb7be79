"""Where an archive is: a folder with an SQLite database, or a PostgreSQL server and a folder for its captures."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from platformdirs import user_data_path

from onrecord.errors import ArchiveBroken, ArchiveError, ArchiveReadOnly, NotFound, UsageError
from onrecord.store import captures
from onrecord.store.db import Database, migrate, migrations, pending
from onrecord.store.sqlite import SqliteDatabase

DATABASE = "onrecord.sqlite3"
CAPTURES = "captures"


def opened(address: str | Path, *, write: bool, create: bool) -> tuple[Database, Path]:
    """The database at the address and the folder that holds its folder of captures.

    Raises what `Archive.open` says."""
    scheme = str(address).partition("://")[0] if isinstance(address, str) and "://" in address else ""
    if scheme in ("postgresql", "postgres"):
        return _postgresql(str(address), write=write, create=create)
    if scheme:
        raise UsageError(f"no store for {address!r}: give a folder or a postgresql:// address")
    return _sqlite(Path(address), write=write, create=create)


def _sqlite(folder: Path, *, write: bool, create: bool) -> tuple[Database, Path]:
    path = folder / DATABASE
    if not path.is_file() or not path.stat().st_size:
        _make_folder(folder, path, create=create)
    db = SqliteDatabase(path, write=write)
    try:
        _upgrade(db, path, write=write)
    except BaseException:
        db.close()
        raise
    return db, folder


def _postgresql(address: str, *, write: bool, create: bool) -> tuple[Database, Path]:
    try:
        from onrecord.store.postgresql import PostgresqlDatabase
    except ImportError as e:
        raise UsageError(f"PostgreSQL needs psycopg ({e}): pip install 'onrecord[postgresql]'") from e
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    folder = options.pop("captures", None)
    db = PostgresqlDatabase(urlunsplit(parts._replace(query=urlencode(options, quote_via=quote))), write=write)
    try:
        steps = migrations(db.dialect)
        if not db.has_table("migrations") and not create:
            raise NotFound(f"no archive in {db.shown}: `onrecord add` makes one, --archive names another")
        if pending(db, steps):
            if not write:
                raise ArchiveReadOnly(f"{db.shown} is of an older version: open it once for writing, as `onrecord add`")
            migrate(db, steps)
        return db, _shared_folder(db, Path(folder) if folder else None, parts.path.strip("/"), write=write)
    except BaseException:
        db.close()
        raise


def _shared_folder(db: Database, given: Path | None, name: str, *, write: bool) -> Path:
    """The folder for captures: as given for this client, else as the database remembers, else a new one by its name."""
    kept = db.row("SELECT value FROM settings WHERE name = 'captures'")
    folder = given or Path(kept[0] if kept else user_data_path("onrecord") / "shared" / (name or "postgresql"))
    if write:
        try:
            (folder / CAPTURES).mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise captures.write_error(e, folder) from e
        if kept is None:
            with db.writing():
                sql = "INSERT INTO settings (name, value) VALUES ('captures', :folder) ON CONFLICT (name) DO NOTHING"
                db.execute(sql, {"folder": str(folder.absolute())})
    return folder


def _make_folder(folder: Path, path: Path, *, create: bool) -> None:
    """A folder for a new archive. Raises `NotFound`, `ArchiveBroken`, `ArchiveReadOnly`, `ArchiveError`."""
    # Looked at again after the captures: another process may just have made it.
    if any(folder.glob(f"{CAPTURES}/*.warc.gz")) and not (path.is_file() and path.stat().st_size):
        raise ArchiveBroken(f"{path} is gone but captures are there: restore it, or add the captures to a new archive")
    if not create:
        raise NotFound(f"no archive in {folder}: `onrecord add` makes one, --archive names another")
    if folder.exists() and not folder.is_dir():
        raise ArchiveError(f"{folder} is a file, an archive is a folder: give another path")
    # An empty database is what a kill right after its making leaves, its journal what another maker has open.
    if folder.is_dir() and any(p.name != CAPTURES and not p.name.startswith(DATABASE) for p in folder.iterdir()):
        raise ArchiveError(f"{folder} holds other files and no archive: give a new or an empty folder")
    try:
        (folder / CAPTURES).mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise captures.write_error(e, folder) from e


def _upgrade(db: SqliteDatabase, path: Path, *, write: bool) -> None:
    """Take the pending migrations; an archive opened for reading is opened for writing just for that."""
    steps = migrations(db.dialect)
    if not db.has_table("migrations") and not write:
        raise ArchiveBroken(f"{path} holds no archive: restore it from a backup, or give another folder")
    if not pending(db, steps):
        return
    if write:
        migrate(db, steps)
        return
    try:
        writer = SqliteDatabase(path, write=True)
    except ArchiveReadOnly as e:
        raise ArchiveReadOnly(f"{path} is of an older version and cannot be written: open it once as its owner") from e
    try:
        migrate(writer, steps)
    finally:
        writer.close()
