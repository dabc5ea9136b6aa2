"""A report as one HTML page: no network, no script, plots inside; opens anywhere and prints."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from annotator.agreement.definitions import DEFINITIONS, FINISHED, INTERVAL
from annotator.agreement.report import KINDS, NOTHING, Figure, Report
from annotator.agreement.svg import Row, forest, histogram
from annotator.agreement.tables import LABEL_MEASURES, shown
from annotator.agreement.words import CONFUSION, OTHERS, thresholds, verdict_of
from annotator.assets import asset
from annotator.core.policy import Policy

_HEADINGS = {one.key: one.title for one in DEFINITIONS}
_LEAST = 0.005  # a share that is told in hundredths
_MOST_ARTICLES = 200  # lines of the table of articles; the CSV has them all


class Wording(NamedTuple):
    """What a page says besides its figures.

    `title` is the project's name, `sentences` what the figures come to, `labels` (title, colour)
    by label, `policy` what the project wants of them, `scope` what was measured, in words,
    `articles` the titles of articles by id, which stand for them where there are none.
    """

    title: str
    sentences: Sequence[str]
    labels: dict[str, tuple[str, str]]
    policy: Policy
    scope: str
    articles: Mapping[str, str]


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
        _articles(report, wording),
        _left_out(report, wording),
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
    words += f"The goal is {wording.policy.goal:g}."
    return _section("Agreement by label", words, forest(rows, wording.policy.goal))


def _measures(report: Report, wording: Wording) -> str:
    rows, figures = [], []
    for one in (*report.by_label, report.overall):
        told = [getattr(one, name) for name in LABEL_MEASURES]
        figures += told
        cells = [_cell(figure) for figure in told]
        cells.insert(LABEL_MEASURES.index("u_alpha") + 1, verdict_of(one.u_alpha, wording.policy))
        rows.append([_title(one.label, wording) if one.label else "All labels", *cells])
    heads = ["Label", *(_HEADINGS[name] for name in LABEL_MEASURES)]
    heads.insert(heads.index(_HEADINGS["u_alpha"]) + 1, "Reads as")
    table = _table(heads, rows) + _reasons(figures)
    return _section("All measures by label", thresholds(wording.policy), table)


def _reasons(figures: Iterable[Figure]) -> str:
    """Return why figures are missing, each reason once; "" where none is."""
    whys = dict.fromkeys(one.why for one in figures if one.value is None)
    said = " ".join(filter(None, whys))
    return f'<p class="none">n/a: {escape(said)}</p>' if said else ""


def _confusion(report: Report, wording: Wording) -> str:
    names = [*(_title(name, wording) for name in report.labels), NOTHING]
    rows = []
    for place, (name, counts) in enumerate(zip(names, report.confusion, strict=False)):
        whole = report.row_total(place)
        cells = [_shaded(count, whole, both=at == place) for at, count in enumerate(counts)]
        rows.append([name, *cells])
    if not any(map(sum, report.confusion)):
        return ""
    words = f"{CONFUSION} {OTHERS}" if any(report.others) else CONFUSION
    return _section("What one marked, what the other marked", words, _table(["", *names], rows))


def _shaded(count: int, whole: int, *, both: bool) -> str:
    """Return a share of a row with its count; what both marked is in the row twice."""
    if not count:
        return ""
    share, times = count / whole, count // 2 if both else count
    said = f"{share:.0%}".replace("%", " %") if share >= _LEAST else "&lt;1 %"
    return f'<span class="share" style="--share:{share:.2f}">{said}</span> {times:,}'


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
        "Edges of paired spans, in words earlier (−) or later (+); 0 is apart by less than a word, "
        "as by a final stop. Those that agree are left out."
    )
    return _section("Where edges differ", words, plot) if plot else ""


def _pairs(report: Report) -> str:
    rows = [
        [escape(one.left), escape(one.right), _cell(one.exact), _cell(one.relaxed)]
        for one in report.by_pair
    ]
    heads = ["", "", _HEADINGS["exact"], _HEADINGS["relaxed"]]
    whys = _reasons(one.exact for one in report.by_pair)
    return _section("Who agrees with whom", "", _table(heads, rows) + whys) if rows else ""


def _kappas(report: Report, wording: Wording) -> str:
    rows = [
        [escape(one.left), escape(one.right), *map(_cell, one.token_kappa)]
        for one in report.by_pair
    ]
    heads = ["", "", *(_title(name, wording) for name in report.labels)]
    whys = _reasons(figure for one in report.by_pair for figure in one.token_kappa)
    return _section("Token kappa by pair", "", _table(heads, rows) + whys) if rows else ""


def _properties(report: Report, wording: Wording) -> str:
    rows = [
        [_title(one.label, wording), _spaced(one.attribute), _cell(one.kappa)]
        for one in report.attributes
    ]
    rows += [["Relation", _spaced(one.relation), _cell(one.f1)] for one in report.relations]
    words = "Kappa of attributes, F1 of relations."
    table = _table(["", "", "Agreement"], rows)
    figures = [*(one.kappa for one in report.attributes), *(one.f1 for one in report.relations)]
    return _section("Attributes and relations", words, table + _reasons(figures)) if rows else ""


def _articles(report: Report, wording: Wording) -> str:
    worst = sorted(report.by_article, key=lambda one: (-one.differing, one.document))
    rows = [
        [
            _article(one.document, wording),
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


def _left_out(report: Report, wording: Wording) -> str:
    listed = report.left_out[:_MOST_ARTICLES]
    rows = [[_article(article, wording), escape(why)] for article, why in listed]
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
    value, between = shown(figure), ""
    if " " in value:
        value, rest = value.split(" ", 1)
        between = f' <span class="between">{escape(rest)}</span>'
    return f'{value}{between} <span class="n">n {figure.n:,}</span>'


def _article(document: str, wording: Wording) -> str:
    return escape(wording.articles.get(document) or document)


def _spaced(name: str) -> str:
    return escape(name.replace("_", " "))


def _named(label: str, wording: Wording) -> tuple[str, str]:
    return wording.labels.get(label, (label, "#1E1F23"))


def _title(label: str, wording: Wording) -> str:
    return escape(_named(label, wording)[0])
