"""What is done in a copy of a project stays in the copy; a file that moved takes all along."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Edit
from annotator.store import annotations, backup, journal
from annotator.store.connection import Store, open_store
from annotator.store.errors import DamagedProjectError
from annotator.store.home import original_of

EditOf = Callable[..., Edit]


def ids(path: Path) -> set[str]:
    with open_store(path) as store:
        return set(annotations.read_set(store, SetKey("harbour", "ann")).items)


@pytest.fixture
def edits(edit_of: EditOf, span: Span) -> list[Edit]:
    return [edit_of(replace(span, id=f"s{number}")) for number in range(4)]


def test_edits_in_a_copy_do_not_come_into_the_original(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    journal.record(store, edits[0])
    copy = path.with_name("copy.quoth")
    backup.backup_to(store, copy)
    store.close()
    with open_store(copy) as other:
        assert other.project_id == store.project_id
        assert other.kept_as != store.kept_as
        journal.record(other, edits[1])
    with open_store(path) as again:
        assert again.notices == []
    assert ids(path) == {"s0"}
    assert ids(copy) == {"s0", "s1"}
    third = path.with_name("third.quoth")
    shutil.copy(path, third)
    assert ids(third) == {"s0"}


def test_edits_in_the_original_do_not_come_into_a_copy_of_it(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    journal.record(store, edits[0])
    copy = path.with_name("copy.quoth")
    backup.backup_to(store, copy)
    journal.record(store, edits[1])
    assert ids(copy) == {"s0"}  # while the original is open in this process
    store.close()
    assert ids(copy) == {"s0"}
    assert original_of(store.project_id, copy) == path


def test_a_copy_has_its_own_log_and_backups(store: Store, path: Path, edits: list[Edit]) -> None:
    journal.record(store, edits[0])
    before = backup.backups_of(path)
    copy = path.with_name("copy.quoth")
    backup.backup_to(store, copy)
    with open_store(copy) as other:
        old = shutil.copy(copy, path.with_name("old"))
        journal.record(other, edits[1])
    assert backup.backups_of(path) == before
    kept = backup.backups_of(copy)
    assert kept
    assert not set(kept) & set(before)
    shutil.move(old, copy)  # rolled back: its own log makes it whole
    assert ids(copy) == {"s0", "s1"}
    copy.write_bytes(copy.read_bytes()[:9000])
    with pytest.raises(DamagedProjectError) as told:
        open_store(copy)
    assert list(told.value.backups) == kept


def test_a_file_that_moved_takes_its_log_along(store: Store, path: Path, edits: list[Edit]) -> None:
    journal.record(store, edits[0])
    old = shutil.copy(path, path.with_name("old"))
    journal.record(store, edits[1])
    store.close()
    path.unlink()
    moved = path.with_name("moved.quoth")
    shutil.move(old, moved)
    assert ids(moved) == {"s0", "s1"}


@pytest.mark.parametrize("lies_there", [b"", b"something else"])
def test_where_something_else_lies_in_its_place_a_copy_takes_over(
    store: Store, path: Path, edits: list[Edit], lies_there: bytes
) -> None:
    journal.record(store, edits[0])
    old = shutil.copy(path, path.with_name("old"))
    journal.record(store, edits[1])
    store.close()
    path.write_bytes(lies_there)
    assert ids(Path(old)) == {"s0", "s1"}


def test_another_name_of_the_same_file_is_no_copy(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    journal.record(store, edits[0])
    other = path.with_name("other.quoth")
    other.symlink_to(path)
    store.close()
    with open_store(other) as again:
        assert again.kept_as == store.kept_as


def test_a_copy_at_a_path_of_odd_bytes_is_a_copy(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    journal.record(store, edits[0])
    store.close()
    copy = Path(os.fsdecode(os.fsencode(path.parent) + b"/c\xff.quoth"))
    try:
        shutil.copy(path, copy)
    except OSError:
        pytest.skip("this file system knows no such names")
    with open_store(copy) as other:
        assert other.kept_as != store.kept_as


HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA locking_mode = EXCLUSIVE")
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_copy_takes_nothing_over_while_another_program_holds_the_original(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    journal.record(store, edits[0])
    copy = Path(shutil.copy(path, path.with_name("copy.quoth")))
    journal.record(store, edits[1])
    store.close()
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline().strip() == b"held"
        assert ids(copy) == {"s0"}
        holder.stdin.close()
