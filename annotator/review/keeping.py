"""By what gold has its marks at a difference where the readings have changed since."""

from collections.abc import Iterable, Mapping

from annotator.core.annotation import Decision, Relation, Span
from annotator.review.article import Review
from annotator.review.gold import (
    BY_HAND,
    NOTHING,
    PARTS,
    READING,
    SEVERAL,
    is_relation,
    standing,
)
from annotator.review.keys import joins_of, place_of
from annotator.review.readings import Difference, Reading

How = tuple[str, tuple[str, ...]]  # the outcome of a decision, and who was taken
_Left = frozenset[object]  # what tells apart what stands at a difference


def kept_how(review: Review, difference: Difference) -> How:
    """Return by what gold has what stands at a difference: as it was decided, where that holds.

    What was a reading, and is nobody's by now, is by hand, with those whose reading it was.
    """
    old = difference.decision
    if old is None:
        return BY_HAND, ()
    if old.outcome in {PARTS, BY_HAND}:
        return old.outcome, old.taken
    there = _standing(review, difference)
    left = {one.annotators: _left(one, difference) for one in difference.readings}
    same = next((who for who, marks in left.items() if marks == there), None)
    if not there or same is not None:
        return READING if there else NOTHING, same or ()
    return _of_several(old, there, left) or (BY_HAND, old.taken)


def _of_several(old: Decision, there: _Left, left: Mapping[tuple[str, ...], _Left]) -> How | None:
    """Return that several readings were taken, where all that stands is still of some."""
    within = {who: marks for who, marks in left.items() if marks and marks <= there}
    if old.outcome != SEVERAL or frozenset().union(*within.values()) != there:
        return None
    return SEVERAL, tuple(name for who in within for name in who)


def _standing(review: Review, difference: Difference) -> _Left:
    items = [review.gold.items[each] for each in standing(review, difference)]
    if is_relation(difference):
        drawn = [one for one in items if isinstance(one, Relation)]
        return frozenset(joins_of(drawn, review.gold.spans))
    return _said(one for one in items if isinstance(one, Span))


def _left(reading: Reading, difference: Difference) -> _Left:
    return frozenset(reading.joins) if is_relation(difference) else _said(reading.spans)


def _said(spans: Iterable[Span]) -> _Left:
    return frozenset((place_of(span), span.attributes) for span in spans)
