"""Edges by keys: what a step takes in, the step back lets go of, quotation marks included."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.projects.opening import make_project
from annotator.transfer.importing import import_text
from annotator.ui.house.house import House
from tests.journeys.person import K, Person

QUOTE = "“Nobody asked us,”"
ARABIC = "Wells\n\nقال الوزير: «لم يسأل أحد». وأضاف سليم.\n"


def test_a_quote_that_took_in_a_word_lets_go_of_it_and_keeps_its_mark(person: Person) -> None:
    person.mark("Nobody asked us", K.Key_Q)
    assert person.focused == QUOTE
    person.press(K.Key_Less)
    assert person.focused.endswith(QUOTE)
    assert person.focused != QUOTE
    person.press(K.Key_Greater)
    assert person.focused == QUOTE
    person.press(K.Key_Period)
    assert person.focused == f"{QUOTE} said"
    person.press(K.Key_Comma)
    assert person.focused == QUOTE
    person.press(K.Key_Comma)
    assert person.focused == "“Nobody asked us"
    person.press(K.Key_Period)
    assert person.focused == QUOTE


def test_an_edge_finds_back_to_where_no_step_would_stop(person: Person) -> None:
    start = person.text.index("Nobody")
    person.view.select(start, start + len("Nobody asked us,"))
    person.press(K.Key_C)
    assert person.focused == "Nobody asked us,", "inside the quotation marks"
    person.press(K.Key_Period, times=2)
    assert person.focused == "Nobody asked us,” said"
    person.press(K.Key_Comma, times=2)
    assert person.focused == "Nobody asked us,"
    person.press(K.Key_Comma)
    assert person.focused == "Nobody asked us"


def test_in_a_selection_too(person: Person) -> None:
    start = person.text.index(QUOTE)
    person.view.select(start, start + len(QUOTE))
    person.press(K.Key_Less)
    person.press(K.Key_Greater)
    assert person.chosen == QUOTE


WAYS = ((K.Key_Period, K.Key_Comma), (K.Key_Comma, K.Key_Period))
ARABIC_MARKS = ("لم يسأل أحد", "«لم يسأل أحد»", "«لم يسأل أحد».", "سليم", "سليم.")


@pytest.fixture
def reader(qtbot: QtBot, open_house: Callable[[Path | None], House], tmp_path: Path) -> Person:
    path = tmp_path / "wells.quoth"
    with make_project(path, name="Wells") as project:
        import_text(project.store, project.scheme, ARABIC, title="Wells")
    return Person(qtbot, open_house(path))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("words", ARABIC_MARKS)
def test_from_right_to_left_as_well(reader: Person, words: str, way: tuple[K, K]) -> None:
    start = reader.text.index(words)
    reader.view.select(start, start + len(words))
    reader.press(K.Key_C)
    assert reader.focused == words
    reader.press(way[0])
    if reader.focused != words:  # the text may end there
        reader.press(way[1])
    assert reader.focused == words


BOTH = "Wells\n\nنفت الوزارة الخبر.\n\nThe firm denied that two boats were gone.\n"


@pytest.fixture
def both_ways(qtbot: QtBot, open_house: Callable[[Path | None], House], tmp_path: Path) -> Person:
    """Someone who reads an article with a paragraph in Arabic and one in English."""
    path = tmp_path / "both.quoth"
    with make_project(path, name="Both") as project:
        import_text(project.store, project.scheme, BOTH, title="Both")
    return Person(qtbot, open_house(path))


def _mark(person: Person, first: str, last: str) -> None:
    person.view.select(BOTH.index(first), BOTH.index(last) + len(last))
    person.press(K.Key_C)


def test_an_edge_goes_the_way_of_the_paragraph_that_it_stands_in(both_ways: Person) -> None:
    person = both_ways
    _mark(person, "الوزارة", "firm")
    person.press(K.Key_Period)
    assert person.focused.endswith("The firm denied")
    person.press(K.Key_Comma, times=2)
    assert person.focused.endswith("\n\nThe")
    person.press(K.Key_Greater)
    assert person.focused.startswith("نفت الوزارة"), "to the right, where the text begins"


@pytest.mark.parametrize("fine", [False, True])
def test_a_step_back_undoes_the_step_that_led_where_text_runs_the_other_way(
    both_ways: Person, *, fine: bool
) -> None:
    person = both_ways
    _mark(person, "الوزارة", "الخبر.")
    if fine:
        person.press(K.Key_F)
    person.press(K.Key_Comma)
    person.press(K.Key_Comma)
    assert person.focused.endswith("Th" if fine else "The firm")
    person.press(K.Key_Period, times=2)
    assert person.focused.endswith("الخبر.")


def test_by_character_an_edge_passes_over_the_space_before_it(person: Person) -> None:
    person.mark("two", K.Key_C)
    person.press(K.Key_F)
    person.press(K.Key_Period)
    assert person.focused == "two b"
    person.press(K.Key_Comma)
    assert person.focused == "two"
    person.press(K.Key_Less)
    assert person.focused == "d two"
