"""Marks of many articles as arrays: what every measure is counted from.

A side is one annotator's finished set on one article; a row is a pair of sides of one article.
Articles lie behind one another on one line, each from its `base` on, with a code point between
them that belongs to none: so a global offset tells the article too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotator.core.annotation import Attributes

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

SET_LABELS = 31  # labels of which sets can be counted: bits of a code


class Marked(NamedTuple):
    """A finished set in columns: the n-th label, start, end and attributes are of one span.

    Relations are (name, place of the source in the columns, place of the target).
    """

    annotator: str
    labels: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    attributes: Sequence[Attributes]
    relations: Sequence[tuple[str, int, int]] = ()


class Article(NamedTuple):
    """An article with its finished sets, by name."""

    document: str
    text: str
    sets: tuple[Marked, ...]


class Vocabulary(NamedTuple):
    """The names that numbers stand for.

    Attributes are (label, attribute, values), relations (relation, whether it has no direction).
    """

    labels: tuple[str, ...]
    attributes: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    relations: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """The spans of some articles; each side holds a span of a label and extent once.

    `rank` is the place of each label among the names in order. Per article: `length` in code
    points, `base`, `sides` how many, `first_side`, `first_row`. Per span: `side`, `slot` (which of
    the sides of its article), `document`, `label`, `start` and `end` (global), `place` in
    the columns of all sets behind one another. Spans are sorted by side, label, start, and the
    longer first. `became` tells for each place which span it is now.
    """

    articles: Sequence[Article]
    labels: int
    rank: Ints
    length: Ints
    base: Ints
    sides: Ints
    first_side: Ints
    first_row: Ints
    side: Ints
    slot: Ints
    document: Ints
    label: Ints
    start: Ints
    end: Ints
    place: Ints
    became: Ints

    @property
    def slots(self) -> int:
        """Return the most sides that an article has."""
        return int(self.sides.max(initial=0))

    @property
    def all_sides(self) -> int:
        """Return how many sides there are."""
        return int(self.sides.sum())

    @property
    def all_rows(self) -> int:
        """Return how many pairs of sides there are."""
        return int((self.sides * (self.sides - 1) // 2).sum())

    def slot_pairs(self) -> list[tuple[int, int]]:
        """Return the pairs of slots, the lower first."""
        return list(combinations(range(self.slots), 2))

    def row(self, document: Ints, left: int, right: int) -> Ints:
        """Return the rows of a pair of slots in some articles, which must have both."""
        sides = self.sides[document]
        within = left * sides - left * (left + 1) // 2 + (right - left - 1)
        return self.first_row[document] + within

    def with_both(self, right: int) -> Ints:
        """Return the articles that have the right slot of a pair, and so the left one."""
        return np.flatnonzero(self.sides > right)


def units_of(articles: Sequence[Article], vocabulary: Vocabulary) -> Units:
    """Return the spans of some articles as arrays; labels are their places in the vocabulary.

    What a span has outside the text is cut off. Raise KeyError for a label that is not there.
    """
    length = ints(len(one.text) for one in articles)
    sides = ints(len(one.sets) for one in articles)
    base = before(length + 1)
    sets = [one for article in articles for one in article.sets]
    sizes = ints(len(one.labels) for one in sets)
    side = np.repeat(np.arange(len(sets)), sizes)
    document = np.repeat(np.arange(len(articles)), sides)[side]
    first_side = before(sides)
    numbers = {name: number for number, name in enumerate(vocabulary.labels)}
    label = ints(map(numbers.__getitem__, chain.from_iterable(one.labels for one in sets)))
    start, end = (
        base[document] + np.clip(ints(chain.from_iterable(column)), 0, length[document])
        for column in ([one.starts for one in sets], [one.ends for one in sets])
    )
    once, became = _once(side, label, start, end)
    return Units(
        articles=articles,
        labels=len(vocabulary.labels),
        rank=np.argsort(np.argsort(np.array(vocabulary.labels, dtype=object), kind="stable")),
        length=length,
        base=base,
        sides=sides,
        first_side=first_side,
        first_row=before(sides * (sides - 1) // 2),
        side=side[once],
        slot=side[once] - first_side[document[once]],
        document=document[once],
        label=label[once],
        start=start[once],
        end=end[once],
        place=once,
        became=became,
    )


def _once(side: Ints, label: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return the places of different spans in order, and for each place its number in that."""
    order = np.lexsort((-end, start, label, side))
    first = _first_of_each(side[order], label[order], start[order], end[order])
    became = np.empty(len(order), dtype=np.int64)
    became[order] = np.cumsum(first) - 1
    return order[first], became


def ints(values: Iterable[int]) -> Ints:
    """Return some numbers as an array."""
    return np.fromiter(values, dtype=np.int64)


def before(sizes: Ints) -> Ints:
    """Return for each size the sum of those before it."""
    return np.cumsum(sizes) - sizes


def _first_of_each(*columns: Ints) -> Flags:
    """Tell of sorted rows which are not the same as the row before."""
    first = np.ones(len(columns[0]), dtype=np.bool_)
    if len(first):
        first[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return first
