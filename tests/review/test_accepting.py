from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import AnnotationSet, Decision, Item, Relation, Status
from annotator.review import adjudication
from annotator.review.accepting import accept_agreed, with_agreed
from annotator.review.keys import hand_of
from tests.review.hands import (
    PLACE,
    after,
    drawn,
    gold_of,
    hand,
    marks,
    review_of,
    sets_at_random,
    span,
    undone,
)

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"


def _alike(*names: str) -> list[AnnotationSet]:
    ends = span("actor", "Tomas Reill", id="a"), span("claim", BEDS, id="c")
    return [hand(name, *ends, Relation("r", "attributed_to", "c", "a")) for name in names]


def test_what_all_marked_alike_goes_in_with_its_relations() -> None:
    review = review_of(*_alike("ann", "bob"))
    review = after(review, accept_agreed(review))
    assert marks(review.gold) == {("actor", "Tomas Reill"), ("claim", BEDS)}
    assert drawn(review.gold) == {("attributed_to", BEDS, "Tomas Reill")}
    assert {(one.kind, one.outcome, one.taken) for one in review.gold.decisions} == {
        ("agreed", "agreed", ("ann", "bob"))
    }
    assert len(review.gold.decisions) == 3
    assert review.counts == (0, 0, 0, 3)


def test_a_review_shows_what_would_go_in_and_leaves_gold_as_it_is() -> None:
    review = review_of(*_alike("ann", "bob"))
    seen = with_agreed(review)
    assert marks(seen.gold) == {("actor", "Tomas Reill"), ("claim", BEDS)}
    assert marks(review.gold) == set()
    assert with_agreed(seen) is seen, "all of it is in"


def test_one_annotator_agrees_with_nobody() -> None:
    assert not accept_agreed(review_of(*_alike("ann")))


def test_gold_that_came_in_finished_stays_as_it_is() -> None:
    ready = gold_of(span("actor", "growers", id="g"), Status("done"))
    review = review_of(*_alike("ann", "bob"), ready)
    assert review.ready_made
    assert not accept_agreed(review)
    assert not review_of(*_alike("ann", "bob"), gold_of(Status("done"))).ready_made
    assert not review_of(*_alike("ann", "bob"), gold_of(span("actor", "growers"))).ready_made


def test_a_mark_that_was_taken_away_does_not_come_back() -> None:
    review = review_of(*_alike("ann", "bob"))
    review = after(review, accept_agreed(review))
    gone = {one.id for one in review.gold.spans if one.label == "actor"}
    gone |= {one.id for one in review.gold.relations}
    kept = {key: item for key, item in review.gold.items.items() if key not in gone}
    assert not accept_agreed(review.with_gold(replace(review.gold, items=kept)))


def test_gold_by_hand_keeps_its_place() -> None:
    same = span("actor", "Tomas Reill", "mixed", id="mine")
    other = span("denial", BEDS[:-5], id="theirs")
    review = review_of(*_alike("ann", "bob"), gold_of(same, other))
    assert not accept_agreed(review)


def test_gold_by_hand_that_all_agree_with_keeps_nothing_else_out() -> None:
    inner, outer = span("claim", BEDS), span("denial", f"denied that {BEDS}")
    sets = [hand("ann", inner, outer), hand("bob", inner, outer)]
    review = review_of(*sets, gold_of(replace(inner, id="mine")))
    review = after(review, accept_agreed(review))
    assert marks(review.gold) == {("claim", BEDS), ("denial", outer.text)}
    assert "mine" in review.gold.items


def test_what_was_decided_away_stays_away_when_all_mark_it_later() -> None:
    sets = [hand("ann", span("claim", BEDS)), hand("bob")]
    review = review_of(*sets)
    (found,) = review.differences
    review = after(review, adjudication.nothing_here(review, found))
    later = review_of(sets[0], hand("bob", span("claim", BEDS)), review.gold)
    assert not accept_agreed(later)
    (stale,) = later.differences
    assert stale.stale
    assert [one.annotators for one in stale.readings] == [("ann", "bob")]
    again = after(later, adjudication.nothing_here(later, stale))
    assert again.counts.stale == 0
    assert not accept_agreed(again)
    taken = after(later, adjudication.take(later, stale, stale.readings[0]))
    assert marks(taken.gold) == {("claim", BEDS)}
    assert taken.counts.stale == 0
    assert not accept_agreed(taken)


def test_a_third_who_finishes_and_agrees_changes_nothing() -> None:
    review = review_of(*_alike("ann", "bob"))
    review = after(review, accept_agreed(review))
    later = review_of(*_alike("ann", "bob", "cyd"), review.gold)
    assert later.counts.stale == 0
    assert not accept_agreed(later)


def test_a_mark_that_one_takes_away_after_it_was_accepted_is_stale() -> None:
    review = review_of(*_alike("ann", "bob"))
    review = after(review, accept_agreed(review))
    later = review_of(
        _alike("ann")[0], hand("bob", span("actor", "Tomas Reill", id="a")), review.gold
    )
    (stale,) = [one for one in later.differences if one.kind == "missing"]
    assert stale.stale
    assert stale.decision
    settled = after(later, adjudication.nothing_here(later, stale))
    assert marks(settled.gold) == {("actor", "Tomas Reill")}
    assert drawn(settled.gold) == set()


@given(sets_at_random())
def test_to_accept_twice_is_to_accept_once(sets: list[AnnotationSet]) -> None:
    review = review_of(*sets, document=PLACE)
    change = accept_agreed(review)
    assert undone(review, change) == review.gold.items
    review = after(review, change)
    assert not accept_agreed(review)
    assert review.counts.stale == 0
    gold = hand_of(review.gold)
    for one in sets:
        own = hand_of(one)
        assert gold.spans.keys() <= own.spans.keys()
        assert gold.joins.keys() <= own.joins.keys()


@given(sets_at_random(), sets_at_random(), st.data())
def test_decisions_are_never_overwritten(
    sets: list[AnnotationSet], others: list[AnnotationSet], data: st.DataObject
) -> None:
    """Decide some, let the annotators change their sets, and accept again."""
    review = review_of(*sets, document=PLACE)
    for one in review.differences:
        if data.draw(st.booleans()):
            reading = data.draw(st.sampled_from(one.readings))
            review = after(review, adjudication.take(review, one, reading))
    later = review_of(*others, review.gold, document=PLACE)
    change = accept_agreed(later)
    assert not [one for one in change.removed if one.id not in _paid(change.added)]
    assert not accept_agreed(after(later, change))
    stands = {one.id: one for one in after(later, change).gold.decisions}
    for decision in review.gold.decisions:
        now = stands[decision.id]
        assert replace(now, marks=decision.marks) == decision
        assert set(now.marks) >= set(decision.marks)


def _paid(added: Iterable[Item]) -> set[str]:
    """Decisions that got a relation which waited for its ends."""
    return {one.id for one in added if isinstance(one, Decision)}
