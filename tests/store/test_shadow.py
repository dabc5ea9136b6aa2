import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Edit
from annotator.store import annotations, backup, journal, shadow
from annotator.store.applying import with_hash
from annotator.store.connection import Store, open_store
from annotator.store.errors import (
    DiskError,
    LockedProjectError,
    ReplacedProjectError,
    StoreError,
    UnmergedShadowError,
)
from annotator.store.shadow import ShadowLog

EditOf = Callable[..., Edit]


@pytest.fixture
def edits(edit_of: EditOf, span: Span) -> list[Edit]:
    return [edit_of(replace(span, id=f"s{number}")) for number in range(6)]


def log_of(store: Store) -> ShadowLog:
    assert store.shadow is not None
    return store.shadow


def ids(path: Path) -> set[str]:
    with open_store(path) as store:
        return set(annotations.read_set(store, SetKey("harbour", "ann")).items)


def test_an_older_file_gets_the_edits_that_it_lacks(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    journal.record(store, edits[0])
    old = shutil.copy(path, path.with_name("old"))
    sealed = [journal.record(store, edit) for edit in edits[1:]]
    store.close()
    shutil.move(old, path)
    with open_store(path, read_only=True) as seen:
        assert "5 edits were newer" in seen.notices[0]
    with open_store(path) as seen:
        assert seen.notices == ["5 edits were missing in the file and came from the shadow log."]
        assert list(journal.read_journal(seen, key=SetKey("harbour", "ann")))[1:] == sealed
        assert journal.verify_journal(seen) == []
    with open_store(path) as seen:
        assert seen.notices == []


def test_an_edit_that_another_window_is_about_to_commit_is_no_fault(
    store: Store, path: Path, edits: list[Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.record(store, edits[0])
    said: list[str] = []
    asked = Event()
    append, pending = log_of(store).append, ShadowLog.pending

    def open_elsewhere() -> None:
        try:
            with open_store(path, timeout=60) as other:
                said.extend(other.notices)
        except StoreError as error:
            said.append(str(error))

    def seen(log: ShadowLog, known: Callable[[str], bool]) -> list[Edit]:
        found = pending(log, known)
        asked.set()
        return found

    def append_and_wait(edit: Edit) -> None:
        append(edit)
        elsewhere.start()
        assert asked.wait(60)  # the other has seen an edit in the log that the file lacks

    elsewhere = Thread(target=open_elsewhere)
    monkeypatch.setattr(ShadowLog, "pending", seen)
    monkeypatch.setattr(log_of(store), "append", append_and_wait)
    journal.record(store, edits[1])
    elsewhere.join(60)
    assert said == []
    assert ids(path) == {"s0", "s1"}


def test_a_torn_line_is_left_out_and_the_next_edit_stands_on_its_own(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    old = shutil.copy(path, path.with_name("old"))
    journal.record(store, edits[0])
    journal.record(store, edits[1])
    store.close()
    log = log_of(store).path
    log.write_bytes(log.read_bytes()[:-30])
    shutil.move(old, path)
    assert ids(path) == {"s0"}
    with open_store(path) as again:
        journal.record(again, edits[2])
    lines = log.read_bytes().split(b"\n")
    assert len(lines) == 4
    assert lines[2].endswith(b"}")


def test_what_does_not_continue_the_file_asks(store: Store, path: Path, edits: list[Edit]) -> None:
    old = shutil.copy(path, path.with_name("old"))
    for edit in edits[:3]:
        journal.record(store, edit)
    store.close()
    log = log_of(store).path
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[1:]))
    shutil.move(old, path)
    before = path.read_bytes()
    with pytest.raises(UnmergedShadowError, match="2 edits") as caught:
        open_store(path)
    assert caught.value.exit_code == 3
    assert path.read_bytes() == before
    with open_store(path, shadow_choice="keep aside") as seen:
        assert "kept as" in seen.notices[0]
    assert not log.exists()
    (aside,) = log.parent.glob("*.aside-*.log")
    assert aside.read_bytes() == b"".join(lines[1:])
    assert ids(path) == set()


def test_an_edit_that_was_refused_is_not_made_at_the_next_opening(
    store: Store, path: Path, edits: list[Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.record(store, edits[0])
    append = ShadowLog.append

    def locked_after(log: ShadowLog, edit: Edit) -> None:
        append(log, edit)
        raise LockedProjectError("held")

    with monkeypatch.context() as patch:
        patch.setattr(ShadowLog, "append", locked_after)
        with pytest.raises(LockedProjectError):
            journal.record(store, edits[1])
    log_of(store).append(replace(edits[1], hash="not its own"))
    log_of(store).refuse(edits[1].uuid)
    store.close()
    assert ids(path) == {"s0"}


def test_no_edit_is_saved_that_the_log_does_not_have(
    store: Store, path: Path, edits: list[Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(log: ShadowLog, edit: Edit) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ShadowLog, "append", full)
    with pytest.raises(DiskError, match="No space left"):
        journal.record(store, edits[0])
    store.close()
    assert ids(path) == set()


def test_the_log_of_a_replaced_file_keeps_the_edit(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    journal.record(store, edits[0])
    shutil.copy(path, path.with_name("copy"))
    journal.record(store, edits[1])
    path.with_name("copy").replace(path)
    for edit in edits[2:4]:
        with pytest.raises(ReplacedProjectError) as caught:
            journal.record(store, edit)
        assert caught.value.exit_code == 3
    store.close()
    assert ids(path) == {"s0", "s1", "s2"}


def test_a_deleted_file_comes_back_from_backup_and_log(
    store: Store, path: Path, edits: list[Edit]
) -> None:
    for edit in edits[:4]:
        journal.record(store, edit)
    path.unlink()
    with pytest.raises(ReplacedProjectError):
        journal.record(store, edits[4])
    assert not list(path.parent.iterdir())
    store.close()
    assert backup.restore_backup(backup.backups_of(path)[0], path) is None
    assert ids(path) == {"s0", "s1", "s2", "s3", "s4"}


def test_a_long_log_is_halved_once_a_backup_holds_it(
    store: Store, path: Path, edits: list[Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shadow, "LIMIT", 1500)
    for edit in edits[:5]:
        journal.record(store, edit)
    log = log_of(store)
    assert log.is_long()
    assert backup.automatic_backup(store) is not None
    assert not log.is_long()
    assert log.path.read_bytes().count(b"\n") < 5
    journal.record(store, edits[5])
    store.close()
    assert backup.restore_backup(backup.backups_of(path)[0], path) is not None
    assert ids(path) == {f"s{number}" for number in range(6)}


def test_a_log_trimmed_by_another_process_is_opened_again(tmp_path: Path, edit_of: EditOf) -> None:
    one, other = ShadowLog(tmp_path / "x.log"), ShadowLog(tmp_path / "x.log")
    one.append(edit_of())
    other.trim()
    one.append(edit_of())
    assert (tmp_path / "x.log").read_bytes().count(b"\n") == 2
    one.close()


def test_garbage_in_the_log_does_no_harm(store: Store, path: Path, edits: list[Edit]) -> None:
    journal.record(store, edits[0])
    store.close()
    log = log_of(store).path
    log.write_bytes(log.read_bytes() + b'[]\n{"uuid": 3}\n\xff\xfe\n{"refused": "x"}\nnull\n\n')
    assert ids(path) == {"s0"}


def test_what_lies_before_an_edit_that_is_known_does_not_come_back(
    tmp_path: Path, edits: list[Edit]
) -> None:
    """An edit whose commit failed while the disk was full, so that no refusal could be written."""
    made = [with_hash(edit)[0] for edit in edits[:3]]
    log = ShadowLog(tmp_path / "own.log")
    for edit in made:
        log.append(edit)
    pending = log.pending(lambda uuid: uuid == made[1].uuid)
    assert [edit.uuid for edit in pending] == [made[2].uuid]
