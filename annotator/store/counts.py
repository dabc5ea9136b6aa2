"""How far the work on the articles of the queue is, counted where it lies."""

from annotator.core.annotation import NO_HAND
from annotator.store.handle import Store

_STATES = """
SELECT s.annotator, CASE
    WHEN s.state <> 'none' THEN s.state WHEN s.spans + s.relations > 0 THEN 'in progress' ELSE ''
END AS standing, count(*)
FROM annotation_set s JOIN document d ON d.number = s.document
WHERE d.queued AND s.annotator <> ? GROUP BY s.annotator, standing
"""

_LOADS = "SELECT annotator, count(*) FROM assignment GROUP BY annotator"

_ENDED = """
SELECT a.annotator, count(*) FROM assignment a
JOIN annotation_set s ON s.document = a.document AND s.annotator = a.annotator
JOIN document d ON d.number = a.document
WHERE d.queued AND s.state IN ('done', 'discarded') GROUP BY a.annotator
"""

_BATCHES = """
SELECT batch, count(DISTINCT document) FROM assignment WHERE batch <> '' GROUP BY batch
ORDER BY batch
"""

_DONE = """
SELECT d.id FROM annotation_set s JOIN document d ON d.number = s.document
WHERE d.queued AND s.annotator = ? AND s.state = 'done'
"""


def set_states(store: Store) -> dict[tuple[str, str], int]:
    """Return how many articles of the queue stand how, by annotator and state.

    States are "done", "discarded", "in progress" where there are marks, and "".
    """
    return {(name, state): many for name, state, many in store.rows(_STATES, (NO_HAND,))}


def loads(store: Store) -> dict[str, int]:
    """Return how many articles each annotator is to mark, in the queue or not."""
    return dict(store.rows(_LOADS))


def loads_ended(store: Store) -> dict[str, int]:
    """Return how many of these each annotator has done or discarded, those out of the queue not."""
    return dict(store.rows(_ENDED))


def batch_sizes(store: Store) -> list[tuple[str, int]]:
    """Return how many articles are in each batch, by name."""
    return store.rows(_BATCHES)


def titles(store: Store) -> dict[str, str]:
    """Return the titles of the articles of the queue by id, in order of import."""
    return dict(store.rows("SELECT id, title FROM document WHERE queued ORDER BY number"))


def done_by(store: Store, annotator: str) -> frozenset[str]:
    """Return the articles of the queue that somebody is done with."""
    return frozenset(row[0] for row in store.rows(_DONE, (annotator,)))
