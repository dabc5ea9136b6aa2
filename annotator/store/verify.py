"""Prove a project: every digest, every hash, every offset, and that the marks are the replay."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from annotator.core.annotation import Item, SetKey
from annotator.core.canonical import canonical, sha256_hex
from annotator.core.change import Edit, StaleChangeError
from annotator.core.codec import edit_from_json, item_to_json
from annotator.core.people import Role
from annotator.store.applying import Standing, item_row, refuse_misplaced
from annotator.store.copying import connect, copy_database
from annotator.store.errors import MisplacedMarkError, StoreError
from annotator.store.handle import Rows, Store
from annotator.store.rows import COLUMNS, document_of, document_rows
from annotator.store.sealing import seal

_MOST = 100  # sentences: whoever has more needs a backup, not a longer list
_PAGE = 200  # rows
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)


def verify_journal(store: Store) -> list[str]:
    """Return what is wrong with a project, in sentences; none when all is right.

    Held against one another: SQLite's pages, the digests of texts and rows, the hash and the
    parents of every edit, and the marks and counts with what the journal replays to. It is read
    page by page, so that nobody waits; where others wrote meanwhile and something seems wrong, a
    copy is proved, of one moment.
    """
    with suppress(StoreError, sqlite3.Error, OSError):
        before = _moment(store)
        found = _found(store)
        if not found or _moment(store) == before:
            return found
        with TemporaryDirectory() as folder:
            path = Path(folder) / store.path.name
            copy_database(store.db, path)
            db = connect(path, read_only=True)
            with Store(path, db, read_only=True, shadow=None) as still:
                return _found(still)
    return _found(store)


def _moment(store: Store) -> tuple[Any, ...]:
    """Return what is another once anybody wrote into the file."""
    return store.written_elsewhere(), *store.rows("SELECT max(number) FROM journal")[0]


def _found(store: Store) -> list[str]:
    found: list[str] = []
    try:
        for sentence in _problems(store):
            found.append(sentence)
            if len(found) >= _MOST:
                break
    except (StoreError, sqlite3.Error) as error:
        found.append(f"The file could not be read to its end: {error}")
    return found


def _problems(store: Store) -> Iterator[str]:
    for (words,) in store.rows(f"PRAGMA integrity_check({_MOST})"):
        if words != "ok":
            yield f"SQLite: {words}."
    for row in store.rows("PRAGMA foreign_key_check"):
        yield f"A row of {row[0]} refers to one of {row[2]} that is not there."
    yield from _meta(store)
    yield from _documents(store)
    replay = _Replay(store)
    yield from replay.problems()


def _meta(store: Store) -> Iterator[str]:
    for key, value, digest in store.rows("SELECT key, value, seal FROM meta"):
        if _sealed(key, value) != digest:
            yield f"The project's {key!r} is not what was written."
    for name, role, digest in store.rows("SELECT name, role, seal FROM annotator"):
        if _sealed(name, role) != digest or role not in list(Role):
            yield f"The annotator {name!r} is not what was written."
    for document, name, batch, digest in store.rows(_ASSIGNMENTS):
        if _sealed(document, name, batch) != digest:
            yield f"That {document} is assigned to {name!r} is not what was written."


def _documents(store: Store) -> Iterator[str]:
    last = 0
    while rows := store.rows(_DOCUMENT_PAGE, (last, _PAGE)):
        for row in rows:
            last = row[0]
            yield from _document(row)
    for (number,) in store.rows(_HALVES):
        yield f"Article {number} has no text, or a text has no article."


def _document(row: tuple[Any, ...]) -> Iterator[str]:
    number, queued, shown = row[0], row[1], row[2:6]
    try:
        document = document_of(row[6:])
        rows = document_rows(document, number, queued=bool(queued))[0]
        right = (*rows[5:7], *rows[8:10]) == shown and queued in (0, 1)
        same = sha256_hex(document.text.encode()) == document.sha256
    except _UNREADABLE:
        right = same = False
    if not same:
        yield f"The text of {row[6]!r} is not the one of its digest."
    elif not right:
        yield f"What is told of {row[6]!r} is not what was written."


_ASSIGNMENTS = """
SELECT d.id, a.annotator, a.batch, a.seal
FROM assignment a JOIN document d ON d.number = a.document
"""

_DOCUMENT_PAGE = f"""
SELECT d.number, d.queued, d.length, d.words, d.sought, d.seal, {COLUMNS}
FROM document d JOIN document_text t USING (number)
WHERE d.number > ? ORDER BY d.number LIMIT ?
"""  # noqa: S608 names of ours

_HALVES = """
SELECT number FROM document WHERE number NOT IN (SELECT number FROM document_text)
UNION ALL SELECT number FROM document_text WHERE number NOT IN (SELECT number FROM document)
"""

_EDIT_PAGE = """
SELECT j.number, j.uuid, j.author, j.undoes, j.origin, j.hash, b.body
FROM journal j LEFT JOIN journal_body b USING (number)
WHERE j.number > ? ORDER BY j.number LIMIT ?
"""

_SET_PAGE = """
SELECT s.number, d.id, s.annotator, s.revision, s.head, s.last,
       s.state, s.spans, s.relations, s.flagged
FROM annotation_set s JOIN document d ON d.number = s.document
WHERE s.number > ? ORDER BY s.number LIMIT ?
"""

_ITEMS = 'SELECT "set", id, kind, label, start, "end", body FROM item WHERE "set" = ?'


class _Replay:
    """What the journal comes to, set by set."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._items: dict[SetKey, dict[str, Item]] = {}
        self._ends: dict[SetKey, tuple[int, str, int]] = {}  # revision, head, last
        self._links: set[tuple[SetKey, int]] = set()

    def problems(self) -> Iterator[str]:
        """Replay the journal and hold it against what is stored."""
        last = 0
        while rows := self._store.rows(_EDIT_PAGE, (last, _PAGE)):
            for row in rows:
                last = row[0]
                yield from self._edit(row)
        yield from self._link_problems()
        yield from self._set_problems()

    def _edit(self, row: tuple[Any, ...]) -> Iterator[str]:
        number, uuid, body = row[0], row[1], row[6]
        if body is None or sha256_hex(body) != row[5]:
            yield f"Edit {uuid} is not the one of its hash."
            return
        try:
            edit = edit_from_json({**orjson.loads(body), "hash": row[5]})
        except _UNREADABLE:
            yield f"Edit {uuid} cannot be read."
            return
        if (edit.uuid, edit.author, edit.undoes, edit.origin) != row[1:5]:
            yield f"Edit {uuid} is listed as something else than it is."
        yield from self._parts(edit, number)

    def _parts(self, edit: Edit, number: int) -> Iterator[str]:
        heads = tuple(self._ends.get(part.set, (0, "", 0))[1] for part in edit.parts)
        if heads != edit.parents:
            yield f"Edit {edit.uuid} does not follow on the one before it."
        for part in edit.parts:
            items = self._items.get(part.set, {})
            try:
                self._items[part.set] = part.change.applied_to(items)
            except StaleChangeError as error:
                yield f"Edit {edit.uuid} cannot be replayed: {error}."
            revision = self._ends.get(part.set, (0, "", 0))[0] + 1
            self._ends[part.set] = (revision, edit.hash, number)
            self._links.add((part.set, number))

    def _link_problems(self) -> Iterator[str]:
        stored = {
            (SetKey(document, annotator), number)
            for document, annotator, number in self._store.rows(
                "SELECT d.id, s.annotator, l.number FROM journal_set l "
                'JOIN annotation_set s ON s.number = l."set" '
                "JOIN document d ON d.number = s.document"
            )
        }
        if stored != self._links:
            yield "The list of the edits of each set is not what the journal says."

    def _set_problems(self) -> Iterator[str]:
        last = 0
        while rows := self._store.rows(_SET_PAGE, (last, _PAGE)):
            for row in rows:
                last = row[0]
                yield from self._set(row)
        for key in self._ends:
            yield f"The marks of {_hand(key)} on {key.document} are missing."

    def _set(self, row: tuple[Any, ...]) -> Iterator[str]:
        key = SetKey(row[1], row[2])
        items = self._items.pop(key, {})
        end = self._ends.pop(key, None)
        stored = self._store.rows(_ITEMS, (row[0],))
        if end != row[3:6] or not _counted(items, row[6:]):
            yield f"What is told of the marks of {_hand(key)} on {key.document} is not right."
        if sorted(stored, key=_by_id) != _rows(row[0], items):
            yield f"The marks of {_hand(key)} on {key.document} are not what the journal says."
        yield from self._misplaced(key, items)

    def _misplaced(self, key: SetKey, items: dict[str, Item]) -> Iterator[str]:
        try:
            text = self._store.text_of(key.document)[1]
            refuse_misplaced(tuple(items.values()), text, key.document)
        except MisplacedMarkError as error:
            yield str(error)
        except KeyError:
            yield f"The text of {key.document} is missing."


def _rows(number: int, items: dict[str, Item]) -> Rows:
    rows = [item_row(number, item, canonical(item_to_json(item))) for item in items.values()]
    return sorted(rows, key=_by_id)


def _by_id(row: tuple[Any, ...]) -> str:
    return str(row[1])


def _counted(items: dict[str, Item], counts: tuple[Any, ...]) -> bool:
    standing = Standing()
    for item in items.values():
        standing.count(item, 1)
    right = (standing.state, standing.spans, standing.relations, standing.flagged)
    return right == counts


def _hand(key: SetKey) -> str:
    return key.annotator or "the article"


def _sealed(*values: object) -> str:
    try:
        return seal(*values)
    except TypeError:
        return ""
