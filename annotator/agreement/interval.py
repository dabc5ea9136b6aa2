"""Intervals by resampling articles (Efron 1979): what other articles like these might have given.

Every measure is a function of sums over articles, so a resample is the same function of sums in
which each article counts as often as it was drawn. Beyond a thousand, articles are drawn in
bundles, each of a few that chance put together: that changes an interval by less than another seed
does, and large projects need not wait.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.report import Figure
from annotator.agreement.units import Floats, Ints

BUNDLES = 1000  # articles up to which each is drawn by itself

_LEAST = 0.5  # share of resamples that must have a value for an interval to be one


@dataclass(frozen=True, slots=True)
class Draws:
    """Resamples: `counts` (resamples x bundles) is how often each bundle was drawn.

    `bundle` is the one that each article is in.
    """

    counts: NDArray[np.float32]
    bundle: Ints

    def bundled(self, sums: Floats | Ints, article: Ints) -> Floats:
        """Return sums (lines x columns), each line of an article, added up by bundle."""
        from scipy.sparse import csr_array

        lines = len(article)
        each = (np.ones(lines), self.bundle[article], np.arange(lines + 1))
        by_line = csr_array(each, shape=(lines, self.counts.shape[1]))
        found: Floats = by_line.T @ sums.astype(np.float64)
        return found

    def tallied(self, bundle: Ints, column: Ints, weights: Floats | Ints, columns: int) -> Floats:
        """Return weights added up, each at a bundle and a column: bundles x columns."""
        bundles = self.counts.shape[1]
        flat = bundle * columns
        flat += column
        found = np.bincount(flat, weights=weights, minlength=bundles * columns)
        return found.astype(np.float64).reshape(bundles, columns)

    def totals(self, bundled: Floats) -> Floats:
        """Return sums by bundle added up: a row for all as they are, and one for each resample."""
        found = np.empty((1 + len(self.counts), bundled.shape[1]))
        found[0] = bundled.sum(axis=0)
        found[1:] = self.counts @ bundled.astype(np.float32)
        return found


@lru_cache(maxsize=4)
def draws(articles: int, resamples: int, seed: int) -> Draws:
    """Return resamples of some articles; the same for the same seed."""
    chance = np.random.default_rng(seed)
    bundle = np.arange(articles)
    if articles > BUNDLES:
        bundle = chance.permutation(articles) % BUNDLES
    bundles = min(articles, BUNDLES)
    drawn = chance.integers(0, bundles, (resamples, bundles))
    drawn += np.arange(resamples)[:, None] * bundles
    counts = np.bincount(drawn.ravel(), minlength=resamples * bundles).astype(np.float32)
    return Draws(counts.reshape(resamples, bundles), bundle)


def figures(values: Floats, confidence: float) -> list[Figure]:
    """Return a figure for each column of values, whose first row is the value itself.

    There is no interval where fewer than half of the resamples have a value.
    """
    ordered = np.sort(values[1:], axis=0)  # nan at the end
    valid = (~np.isnan(ordered)).sum(axis=0)
    tail = (1 - confidence) / 2
    low, high = _quantile(ordered, valid, tail), _quantile(ordered, valid, 1 - tail)
    known = (valid >= _LEAST * len(ordered)) & (valid > 0)
    lines = zip(values[0].tolist(), low.tolist(), high.tolist(), known.tolist(), strict=True)
    return [_figure(*line) for line in lines]


def _quantile(ordered: Floats, valid: Ints, share: float) -> Floats:
    """Return the quantile of the first `valid` values of each column, between two of them."""
    if not len(ordered):
        return np.full(ordered.shape[1], np.nan)
    at = np.maximum(valid - 1, 0) * share
    below = np.floor(at).astype(np.int64)
    above = np.minimum(below + 1, np.maximum(valid - 1, 0))
    column = np.arange(ordered.shape[1])
    first, second = ordered[below, column], ordered[above, column]
    found: Floats = first + (second - first) * (at - below)
    return found


def _figure(value: float, low: float, high: float, known: bool) -> Figure:  # noqa: FBT001 a column
    if np.isnan(value):
        return Figure(None)
    return Figure(value, low, high) if known else Figure(value)
