"""Import: many articles with their marks in one transaction."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import uuid4

import orjson

from annotator.core.annotation import NO_HAND, AnnotatedDocument, Item, Relation, Span
from annotator.core.canonical import sha256_hex
from annotator.core.codec import item_to_json
from annotator.core.collector import without_collector
from annotator.store.applying import (
    NEW_BODY,
    NEW_EDIT,
    NEW_ITEM,
    NEW_LINK,
    NEW_SET,
    ItemRow,
    Standing,
    add_annotators,
    item_row,
    refuse_misplaced,
)
from annotator.store.backup import backup_if_due
from annotator.store.errors import StoreError
from annotator.store.handle import Store
from annotator.store.rows import NEW_DOCUMENT, NEW_TEXT, document_rows

Refusals = list[tuple[str, str]]
_CHUNK = 25  # articles whose rows are gathered before they are written
_SORTED = orjson.OPT_SORT_KEYS


class RefusedDocumentError(StoreError):
    """One article cannot be taken; the others can."""

    exit_code = 2


def import_documents(
    store: Store,
    items: Iterable[AnnotatedDocument],
    *,
    author: str,
    name: str,
    unqueued: Collection[str] = (),
) -> Refusals:
    """Add articles with their regions and sets at once; return (id, why) of those refused.

    An article whose text is known brings its sets to the one that is there. Those whose id is
    among `unqueued` stay out of the queue. Each article is an edit of its own in the journal, with
    origin "import", so undo leaves it alone. What `items` raises takes everything back.
    """
    backup_if_due(store, importing=True)
    refused: Refusals = []
    with without_collector(), store.writing() as db:
        batch = _Batch(db, author, name, frozenset(unqueued))
        rest = iter(items)
        while chunk := list(islice(rest, _CHUNK)):
            refused.extend(_take(batch, chunk))
    store.imported = True
    return refused


@dataclass(slots=True)
class _Known:
    """An article that is in the project: its number, id, and who has marks on it."""

    number: int
    id: str
    annotators: set[str]


@dataclass(slots=True)
class _Rows:
    """The rows of some articles, table by table."""

    documents: list[tuple[Any, ...]] = field(default_factory=list)
    texts: list[tuple[Any, ...]] = field(default_factory=list)
    edits: list[tuple[Any, ...]] = field(default_factory=list)
    bodies: list[tuple[int, bytes]] = field(default_factory=list)
    sets: list[tuple[Any, ...]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)

    def write(self, db: sqlite3.Connection) -> None:
        """Write them, those first that others refer to."""
        db.executemany(NEW_DOCUMENT, self.documents)
        db.executemany(NEW_TEXT, self.texts)
        db.executemany(NEW_EDIT, self.edits)
        db.executemany(NEW_BODY, self.bodies)
        db.executemany(NEW_SET, self.sets)
        db.executemany(NEW_LINK, self.links)
        db.executemany(NEW_ITEM, self.items)


class _Batch:
    """One import on its way: the numbers given out so far, and what is known of the project."""

    def __init__(
        self, db: sqlite3.Connection, author: str, name: str, unqueued: frozenset[str]
    ) -> None:
        self.db = db
        self._unqueued = unqueued
        self._act = {
            "author": author,
            "name": name,
            "origin": "import",
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "undoes": "",
        }
        self._last = {one: _last(db, one) for one in ("document", "journal", "annotation_set")}
        self._by_digest: dict[str, _Known] = {}
        self._ids: set[str] = set()

    def look_up(self, chunk: list[AnnotatedDocument]) -> None:
        """Take note of what the project knows of some articles already."""
        ids = _json([one.document.id for one in chunk])
        digests = _json([one.document.sha256 for one in chunk])
        self._ids = {row[0] for row in self.db.execute(_TAKEN, (ids,)).fetchall()}
        self._by_digest = {}
        for sha256, number, known_id, annotator in self.db.execute(_KNOWN, (digests,)).fetchall():
            known = self._by_digest.setdefault(sha256, _Known(number, known_id, set()))
            if annotator is not None:
                known.annotators.add(annotator)

    def add(self, rows: _Rows, one: AnnotatedDocument) -> None:
        """Add the rows of an article; raise StoreError, and add nothing, where it is refused."""
        document = one.document
        known = self._by_digest.get(document.sha256)
        fresh = known is None
        if known is None:
            self._prove(one)
            known = _Known(self._last["document"] + 1, document.id, set())
        else:
            _refuse_doubled(one, known)
        changes = self._changes(one, known)
        shown, text = document_rows(
            document, known.number, queued=document.id not in self._unqueued
        )
        self._add_edit(rows, known, changes)
        if fresh:
            rows.documents.append(shown)
            rows.texts.append(text)
            self._last["document"] += 1
            self._by_digest[document.sha256] = known
            self._ids.add(document.id)

    def _prove(self, one: AnnotatedDocument) -> None:
        document = one.document
        if document.id in self._ids:
            raise RefusedDocumentError(f"There is another article {document.id} already.")
        if sha256_hex(document.text.encode()) != document.sha256:
            raise RefusedDocumentError(f"The text of {document.id} is not the one of its digest.")

    def _changes(
        self, one: AnnotatedDocument, known: _Known
    ) -> dict[str, list[tuple[Item, bytes]]]:
        """Return what each hand adds, with its JSON, proved against the text."""
        given: list[tuple[str, Collection[Item]]] = [(NO_HAND, one.regions)]
        given += [(each.key.annotator, each.items.values()) for each in one.sets]
        found: dict[str, list[tuple[Item, bytes]]] = {}
        for hand, items in given:
            if not items or hand in known.annotators:
                continue
            refuse_misplaced(items, one.document.text, one.document.id)
            if hand in found or len({item.id for item in items}) < len(items):
                raise RefusedDocumentError(f"Ids come twice in {one.document.id}.")
            found[hand] = [
                (item, orjson.dumps(item_to_json(item), option=_SORTED)) for item in items
            ]
        return found

    def _add_edit(
        self, rows: _Rows, known: _Known, changes: Mapping[str, list[tuple[Item, bytes]]]
    ) -> None:
        if not changes:
            return
        uuid, edit = str(uuid4()), self._last["journal"] + 1
        body = self._body(uuid, known.id, changes)
        digest = sha256_hex(body)
        rows.edits.append((edit, uuid, self._act["author"], "", "import", digest))
        rows.bodies.append((edit, body))
        for hand, items in changes.items():
            number = self._last["annotation_set"] = self._last["annotation_set"] + 1
            standing = _counted(number, items)
            rows.items.extend(item_row(number, item, data) for item, data in items)
            rows.links.append((number, edit))
            rows.sets.append(_set_row(standing, (known.number, hand, digest, edit)))
        known.annotators.update(changes)
        self._last["journal"] = edit

    def _body(
        self, uuid: str, document: str, changes: Mapping[str, list[tuple[Item, bytes]]]
    ) -> bytes:
        """Return the canonical JSON of the edit, as core.codec would write it."""
        name = self._act["name"]
        parts = [
            {
                "document": document,
                "annotator": hand,
                "change": {
                    "name": name,
                    "removed": [],
                    "added": [orjson.Fragment(data) for _, data in items],
                },
            }
            for hand, items in changes.items()
        ]
        value = {**self._act, "uuid": uuid, "parents": [""] * len(parts), "parts": parts}
        return orjson.dumps(value, option=_SORTED)


_TAKEN = "SELECT id FROM document WHERE id IN (SELECT value FROM json_each(?))"
_KNOWN = """
SELECT d.sha256, d.number, d.id, s.annotator
FROM document d LEFT JOIN annotation_set s ON s.document = d.number
WHERE d.sha256 IN (SELECT value FROM json_each(?))
"""


def _take(batch: _Batch, chunk: list[AnnotatedDocument]) -> Iterator[tuple[str, str]]:
    """Write some articles; yield those that were refused."""
    batch.look_up(chunk)
    rows = _Rows()
    for one in chunk:
        try:
            batch.add(rows, one)
        except StoreError as error:
            yield one.document.id, str(error)
        except (UnicodeEncodeError, TypeError) as error:
            yield one.document.id, f"{one.document.id!r} cannot be written down: {error}."
    rows.write(batch.db)
    add_annotators(batch.db, [row[2] for row in rows.sets])


def _refuse_doubled(one: AnnotatedDocument, known: _Known) -> None:
    hands = [each.key.annotator for each in one.sets if each.items]
    if not hands:
        raise RefusedDocumentError(f"The same text is there already, as {known.id}.")
    taken = [hand for hand in hands if hand in known.annotators]
    if taken:
        raise RefusedDocumentError(
            f"{', '.join(taken)} has marks on {known.id} already, which is the same text; "
            "name another annotator."
        )


def _counted(number: int, items: Iterable[tuple[Item, bytes]]) -> Standing:
    """Return how a set stands that has just these items."""
    standing = Standing(number)
    for item, _ in items:
        if isinstance(item, Span):
            standing.spans += 1
            standing.flagged += item.discuss != ""
        elif isinstance(item, Relation):
            standing.relations += 1
        else:
            standing.count(item, 1)
    return standing


def _set_row(standing: Standing, place: tuple[int, str, str, int]) -> tuple[Any, ...]:
    document, hand, digest, edit = place
    counts = (standing.state, standing.spans, standing.relations, standing.flagged)
    return (standing.number, document, hand, 1, digest, edit, *counts)


def _last(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0])  # noqa: S608


def _json(values: list[str]) -> bytes:
    return orjson.dumps(values)
