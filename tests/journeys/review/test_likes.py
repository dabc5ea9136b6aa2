"""The same decision for all that are like it: asked for twice, stopped, and beside another lead."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from annotator.core.annotation import Decision, SetKey
from annotator.core.people import GOLD
from annotator.projects.opening import open_project
from annotator.review import adjudication
from annotator.review.queue import review_of
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.store.journal import verify_journal
from annotator.ui.dialogs.alike import AlikeDialog
from annotator.ui.progress import ProgressStrip
from tests.harbour import HARBOUR
from tests.journeys.hands import decide_as
from tests.journeys.lead import LATE, Lead
from tests.journeys.person import CTRL, FREE, SHIFT, K

FOUND = "2 more like it"
WhenShown = Callable[[type[QDialog], Callable[[QDialog], object]], None]


@pytest.fixture
def lead(lead: Lead) -> Lead:
    """Someone who has just decided where two other differences are alike."""
    while lead.now.start != HARBOUR.index("The sediment"):
        lead.press(K.Key_N)
    lead.press(K.Key_1)  # without the stop
    lead.wait_until_saved()
    return lead


def _strips(lead: Lead) -> list[ProgressStrip]:
    return [one for one in lead.review.findChildren(ProgressStrip) if one.isVisible()]


def _searched(lead: Lead) -> None:
    lead.qtbot.waitUntil(lambda: lead.review.likes.looked, timeout=LATE)


def test_a_search_that_was_stopped_can_be_asked_for_again(
    lead: Lead, when_shown: WhenShown
) -> None:
    with lead.bridge.project.store.lock:  # whoever reads on another thread waits
        lead.press(K.Key_W, times=2)
        lead.qtbot.waitUntil(lambda: _strips(lead) != [], timeout=LATE)
        assert len(_strips(lead)) == 1, "asked for twice, shown once"
        lead.click(_strips(lead)[0].stop, QPoint(5, 5))
    _searched(lead)
    likes = lead.review.parts.card.likes
    assert likes.text() == "Look for more like it"
    lead.qtbot.waitUntil(lambda: _strips(lead) == [])
    seen: list[int] = []

    def settle(dialog: QDialog) -> None:
        assert isinstance(dialog, AlikeDialog)
        seen.append(len(dialog.model.rows))
        dialog.accept()

    when_shown(AlikeDialog, settle)
    lead.click(likes, QPoint(5, 5))
    lead.qtbot.waitUntil(lambda: seen == [2], timeout=LATE)
    lead.back()
    lead.qtbot.waitUntil(lambda: "2 differences settled alike" in lead.heard[-1], timeout=LATE)


def test_what_is_found_after_one_went_on_is_not_shown(lead: Lead) -> None:
    with lead.bridge.project.store.lock:
        lead.press(K.Key_W)
        lead.press(K.Key_N)
    _searched(lead)
    lead.press(K.Key_W)
    assert lead.heard[-1].startswith("Decide first")


def test_what_is_found_is_not_shown_on_another_page(lead: Lead) -> None:
    with lead.bridge.project.store.lock:
        lead.press(K.Key_W)
        lead.press(K.Key_1, CTRL)
        assert lead.house.window.page == "annotate"
    _searched(lead)
    lead.qtbot.waitUntil(lambda: _strips(lead) == [])
    assert not any(one.isVisible() for one in lead.house.window.findChildren(AlikeDialog))


def test_what_was_settled_alike_stands_where_another_lead_decided_elsewhere(
    lead: Lead, when_shown: WhenShown, project_path: Path
) -> None:
    likes = lead.review.parts.card.likes
    lead.qtbot.waitUntil(lambda: likes.text() == FOUND, timeout=LATE)
    harbour, mill = document_ids(lead.bridge.project.store)
    with open_project(project_path) as other:
        review = review_of(other.store, harbour)
        decide_as(other, "Ravi", adjudication.nothing_here(review, review.differences[0]), review)

    def settle(dialog: QDialog) -> None:
        dialog.accept()

    when_shown(AlikeDialog, settle)
    lead.press(K.Key_W)
    lead.back()
    stand = "Somebody else changed another place meanwhile; your decisions stand."
    lead.qtbot.waitUntil(lambda: stand in lead.heard, timeout=LATE)
    assert lead.article.id == harbour
    assert not lead.review.parts.conflict.isVisible()
    assert lead.review.view.hasFocus()
    lead.wait_until_saved()
    store = lead.bridge.project.store
    stored = {one.text for one in read_set(store, SetKey(mill, GOLD)).spans}
    assert "it had asked twice" in stored
    assert [state for state, _ in lead.rows].count("done") == 4
    lead.press(K.Key_Z)
    lead.wait_until_saved()
    stored = {one.text for one in read_set(store, SetKey(mill, GOLD)).spans}
    assert "it had asked twice" not in stored, "made again as one step"
    assert [state for state, _ in lead.rows].count("done") == 2
    assert verify_journal(store) == []


def test_what_is_like_a_decision_is_looked_for_anew_once_gold_was_changed(lead: Lead) -> None:
    likes = lead.review.parts.card.likes
    lead.qtbot.waitUntil(lambda: likes.text() == FOUND, timeout=LATE)
    lead.press(K.Key_E)
    lead.press(K.Key_Comma, times=2)
    lead.press(K.Key_Escape, times=2)
    _searched(lead)
    by_hand = lead.review.likes._pattern
    assert by_hand is not None
    lead.press(K.Key_Z)  # one of the two steps
    _searched(lead)
    assert lead.review.likes._pattern not in {None, by_hand}


def test_nothing_is_like_a_decision_that_was_taken_back(lead: Lead) -> None:
    likes = lead.review.parts.card.likes
    lead.qtbot.waitUntil(lambda: likes.text() == FOUND, timeout=LATE)
    lead.press(K.Key_R)
    assert not likes.isVisible()
    lead.press(K.Key_W)
    assert lead.heard[-1].startswith("Decide first")


def test_what_was_settled_alike_is_among_the_like_cases_until_it_is_undone(
    lead: Lead, when_shown: WhenShown
) -> None:
    likes, cases = lead.review.parts.card.likes, lead.review.cases
    lead.qtbot.waitUntil(lambda: likes.text() == FOUND, timeout=LATE)
    before = _cases(lead)
    when_shown(AlikeDialog, lambda dialog: dialog.accept())
    lead.press(K.Key_W)
    lead.back()
    lead.qtbot.waitUntil(lambda: lead.heard[-1].startswith("2 differences"), timeout=LATE)
    lead.wait_until_saved()
    lead.qtbot.waitUntil(lambda: cases.read and _cases(lead) == before + 2, timeout=LATE)
    lead.press(K.Key_Z)
    lead.wait_until_saved()
    lead.qtbot.waitUntil(lambda: cases.read and _cases(lead) == before, timeout=LATE)


def test_an_answer_that_comes_after_gold_was_changed_is_not_used(lead: Lead) -> None:
    with lead.bridge.project.store.lock:  # whoever reads on another thread waits
        lead.press(K.Key_W)
        lead.press(K.Key_R)
    _searched(lead)
    assert not lead.review.parts.card.likes.isVisible()
    lead.press(K.Key_W)
    assert lead.heard[-1].startswith("Decide first")


def test_a_guideline_is_counted_with_what_was_settled_alike_until_that_is_undone(
    lead: Lead, when_shown: WhenShown
) -> None:
    likes, reasons = lead.review.parts.card.likes, lead.review.parts.reasons
    lead.press(K.Key_G)
    QTest.keyClicks(reasons.guideline, "4.2")
    lead.press(K.Key_Return)
    lead.qtbot.waitUntil(lambda: likes.text() == FOUND, timeout=LATE)
    assert _used(lead) == "used once"
    when_shown(AlikeDialog, lambda dialog: dialog.accept())
    lead.press(K.Key_W)
    lead.back()
    lead.qtbot.waitUntil(lambda: _used(lead) == "used 3 times", timeout=LATE)
    assert sum(one.guideline == "4.2" for one in _decisions(lead)) == 3
    lead.press(K.Key_Z)
    lead.qtbot.waitUntil(lambda: _used(lead) == "used once", timeout=LATE)
    lead.press(K.Key_Z, SHIFT)
    lead.qtbot.waitUntil(lambda: _used(lead) == "used 3 times", timeout=LATE)


def test_what_was_settled_alike_elsewhere_is_undone_without_leaving_the_place(
    lead: Lead, when_shown: WhenShown
) -> None:
    likes, place = lead.review.parts.card.likes, lead.review.deciding.key
    lead.qtbot.waitUntil(lambda: likes.text() == FOUND, timeout=LATE)

    def only_elsewhere(dialog: QDialog) -> None:
        assert isinstance(dialog, AlikeDialog)
        assert [row.title for row in dialog.model.rows] == ["Harbour", "Mill"]
        first = dialog.list.visualRect(dialog.model.index(0, 0))
        lead.click(dialog.list.viewport(), QPoint(18, first.center().y()))  # its box
        assert dialog.chosen == [1]
        dialog.accept()

    when_shown(AlikeDialog, only_elsewhere)
    lead.press(K.Key_W)
    lead.back()
    lead.qtbot.waitUntil(lambda: likes.text() == "1 more like it", timeout=LATE)
    for keys, done in ((FREE, 1), (SHIFT, 2)):
        lead.press(K.Key_Z, keys)
        assert (lead.article.document.text, lead.review.deciding.key) == (HARBOUR, place)
        assert [state for state, _ in lead.rows].count("done") == done
        _searched(lead)
        assert likes.text() == (FOUND if done == 1 else "1 more like it")
    lead.wait_until_saved()
    assert verify_journal(lead.bridge.project.store) == []


def _used(lead: Lead) -> str:
    """How often the guideline was used, as the card says."""
    return lead.review.parts.reasons._used.text()


def _decisions(lead: Lead) -> list[Decision]:
    """The decisions of all articles, as stored."""
    lead.wait_until_saved()
    store = lead.bridge.project.store
    keys = [SetKey(one, GOLD) for one in document_ids(store)]
    return [decision for key in keys for decision in read_set(store, key).decisions]


def _cases(lead: Lead) -> int:
    """How many decided cases are known in all."""
    return sum(map(len, lead.review.cases._known._cases.values()))
