import pytest

from annotator.core.annotation import Items, Relation, Span, Status
from annotator.core.change import Change
from annotator.core.problem import Problem, Severity
from annotator.editing import edits
from tests.items import items_by_id

TEXT = "“No,” she said."
QUOTE = Span("q", "quote", 0, 5, "“No,”")
ACTOR = Span("a", "actor", 6, 9, "she")
SAID = Relation("r", "attributed_to", "q", "a")
ITEMS = items_by_id([QUOTE, ACTOR, SAID])


def test_removing_a_span_takes_its_relations_along() -> None:
    change = edits.remove(ITEMS, ["q"])
    assert change.applied_to(ITEMS) == {"a": ACTOR}
    assert change.inverse().applied_to(change.applied_to(ITEMS)) == ITEMS


def test_the_same_mark_twice_is_refused() -> None:
    with pytest.raises(edits.UnfitEditError):
        edits.add_span(Span("x", "quote", 0, 5, "“No,”"), "Quote", ITEMS)
    assert edits.add_span(Span("x", "claim", 0, 5, "“No,”"), "Claim", ITEMS)


def test_moved_edges_take_the_words_that_stand_there() -> None:
    (span,) = edits.move_edges(QUOTE, 1, 3, TEXT).added
    assert isinstance(span, Span)
    assert (span.start, span.end, span.text) == (1, 3, "No")
    for start, end in ((3, 3), (4, 2), (-1, 2), (0, 99)):
        with pytest.raises(edits.UnfitEditError):
            edits.move_edges(QUOTE, start, end, TEXT)


def test_a_relation_needs_both_ends_and_comes_once() -> None:
    with pytest.raises(edits.UnfitEditError):
        edits.relate(ITEMS, "attributed_to", "q", "a")
    with pytest.raises(edits.UnfitEditError):
        edits.relate(ITEMS, "attributed_to", "q", "gone")
    assert edits.relate(ITEMS, "denies", "q", "a").added


def test_what_is_accepted_can_speak_again() -> None:
    problem = Problem("W08", Severity.WARNING, "Quote has no speaker", ("q",), 0, 5)
    accepted = edits.accept(problem, "none is named").applied_to(ITEMS)
    assert edits.unaccept(accepted, problem).applied_to(accepted) == ITEMS


def test_a_status_replaces_the_one_before() -> None:
    done = edits.set_status(ITEMS, "done").applied_to(ITEMS)
    bad = edits.set_status(done, "discarded", "not news").applied_to(done)
    assert edits.set_status(bad, "none").applied_to(bad) == ITEMS


def test_ids_begin_with_a_letter_and_do_not_come_again() -> None:
    made = {edits.fresh_id("s") for _ in range(1000)}
    assert len(made) == 1000
    assert all(one[0] == "s" for one in made)


DONE = {**ITEMS, "status": Status("done", "odd page")}


@pytest.mark.parametrize(
    "change",
    [
        edits.remove(ITEMS, ["r"]),
        edits.remove(ITEMS, ["a"]),
        edits.add_span(Span("x", "claim", 1, 3, "No"), "Claim", ITEMS),
        edits.relabel(QUOTE, "claim", "Claim", ()),
        edits.move_edges(QUOTE, 0, 3, TEXT),
        edits.set_attribute(ACTOR, "type", "group"),
        edits.set_discuss(QUOTE, "who speaks?"),
    ],
    ids=lambda change: change.name,
)
def test_a_change_of_marks_reopens_a_done_set_and_keeps_its_note(change: Change) -> None:
    whole = edits.reopened(DONE, change)
    after = whole.applied_to(DONE)
    assert after["status"] == Status("none", "odd page")
    assert whole.name == change.name
    assert whole.inverse().applied_to(after) == DONE
    plain = {**ITEMS, "status": Status("done")}
    assert "status" not in edits.reopened(plain, change).applied_to(plain)


@pytest.mark.parametrize(
    ("items", "change"),
    [
        (DONE, edits.set_note(QUOTE, "a remark")),
        (DONE, edits.set_status(DONE, "done", "another word")),
        (DONE, edits.accept(Problem("W03", Severity.WARNING, "", ("q",), 0, 5), "it is so")),
        (ITEMS, edits.remove(ITEMS, ["r"])),
        ({**ITEMS, "status": Status("discarded")}, edits.remove(ITEMS, ["r"])),
    ],
)
def test_what_changes_no_mark_of_a_done_set_is_left_as_it_is(items: Items, change: Change) -> None:
    assert edits.reopened(items, change) is change


def test_a_mark_that_goes_takes_the_relations_along_that_lead_to_it() -> None:
    assert edits.remove(ITEMS, [ACTOR.id]).applied_to(ITEMS) == {QUOTE.id: QUOTE}
