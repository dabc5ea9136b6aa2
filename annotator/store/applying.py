"""Make an edit true in the tables: items, counts, the journal and its chain of hashes."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.core.annotation import (
    NO_HAND,
    Acceptance,
    Decision,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.canonical import canonical, sha256_hex
from annotator.core.change import Edit, Part
from annotator.core.codec import edit_to_json, item_to_json
from annotator.core.document import Region
from annotator.core.people import role_for
from annotator.store.errors import MisplacedMarkError, StaleSetError, UnknownDocumentError
from annotator.store.handle import Store
from annotator.store.sealing import seal

ItemRow = tuple[int, str, str, str, int | None, int | None, bytes]
NEW_ITEM = "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)"
NEW_SET = "INSERT INTO annotation_set VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
NEW_EDIT = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)"
NEW_BODY = "INSERT INTO journal_body VALUES (?, ?)"
NEW_LINK = "INSERT OR IGNORE INTO journal_set VALUES (?, ?)"


@dataclass(slots=True)
class Standing:
    """How a set stands while an edit is made in it; `number` is 0 until the set has a row."""

    number: int = 0
    revision: int = 0
    head: str = ""
    state: str = "none"
    spans: int = 0
    relations: int = 0
    flagged: int = 0

    def count(self, item: Item, step: int) -> None:
        """Take an item into the counts (step 1) or out of them (step -1)."""
        if isinstance(item, Span):
            self.spans += step
            self.flagged += step if item.discuss else 0
        elif isinstance(item, Relation):
            self.relations += step
        elif isinstance(item, Status):
            self.state = item.state if step > 0 else "none"


def standings(store: Store, edit: Edit) -> dict[SetKey, Standing]:
    """Return how the sets stand that an edit speaks of."""
    return {key: _standing(store, key) for key in dict.fromkeys(part.set for part in edit.parts)}


def sealed(edit: Edit, sets: Mapping[SetKey, Standing]) -> Edit:
    """Return the edit with its parents (the heads of its sets) and its hash."""
    return with_hash(replace(edit, parents=tuple(sets[part.set].head for part in edit.parts)))[0]


def with_hash(edit: Edit) -> tuple[Edit, bytes]:
    """Return the edit with its hash, and the bytes that were hashed: the journal keeps those."""
    value = edit_to_json(edit)
    del value["hash"]
    body = canonical(value)
    return replace(edit, hash=sha256_hex(body)), body


def refuse_stale(sets: Mapping[SetKey, Standing], revisions: Mapping[SetKey, int]) -> None:
    """Raise StaleSetError where a set is not at the revision that it was read at."""
    for key, revision in revisions.items():
        if key in sets and sets[key].revision != revision:
            raise StaleSetError(
                f"The marks of {key.annotator or 'the article'} on {key.document} were changed "
                "elsewhere meanwhile; open the article again."
            )


def make(store: Store, edit: Edit, sets: Mapping[SetKey, Standing]) -> None:
    """Make a sealed edit true in the open transaction.

    Raise StaleSetError where what it removes does not stand just so, or what it adds is there
    already; MisplacedMarkError where a mark does not lie in the text; UnknownDocumentError.
    """
    db = store.db
    number = _next(db, "journal")
    _, body = with_hash(edit)
    db.execute(NEW_EDIT, (number, edit.uuid, edit.author, edit.undoes, edit.origin, edit.hash))
    db.execute(NEW_BODY, (number, body))
    for part in edit.parts:
        standing = sets[part.set]
        document = _number_in_text(store, part)
        if not standing.number:
            _add_set(db, part.set, document, (standing, number))
        _apply(db, standing, part)
        standing.revision += 1
        standing.head = edit.hash
    for standing in sets.values():
        _keep(db, standing, number)


def refuse_misplaced(items: Iterable[Item], text: str, document: str) -> None:
    """Raise MisplacedMarkError where a span or region does not lie in the text."""
    length = len(text)
    for item in items:
        if not isinstance(item, (Span, Region, Decision)):
            continue
        if not 0 <= item.start <= item.end <= length:
            raise MisplacedMarkError(
                f"{item.id} in {document} goes from {item.start} to {item.end}, "
                f"but the text has {length} characters."
            )
        if isinstance(item, Span) and text[item.start : item.end] != item.text:
            raise MisplacedMarkError(
                f"{item.id} in {document} says {_short(item.text)}, but at {item.start} to "
                f"{item.end} the text says {_short(text[item.start : item.end])}."
            )


def item_row(number: int, item: Item, body: bytes) -> ItemRow:
    """Return the row of an item of the set with that number."""
    return _ROW_OF[type(item)](number, item, body)


_ROW_OF: dict[type, Callable[[int, Any, bytes], ItemRow]] = {
    Span: lambda n, one, body: (n, one.id, "span", one.label, one.start, one.end, body),
    Region: lambda n, one, body: (n, one.id, "region", one.kind, one.start, one.end, body),
    Relation: lambda n, one, body: (n, one.id, "relation", one.label, None, None, body),
    Status: lambda n, one, body: (n, one.id, "status", one.state, None, None, body),
    Acceptance: lambda n, one, body: (n, one.id, "acceptance", one.rule, None, None, body),
    Decision: lambda n, one, body: (n, one.id, "decision", one.kind, one.start, one.end, body),
}


def add_annotators(db: sqlite3.Connection, names: Sequence[str]) -> None:
    """Note those annotators that the project does not know yet, with the role that fits a name."""
    for name in dict.fromkeys(names):
        if name != NO_HAND:
            role = role_for(name).value
            row = (name, role, seal(name, role))
            db.execute("INSERT OR IGNORE INTO annotator VALUES (?, ?, ?)", row)


def _standing(store: Store, key: SetKey) -> Standing:
    found = store.rows(
        "SELECT s.number, s.revision, s.head, s.state, s.spans, s.relations, s.flagged "
        "FROM annotation_set s JOIN document d ON d.number = s.document "
        "WHERE d.id = ? AND s.annotator = ?",
        (key.document, key.annotator),
    )
    return Standing(*found[0]) if found else Standing()


def _number_in_text(store: Store, part: Part) -> int:
    try:
        number, text = store.text_of(part.set.document)
    except KeyError:
        raise UnknownDocumentError(f"There is no article {part.set.document}.") from None
    refuse_misplaced(part.change.added, text, part.set.document)
    return number


def _add_set(
    db: sqlite3.Connection, key: SetKey, document: int, place: tuple[Standing, int]
) -> None:
    standing, edit = place
    standing.number = _next(db, "annotation_set")
    add_annotators(db, [key.annotator])
    db.execute(NEW_SET, (standing.number, document, key.annotator, 0, "", edit, "none", 0, 0, 0))


def _apply(db: sqlite3.Connection, standing: Standing, part: Part) -> None:
    number, change = standing.number, part.change
    for item in change.removed:
        stands = db.execute(
            'SELECT body FROM item WHERE "set" = ? AND id = ?', (number, item.id)
        ).fetchone()
        if stands is None or stands[0] != canonical(item_to_json(item)):
            raise StaleSetError(
                f"{change.name}: {item.id} in {part.set.document} is not as it was."
            )
        db.execute('DELETE FROM item WHERE "set" = ? AND id = ?', (number, item.id))
        standing.count(item, -1)
    for item in change.added:
        try:
            db.execute(NEW_ITEM, item_row(number, item, canonical(item_to_json(item))))
        except sqlite3.IntegrityError as error:
            raise StaleSetError(
                f"{change.name}: {item.id} in {part.set.document} is there already."
            ) from error
        standing.count(item, 1)


def _keep(db: sqlite3.Connection, standing: Standing, edit: int) -> None:
    db.execute(
        "UPDATE annotation_set SET revision = ?, head = ?, last = ?, state = ?, spans = ?, "
        "relations = ?, flagged = ? WHERE number = ?",
        (
            standing.revision,
            standing.head,
            edit,
            standing.state,
            standing.spans,
            standing.relations,
            standing.flagged,
            standing.number,
        ),
    )
    db.execute(NEW_LINK, (standing.number, edit))


def _next(db: sqlite3.Connection, table: str) -> int:
    found: tuple[Any, ...] = db.execute(
        f"SELECT coalesce(max(number), 0) + 1 FROM {table}"  # noqa: S608 a name of ours
    ).fetchone()
    return int(found[0])


def _short(text: str, limit: int = 40) -> str:
    return repr(text if len(text) <= limit else text[:limit] + "…")
