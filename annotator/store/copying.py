"""Copy a database whole: to a temporary name, checked, on the disk, then renamed."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from annotator.store.errors import SQLITE_ERRORS, DamagedProjectError, os_error, translated
from annotator.store.shadow import sync_folder


def connect(path: Path, *, read_only: bool, timeout: float = 5.0) -> sqlite3.Connection:
    """Return a connection with the guards on; `timeout` is in seconds.

    Raise sqlite3.Error where the file cannot be opened. Nothing is made where nothing is.
    """
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        for setting in _SETTINGS:
            db.execute(f"PRAGMA {setting}")
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except SQLITE_ERRORS:
        db.close()
        raise
    return db


def copy_database(source: sqlite3.Connection, path: Path) -> None:
    """Copy a database to a path, replacing what is there only by a whole and checked copy.

    Raise DiskError or DamagedProjectError; the path is untouched then.
    """
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
            source.backup(copy)
            _check(copy, temporary)
        _sync(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    except SQLITE_ERRORS as error:
        raise translated(error, path) from error
    except OSError as error:
        raise os_error(error, path) from error
    finally:
        temporary.unlink(missing_ok=True)


def copied_to_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of a database in memory, for what must not be written."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    source.backup(copy)
    for setting in _SETTINGS:
        copy.execute(f"PRAGMA {setting}")
    return copy


_SETTINGS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "foreign_keys = ON",
    "synchronous = EXTRA",
    "fullfsync = ON",  # heeded on macOS alone
    "checkpoint_fullfsync = ON",
    "locking_mode = NORMAL",
    "temp_store = MEMORY",
    "cache_size = -16000",
)


def _check(copy: sqlite3.Connection, path: Path) -> None:
    found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise DamagedProjectError(f"The copy {path} is damaged ({found}); the disk may be failing.")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
