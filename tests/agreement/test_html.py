"""The page is well-formed, loads nothing, escapes all that comes from outside, and says it all."""

from html.parser import HTMLParser
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given

from annotator.agreement.definitions import DEFINITIONS
from annotator.agreement.html import Wording, html_page
from annotator.agreement.report import KINDS, Figure, Report
from annotator.agreement.svg import Row, forest, histogram
from annotator.agreement.tables import LABEL_MEASURES
from annotator.core.policy import Policy
from tests.agreement.reports import HALF, NONE, REPORT, label_figures, reports

VOID = {"meta", "br", "img", "link", "hr", "input"}
HOSTILE = '<script>alert(1)</script> & "x" \'\u202e'
WORDING = Wording(
    "Pilot <2>",
    ["Claims do not.", "Overall."],
    {"claim": ("Claim", "#1A6BC9")},
    Policy(),
    "2 articles",
    {"a-1": "Ferry <late>"},
)


class Reader(HTMLParser):
    """Reads a page: its words, its tags, what it would load; refuses tags that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [name for name, _ in attrs if name in {"src", "href", "onload", "onclick"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_says_every_figure_with_its_interval_n_definition_and_source() -> None:
    read = Reader(html_page(REPORT, WORDING))
    for words in ("Pilot <2>", "Claims do not.", "0.60 (0.50 to 0.70)", "n 20", "n/a"):
        assert words in read.words
    for one in DEFINITIONS:
        assert one.title in read.words
        assert one.words in read.words
        assert one.source in read.words
    for words in ("Only ann finished it.", "fewer than 30 articles", "Claim", "quote", "+1", "−2"):
        assert words in read.words


def test_what_is_none_is_said_with_its_reason_and_articles_by_their_titles() -> None:
    read = Reader(html_page(REPORT, WORDING))
    tables = 3  # of measures, of kappa, of attributes and relations
    assert read.words.count("n/a: Nobody marked it.") == tables
    assert "Ferry <late>" in read.words
    assert "a-1" not in read.words
    assert "=cmd" in read.words


def test_alpha_is_judged_by_what_the_project_wants() -> None:
    read = Reader(html_page(REPORT, WORDING._replace(policy=Policy(firm=0.25, tentative=0.2))))
    assert "Firm from 0.25, tentative from 0.20" in read.words
    assert "firm" in read.words
    assert "not yet" in Reader(html_page(REPORT, WORDING)).words


class Tables(HTMLParser):
    """Reads the tables of a page: their heads, and their rows with the first cell."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[list[list[str]]] = []
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.found.append([])
        elif tag == "tr":
            self.found[-1].append([])
        elif tag in {"th", "td"}:
            if not self.found[-1][-1:]:
                self.found[-1].append([])
            self.found[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in {"th", "td"}

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.found[-1][-1][-1] += data


def test_each_figure_stands_under_its_heading() -> None:
    found = Tables(html_page(REPORT, WORDING)).found
    for rows in found:
        assert {len(row) for row in rows} == {len(rows[0])}, f"as many cells as heads: {rows[0]}"
    (heads, *rows) = next(one for one in found if "Reads as" in one[0])
    titles = {one.key: one.title for one in DEFINITIONS}
    measures = [titles[name] for name in LABEL_MEASURES]
    judged = measures.index(titles["u_alpha"]) + 1
    assert heads == ["Label", *measures[:judged], "Reads as", *measures[judged:]]
    under = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [one["Label"] for one in under] == ["Claim", "quote", "All labels"]
    assert [one["Reads as"] for one in under] == ["not yet"] * 3
    claim = under[0]
    assert claim[titles["u_alpha"]] == claim[titles["exact"]] == "0.50 (0.25 to 0.75) n 12"
    assert claim[titles["token_alpha"]] == "-0.12 n 80"
    assert under[1][titles["exact"]] == "n/a"


@given(reports())
def test_any_table_has_a_cell_for_each_heading(report: Report) -> None:
    found = Tables(html_page(report, Wording("P", [], {}, Policy(), "", {}))).found
    assert all(len({len(row) for row in rows}) == 1 for rows in found)


def test_what_else_is_told_in_tables_is_told_whole() -> None:
    titles = {one.key: one.title for one in DEFINITIONS}
    found = {tuple(rows[0]): rows[1:] for rows in Tables(html_page(REPORT, WORDING)).found}
    heads = ("Label", *(kind.capitalize() for kind in KINDS))
    kinds = found[heads]
    assert kinds == [["All labels", "5", "2", "1", "0", "2"], ["Claim", "3", "2", "0", "0", "1"]]
    assert found["", "", "Agreement"] == [
        ["Claim", "voice", "0.50 (0.25 to 0.75) n 12"],
        ["Relation", "attributed to", "n/a"],
    ]
    pairs = next(rows for top, rows in found.items() if top[:3] == ("", "", titles["exact"]))
    assert pairs == [["ann", "bob", "0.50 (0.25 to 0.75) n 12", "0.50 (0.25 to 0.75) n 12"]]


def test_the_confusion_counts_what_both_marked_once_as_the_page_does() -> None:
    read = Reader(html_page(REPORT, WORDING))
    assert "57 % 2" in read.words, "4 of 7 in the row, which are 2 pairs"
    assert "14 % 1" in read.words


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = html_page(REPORT, WORDING)
    read = Reader(page)
    assert read.loads == []
    assert not {"script", "link", "img", "iframe", "object"} & set(read.tags)
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_names_from_outside_stay_words() -> None:
    report = Report(
        annotators=(HOSTILE, "b"),
        labels=(HOSTILE,),
        documents=1,
        overall=label_figures(""),
        by_label=(label_figures(HOSTILE),),
        confusion=((1, 2), (3, 0)),
        kinds={HOSTILE: (1, 1, 1, 1, 1)},
        left_out=((HOSTILE, HOSTILE),),
        warnings=(HOSTILE,),
    )
    read = Reader(
        html_page(report, Wording(HOSTILE, [HOSTILE], {}, Policy(), HOSTILE, {HOSTILE: HOSTILE}))
    )
    assert "script" not in read.tags
    assert read.words.count(HOSTILE) >= 7


@given(reports())
def test_any_report_makes_a_sound_page(report: Report) -> None:
    page = html_page(report, Wording("P", [], {}, Policy(), "", {}))
    Reader(page)
    assert ">nan" not in page


@pytest.mark.parametrize("goal", [0.0, 0.8, 1.0])
def test_the_plot_of_labels_is_sound_and_its_dots_lie_on_the_scale(goal: float) -> None:
    rows = [
        Row("Claim", "#1A6BC9", HALF, Figure(0.9, 0.8, 1.0, 3)),
        Row("<Q>", "#0A5C45", NONE, NONE),
        Row("Low", "#000000", Figure(-0.4, -0.5, -0.1), Figure(0.0)),
    ]
    plot = Xml.fromstring(forest(rows, goal))  # noqa: S314 our own
    wide = float(plot.attrib["width"])
    circles = [one for one in plot.iter() if one.tag.endswith("circle")]
    assert len(circles) == 4
    assert all(0 <= float(one.attrib["cx"]) <= wide for one in circles)
    xs = [float(one.attrib["cx"]) for one in circles]
    assert xs[0] > xs[1], "overlap is drawn first, and is more than same words"
    said = next(one.text or "" for one in plot.iter() if one.tag.endswith("title"))
    assert "<Q>: n/a for same words" in said


def test_the_bars_of_edges_show_those_apart_by_less_than_a_word_too() -> None:
    plot = Xml.fromstring(histogram(REPORT))  # noqa: S314 our own
    bars = [one for one in plot.iter() if one.tag.endswith("rect")]
    assert len(bars) == 3
    said = next(one.text or "" for one in plot.iter() if one.tag.endswith("title"))
    assert said.endswith("less than a word. −2: 1, 0: 17, +1: 2")
    assert histogram(Report((), (), 0, label_figures(""))) == ""
