"""Bits are flipped, pages zeroed and swapped: each change of content is noticed, in a sentence."""

# ruff: noqa: S311 chance, not secrets
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from annotator.core.annotation import SetKey
from annotator.core.change import Change, Edit, Part
from annotator.store import annotations, documents, journal, meta
from annotator.store.connection import Store, open_store
from annotator.store.errors import StoreError

USUAL = 250
PAGE = 4096


def content(store: Store) -> object:
    """Return all that a person would miss."""
    ids = documents.document_ids(store)
    return (
        list(annotations.annotated(store, ids)),
        documents.list_articles(store, queued_only=False),
        list(journal.read_journal(store)),
        journal.acts_of(store, "ann"),
        meta.read_scheme_bytes(store),
        store.name,
    )


def flip(data: bytearray) -> None:
    place = random.randrange(len(data) * 8)
    data[place // 8] ^= 1 << place % 8


def zero(data: bytearray) -> None:
    page = random.randrange(len(data) // PAGE) * PAGE
    data[page : page + PAGE] = bytes(PAGE)


def swap(data: bytearray) -> None:
    one, other = (random.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    held = data[one : one + PAGE]
    data[one : one + PAGE] = data[other : other + PAGE]
    data[other : other + PAGE] = held


def test_every_change_is_noticed(
    make_project: Callable[[], Path],
    any_edit: Callable[..., Edit],
    tmp_path: Path,
    rounds: Callable[[int], int],
) -> None:
    path = make_project()
    with open_store(path) as store:
        for number in range(30):
            journal.record(store, any_edit(hand=f"ann{'' if number % 3 else 'e'}", note="x" * 100))
        items = annotations.read_set(store, SetKey("harbour", "ann")).items
        gone = Change("Delete", tuple(items.values())[:4], ())
        part = Part(SetKey("harbour", "ann"), gone)
        journal.record(store, Edit("u1", "ann", "2025-01-01T00:00:00+00:00", "Delete", (part,)))
        right = content(store)
    whole, spoiled = path.read_bytes(), tmp_path / "spoiled.quoth"
    noticed = 0
    for number in range(rounds(USUAL)):
        data = bytearray(whole)
        random.choice([flip, flip, flip, zero, swap])(data)
        spoiled.write_bytes(data)
        noticed += _notices(spoiled, right)
        if number == 0:
            spoiled.write_bytes(whole)
            assert not _notices(spoiled, right)
    print(f"{rounds(USUAL)} changes, {noticed} noticed, the others changed no content")
    assert noticed > rounds(USUAL) // 3


def _notices(path: Path, right: object) -> bool:
    """Tell whether a change was noticed; what was not must have left the content as it was."""
    try:
        with open_store(path, read_only=True) as store:
            if journal.verify_journal(store):
                return True
            assert content(store) == right
    except StoreError:
        return True
    return False


def test_rows_that_sqlite_finds_right_are_held_against_the_hashes(
    make_project: Callable[[], Path], any_edit: Callable[..., Edit]
) -> None:
    path = make_project()
    with open_store(path) as store:
        journal.record(store, any_edit("s1"))
        journal.record(store, any_edit("s2"))
    for statement, words in (
        ("UPDATE item SET label = 'claim' WHERE id = 's1'", "not what the journal says"),
        ("DELETE FROM item WHERE id = 's1'", "not what the journal says"),
        ("UPDATE annotation_set SET spans = 5", "told of the marks"),
        ("UPDATE annotation_set SET revision = 5", "told of the marks"),
        ("UPDATE document SET title = 'x'", "told of"),
        ("UPDATE document SET queued = 0", "told of"),
        ("UPDATE annotator SET role = 'lead'", "annotator"),
        ("UPDATE meta SET value = 'x' WHERE key = 'name'", "name"),
        ("DELETE FROM journal_set", "list of the edits"),
        ("DELETE FROM document_text", "text"),
    ):
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("BEGIN")
            db.execute(statement)
            with open_store(path, read_only=True) as store:
                store.db.close()
                store.db = db
                found = journal.verify_journal(store)
                assert any(words in one for one in found), (statement, found)
