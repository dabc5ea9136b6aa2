"""What is corrected for chance, over all annotators of each article: the family of alpha.

An article that m annotators finished weighs each of its pairs by 1 / (m - 1), so that all that
each marked counts once.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement import caveats
from annotator.agreement.alpha import alpha, bits_in, jaccard_distance, nominal_distance
from annotator.agreement.exact import ratio
from annotator.agreement.interval import Draws
from annotator.agreement.pool import Pool
from annotator.agreement.sums import BOTH, COVERED, OTHER, SETS, SQUARED, SQUARED_SHARED, Lines
from annotator.agreement.unitizing import of_one_value, unitized
from annotator.agreement.units import SET_LABELS, Flags, Floats, Ints

_EVERY = slice(None)
_TABLE = 1 << 16  # codes up to which a table tells the place of each faster than a search


@dataclass(frozen=True, slots=True)
class AlphaValues:
    """Values as they are and resampled: (1 + resamples) x labels.

    `covered` and `met` are code points by label: all that were marked, and those of them at which
    another marked anything.
    """

    u_alpha: Floats
    cu_alpha: Floats
    coverage: Floats
    token_alpha: Floats
    covered: Ints
    met: Ints


@dataclass(frozen=True, slots=True)
class SetValues:
    """Values of all chosen labels at once: (1 + resamples) x 1.

    `token_alpha` is of label sets, nan where there are too many labels for that. The others are nan
    unless the labels exclude one another: all that there are, and no code point has two. `why` says
    which of it is the matter, "" where nothing is.
    """

    token_alpha: Floats
    u_alpha: Floats
    cu_alpha: Floats
    coverage: Floats
    why: str


def label_values(pool: Pool, drawn: Draws) -> AlphaValues:
    """Return alpha of each label on a continuum of its own."""
    weight = _row_weight(pool)
    pairs = pool.pairs[..., [BOTH, OTHER, SQUARED_SHARED]] * weight[:, None, None]
    labels = len(pool.vocabulary.labels)
    by_row = np.column_stack([pairs.reshape(-1, 3 * labels), 2 * pool.marked * weight])
    by_side = pool.sides[..., [COVERED, SQUARED]].reshape(-1, 2 * labels)
    every = np.arange(len(pool.documents))
    parts = [
        drawn.bundled(by_row, pool.row_article),
        drawn.bundled(by_side, pool.side_article),
        drawn.bundled((pool.length * _many(pool))[:, None], every),
    ]
    whole = drawn.totals(np.concatenate(parts, axis=1))
    rows, marked, sides, size = np.split(whole, np.cumsum([3 * labels, 1, 2 * labels]), axis=1)
    both, other, shared = np.moveaxis(rows.reshape(-1, labels, 3), -1, 0)
    covered, squared = np.moveaxis(sides.reshape(-1, labels, 2), -1, 0)
    same = 2 * both
    margins = np.stack([covered, size - covered], axis=-1)
    apart = 2 * (covered - same)
    return AlphaValues(
        u_alpha=unitized(apart, margins, squared + size - covered),
        cu_alpha=of_one_value(same, other, marked - same - 2 * other, shared),
        coverage=ratio(same + other, covered),
        token_alpha=alpha(apart, margins, nominal_distance(2)),
        covered=covered[0].round().astype(np.int64),
        met=(same + other)[0].round().astype(np.int64),
    )


@dataclass(frozen=True, slots=True)
class _Sets:
    """Code points by the sets of labels (of `codes`) that a pair has there, weighed."""

    codes: Ints
    bundle: Ints
    left: Ints
    right: Ints
    weight: Floats
    drawn: Draws

    def margins(self, which: Flags | slice) -> Floats:
        """Return how much of each set there is at some of the lines: bundles x sets."""
        bundle, weight = self.bundle[which], self.weight[which]
        sides = (self.left[which], self.right[which])
        left, right = (self.drawn.tallied(bundle, one, weight, len(self.codes)) for one in sides)
        return left + right

    def apart(self, distance: Floats, which: Flags | slice) -> Floats:
        """Return how far the sets of some of the lines are apart, both ways round: bundles x 1."""
        far = 2 * self.weight * distance[self.left, self.right]
        bundle = self.bundle[which]
        return self.drawn.tallied(bundle, np.zeros_like(bundle), far[which], 1)


def set_values(pool: Pool, drawn: Draws, chosen: Ints) -> SetValues:
    """Return alpha of the sets of labels at each code point, and of labels that exclude others."""
    none = np.full((1 + len(drawn.counts), 1), np.nan)
    present = np.flatnonzero(pool.sides[..., COVERED].any(axis=0))
    if (chosen >= SET_LABELS).any():
        return SetValues(none, none, none, none, caveats.TOO_MANY_LABELS)
    sets = _sets(pool, drawn, chosen)
    distance = jaccard_distance(sets.codes)
    sums = np.column_stack([sets.margins(_EVERY), sets.apart(distance, _EVERY)])
    whole = drawn.totals(sums)
    token = alpha(whole[:, -1], whole[:, :-1], distance)[:, None]
    if not np.isin(present, chosen).all():
        return SetValues(token, none, none, none, caveats.SOME_LABELS)
    if (bits_in(sets.codes) > 1).any():
        return SetValues(token, none, none, none, caveats.NESTED)
    return SetValues(token, *_exclusive_values(pool, drawn, sets), "")


def _sets(pool: Pool, drawn: Draws, chosen: Ints) -> _Sets:
    row, left, right, _, many = pool.tables[SETS]
    mask = int((1 << chosen[chosen < SET_LABELS]).sum())
    first, second = left & mask, right & mask
    codes = different(first, second)
    first, second = (_places(codes, one) for one in (first, second))
    weight = many * _row_weight(pool)[row]
    bundle = drawn.bundle[pool.row_article]
    return _Sets(codes, bundle[row], first, second, weight, drawn)


def different(first: Ints | Lines, second: Ints | Lines) -> Ints:
    """Return the different whole numbers from 0 on that there are, sorted."""
    both = (first, second)
    if max(int(one.max(initial=0)) for one in both) > _TABLE:
        return np.unique(np.concatenate(both)).astype(np.int64)
    counts = sum(np.bincount(one, minlength=_TABLE + 1) for one in both)
    return np.flatnonzero(counts)


def _places(codes: Ints, of: Ints | Lines) -> Ints:
    """Return where each of many codes stands among the different ones."""
    highest = int(codes.max(initial=0))
    if highest > _TABLE:
        return np.searchsorted(codes, of)
    table = np.zeros(highest + 1, dtype=np.int64)
    table[codes] = np.arange(len(codes))
    return table[of]


def _exclusive_values(pool: Pool, drawn: Draws, sets: _Sets) -> tuple[Floats, Floats, Floats]:
    """Return u-alpha, cu-alpha and coverage over labels of which no code point has two."""
    gap = sets.codes == 0
    distance = nominal_distance(len(sets.codes))
    met = ~gap[sets.left] & ~gap[sets.right]
    margins, met_margins = sets.margins(_EVERY), sets.margins(met)
    own = drawn.bundled(pool.sides[..., SQUARED].sum(axis=1)[:, None], pool.side_article)
    own += margins[:, gap].sum(axis=1, keepdims=True)
    shared = pool.pairs[..., SQUARED_SHARED].sum(axis=1) * _row_weight(pool)
    own_met = drawn.bundled(shared[:, None], pool.row_article)
    apart = [sets.apart(distance, which) for which in (_EVERY, met)]
    whole = drawn.totals(np.concatenate([margins, met_margins, *apart, own, own_met], axis=1))
    every_margin, met_margin, rest = np.split(whole, [len(gap), 2 * len(gap)], axis=1)
    covered = every_margin[:, ~gap].sum(axis=1)
    found = (
        unitized(rest[:, 0], every_margin, rest[:, 2]),
        unitized(rest[:, 1], met_margin, rest[:, 3]),
        ratio(met_margin.sum(axis=1), covered),
    )
    return found[0][:, None], found[1][:, None], found[2][:, None]


def _many(pool: Pool) -> Ints:
    """Return how many annotators finished each article."""
    return np.bincount(pool.side_article, minlength=len(pool.documents)).astype(np.int64)


def _row_weight(pool: Pool) -> Floats:
    found: Floats = 1 / (_many(pool)[pool.row_article] - 1)
    return found
