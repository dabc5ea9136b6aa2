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


_HEADS = """
SELECT d.id, s.annotator, s.state, s.head
FROM annotation_set s JOIN document d ON d.number = s.document
WHERE s.annotator <> ? ORDER BY d.number, s.annotator
"""

_KEPT = (
    "SELECT d.id, a.heads, a.body FROM agreement_sums a JOIN document d ON d.number = a.document"
)

_KEEP = """
INSERT OR REPLACE INTO agreement_sums SELECT number, ?, ? FROM document WHERE id = ?
"""


def set_heads(store: Store) -> dict[str, list[Head]]:
    """Return how the sets of each article stand, by article in order, then by name."""
    found: dict[str, list[Head]] = {}
    for document, *rest in store.rows(_HEADS, (NO_HAND,)):
        found.setdefault(document, []).append(Head(*rest))
    return found


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
        return int(store.rows("PRAGMA data_version")[0][0]), store.db.total_changes
