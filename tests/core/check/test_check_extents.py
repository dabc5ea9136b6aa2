"""Rules about length, paragraphs and open talk."""

from typing import TYPE_CHECKING

import pytest

from annotator.core.annotation import Span

if TYPE_CHECKING:
    from tests.core.check.conftest import Maker


def test_w11_tells_of_very_short_claims_but_not_of_whole_sentences(bench: "Maker") -> None:
    on = bench("The mill closed. “It rained 🌧️. Zero reports,” he said.")
    on.span("claim", "The mill", "short")
    on.span("claim", "It rained", "sentence")
    on.span("claim", "Zero reports")
    assert [problem.marks for problem in on.of("W11")] == [("short",)]


@pytest.mark.parametrize(("rule", "label", "size"), [("W12", "claim", 401), ("W13", "actor", 81)])
def test_w12_and_w13_measure_code_points(bench: "Maker", rule: str, label: str, size: int) -> None:
    on = bench("x" * 900)
    on.at(label, 0, size, "long")
    on.at(label, 0, size - 1, "fits")
    assert [problem.marks for problem in on.of(rule)] == [("long",)]


def test_w14_splits_at_the_paragraph(bench: "Maker") -> None:
    on = bench("It rained all day.\n\nIt hailed all night, too.")
    on.span("claim", "rained all day.\n\nIt hailed")
    (problem,) = on.of("W14")
    after = on.mended(problem)
    pieces = sorted((i for i in after.values() if isinstance(i, Span)), key=lambda one: one.start)
    assert [one.text for one in pieces] == ["rained all day.", "It hailed"]


def test_w14_lets_a_quote_run_on_and_a_line_wrap(bench: "Maker") -> None:
    on = bench("“It rained.\n\n“It hailed,” he\nsaid to us all day.")
    on.span("quote", "“It rained.\n\n“It hailed,”")
    on.span("claim", "he\nsaid to us")
    assert on.of("W14") == []


def test_w24_tells_of_what_is_up_for_discussion(bench: "Maker") -> None:
    on = bench("It rained all day.")
    on.items.append(Span("s1", "claim", 0, 9, "It rained", (("voice", "author"),), discuss="Hm?"))
    (problem,) = on.of("W24")
    after = on.mended(problem)["s1"]
    assert isinstance(after, Span)
    assert after.discuss == ""
