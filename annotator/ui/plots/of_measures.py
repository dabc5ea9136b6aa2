"""The tables of a report: what reviewers of a dataset ask for, beside the headline."""

from collections.abc import Mapping

from annotator.agreement.report import KINDS, Figure, LabelFigures, Report
from annotator.agreement.words import verdict_of
from annotator.core.policy import Policy
from annotator.ui.chips import counted, one_line
from annotator.ui.plots.drawing import Cell, Item
from annotator.ui.plots.figures import Figures, Value
from annotator.ui.plots.ink import number
from annotator.ui.plots.of_report import LONGEST, figure_words, shown, title_of
from annotator.ui.theme import Look

ALL = "All labels"
ALPHAS = {
    "u_alpha": "u-alpha",
    "cu_alpha": "cu-alpha",
    "coverage": "Coverage",
    "token_alpha": "Token alpha",
}
KIND_WORDS = dict(
    zip(KINDS, ("Same", "Edges", "Label", "Label and edges", "Left out"), strict=True)
)


def alphas_of(report: Report, look: Look, policy: Policy) -> Figures:
    """Return the alphas of each label, and how u-alpha reads by the lower end of its interval."""
    columns = ("Label", "u-alpha", "Reads as", *list(ALPHAS.values())[1:])
    rows = []
    for one in (report.overall, *report.by_label):
        title, cell = _title(one.label, look), _behind(report, one.label)
        first, *rest = (
            _value(f"{title}, {ALPHAS[name]}", _figure(one, name), cell) for name in ALPHAS
        )
        verdict = verdict_of(one.u_alpha, policy)
        said = Item(f"{title}, u-alpha reads as: {verdict}", cell)
        rows.append((title, (first, Value(verdict, said, plain=verdict), *rest)))
    return Figures(columns, tuple(rows))


def kappas_of(report: Report, look: Look) -> Figures:
    """Return the kappa of each pair of annotators for each label."""
    titles = [title_of(label, look) for label in report.labels]
    rows = []
    for pair in report.by_pair:
        two = (pair.left, pair.right)
        name = " and ".join(map(shown, two))
        values = tuple(
            _value(f"{name}, {title}, token kappa", figure, _if_some(figure, "pair", *two, label))
            for label, title, figure in zip(report.labels, titles, pair.token_kappa, strict=True)
        )
        rows.append((name, values))
    return Figures(("Pair", *titles), tuple(rows))


def kinds_of(report: Report, look: Look) -> Figures:
    """Return how often spans were marked alike, and in which way they differed."""
    rows = []
    for label, counts in report.kinds.items():
        title = _title(label, look)
        values = []
        for kind, count in zip(KINDS, counts, strict=True):
            said = f"{title}, {KIND_WORDS[kind].lower()}: {counted(count, 'time')}"
            cell = ("kind", label, kind) if count else None
            values.append(Value(f"{count:,}", Item(said, cell), plain=count))
        rows.append((title, tuple(values)))
    return Figures(("Label", *KIND_WORDS.values()), tuple(rows))


def attributes_of(report: Report, look: Look) -> Figures:
    """Return the kappa of each attribute."""
    rows = []
    for one in report.attributes:
        attribute = one_line(one.attribute.replace("_", " "), LONGEST)
        name = f"{_title(one.label, look)}, {attribute}"
        cell = _if_some(one.kappa, "attribute", one.label, one.attribute)
        rows.append((name, (_value(f"{name}, kappa", one.kappa, cell),)))
    return Figures(("Attribute", "Kappa"), tuple(rows))


def relations_of(report: Report, words: Mapping[str, str]) -> Figures:
    """Return the F1 of each kind of relation."""
    rows = []
    for one in report.relations:
        name = one_line(words.get(one.relation, one.relation), LONGEST).capitalize()
        rows.append((name, (_value(f"{name}, F1", one.f1, ("relation", one.relation)),)))
    return Figures(("Relation", "F1"), tuple(rows))


def _title(label: str, look: Look) -> str:
    return title_of(label, look) if label else ALL


def _figure(one: LabelFigures, name: str) -> Figure:
    found: Figure = getattr(one, name)
    return found


def _behind(report: Report, label: str) -> Cell | None:
    """Return what stands behind the figures of a label: its differences, if there are any."""
    return ("label", label) if any(report.kinds.get(label, ())[1:]) else None


def _if_some(figure: Figure, *cell: str) -> Cell | None:
    """Return what is asked for, where there is a figure."""
    return None if figure.value is None else cell


def _value(name: str, figure: Figure, cell: Cell | None) -> Value:
    has = figure.low is not None and figure.high is not None
    quiet = f"{number(figure.low)} to {number(figure.high)}" if has else ""
    bounds = (figure.low, figure.high)
    said = Item(f"{name}: {figure_words(figure)}", cell)
    why = figure.why if figure.value is None else ""
    return Value(number(figure.value), said, quiet, figure.value, bounds, why)
