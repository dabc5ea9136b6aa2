"""Sums in, the report out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement import caveats
from annotator.agreement.by_article import article_figures
from annotator.agreement.chance import label_values, set_values
from annotator.agreement.interval import Draws, draws, figures
from annotator.agreement.pairs import PairValues, mean, pair_values
from annotator.agreement.pool import Pool
from annotator.agreement.report import (
    AttributeFigures,
    Figure,
    LabelFigures,
    PairFigures,
    RelationFigures,
    Report,
    Scope,
)
from annotator.agreement.sums import SPANS
from annotator.agreement.tallies import confusion, edge_shifts, kinds, outcomes
from annotator.agreement.units import Floats, Ints
from annotator.core.collector import without_collector
from annotator.core.scheme import LabelScheme


def report_on(pool: Pool, scope: Scope, scheme: LabelScheme) -> Report:
    """Return the report on pooled articles.

    The labels are those of the scope, else those that annotators see and what spans bear beside
    them.
    """
    chosen = _chosen(pool, scope, scheme)
    if not pool.documents or not len(chosen):
        return _nothing(pool, scope, chosen)
    resamples = scope.resamples if len(pool.documents) > 1 else 0
    drawn = draws(len(pool.documents), resamples, scope.seed)
    with without_collector():
        report = _Reporting(pool, scope, chosen, drawn).report()
    strange = caveats.strangers(pool, scheme.label_by_name)
    return replace(report, warnings=(*report.warnings, *strange))


def _chosen(pool: Pool, scope: Scope, scheme: LabelScheme) -> Ints:
    """Return the labels that are measured, by number; those that no one knows are not."""
    names = pool.vocabulary.labels
    seen = {label.name for label in scheme.enabled_labels}
    borne = np.asarray(pool.sides[..., SPANS].any(axis=0)).tolist()
    usual = [name for name, used in zip(names, borne, strict=True) if used or name in seen]
    wanted = [name for name in scope.labels or usual if name in names]
    return np.array([names.index(name) for name in wanted], dtype=np.int64)


def _nothing(pool: Pool, scope: Scope, chosen: Ints) -> Report:
    labels = tuple(pool.vocabulary.labels[one] for one in chosen)
    none = Figure(None, why=_why_nothing(pool, scope))
    lines = [LabelFigures(label, none, none, none, none, none, none) for label in ("", *labels)]
    return Report(
        annotators=pool.annotators,
        labels=labels,
        documents=len(pool.documents),
        overall=lines[0],
        by_label=tuple(lines[1:]),
        warnings=tuple(caveats.warnings(pool, scope, [])),
    )


def _why_nothing(pool: Pool, scope: Scope) -> str:
    if len(scope.annotators) == 1:
        return caveats.ONE_ALONE
    return caveats.NO_LABELS if pool.documents else caveats.NO_ARTICLES


@dataclass(frozen=True, slots=True)
class _Reporting:
    """One report on its way: sums, what was asked for, labels by number, and resamples."""

    pool: Pool
    scope: Scope
    chosen: Ints
    drawn: Draws

    def report(self) -> Report:
        pool, chosen = self.pool, self.chosen
        pairs = list(pair_values(pool, self.drawn, chosen))
        counts = outcomes(pool)
        table = confusion(counts)
        places = np.append(chosen, len(pool.vocabulary.labels))
        asked = table[np.ix_(places, places)]
        lines = self._label_figures(pairs)
        return Report(
            annotators=pool.annotators,
            labels=self._labels,
            documents=len(pool.documents),
            overall=lines[-1],
            by_label=tuple(lines[:-1]),
            by_pair=tuple(self._pair_figures(one) for one in pairs),
            by_article=tuple(article_figures(pool, chosen)),
            confusion=tuple(map(tuple, asked.tolist())),
            others=tuple((table[places].sum(axis=1) - asked.sum(axis=1)).tolist()),
            starts=edge_shifts(pool, chosen, at_end=False),
            ends=edge_shifts(pool, chosen, at_end=True),
            kinds=kinds(counts, pool, chosen),
            attributes=tuple(self._attribute_figures(pairs)),
            relations=tuple(self._relation_figures(pairs)),
            warnings=tuple(caveats.warnings(pool, self.scope, pairs)),
        )

    @property
    def _labels(self) -> tuple[str, ...]:
        return tuple(self.pool.vocabulary.labels[one] for one in self.chosen)

    def _figures(
        self, values: Floats, counts: Sequence[int], unit: str, whys: Sequence[str]
    ) -> list[Figure]:
        """Return figures of columns, with what they rest on and why some are none."""
        found = figures(values, self.scope.confidence)
        return [
            one._replace(n=many, unit=unit, why=why if one.value is None else "")
            for one, many, why in zip(found, counts, whys, strict=True)
        ]

    def _label_figures(self, pairs: list[PairValues]) -> list[LabelFigures]:
        """Return the figures of each label, and at last of all."""
        pool, chosen = self.pool, self.chosen
        columns = np.append(chosen, -1)
        spans = pool.sides[..., SPANS].sum(axis=0)[chosen]
        counts = [*spans.tolist(), int(spans.sum())]
        whys = [*[caveats.NO_SPANS] * len(chosen), caveats.NO_SPANS_AT_ALL]
        matched = [
            self._figures(
                mean([getattr(one, name) for one in pairs])[:, columns], counts, "spans", whys
            )
            for name in ("exact", "relaxed")
        ]
        alphas = self._alpha_figures()
        names = [*self._labels, ""]
        return [LabelFigures(*line) for line in zip(names, *matched, *alphas, strict=True)]

    def _alpha_figures(self) -> list[list[Figure]]:
        """Return u-alpha, cu-alpha, coverage and token alpha, each by label and at last of all.

        One label alone has the same figures as all that are chosen.
        """
        pool, chosen = self.pool, self.chosen
        by_label = label_values(pool, self.drawn)
        together = set_values(pool, self.drawn, chosen)
        length = int(pool.length.sum())
        met, covered = by_label.met[chosen].tolist(), by_label.covered[chosen].tolist()
        every = [length] * len(chosen)
        counts = {"u_alpha": every, "cu_alpha": met, "coverage": covered, "token_alpha": every}
        whys = _whys(met, covered, together.why)
        found = []
        for name, rests_on in counts.items():
            values = getattr(by_label, name)[:, chosen]
            last = values if len(chosen) == 1 else getattr(together, name)
            total = length if rests_on is every else sum(rests_on)
            columns = np.column_stack([values, last])
            found.append(self._figures(columns, [*rests_on, total], "code points", whys[name]))
        return found

    def _pair_figures(self, one: PairValues) -> PairFigures:
        counts = [int(one.span_counts[self.chosen].sum())]
        why = [caveats.NO_SPANS_AT_ALL if one.articles else caveats.NO_COMMON]
        exact, relaxed = (
            self._figures(values[:, -1:], counts, "spans", why)
            for values in (one.exact, one.relaxed)
        )
        many = len(self.chosen)
        whys = [caveats.NO_VARIATION if one.articles else caveats.NO_COMMON] * many
        tokens = self._figures(one.kappa[:, self.chosen], [one.length] * many, "code points", whys)
        names = self.pool.annotators
        return PairFigures(names[one.left], names[one.right], exact[0], relaxed[0], tuple(tokens))

    def _attribute_figures(self, pairs: list[PairValues]) -> list[AttributeFigures]:
        """Return kappa of each attribute of the labels whose values were compared."""
        counts = np.sum([one.value_counts for one in pairs], axis=0).tolist()
        values = mean([one.attributes for one in pairs])
        whys = [caveats.ONE_VALUE] * len(counts)
        found = self._figures(values, counts, "spans", whys)
        named = zip(self.pool.vocabulary.attributes, found, strict=True)
        labels = self._labels
        return [
            AttributeFigures(label, attribute, figure)
            for (label, attribute, _), figure in named
            if label in labels and figure.n
        ]

    def _relation_figures(self, pairs: list[PairValues]) -> list[RelationFigures]:
        """Return F1 of each relation that anyone made."""
        counts = np.sum([one.relation_counts for one in pairs], axis=0).tolist()
        values = mean([one.relations for one in pairs])
        found = self._figures(values, counts, "relations", [caveats.NO_RELATIONS] * len(counts))
        named = zip(self.pool.vocabulary.relations, found, strict=True)
        return [RelationFigures(name, figure) for (name, _), figure in named if figure.n]


def _whys(met: Sequence[int], covered: Sequence[int], together: str) -> dict[str, list[str]]:
    """Return why each kind of alpha would be none: for each label, and at last for all of them.

    `met` and `covered` are code points by label, `together` why all at once cannot be measured.
    """

    def why_apart(met: int, covered: int, no_spans: str, not_met: str) -> str:
        if not covered:
            return no_spans
        return caveats.TOO_ALIKE if met else not_met

    pairs = zip(met, covered, strict=True)
    apart = [why_apart(*one, caveats.NO_SPANS, caveats.NOT_MET) for one in pairs]
    whole = (caveats.NO_SPANS_AT_ALL, caveats.NOT_MET_AT_ALL)
    last = why_apart(sum(met), sum(covered), *whole)
    if len(met) == 1:
        together, last = "", apart[0]
    varies = [caveats.NO_VARIATION] * len(met)
    none = caveats.NO_VARIATION_AT_ALL
    sets = together if together == caveats.TOO_MANY_LABELS else none
    return {
        "u_alpha": [*varies, together or none],
        "cu_alpha": [*apart, together or last],
        "coverage": [*[caveats.NO_SPANS] * len(met), together or caveats.NO_SPANS_AT_ALL],
        "token_alpha": [*varies, sets],
    }
