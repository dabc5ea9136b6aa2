"""A report as one HTML page: no network, no script, plots inside; opens anywhere and prints."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from annotator.agreement.definitions import DEFINITIONS, FINISHED, INTERVAL
from annotator.agreement.report import KINDS, NOTHING, Figure, Report
from annotator.agreement.svg import Row, forest, histogram
from annotator.agreement.tables import LABEL_MEASURES, shown
from annotator.assets import asset

_HEADINGS = {one.key: one.title for one in DEFINITIONS}
_MOST_ARTICLES = 200  # lines of the table of articles; the CSV has them all


class Wording(NamedTuple):
    """What a page says besides its figures.

    `title` is the project's name, `sentences` what the figures come to, `labels` (title, colour)
    by label, `goal` the F1 that labels should reach, `scope` what was measured, in words.
    """

    title: str
    sentences: Sequence[str]
    labels: dict[str, tuple[str, str]]
    goal: float
    scope: str


def html_page(report: Report, wording: Wording) -> str:
    """Return the page. All that comes from outside is escaped; nothing is loaded from elsewhere."""
    sections = [
        _head(report, wording),
        _plot(report, wording),
        _measures(report, wording),
        _confusion(report, wording),
        _kinds(report, wording),
        _edges(report),
        _pairs(report),
        _kappas(report, wording),
        _properties(report, wording),
        _articles(report),
        _left_out(report),
        _definitions(),
    ]
    title = escape(f"Agreement: {wording.title}")
    style = asset("resources", "themes", "report.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style}</style></head><body><main>\n"
        + "\n".join(filter(None, sections))
        + "\n</main></body></html>\n"
    )


def _head(report: Report, wording: Wording) -> str:
    first, *rest = wording.sentences or ["There is nothing to measure."]
    warnings = "".join(f'<p class="warning">{escape(one)}</p>' for one in report.warnings)
    return (
        f'<p class="project">{escape(wording.title)}</p><h1>{escape(first)}</h1>'
        + "".join(f"<p>{escape(one)}</p>" for one in rest)
        + f'<p class="scope">{escape(wording.scope)}</p>{warnings}'
    )


def _plot(report: Report, wording: Wording) -> str:
    rows = [Row(*_named(one.label, wording), one.exact, one.relaxed) for one in report.by_label]
    if not rows:
        return ""
    words = "F1 with its interval. Filled: same words. Open: overlapping words. "
    words += f"The goal is {wording.goal:g}."
    return _section("Agreement by label", words, forest(rows, wording.goal))


def _measures(report: Report, wording: Wording) -> str:
    rows = [
        [
            _title(one.label, wording) if one.label else "All labels",
            *(_cell(getattr(one, name)) for name in LABEL_MEASURES),
        ]
        for one in (*report.by_label, report.overall)
    ]
    heads = ["Label", *(_HEADINGS[name] for name in LABEL_MEASURES)]
    return _section("All measures by label", "", _table(heads, rows))


def _confusion(report: Report, wording: Wording) -> str:
    names = [*(_title(name, wording) for name in report.labels), NOTHING]
    rows = []
    for name, counts in zip(names, report.confusion, strict=False):
        whole = sum(counts)
        cells = [_shaded(count, whole) for count in counts]
        rows.append([name, *cells])
    if not any(map(sum, report.confusion)):
        return ""
    words = "Share of each row and count; Nothing means that the other left it out."
    return _section("What one marked, what the other marked", words, _table(["", *names], rows))


def _shaded(count: int, whole: int) -> str:
    if not count:
        return ""
    share = count / whole
    return f'<span class="share" style="--share:{share:.2f}">{share:.0%}</span> {count:,}'


def _kinds(report: Report, wording: Wording) -> str:
    rows = [
        [_title(label, wording) if label else "All labels", *(f"{count:,}" for count in counts)]
        for label, counts in report.kinds.items()
    ]
    heads = ["Label", *(kind.capitalize() for kind in KINDS)]
    words = "Pairs of spans by how they differ, counted over all pairs of annotators."
    return _section("How marks differ", words, _table(heads, rows)) if rows else ""


def _edges(report: Report) -> str:
    plot = histogram(report)
    words = (
        "Edges of paired spans, in words earlier (−) or later (+); those that agree are left out."
    )
    return _section("Where edges differ", words, plot) if plot else ""


def _pairs(report: Report) -> str:
    rows = [
        [escape(one.left), escape(one.right), _cell(one.exact), _cell(one.relaxed)]
        for one in report.by_pair
    ]
    heads = ["", "", _HEADINGS["exact"], _HEADINGS["relaxed"]]
    return _section("Who agrees with whom", "", _table(heads, rows)) if rows else ""


def _kappas(report: Report, wording: Wording) -> str:
    rows = [
        [escape(one.left), escape(one.right), *map(_cell, one.token_kappa)]
        for one in report.by_pair
    ]
    heads = ["", "", *(_title(name, wording) for name in report.labels)]
    return _section("Token kappa by pair", "", _table(heads, rows)) if rows else ""


def _properties(report: Report, wording: Wording) -> str:
    rows = [
        [_title(one.label, wording), escape(one.attribute), _cell(one.kappa)]
        for one in report.attributes
    ]
    rows += [["Relation", escape(one.relation), _cell(one.f1)] for one in report.relations]
    words = "Kappa of attributes, F1 of relations."
    heads = ["", "", "Agreement"]
    return _section("Attributes and relations", words, _table(heads, rows)) if rows else ""


def _articles(report: Report) -> str:
    worst = sorted(report.by_article, key=lambda one: (-one.differing, one.document))
    rows = [
        [
            escape(one.document),
            escape(", ".join(one.annotators)),
            _cell(one.exact),
            _cell(one.relaxed),
            f"{one.differing:,}",
        ]
        for one in worst[:_MOST_ARTICLES]
    ]
    more = len(worst) - len(rows)
    words = (
        f"Those with most differences first; {more:,} more are left out here."
        if more
        else ("Those with most differences first.")
    )
    heads = ["Article", "Annotators", _HEADINGS["exact"], _HEADINGS["relaxed"], "Differences"]
    return _section("Articles", words, _table(heads, rows)) if rows else ""


def _left_out(report: Report) -> str:
    rows = [[escape(article), escape(why)] for article, why in report.left_out[:_MOST_ARTICLES]]
    more = len(report.left_out) - len(rows)
    words = f"{len(report.left_out):,} articles" + (
        f", {more:,} of them not listed." if more else "."
    )
    return _section("Left out", words, _table(["Article", "Why"], rows)) if rows else ""


def _definitions() -> str:
    rows = "".join(
        f"<dt>{escape(one.title)}</dt>"
        f"<dd>{escape(one.words)} <cite>{escape(one.source)}</cite></dd>"
        for one in DEFINITIONS
    )
    body = f"<dl>{rows}</dl><p>{escape(INTERVAL)}</p><p>{escape(FINISHED)}</p>"
    return _section("What the figures mean", "", body)


def _section(title: str, words: str, body: str) -> str:
    told = f"<p>{escape(words)}</p>" if words else ""
    return f"<section><h2>{escape(title)}</h2>{told}{body}</section>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells are HTML, heads and the first cell of a row may not be."""
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(f"<td>{cell}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _cell(figure: Figure) -> str:
    if figure.value is None:
        return f'<span class="none" title="{escape(figure.why)}">n/a</span>'
    return f'{escape(shown(figure))} <span class="n">n {figure.n:,}</span>'


def _named(label: str, wording: Wording) -> tuple[str, str]:
    return wording.labels.get(label, (label, "#1E1F23"))


def _title(label: str, wording: Wording) -> str:
    return escape(_named(label, wording)[0])
