"""A report as plain tables and as JSON: what files and the command line show."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotator.agreement.report import (
    KINDS,
    NOTHING,
    ArticleFigures,
    Figure,
    LabelFigures,
    PairFigures,
    Report,
)

Cell = str | int | float | None
Rows = tuple[tuple[Cell, ...], ...]
LABEL_MEASURES = ("exact", "relaxed", "u_alpha", "cu_alpha", "coverage", "token_alpha")
_BOUNDS = ("", "_low", "_high", "_n")


class Table(NamedTuple):
    """A table: its name, the names of its columns, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Rows


def shown(figure: Figure) -> str:
    """Return a figure as people read it: 0.67 (0.65 to 0.69), or n/a."""
    if figure.value is None:
        return "n/a"
    value = f"{figure.value:.2f}"
    if figure.low is None or figure.high is None:
        return value
    return f"{value} ({figure.low:.2f} to {figure.high:.2f})"


def tables(report: Report) -> tuple[Table, ...]:
    """Return all tables of a report, one for each kind of figure; n/a is an empty cell (None)."""
    return (
        _labels(report),
        _pairs(report),
        _kappas(report),
        _articles(report),
        _confusion(report),
        _kinds(report),
        _edges(report),
        _attributes(report),
        _relations(report),
        Table("left_out", ("article", "why"), report.left_out),
    )


def as_json(report: Report) -> dict[str, object]:
    """Return a report as one JSON object; a figure is {value, low, high, n, unit, why}."""
    return {
        "annotators": list(report.annotators),
        "labels": list(report.labels),
        "articles": report.documents,
        "overall": _label_json(report.overall),
        "by_label": [{"label": one.label, **_label_json(one)} for one in report.by_label],
        "by_pair": [_pair_json(one, report.labels) for one in report.by_pair],
        "by_article": [_article_json(one) for one in report.by_article],
        "confusion": [list(row) for row in report.confusion],
        "kinds": {
            label or "all": dict(zip(KINDS, counts, strict=True))
            for label, counts in report.kinds.items()
        },
        "starts": [list(pair) for pair in report.starts],
        "ends": [list(pair) for pair in report.ends],
        "attributes": [
            {"label": one.label, "attribute": one.attribute, "kappa": _figure_json(one.kappa)}
            for one in report.attributes
        ],
        "relations": [
            {"relation": one.relation, "f1": _figure_json(one.f1)} for one in report.relations
        ],
        "left_out": [{"article": article, "why": why} for article, why in report.left_out],
        "warnings": list(report.warnings),
    }


def _pair_json(one: PairFigures, labels: Sequence[str]) -> dict[str, object]:
    return {
        "annotators": [one.left, one.right],
        "exact": _figure_json(one.exact),
        "relaxed": _figure_json(one.relaxed),
        "token_kappa": _by_name(labels, one.token_kappa),
    }


def _article_json(one: ArticleFigures) -> dict[str, object]:
    return {
        "article": one.document,
        "annotators": list(one.annotators),
        "exact": _figure_json(one.exact),
        "relaxed": _figure_json(one.relaxed),
        "differing": one.differing,
    }


def _figure_json(figure: Figure) -> dict[str, object]:
    return dict(figure._asdict())


def _label_json(one: LabelFigures) -> dict[str, object]:
    return {name: _figure_json(getattr(one, name)) for name in LABEL_MEASURES}


def _by_name(names: Sequence[str], figures: Sequence[Figure]) -> Mapping[str, object]:
    return {name: _figure_json(figure) for name, figure in zip(names, figures, strict=True)}


def _cells(figure: Figure) -> tuple[Cell, ...]:
    return figure.value, figure.low, figure.high, figure.n


def _columns(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name + bound for name in names for bound in _BOUNDS)


def _labels(report: Report) -> Table:
    rows: Rows = tuple(
        (
            one.label or "all",
            *(cell for name in LABEL_MEASURES for cell in _cells(getattr(one, name))),
        )
        for one in (report.overall, *report.by_label)
    )
    return Table("labels", ("label", *_columns(LABEL_MEASURES)), rows)


def _pairs(report: Report) -> Table:
    rows: Rows = tuple(
        (one.left, one.right, *_cells(one.exact), *_cells(one.relaxed)) for one in report.by_pair
    )
    return Table("pairs", ("left", "right", *_columns(("exact", "relaxed"))), rows)


def _kappas(report: Report) -> Table:
    rows: Rows = tuple(
        (one.left, one.right, label, *_cells(figure))
        for one in report.by_pair
        for label, figure in zip(report.labels, one.token_kappa, strict=True)
    )
    return Table("token_kappa", ("left", "right", "label", *_columns(("token_kappa",))), rows)


def _articles(report: Report) -> Table:
    rows: Rows = tuple(
        (one.document, ", ".join(one.annotators), one.exact.value, one.relaxed.value, one.differing)
        for one in report.by_article
    )
    return Table("articles", ("article", "annotators", "exact", "relaxed", "differing"), rows)


def _confusion(report: Report) -> Table:
    names = (*report.labels, NOTHING)
    rows: Rows = tuple((name, *row) for name, row in zip(names, report.confusion, strict=False))
    return Table("confusion", ("label", *names), rows)


def _kinds(report: Report) -> Table:
    rows: Rows = tuple((label or "all", *counts) for label, counts in report.kinds.items())
    columns = (kind.replace("label", "other_label").replace(" ", "_") for kind in KINDS)
    return Table("kinds", ("label", *columns), rows)


def _edges(report: Report) -> Table:
    starts, ends = dict(report.starts), dict(report.ends)
    shifts = sorted({*starts, *ends})
    rows: Rows = tuple((shift, starts.get(shift, 0), ends.get(shift, 0)) for shift in shifts)
    return Table("edges", ("words_later", "starts", "ends"), rows)


def _attributes(report: Report) -> Table:
    rows: Rows = tuple((one.label, one.attribute, *_cells(one.kappa)) for one in report.attributes)
    return Table("attributes", ("label", "attribute", *_columns(("kappa",))), rows)


def _relations(report: Report) -> Table:
    rows: Rows = tuple((one.relation, *_cells(one.f1)) for one in report.relations)
    return Table("relations", ("relation", *_columns(("f1",))), rows)
