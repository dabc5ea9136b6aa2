"""Rules about where a mark begins and ends."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.check.conftest import Maker


def test_e05_grows_to_the_whole_character(bench: "Maker") -> None:
    on = bench("A family 👨‍👩‍👧 came")
    on.at("claim", 2, 10)
    (problem,) = on.of("E05")
    assert problem.message == "Ends inside a character"
    assert on.mended_text(problem) == "family 👨‍👩‍👧"


def test_e05_tells_of_a_start_after_a_base_letter_and_inside_crlf(bench: "Maker") -> None:
    on = bench("cafe\u0301 one\r\ntwo")
    on.at("claim", 4, 9, "accent")
    on.at("claim", 10, 13, "line")
    assert {problem.marks[0] for problem in on.of("E05")} == {"accent", "line"}


@pytest.mark.parametrize(
    ("start", "end"), [(3, 8), (4, 9), (3, 9)], ids=["before", "after", "both"]
)
def test_e06_trims(bench: "Maker", start: int, end: int) -> None:
    on = bench("The mill\u200b closed")
    on.at("actor", start, end)
    (problem,) = on.of("E06")
    assert on.mended_text(problem) == "mill"


def test_e06_takes_away_what_is_nothing_but_blank(bench: "Maker") -> None:
    on = bench("The mill \u00a0 closed")
    span = on.at("actor", 8, 11)
    (problem,) = on.of("E06")
    assert span.id not in on.mended(problem)


def test_w01_takes_in_the_whole_word(bench: "Maker") -> None:
    on = bench("The harbour board met.")
    on.at("actor", 6, 15)
    (problem,) = on.of("W01")
    assert problem.message == "Starts and ends inside a word"
    assert on.mended_text(problem) == "harbour board"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("政府は否定した。", "政府"),
        ("The mill’s owner", "mill"),
        ("a Tarle-led plan", "Tarle"),
        ("It was “grim”.", "grim"),
        ("It cost 6 % more", "6"),
    ],
)
def test_w01_leaves_scripts_without_spaces_and_possessives_alone(
    bench: "Maker", text: str, words: str
) -> None:
    on = bench(text)
    on.span("claim", words)
    assert on.of("W01") == []


@pytest.mark.parametrize(
    ("text", "words"), [("The 1,500 men", "500"), ("They didn’t go", "didn"), ("naïvely so", "ïve")]
)
def test_w01_sees_numbers_and_apostrophes(bench: "Maker", text: str, words: str) -> None:
    on = bench(text)
    on.span("claim", words)
    assert len(on.of("W01")) == 1


def test_w22_leaves_out_the_introducing_word(bench: "Maker") -> None:
    on = bench("He said that the wall was sound. That was all.")
    on.span("claim", "that the wall was sound")
    on.span("claim", "That was all")
    (problem,) = on.of("W22")
    assert on.mended_text(problem) == "the wall was sound"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("that was not so", False),
        ("that wasn’t so", False),
        ("that  would have been too late", False),
        ("that wasps were there", True),
        ("that May had gone", True),
        ("that Will had gone", True),
        ("that the wall was sound", True),
        ("that: was it so", False),
    ],
)
def test_w22_leaves_the_pronoun_alone(bench: "Maker", words: str, *, found: bool) -> None:
    on = bench(f"He said {words}.")
    on.span("claim", words)
    assert bool(on.of("W22")) is found


def test_w22_knows_other_languages_and_elision(bench: "Maker") -> None:
    on = bench("Il dit qu’il viendra. قال أن الماء قليل.")
    on.span("claim", "qu’il viendra")
    on.span("claim", "أن الماء قليل")
    assert [on.mended_text(p) for p in on.of("W22")] == ["il viendra", "الماء قليل"]
    assert on.of("W22", language="en") == []


def test_i13_ends_before_the_comma(bench: "Maker") -> None:
    on = bench("Ilka Fenwright, a farmer, asked 1,500 men.")
    on.span("actor", "Ilka Fenwright, a farmer")
    on.span("actor", "1,500 men")
    (problem,) = on.of("I13")
    assert on.mended_text(problem) == "Ilka Fenwright"


def test_i23_leaves_out_the_stop(bench: "Maker") -> None:
    on = bench("The wall was sound. It fell in the U.S. and elsewhere. Who knew?! By J. Smith.")
    on.span("claim", "The wall was sound.")
    on.span("claim", "It fell in the U.S.")
    on.span("claim", "Who knew?!")
    on.span("claim", "By J.")
    assert [on.mended_text(p) for p in on.of("I23")] == ["The wall was sound", "Who knew"]


def test_e05_says_which_edge_parts_a_character(bench: "Maker") -> None:
    on = bench("A family 👨‍👩‍👧 came")
    on.at("actor", 10, 19)
    (found,) = on.of("E05")
    assert found.message == "Starts inside a character"


def test_e06_tells_of_the_space_before_the_next_word(bench: "Maker") -> None:
    on = bench("The mill closed")
    on.at("actor", 4, 9)
    (found,) = on.of("E06")
    assert on.mended_text(found) == "mill"


def test_w22_looks_at_every_claim(bench: "Maker") -> None:
    on = bench("They say that was untrue. They say that it rained.")
    on.span("claim", "that was untrue", "a")
    on.span("claim", "that it rained", "b")
    assert [one.marks for one in on.of("W22")] == [("b",)]
