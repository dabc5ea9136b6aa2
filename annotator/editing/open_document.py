"""The article that a person has open."""

from collections.abc import Mapping
from copy import copy

from annotator.core.annotation import NO_HAND, AnnotationSet, Item, Items, SetKey, Span
from annotator.core.change import Change
from annotator.core.document import Document, Region
from annotator.store import annotations, documents
from annotator.store.connection import Store


class OpenDocument:
    """A document, its regions, the marks of one hand on it, and those of others to look at.

    The hand is the annotator whose set is edited: oneself, or gold in review.
    """

    def __init__(self, store: Store, document_id: str, annotator: str) -> None:
        self.document: Document = documents.read_document(store, document_id)
        self.key = SetKey(document_id, annotator)
        sets = {one.key: one for one in annotations.every_set_on(store, document_id)}
        self._sets = {
            key: sets.pop(key, AnnotationSet(key))
            for key in (self.key, SetKey(document_id, NO_HAND))
        }
        self.others: tuple[AnnotationSet, ...] = tuple(sets.values())

    @property
    def id(self) -> str:
        """Return the document's id."""
        return self.document.id

    @property
    def hand(self) -> str:
        """Return the annotator whose set can be edited."""
        return self.key.annotator

    @property
    def text(self) -> str:
        """Return the text, as it came."""
        return self.document.text

    @property
    def marks(self) -> AnnotationSet:
        """Return the hand's set as it is on screen."""
        return self._sets[self.key]

    @property
    def items(self) -> Items:
        """Return the hand's items by id."""
        return self.marks.items

    @property
    def regions(self) -> tuple[Region, ...]:
        """Return the regions in reading order."""
        found = self._sets[SetKey(self.id, NO_HAND)].items.values()
        regions = (item for item in found if isinstance(item, Region))
        return tuple(sorted(regions, key=lambda region: (region.start, -region.end)))

    def with_marks(self, marks: AnnotationSet) -> "OpenDocument":
        """Return the article as it would be with other marks of the hand, to look at."""
        seen = copy(self)
        seen._sets = {**self._sets, self.key: marks}  # noqa: SLF001 of its own kind
        return seen

    def span(self, span_id: str | None) -> Span | None:
        """Return a span of the hand's by id, or None where there is none."""
        item = self.items.get(span_id or "")
        return item if isinstance(item, Span) else None

    def holds(self, key: SetKey) -> bool:
        """Tell whether a set is among those that can be edited here."""
        return key in self._sets

    def is_at(self, revisions: Mapping[SetKey, int]) -> bool:
        """Tell whether the sets that can be edited here are at some revisions."""
        return all(revisions.get(key, 0) == self.revision(key) for key in self._sets)

    def items_of(self, key: SetKey) -> Items:
        """Return the items of a set that can be edited here."""
        return self._sets[key].items

    def revision(self, key: SetKey) -> int:
        """Return how many edits a set has seen, those on their way to the disk included."""
        return self._sets[key].revision

    def apply(self, key: SetKey, change: Change) -> None:
        """Make a change in memory; raise StaleChangeError where it does not fit."""
        old = self._sets[key]
        items: dict[str, Item] = change.applied_to(old.items)
        self._sets[key] = AnnotationSet(key, items, old.revision + 1)

    def take_out(self, key: SetKey, change: Change) -> None:
        """Make undone in memory a change that came to nothing: the set is as it was before it."""
        old = self._sets[key]
        items: dict[str, Item] = change.inverse().applied_to(old.items)
        self._sets[key] = AnnotationSet(key, items, old.revision - 1)
