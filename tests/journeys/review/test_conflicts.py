"""Two leads at one article: what each decided is said, one conflict after the other, by keys."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.core.annotation import SetKey
from annotator.core.change import Change
from annotator.core.people import GOLD
from annotator.projects.opening import open_project
from annotator.review import adjudication
from annotator.review.article import Review
from annotator.review.gold import between
from annotator.review.queue import review_of
from annotator.store.annotations import read_set
from annotator.ui.panels.review.conflict import ConflictPanel
from tests.harbour import DENIAL, HARBOUR, MILL
from tests.journeys.conftest import Answers
from tests.journeys.hands import act_as, decide_as
from tests.journeys.lead import LATE, Lead
from tests.journeys.person import CTRL, K

Act = Callable[[Review], Change]
BOARD, THE_BOARD = "Brackwater Harbour Board", "The Brackwater Harbour Board"


def _panel(lead: Lead) -> ConflictPanel:
    return lead.review.parts.conflict


def _ravi(path: Path, document: str, act: Act) -> None:
    """Let another lead change gold of an article in another window."""
    with open_project(path) as other:
        review = review_of(other.store, document)
        decide_as(other, "Ravi", act(review), review)


def _nothing_first(review: Review) -> Change:
    """Nothing at the first difference."""
    return _nothing_at(review, 0)


def _take_second(review: Review) -> Change:
    """The reading of the second at the first difference."""
    first = review.differences[0]
    return adjudication.take(review, first, first.readings[1])


def _asked(lead: Lead) -> tuple[str, str]:
    """Wait until a conflict is shown, and return both sides in words."""
    lead.qtbot.waitUntil(_panel(lead).isVisible, timeout=LATE)
    return _panel(lead).theirs.text(), _panel(lead).mine.text()


def test_the_keyboard_is_on_keep_theirs_and_comes_back_to_the_text(
    lead: Lead, project_path: Path
) -> None:
    _ravi(project_path, lead.article.id, _take_second)
    lead.press(K.Key_1)
    assert _asked(lead) == (f"Theirs: Actor “{BOARD}” (Ravi)", f"Yours: Actor “{THE_BOARD}”")
    assert _panel(lead)._words.text() == f"“{THE_BOARD}”"
    assert QApplication.focusWidget() is _panel(lead).keep
    lead.press(K.Key_Space)
    assert not _panel(lead).isVisible()
    assert lead.review.view.hasFocus()
    assert ("actor", BOARD) in lead.gold
    assert ("done", THE_BOARD) in lead.rows, "the line of the list is that of theirs"
    lead.press(K.Key_Z)
    assert ("actor", BOARD) in lead.gold, "theirs is nobody else's to undo"


def test_with_tab_mine_is_taken_and_one_is_where_it_stands(lead: Lead, project_path: Path) -> None:
    _ravi(project_path, lead.article.id, _nothing_first)
    lead.press(K.Key_1)
    lead.press(K.Key_N)
    theirs, _mine = _asked(lead)
    assert theirs == "Theirs: nothing here (Ravi)"
    _panel(lead).keep.setFocus()
    lead.press(K.Key_Tab)
    assert QApplication.focusWidget() is _panel(lead).take
    lead.press(K.Key_Space)
    assert ("actor", THE_BOARD) in lead.gold
    assert lead.now.kind == "boundary", "one is back at what was decided"
    assert lead.review.view.hasFocus()
    lead.assert_gold_is_stored()


@pytest.mark.parametrize("mine", [True, False])
def test_a_decision_that_one_takes_back_meets_the_other_that_came_meanwhile(
    lead: Lead, project_path: Path, mine: bool
) -> None:
    lead.press(K.Key_1)
    lead.wait_until_saved()
    _ravi(project_path, lead.article.id, _take_second)
    lead.press(K.Key_R)
    assert _asked(lead) == (
        f"Theirs: Actor “{BOARD}” (Ravi)",
        "Yours: the decision taken back",
    )
    assert _panel(lead)._words.text() == f"“{THE_BOARD}”"
    assert _panel(lead)._words.isVisible()
    button = _panel(lead).take if mine else _panel(lead).keep
    lead.click(button, button.rect().center())
    assert (lead.decision is None) is mine
    assert (("actor", BOARD) in lead.gold) is not mine
    lead.assert_gold_is_stored()


def test_a_note_that_one_takes_away_meets_the_other_words(lead: Lead, project_path: Path) -> None:
    lead.press(K.Key_M)
    lead.type("Ask Ilse.")
    lead.press(K.Key_Return)
    lead.wait_until_saved()

    def renote(review: Review) -> Change:
        return adjudication.explained(review, review.differences[0], "Ask Badr.")

    _ravi(project_path, lead.article.id, renote)
    lead.press(K.Key_M)
    lead.press(K.Key_Delete)
    lead.press(K.Key_Return)
    assert _asked(lead) == ("Theirs: the note “Ask Badr.” (Ravi)", "Yours: the note taken away")
    lead.click(_panel(lead).take, _panel(lead).take.rect().center())
    assert not lead.article.marks.notes
    lead.assert_gold_is_stored()


def test_a_note_of_mine_is_shown_beside_the_reason_of_their_decision(
    lead: Lead, project_path: Path
) -> None:
    harbour = lead.article.id
    _ravi(project_path, harbour, _take_second)
    _ravi(
        project_path,
        harbour,
        lambda review: adjudication.explained(review, review.differences[0], "No article."),
    )
    lead.press(K.Key_M)
    lead.type("Ask Ilse.")
    lead.press(K.Key_Return)
    assert _asked(lead) == (
        f"Theirs: Actor “{BOARD}”, because “No article.” (Ravi)",
        "Yours: the note “Ask Ilse.”",
    )


def test_decisions_on_relations_are_said_by_their_kind(lead: Lead, project_path: Path) -> None:
    lead.wait_for("relation")
    place = lead.now.id

    def none(review: Review) -> Change:
        found = review.difference(place)
        assert found is not None
        return adjudication.nothing_here(review, found)

    _ravi(project_path, lead.article.id, none)
    lead.press(K.Key_1)
    assert _asked(lead) == ("Theirs: nothing here (Ravi)", "Yours: attributed to")


def test_a_step_that_decided_nothing_is_taken_back_and_that_is_said(
    lead: Lead, project_path: Path
) -> None:
    lead.press(K.Key_PageDown, CTRL)
    lead.press(K.Key_1)
    lead.wait_until_saved()
    mill = lead.article.id
    _ravi(
        project_path,
        mill,
        lambda review: adjudication.explained(review, review.differences[0], "So it is."),
    )
    lead.press(K.Key_Return, CTRL)
    told = "Somebody else changed this article meanwhile; your last step was taken back."
    lead.qtbot.waitUntil(lambda: told in lead.heard, timeout=LATE)
    assert not _panel(lead).isVisible()
    stored = read_set(lead.bridge.project.store, SetKey(mill, GOLD))
    assert stored.status.state == "none"
    assert [one.reason for one in stored.decisions if one.reason] == ["So it is."]


def test_what_is_refused_of_ones_own_marks_is_no_conflict_of_leads(
    lead: Lead, project_path: Path, answers: Answers
) -> None:
    lead.house.show_page("annotate")
    lead.press(K.Key_S)
    lead.press(K.Key_C)
    lead.wait_until_saved()
    key = lead.article.key
    with open_project(project_path) as other:
        (span,) = read_set(other.store, key).spans
        decide = Change("Remove", removed=(span,))
        act_as(other, key.annotator, key, decide)
    answers.give("Close")
    with lead.qtbot.waitSignal(lead.bridge.taken_back, timeout=LATE):
        lead.press(K.Key_D)
    lead.qtbot.waitUntil(lambda: len(answers.asked) == 1, timeout=LATE)
    lead.back()
    assert not any("last step was taken back" in words for words in lead.heard)
    assert not _panel(lead).isVisible()


def test_mine_is_put_on_top_in_its_own_article_also_from_another(
    lead: Lead, project_path: Path
) -> None:
    _ravi(project_path, lead.article.id, _nothing_first)
    lead.press(K.Key_1)
    lead.press(K.Key_PageDown, CTRL)
    assert _asked(lead) == ("Theirs: nothing here (Ravi)", f"Yours: Actor “{THE_BOARD}”")
    assert lead.article.text == MILL
    assert not _panel(lead)._words.isVisible(), "the words are of another article"
    lead.click(_panel(lead).take, _panel(lead).take.rect().center())
    assert lead.article.text == HARBOUR
    assert ("actor", THE_BOARD) in lead.gold
    assert lead.review.view.hasFocus()
    lead.assert_gold_is_stored()


def test_the_list_shows_what_the_other_decided_also_where_one_is_no_more(
    lead: Lead, project_path: Path
) -> None:
    _ravi(project_path, lead.article.id, lambda review: _nothing_at(review, 1))
    lead.press(K.Key_1)
    lead.press(K.Key_PageDown, CTRL)
    told = "Somebody else changed another place of this article meanwhile; your decision stands."
    lead.qtbot.waitUntil(lambda: told in lead.heard, timeout=LATE)
    assert lead.article.text == MILL
    assert [state for state, _ in lead.rows[:3]] == ["done", "done", "open"]
    assert not _panel(lead).isVisible()


def test_conflicts_are_asked_about_one_by_one(lead: Lead, project_path: Path) -> None:
    def nothing_at_two(review: Review) -> Change:
        return _both(review, _nothing_first, lambda now: _nothing_at(now, 1))

    _ravi(project_path, lead.article.id, nothing_at_two)
    lead.press(K.Key_1)
    lead.press(K.Key_Return)
    lead.press(K.Key_3)
    assert _asked(lead)[1] == f"Yours: Actor “{THE_BOARD}”"
    lead.qtbot.waitUntil(lambda: len(lead.review.conflicts._waiting) == 2, timeout=LATE)
    lead.click(_panel(lead).keep, _panel(lead).keep.rect().center())
    assert _panel(lead).isVisible(), "the next one is asked about"
    assert _panel(lead).mine.text().startswith("Yours: Denial “denied that winter")
    assert not lead.review.view.hasFocus(), "the keyboard stays with the question"
    lead.click(_panel(lead).take, _panel(lead).take.rect().center())
    assert not _panel(lead).isVisible()
    assert lead.review.view.hasFocus()
    assert ("actor", THE_BOARD) not in lead.gold, "theirs was kept there"
    assert ("denial", DENIAL) in lead.gold
    assert lead.now.kind == "missing and nested"
    lead.assert_gold_is_stored()


def _nothing_at(review: Review, number: int) -> Change:
    return adjudication.nothing_here(review, review.differences[number])


def _both(review: Review, first: Act, second: Act) -> Change:
    """Two changes of gold as one."""
    change = first(review)
    items = change.applied_to(review.gold.items)
    now = review.with_gold(replace(review.gold, items=items))
    return between("Both", review.gold.items, second(now).applied_to(items))
