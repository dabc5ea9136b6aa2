import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Edit
from annotator.store import annotations, backup, documents, journal, meta
from annotator.store.checks import refuse_cut_off
from annotator.store.connection import Store, create_store, open_store
from annotator.store.errors import (
    DamagedProjectError,
    LockedProjectError,
    MissingProjectError,
    NewerProjectError,
    NotAProjectError,
    ProjectExistsError,
    ReadOnlyProjectError,
    StoreError,
)
from annotator.store.upgrade import VERSION

EditOf = Callable[..., Edit]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def change(path: Path, *statements: str) -> None:
    """Do to a closed project what no program of ours does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for one in statements:
            db.execute(one)


class Growing(type(Path())):  # type: ignore[misc]
    """A path to a file that another program makes longer as soon as somebody has looked at it."""

    def stat(self, **how: bool) -> os.stat_result:
        seen = super().stat(**how)
        with (
            closing(sqlite3.connect(str(self), timeout=0, isolation_level=None)) as db,
            suppress(sqlite3.OperationalError),  # it is locked, as it should be
        ):
            db.execute("INSERT INTO meta VALUES (hex(randomblob(4)), zeroblob(100000), '')")
        return seen  # type: ignore[no-any-return]


def test_a_file_that_grows_while_it_is_opened_is_whole(store: Store, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        refuse_cut_off(db, Growing(path))
    size = path.stat().st_size
    Growing(path).stat()
    assert path.stat().st_size > size, "the ground of the test"


def test_the_settings_of_the_connection_are_those_agreed(store: Store) -> None:
    def setting(name: str) -> object:
        return store.db.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("journal_mode") == "delete"
    assert setting("synchronous") == 3
    assert setting("trusted_schema") == 0
    assert setting("cell_size_check") == 1
    assert setting("foreign_keys") == 1
    assert setting("busy_timeout") == 5000
    assert store.db.isolation_level is None


def test_a_project_is_not_made_over_something(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(ProjectExistsError, match=r"news\.quoth"):
        create_store(path, name="x", scheme=b"{}")
    assert path.read_text() == "mine"
    assert list(path.parent.iterdir()) == [path]


def test_a_project_cannot_be_made_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingProjectError, match=r"no folder .*no; make it first"):
        create_store(tmp_path / "no" / "x.quoth", name="x", scheme=b"{}")
    assert list(tmp_path.iterdir()) == []


def test_looking_at_a_project_leaves_every_byte(store: Store, path: Path) -> None:
    store.close()
    before, stamp = digest(path), path.stat().st_mtime_ns
    for read_only in (True, False):
        with open_store(path, read_only=read_only) as seen:
            documents.list_articles(seen, search="h")
            documents.read_document(seen, "harbour")
            annotations.read_set(seen, SetKey("harbour", "ann"))
            list(annotations.annotated(seen, documents.document_ids(seen)))
            assert journal.verify_journal(seen) == []
            assert seen.notices == []
            assert (seen.name, meta.read_scheme_bytes(seen)) == ("News", b'{"id": "x"}')
    assert (digest(path), path.stat().st_mtime_ns) == (before, stamp)
    assert list(path.parent.iterdir()) == [path]


def test_what_is_not_a_project_is_refused_and_left_alone(tmp_path: Path) -> None:
    words, empty, other = (tmp_path / name for name in ("words.quoth", "empty.quoth", "o.db"))
    words.write_text("These are words. " * 500)
    empty.touch()
    change(other, "CREATE TABLE x (y)")
    for path in (words, empty, other, tmp_path):
        before = digest(path) if path.is_file() else ""
        with pytest.raises(NotAProjectError, match=path.name) as caught:
            open_store(path)
        assert caught.value.exit_code == 2
        assert not before or digest(path) == before
    with pytest.raises(MissingProjectError, match="no project"):
        open_store(tmp_path / "none.quoth")
    assert not (tmp_path / "none.quoth").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.quoth")
    with pytest.raises(NotAProjectError):
        open_store(tmp_path / "pipe.quoth")


def test_a_newer_project_is_refused(store: Store, path: Path) -> None:
    store.close()
    change(path, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(NewerProjectError, match="newer version") as caught:
        open_store(path)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER gone AFTER INSERT ON item BEGIN DELETE FROM item; END",
        "CREATE VIEW seen AS SELECT * FROM item",
        "DROP INDEX journal_author",
        "DROP TRIGGER journal_stays",
        "ALTER TABLE item ADD COLUMN more TEXT",
        "UPDATE annotation_set SET head = 'x'",
        "DELETE FROM meta WHERE key = 'project'",
        "UPDATE meta SET value = '../../x' WHERE key = 'project'",
    ],
)
def test_a_project_that_was_tampered_with_is_damaged(
    store: Store, path: Path, statement: str
) -> None:
    store.close()
    change(path, statement)
    before = digest(path)
    with pytest.raises(DamagedProjectError, match=r"news\.quoth is damaged") as caught:
        open_store(path)
    assert caught.value.exit_code == 3
    assert digest(path) == before


@pytest.mark.parametrize("words", [b"CREATE TABLE annotation_set", b"Harbour fees", b"harbour"])
def test_letters_that_were_broken_are_damage_not_a_fault(
    store: Store, path: Path, words: bytes
) -> None:
    store.close()
    data = path.read_bytes()
    for place in range(len(words)):
        found = data.replace(words, words[:place] + b"\xff" + words[place + 1 :])
        assert found != data
        path.write_bytes(found)
        with suppress(DamagedProjectError), open_store(path, read_only=True) as seen:
            assert journal.verify_journal(seen)


def test_a_changed_edit_is_found_at_opening(store: Store, path: Path) -> None:
    store.close()
    change(
        path,
        "DROP TRIGGER journal_body_stands",
        "UPDATE journal_body SET body = CAST(replace(body, 'headline', 'headl1ne') AS BLOB)",
        "CREATE TRIGGER journal_body_stands BEFORE UPDATE ON journal_body\n"
        "BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END",
    )
    with pytest.raises(DamagedProjectError, match="hash"):
        open_store(path)


def test_a_damaged_project_names_its_backups_and_the_log(
    store: Store, path: Path, edit_of: EditOf, span: Span
) -> None:
    journal.record(store, edit_of(span))
    store.close()
    for size in (0, 100, 5000, path.stat().st_size - 1):
        whole = path.read_bytes()
        path.write_bytes(whole[:size])
        with pytest.raises(DamagedProjectError, match="1 backup ") as caught:
            open_store(path)
        assert caught.value.backups == backup.backups_of(path)
        assert caught.value.shadow is not None
        assert caught.value.shadow.exists()
        path.write_bytes(whole)
    path.unlink()
    with pytest.raises(MissingProjectError, match="1 backup "):
        open_store(path)


def test_a_project_held_by_another_program_is_said_to_be(
    store: Store, path: Path, edit_of: EditOf, span: Span
) -> None:
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedProjectError, match="another program") as caught:
            open_store(path, timeout=0.01)
        assert caught.value.exit_code == 3
        other.execute("ROLLBACK")
        with open_store(path, timeout=0.01) as here:
            other.execute("BEGIN")
            other.execute("SELECT * FROM document").fetchone()  # holds a shared lock from here
            before = digest(path)
            with pytest.raises(LockedProjectError):
                journal.record(here, edit_of(span))
            assert digest(path) == before
            other.execute("ROLLBACK")
            journal.record(here, edit_of(span))


def test_a_folder_that_cannot_be_written_is_looked_at(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch, edit_of: EditOf, span: Span
) -> None:
    store.close()
    real = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: Path(p) != path.parent and real(p, mode))
    with open_store(path) as seen:
        assert seen.read_only
        assert "reading only" in seen.notices[0]
        with pytest.raises(ReadOnlyProjectError):
            journal.record(seen, edit_of(span))


def test_without_a_data_folder_edits_are_saved_and_it_is_said(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch, edit_of: EditOf, span: Span
) -> None:
    store.close()
    monkeypatch.setenv("QUOTH_DATA_DIR", str(path / "not a folder"))
    with open_store(path) as seen:
        assert "cannot be written" in seen.notices[0]
        journal.record(seen, edit_of(span))
        assert any("No automatic backup" in one for one in seen.notices)
    with open_store(path) as seen:
        assert len(annotations.read_set(seen, SetKey("harbour", "ann")).items) == 1


def test_a_write_that_was_cut_short_is_taken_back_even_for_a_reader(
    store: Store, path: Path
) -> None:
    store.close()
    before = digest(path)
    code = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 5')\n"
        "db.execute('BEGIN IMMEDIATE')\n"
        "db.execute('CREATE TABLE big (x)')\n"
        "for n in range(300): db.execute('INSERT INTO big VALUES (randomblob(3000))')\n"
        "db.execute('UPDATE document SET title = hex(randomblob(9000))')\n"
        "db.execute('UPDATE document SET sought = hex(randomblob(9000))')\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert path.with_name(path.name + "-journal").exists()
    with open_store(path, read_only=True) as seen:
        assert journal.verify_journal(seen) == []
    assert digest(path) == before


def test_every_error_is_one_sentence_with_an_exit_code() -> None:
    found = [StoreError]
    for kind in found:
        found.extend(kind.__subclasses__())
        assert kind.exit_code in (2, 3)
        assert kind.__doc__
    assert len(found) > 14


def test_two_stores_of_one_file_see_one_another(
    store: Store, path: Path, edit_of: EditOf, span: Span, key: SetKey
) -> None:
    with open_store(path) as other:
        journal.record(store, edit_of(span))
        assert annotations.read_set(other, key).items == {"s1": span}
        journal.record(other, edit_of(removed=(span,)), {key: 1})
        assert annotations.read_set(store, key).items == {}
    assert journal.verify_journal(store) == []
