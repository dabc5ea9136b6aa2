"""What all marked alike goes into gold by itself, past what was decided or made by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.core.annotation import DECISION_ID, Decision, Span
from annotator.core.change import Change
from annotator.review.article import Review
from annotator.review.gold import Gold, gold_in, pay, taken_at
from annotator.review.keys import Join, Place, fresh_id, overlap, place_of, together
from annotator.review.readings import AGREED

OUTCOME = "agreed"
NAME = "Accept what all marked alike"


def accept_agreed(review: Review) -> Change:
    """Put what all who finished marked alike into gold, each mark with a decision of its own.

    Left out is what has a decision already, even if the mark was taken away since; what lies where
    a decision is stale; and what stands there or was marked otherwise by hand. Gold that came in
    ready made stays as it is. Done twice, the second time changes nothing.
    """
    if review.ready_made:
        return Change(NAME)
    gold = gold_in(review)
    bar = _bar(review)
    decided = {one.basis for one in review.gold.decisions}
    new = {
        basis: span
        for basis, span in review.agreed.spans.items()
        if basis not in decided and bar.lets(span)
    }
    gold.put_spans(new.values(), ())
    for (basis, span), mark in zip(new.items(), list(gold.kept), strict=True):
        _note(review, gold, (span.start, span.end, mark), basis)
    joins = {
        basis: join
        for basis, (join, _) in review.agreed.joins.items()
        if basis not in decided and not bar.stale_join(join)
    }
    _accept_joins(review, gold, joins)
    pay(gold, review, None, taken_at(review))
    return gold.change(NAME)


def with_agreed(review: Review) -> Review:
    """Return the review as it is once all that is agreed on is in gold; nothing is written."""
    change = accept_agreed(review)
    if not change:
        return review
    items = change.applied_to(review.gold.items)
    return review.with_gold(replace(review.gold, items=items))


@dataclass(frozen=True, slots=True)
class _Bar:
    """What keeps agreed marks out of gold."""

    stale: tuple[tuple[int, int], ...]  # ranges of decisions that are to be made again
    joins: tuple[tuple[int, int], ...]  # the same of relations
    settled: frozenset[Place]  # places in differences, also in those that vanished
    there: frozenset[Place]
    by_hand: tuple[Span, ...]  # in no decision, and nobody agrees with it

    def lets(self, span: Span) -> bool:
        """Tell whether a span may go in."""
        at, place = (span.start, span.end), place_of(span)
        if place in self.settled or place in self.there:
            return False
        return not _meets(at, self.stale) and not any(
            together(at, (one.start, one.end)) for one in self.by_hand
        )

    def stale_join(self, join: Join) -> bool:
        """Tell whether a decision about the relations of this source is to be made again."""
        return _meets(join[1][:2], self.joins)


def _bar(review: Review) -> _Bar:
    stale = [one.decision for one in review.differences if one.stale and one.decision]
    owned = {mark for one in review.gold.decisions for mark in one.marks}
    agreed = review.agreed.span_at
    return _Bar(
        tuple((one.start, one.end) for one in stale if not one.basis.startswith("r")),
        tuple((one.start, one.end) for one in stale if one.basis.startswith("r")),
        frozenset(place for one in review.differences if not one.past for place in one.places),
        frozenset(place_of(span) for span in review.gold.spans),
        tuple(
            span
            for span in review.gold.spans
            if span.id not in owned and place_of(span) not in agreed
        ),
    )


def _accept_joins(review: Review, gold: Gold, joins: Mapping[str, Join]) -> None:
    """Draw relations whose ends all marked alike, attributes too, and which stand in gold."""
    agreed, drawn = review.agreed.span_at, gold.joins
    spans = {place_of(span): span for span in reversed(gold.spans)}
    for basis, join in joins.items():
        label, *ends = join
        if join in drawn or not all(end in agreed and end in spans for end in ends):
            continue
        mark = gold.draw((label, spans[ends[0]], spans[ends[1]]), {})
        if mark:
            _note(review, gold, (*ends[0][:2], mark), basis)


def _note(review: Review, gold: Gold, at: tuple[int, int, str], basis: str) -> None:
    """Write down that a mark, from start to end, went in because all agree."""
    start, end, mark = at
    taken = review.agreed.annotators
    made = fresh_id(DECISION_ID)
    gold.items[made] = Decision(made, start, end, AGREED, OUTCOME, taken, (mark,), basis)


def _meets(at: tuple[int, int], ranges: Iterable[tuple[int, int]]) -> bool:
    return any(overlap(at, one) for one in ranges)
