"""Review by keys and by mouse: from three annotators to gold, in the real window."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from annotator.core.annotation import STATUS_ID, SetKey
from annotator.core.people import GOLD
from annotator.core.policy import Policy
from annotator.projects.opening import open_project
from annotator.projects.policy import set_policy
from annotator.review import adjudication
from annotator.review.accepting import with_agreed
from annotator.review.gold import between
from annotator.review.queue import review_of
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.store.journal import verify_journal
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset
from annotator.ui.dialogs.alike import AlikeDialog
from annotator.ui.house.house import House
from annotator.ui.models.differences_model import DifferenceRow
from annotator.ui.pages.review.parts import DECIDE_HINTS
from tests.harbour import (
    ANKE,
    BADR,
    CHLOE,
    CLAIM,
    DENIAL,
    HARBOUR,
    MILL,
    MILL_MARKS,
    finish,
    spans_on,
)
from tests.journeys.hands import decide_as
from tests.journeys.lead import LATE, Lead
from tests.journeys.person import CTRL, SHIFT, K, Person
from tests.ui.hand import send

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def _heading(lead: Lead) -> str:
    return lead.review.parts.heading._line.text()


def test_the_page_opens_on_the_first_difference_and_shows_in_gold_what_all_agree_on(
    lead: Lead,
) -> None:
    assert lead.now.kind == "boundary"
    assert lead.review.parts.card.title.text() == "Boundary"
    agreed = {"growers", "they had lost nearly half of their stock", "Ilse Marrow", "Tomas Reill"}
    assert agreed <= {words for _, words in lead.gold}
    assert lead.review.view.score.lanes[-1].to_come == {
        one.id for one in lead.review.view.score.lanes[-1].spans
    }
    assert "5 agreed, not in gold yet" in _heading(lead)
    assert lead.article.items == {}, "nothing is written by a look"


def test_what_all_agree_on_goes_in_with_the_first_decision_and_comes_out_with_it(
    lead: Lead,
) -> None:
    shown = set(lead.gold)
    lead.press(K.Key_1)
    assert set(lead.gold) == shown | {("actor", "The Brackwater Harbour Board")}
    assert "5 marks on which all agree are in gold now, too. Z takes back both." in lead.heard
    assert "not in gold yet" not in _heading(lead)
    assert not lead.review.view.score.lanes[-1].to_come
    lead.assert_gold_is_stored()
    lead.press(K.Key_Z)
    assert set(lead.gold) == shown, "shown as before"
    assert lead.article.items == {}
    assert lead.decision is None
    lead.press(K.Key_Z, SHIFT)
    assert len(lead.gold) == 6
    assert lead.decision is not None
    lead.assert_gold_is_stored()


def test_to_open_to_step_through_and_to_leave_writes_nothing(
    lead: Lead, project_path: Path, again: Callable[[Person], Person]
) -> None:
    lead.leave()
    before = project_path.read_bytes()
    someone = Lead(lead.qtbot, again(lead).house)
    someone.house.show_page("review")
    someone.qtbot.waitUntil(lambda: len(someone.rows) == 7, timeout=LATE)
    someone.press(K.Key_N, times=8)
    someone.press(K.Key_K, times=3)
    someone.press(K.Key_PageDown, CTRL)
    someone.press(K.Key_PageUp, CTRL)
    someone.press(K.Key_E)  # to edit is no decision yet
    someone.press(K.Key_N)
    someone.press(K.Key_Escape, times=3)
    someone.press(K.Key_Return, CTRL)
    assert someone.heard[-1].startswith("Not finished yet")
    for page in ("annotate", "review", "export"):
        someone.house.show_page(page)
    someone.leave()
    assert project_path.read_bytes() == before


def test_a_note_puts_nothing_else_into_gold(lead: Lead) -> None:
    shown = set(lead.gold)
    lead.press(K.Key_M)
    lead.type("Ask Badr.")
    lead.press(K.Key_Return)
    assert [one.reason for one in lead.article.marks.notes] == ["Ask Badr."]
    assert not lead.article.marks.spans
    assert set(lead.gold) == shown
    lead.press(K.Key_1)
    lead.assert_gold_is_stored()
    assert len(lead.gold) == 6


def test_an_article_in_which_all_agree_is_finished_in_one_step(
    lead: Lead, project_path: Path
) -> None:
    with open_project(project_path) as other:
        mill = document_ids(other.store)[1]
        marks = spans_on(other, MILL, MILL_MARKS[ANKE], "X")
        finish(other, SetKey(mill, BADR), marks)
    lead.press(K.Key_PageDown, CTRL)
    assert lead.article.id == mill
    assert len(lead.gold) == 2
    assert lead.article.items == {}
    lead.press(K.Key_Return, CTRL)
    lead.wait_until_saved()
    gold = read_set(lead.bridge.project.store, SetKey(mill, GOLD))
    assert gold.status.state == "done"
    assert len(gold.spans) == 2
    lead.press(K.Key_Z)
    lead.wait_until_saved()
    assert not read_set(lead.bridge.project.store, SetKey(mill, GOLD)).items


def test_an_agreed_mark_is_edited_before_it_is_in_gold(lead: Lead) -> None:
    lead.press(K.Key_E)
    view = lead.review.view
    start = HARBOUR.index("growers")
    lead.review.marking.focus(next(one.id for one in view.spans_at(start)))
    lead.press(K.Key_X)
    assert "growers" not in {words for _, words in lead.gold}
    assert len(lead.article.marks.spans) == 5 - 1, "the others are in gold now"
    lead.assert_gold_is_stored()
    lead.press(K.Key_Z)
    assert "growers" in {words for _, words in lead.gold}
    assert lead.article.items == {}


def test_one_key_takes_a_reading_and_enter_goes_on_to_the_next(lead: Lead) -> None:
    lead.press(K.Key_1)
    assert lead.decision is not None
    assert lead.decision.taken == (ANKE, CHLOE)
    assert ("actor", "The Brackwater Harbour Board") in lead.gold
    assert lead.now.kind == "boundary", "a decision moves nothing by itself"
    assert lead.rows[0] == ("done", "The Brackwater Harbour Board")
    lead.press(K.Key_2)
    assert ("actor", "Brackwater Harbour Board") in lead.gold
    assert ("actor", "The Brackwater Harbour Board") not in lead.gold
    lead.press(K.Key_Return)
    assert lead.now.kind == "missing and nested"
    lead.assert_gold_is_stored()


def test_nested_readings_are_cards_and_the_sentence_says_who_marks_what(lead: Lead) -> None:
    lead.wait_for("missing and nested")
    said = lead.review.parts.card.sentence.text()
    assert said == (
        "Two of three mark the denial. Only Anke marks the claim inside it; "
        "Badr marks the claim alone."
    )
    cards = lead.review.parts.card.readings.cards
    assert [card.reading.who for card in cards] == [ANKE, BADR, CHLOE]
    assert [(row.depth, row.label) for row in cards[0].reading.rows] == [
        (0, "denial"),
        (1, "claim"),
    ]
    remarks = {(one.who, one.words) for one in lead.review.parts.notes.remarks}
    assert (CHLOE, "Is the verb part of the denial?") in remarks
    lead.press(K.Key_1)
    assert {("denial", DENIAL), ("claim", CLAIM)} <= set(lead.gold)
    assert cards[0].reading.taken
    assert not cards[1].reading.taken


def test_two_readings_can_both_be_valid(lead: Lead) -> None:
    lead.wait_for("label")
    lead.press(K.Key_1)
    lead.press(K.Key_2, SHIFT)
    words = "We have not found a single reading"
    assert {("denial", words), ("claim", words)} <= set(lead.gold)
    assert lead.decision is not None
    assert lead.decision.outcome == "several"


@pytest.mark.parametrize("key", [K.Key_0, K.Key_X])
def test_nothing_here_is_a_decision(lead: Lead, key: K) -> None:
    before = lead.gold
    lead.press(key)
    assert lead.decision is not None
    assert lead.decision.outcome == "nothing"
    assert lead.gold == before
    lead.press(K.Key_Z)
    assert lead.decision is None


def test_a_reading_is_made_of_parts(lead: Lead) -> None:
    lead.wait_for("missing and nested")
    lead.press(K.Key_P)
    for key in (K.Key_3, K.Key_2, K.Key_2):  # Chloé's start, Badr's end, Badr's label
        lead.press(key)
    lead.press(K.Key_Return)
    assert ("claim", DENIAL) in lead.gold
    assert lead.decision is not None
    assert lead.decision.outcome == "parts"
    assert lead.review.view.hasFocus()


def test_marks_inside_one_that_is_made_of_parts_stay_and_what_goes_is_told(lead: Lead) -> None:
    lead.wait_for("missing and nested")
    lead.press(K.Key_P)
    for key in (K.Key_1, K.Key_1, K.Key_3):  # Chloé has no claim in the denial
        lead.press(key)
    said = lead.review.parts.card.parts.made.text()
    assert said.startswith("Denial “denied that winter")
    assert "\nFalls away: Claim “winter dredging" in said
    lead.press(K.Key_Escape)
    lead.press(K.Key_P)
    for key in (K.Key_3, K.Key_3, K.Key_1):
        lead.press(key)
    said = lead.review.parts.card.parts.made.text()
    assert ", Claim “winter dredging" in said
    assert "Falls away" not in said
    lead.press(K.Key_Return)
    assert {("denial", DENIAL), ("claim", CLAIM)} <= set(lead.gold)
    lead.assert_gold_is_stored()


def test_gold_is_edited_in_the_text_with_the_keys_of_marking(lead: Lead) -> None:
    lead.wait_for("missing and nested")
    lead.press(K.Key_3)
    lead.press(K.Key_E)
    lead.press(K.Key_Comma)  # the end, a word less
    assert ("denial", DENIAL.removesuffix(" beds")) in lead.gold
    assert lead.decision is not None
    assert lead.decision.outcome == "by hand"
    lead.press(K.Key_C)
    assert ("claim", DENIAL.removesuffix(" beds")) in lead.gold
    lead.press(K.Key_X)
    assert DENIAL.removesuffix(" beds") not in {words for _, words in lead.gold}
    lead.press(K.Key_Z, times=3)
    assert ("denial", DENIAL) in lead.gold
    lead.press(K.Key_Escape, times=3)
    assert not lead.review.editing
    lead.press(K.Key_1)
    assert {("denial", DENIAL), ("claim", CLAIM)} <= set(lead.gold)
    lead.assert_gold_is_stored()


def test_a_relation_is_dragged_in_review_as_in_annotate(lead: Lead) -> None:
    lead.press(K.Key_E)
    view = lead.review.view
    quote = HARBOUR.index("links our work")
    lead.review.marking.focus(next(one.id for one in view.spans_at(quote) if one.label == "quote"))
    heard: list[str] = []
    for words in ("since October", "growers"):
        box = lead.review.parts.inspector.relations.rows[0].box
        start = HARBOUR.index(words)
        view.reveal(start, start + 4)
        on_screen = view.viewport().mapToGlobal(view.rect_of(start, start + 4).center().toPoint())
        middle, end = box.rect().center(), box.mapFromGlobal(on_screen)
        send(box, QEvent.Type.MouseButtonPress, middle, LEFT, LEFT)
        for step in (0.3, 0.7, 1.0):
            send(box, QEvent.Type.MouseMove, middle + (end - middle) * step, NONE, LEFT)
        heard.append(box.cursor().shape().name)
        send(box, QEvent.Type.MouseButtonRelease, end, LEFT, NONE)
        heard.append(lead.heard[-1])
    assert heard[:3] == [
        "CrossCursor",
        "No mark lies there: mark the words first, then draw to them.",
        "DragLinkCursor",
    ]
    lead.assert_gold_is_stored()


def test_words_are_marked_by_hand_where_no_reading_will_do(lead: Lead) -> None:
    lead.wait_for("label")
    lead.press(K.Key_E)
    assert lead.review.view.selection() is not None, "the words in question are selected"
    lead.press(K.Key_Q)
    assert ("quote", "We have not found a single reading") in lead.gold
    assert lead.decision is not None
    assert lead.decision.outcome == "by hand"


def test_the_reason_and_the_guideline_are_kept_with_the_decision(lead: Lead) -> None:
    lead.press(K.Key_1)
    lead.press(K.Key_M)
    lead.type("Names take their article, 1 rule")
    lead.press(K.Key_Return)
    lead.press(K.Key_G)
    lead.type("4.2")
    lead.press(K.Key_Return)
    assert lead.decision is not None
    assert lead.decision.reason == "Names take their article, 1 rule"
    assert lead.decision.guideline == "4.2"
    assert lead.decision.outcome == "reading", "digits in the line took no reading"
    assert lead.review.view.hasFocus()
    lead.press(K.Key_N)
    lead.press(K.Key_1)
    offered = lead.review.parts.reasons.guidelines
    assert offered == ["4.2"]
    lead.press(K.Key_Z, times=2)
    assert lead.now.kind == "boundary"
    assert lead.decision is not None
    assert lead.decision.reason == "Names take their article, 1 rule"
    assert lead.decision.guideline == ""


def test_the_queue_leads_through_all_articles_and_gold_is_exported(
    lead: Lead, tmp_path: Path
) -> None:
    for _ in range(7):
        lead.press(K.Key_1)
        lead.press(K.Key_Return)
    told = "All differences are settled. Ctrl+Enter finishes the article and goes on."
    assert lead.heard[-1] == told
    assert {state for state, _ in lead.rows} == {"done"}
    lead.press(K.Key_Return, CTRL)
    assert lead.heard[-1] == (
        "Finished, with 2 warnings left open. 1 article to be finished, this one first."
    )
    assert lead.article.document.text == HARBOUR
    lead.press(K.Key_Return, CTRL)
    assert lead.heard[-1].endswith(
        "All differences are settled, and all articles finished: Ctrl+4 exports them."
    )
    lead.wait_until_saved()
    project = lead.bridge.project
    for document in document_ids(project.store):
        assert read_set(project.store, SetKey(document, GOLD)).status.state == "done"
    options = ExportOptions(view="adjudicated", allow_problems=True)
    report = export_dataset(project.store, project.scheme, tmp_path / "out", options)
    assert report.records == 2
    lines = (tmp_path / "out" / "data" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    spans = {(s["label"], s["text"]) for line in lines for s in json.loads(line)["spans"]}
    assert {("denial", DENIAL), ("claim", CLAIM), ("claim", "it had asked twice")} <= spans
    assert ("claim", "it had asked twice.") not in spans


def test_who_finishes_an_article_goes_on_within_what_is_looked_for(lead: Lead) -> None:
    for _ in range(7):
        lead.press(K.Key_1)
        lead.press(K.Key_Return)
    lead.press(K.Key_PageDown, CTRL)
    assert lead.article.document.text == MILL
    lead.review.parts.differences.narrow(label="denial")
    lead.press(K.Key_Return, CTRL)
    assert lead.article.document.text == HARBOUR
    model = lead.review.parts.differences.model
    assert model.row_of(*model.current) > 0, "in the list"
    assert "denial" in lead.now.labels


def test_an_article_is_not_finished_while_differences_wait(lead: Lead) -> None:
    lead.press(K.Key_Return, CTRL)
    assert lead.heard[-1] == "Not finished yet: 6 differences wait for a decision."
    assert lead.article.marks.status.state == "none"


def test_a_decision_on_finished_gold_leaves_it_finished(lead: Lead) -> None:
    lead.finish_first()
    assert lead.article.marks.status.state == "done"
    lead.press(K.Key_2)
    assert lead.article.marks.status.state == "done"
    lead.press(K.Key_R)
    assert lead.decision is None
    assert lead.article.marks.status.state == "none"


def test_undo_walks_through_both_pages_and_shows_where_it_was(lead: Lead) -> None:
    lead.press(K.Key_1)
    lead.house.show_page("annotate")
    lead.press(K.Key_S)
    lead.press(K.Key_C)
    assert len(lead.spans) == 1
    lead.press(K.Key_Z)
    assert lead.spans == []
    assert lead.house.window.page == "annotate"
    lead.press(K.Key_Z)
    assert lead.house.window.page == "review"
    assert lead.decision is None
    assert lead.now.kind == "boundary"
    lead.press(K.Key_Z, SHIFT)
    assert lead.decision is not None
    lead.press(K.Key_Z, SHIFT)
    assert lead.house.window.page == "annotate"
    assert len(lead.spans) == 1
    lead.wait_until_saved()
    assert verify_journal(lead.bridge.project.store) == []


def test_undo_of_a_decision_goes_on_after_a_restart(
    lead: Lead, again: Callable[[Person], Person]
) -> None:
    lead.press(K.Key_1)
    lead.wait_until_saved()
    later = again(lead)
    someone = Lead(later.qtbot, later.house)
    someone.press(K.Key_Z)
    assert someone.house.window.page == "review"
    assert someone.decision is None


def test_the_mouse_decides_as_the_keys_do(lead: Lead) -> None:
    parts = lead.review.parts
    card = parts.card.readings.cards[0]
    lead.click(card, card.rect().center())
    assert ("actor", "The Brackwater Harbour Board") in lead.gold
    lead.click(parts.card.next, parts.card.next.rect().center())
    assert lead.now.kind == "missing and nested"
    lead.click(parts.card.nothing, parts.card.nothing.rect().center())
    assert lead.decision is not None
    assert lead.decision.outcome == "nothing"
    index = parts.differences.list.model().index(1, 0)
    lead.click(parts.differences.list.viewport(), parts.differences.list.visualRect(index).center())
    assert lead.now.kind == "boundary"
    assert lead.review.view.hasFocus()


def test_a_click_on_the_words_goes_to_their_difference(lead: Lead) -> None:
    view = lead.review.view
    start = HARBOUR.index("had caused")
    view.reveal(start, start + 3)
    lead.click(view.viewport(), view.rect_of(start, start + 3).center().toPoint())
    assert lead.now.kind == "missing and nested"


def test_the_list_is_narrowed_and_ordered_by_what_differences_cost(lead: Lead) -> None:
    panel = lead.review.parts.differences
    lead.press(K.Key_K, CTRL)
    lead.type("asked")
    assert [words for _, words in lead.rows] == ["it had asked twice."]
    lead.press(K.Key_A, CTRL)
    lead.press(K.Key_Delete)
    assert len(lead.rows) == 7
    panel.narrow(order="cost")
    costs = [row.cost for row in panel.model.rows if isinstance(row, DifferenceRow)]
    assert costs == sorted(costs, reverse=True)
    assert lead.rows[-1][1].startswith("“We have not found"), "the relation costs least"
    panel.narrow(label="denial")
    assert {words.split()[0] for _, words in lead.rows} == {"denied", "We"}
    panel.narrow(label="", pair=(ANKE, CHLOE))
    assert len(lead.rows) == 1
    panel.narrow(pair=(), open_only=True)
    before = len(lead.rows)
    lead.review.view.setFocus()
    lead.press(K.Key_1)
    assert len(lead.rows) == before - 1


def test_a_menu_below_another_has_its_keys_for_itself(lead: Lead) -> None:
    panel, before, now = lead.review.parts.differences, lead.gold, lead.now
    menu = panel.filter.menu()
    menu.popup(panel.filter.mapToGlobal(QPoint()))
    lead.qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, K.Key_L)
    QTest.keyClick(menu, K.Key_Right)
    (below,) = [one for one in menu.findChildren(QMenu) if one.title() == "Label"]
    lead.qtbot.waitUntil(below.isVisible)
    for key in (K.Key_1, K.Key_0, K.Key_K, K.Key_D, K.Key_Return):
        QTest.keyClick(below, key)
    lead.qtbot.waitUntil(lambda: not menu.isVisible())
    assert panel.model.narrowing.label == "denial"
    assert (lead.gold, lead.now) == (before, now), "no key went to the page"


def test_the_next_article_is_one_of_the_narrowed_list(lead: Lead) -> None:
    model = lead.review.parts.differences.model
    first, second = model.documents
    lead.press(K.Key_PageDown, CTRL)
    assert lead.now.document == second
    lead.press(K.Key_PageUp, CTRL)
    assert lead.now.document == first
    lead.review.parts.differences.narrow(label="denial")
    assert {row.document for row in model.rows} == {first}, "the ground of the test"
    lead.press(K.Key_PageDown, CTRL)
    assert lead.now.document == first
    assert lead.heard[-1] == "No further article."
    lead.review.parts.differences.narrow(label="")
    lead.press(K.Key_K, CTRL)
    lead.type("asked")
    lead.press(K.Key_PageDown, CTRL)
    assert (lead.now.document, lead.now.start) == (second, lead.text.index("it had asked"))


def test_a_pattern_is_settled_alike_in_one_step(
    lead: Lead, when_shown: Callable[[type[QDialog], Callable[[QDialog], object]], None]
) -> None:
    while lead.now.start != HARBOUR.index("The sediment"):
        lead.press(K.Key_N)
    lead.press(K.Key_1)  # without the stop
    likes = lead.review.parts.card.likes
    lead.qtbot.waitUntil(lambda: likes.text() == "2 more like it", timeout=LATE)
    seen: list[str] = []

    def settle(dialog: QDialog) -> None:
        assert isinstance(dialog, AlikeDialog)
        rows = [dialog.model.words(row, 0) for row in dialog.model.rows]
        seen.extend(str(row) for row in rows)
        dialog.accept()

    when_shown(AlikeDialog, settle)
    lead.press(K.Key_W)
    lead.back()
    assert any("it had asked twice" in row for row in seen)
    told = "2 differences settled alike, in one step: Z takes it back."
    lead.qtbot.waitUntil(lambda: lead.heard[-1] == told, timeout=LATE)
    lead.wait_until_saved()
    mill = document_ids(lead.bridge.project.store)[1]
    stored = read_set(lead.bridge.project.store, SetKey(mill, GOLD))
    assert "it had asked twice" in {span.text for span in stored.spans}
    assert "The mill has stood still since May" in {span.text for span in stored.spans}
    assert [state for state, _ in lead.rows].count("done") == 3
    lead.press(K.Key_Z)
    lead.wait_until_saved()
    assert [state for state, _ in lead.rows].count("done") == 1, "also in the other article"
    lead.qtbot.waitUntil(lambda: likes.text() == "2 more like it", timeout=LATE)
    stored = read_set(lead.bridge.project.store, SetKey(mill, GOLD))
    assert not stored.items, "nor is what all agree on there, which went in with that"


def test_who_changes_marks_after_review_makes_the_decision_stale(
    lead: Lead, project_path: Path, again: Callable[[Person], Person]
) -> None:
    lead.press(K.Key_1)
    lead.wait_until_saved()
    harbour = lead.article.id
    with open_project(project_path) as other:
        before = read_set(other.store, SetKey(harbour, BADR)).items.values()
        kept = [one for one in before if getattr(one, "text", "") != "Brackwater Harbour Board"]
        marks = [one for one in kept if one.id != STATUS_ID]
        fresh = spans_on(other, HARBOUR, [("actor", "Harbour Board")], "X")
        finish(other, SetKey(harbour, BADR), [*marks, *fresh])
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    lead.qtbot.waitUntil(lambda: ("stale", "The Brackwater Harbour Board") in lead.rows)
    assert lead.review.parts.card.sentence.text().startswith("The annotators have changed this")
    assert ("actor", "The Brackwater Harbour Board") in lead.gold
    lead.press(K.Key_1)
    assert lead.rows[0][0] == "done"


def test_two_leads_at_one_place_see_both_decisions_and_nothing_is_overwritten(
    lead: Lead, project_path: Path
) -> None:
    with open_project(project_path) as other:
        review = review_of(other.store, lead.article.id)
        first = next(one for one in review.differences if one.kind == "boundary")
        decide_as(other, "Ravi", adjudication.take(review, first, first.readings[1]), review)
    lead.press(K.Key_1)
    conflict = lead.review.parts.conflict
    lead.qtbot.waitUntil(conflict.isVisible)
    assert ("actor", "Brackwater Harbour Board") in lead.gold
    assert "Brackwater Harbour Board” (Ravi)" in conflict.theirs.text()
    assert "The Brackwater Harbour Board" in conflict.mine.text()
    lead.click(conflict.take, QPoint(5, 5))
    assert not conflict.isVisible()
    assert ("actor", "The Brackwater Harbour Board") in lead.gold
    assert ("actor", "Brackwater Harbour Board") not in lead.gold
    lead.assert_gold_is_stored()
    lead.review.view.setFocus()
    lead.press(K.Key_Z)
    assert ("actor", "Brackwater Harbour Board") in lead.gold, "theirs is back by one undo"


def test_two_leads_who_begin_an_article_put_what_all_agree_on_in_once(
    lead: Lead, project_path: Path
) -> None:
    with open_project(project_path) as other:
        review = with_agreed(review_of(other.store, lead.article.id))
        last = review.differences[-1]
        change = adjudication.nothing_here(review, last)
        whole = between(change.name, {}, change.applied_to(review.gold.items))
        decide_as(other, "Ravi", whole, review)
    lead.press(K.Key_1)
    lead.qtbot.waitUntil(lambda: any("another place" in words for words in lead.heard))
    assert not lead.review.parts.conflict.isVisible()
    assert sorted(lead.gold) == sorted({*lead.gold}), "nothing is in twice"
    assert ("actor", "The Brackwater Harbour Board") in lead.gold
    assert len(lead.gold) == 6
    lead.assert_gold_is_stored()


def test_the_rule_of_what_all_agree_on_is_turned_while_an_article_is_open(lead: Lead) -> None:
    project = lead.bridge.project
    for on, shown in ((False, 0), (True, 5)):
        set_policy(project, Policy(pre_accept=on))
        lead.house.show_page("annotate")
        lead.house.show_page("review")
        assert len(lead.gold) == shown
    lead.press(K.Key_1)
    set_policy(project, Policy(pre_accept=False))
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    assert len(lead.gold) == 6, "what is in stays in"
    lead.press(K.Key_Z)
    assert lead.gold == []


def test_what_all_agree_on_after_gold_was_finished_goes_in_when_it_is_finished_again(
    lead: Lead, project_path: Path
) -> None:
    lead.press(K.Key_PageDown, CTRL)
    mill = lead.article.id
    lead.press(K.Key_0)
    lead.press(K.Key_Return, CTRL)
    lead.wait_until_saved()
    more = [("claim", "The mill has stood still since May"), ("claim", "it will close")]
    with open_project(project_path) as other:
        for who in (ANKE, BADR, CHLOE):
            apart = MILL_MARKS[who][1]
            finish(other, SetKey(mill, who), spans_on(other, MILL, [more[0], apart, more[1]], who))
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    lead.review.open(mill)
    stored = read_set(lead.bridge.project.store, SetKey(mill, GOLD))
    assert "it will close" not in {one.text for one in stored.spans}
    assert ("claim", "it will close") in lead.gold
    assert "1 agreed, not in gold yet" in _heading(lead)
    lead.press(K.Key_Return, CTRL)
    lead.wait_until_saved()
    stored = read_set(lead.bridge.project.store, SetKey(mill, GOLD))
    assert "it will close" in {one.text for one in stored.spans}
    assert stored.status.state == "done"


def test_theirs_can_be_kept(lead: Lead, project_path: Path) -> None:
    with open_project(project_path) as other:
        review = review_of(other.store, lead.article.id)
        first = next(one for one in review.differences if one.kind == "boundary")
        decide_as(other, "Ravi", adjudication.take(review, first, first.readings[1]), review)
    lead.press(K.Key_1)
    conflict = lead.review.parts.conflict
    lead.qtbot.waitUntil(conflict.isVisible)
    lead.click(conflict.keep, QPoint(5, 5))
    assert not conflict.isVisible()
    assert ("actor", "Brackwater Harbour Board") in lead.gold
    lead.review.view.setFocus()
    lead.press(K.Key_N)
    lead.press(K.Key_1)
    assert ("denial", DENIAL) in lead.gold, "work goes on"
    lead.assert_gold_is_stored()


def test_annotators_can_be_without_names_and_shuffled(
    qtbot: QtBot, open_house: Callable[[Path | None], House], project_path: Path
) -> None:
    with open_project(project_path) as project:
        set_policy(project, Policy(blind_review=True))
    someone = Lead(qtbot, open_house(project_path))
    someone.house.show_page("review")
    qtbot.waitUntil(lambda: len(someone.rows) == 7, timeout=LATE)
    someone.wait_for("missing and nested")
    shown = [card.reading.who for card in someone.review.parts.card.readings.cards]
    assert shown == ["Annotator 1", "Annotator 2", "Annotator 3"]
    lanes = [lane.short for lane in someone.review.view.score.lanes]
    assert lanes == ["A1", "A2", "A3", "Gold"]
    said = someone.review.parts.card.sentence.text()
    assert not any(name.split()[0] in said for name in (ANKE, BADR, CHLOE))
    first = someone.now.readings[0]
    someone.press(K.Key_1)
    assert someone.decision is not None
    assert someone.decision.taken == first.annotators, "the key takes the reading that it names"


def test_what_all_agree_on_stays_out_where_the_project_wants_it_so(
    qtbot: QtBot, open_house: Callable[[Path | None], House], project_path: Path
) -> None:
    with open_project(project_path) as project:
        set_policy(project, Policy(pre_accept=False))
    someone = Lead(qtbot, open_house(project_path))
    someone.house.show_page("review")
    qtbot.waitUntil(lambda: len(someone.rows) == 7, timeout=LATE)
    assert someone.gold == []


def test_review_of_a_project_for_reading_only_changes_nothing(
    person: Person, project_path: Path
) -> None:
    person.house.move_out()
    before = project_path.read_bytes()
    person.house.move_in(open_project(project_path, read_only=True))
    someone = Lead(person.qtbot, person.house)
    someone.house.show_page("review")
    someone.qtbot.waitUntil(lambda: len(someone.rows) == 7, timeout=LATE)
    someone.review.view.setFocus()
    someone.press(K.Key_1)
    assert someone.article.items == {}
    assert someone.heard[-1] == "This project is open for reading only."
    someone.leave()
    assert project_path.read_bytes() == before


def test_in_a_small_window_all_keys_are_told_and_nothing_is_cut(lead: Lead) -> None:
    lead.house.window.resize(1024, 700)
    parts = lead.review.parts
    lead.qtbot.waitUntil(lambda: lead.house.window.width() == 1024)
    assert list(parts.hints.fitting(parts.hints.width())) == DECIDE_HINTS
    words = "5 marks on which all agree are in gold now, too. Z takes back both."
    lead.press(K.Key_1)
    assert lead.heard[-1] == words
    assert parts.told.text() == words


def test_no_key_of_the_page_is_claimed_twice(lead: Lead) -> None:
    for editing in (False, True):
        lead.review.set_editing(editing=editing)
        keys = lead.review.keys
        every = [*keys.always.values(), *keys.deciding.values(), *keys.scrolling.values()]
        every += keys.editing.values()
        taken = [key.toString() for one in every if one.isEnabled() for key in one.shortcuts()]
        assert len(taken) == len(set(taken))


def test_the_text_grows_and_the_panels_go_as_on_the_other_page(lead: Lead) -> None:
    sizes = lead.review.view.article_layout
    before = sizes.measures.px
    lead.press(K.Key_Plus, CTRL)
    assert sizes.measures.px == before + 1
    assert sizes.measures.lanes == 4, "the lanes stay"
    lead.press(K.Key_F11)
    assert not lead.review.parts.side.isVisible()
    lead.press(K.Key_F11)
    assert lead.review.parts.side.isVisible()


def test_stale_gold_can_be_kept_as_it_is(lead: Lead, project_path: Path) -> None:
    lead.press(K.Key_1)
    lead.wait_until_saved()
    with open_project(project_path) as other:
        key = SetKey(lead.article.id, BADR)
        before = read_set(other.store, key).items
        gone = {one for one, item in before.items() if getattr(item, "label", "") == "actor"}
        marks = [one for one in before.values() if one.id not in {*gone, STATUS_ID}]
        finish(other, key, [one for one in marks if getattr(one, "source", "") not in gone])
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    gold = lead.gold
    assert lead.decision is not None
    assert lead.now.stale
    lead.press(K.Key_Return)
    first = lead.review.deciding.review
    assert first is not None
    kept = next(one for one in first.differences if one.kind == "missing")
    assert not kept.open
    assert kept.decision is not None
    assert (kept.decision.outcome, kept.decision.taken) == ("reading", (ANKE, CHLOE))
    assert lead.gold == gold
    lead.press(K.Key_Z)
    assert lead.heard[-1] == "Undone: Keep gold"


def test_leaving_the_page_gives_the_annotate_page_its_own_marks_again(lead: Lead) -> None:
    lead.press(K.Key_1)
    lead.house.show_page("annotate")
    assert lead.article.hand == lead.bridge.desk.author
    assert lead.spans == []
    assert QApplication.focusWidget() is lead.view
