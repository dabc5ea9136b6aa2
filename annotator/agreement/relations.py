"""Relations: two are the same where they have the same name and their ends are matched spans."""

from itertools import chain

import numpy as np

from annotator.agreement.exact import counted
from annotator.agreement.pairing import MISSING, NONE, Matches
from annotator.agreement.units import Ints, Units, Vocabulary, before, ints

BOTH, LEFT, RIGHT = range(3)  # found at both; all of the left side; all of the right side


def relation_counts(units: Units, matches: Matches, vocabulary: Vocabulary) -> Ints:
    """Return how many relations there are: rows x relations x (BOTH, LEFT, RIGHT)."""
    names = vocabulary.relations
    found = np.zeros((units.all_rows, len(names), 3), dtype=np.int64)
    side, ties = _ties(units, vocabulary)
    if not len(ties):
        return found
    each = counted(side, ties[:, 0], units.all_sides, len(names))
    turned = np.array([symmetric for _, symmetric in names])[ties[:, 0]]
    slot = side - units.first_side[np.searchsorted(units.first_side, side, side="right") - 1]
    for left, right in units.slot_pairs():
        documents = units.with_both(right)
        rows = units.row(documents, left, right)
        found[rows, :, LEFT] = each[units.first_side[documents] + left]
        found[rows, :, RIGHT] = each[units.first_side[documents] + right]
        answer = _answers(units, matches, rows)
        mapped = np.column_stack([ties[:, 0], answer[ties[:, 1]], answer[ties[:, 2]]])
        known = (mapped[:, 1:] != NONE).all(axis=1) & (slot == left)
        there = _keys(ties[slot == right], turned[slot == right], len(units.start))
        same = np.isin(_keys(mapped[known], turned[known], len(units.start)), there)
        document = units.document[ties[known, 1]][same]
        row = units.row(document, left, right)
        found[..., BOTH] += counted(row, mapped[known, 0][same], *found.shape[:2])
    return found


def _ties(units: Units, vocabulary: Vocabulary) -> tuple[Ints, Ints]:
    """Return the side of each relation, and (relation, source span, target span); each once."""
    numbers = {name: number for number, (name, _) in enumerate(vocabulary.relations)}
    symmetric = [one for _, one in vocabulary.relations]
    sets = [one for article in units.articles for one in article.sets]
    offset = before(ints(len(one.labels) for one in sets)).tolist()
    flat = ints(
        chain.from_iterable(
            (side, numbers[name], offset[side] + source, offset[side] + target)
            for side, one in enumerate(sets)
            for name, source, target in one.relations
        )
    ).reshape(-1, 4)
    ends = units.became[flat[:, 2:]]
    turn = np.array(symmetric, dtype=np.bool_)[flat[:, 1]] if len(flat) else flat[:, 1] > 0
    ends[turn] = np.sort(ends[turn], axis=1)
    once = np.unique(np.column_stack([flat[:, :2], ends]), axis=0)
    return once[:, 0], once[:, 1:]


def _answers(units: Units, matches: Matches, rows: Ints) -> Ints:
    """Return for each span the one that answers it at the right of some rows, NONE without."""
    inside = np.zeros(units.all_rows, dtype=np.bool_)
    inside[rows] = True
    which = inside[matches.row] & (matches.kind != MISSING)
    found = np.full(len(units.start), NONE)
    found[matches.left[which]] = matches.right[which]
    return found


def _keys(ties: Ints, symmetric: Ints, spans: int) -> Ints:
    """Return a number for each relation; without direction the lower span comes first."""
    ends = np.where(symmetric[:, None], np.sort(ties[:, 1:], axis=1), ties[:, 1:])
    keys: Ints = (ties[:, 0] * spans + ends[:, 0]) * spans + ends[:, 1]
    return keys
