"""Which span of one annotator answers which span of another, on one article.

Identical twins are matched first, then the rest so that the scores add up to the most; only spans
that share a code point may match, and each matches at most once. A pair scores 1 + IoU, twice that
where the labels are the same: so any overlap under one label outweighs the best under two. Without
the twins first the optimum may leave twins apart, and contradict the F1 of identical spans.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from annotator.agreement.assignment import best_assignment
from annotator.agreement.report import KINDS
from annotator.core.annotation import Span

EXACT, BOUNDARY, LABEL, LABEL_AND_BOUNDARY, MISSING = KINDS
SAME_LABEL = 2.0  # how much more a pair scores under one label

Pair = tuple[int, int]


class Match(NamedTuple):
    """Two spans that answer one another, or one that the other annotator left out (None).

    `kind` is one of report.KINDS.
    """

    left: Span | None
    right: Span | None
    kind: str


class Labelled(Protocol):
    """What is matched: a label over code points [start, end)."""

    @property
    def label(self) -> str:
        """Return the label."""

    @property
    def start(self) -> int:
        """Return the first code point."""

    @property
    def end(self) -> int:
        """Return the code point behind the last."""


Numbered = Sequence[Labelled] | Mapping[int, Labelled]


def matched(left: Sequence[Span], right: Sequence[Span]) -> list[Match]:
    """Return every span of two sets of one article in a match, in reading order.

    Swapping the sets swaps the sides of each match and changes nothing else.
    """
    pairs = matched_indexes(left, right)
    found = [Match(left[i], right[j], kind_of(left[i], right[j])) for i, j in pairs]
    lefts, rights = {i for i, _ in pairs}, {j for _, j in pairs}
    found += [Match(one, None, MISSING) for i, one in enumerate(left) if i not in lefts]
    found += [Match(None, one, MISSING) for j, one in enumerate(right) if j not in rights]
    return sorted(found, key=_reading_order)


def kind_of(left: Labelled, right: Labelled) -> str:
    """Return how two matched spans differ."""
    same_extent = left.start == right.start and left.end == right.end
    if left.label == right.label:
        return EXACT if same_extent else BOUNDARY
    return LABEL if same_extent else LABEL_AND_BOUNDARY


def matched_indexes(left: Sequence[Labelled], right: Sequence[Labelled]) -> list[Pair]:
    """Return (index in left, index in right) of the spans that answer one another."""
    pairs = _twins(left, right)
    lefts, rights = {i for i, _ in pairs}, {j for _, j in pairs}
    rest = [i for i in range(len(left)) if i not in lefts]
    others = [j for j in range(len(right)) if j not in rights]
    edges = _overlaps(left, right, rest, others)
    for cluster in _clusters(edges):
        pairs += solved(left, right, cluster)
    return sorted(pairs)


def score(left: Labelled, right: Labelled) -> float:
    """Return how well two spans that overlap answer one another: more than 1, at most 4."""
    shared = min(left.end, right.end) - max(left.start, right.start)
    union = max(left.end, right.end) - min(left.start, right.start)
    return (1 + shared / union) * (SAME_LABEL if left.label == right.label else 1)


def solved(left: Numbered, right: Numbered, cluster: Iterable[Pair]) -> list[Pair]:
    """Return the best pairs of one cluster of overlapping spans, given as its overlapping pairs.

    Where several ways score the same, the order of the sides and of the spans decides nothing.
    """
    edges = list(cluster)
    if len(edges) == 1:
        return edges
    rows = sorted({i for i, _ in edges}, key=lambda i: _extent(left[i]))
    columns = sorted({j for _, j in edges}, key=lambda j: _extent(right[j]))
    turned = [_extent(right[j]) for j in columns] < [_extent(left[i]) for i in rows]
    place_of_row = {i: place for place, i in enumerate(rows)}
    place_of_column = {j: place for place, j in enumerate(columns)}
    scores = [[0.0] * len(columns) for _ in rows]
    for i, j in edges:
        scores[place_of_row[i]][place_of_column[j]] = score(left[i], right[j])
    if turned:
        scores = [list(one) for one in zip(*scores, strict=True)]
    places = best_assignment(scores)
    chosen = [(b, a) if turned else (a, b) for a, b in places if scores[a][b] > 0]
    return [(rows[a], columns[b]) for a, b in chosen]


def _extent(one: Labelled) -> tuple[int, int, str]:
    return one.start, one.end, one.label


def _twins(left: Sequence[Labelled], right: Sequence[Labelled]) -> list[Pair]:
    """Return the pairs of identical spans; a span that comes twice needs two to answer it."""
    waiting: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for i in range(len(left) - 1, -1, -1):
        waiting[_extent(left[i])].append(i)
    pairs = []
    for j, one in enumerate(right):
        twins = waiting.get(_extent(one))
        if twins:
            pairs.append((twins.pop(), j))
    return pairs


def _overlaps(
    left: Sequence[Labelled], right: Sequence[Labelled], rest: list[int], others: list[int]
) -> list[Pair]:
    """Return the pairs that share a code point, of those that are left."""
    found: list[Pair] = []
    others = sorted(others, key=lambda j: right[j].start)
    open_: list[int] = []
    next_ = 0
    for i in sorted(rest, key=lambda i: left[i].start):
        one = left[i]
        while next_ < len(others) and right[others[next_]].start < one.end:
            open_.append(others[next_])
            next_ += 1
        open_ = [j for j in open_ if right[j].end > one.start]
        found += [(i, j) for j in open_ if _share(one, right[j])]
    return found


def _share(left: Labelled, right: Labelled) -> bool:
    return max(left.start, right.start) < min(left.end, right.end)


def _clusters(edges: list[Pair]) -> list[list[Pair]]:
    """Return the overlapping pairs parted into those that compete with one another."""
    root: dict[tuple[bool, int], tuple[bool, int]] = {}

    def top(one: tuple[bool, int]) -> tuple[bool, int]:
        while (above := root.setdefault(one, one)) != one:
            root[one] = root[above]
            one = above
        return one

    for i, j in edges:
        root[top((False, i))] = top((True, j))
    parted: dict[tuple[bool, int], list[Pair]] = defaultdict(list)
    for i, j in edges:
        parted[top((False, i))].append((i, j))
    return list(parted.values())


def _reading_order(match: Match) -> tuple[int, int, bool, bool, list[tuple[int, int, str]]]:
    spans = [one for one in (match.left, match.right) if one]
    start, end = min(one.start for one in spans), max(one.end for one in spans)
    return start, -end, not match.left, not match.right, [_extent(one) for one in spans]
