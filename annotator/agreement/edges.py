"""Where matched spans begin and end apart, in words."""

from functools import lru_cache

import numpy as np

from annotator.agreement.attributes import tallied
from annotator.agreement.pairing import BOUNDARY, LABEL_AND_BOUNDARY, Matches
from annotator.agreement.units import Ints, Units
from annotator.core.words import words

START, END = range(2)


def edge_counts(units: Units, matches: Matches) -> Ints:
    """Return lines (edge, row, label at the left, label at the right, words later, how often).

    Edges that stand in one place are left out. One that is apart by no whole word, as by a final
    stop, is 0 words later.
    """
    apart = (matches.kind == BOUNDARY) | (matches.kind == LABEL_AND_BOUNDARY)
    row, left, right = (one[apart] for one in (matches.row, matches.left, matches.right))
    found = []
    for edge, offsets in ((START, units.start), (END, units.end)):
        moved = offsets[left] != offsets[right]
        here, there = left[moved], right[moved]
        shift = _words_later(units, units.document[here], offsets[here], offsets[there])
        number = np.full(len(here), edge)
        labels = units.label[here], units.label[there]
        found.append(np.stack([number, row[moved], *labels, shift], axis=1))
    return tallied(np.concatenate(found))


def words_between(text: str, left: int, right: int) -> int:
    """Return how many words an edge at `right` is later than one at `left`, negative if earlier."""
    return _count(text[left:right]) if left < right else -_count(text[right:left])


@lru_cache(maxsize=4096)
def _count(text: str) -> int:
    return len(words(text))


def _words_later(units: Units, document: Ints, left: Ints, right: Ints) -> Ints:
    base = units.base[document]
    lines = zip(document.tolist(), (left - base).tolist(), (right - base).tolist(), strict=True)
    found = [words_between(units.articles[one].text, *edges) for one, *edges in lines]
    return np.array(found, dtype=np.int64)
