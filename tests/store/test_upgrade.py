"""Older projects are brought up to date: whole, or not at all, and with a copy of how they were."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Edit
from annotator.store import annotations, connection, documents, journal, upgrade
from annotator.store.connection import Store, open_store
from annotator.store.errors import ReadOnlyProjectError
from annotator.store.upgrade import VERSION, Step

EditOf = Callable[..., Edit]

NEXT = VERSION + 1

MANY = """
import os, sqlite3, sys
from annotator.store.upgrade import VERSION, Step, upgrade
stop = int(sys.argv[2])
seen = 0
def trace(_sql):
    global seen
    seen += 1
    if seen == stop:
        os.kill(os.getpid(), 9)
def one(db):
    db.execute("CREATE TABLE more (x)")
    for number in range(5):
        db.execute("INSERT INTO more VALUES (?)", (number,))
    db.execute("UPDATE document SET language = 'xx'")
def two(db):
    db.execute("ALTER TABLE more ADD COLUMN y")
    db.execute("UPDATE more SET y = randomblob(9000)")
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 5")
db.set_trace_callback(trace)
upgrade(db, (Step(VERSION + 1, one), Step(VERSION + 2, two)))
print(seen)
"""


def state(path: Path) -> tuple[object, ...]:
    with closing(sqlite3.connect(path)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
        languages = {row[0] for row in db.execute("SELECT language FROM document")}
        return version, "more" in tables, languages


def cut(path: Path, stop: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", MANY, str(path), str(stop)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_an_upgrade_that_is_cut_at_any_statement_is_whole_or_never_was(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.close()
    before, whole = path.read_bytes(), state(path)
    work = tmp_path / "work.quoth"
    work.write_bytes(before)
    statements = int(cut(work, 0).stdout)
    after = state(work)
    assert after == (VERSION + 2, True, {"xx"})
    found = []
    for stop in range(1, statements + 1):
        work.write_bytes(before)
        assert cut(work, stop).returncode == -signal.SIGKILL
        found.append(state(work))
    assert set(map(str, found)) <= {str(whole), str(after)}
    assert str(whole) in map(str, found)


def test_a_step_that_fails_takes_all_back(store: Store) -> None:
    def one(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE more (x)")

    def broken(db: sqlite3.Connection) -> None:
        db.execute("UPDATE document SET language = 'xx'")
        raise ZeroDivisionError

    def loose(db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM document")

    for last, kind in ((broken, ZeroDivisionError), (loose, sqlite3.IntegrityError)):
        with pytest.raises(kind):
            upgrade.upgrade(store.db, (Step(NEXT, one), Step(NEXT + 1, last)))
        assert store.db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert store.db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert not store.db.in_transaction
        assert journal.verify_journal(store) == []
    assert upgrade.upgrade(store.db, ()) == VERSION


@pytest.fixture
def older(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as it is now, and from now on a version of the program whose projects say more."""
    store.close()

    def settle(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE passing (x)")
        db.execute("DROP TABLE passing")

    monkeypatch.setattr(connection, "VERSION", NEXT)
    monkeypatch.setattr("annotator.store.checks.VERSION", NEXT)
    monkeypatch.setattr(connection, "STEPS", (Step(NEXT, settle),))
    return path


def test_an_older_project_is_copied_and_upgraded_when_it_is_opened(
    older: Path, span: Span, edit_of: EditOf
) -> None:
    before = older.read_bytes()
    with open_store(older, read_only=True) as seen:
        assert documents.document_ids(seen) == ["harbour", "second"]
        with pytest.raises(ReadOnlyProjectError):
            journal.record(seen, edit_of(span))
        with pytest.raises(sqlite3.OperationalError):
            seen.db.execute("DELETE FROM item")
    assert older.read_bytes() == before
    assert list(older.parent.glob("*.before-upgrade-*")) == []
    with open_store(older) as seen:
        assert "older version" in seen.notices[0]
        assert seen.db.execute("PRAGMA user_version").fetchone() == (NEXT,)
        journal.record(seen, edit_of(span))
        assert annotations.read_set(seen, SetKey("harbour", "ann")).items == {"s1": span}
        assert journal.verify_journal(seen) == []
    (kept,) = older.parent.glob("*.before-upgrade-*.quoth")
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with open_store(older) as again:
        assert again.notices == []
        assert documents.document_ids(again) == ["harbour", "second"]
    assert len(list(older.parent.glob("*.before-upgrade-*"))) == 1
