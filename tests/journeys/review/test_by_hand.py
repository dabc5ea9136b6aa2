"""Gold edited in the text: what an edit decides, and what it leaves as it is."""

from pathlib import Path

from annotator.core.annotation import STATUS_ID, SetKey
from annotator.projects.opening import open_project
from annotator.review.readings import AGREED
from annotator.store.annotations import read_set
from tests.harbour import BADR, HARBOUR, QUOTE, finish, spans_on
from tests.journeys.lead import LATE, Lead
from tests.journeys.person import SHIFT, K
from tests.ui.hand import Hand

SEDIMENT = "The sediment stayed inside the channel"


def _mark(lead: Lead, words: str, key: K) -> None:
    start = lead.article.text.index(words)
    lead.review.view.select(start, start + len(words))
    lead.press(key)


def _decided(lead: Lead) -> dict[str, str]:
    """What was decided, without what all agree on: outcome by the first of the words."""
    found = [one for one in lead.article.marks.decisions if one.outcome != AGREED]
    return {lead.article.text[one.start : one.end]: one.outcome for one in found}


def test_an_edit_at_other_words_decides_on_those_and_one_stays_where_one_is(lead: Lead) -> None:
    here = lead.now
    decided: list[object] = []
    lead.review.deciding.decided.connect(decided.append)
    lead.press(K.Key_E)
    _mark(lead, SEDIMENT, K.Key_C)
    assert _decided(lead) == {f"{SEDIMENT}.": "by hand"}
    assert ("claim", SEDIMENT) in lead.gold
    assert lead.now.id == here.id
    assert lead.decision is None
    assert decided == [], "what is like it is not looked for: it is not what one decides on"
    assert ("done", f"{SEDIMENT}.") in lead.rows
    lead.assert_gold_is_stored()
    lead.press(K.Key_Z)
    assert ("open", f"{SEDIMENT}.") in lead.rows


def test_an_edit_at_the_words_in_question_decides_on_them_and_is_looked_for(lead: Lead) -> None:
    decided: list[object] = []
    lead.review.deciding.decided.connect(decided.append)
    lead.press(K.Key_E)
    _mark(lead, "Harbour Board", K.Key_A)
    assert _decided(lead) == {"The Brackwater Harbour Board": "by hand"}
    assert len(decided) == 1
    lead.press(K.Key_Z)
    _mark(lead, "Brackwater", K.Key_A)
    assert _decided(lead) == {"The Brackwater Harbour Board": "by hand"}, "however little it takes"


def test_an_edit_where_nobody_differs_decides_nothing_and_reopens_gold(lead: Lead) -> None:
    lead.finish_first()
    before = lead.article.marks.decisions
    assert lead.article.marks.status.state == "done"
    lead.press(K.Key_E)
    _mark(lead, "two days after", K.Key_C)
    assert ("claim", "two days after") in lead.gold
    assert lead.article.marks.decisions == before
    assert lead.article.marks.status.state == "none"
    lead.assert_gold_is_stored()
    lead.press(K.Key_Z)
    assert lead.article.marks.status.state == "done"


def test_an_edit_that_cannot_be_made_is_told_and_changes_nothing(lead: Lead) -> None:
    lead.press(K.Key_E)
    _mark(lead, "growers", K.Key_A)
    assert "already" in lead.heard[-1]
    assert lead.article.items == {}, "not even what all agree on goes in"


def test_a_relation_drawn_from_words_in_question_is_the_decision_on_them(lead: Lead) -> None:
    lead.wait_for("label")
    lead.press(K.Key_1)
    place = lead.now
    assert _decided(lead) == {"We have not found a single reading": "reading"}
    lead.press(K.Key_E)
    assert lead.review.view.focused() is not None
    lead.press(K.Key_L)
    lead.press(K.Key_Return)
    assert lead.now.id == place.id
    assert lead.decision is not None
    assert lead.decision.outcome == "by hand"
    drawn = [one.id for one in lead.article.marks.relations if one.id in lead.decision.marks]
    assert len(drawn) == 1
    lead.press(K.Key_Escape, times=3)
    lead.press(K.Key_0)
    assert not any(one.id in drawn for one in lead.article.marks.relations), "it goes with it"
    lead.assert_gold_is_stored()


def test_where_all_agree_by_now_an_edit_decides_nothing_more(
    lead: Lead, project_path: Path
) -> None:
    lead.press(K.Key_M)
    lead.type("Ask Badr.")
    lead.press(K.Key_Return)
    lead.wait_until_saved()
    key = SetKey(lead.article.id, BADR)
    with open_project(project_path) as other:
        items = read_set(other.store, key).items.values()
        wrong = "Brackwater Harbour Board"
        kept = [one for one in items if getattr(one, "text", "") != wrong and one.id != STATUS_ID]
        marks = spans_on(other, HARBOUR, [("actor", f"The {wrong}")], "X")
        finish(other, key, [*kept, *marks])
    lead.house.show_page("annotate")
    lead.house.show_page("review")
    lead.qtbot.waitUntil(lambda: lead.rows[0][0] == "done", timeout=LATE)
    while not lead.now.past:
        lead.press(K.Key_N)
    lead.press(K.Key_E)
    _mark(lead, "Harbour Board", K.Key_A)
    assert ("actor", "Harbour Board") in lead.gold
    assert _decided(lead) == {}
    assert [one.reason for one in lead.article.marks.notes] == ["Ask Badr."]
    lead.press(K.Key_Escape, times=3)
    lead.wait_for("label")
    lead.press(K.Key_E)
    _mark(lead, "The Brackwater Harbour Board", K.Key_C)
    assert ("claim", "The Brackwater Harbour Board") in lead.gold, "nor from somewhere else"
    assert _decided(lead) == {}
    lead.assert_gold_is_stored()


def test_a_mark_on_words_of_which_only_a_relation_is_in_question_decides_nothing(
    lead: Lead,
) -> None:
    lead.press(K.Key_E)
    _mark(lead, QUOTE, K.Key_D)
    assert ("denial", QUOTE) in lead.gold
    assert _decided(lead) == {}
    lead.assert_gold_is_stored()


def test_a_locked_label_marks_until_editing_ends_and_then_no_more(lead: Lead) -> None:
    lead.press(K.Key_E)
    lead.press(K.Key_Escape)  # the words in question are selected
    hand = Hand(lead.review.view)
    lead.press(K.Key_C, SHIFT)
    for words in ("winter", "Tuesday"):
        hand.double_click(hand.on(HARBOUR.index(words) + 2))
    assert {("claim", "winter"), ("claim", "Tuesday")} <= set(lead.gold)
    assert lead.review.marking.locked
    lead.review.set_editing(editing=False)
    assert (lead.review.marking.armed, lead.review.marking.locked) == ("", False)
    lead.press(K.Key_E)
    before = lead.gold
    hand.double_click(hand.on(HARBOUR.index("October") + 2))
    assert lead.gold == before
    lead.assert_gold_is_stored()
