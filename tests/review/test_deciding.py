from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import AnnotationSet, Relation, Status
from annotator.review import adjudication
from annotator.review.accepting import accept_agreed
from annotator.review.article import Review
from tests.review.hands import (
    PLACE,
    TEXT,
    after,
    drawn,
    gold_of,
    hand,
    marks,
    only,
    review_of,
    sets_at_random,
    span,
)

SHORT = "The sediment stayed inside the channel"
BEDS = "winter dredging had caused the collapse of the town’s oyster beds"
LONG = f"{SHORT}, and anyone who says otherwise has not looked at the data."


def _decided() -> Review:
    sets = [
        hand("ann", span("claim", LONG), span("actor", "the channel")),
        hand("bob", span("claim", SHORT)),
        hand("cyd", span("claim", SHORT)),
    ]
    review = review_of(*sets)
    found = only(review, LONG)
    return after(review, adjudication.take(review, found, found.readings[0]))


def test_a_decision_settles_its_own_difference_and_none_inside_it() -> None:
    review = _decided()
    assert review.counts == (1, 1, 0, 0)
    inner = only(review, "the channel")
    assert inner.decision is None
    assert not inner.stale


def test_an_annotator_who_changes_a_reading_makes_the_decision_stale() -> None:
    review = _decided()
    changed = hand("cyd", span("claim", SHORT[:-4]))
    later = review_of(*review.sets[:2], changed, review.gold)
    found = only(later, LONG)
    assert found.stale
    assert found.open
    assert found.decision == review.gold.decisions[0]
    settled = after(later, adjudication.take(later, found, found.readings[-1]))
    assert not only(settled, LONG).stale
    assert len(settled.gold.decisions) == 1


def test_relations_of_a_span_that_is_in_question_by_now_are_asked_for_with_it() -> None:
    both = (
        span("claim", SHORT, id="c"),
        span("actor", "Tomas Reill", id="a"),
        Relation("r", "attributed_to", "c", "a"),
    )
    review = review_of(hand("ann", *both), hand("bob", *both))
    review = after(review, accept_agreed(review))
    assert len(review.gold.decisions) == 3
    later = review_of(*review.sets, hand("cyd"), review.gold)
    assert [(one.kind, one.stale) for one in later.differences] == [("missing", True)] * 2
    for one in later.differences:
        now = later.difference(one.id)
        assert now is not None
        later = after(later, adjudication.take(later, now, now.readings[0]))
    assert later.counts == (0, 2, 0, 0)
    assert drawn(later.gold) == {("attributed_to", SHORT, "Tomas Reill")}


def test_an_annotator_who_reopens_makes_it_stale_until_done_again() -> None:
    review = _decided()
    open_again = replace(review.sets[2], items={**review.sets[2].items, "status": Status("none")})
    later = review_of(*review.sets[:2], open_again, review.gold)
    assert only(later, LONG).stale
    assert not only(review_of(*review.sets, review.gold), LONG).stale


def test_a_difference_that_vanished_leaves_its_decision_stale() -> None:
    review = _decided()
    alike = [hand(name, span("claim", LONG)) for name in ("ann", "bob", "cyd")]
    later = review_of(*alike, review.gold)
    (found,) = later.differences
    assert (found.kind, found.stale, TEXT[found.start : found.end]) == ("agreed", True, LONG)
    assert [(one.annotators, one.spans[0].text) for one in found.readings] == [
        (("ann", "bob", "cyd"), LONG)
    ]


def test_another_difference_in_the_text_does_not_make_it_stale() -> None:
    review = _decided()
    more = [
        hand(one.key.annotator, *one.spans, span("actor", "growers")) for one in review.sets[:1]
    ]
    later = review_of(*more, *review.sets[1:], review.gold)
    assert not only(later, LONG).stale
    assert only(later, "growers").decision is None


def test_with_one_left_who_has_finished_a_decision_is_stale() -> None:
    review = _decided()
    later = review_of(review.sets[0], hand("bob", state="none"), review.gold)
    (found,) = later.differences
    assert found.stale


def test_gold_without_any_annotators_rests_as_it_is() -> None:
    review = _decided()
    assert review_of(review.gold).differences == ()
    assert review_of(hand("ann", state="none"), gold_of(*review.gold.items.values())).counts == (
        0,
        0,
        0,
        0,
    )


@given(sets_at_random(), sets_at_random(least=0), st.data())
def test_every_decision_is_settled_or_told_to_be_stale(
    sets: list[AnnotationSet], others: list[AnnotationSet], data: st.DataObject
) -> None:
    review = review_of(*sets, document=PLACE)
    for one in review.differences:
        reading = data.draw(st.sampled_from(one.readings))
        review = after(review, adjudication.take(review, one, reading))
    later = review_of(*others, review.gold, document=PLACE)
    told = [one.decision for one in later.differences if one.decision]
    assert len({one.id for one in told}) == len(told)
    assert len({one.id for one in later.differences}) == len(later.differences)
    asked = {place[:2] for one in later.found for place in one.places}
    for left in review.gold.decisions if others else ():
        with_another = (left.start, left.end) in asked
        assert left.id in {one.id for one in told} or with_another
    for one in later.differences:
        found = later.difference(one.id)
        assert found is not None
        later = after(later, adjudication.take(later, found, found.readings[0]))
    assert later.counts.open == later.counts.stale == 0


def test_two_agreed_marks_that_one_difference_takes_in_are_decided_there_alone() -> None:
    """One who finishes later marks neither a denial nor the claim in it as all others did."""
    outer, inner = span("denial", f"denied that {BEDS}"), span("claim", BEDS)
    review = review_of(hand("ann", outer, inner), hand("bob", outer, inner))
    review = after(review, accept_agreed(review))
    shorter = span("claim", BEDS.removesuffix(" beds"))
    later = review_of(*review.sets, hand("cyd", shorter), review.gold)
    (found,) = later.differences
    assert (found.kind, found.stale) == ("missing and nested", True)
    for reading in found.readings:
        decided = after(later, adjudication.take(later, found, reading))
        assert marks(decided.gold) == {(one.label, one.text) for one in reading.spans}
        assert decided.counts == (0, 1, 0, 0)
    nothing = after(later, adjudication.nothing_here(later, found))
    assert marks(nothing.gold) == set()
