"""The same matching as `matching`, for many articles at once.

Twins, spans that only one other overlaps, and spans that alone compete for another are told by
arrays; what is left over goes through `matching.solved`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotator.agreement.matching import SAME_LABEL, solved
from annotator.agreement.report import KINDS
from annotator.agreement.units import Flags, Floats, Ints, Units

EXACT, BOUNDARY, LABEL, LABEL_AND_BOUNDARY, MISSING = range(len(KINDS))
NONE = -1  # the span that was left out

_TWO = 2


@dataclass(frozen=True, slots=True)
class Matches:
    """Spans that answer one another: `left` and `right` are spans or NONE, `kind` is of KINDS.

    `row` is the pair of sides. Every span of a row is in one match of it.
    """

    row: Ints
    left: Ints
    right: Ints
    kind: Ints


class _Rest(NamedTuple):
    """Overlapping spans of a pair of slots: each line is a left and a right span."""

    left: Ints
    right: Ints


def matches_of(units: Units) -> Matches:
    """Return the matches of every row."""
    found = [_matches_of_slots(units, *pair) for pair in units.slot_pairs()]
    empty = np.empty(0, dtype=np.int64)
    columns = zip(*found, strict=True) if found else [[empty]] * 4
    return Matches(*(np.concatenate(column) for column in columns))


def _matches_of_slots(units: Units, left: int, right: int) -> tuple[Ints, Ints, Ints, Ints]:
    lefts = np.flatnonzero((units.slot == left) & (units.sides[units.document] > right))
    rights = np.flatnonzero(units.slot == right)
    twin_left, twin_right = _twins(units, lefts, rights)
    rest = _overlaps(
        units,
        np.setdiff1d(lefts, twin_left, assume_unique=True),
        np.setdiff1d(rights, twin_right, assume_unique=True),
    )
    chosen = _chosen(units, rest)
    first = np.concatenate([twin_left, chosen.left])
    second = np.concatenate([twin_right, chosen.right])
    alone = np.setdiff1d(lefts, first, assume_unique=True)
    lone = np.setdiff1d(rights, second, assume_unique=True)
    document = units.document[np.concatenate([first, alone, lone])]
    kind = np.full(len(document), MISSING)
    kind[: len(first)] = _kinds(units, first, second)
    return (
        units.row(document, left, right),
        np.concatenate([first, alone, np.full(len(lone), NONE)]),
        np.concatenate([second, np.full(len(alone), NONE), lone]),
        kind,
    )


def _kinds(units: Units, left: Ints, right: Ints) -> Ints:
    same_label = units.label[left] == units.label[right]
    same_start = units.start[left] == units.start[right]
    same_extent = same_start & (units.end[left] == units.end[right])
    return np.where(
        same_label,
        np.where(same_extent, EXACT, BOUNDARY),
        np.where(same_extent, LABEL, LABEL_AND_BOUNDARY),
    )


def _twins(units: Units, lefts: Ints, rights: Ints) -> tuple[Ints, Ints]:
    """Return the identical spans; a side holds each once."""
    both = np.concatenate([lefts, rights])
    order = np.lexsort((units.end[both], units.start[both], units.label[both]))
    first, second = both[order[:-1]], both[order[1:]]
    same = (
        (units.label[first] == units.label[second])
        & (units.start[first] == units.start[second])
        & (units.end[first] == units.end[second])
    )
    return first[same], second[same]


def _overlaps(units: Units, lefts: Ints, rights: Ints) -> _Rest:
    """Return the pairs of spans that share a code point."""
    rights = rights[np.argsort(units.start[rights], kind="stable")]
    starts, ends = units.start[rights], units.end[rights]
    low = np.searchsorted(np.maximum.accumulate(ends), units.start[lefts], side="right")
    high = np.searchsorted(starts, units.end[lefts], side="left")
    many = np.maximum(high - low, 0)
    left = np.repeat(lefts, many)
    step = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    right = rights[np.repeat(low, many) + step] if len(left) else left
    share = np.minimum(units.end[left], units.end[right]) > np.maximum(
        units.start[left], units.start[right]
    )
    return _Rest(left[share], right[share])


def _chosen(units: Units, rest: _Rest) -> _Rest:
    """Return the best pairs among those that overlap."""
    if not len(rest.left):
        return rest
    cluster = _clusters(units, rest)
    lefts, rights = _members(cluster, rest.left), _members(cluster, rest.right)
    simple = ((lefts == 1) | (rights == 1))[cluster]
    two = ((lefts == _TWO) & (rights == _TWO))[cluster]
    order = np.argsort(cluster, kind="stable")
    told = [
        _best_of_each(units, rest, cluster, np.flatnonzero(simple)),
        _best_of_two(units, rest, cluster, order[two[order]]),
    ]
    taken = np.concatenate(told)
    pairs = _solved(units, rest, order[~(simple | two)[order]], cluster)
    return _Rest(
        np.concatenate([rest.left[taken], pairs[:, 0]]),
        np.concatenate([rest.right[taken], pairs[:, 1]]),
    )


def _clusters(units: Units, rest: _Rest) -> Ints:
    """Return for each pair the number of the cluster of competing spans that it is in."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    spans = len(units.start)
    ones = np.ones(len(rest.left), dtype=np.int8)
    graph = coo_array((ones, (rest.left, rest.right)), shape=(spans, spans))
    _, part = connected_components(graph, directed=False)
    return np.unique(part[rest.left], return_inverse=True)[1].astype(np.int64)


def _members(cluster: Ints, spans: Ints) -> Ints:
    """Return how many different spans each cluster has."""
    once = np.unique(spans, return_index=True)[1]
    return np.bincount(cluster[once], minlength=int(cluster.max()) + 1)


def _scores(units: Units, left: Ints, right: Ints) -> Floats:
    """Return how well overlapping spans answer one another, as `matching.score` does."""
    start, end = units.start, units.end
    shared = np.minimum(end[left], end[right]) - np.maximum(start[left], start[right])
    union = np.maximum(end[left], end[right]) - np.minimum(start[left], start[right])
    same = units.label[left] == units.label[right]
    found: Floats = (1 + shared / union) * np.where(same, SAME_LABEL, 1)
    return found


def _best_of_each(units: Units, rest: _Rest, cluster: Ints, at: Ints) -> Ints:
    """Return the best pair of each cluster in which all compete for one span.

    Of equals the earliest is taken, as `matching.solved` does.
    """
    left, right = rest.left[at], rest.right[at]
    starts, ends = (one[left] + one[right] for one in (units.start, units.end))
    names = units.rank[units.label[left]] + units.rank[units.label[right]]
    order = np.lexsort((names, ends, starts, -_scores(units, left, right), cluster[at]))
    return at[order[_first_of_each(cluster[at][order])]]


def _best_of_two(units: Units, rest: _Rest, cluster: Ints, at: Ints) -> Ints:
    """Return the best pairs of clusters of two spans at each side, their pairs one after another.

    Of equals the earlier are put together, and the later, as `matching.solved` does.
    """
    left, right = rest.left[at], rest.right[at]
    first = _first_of_each(cluster[at])
    number = np.cumsum(first) - 1
    later = [_are_later(units, one, np.flatnonzero(first)) for one in (left, right)]
    scores = np.zeros((int(first.sum()), 2, 2))
    scores[number, later[0], later[1]] = _scores(units, left, right)
    straight = scores[:, 0, 0] + scores[:, 1, 1] >= scores[:, 0, 1] + scores[:, 1, 0]
    chosen: Ints = at[(later[0] == later[1]) == straight[number]]
    return chosen


def _are_later(units: Units, spans: Ints, begins: Ints) -> Ints:
    """Return 1 for the later of the two spans that each cluster has, else 0."""
    if not len(spans):
        return spans
    length = units.end[spans] - units.start[spans]
    places = units.start[spans] * (length.max() + 1) + length  # by start, then by end
    places = places * units.labels + units.rank[units.label[spans]]
    lowest = np.minimum.reduceat(places, begins)
    many = np.diff(np.append(begins, len(spans)))
    return np.where(places > np.repeat(lowest, many), 1, 0)


def _first_of_each(sorted_numbers: Ints) -> Flags:
    first = np.ones(len(sorted_numbers), dtype=np.bool_)
    first[1:] = sorted_numbers[1:] != sorted_numbers[:-1]
    return first


class _Stretch(NamedTuple):
    label: str
    start: int
    end: int


def _solved(units: Units, rest: _Rest, hard: Ints, cluster: Ints) -> Ints:
    """Return the best (left, right) of clusters in which several compete on both sides."""
    spans = np.unique(np.concatenate([rest.left[hard], rest.right[hard]]))
    columns = (units.rank[units.label[spans]], units.start[spans], units.end[spans])
    stretches = {
        span: _Stretch(f"{rank:04}", start, end)
        for span, rank, start, end in zip(
            spans.tolist(), *(column.tolist() for column in columns), strict=True
        )
    }
    found: list[tuple[int, int]] = []
    borders = np.flatnonzero(np.diff(cluster[hard])) + 1
    for part in np.split(hard, borders) if len(hard) else []:
        pairs = zip(rest.left[part].tolist(), rest.right[part].tolist(), strict=True)
        found += solved(stretches, stretches, pairs)
    return np.array(found, dtype=np.int64).reshape(-1, 2)
