"""Ranges found by where they lie: marks, regions and ghosts of an article."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from annotator.core.annotation import Item, Relation, Span


class Ranged(Protocol):
    """What has an id and lies on the text, in code points."""

    @property
    def id(self) -> str:
        """Return the id."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return where it ends."""


R = TypeVar("R", bound=Ranged)


class RangeIndex(Generic[R]):
    """Ranges by length class (powers of two), so that one is found or put in at once.

    What is empty or begins before the text is kept by id, but is nowhere to be found.
    """

    def __init__(self, items: Iterable[R] = ()) -> None:
        self.by_id: dict[str, R] = {}
        self._classes: dict[int, list[tuple[int, int, str]]] = {}
        for item in items:
            self.by_id[item.id] = item
            if 0 <= item.start < item.end:
                size = (item.end - item.start).bit_length()
                self._classes.setdefault(size, []).append((item.start, item.end, item.id))
        for entries in self._classes.values():
            entries.sort()

    def add(self, item: R) -> None:
        """Put an item in."""
        self.by_id[item.id] = item
        if 0 <= item.start < item.end:
            size = (item.end - item.start).bit_length()
            insort(self._classes.setdefault(size, []), (item.start, item.end, item.id))

    def remove(self, key: str) -> R | None:
        """Take an item away and return it, or None where it was not there."""
        item = self.by_id.pop(key, None)
        if item is not None and 0 <= item.start < item.end:
            entries = self._classes[(item.end - item.start).bit_length()]
            place = bisect_left(entries, (item.start, item.end, key))
            del entries[place]
        return item

    def between(self, start: int, end: int) -> list[R]:
        """Return what shares a character with [start, end): by start, the longer first, then id."""
        found = [entry for entry in self._entries(start, end) if entry[1] > start]
        found.sort(key=lambda entry: (entry[0], -entry[1], entry[2]))
        return [self.by_id[key] for _, _, key in found]

    def _entries(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        for size, entries in self._classes.items():
            low = bisect_left(entries, (start - (1 << size),))
            yield from entries[low : bisect_left(entries, (end,), low)]


class Marks:
    """The spans and relations on screen."""

    def __init__(self, spans: Iterable[Span] = (), relations: Iterable[Relation] = ()) -> None:
        self.spans: RangeIndex[Span] = RangeIndex(spans)
        self.relations: dict[str, Relation] = {}
        self._by_end: dict[str, dict[str, Relation]] = {}
        for relation in relations:
            self.add(relation)

    def add(self, item: Item) -> None:
        """Put a mark in; anything else is left alone."""
        if isinstance(item, Span):
            self.spans.add(item)
        elif isinstance(item, Relation):
            self.relations[item.id] = item
            for end in (item.source, item.target):
                self._by_end.setdefault(end, {})[item.id] = item

    def remove(self, item: Item) -> None:
        """Take a mark away; one that is not there is left alone."""
        if isinstance(item, Span):
            self.spans.remove(item.id)
        elif isinstance(item, Relation) and item.id in self.relations:
            del self.relations[item.id]
            for end in {item.source, item.target}:
                self._by_end[end].pop(item.id, None)

    def around(self, key: str | None) -> dict[str, Item]:
        """Return the relations of a span and the spans at their ends, under their ids."""
        found: dict[str, Item] = {}
        for relation in self.relations_of(key) if key else ():
            found[relation.id] = relation
            for end in (relation.source, relation.target):
                if end in self.spans.by_id:
                    found[end] = self.spans.by_id[end]
        return found

    def span(self, key: str | None) -> Span | None:
        """Return a span by its id, or None."""
        return self.spans.by_id.get(key) if key else None

    def relations_of(self, key: str) -> list[Relation]:
        """Return the relations that begin or end at a span."""
        return list(self._by_end.get(key, {}).values())
