"""A reading made of parts with the keyboard alone: rows, numbers, what is offered, ways out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.annotation import SetKey
from annotator.projects.opening import open_project
from annotator.store.documents import document_ids
from annotator.ui.house.house import House
from annotator.ui.panels.review.parts import PartsPicker
from tests.harbour import BADR, CHLOE, CLAIM, DENIAL, MILL, MILL_MARKS, finish, spans_on
from tests.journeys.lead import Lead, at_review
from tests.journeys.person import CTRL, K

ASKED = "it had asked twice"


def _picker(lead: Lead) -> PartsPicker:
    return lead.review.parts.card.parts


def _picked(lead: Lead) -> list[str]:
    """The number that each row shows as picked."""
    return [row.stop.text() if row.stop is not None else "" for row in _picker(lead).rows]


@pytest.fixture
def choosing(lead: Lead) -> Lead:
    """Someone with the parts open at a denial with a claim in it."""
    lead.wait_for("missing and nested")
    lead.press(K.Key_P)
    assert _picker(lead).isVisible()
    assert _picker(lead).hasFocus()
    return lead


def test_up_and_down_choose_the_row_and_go_round(choosing: Lead) -> None:
    assert _picked(choosing) == ["1", "1", "1"]
    choosing.press(K.Key_Up)
    choosing.press(K.Key_2)
    assert _picked(choosing) == ["1", "1", "2"], "above the first row is the last"
    choosing.press(K.Key_3)
    assert _picked(choosing) == ["1", "1", "3"], "a pick in the last row stays in it"
    choosing.press(K.Key_Down)
    choosing.press(K.Key_3)
    assert _picked(choosing) == ["3", "1", "3"], "below the last row is the first"
    choosing.press(K.Key_Up)
    choosing.press(K.Key_2)
    assert _picked(choosing) == ["2", "1", "3"], "back from the second row to the first"
    choosing.press(K.Key_Down)
    choosing.press(K.Key_2)
    assert _picked(choosing) == ["2", "1", "2"]
    assert choosing.decision is None, "nothing is made yet"


def test_what_the_keyboard_picks_is_said_aloud_with_what_comes_of_it(choosing: Lead) -> None:
    picker = _picker(choosing)
    names = [name.property("tone") for name in picker._names]
    assert names == ["ink", "quiet", "quiet"], "the row that a number picks for stands out"
    choosing.press(K.Key_2)
    assert [name.property("tone") for name in picker._names] == ["quiet", "ink", "quiet"]
    said = picker.accessibleDescription()
    assert said.startswith("Start from 2, End from 1, Label from 1. Denial “winter dredging")
    choosing.press(K.Key_Down)
    choosing.press(K.Key_2)
    said = picker.accessibleDescription()
    assert said.startswith("Start from 2, End from 1, Label from 2. Claim “winter dredging")
    assert picker.made.text() in said


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter])
def test_either_enter_makes_it_and_the_keyboard_is_in_the_text_again(
    choosing: Lead, key: K
) -> None:
    choosing.press(K.Key_Up)
    choosing.press(K.Key_2)
    choosing.press(key)
    assert not _picker(choosing).isVisible()
    assert choosing.review.view.hasFocus()
    assert choosing.decision is not None
    assert (choosing.decision.outcome, choosing.now.kind) == ("parts", "missing and nested")
    assert ("claim", DENIAL) in choosing.gold
    choosing.assert_gold_is_stored()
    choosing.press(K.Key_Z)
    assert choosing.decision is None


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_P])
def test_esc_and_p_put_it_away_and_make_nothing(choosing: Lead, key: K) -> None:
    before = choosing.gold
    choosing.press(K.Key_2)
    choosing.press(key)
    assert not _picker(choosing).isVisible()
    assert choosing.review.view.hasFocus()
    assert choosing.decision is None
    assert choosing.gold == before
    choosing.press(K.Key_P)
    assert _picked(choosing) == ["1", "1", "1"], "it begins anew"
    choosing.press(K.Key_3)
    assert _picked(choosing) == ["3", "1", "1"], "with the first row"
    choosing.press(K.Key_Escape)
    choosing.press(K.Key_2)
    assert choosing.decision is not None
    assert choosing.decision.taken == (BADR,), "numbers take readings again"


def test_it_goes_with_the_difference_whose_readings_it_offers(choosing: Lead) -> None:
    choosing.press(K.Key_N)
    assert choosing.now.kind == "relation"
    assert not _picker(choosing).isVisible()
    assert choosing.review.view.hasFocus()
    choosing.wait_for("label")
    choosing.press(K.Key_P)
    assert _picker(choosing).isVisible()
    choosing.press(K.Key_PageDown, CTRL)
    assert choosing.article.text == MILL
    assert not _picker(choosing).isVisible()
    assert choosing.review.view.hasFocus()
    choosing.press(K.Key_1)
    assert choosing.decision is not None
    assert choosing.decision.outcome == "reading", "the number was for a reading, not for a part"


@pytest.fixture
def with_nothing(
    qtbot: QtBot, open_house: Callable[[Path | None], House], project_path: Path
) -> Lead:
    """Someone at a difference where the second of three readings marks nothing."""
    first, _ = MILL_MARKS[BADR]
    with open_project(project_path) as project:
        mill = document_ids(project.store)[1]
        finish(project, SetKey(mill, BADR), spans_on(project, MILL, [first], BADR))
        third = [first, ("claim", "had asked twice")]
        finish(project, SetKey(mill, CHLOE), spans_on(project, MILL, third, CHLOE))
    someone = at_review(qtbot, open_house(project_path))
    someone.press(K.Key_PageDown, CTRL)
    assert [len(one.spans) for one in someone.now.readings] == [1, 0, 1]
    return someone


def test_a_reading_that_marks_nothing_has_no_number_and_its_key_does_nothing(
    with_nothing: Lead,
) -> None:
    with_nothing.press(K.Key_P)
    picker = _picker(with_nothing)
    assert [sorted(row._buttons) for row in picker.rows] == [["0", "2"]] * 3
    for key in (K.Key_2, K.Key_9):
        with_nothing.press(key)
        assert picker.isVisible()
        assert _picked(with_nothing) == ["1", "1", "1"]
        assert with_nothing.decision is None, "nor does it take a reading"
    with_nothing.press(K.Key_3)
    assert _picked(with_nothing) == ["3", "1", "1"]
    with_nothing.press(K.Key_Return)
    assert ("claim", "had asked twice") in with_nothing.gold
    assert ("claim", ASKED) not in with_nothing.gold


def test_parts_of_one_reading_are_not_offered(lead: Lead) -> None:
    while not any(one.empty for one in lead.now.readings):
        lead.press(K.Key_N)
    assert lead.now.kind == "relation"
    assert CLAIM not in {one.text for one in lead.now.readings[0].spans}
    lead.press(K.Key_P)
    assert not _picker(lead).isVisible()
    assert lead.heard[-1] == "There are no two readings here to take parts from."
    assert lead.review.view.hasFocus()
