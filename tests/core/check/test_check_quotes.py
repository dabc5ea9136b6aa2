"""Rules about quotation marks."""

from typing import TYPE_CHECKING

import pytest

from annotator.core.annotation import Relation, Span
from annotator.core.document import Region

if TYPE_CHECKING:
    from tests.core.check.conftest import Maker


def test_w02_tells_of_marks_that_do_not_match(bench: "Maker") -> None:
    on = bench("He said “it rained and left. “It hailed,” he said.")
    on.span("quote", "“it rained and left", "open")
    on.span("quote", "“It hailed,”")
    assert [problem.marks for problem in on.of("W02")] == [("open",)]


@pytest.mark.parametrize(
    ("text", "words", "mended"),
    [
        ("He said “it rained and left” us.", "“it rained", "“it rained and left”"),
        ("He said “it rained and left” us.", "and left”", "“it rained and left”"),
        ("“It rained,” he said. “It hailed.”", "rained,” he said. “It", "@all"),
        ("“It rained,” he said. “It hailed.”", "“It rained,” he said. “", "“It rained,” he said."),
        ("“It rained.” “It hailed.”", "” “It hailed.”", "“It hailed.”"),
        ("قال: «لدينا صور للأقفال» أمس.", "«لدينا صور", "«لدينا صور للأقفال»"),
        ("Er sagte: „Es regnet heute.“", "„Es regnet", "„Es regnet heute.“"),
        ("“He said ‘it rained’ twice,” said Teo.", "“He said ‘it", "“He said ‘it rained’ twice,”"),
    ],
)
def test_w02_takes_the_partner_in_or_leaves_the_lone_mark_out(
    bench: "Maker", text: str, words: str, mended: str
) -> None:
    on = bench(text)
    on.span("quote", words)
    (problem,) = on.of("W02")
    assert on.mended_text(problem) == (text if mended == "@all" else mended)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “it rained and left.", "“it rained"),  # never closed
        ("“It rained.\n\n“It hailed.”", "“It rained."),  # closed in another paragraph
        ("He said “it rained. It hailed” and ” again.", "it hailed” and ”"),
    ],
)
def test_w02_offers_nothing_where_it_is_not_sure(bench: "Maker", text: str, words: str) -> None:
    on = bench(text)
    start = text.lower().index(words.lower())
    on.at("quote", start, start + len(words))
    (problem,) = on.of("W02")
    assert problem.fixes == ()


def test_w03_asks_for_marks_where_the_form_has_them(bench: "Maker") -> None:
    on = bench("He said it rained, and “it hailed,” too.")
    on.span("quote", "it rained", "bare")
    on.span("quote", "“it hailed,”")
    assert [problem.marks for problem in on.of("W03")] == [("bare",)]
    on.items.clear()
    on.span("quote", "it rained", form="indirect")
    assert on.of("W03") == []


@pytest.mark.parametrize("words", ["It rained all day", "It rained all day,", "“It rained all day"])
def test_w04_takes_the_marks_in(bench: "Maker", words: str) -> None:
    on = bench("So: “It rained all day,” he said.")
    on.span("quote", words)
    (problem,) = on.of("W04")
    assert on.mended_text(problem) == "“It rained all day,”"
    assert on.of("W03") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said "it rained all day".', "it rained all day"),
        ("قال: «لدينا صور للأقفال».", "لدينا صور للأقفال"),
        ("Er sagte: „Es regnet heute.“", "Es regnet heute."),
    ],
)
def test_w04_knows_many_marks(bench: "Maker", text: str, words: str) -> None:
    on = bench(text)
    on.span("quote", words)
    assert len(on.of("W04")) == 1


def test_w04_is_still_where_the_marks_lie_inside(bench: "Maker") -> None:
    on = bench("So: “It rained ‘all’ day,” he said.")
    on.span("quote", "“It rained ‘all’ day,”")
    assert on.of("W04") == []


def test_w05_splits_round_the_reporting_clause(bench: "Maker") -> None:
    on = bench("“It rained,” said Teo. “It hailed as well.”")
    span = on.span("quote", on.text)
    (problem,) = on.of("W05")
    after = on.mended(problem)
    first, second = sorted(
        (i for i in after.values() if isinstance(i, Span)), key=lambda one: one.start
    )
    assert (first.id, first.text) == (span.id, "“It rained,”")
    assert second.text == "“It hailed as well.”"
    (link,) = [item for item in after.values() if isinstance(item, Relation)]
    assert (link.source, link.target) == (second.id, first.id)


def test_w05_keeps_the_quoted_words(bench: "Maker") -> None:
    on = bench("“It rained,” said Teo.")
    on.span("quote", "“It rained,” said Teo")
    (problem,) = on.of("W05")
    assert on.mended_text(problem) == "“It rained,”"


def test_w05_lets_words_that_report_stand_inside_the_marks(bench: "Maker") -> None:
    on = bench("“He said it would rain,” Teo recalled.")
    on.span("quote", "“He said it would rain,”")
    assert on.of("W05") == []


def test_i18_offers_to_mark_quoted_words(bench: "Maker") -> None:
    on = bench("“It rained the whole day,” said Teo. “Short one.” “Tap here to read on now.”")
    start = on.text.index("“Tap")
    on.regions = [Region("g1", start, len(on.text), "boilerplate")]
    (problem,) = on.of("I18")
    assert problem.marks == ()
    (made,) = problem.fixes[0].change.added
    assert isinstance(made, Span)
    assert (made.text, made.label) == ("“It rained the whole day,”", "quote")
    on.items.append(made)
    assert on.of("I18") == []
