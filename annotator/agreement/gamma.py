"""Gamma (Mathet, Widlöcher & Métivier 2015): agreement on where units are and what, at once.

Units of all annotators are aligned so that the disorder is least: an alignment parts them into
unitary ones, each with one unit of every annotator or none (the empty unit). Disorder is the mean
dissimilarity over the pairs in a unitary alignment, summed, over how many units an annotator has.
Gamma is 1 - observed / expected disorder, which is sampled: annotators are drawn anew and turned
round the text by chance, so that units keep their lengths and distances and lose their places.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from annotator.agreement.units import Floats, Ints

EMPTY = 1.0  # the dissimilarity of a unit to the empty one
POSITION, CATEGORY = 1.0, 1.0  # how much each weighs
_SLACK = 1e-9
_TRIES = 100


class Line(NamedTuple):
    """The units of one annotator on a text: labels by number, code points from start to end."""

    label: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        """Return how many units there are."""
        return len(self.start)


class Weights(NamedTuple):
    """How much place and label weigh in the dissimilarity of two units."""

    position: float = POSITION
    category: float = CATEGORY


EVEN = Weights()


def positional(left: Line, right: Line) -> Floats:
    """Return how far units are apart, times EMPTY: left x right (their d_pos)."""
    apart = np.abs(np.subtract.outer(left.start, right.start)) + np.abs(
        np.subtract.outer(left.end, right.end)
    )
    length = np.add.outer(left.end - left.start, right.end - right.start)
    found: Floats = (apart / np.maximum(length, 1)) ** 2 * EMPTY
    return found


def dissimilarity(left: Line, right: Line, weights: Weights) -> Floats:
    """Return how unlike units are in place and label: left x right (their d_combi)."""
    other = np.not_equal.outer(left.label, right.label) * EMPTY
    found: Floats = weights.position * positional(left, right) + weights.category * other
    return found


def disorder(lines: Sequence[Line], weights: Weights = EVEN) -> float:
    """Return the disorder of the best alignment, nan where nobody has a unit."""
    units = sum(map(len, lines)) / len(lines)
    return best_alignment(lines, weights) / units if units else np.nan


def best_alignment(lines: Sequence[Line], weights: Weights) -> float:
    """Return the least sum of disorders of unitary alignments that hold each unit once."""
    candidates, costs = _candidates(lines, weights)
    if not len(costs):
        return 0.0
    return _least_partition(candidates, costs, [len(line) for line in lines])


def expected(
    lines: Sequence[Line], length: int, chance: np.random.Generator, weights: Weights = EVEN
) -> float:
    """Return the disorder of one sample: annotators drawn anew, each turned round the text.

    No two are turned by about the same, for that would leave them as they were to one another.
    """
    drawn = [lines[one] for one in chance.integers(0, len(lines), len(lines))]
    units = sum(map(len, lines))
    covered = sum(int((line.end - line.start).sum()) for line in lines)
    turns = _turns(len(lines), length, covered / max(units, 1) / 2, chance)
    pairs = zip(drawn, turns, strict=True)
    return disorder([_turned(line, length, turn) for line, turn in pairs], weights)


def _turns(many: int, length: int, apart: float, chance: np.random.Generator) -> list[int]:
    """Return by how much each is turned, that far apart from one another where there is room."""
    found: list[int] = []
    for _ in range(many):
        for _ in range(_TRIES):
            turn = int(chance.integers(0, max(length, 1)))
            near = (abs(turn - other) for other in found)
            if all(min(one, length - one) >= apart for one in near):
                break
        found.append(turn)
    return found


def _turned(line: Line, length: int, turn: int) -> Line:
    """Return a line with its units moved round the text by some code points.

    One that the end of the text would cut stays whole, and goes on beyond it.
    """
    start = (line.start + turn) % max(length, 1)
    return Line(line.label, start, start + line.end - line.start)


def _candidates(lines: Sequence[Line], weights: Weights) -> tuple[Ints, Floats]:
    """Return unitary alignments that the best one may hold, and the disorder of each.

    Alignments x annotators: which unit of each, their number for none. What costs more than its
    units alone is never needed.
    """
    many = len(lines)
    alone = EMPTY * many * (many - 1) / 2  # a unit by itself: no pair of it is of two units
    parts = np.arange(len(lines[0]) + 1)[:, None]
    costs = np.zeros(len(parts))
    for place in range(1, many):
        tables = [_with_empty(lines[one], lines[place], weights) for one in range(place)]
        added = sum((table[parts[:, one]] for one, table in enumerate(tables)), np.zeros(1))
        whole = costs[:, None] + added
        kept, unit = np.nonzero(whole <= many * alone + _SLACK)
        parts, costs = np.column_stack([parts[kept], unit]), whole[kept, unit]
    units = (parts < [len(line) for line in lines]).sum(axis=1)
    useful = (units > 0) & (costs <= units * alone + _SLACK)
    return parts[useful], costs[useful] / (many * (many - 1) / 2)


def _with_empty(left: Line, right: Line, weights: Weights) -> Floats:
    """Return dissimilarities with those to the empty unit at the end of each side."""
    found = np.full((len(left) + 1, len(right) + 1), EMPTY)
    found[:-1, :-1] = dissimilarity(left, right, weights)
    return found


def _least_partition(parts: Ints, costs: Floats, sizes: Sequence[int]) -> float:
    """Return the least cost of alignments that hold each unit exactly once."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    alignment, annotator = np.nonzero(parts < sizes)
    unit = np.concatenate([[0], np.cumsum(sizes)[:-1]])[annotator] + parts[alignment, annotator]
    ones = np.ones(len(unit))
    holds = csr_array((ones, (unit, alignment)), shape=(sum(sizes), len(costs)))
    found = milp(
        costs,
        constraints=LinearConstraint(holds, 1, 1),
        integrality=np.ones(len(costs)),
        bounds=Bounds(0, 1),
    )
    return float(found.fun)
