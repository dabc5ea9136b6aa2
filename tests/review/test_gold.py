"""Marks in gold that no decision on a difference put in: which give way to one, and which stay."""

from dataclasses import replace

import pytest

from annotator.core.annotation import AnnotationSet, Span
from annotator.review import adjudication
from annotator.review.article import Review
from annotator.review.readings import Difference
from tests.review.hands import after, gold_of, hand, marks, only, review_of, span

SHORT = "The sediment stayed inside the channel"
LONG = f"{SHORT}, and anyone who says otherwise has not looked at the data."
NEAR = "sediment stayed inside the channel"  # no reading, yet of the same place as SHORT
BEDS = "winter dredging had caused the collapse"


def _hands() -> list[AnnotationSet]:
    return [hand("ann", span("claim", SHORT)), hand("bob")]


def _with(*by_hand: Span) -> tuple[Review, Difference]:
    """A difference on SHORT, and gold that somebody made without deciding."""
    review = review_of(*_hands(), gold_of(*by_hand))
    return review, only(review, SHORT)


def test_a_mark_of_another_label_on_the_very_words_stays() -> None:
    review, found = _with(span("actor", SHORT))
    taken = after(review, adjudication.take(review, found, found.readings[0]))
    assert marks(taken.gold) == {("actor", SHORT), ("claim", SHORT)}
    nothing = after(review, adjudication.nothing_here(review, found))
    assert marks(nothing.gold) == {("actor", SHORT)}


def test_a_mark_of_the_same_label_nearby_gives_way() -> None:
    review, found = _with(span("claim", NEAR))
    taken = after(review, adjudication.take(review, found, found.readings[0]))
    assert marks(taken.gold) == {("claim", SHORT)}
    nothing = after(review, adjudication.nothing_here(review, found))
    assert marks(nothing.gold) == set()


def test_a_mark_of_the_same_label_elsewhere_stays() -> None:
    review, found = _with(span("claim", BEDS), span("claim", "the channel"))
    nothing = after(review, adjudication.nothing_here(review, found))
    assert marks(nothing.gold) == {("claim", BEDS), ("claim", "the channel")}


def test_what_all_marked_alike_stays_beside_a_difference_on_most_of_its_words() -> None:
    both = span("claim", SHORT)
    more = span("claim", NEAR)
    review = review_of(hand("ann", both, more), hand("bob", both), gold_of(both))
    found = only(review, NEAR)
    for change in (
        adjudication.take(review, found, found.readings[0]),
        adjudication.nothing_here(review, found),
    ):
        assert ("claim", SHORT) in marks(after(review, change).gold)


def test_an_edit_by_hand_decides_on_what_stands_there_and_on_nothing_else() -> None:
    far, more = span("actor", "growers", id="far"), span("claim", "the channel", id="more")
    review, found = _with(far)
    review = after(review, adjudication.take(review, found, found.readings[0]))
    (stood,) = [one.id for one in review.gold.spans if one.text == SHORT]
    items = {**review.gold.items, more.id: more}
    review = after(review, adjudication.by_hand(review, only(review, SHORT), items))
    (decision,) = review.gold.decisions
    assert (decision.outcome, set(decision.marks)) == ("by hand", {stood, "more"})
    nothing = after(review, adjudication.nothing_here(review, only(review, SHORT)))
    assert marks(nothing.gold) == {("actor", "growers")}
    back = after(review, adjudication.reopen(review, decision))
    assert marks(back.gold) == {("actor", "growers")}


@pytest.mark.parametrize("way", ["take", "nothing"])
def test_what_another_decision_put_in_stays_where_it_reaches_over(way: str) -> None:
    """The mark on one place was moved by hand until it lies mostly on the words of the other."""
    first, second = "Tomas Reill", "The sediment stayed"
    review = review_of(hand("ann", span("claim", first), span("claim", second)), hand("bob"))
    asked = only(review, first)
    moved = replace(span("claim", "sediment stayed"), id="by-hand")
    items = {**review.gold.items, moved.id: moved}
    review = after(review, adjudication.by_hand(review, asked, items))
    other = only(review, second)
    act = adjudication.nothing_here(review, other)
    if way == "take":
        act = adjudication.take(review, other, other.readings[0])
    assert ("claim", "sediment stayed") in marks(after(review, act).gold)
    again = only(review, first)
    back = after(review, adjudication.nothing_here(review, again))
    assert marks(back.gold) == set(), "its own decision takes it away"
