"""What is looked at before a project is opened; nothing here writes."""

import errno
import sqlite3
import stat
from functools import cache
from pathlib import Path

from annotator.core.canonical import sha256_hex
from annotator.store.errors import (
    DiskError,
    MissingProjectError,
    NewerProjectError,
    NotAProjectError,
)
from annotator.store.upgrade import APPLICATION, VERSION

_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP}
_WHOLE = 16 * 1024 * 1024  # bytes; smaller files are checked whole at opening
_LATEST = 50  # edits whose hashes are proved at opening


class DamageError(Exception):
    """What is wrong with the file, in half a sentence; the opener adds where the backups are."""


def refuse_other_files(path: Path) -> None:
    """Raise where no file lies at a path, or none that can be a project.

    Raise MissingProjectError, NotAProjectError or DiskError, DamageError where it is empty.
    """
    try:
        there = path.stat()
    except OSError as error:
        if error.errno in _NOWHERE:
            raise MissingProjectError(f"There is no project {path}.") from None
        raise DiskError(f"{path} could not be opened: {error.strerror or error}.") from error
    if stat.S_ISDIR(there.st_mode):
        raise NotAProjectError(f"{path} is a folder; a project is one file that ends in .quoth.")
    if not stat.S_ISREG(there.st_mode):
        raise NotAProjectError(f"{path} is not a file; a project is one file that ends in .quoth.")
    if not there.st_size:
        raise DamageError("it is empty")


def refuse_other_databases(db: sqlite3.Connection, path: Path) -> int:
    """Return the version of a project; raise NotAProjectError or NewerProjectError."""
    application = _number(db, "application_id")
    if application != APPLICATION:
        raise NotAProjectError(f"{path} is a database of another program, not a project.")
    version = _number(db, "user_version")
    if version > VERSION:
        raise NewerProjectError(
            f"{path} was made by a newer version of Quoth; install that to open it."
        )
    if version < 1:
        raise DamageError("it says no version")
    return version


def refuse_cut_off(db: sqlite3.Connection, path: Path) -> None:
    """Raise DamageError where the file is shorter than it says, in one state: others may write."""
    db.execute("BEGIN")
    try:
        size = _number(db, "page_count") * _number(db, "page_size")
        if path.stat().st_size < size:
            raise DamageError("its end is missing")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def refuse_damage(db: sqlite3.Connection, path: Path) -> None:
    """Raise DamageError where tables, pages or the hashes of the newest edits are not right.

    A big file is checked in part, so that opening stays quick; the doctor checks it whole.
    """
    size = path.stat().st_size
    if tables(db) != our_tables():
        raise DamageError("its tables are not those of a project")
    tested = [""] if size <= _WHOLE else ["(meta)", "(annotator)"]
    for table in tested:
        words = db.execute(f"PRAGMA quick_check{table}").fetchone()[0]
        if words != "ok":
            raise DamageError(str(words).splitlines()[-1])
    _refuse_loose_heads(db)
    _refuse_changed_edits(db)


def tables(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Return what a database is made of, word for word, planted triggers included."""
    return db.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    ).fetchall()


@cache
def our_tables() -> list[tuple[str, ...]]:
    """Return what a project is made of."""
    db = sqlite3.connect(":memory:")
    try:
        db.executescript(schema())
        return tables(db)
    finally:
        db.close()


@cache
def schema() -> str:
    """Return the SQL that makes the tables."""
    return Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")


def _refuse_loose_heads(db: sqlite3.Connection) -> None:
    loose = db.execute(
        "SELECT 1 FROM annotation_set s LEFT JOIN journal j ON j.number = s.last "
        "WHERE j.hash IS NOT s.head LIMIT 1"
    ).fetchone()
    if loose is not None:
        raise DamageError("marks do not stand where the journal ends")


def _refuse_changed_edits(db: sqlite3.Connection) -> None:
    rows = db.execute(
        "SELECT j.hash, b.body FROM journal j LEFT JOIN journal_body b USING (number) "
        "ORDER BY j.number DESC LIMIT ?",
        (_LATEST,),
    ).fetchall()
    for digest, body in rows:
        if body is None or sha256_hex(body) != digest:
            raise DamageError("an edit is not the one of its hash")


def _number(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
