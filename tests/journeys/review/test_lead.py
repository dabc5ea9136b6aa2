"""What a lead counts on in review: one is where one was, the list is true, gold is whole."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.core.annotation import STATUS_ID, SetKey
from annotator.core.people import GOLD, Annotator, Assignment, Role
from annotator.projects.assigning import give
from annotator.projects.opening import open_project
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.store.people import ensure_annotator
from annotator.ui.dialogs.alike import AlikeDialog
from annotator.ui.dialogs.people import PeopleDialog
from annotator.ui.house.house import House
from annotator.ui.house.person_menu import PersonMenu
from annotator.ui.models.differences_model import ArticleRow
from annotator.ui.pages.export.page import ExportPage
from tests.harbour import (
    ANKE,
    BADR,
    CHLOE,
    CLAIM,
    DENIAL,
    HARBOUR,
    MILL,
    finish,
    spans_on,
)
from tests.journeys.lead import LATE, Lead, at_review
from tests.journeys.person import CTRL, SHIFT, K

WhenShown = Callable[[type[QDialog], Callable[[QDialog], object]], None]
ASKED = "it had asked twice."


# -- where one is


def test_the_list_shows_where_one_is_as_soon_as_it_is_read(qtbot: QtBot, house: House) -> None:
    someone = Lead(qtbot, house)
    mill = document_ids(someone.bridge.project.store)[1]
    house.go_to_difference(mill, MILL.index("it had"), MILL.index("it had") + 3)
    qtbot.waitUntil(lambda: len(someone.rows) == 7, timeout=LATE)
    panel = someone.review.parts.differences
    row = panel.list.currentIndex().row()
    assert getattr(panel.model.rows[row], "words", "") == ASKED
    assert panel.list.viewport().rect().contains(panel.list.visualRect(panel.list.currentIndex()))


def test_who_looks_at_another_page_comes_back_to_the_same_difference(lead: Lead) -> None:
    lead.wait_for("label")
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    assert lead.now.kind == "label"


def test_the_window_is_named_after_the_article_in_review(lead: Lead) -> None:
    assert lead.house.window.windowTitle() == "Harbour — Brackwater pilot — Quoth"
    lead.press(K.Key_PageDown, CTRL)
    assert lead.house.window.windowTitle() == "Mill — Brackwater pilot — Quoth"


def test_undo_of_a_decision_elsewhere_leaves_the_list_true(lead: Lead) -> None:
    lead.press(K.Key_1)
    lead.press(K.Key_PageDown, CTRL)
    lead.press(K.Key_1)
    lead.press(K.Key_PageUp, CTRL)
    assert [state for state, _ in lead.rows].count("done") == 2
    lead.press(K.Key_Z)
    assert lead.article.document.text == MILL
    assert [words for state, words in lead.rows if state == "done"] == [
        "The Brackwater Harbour Board"
    ]


# -- what is looked for


def test_the_list_can_be_narrowed_to_a_batch(
    qtbot: QtBot, open_house: Callable[[Path], House], project_path: Path
) -> None:
    with open_project(project_path) as project:
        mill = document_ids(project.store)[1]
        give(project, [Assignment(mill, ANKE, "round-1")])
    someone = at_review(qtbot, open_house(project_path))
    panel = someone.review.parts.differences
    panel.filter.menu().aboutToShow.emit()
    menus = {one.text(): one.menu() for one in panel.filter.menu().actions() if one.menu()}
    (batch,) = [one for one in menus["Batch"].actions() if one.text() == "round-1"]  # type: ignore[attr-defined]
    batch.trigger()
    assert [words for _, words in someone.rows] == [ASKED]
    assert "round-1" in panel.filter.text()


def test_pairs_of_annotators_are_those_of_the_whole_project(lead: Lead) -> None:
    panel = lead.review.parts.differences
    panel.filter.menu().aboutToShow.emit()
    menus = {one.text(): one.menu() for one in panel.filter.menu().actions() if one.menu()}
    pairs = [one.text() for one in menus["Between"].actions()]  # type: ignore[attr-defined]
    assert pairs == ["All", f"{ANKE} and {BADR}", f"{ANKE} and {CHLOE}", f"{BADR} and {CHLOE}"]


# -- names


def test_names_go_as_soon_as_the_lead_wants_it_so_and_tell_nothing_by_their_order(
    lead: Lead, when_shown: WhenShown
) -> None:
    store = lead.bridge.project.store
    ensure_annotator(store, Annotator(lead.house.author, role=Role.LEAD))

    def tick(dialog: QDialog) -> None:
        assert isinstance(dialog, PeopleDialog)
        dialog.show_pane("rules")
        box = dialog.rules.flags["blind_review"]
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        dialog.accept()

    when_shown(PeopleDialog, tick)
    PersonMenu(lead.house).show_people()
    lead.back()
    shown = [card.reading.who for card in lead.review.parts.card.readings.cards]
    assert all("Annotator" in who for who in shown)
    for who in shown:
        numbers = who.removeprefix("Annotators ").removeprefix("Annotator ").split(", ")
        assert numbers == sorted(numbers)
    said = lead.review.parts.card.sentence.text()
    assert not any(name.split()[0] in said for name in (ANKE, BADR, CHLOE))


# -- decisions


def test_what_comes_of_parts_is_told_before_and_after(lead: Lead) -> None:
    lead.wait_for("missing and nested")
    lead.press(K.Key_P)
    card = lead.review.parts.card
    for key in (K.Key_3, K.Key_2, K.Key_2):
        lead.press(key)
    said = card.parts.made.text()
    assert said.startswith("Claim “denied that winter")
    lead.press(K.Key_Return)
    assert said in card.outcome.text()


def test_the_same_reading_again_keeps_its_reason_another_one_does_not(lead: Lead) -> None:
    lead.press(K.Key_1)
    lead.review.deciding.give_reason("Names take their article.", "4.2")
    lead.press(K.Key_1)
    assert lead.decision is not None
    assert (lead.decision.reason, lead.decision.guideline) == ("Names take their article.", "4.2")
    lead.press(K.Key_2)
    assert lead.decision.reason == ""


def test_a_mark_made_by_hand_can_be_made_alike_where_the_same_was_done(
    lead: Lead, when_shown: WhenShown
) -> None:
    while lead.now.start != HARBOUR.index("The sediment"):
        lead.press(K.Key_N)
    lead.press(K.Key_1)
    lead.press(K.Key_E)
    lead.press(K.Key_Comma)  # the end, a word less than anyone's
    lead.press(K.Key_Escape, times=2)
    assert lead.decision is not None
    assert lead.decision.outcome == "by hand"
    likes = lead.review.parts.card.likes
    lead.qtbot.waitUntil(lambda: likes.text() == "2 more like it", timeout=LATE)
    when_shown(AlikeDialog, lambda dialog: dialog.accept())
    lead.press(K.Key_W)
    lead.back()
    lead.qtbot.waitUntil(lambda: lead.heard[-1].startswith("2 differences"), timeout=LATE)
    lead.wait_until_saved()
    assert ("claim", "the board had ignored warnings since") in lead.gold
    mill = document_ids(lead.bridge.project.store)[1]
    gold = read_set(lead.bridge.project.store, SetKey(mill, GOLD))
    assert "it had asked" in {span.text for span in gold.spans}


def test_a_stale_decision_shows_which_reading_gold_still_has(
    lead: Lead, project_path: Path
) -> None:
    lead.press(K.Key_1)
    lead.wait_until_saved()
    harbour = lead.article.id
    with open_project(project_path) as other:
        before = read_set(other.store, SetKey(harbour, ANKE)).items.values()
        kept = [one for one in before if getattr(one, "start", 0) != lead.now.start]
        finish(other, SetKey(harbour, ANKE), [one for one in kept if one.id != STATUS_ID])
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    lead.qtbot.waitUntil(lambda: ("stale", "The Brackwater Harbour Board") in lead.rows)
    card = lead.review.parts.card
    taken = [one.reading.who for one in card.readings.cards if one.reading.taken]
    assert taken == [CHLOE]
    assert "Actor “The Brackwater Harbour Board” here, as before" in card.outcome.text()
    heads = [one for one in lead.review.parts.differences.model.rows if isinstance(one, ArticleRow)]
    assert (heads[0].open, heads[0].stale) == (6, 1)


# -- gold that came in ready made


@pytest.fixture
def ready(qtbot: QtBot, open_house: Callable[[Path], House], project_path: Path) -> Lead:
    """Someone before an article whose gold came in finished, as for practice."""
    with open_project(project_path) as project:
        harbour = document_ids(project.store)[0]
        ensure_annotator(project.store, Annotator(GOLD, role=Role.ADJUDICATOR))
        marks = spans_on(project, HARBOUR, [("claim", CLAIM), ("actor", "growers")], GOLD)
        finish(project, SetKey(harbour, GOLD), marks)
    return at_review(qtbot, open_house(project_path))


def test_gold_that_came_in_finished_settles_its_article_and_stays_as_it_is(ready: Lead) -> None:
    assert [state for state, _ in ready.rows] == ["done"] * 6 + ["open"]
    ready.press(K.Key_PageUp, CTRL)
    assert ready.article.document.text == HARBOUR
    assert set(ready.gold) == {("claim", CLAIM), ("actor", "growers")}, "nothing was added"
    assert "ready made" in ready.review.parts.card.outcome.text()
    assert not ready.review.parts.card.reopen.isVisible()


def test_a_decision_on_ready_made_gold_leaves_all_else_settled(ready: Lead) -> None:
    ready.press(K.Key_PageUp, CTRL)
    ready.wait_for("missing and nested")
    assert f"Claim “{CLAIM[:30]}" in ready.review.parts.card.outcome.text()
    ready.press(K.Key_3)
    assert ("denial", DENIAL) in ready.gold
    assert ("claim", CLAIM) not in ready.gold
    assert [state for state, _ in ready.rows] == ["done"] * 6 + ["open"]
    ready.assert_gold_is_stored()
    ready.press(K.Key_Z)
    assert set(ready.gold) == {("claim", CLAIM), ("actor", "growers")}
    ready.press(K.Key_R)
    assert ready.rows[1][0] == "open", "taken back, it is to be decided"
    assert ready.article.marks.status.state == "none"
    assert [state for state, _ in ready.rows].count("open") == 2


# -- the way from what hinders an export


def test_a_problem_in_gold_is_shown_in_review(lead: Lead) -> None:
    lead.press(K.Key_1)
    assert lead.decision is not None
    lead.wait_until_saved()
    project = lead.bridge.project
    harbour = lead.article.id
    gold = read_set(project.store, SetKey(harbour, GOLD))
    finish(project, gold.key, [replace(one, attributes=()) for one in gold.spans])
    lead.house.show_page("export")
    page = lead.house.export
    assert isinstance(page, ExportPage)
    lead.qtbot.waitUntil(lambda: not page.busy, timeout=LATE)  # nothing is read anew after it
    lead.qtbot.waitUntil(page.list.isVisible)
    rows = page.list.findings.rows
    number = next(at for at, row in enumerate(rows) if row.annotator == GOLD and row.problem)
    found = rows[number].problem
    assert found is not None
    index = page.list.model().index(number, 0)
    page.list.scrollTo(index)
    lead.click(page.list.viewport(), page.list.visualRect(index).center())
    lead.qtbot.waitUntil(lambda: lead.house.window.page == "review", timeout=LATE)
    assert lead.article.id == harbour
    lead.qtbot.waitUntil(lambda: lead.review.view.score.place is not None, timeout=LATE)
    place = lead.review.view.score.place
    assert place is not None
    assert place[0] <= found.start < place[1]


def test_redo_across_articles_leaves_the_list_true(lead: Lead, when_shown: WhenShown) -> None:
    while lead.now.start != HARBOUR.index("The sediment"):
        lead.press(K.Key_N)
    lead.press(K.Key_1)
    likes = lead.review.parts.card.likes
    lead.qtbot.waitUntil(lambda: likes.text() == "2 more like it", timeout=LATE)
    when_shown(AlikeDialog, lambda dialog: dialog.accept())
    lead.press(K.Key_W)
    lead.back()
    lead.qtbot.waitUntil(lambda: lead.heard[-1].startswith("2 differences"), timeout=LATE)
    for key, keys, count in ((K.Key_Z, None, 1), (K.Key_Z, SHIFT, 3)):
        lead.press(key, *([keys] if keys is not None else []))
        assert [state for state, _ in lead.rows].count("done") == count
