"""The lines of articles done, and the table of who has done what."""

from datetime import date

import pytest
from PySide6.QtGui import QFontMetricsF

from annotator.ui.plots.curve import LEFT, day_words, spread, ticks
from annotator.ui.plots.of_progress import curve_of, curve_words, missing_words, paces_of
from annotator.ui.theme import ui_font
from tests.ui.plots.reports import Pace, paces


def test_each_who_finished_something_has_a_line() -> None:
    idle = Pace("Dora", 60, 0)
    drawing = curve_of([*paces(), idle])
    assert [(one.name, one.done) for one in drawing.series] == [
        ("Anke", 46),
        ("Badr", 51),
        ("Chloé", 38),
    ]
    assert drawing.goal == 60
    assert drawing.items[0].words == "Anke Nowak: 46 of 60 articles done"


def test_the_words_above_name_the_load_only_where_it_is_the_same_for_all() -> None:
    assert curve_words(paces()) == "Of 60 each, by day."
    other = Pace("Dora", 40, 1, days=((date(2026, 3, 1), 1),))
    assert curve_words([*paces(), other]) == "By day."


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([], ""),
        ([Pace("A", 1, 1)], ""),
        ([Pace("A", 1, 0)], "A has not finished an article yet."),
        (
            [Pace("A", 1, 0), Pace("B", 1, 0), Pace("C", 1, 0)],
            "A, B and C have not finished an article yet.",
        ),
    ],
)
def test_who_is_missing_is_said(people: list[Pace], words: str) -> None:
    assert missing_words(people) == words


def test_a_pace_that_is_not_known_is_no_zero() -> None:
    values = paces_of([Pace("Dora", 60, 0, 2)]).rows[0][1]
    assert [value.words for value in values] == ["60", "0", "2", "0", "n/a", "n/a"]


def test_every_count_of_work_opens_the_articles_behind_it() -> None:
    (row,) = paces_of([Pace("Dora", 60, 3, 0, 1, per_day=1.5)]).rows
    assert [value.item.cell for value in row[1]] == [
        ("work", "Dora", "assigned"),
        ("work", "Dora", "done"),
        None,
        ("work", "Dora", "discarded"),
        ("work", "Dora", "done"),
        ("work", "Dora", "done"),
    ]
    line = curve_of(paces()).series[0].item
    assert line.cell == ("work", "Anke Nowak", "done")


def test_numbers_at_the_left_of_the_lines_have_the_room_that_they_need() -> None:
    few, many = (
        curve_of([Pace("A", goal, 3, days=((date(2026, 3, 4), 3),))]) for goal in (40, 10_000)
    )
    assert few.left == LEFT
    assert many.left > QFontMetricsF(ui_font(11)).horizontalAdvance("10,000")


@pytest.mark.parametrize("most", [0, 1, 2, 3, 7, 10, 46, 60, 99, 100, 1234, 10_000])
def test_lines_of_the_grid_are_few_round_and_begin_at_nothing(most: int) -> None:
    found = ticks(most)
    assert found[0] == 0
    assert found[-1] <= most
    assert len(found) <= 6
    assert len(found) == len(set(found))
    if most:
        assert len(found) >= 2


def test_names_at_the_ends_do_not_stand_on_one_another() -> None:
    assert spread([10, 11, 90], 15, 100) == [10, 25, 90]
    found = spread([98, 99, 100], 15, 100)
    assert found == [70, 85, 100]
    assert spread([50, 10], 15, 100) == [50, 10]


def test_a_day_is_short() -> None:
    assert day_words(date(2026, 3, 4)) == "4 Mar"
    assert day_words(date(2026, 3, 4), with_year=True) == "4 Mar 2026"


def test_one_day_of_work_is_drawn() -> None:
    drawing = curve_of([Pace("A", 0, 3, days=((date(2026, 3, 4), 3),))])
    assert drawing.table[1] == ["A", "2026-03-04", 3]
