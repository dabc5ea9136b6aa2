"""The page is well-formed, loads nothing, escapes all that comes from outside, and says it all."""

from html.parser import HTMLParser
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given

from annotator.agreement.definitions import DEFINITIONS
from annotator.agreement.html import Wording, html_page
from annotator.agreement.report import Figure, Report
from annotator.agreement.svg import Row, forest, histogram
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
    assert "n/a: Nobody marked it." in read.words
    assert "Ferry <late>" in read.words
    assert "a-1" not in read.words
    assert "=cmd" in read.words


def test_alpha_is_judged_by_what_the_project_wants() -> None:
    read = Reader(html_page(REPORT, WORDING._replace(policy=Policy(firm=0.25, tentative=0.2))))
    assert "Firm from 0.25, tentative from 0.20" in read.words
    assert "firm" in read.words
    assert "not yet" in Reader(html_page(REPORT, WORDING)).words


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
