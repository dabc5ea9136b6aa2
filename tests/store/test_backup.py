import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Edit
from annotator.core.document import new_document
from annotator.settings import data_folder
from annotator.store import annotations, backup, documents, journal
from annotator.store.connection import Store, open_store
from annotator.store.errors import MissingProjectError, ProjectExistsError, StoreError
from tests.items import add_document

EditOf = Callable[..., Edit]


def test_a_backup_is_a_whole_project(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out" / "b.quoth"
    backup.backup_to(store, out)
    with open_store(out, read_only=True) as copy:
        assert copy.project_id == store.project_id
        assert journal.verify_journal(copy) == []
    with pytest.raises(ProjectExistsError):
        backup.backup_to(store, out)
    assert [one.name for one in out.parent.iterdir()] == ["b.quoth"]


def test_a_backup_is_made_before_the_first_edit_and_after_an_import(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    assert len(backup.backups_of(store.project_id)) <= 1
    journal.record(store, edit_of(span))
    found = backup.backups_of(store.path)
    with open_store(found[0], read_only=True) as copy:
        assert documents.document_ids(copy) == ["harbour", "second"]
        assert annotations.sets_on(copy, "harbour") == []
    journal.record(store, edit_of(replace(span, id="s2")))
    assert backup.backups_of(store.path) == found
    add_document(store, new_document("third", "More."))
    journal.record(store, edit_of(replace(span, id="s3")))
    assert len(backup.backups_of(store.path)) == len(found) + 1


def test_a_state_is_backed_up_once_and_the_oldest_go(
    store: Store, edit_of: EditOf, span: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "EVERY", 0.0)
    for number in range(14):
        journal.record(store, edit_of(replace(span, id=f"s{number}")))
    found = backup.backups_of(store.project_id)
    assert len(found) == backup.KEPT
    assert found == sorted(found, reverse=True)
    assert backup.automatic_backup(store) is not None
    assert backup.automatic_backup(store) is None


def test_a_backup_that_cannot_be_made_does_not_hinder_work(
    store: Store, edit_of: EditOf, span: Span
) -> None:
    folder = data_folder() / "backups"
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    journal.record(store, edit_of(span))
    assert [one for one in store.notices if "No automatic backup" in one]


def test_a_restored_backup_sets_aside_what_lay_there(
    store: Store, path: Path, edit_of: EditOf, span: Span
) -> None:
    journal.record(store, edit_of(span))
    store.close()
    path.write_bytes(b"damaged")
    path.with_name(path.name + "-journal").write_bytes(b"of the damaged one")
    aside = backup.restore_backup(backup.backups_of(path)[0], path)
    assert aside is not None
    assert aside.read_bytes() == b"damaged"
    assert not path.with_name(path.name + "-journal").exists()
    with open_store(path) as again:
        assert "came from the shadow log" in again.notices[0]
        assert annotations.read_set(again, SetKey("harbour", "ann")).items == {"s1": span}


def test_no_backup_is_restored_that_is_none(store: Store, path: Path, tmp_path: Path) -> None:
    store.close()
    before = path.read_bytes()
    with pytest.raises(MissingProjectError):
        backup.restore_backup(tmp_path / "none", path)
    (tmp_path / "words").write_text("words" * 1000)
    with pytest.raises(StoreError):
        backup.restore_backup(tmp_path / "words", path)
    assert path.read_bytes() == before


def test_backups_under_load_are_whole(
    store: Store, tmp_path: Path, edit_of: EditOf, span: Span
) -> None:
    def copy() -> None:
        for number in range(20):
            backup.backup_to(store, tmp_path / f"b{number}")

    thread = Thread(target=copy)
    thread.start()
    number = 0
    while thread.is_alive():
        number += 1
        journal.record(store, edit_of(replace(span, id=f"s{number}")))
    thread.join()
    for number in range(20):
        with closing(sqlite3.connect(tmp_path / f"b{number}")) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with open_store(tmp_path / f"b{number}", read_only=True) as seen:
            assert journal.verify_journal(seen) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_project_under_a_name_of_odd_bytes_is_backed_up_and_found_again(
    store: Store, tmp_path: Path, edit_of: EditOf, span: Span
) -> None:
    odd = tmp_path / os.fsdecode(b"\xff.quoth")
    backup.backup_to(store, odd)
    with open_store(odd) as copy:
        journal.record(copy, edit_of(span))
        assert copy.notices == []
    assert len(backup.backups_of(odd)) == 1
    odd.unlink()
    with pytest.raises(MissingProjectError, match="1 backup "):
        open_store(odd)
