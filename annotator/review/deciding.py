"""Which difference a decision settles or a note speaks of, also after readings have changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.annotation import Decision, Relation, Span
from annotator.review.keys import (
    Hand,
    Join,
    Place,
    basis_of,
    join_basis,
    overlap,
    place_of,
    reading_order,
    span_basis,
    together,
)
from annotator.review.readings import AGREED, Difference, Reading


@dataclass(frozen=True, slots=True)
class Agreed:
    """What all who have finished marked alike: words, label and attributes, or a relation.

    Spans and relations are those of the first of them, by the digests that decisions name.
    """

    annotators: tuple[str, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)
    joins: dict[str, tuple[Join, Relation]] = field(default_factory=dict)

    @property
    def span_at(self) -> dict[Place, Span]:
        """Return the spans by place."""
        return {place_of(span): span for span in self.spans.values()}


def agreed_by(hands: Sequence[Hand]) -> Agreed:
    """Return what all of some annotators marked alike; of nobody, nothing."""
    if not hands:
        return Agreed()
    first, *rest = hands
    spans = {
        span_basis(place, span.attributes): span
        for place, span in first.spans.items()
        if all(_alike(span, hand.spans.get(place)) for hand in rest)
    }
    joins = {
        join_basis(join): (join, relation)
        for join, relation in first.joins.items()
        if all(join in hand.joins for hand in rest)
    }
    return Agreed(tuple(hand.annotator for hand in hands), spans, joins)


def settled(
    found: Sequence[Difference], agreed: Agreed, decisions: Sequence[Decision], document_id: str
) -> list[Difference]:
    """Return differences with their decisions, in reading order.

    A decision that rests on other readings than those of today is stale: it stands beside the
    difference that lies where it did, or, where none is left, in a difference of its own whose
    only reading is what all mark there now. One whose very place is in question in a difference
    that has a decision already, or on relations from such a place, has none: it is settled with
    that. Where nobody has finished, nothing is stale.
    """
    by_basis = {one.basis: one for one in decisions}
    settled = [
        replace(one, decision=by_basis[one.basis]) if one.basis in by_basis else one
        for one in found
    ]
    if not agreed.annotators:
        return settled
    known = {one.basis for one in found} | agreed.spans.keys() | agreed.joins.keys()
    left = [one for one in decisions if one.basis not in known]
    lone: list[Difference] = []
    if left:
        settled, left = _stale(settled, left)
        covered = frozenset(by_basis)
        asked = {place[:2] for one in found for place in one.places}
        lone = [
            _vanished(one, agreed, covered, document_id)
            for one in left
            if (one.start, one.end) not in asked
        ]
    return sorted([*settled, *lone], key=lambda one: (one.start, -one.end, one.id))


def noted(
    found: Sequence[Difference], agreed: Agreed, notes: Sequence[Decision], document_id: str
) -> list[Difference]:
    """Return differences with the notes on them, in reading order.

    Where the readings have changed, a note stays at its place: at the difference that lies there
    now, or, where all mark the same by now, in a difference of its own, which is not open.
    """
    if not notes:
        return list(found)
    places = list(found)
    for note in notes:
        index = _place_of_note(note, places)
        if index is not None:
            places[index] = replace(places[index], notes=(*places[index].notes, note))
        elif len(agreed.annotators) > 1:
            lone = _vanished(note, agreed, frozenset(), document_id)
            places.append(replace(lone, decision=None, stale=False, notes=(note,)))
    return sorted(places, key=lambda one: (one.start, -one.end, one.id))


def _place_of_note(note: Decision, places: Sequence[Difference]) -> int | None:
    """Return which difference a note speaks of: that of its readings, else the one at its place."""
    at = (note.start, note.end)
    fit = {
        index: (one.basis == note.basis, _same_sort(note, one), overlap(at, (one.start, one.end)))
        for index, one in enumerate(places)
        if one.basis == note.basis or _speaks_of(at, one)
    }
    return max(fit, key=lambda index: (fit[index], -index), default=None)


def _speaks_of(at: tuple[int, int], one: Difference) -> bool:
    """Tell whether a range is that of a difference by now, or that of a mark in it."""
    ranges = [(one.start, one.end), *(place[:2] for place in one.places)]
    return any(_lies_at(each, at) for each in ranges)


def _stale(
    found: list[Difference], decisions: Iterable[Decision]
) -> tuple[list[Difference], list[Decision]]:
    """Return differences with the stale decisions that lie there, and the decisions left over."""
    places = {index: one for index, one in enumerate(found) if one.decision is None}
    left = []
    for decision in decisions:
        at = (decision.start, decision.end)
        fit = {
            index: overlap(at, (one.start, one.end))
            for index, one in places.items()
            if _same_sort(decision, one) and _is_of(at, one)
        }
        if not fit:
            left.append(decision)
            continue
        index = max(fit, key=lambda each: (fit[each], -each))
        found[index] = replace(places.pop(index), decision=decision, stale=True)
    return found, left


def _is_of(at: tuple[int, int], one: Difference) -> bool:
    """Tell whether a range is that of a difference, or just that of a mark in it."""
    return together(at, (one.start, one.end)) or any(at == place[:2] for place in one.places)


def _vanished(
    decision: Decision, agreed: Agreed, covered: frozenset[str], document_id: str
) -> Difference:
    """Return the difference of a decision where none is left: all that mark there, mark the same.

    What has a decision of its own there is left out.
    """
    relation = decision.basis.startswith("r")
    if relation:
        reading = _agreed_joins(decision, agreed, covered)
    else:
        reading = _agreed_spans(decision, agreed, covered)
    said: list[object] = [sorted([*place_of(span), span.attributes] for span in reading.spans)]
    said.append(sorted(reading.joins))
    basis = basis_of([(reading.annotators, said)], relation=relation)
    return Difference(
        id=f"{document_id}/{decision.id}",
        document=document_id,
        kind=AGREED,
        start=decision.start,
        end=decision.end,
        readings=(reading,),
        cost=0,
        basis=basis,
        decision=decision,
        stale=basis != decision.basis,
    )


def _agreed_spans(decision: Decision, agreed: Agreed, covered: frozenset[str]) -> Reading:
    at = (decision.start, decision.end)
    spans = [
        span
        for basis, span in agreed.spans.items()
        if basis not in covered and _lies_at((span.start, span.end), at)
    ]
    places = {place_of(span) for span in spans}
    ends: dict[Place, Span] = {}
    relations = []
    known = agreed.span_at
    for join, relation in agreed.joins.values():
        if places & set(join[1:]) and all(end in known for end in join[1:]):
            relations.append(relation)
            ends.update((end, known[end]) for end in join[1:] if end not in places)
    spans.sort(key=lambda span: reading_order(place_of(span)))
    return Reading(agreed.annotators, tuple(spans), tuple(relations), tuple(ends.values()))


def _agreed_joins(decision: Decision, agreed: Agreed, covered: frozenset[str]) -> Reading:
    known = agreed.span_at
    found = [
        (join, relation)
        for basis, (join, relation) in agreed.joins.items()
        if basis not in covered
        and _lies_at(join[1][:2], (decision.start, decision.end))
        and all(end in known for end in join[1:])
    ]
    ends = {end: known[end] for join, _ in found for end in join[1:]}
    return Reading(agreed.annotators, (), tuple(one for _, one in found), tuple(ends.values()))


def _lies_at(span: tuple[int, int], at: tuple[int, int]) -> bool:
    return together(span, at) or (at[0] <= span[0] and span[1] <= at[1])


def _same_sort(decision: Decision, difference: Difference) -> bool:
    return decision.basis[:1] == difference.basis[:1]


def _alike(span: Span, other: Span | None) -> bool:
    return other is not None and other.attributes == span.attributes
