"""F1 of spans: how often two annotators marked the same.

F1 needs no count of what neither marked (Hripcsak & Rothschild 2005): it is twice the spans that
both have over all spans of both. Sets of spans are compared, whatever their order.
"""

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.pairing import BOUNDARY, EXACT, Matches
from annotator.agreement.units import Floats, Ints, Units


def span_counts(units: Units) -> Ints:
    """Return how many spans of each label each side has: sides x labels."""
    return counted(units.side, units.label, units.all_sides, units.labels)


def same_words(units: Units, matches: Matches) -> Ints:
    """Return how many spans both have: rows x labels."""
    return _alike(units, matches, matches.kind == EXACT)


def overlapping_words(units: Units, matches: Matches) -> Ints:
    """Return how many matched spans bear the same label: rows x labels."""
    return _alike(units, matches, (matches.kind == EXACT) | (matches.kind == BOUNDARY))


def _alike(units: Units, matches: Matches, which: NDArray[np.bool_]) -> Ints:
    label = units.label[matches.left[which]]
    return counted(matches.row[which], label, units.all_rows, units.labels)


def f1(found: Floats, spans: Floats) -> Floats:
    """Return F1 where `found` spans are in both and the two have `spans` together; else nan."""
    return ratio(2 * found, spans)


def ratio(part: Floats, whole: Floats) -> Floats:
    """Return part over whole, nan where there is no whole."""
    found = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found


def counted(first: Ints, second: Ints, rows: int, columns: int) -> Ints:
    """Return how often each pair of numbers comes: rows x columns."""
    found = np.bincount(first * columns + second, minlength=rows * columns)
    return found.reshape(rows, columns).astype(np.int64)


def summed(first: Ints, second: Ints, values: Ints, shape: tuple[int, int]) -> Ints:
    """Return the sums of whole numbers by two numbers; exact below 2**53."""
    flat = first * shape[1] + second
    found = np.bincount(flat, weights=values, minlength=shape[0] * shape[1])
    return found.reshape(shape).astype(np.int64)
