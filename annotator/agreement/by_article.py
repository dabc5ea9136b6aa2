"""The agreement on each article."""

from collections.abc import Sequence

import numpy as np

from annotator.agreement import caveats
from annotator.agreement.exact import f1
from annotator.agreement.pairing import EXACT as EXACT_KIND
from annotator.agreement.pool import Pool
from annotator.agreement.report import ArticleFigures, Figure
from annotator.agreement.sums import EXACT, OUTCOME, RELAXED, SPANS
from annotator.agreement.tallies import touches
from annotator.agreement.units import Flags, Floats, Ints


def article_figures(pool: Pool, chosen: Ints) -> list[ArticleFigures]:
    """Return the figures of each article, means over its pairs; one article has no interval."""
    side_spans = pool.sides[..., SPANS][:, chosen].sum(axis=1)
    articles = len(pool.documents)
    side_of = np.full((articles, len(pool.annotators)), -1)
    side_of[pool.side_article, pool.side_annotator] = np.arange(len(pool.sides))
    spans = sum(
        side_spans[side_of[pool.row_article, annotator]]
        for annotator in (pool.row_left, pool.row_right)
    )
    exact, relaxed = (
        _means(f1(pool.pairs[..., which][:, chosen].sum(axis=1), np.asarray(spans)), pool)
        for which in (EXACT, RELAXED)
    )
    counts = np.bincount(pool.side_article, weights=side_spans, minlength=articles).astype(int)
    lines = zip(
        pool.documents,
        _annotators(side_of >= 0, pool.annotators),
        _figures(exact, counts.tolist()),
        _figures(relaxed, counts.tolist()),
        differing(pool, chosen).tolist(),
        strict=True,
    )
    return [ArticleFigures._make(line) for line in lines]


def differing(pool: Pool, chosen: Ints) -> Ints:
    """Return how many matches of each article are not exact."""
    row, left, right, kind, many = pool.tables[OUTCOME]
    apart = (kind != EXACT_KIND) & touches(left, right, chosen, len(pool.vocabulary.labels))
    article = pool.row_article[row[apart]]
    found = np.bincount(article, weights=many[apart], minlength=len(pool.documents))
    return found.astype(np.int64)


def _means(values: Floats, pool: Pool) -> Floats:
    """Return the mean over the rows of each article that have a value."""
    there = ~np.isnan(values)
    articles = len(pool.documents)
    article = pool.row_article[there]
    total = np.bincount(article, weights=values[there], minlength=articles)
    many = np.bincount(article, minlength=articles)
    return np.where(many > 0, total / np.maximum(many, 1), np.nan)


def _figures(values: Floats, counts: Sequence[int]) -> list[Figure]:
    nothing = Figure(None, why=caveats.NO_SPANS_AT_ALL)
    missing = np.isnan(values).tolist()
    lines = zip(values.tolist(), counts, missing, strict=True)
    return [nothing if none else Figure(value, None, None, many) for value, many, none in lines]


def _annotators(present: Flags, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return who finished each article; articles with the same people share one value."""
    groups: dict[bytes, tuple[str, ...]] = {}
    found = []
    for line in present:
        key = line.tobytes()
        if key not in groups:
            groups[key] = tuple(name for name, there in zip(names, line, strict=True) if there)
        found.append(groups[key])
    return found
