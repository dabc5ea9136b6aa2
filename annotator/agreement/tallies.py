"""Counts of matches: what one marked and the other did, how they differ, where edges fall."""

import numpy as np

from annotator.agreement.pool import Pool
from annotator.agreement.report import KINDS
from annotator.agreement.sums import END, OUTCOME, START, Lines
from annotator.agreement.units import Flags, Ints


def outcomes(pool: Pool) -> Ints:
    """Return how often matches come: labels and none at the left x at the right x kinds."""
    size = len(pool.vocabulary.labels) + 1
    _, left, right, kind, many = pool.tables[OUTCOME]
    place = (left * size + right) * len(KINDS) + kind
    found = np.bincount(place, weights=many, minlength=size * size * len(KINDS))
    return found.reshape(size, size, len(KINDS)).astype(np.int64)


def confusion(counts: Ints) -> Ints:
    """Return how often labels matched: labels and none x labels and none.

    Each pair of annotators is counted both ways round, so a row adds up to the spans of its label,
    once for each other annotator of their article.
    """
    one_way = counts.sum(axis=-1)
    found: Ints = one_way + one_way.T
    return found


def kinds(counts: Ints, pool: Pool, chosen: Ints) -> dict[str, tuple[int, ...]]:
    """Return how often matches are of each kind: for the chosen labels ("") and for each.

    A match of two labels counts for both of them, and once for all.
    """
    groups = {"": chosen, **{pool.vocabulary.labels[one]: np.array([one]) for one in chosen}}
    found = {}
    for name, labels in groups.items():
        others = np.delete(counts, labels, axis=0)
        total = counts[labels].sum(axis=(0, 1)) + others[:, labels].sum(axis=(0, 1))
        found[name] = tuple(total.tolist())
    return found


def edge_shifts(pool: Pool, chosen: Ints, *, at_end: bool) -> tuple[tuple[int, int], ...]:
    """Return (words later, how often), sorted, of matches with a chosen label."""
    _, left, right, shift, many = pool.tables[END if at_end else START]
    which = touches(left, right, chosen, len(pool.vocabulary.labels))
    if not which.any():
        return ()
    lowest = int(shift[which].min())
    counts = np.bincount(shift[which] - lowest, weights=many[which]).astype(np.int64)
    places = np.flatnonzero(counts)
    return tuple(zip((places + lowest).tolist(), counts[places].tolist(), strict=True))


def touches(left: Ints | Lines, right: Ints | Lines, chosen: Ints, labels: int) -> Flags:
    """Tell which matches have a chosen label on one side or the other."""
    among = np.zeros(labels + 1, dtype=np.bool_)
    among[chosen] = True
    found: Flags = among[left] | among[right]
    return found
