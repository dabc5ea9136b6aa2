"""What agreement is counted from, article by article; losing it costs time only."""

from collections.abc import Iterable
from typing import NamedTuple

from annotator.core.annotation import NO_HAND
from annotator.store.handle import Store


class Head(NamedTuple):
    """Where a set stands: its state, and the hash of its newest edit."""

    annotator: str
    state: str
    head: str


class Place(NamedTuple):
    """A place in the journal: the number and the hash of an edit, or zero for none."""

    edit: int = 0
    hash: str = ""


_HEADS = """
SELECT d.id, s.annotator, s.state, s.head
FROM annotation_set s JOIN document d ON d.number = s.document
WHERE s.annotator <> ? {which} ORDER BY d.number, s.annotator
"""

_CHANGED = "AND s.document IN (SELECT document FROM annotation_set WHERE last > ?)"

_NEWEST = "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"

_KEPT = (
    "SELECT d.id, a.heads, a.body FROM agreement_sums a JOIN document d ON d.number = a.document"
)

_KEEP = """
INSERT OR REPLACE INTO agreement_sums SELECT number, ?, ? FROM document WHERE id = ?
"""


def set_heads(store: Store, *, since: Place = Place()) -> dict[str, list[Head]]:  # noqa: B008 frozen
    """Return how the sets of each article stand, by article in order, then by name.

    With a place in the journal only the articles that any edit behind it speaks of.
    """
    which, values = (_CHANGED, (since.edit,)) if since.edit else ("", ())
    found: dict[str, list[Head]] = {}
    for document, *rest in store.rows(_HEADS.format(which=which), (NO_HAND, *values)):
        found.setdefault(document, []).append(Head(*rest))
    return found


def newest_edit(store: Store) -> Place:
    """Return the place of the newest edit in the journal."""
    found = store.rows(_NEWEST)
    return Place(*found[0]) if found else Place()


def holds(store: Store, place: Place) -> bool:
    """Tell whether the journal still has the edit of a place: a file may be put back."""
    found = store.rows("SELECT hash FROM journal WHERE number = ?", (place.edit,))
    return found == ([(place.hash,)] if place.edit else [])


def kept_sums(store: Store) -> dict[str, tuple[str, bytes]]:
    """Return what was kept of each article: the heads that it was counted at, and the sums."""
    return {document: (heads, body) for document, heads, body in store.rows(_KEPT)}


def keep_sums(store: Store, sums: Iterable[tuple[str, str, bytes]]) -> None:
    """Keep (article, heads, sums), in place of what was kept; unknown articles are left out.

    Raise what writing raises; nothing is kept then.
    """
    with store.writing() as db:
        db.executemany(_KEEP, [(heads, body, document) for document, heads, body in sums])


def moment(store: Store) -> tuple[int, int]:
    """Return what is another whenever the file was changed since, here or elsewhere."""
    with store.lock:
        return store.written_elsewhere(), store.db.total_changes
