from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import AnnotationSet, Relation, Span, Status
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


CHANNEL, REILL = span("actor", "the channel", id="ch"), span("actor", "Tomas Reill", id="re")


def _all_with(*left: Span | Relation) -> list[AnnotationSet]:
    return [hand(name, *left) for name in ("ann", "bob", "cyd")]


def test_what_vanished_leaves_out_what_has_a_decision_of_its_own_there() -> None:
    sets = [
        hand("ann", span("claim", LONG), CHANNEL),
        hand("bob", span("claim", SHORT), CHANNEL),
        hand("cyd", span("claim", SHORT), CHANNEL),
    ]
    review = review_of(*sets)
    review = after(review, accept_agreed(review))
    found = only(review, LONG)
    review = after(review, adjudication.take(review, found, found.readings[0]))
    later = review_of(*_all_with(span("claim", LONG), CHANNEL), review.gold)
    (found,) = later.differences
    assert (found.kind, found.stale) == ("agreed", True)
    assert [one.text for one in found.readings[0].spans] == [LONG]
    nothing = after(later, adjudication.nothing_here(later, found))
    assert marks(nothing.gold) == {("actor", "the channel")}, "all agree on it still"


def test_what_vanished_has_what_all_mark_there_and_nothing_from_elsewhere() -> None:
    """Nobody decided on the inner mark, and neither on the one far off."""
    now = (span("claim", LONG), CHANNEL, span("actor", "growers"), span("claim", BEDS))
    later = review_of(*_all_with(*now), _decided().gold)
    found = only(later, LONG)
    assert {one.text for one in found.readings[0].spans} == {LONG, "the channel"}


def test_relations_of_what_vanished_come_along_where_all_drew_them() -> None:
    said = Relation("r", "attributed_to", "c", "re")
    inner = Relation("x", "attributed_to", "g", "ch")
    growers = span("actor", "growers", id="g")
    claim = span("claim", LONG, id="c")
    later = review_of(*_all_with(claim, REILL, growers, CHANNEL, said, inner), _decided().gold)
    found = only(later, LONG)
    (reading,) = found.readings
    assert {(one.label, one.target) for one in reading.relations} == {
        ("attributed_to", "re"),
        ("attributed_to", "ch"),
    }
    later = after(later, accept_agreed(later))
    now = only(later, LONG)
    taken = after(later, adjudication.take(later, now, now.readings[0]))
    assert ("attributed_to", LONG, "Tomas Reill") in drawn(taken.gold)
    far = span("claim", BEDS, id="b")
    apart = Relation("y", "attributed_to", "b", "g")
    later = review_of(*_all_with(claim, far, growers, apart), _decided().gold)
    assert only(later, LONG).readings[0].relations == (), "that runs between others"


def test_a_relation_to_a_mark_that_is_in_question_is_left_to_that_one() -> None:
    claim, said = span("claim", LONG, id="c"), Relation("r", "attributed_to", "c", "re")
    other = span("actor", "Tomas Reill", "direct", id="re")
    sets = [hand("ann", claim, REILL, said), hand("bob", claim, other, said)]
    later = review_of(*sets, _decided().gold)
    assert only(later, LONG).readings[0].relations == ()
    assert only(later, "Tomas Reill").kind == "attribute"


def test_a_relation_that_vanished_leaves_out_one_that_has_a_decision_of_its_own() -> None:
    claim, growers = span("claim", LONG, id="c"), span("actor", "growers", id="g")
    both = (claim, growers, REILL, Relation("r", "attributed_to", "c", "re"))
    more = Relation("q", "attributed_to", "c", "g")
    review = review_of(hand("ann", *both, more), hand("bob", *both))
    review = after(review, accept_agreed(review))
    (found,) = review.differences
    assert found.kind == "relation"
    review = after(review, adjudication.take(review, found, found.readings[0]))
    other = replace(more, label="about")
    far = (span("claim", BEDS, id="b"), Relation("y", "about", "b", "g"))
    loose = Relation("z", "about", "c", "ch")  # to a mark whose form is in question
    now = (*both, other, *far, loose)
    unsure = replace(CHANNEL, attributes=(("form", "direct"),))
    later = review_of(hand("ann", *now, CHANNEL), hand("bob", *now, unsure), review.gold)
    (found,) = [one for one in later.differences if one.stale]
    assert found.kind == "agreed"
    assert [(one.label, one.target) for one in found.readings[0].relations] == [("about", "g")]
    taken = after(later, adjudication.take(later, found, found.readings[0]))
    assert drawn(taken.gold) == {
        ("attributed_to", LONG, "Tomas Reill"),
        ("about", LONG, "growers"),
    }
