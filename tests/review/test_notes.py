"""Notes on differences that wait: they settle nothing, and are not lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import NOTED, AnnotationSet, SetKey, Status
from annotator.core.people import GOLD
from annotator.core.policy import Policy
from annotator.review import adjudication
from annotator.review.accepting import accept_agreed
from annotator.review.article import Review
from annotator.review.feedback import feedback
from annotator.review.keys import place_of
from annotator.review.patterns import alike, apply_pattern, pattern_of
from annotator.review.precedents import precedents
from annotator.review.queue import review_of as read_review
from annotator.store.handle import Store
from tests.review.hands import (
    ARTICLE,
    PLACE,
    TEXT,
    after,
    gold_of,
    hand,
    only,
    recorded,
    review_of,
    sets_at_random,
    span,
    undone,
    written,
)

BEDS = "winter dredging had caused the collapse of the town’s oyster beds"
DENIED = f"denied that {BEDS}"
ASK = "Ask the desk what it means."
KEY = SetKey(ARTICLE.id, GOLD)


def _sets() -> list[AnnotationSet]:
    return [
        hand("ann", span("claim", BEDS), span("actor", "growers")),
        hand("bob", span("denial", BEDS), span("actor", "growers")),
    ]


def _noted(review: Review, words: str = ASK, guideline: str = "") -> Review:
    found = review.differences[0]
    return after(review, adjudication.explained(review, found, words, guideline))


def test_a_note_is_kept_in_gold_and_the_difference_stays_open() -> None:
    review = _noted(review_of(*_sets()), guideline="2.1")
    (found,) = review.differences
    (note,) = review.gold.notes
    assert (note.outcome, note.marks, note.taken, note.basis) == (NOTED, (), (), found.basis)
    assert found.notes == (note,)
    assert found.noted
    assert found.why == (ASK, "2.1")
    assert found.decision is None
    assert found.open
    assert review.counts == (1, 0, 0, 1)
    assert review.gold.decisions == ()
    assert [one.open for one in review.differences] == [True]
    with pytest.raises(adjudication.UnsettledReviewError, match="1 difference waits"):
        adjudication.finish(review)


def test_a_note_takes_the_place_of_the_last_one_and_goes_without_words() -> None:
    review = _noted(_noted(review_of(*_sets())), "It means the claim.")
    (note,) = review.gold.notes
    assert note.reason == "It means the claim."
    assert adjudication.explained(review, review.differences[0], "", "").removed == (note,)
    assert _noted(review, "").gold.items == {}
    assert not adjudication.explained(review, review.differences[0], note.reason)


def test_a_decision_takes_the_note_over_until_another_reason_is_given() -> None:
    review = _noted(review_of(*_sets()), guideline="2.1")
    for number in (0, 1):
        (found,) = review.differences
        review = after(review, adjudication.take(review, found, found.readings[number]))
        (found,) = review.differences
        assert found.why == (ASK, "2.1")
        assert not found.noted
        assert review.counts == (0, 1, 0, 1)
    (found,) = review.differences
    review = after(review, adjudication.explained(review, found, "They said so.", "2.1"))
    assert review.gold.notes == ()
    (found,) = review.differences
    review = after(review, adjudication.take(review, found, found.readings[0]))
    assert review.differences[0].why == ("", "")


def test_a_guideline_alone_is_a_note_and_the_decision_takes_it_over() -> None:
    review = review_of(*_sets())
    (found,) = review.differences
    review = after(review, adjudication.explained(review, found, "", "2.1"))
    (found,) = review.differences
    assert (found.noted, found.why) == (True, ("", "2.1"))
    by_hand = {**review.gold.items}
    for change in (
        adjudication.take(review, found, found.readings[0]),
        adjudication.nothing_here(review, found),
        adjudication.by_hand(review, found, by_hand),
    ):
        (decision,) = after(review, change).gold.decisions
        assert (decision.reason, decision.guideline) == ("", "2.1")


def test_the_note_is_back_when_the_decision_is_taken_back() -> None:
    review = _noted(review_of(*_sets()))
    (found,) = review.differences
    review = after(review, adjudication.nothing_here(review, found))
    review = after(review, adjudication.reopen(review, review.gold.decisions[0]))
    (found,) = review.differences
    assert found.noted
    assert found.open
    assert found.why == (ASK, "")


def test_what_all_agree_on_comes_in_beside_a_note_and_leaves_it() -> None:
    review = _noted(review_of(*_sets()))
    notes = review.gold.notes
    for _ in range(2):
        review = after(review, accept_agreed(review))
    assert review.gold.notes == notes
    assert [one.text for one in review.gold.spans] == ["growers"]


def test_a_note_stays_at_its_place_when_readings_change() -> None:
    gold = _noted(review_of(*_sets())).gold
    ann = hand("ann", span("claim", DENIED), span("actor", "growers"))
    review = review_of(ann, hand("bob", span("denial", BEDS), span("actor", "growers")), gold)
    (found,) = review.differences
    assert found.noted
    assert not found.stale
    review = _noted(review, "Now the edges too.")
    (note,) = review.gold.notes
    assert (note.basis, note.id) == (review.differences[0].basis, gold.notes[0].id)


def test_a_note_on_an_inner_mark_does_not_go_to_the_outer_one() -> None:
    gold = _noted(review_of(hand("ann", span("actor", "winter dredging")), hand("bob"))).gold
    inner = span("actor", "winter dredging")
    review = review_of(hand("ann", inner, span("denial", DENIED)), hand("bob", inner), gold)
    outer, alone = sorted(review.differences, key=lambda one: one.past)
    assert outer.notes == ()
    assert alone.notes == gold.notes


def test_where_all_agree_by_now_the_note_is_left_alone_and_nothing_waits() -> None:
    gold = _noted(review_of(*_sets())).gold
    agreed = [hand(name, span("claim", BEDS), span("actor", "growers")) for name in ("ann", "bob")]
    review = review_of(*agreed, gold)
    (found,) = review.differences
    assert found.past
    assert not found.open
    assert review.counts == (0, 0, 0, 2)
    review = after(review, accept_agreed(review))
    assert {one.text for one in review.gold.spans} == {BEDS, "growers"}, "the note hinders nothing"
    (found,) = review.differences
    assert found.notes == gold.notes
    with pytest.raises(adjudication.UnfitDecisionError, match="nothing to decide"):
        adjudication.nothing_here(review, found)
    with pytest.raises(adjudication.UnfitDecisionError, match="nothing to decide"):
        adjudication.take(review, found, found.readings[0])
    assert adjudication.finish(review).added == (Status("done"),)
    assert _noted(review, "").differences == ()


def test_two_notes_come_together_where_their_differences_do() -> None:
    first, second = "winter dredging", "the town’s oyster beds"
    apart = hand("ann", span("claim", first), span("claim", second))
    review = review_of(apart, hand("bob"))
    for words in (first, second):
        found = only(review, words)
        review = after(review, adjudication.explained(review, found, f"About {words}"))
    whole = review_of(apart, hand("bob", span("claim", BEDS)), review.gold)
    (joined,) = [one for one in whole.differences if one.notes and not one.past]
    said = {words for one in whole.differences for words in one.note[0].split(" · ")}
    assert said == {f"About {first}", f"About {second}"}
    assert joined.open


def test_gold_that_came_in_ready_made_can_be_noted_and_stays_so() -> None:
    made = gold_of(span("claim", BEDS, id="g"), Status("done"))
    review = _noted(review_of(*_sets(), made))
    assert review.ready_made
    (found,) = review.differences
    assert found.noted
    assert not found.open
    review = after(review, adjudication.take(review, found, found.readings[1]))
    assert review.differences[0].why == (ASK, "")


def test_notes_are_nobodys_precedent_and_no_annotator_sees_them(store: Store) -> None:
    written(store, *_sets())
    review = read_review(store, ARTICLE.id)
    change = adjudication.explained(review, review.differences[0], ASK, "2.1")
    recorded(store, KEY, change, by="lea")
    known = precedents(store)
    assert known.guidelines() == []
    assert known.like(review.differences[0], TEXT) == ((), (), ())
    seen = feedback(store, "ann", Policy(practice=(ARTICLE.id,)))
    assert seen.articles == (), "gold with nothing but a note is no gold yet"


def test_what_is_settled_alike_keeps_what_was_noted_there(store: Store) -> None:
    sets = [
        hand("ann", span("claim", BEDS), span("claim", "ignored warnings since October")),
        hand("bob", span("denial", BEDS), span("denial", "ignored warnings since October")),
    ]
    written(store, *sets)
    review = read_review(store, ARTICLE.id)
    first, second = review.differences
    recorded(store, KEY, adjudication.explained(review, second, ASK), by="lea")
    review = read_review(store, ARTICLE.id)
    recorded(store, KEY, adjudication.take(review, first, first.readings[0]), by="lea")
    review = read_review(store, ARTICLE.id)
    pattern = pattern_of(review, review.differences[0])
    assert pattern is not None
    found = alike(store, pattern)
    assert [one.difference.noted for one in found] == [True]
    for why, wanted in ((("", ""), ASK), (("So it is.", ""), "So it is.")):
        (part,) = apply_pattern(store, found, why)
        assert after(review, part.change).differences[1].why == (wanted, "")


@st.composite
def _annotated(draw: st.DrawFn) -> tuple[Review, Review]:
    """An article with notes and decisions at random, and the same when marks were changed."""
    review = review_of(*draw(sets_at_random()), document=PLACE)
    if draw(st.booleans()):
        review = after(review, accept_agreed(review))
    for _ in range(draw(st.integers(0, 6)) if review.differences else 0):
        one = draw(st.sampled_from(review.differences))
        change = (
            adjudication.take(review, one, draw(st.sampled_from(one.readings)))
            if draw(st.booleans())
            else adjudication.explained(review, one, draw(st.sampled_from(["", "a", "b"])))
        )
        assert undone(review, change) == review.gold.items
        review = after(review, change)
    later = review_of(*draw(sets_at_random()), review.gold, document=PLACE)
    return review, later


@given(_annotated())
def test_notes_change_no_count_and_none_is_lost(found: tuple[Review, Review]) -> None:
    for review in found:
        kept = {one.id: one for one in review.gold.notes}
        bare = {key: item for key, item in review.gold.items.items() if key not in kept}
        without = review.with_gold(replace(review.gold, items=bare))
        assert review.counts == without.counts
        waiting = [one.id for one in review.differences if one.open]
        assert waiting == [one.id for one in without.differences if one.open]
        shown = [note for one in review.differences for note in one.notes]
        assert sorted(one.id for one in shown) == sorted(kept)
        accepted = after(review, accept_agreed(review))
        assert {one.id: one for one in accepted.gold.notes} == kept
        ours, theirs = (
            {(place_of(one), one.attributes) for one in each.gold.spans}
            for each in (accepted, after(without, accept_agreed(without)))
        )
        assert ours == theirs
        for one in review.differences:
            if one.noted and one.open:
                decided = after(review, adjudication.nothing_here(review, one))
                (made,) = [each for each in decided.gold.decisions if each.basis == one.basis]
                assert (made.reason, made.guideline) == one.note
