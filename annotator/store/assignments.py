"""Who is to mark what."""

from collections.abc import Iterable

from annotator.core.people import Assignment
from annotator.store.applying import add_annotators
from annotator.store.errors import UnknownDocumentError
from annotator.store.handle import Store
from annotator.store.sealing import seal

_ALL = """
SELECT d.id, a.annotator, a.batch FROM assignment a JOIN document d ON d.number = a.document
ORDER BY d.number, a.annotator
"""

_OF_ONE = """
SELECT d.id FROM assignment a JOIN document d ON d.number = a.document
WHERE a.annotator = ? ORDER BY d.number
"""


def assignments(store: Store) -> list[Assignment]:
    """Return who is to mark what, in the order of the articles, then by name."""
    return [Assignment(*row) for row in store.rows(_ALL)]


def given_to(store: Store, annotator: str) -> list[str]:
    """Return the ids of the articles that somebody is to mark, in order."""
    return [row[0] for row in store.rows(_OF_ONE, (annotator,))]


def assign(
    store: Store, given: Iterable[Assignment] = (), taken: Iterable[Assignment] = ()
) -> None:
    """Give articles to annotators and take others from them, all or nothing; marks stay.

    One that is given already gets the new batch. Raise UnknownDocumentError.
    """
    with store.writing() as db:
        numbers = dict(db.execute("SELECT id, number FROM document").fetchall())
        new, old = list(given), list(taken)
        for one in [*new, *old]:
            if one.document not in numbers:
                raise UnknownDocumentError(f"There is no article {one.document}.")
        add_annotators(db, [one.annotator for one in new])
        db.executemany(
            "DELETE FROM assignment WHERE document = ? AND annotator = ?",
            [(numbers[one.document], one.annotator) for one in old],
        )
        db.executemany(
            "INSERT OR REPLACE INTO assignment VALUES (?, ?, ?, ?)",
            [(numbers[one.document], one.annotator, one.batch, seal(*one)) for one in new],
        )
