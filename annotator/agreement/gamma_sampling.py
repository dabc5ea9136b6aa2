"""Gamma over some articles: disorders are pooled, not gammas averaged."""

from collections.abc import Sequence

import numpy as np

from annotator.agreement.exact import ratio
from annotator.agreement.gamma import Line, disorder, expected
from annotator.agreement.interval import draws, figures
from annotator.agreement.report import Figure, Scope
from annotator.agreement.units import Article
from annotator.core.progress import Progress, silent

SAMPLES = 30  # of what chance gives, for each article

NOTHING_MARKED = "Nobody marked anything in articles that two annotators finished."


def gamma_of(articles: Sequence[Article], scope: Scope, progress: Progress = silent) -> Figure:
    """Return gamma over articles, with an interval by resampling them; raise what progress does.

    Articles on which nobody marked any of the labels add nothing. The seed decides the samples.
    """
    sums = []
    for number, article in enumerate(articles):
        progress(number, len(articles), "Aligning marks")
        lines = _lines(article, scope.labels)
        units = sum(map(len, lines))
        if units and len(lines) > 1:
            observed = disorder(lines)
            chance = np.random.default_rng([scope.seed, number])
            by_chance = [_sample(article, lines, chance) for _ in range(SAMPLES)]
            weight = units / len(lines)
            sums.append((observed * weight, float(np.nanmean(by_chance)) * weight, units))
    progress(len(articles), len(articles), "Aligning marks")
    if not sums:
        return Figure(None, why=NOTHING_MARKED)
    drawn = draws(len(sums), scope.resamples if len(sums) > 1 else 0, scope.seed)
    whole = drawn.totals(np.array(sums))
    found = figures(1 - ratio(whole[:, :1], whole[:, 1:2]), scope.confidence)[0]
    return found._replace(n=int(whole[0, 2]), unit="spans")


def _sample(article: Article, lines: Sequence[Line], chance: np.random.Generator) -> float:
    return expected(lines, len(article.text), chance)


def _lines(article: Article, labels: Sequence[str]) -> list[Line]:
    """Return the spans of each annotator, those of some labels only if any are named."""
    names = sorted({label for one in article.sets for label in one.labels})
    number = {name: place for place, name in enumerate(names)}
    found = []
    for one in article.sets:
        columns = zip(one.labels, one.starts, one.ends, strict=True)
        kept = {
            (number[label], start, end)
            for label, start, end in columns
            if not labels or label in labels
        }
        label, start, end = np.array(sorted(kept), dtype=np.int64).reshape(-1, 3).T
        found.append(Line(label, start, end))
    return found
