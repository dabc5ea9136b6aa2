"""What stands in the way of gold is seen, mended and accepted in review."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from annotator.core.annotation import SetKey
from annotator.core.people import GOLD
from annotator.core.problem import Problem
from annotator.store.annotations import read_set
from annotator.ui.models.problems_model import ACCEPTED
from annotator.ui.panels.problems import ProblemsPanel
from annotator.ui.panels.problems.remedies import Remedies
from tests.harbour import HARBOUR
from tests.journeys.lead import LATE, Lead
from tests.journeys.person import CTRL, K
from tests.ui.hand import click_row

WHY = "The text names nobody."


@pytest.fixture
def lead(qtbot: QtBot, lead: Lead) -> Lead:
    """Someone who has settled all differences of the first article."""
    assert not _panel(lead).isVisible(), "while differences wait, nothing else is asked"
    lead.press(K.Key_U)
    assert lead.heard[-1] == "Settle the differences of this article first."
    lead.settle_first()
    assert lead.article.text == HARBOUR
    qtbot.waitUntil(_panel(lead).isVisible, timeout=LATE)
    return lead


def _panel(lead: Lead) -> ProblemsPanel:
    return lead.review.parts.problems


def _standing(lead: Lead) -> list[Problem]:
    rows = [row.problem for row in _panel(lead).model.rows]
    return [one for one in rows if one is not None and not one.accepted]


def _remedies(lead: Lead) -> Remedies:
    found = _panel(lead).remedies
    assert found is not None
    return found


def test_a_problem_is_gone_to_and_mended_by_keys(lead: Lead) -> None:
    before = len(_standing(lead))
    lead.press(K.Key_U)
    assert lead.review.editing
    span = lead.article.span(lead.review.view.focused())
    assert span is not None
    assert _remedies(lead).problem.marks[0] == span.id
    lead.press(K.Key_L)
    lead.press(K.Key_Return)
    assert any(one.target == span.id for one in lead.article.marks.relations)
    lead.qtbot.waitUntil(lambda: len(_standing(lead)) < before, timeout=LATE)
    lead.assert_gold_is_stored()


def test_warnings_are_accepted_with_a_reason_and_that_reopens_nothing(lead: Lead) -> None:
    harbour, count = lead.article.id, len(_standing(lead))
    lead.press(K.Key_Return, CTRL)
    assert lead.heard[-1].startswith(f"Finished, with {count} warnings left open.")
    lead.press(K.Key_PageUp, CTRL)
    lead.qtbot.waitUntil(_panel(lead).isVisible, timeout=LATE)
    for left in range(count, 0, -1):
        lead.press(K.Key_U)
        lead.click(_remedies(lead).buttons[-1], QPoint(3, 3))
        lead.type(WHY)
        lead.press(K.Key_Return)
        lead.qtbot.waitUntil(lambda left=left: len(_standing(lead)) < left, timeout=LATE)  # type: ignore[misc]
        assert lead.review.view.hasFocus()
    lead.wait_until_saved()
    stored = read_set(lead.bridge.project.store, SetKey(harbour, GOLD))
    assert stored.status.state == "done"
    assert [one.reason for one in stored.acceptances] == [WHY] * count
    assert _panel(lead).count_words == ""


def test_an_acceptance_is_taken_back_and_the_warning_stands_again(lead: Lead) -> None:
    model, count = _panel(lead).model, len(_standing(lead))
    lead.press(K.Key_U)
    lead.click(_remedies(lead).buttons[-1], QPoint(3, 3))
    lead.type(WHY)
    lead.press(K.Key_Return)
    lead.qtbot.waitUntil(lambda: model.rows[-1].fold == ACCEPTED, timeout=LATE)
    for _ in ("the fold", "what lies in it"):
        click_row(_panel(lead).list, len(model.rows) - 1)
    lead.click(_remedies(lead).buttons[-1], QPoint(3, 3))
    assert lead.review.view.hasFocus()
    lead.qtbot.waitUntil(lambda: len(_standing(lead)) == count, timeout=LATE)
    assert not lead.article.marks.acceptances
    lead.assert_gold_is_stored()
    lead.press(K.Key_Z)
    assert [one.reason for one in lead.article.marks.acceptances] == [WHY]


def test_what_hinders_an_export_is_shown_where_one_gets_to_by_it(lead: Lead) -> None:
    problem, harbour = _standing(lead)[-1], lead.article.id
    lead.house.show_page("annotate")
    lead.house.go_to_difference(harbour, problem.start, problem.end)
    lead.qtbot.waitUntil(lambda: _panel(lead).model.current_problem == problem, timeout=LATE)


def test_the_problems_go_when_a_decision_is_taken_back(lead: Lead) -> None:
    lead.press(K.Key_R)
    assert not _panel(lead).isVisible()
    lead.press(K.Key_Z)
    lead.qtbot.waitUntil(_panel(lead).isVisible, timeout=LATE)
