"""A lead who does not know yet: a note is written, the difference waits, and work goes on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction

from annotator.core.annotation import NOTED, STATUS_ID, SetKey
from annotator.core.people import GOLD
from annotator.projects.opening import make_project, open_project
from annotator.review import adjudication
from annotator.review.queue import review_of
from annotator.store.annotations import read_set
from annotator.transfer.export_terms import ExportOptions, NothingToExportError
from annotator.transfer.exporting import export_dataset
from annotator.transfer.importing import ImportOptions, import_paths
from annotator.ui.models.differences_model import DifferenceRow
from tests.harbour import BADR, HARBOUR, finish, spans_on
from tests.journeys.hands import decide_as
from tests.journeys.lead import LATE, Lead
from tests.journeys.person import CTRL, K, Person

ASK = "Ask Ilse: 1 board or 2?"


def _note(lead: Lead, words: str = ASK) -> None:
    lead.press(K.Key_M)
    lead.type(words)
    lead.press(K.Key_Return)


def _noted(lead: Lead) -> list[str]:
    """The words of the lines that are shown as noted."""
    rows = lead.review.parts.differences.model.rows
    return [row.words for row in rows if isinstance(row, DifferenceRow) and row.noted]


def test_a_note_is_written_before_deciding_and_the_difference_waits(lead: Lead) -> None:
    line = lead.review.parts.reasons.reason
    assert line.placeholderText() == "Note on this difference"
    counts = lead.review.parts.differences.model.counts
    _note(lead)
    assert lead.review.view.hasFocus()
    assert lead.now.why == (ASK, "")
    assert lead.decision is None
    assert line.text() == ASK
    assert _noted(lead) == ["The Brackwater Harbour Board"]
    assert lead.rows[0][0] == "open"
    assert lead.review.parts.differences.model.counts == counts
    lead.press(K.Key_Return)
    assert lead.heard[-1].startswith("Take a reading first")
    lead.press(K.Key_Return, CTRL)
    assert lead.heard[-1] == "Not finished yet: 6 differences wait for a decision."
    lead.assert_gold_is_stored()
    lead.press(K.Key_K)
    assert lead.now.kind == "missing and nested"
    assert line.text() == ""
    lead.press(K.Key_B)
    assert line.text() == ASK


def test_the_decision_takes_the_words_over_and_undo_gives_the_note_back(lead: Lead) -> None:
    _note(lead)
    line = lead.review.parts.reasons.reason
    for key in (K.Key_1, K.Key_2):
        lead.press(key)
        assert lead.decision is not None
        assert lead.decision.reason == ASK
        assert line.placeholderText() == "Reason for this decision"
    assert _noted(lead) == []
    lead.press(K.Key_R)
    assert _noted(lead) == ["The Brackwater Harbour Board"]
    lead.press(K.Key_Z, times=3)
    assert lead.decision is None
    assert line.text() == ASK
    lead.press(K.Key_Z)
    assert lead.heard[-1] == "Undone: Note"
    assert (line.text(), _noted(lead)) == ("", [])
    lead.assert_gold_is_stored()


def test_other_words_for_the_decision_let_the_note_go(lead: Lead) -> None:
    _note(lead)
    lead.press(K.Key_1)
    _note(lead, "One board.")
    assert lead.decision is not None
    assert lead.decision.reason == "One board."
    lead.press(K.Key_R)
    assert _noted(lead) == []
    lead.assert_gold_is_stored()


def test_the_list_is_narrowed_to_what_is_noted(lead: Lead) -> None:
    lead.wait_for("label")
    _note(lead)
    panel = lead.review.parts.differences
    panel.filter.menu().aboutToShow.emit()
    action: QAction
    (action,) = [one for one in panel.filter.menu().actions() if one.text() == "Only what is noted"]
    action.trigger()
    assert [words for _, words in lead.rows] == ["We have not found a single reading"]
    assert panel.filter.text() == "Noted · by article"
    said = panel.model.index(1, 0).data(0x0B)
    assert "open, noted" in str(said)
    lead.press(K.Key_1)
    assert lead.rows == [], "it is decided"


@pytest.mark.parametrize("way", ["article", "finish", "page", "row"])
def test_words_that_were_not_entered_yet_are_kept_when_one_goes_on(lead: Lead, way: str) -> None:
    harbour, key = lead.article.id, lead.review.deciding.key
    lead.press(K.Key_M)
    lead.type(ASK)
    if way == "article":
        lead.press(K.Key_PageDown, CTRL)
    elif way == "finish":
        lead.press(K.Key_Return, CTRL)
    elif way == "page":
        lead.press(K.Key_1, CTRL)
        assert lead.house.window.page == "annotate"
    else:
        shown = lead.review.parts.differences.list
        lead.click(shown.viewport(), shown.visualRect(shown.model().index(3, 0)).center())
    lead.wait_until_saved()
    store = lead.bridge.project.store
    assert [one.reason for one in read_set(store, SetKey(harbour, GOLD)).notes] == [ASK]
    found = review_of(store, harbour).difference(key)
    assert found is not None
    assert found.noted
    assert all(one.reason != ASK for one in read_set(store, SetKey(harbour, BADR)).notes)
    mine = read_set(store, SetKey(harbour, lead.bridge.desk.author))
    assert mine.items == {}


def test_nothing_is_noted_in_a_project_for_reading_only(person: Person, project_path: Path) -> None:
    person.house.move_out()
    person.house.move_in(open_project(project_path, read_only=True))
    someone = Lead(person.qtbot, person.house)
    someone.house.show_page("review")
    someone.qtbot.waitUntil(lambda: len(someone.rows) == 7, timeout=LATE)
    someone.review.view.setFocus()
    _note(someone)
    assert someone.heard[-1] == "This project is open for reading only."
    assert someone.review.parts.reasons.reason.text() == "", "only what is kept is shown"


def test_a_note_stays_where_marks_change_after_it(lead: Lead, project_path: Path) -> None:
    _note(lead)
    lead.wait_until_saved()
    key = SetKey(lead.article.id, BADR)
    _mark_otherwise(project_path, key, "Brackwater Harbour Board", "Harbour Board")
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    assert lead.now.noted
    assert lead.rows[0][0] == "open"
    _mark_otherwise(project_path, key, "Harbour Board", "The Brackwater Harbour Board")
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    lead.qtbot.waitUntil(lambda: lead.rows[0][0] == "done", timeout=LATE)
    assert lead.review.parts.differences.model.counts[0] == 6
    while not lead.now.past:
        lead.press(K.Key_N)
    assert not lead.review.parts.card.buttons.isVisible()
    lead.press(K.Key_1)
    assert lead.heard[-1] == "All agree here by now: there is nothing to decide."
    lead.press(K.Key_M)
    lead.press(K.Key_Delete)
    lead.press(K.Key_Return)
    assert len(lead.rows) == 6
    lead.assert_gold_is_stored()


@pytest.mark.parametrize("theirs", ["note", "decision", "elsewhere"])
def test_a_note_and_what_another_lead_did_meanwhile(
    lead: Lead, project_path: Path, theirs: str
) -> None:
    with open_project(project_path) as other:
        review = review_of(other.store, lead.article.id)
        first, second, *_ = review.differences
        change = {
            "note": adjudication.explained(review, first, "Two boards."),
            "decision": adjudication.take(review, first, first.readings[1]),
            "elsewhere": adjudication.nothing_here(review, second),
        }[theirs]
        decide_as(other, "Ravi", change, review)
    _note(lead)
    conflict = lead.review.parts.conflict
    if theirs == "elsewhere":
        lead.qtbot.waitUntil(lambda: any("another place" in words for words in lead.heard))
        assert not conflict.isVisible()
    else:
        lead.qtbot.waitUntil(conflict.isVisible)
        assert conflict.mine.text() == f"Yours: the note “{ASK}”"
        shown = {"note": "the note “Two boards.”", "decision": "Brackwater Harbour Board"}[theirs]
        assert shown in conflict.theirs.text()
        lead.click(conflict.take, QPoint(5, 5))
        assert not conflict.isVisible()
        assert lead.review.view.hasFocus()
    assert lead.now.why == (ASK, "")
    assert (lead.decision is not None) is (theirs == "decision")
    lead.assert_gold_is_stored()


def test_a_note_goes_out_with_gold_and_comes_in_again(lead: Lead, tmp_path: Path) -> None:
    _note(lead)
    lead.wait_until_saved()
    project, harbour = lead.bridge.project, lead.article.id
    first = tmp_path / "first"
    options = ExportOptions(view="all", allow_problems=True, unfinished=True)
    export_dataset(project.store, project.scheme, first, options)
    lines = (first / "data" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [json.loads(json.loads(line)["provenance_json"]) for line in lines]
    notes = [d for one in kept for d in one.get("decisions", []) if d["outcome"] == NOTED]
    assert [(one["reason"], one["marks"], one["annotator"]) for one in notes] == [(ASK, [], GOLD)]
    with make_project(tmp_path / "again.quoth") as again:
        import_paths(again.store, again.scheme, [first], ImportOptions())
        gold = read_set(again.store, SetKey(harbour, GOLD))
        assert gold.notes == read_set(project.store, SetKey(harbour, GOLD)).notes
        assert review_of(again.store, harbour).differences[0].noted
        export_dataset(again.store, again.scheme, tmp_path / "second", options)
    assert _bytes(tmp_path / "second") == _bytes(first)


def test_gold_with_nothing_but_a_note_settles_no_article(
    lead: Lead, tmp_path: Path, again: Callable[[Person], Person]
) -> None:
    _note(lead)
    later = again(lead)
    project = later.bridge.project
    with pytest.raises(NothingToExportError):
        export_dataset(
            project.store,
            project.scheme,
            tmp_path / "out",
            ExportOptions(view="adjudicated", allow_problems=True),
        )


def _mark_otherwise(path: Path, key: SetKey, before: str, after: str) -> None:
    """Let an annotator take other words for an actor, in another window."""
    with open_project(path) as other:
        items = read_set(other.store, key).items.values()
        kept = [one for one in items if getattr(one, "text", "") != before]
        marks = [one for one in kept if one.id != STATUS_ID]
        finish(other, key, [*marks, *spans_on(other, HARBOUR, [("actor", after)], after[0])])


def _bytes(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in (folder / "data").iterdir()}
