"""What each pair of annotators has in common, pooled over their articles, and the means of pairs.

Figures of pairs are means over pairs, each pair pooled over its articles; a pair that has nothing
to measure is left out of the mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.exact import f1
from annotator.agreement.interval import Draws
from annotator.agreement.kappa import kappa
from annotator.agreement.pool import Pool
from annotator.agreement.relations import BOTH as IN_BOTH
from annotator.agreement.sums import (
    ATTRIBUTE,
    BOTH,
    COVERED,
    EXACT,
    RELATION,
    RELAXED,
    SPANS,
    Lines,
)
from annotator.agreement.units import Floats, Ints

_LABEL_SUMS = 6  # of a pair and a label: in both, matched, spans, covered by both, left, right


@dataclass(frozen=True, slots=True)
class PairValues:
    """Values of a pair, as they are and resampled: (1 + resamples) x columns.

    `exact` and `relaxed` have a column for each label, and one more for the chosen labels together;
    `kappa` one for each label, `attributes` and `relations` one for each of theirs. The others are
    counts: of articles, of spans by label, of values compared by attribute, of relations.
    """

    left: int
    right: int
    exact: Floats
    relaxed: Floats
    kappa: Floats
    attributes: Floats
    relations: Floats
    articles: int
    length: int
    span_counts: Ints
    value_counts: Ints
    relation_counts: Ints


def pair_values(pool: Pool, drawn: Draws, chosen: Ints) -> Iterator[PairValues]:
    """Yield the values of each pair of annotators, in order; `chosen` are labels."""
    columns = _Columns(pool, drawn)
    for left, right in combinations(range(len(pool.annotators)), 2):
        rows = np.flatnonzero((pool.row_left == left) & (pool.row_right == right))
        parts = columns.of(rows, left, right)
        borders = np.cumsum([part.shape[1] for part in parts])[:-1]
        whole = drawn.totals(np.concatenate(parts, axis=1))
        labels, length, relations, *values = np.split(whole, borders, axis=1)
        labels = labels.reshape(len(whole), -1, _LABEL_SUMS)
        found = relations.reshape(len(whole), -1, 2)
        tables = [_value_kappa(one) for one in values]
        yield PairValues(
            left,
            right,
            exact=_f1(labels[..., 0], labels[..., 2], chosen),
            relaxed=_f1(labels[..., 1], labels[..., 2], chosen),
            kappa=_token_kappa(labels[..., 3:], length),
            attributes=np.stack([one for one, _ in tables], axis=1)
            if tables
            else np.empty((len(whole), 0)),
            relations=f1(found[..., 0], found[..., 1]),
            articles=len(rows),
            length=int(length[0, 0]),
            span_counts=labels[0, :, 2].astype(np.int64),
            value_counts=np.array([many for _, many in tables], dtype=np.int64),
            relation_counts=found[0, :, 1].astype(np.int64),
        )


def mean(values: list[Floats]) -> Floats:
    """Return the means of arrays, where one is nan those of the others."""
    stacked = np.stack(values)
    there = ~np.isnan(stacked)
    many = there.sum(axis=0)
    total = np.where(there, stacked, 0).sum(axis=0)
    return np.where(many > 0, total / np.maximum(many, 1), np.nan)


def _f1(found: Floats, spans: Floats, chosen: Ints) -> Floats:
    together = f1(found[:, chosen].sum(axis=1), spans[:, chosen].sum(axis=1))
    return np.column_stack([f1(found, spans), together])


def _token_kappa(labels: Floats, length: Floats) -> Floats:
    """Return kappa of each label over code points, each under it or not."""
    both, left, right = (labels[..., place] for place in range(3))
    agreed = length - left - right + 2 * both
    sides = (np.stack([one, length - one], axis=-1) for one in (left, right))
    return kappa(agreed, *sides)


def _value_kappa(sums: Floats) -> tuple[Floats, int]:
    """Return kappa of an attribute, and how many values were compared."""
    agreed, margins = sums[:, 0], sums[:, 1:]
    left, right = np.split(margins, 2, axis=1)
    return kappa(agreed, left, right), int(left[0].sum())


class _Columns:
    """The sums of the pairs of a pool, by bundle."""

    def __init__(self, pool: Pool, drawn: Draws) -> None:
        self._pool = pool
        self._drawn = drawn
        self._bundle = drawn.bundle[pool.row_article]
        self._side_of = np.full((len(pool.documents), len(pool.annotators)), -1)
        self._side_of[pool.side_article, pool.side_annotator] = np.arange(len(pool.sides))
        pair_of_row = pool.row_left * len(pool.annotators) + pool.row_right
        self._pair_of_line = [pair_of_row[pool.tables[table][0]] for table in (RELATION, ATTRIBUTE)]
        self._values = _Values(pool)

    def of(self, rows: Ints, left: int, right: int) -> list[Floats]:
        """Return by label, by length, by relation, and by each attribute: bundles x columns."""
        pool, drawn = self._pool, self._drawn
        article = pool.row_article[rows]
        first, second = (pool.sides[self._side_of[article, one]] for one in (left, right))
        pairs = pool.pairs[rows]
        spans = first[..., SPANS] + second[..., SPANS]
        covered = (pairs[..., BOTH], first[..., COVERED], second[..., COVERED])
        labels = np.stack([pairs[..., EXACT], pairs[..., RELAXED], spans, *covered], axis=-1)
        columns = labels.reshape(len(rows), len(pool.vocabulary.labels) * _LABEL_SUMS)
        length = pool.length[article][:, None]
        dense = drawn.bundled(np.concatenate([columns, length], axis=1), article)
        pair = left * len(pool.annotators) + right
        relations, values = (
            pool.tables[table][:, slice(*np.searchsorted(lines, [pair, pair + 1]))]
            for table, lines in zip((RELATION, ATTRIBUTE), self._pair_of_line, strict=True)
        )
        return [
            dense[:, :-1],
            dense[:, -1:],
            self._relations(relations),
            *self._values.of(values, self._bundle, drawn),
        ]

    def _relations(self, lines: Lines) -> Floats:
        """Return of each relation how often it is in both, and how many there are at the two."""
        row, relation, what, _, many = lines
        column = 2 * relation + (what != IN_BOTH)
        size = 2 * len(self._pool.vocabulary.relations)
        return self._drawn.tallied(self._bundle[row], column, many, size)


class _Values:
    """Where the values of attributes stand among columns, those that any span has.

    Of an attribute there is how often values agree, how often each is left, how often right.
    """

    def __init__(self, pool: Pool) -> None:
        _, attribute, left, right, _ = pool.tables[ATTRIBUTE]
        most = max((len(values) for _, _, values in pool.vocabulary.attributes), default=0) + 1
        size = len(pool.vocabulary.attributes) * most
        sides = (np.bincount(attribute * most + side, minlength=size) for side in (left, right))
        there = sum(sides, np.zeros(size, dtype=np.int64)).reshape(-1, most)
        held = [np.flatnonzero(one) for one in there]
        widths = [1 + 2 * len(one) for one in held]
        self._first = np.cumsum([0, *widths])
        self._place = np.zeros((len(held), most), dtype=np.int64)
        for number, values in enumerate(held):
            self._place[number, values] = np.arange(len(values))
        self._many = np.array([len(one) for one in held], dtype=np.int64)

    def of(self, lines: Lines, bundle: Ints, drawn: Draws) -> list[Floats]:
        """Return the sums of each attribute: bundles x columns; `bundle` is that of each row."""
        row, attribute, left, right, many = lines
        agreed = self._first[attribute]
        at_left = agreed + 1 + self._place[attribute, left]
        at_right = agreed + 1 + self._many[attribute] + self._place[attribute, right]
        column = np.concatenate([agreed, at_left, at_right])
        weights = np.concatenate([many * (left == right), many, many])
        bundle = np.tile(bundle[row], 3)
        found = drawn.tallied(bundle, column, weights, int(self._first[-1]))
        return np.split(found, self._first[1:-1], axis=1) if len(self._many) else []
