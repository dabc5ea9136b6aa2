"""Settling differences into gold: each decision is one change of the gold set, with one undo.

A decision replaces what an earlier one of the same difference put in. Its relations come along
where both ends stand in gold: between the spans at the places of the annotator's own, else between
those of the same label that share most words with them. One whose end is not in gold yet is drawn
with the decision that brings the end in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotator.core.annotation import (
    DECISION_ID,
    NOTED,
    STATUS_ID,
    Decision,
    Item,
    Items,
    Mark,
    Relation,
    Span,
    Status,
)
from annotator.core.change import Change
from annotator.review.article import Review
from annotator.review.gold import (
    BY_HAND,
    CARRIES,
    NOTHING,
    PARTS,
    READING,
    SEVERAL,
    Verdict,
    between,
    carried,
    ends_in,
    gold_in,
    is_relation,
    pay,
    relations_by_key,
    standing,
    taken_at,
)
from annotator.review.keeping import How, kept_how
from annotator.review.keys import fresh_id, overlap, place_of
from annotator.review.readings import Difference, Reading


class UnfitDecisionError(ValueError):
    """A decision cannot be made; the message says why in one sentence."""


class UnsettledReviewError(ValueError):
    """An article cannot be finished: differences wait; the message says how many."""


class Parts(NamedTuple):
    """A span made of others: where it starts, where it ends, and its label and attributes.

    `besides` is what the reading of the label has there besides. What of that cannot stay gives
    way to its like among `instead`: what the readings of start and end have besides.
    """

    start: Span
    end: Span
    label: Span
    besides: tuple[Span, ...] = ()
    instead: tuple[Span, ...] = ()


def take(review: Review, difference: Difference, reading: Reading) -> Change:
    """Let gold have one reading, and nothing else at the difference."""
    if reading.empty:
        return nothing_here(review, difference)
    why = _why(difference, READING, reading.annotators)
    verdict = Verdict(READING, reading.annotators, reading.spans, (reading,), (), *why)
    return _decide("Take reading", review, difference, verdict)


def take_also(review: Review, difference: Difference, reading: Reading) -> Change:
    """Let gold have a reading beside what it has there: both are valid.

    Of spans at the same place the one that is there stays. Raise UnfitDecisionError where nothing
    new would come in.
    """
    there = [review.gold.items[each] for each in standing(review, difference)]
    if not there:
        return take(review, difference, reading)
    spans = [one for one in there if isinstance(one, Span)]
    known = {place_of(span) for span in spans}
    new = [span for span in reading.spans if place_of(span) not in known]
    if not new and not (is_relation(difference) and reading.relations):
        raise UnfitDecisionError("Gold has these words with these labels already.")
    old = difference.decision or Decision("", 0, 0, "", "")
    taken = tuple(dict.fromkeys((*old.taken, *reading.annotators)))
    readings = tuple(one for one in difference.readings if set(one.annotators) & set(taken))
    verdict = Verdict(
        SEVERAL,
        taken,
        (*spans, *new),
        readings,
        reason=old.reason,
        guideline=old.guideline,
    )
    return _decide("Take another reading", review, difference, verdict)


def compose(review: Review, difference: Difference, *parts: Parts) -> Change:
    """Let gold have spans that start, end and are labelled as spans of the readings are.

    What stands besides comes along, as far as it fits. Raise UnfitDecisionError where a span would
    end before it starts.
    """
    text = review.document.text
    made = tuple(span for part in parts for span in composed(part, text))
    used = {span for part in parts for span in part[:3]}
    readings = tuple(one for one in difference.readings if used & set(one.spans))
    taken = tuple(name for one in readings for name in one.annotators)
    return _decide("Put together", review, difference, Verdict(PARTS, taken, made, readings))


def parts_of(*chosen: tuple[Reading, Span]) -> Parts:
    """Return the parts that are spans of three readings: of start, end and label."""
    (_, start), (_, end), (_, label) = chosen
    first, last, named = (
        tuple(one for one in reading.spans if one is not span) for reading, span in chosen
    )
    return Parts(start, end, label, besides=named, instead=(*first, *last))


def composed(part: Parts, text: str) -> tuple[Span, ...]:
    """Return the span that parts make, and what stands besides: inside it or apart from it.

    Raise UnfitDecisionError where it would end before it starts.
    """
    start, end = part.start.start, part.end.end
    if start >= end:
        raise UnfitDecisionError("The mark would end before it starts.")
    made = replace(part.label, start=start, end=end, text=text[start:end])
    found = [one for one in part.besides if _fits(one, made)]
    lost = [one for one in part.besides if one not in found]
    for one in part.instead:
        if _fits(one, made) and _has_like(one, lost) and not _has_like(one, found):
            found.append(one)
    return (made, *found)


def fallen_away(parts: Parts, readings: Iterable[Reading], made: Sequence[Span]) -> list[Span]:
    """Return the marks of the readings whose parts were taken that have no like besides `made`.

    Like one is a mark with its label on some of its words. The parts themselves are left out.
    """
    taken, besides = {place_of(span) for span in parts[:3]}, made[1:]
    lost = {
        place_of(span): span
        for reading in readings
        for span in reading.spans
        if place_of(span) not in taken and not _has_like(span, besides)
    }
    return list(lost.values())


def _fits(span: Span, made: Span) -> bool:
    """Tell whether a span can stand beside what is made: inside it, or apart from it."""
    inside = made.start <= span.start and span.end <= made.end
    apart = not overlap((span.start, span.end), (made.start, made.end))
    return (inside or apart) and place_of(span) != place_of(made)


def _has_like(span: Span, others: Iterable[Span]) -> bool:
    at = (span.start, span.end)
    return any(one.label == span.label and overlap(at, (one.start, one.end)) > 0 for one in others)


def put(
    review: Review, difference: Difference, spans: Sequence[Span], near: Reading | None = None
) -> Change:
    """Let gold have spans that are of no reading; the relations of one `near` come along."""
    readings = (near,) if near is not None else ()
    return _decide("Edit gold", review, difference, Verdict(BY_HAND, (), tuple(spans), readings))


def nothing_here(review: Review, difference: Difference) -> Change:
    """Let gold have nothing at a difference."""
    empty = next((one for one in difference.readings if one.empty), Reading(()))
    why = _why(difference, NOTHING, empty.annotators)
    verdict = Verdict(NOTHING, empty.annotators, (), (), (), *why)
    return _decide("Nothing here", review, difference, verdict)


def by_hand(review: Review, difference: Difference, after: Items) -> Change:
    """Make gold as it is after an edit, and let that be the decision."""
    return _leave("Edit gold", review, difference, (BY_HAND, ()), after)


def keep(review: Review, difference: Difference) -> Change:
    """Let gold have what it has at a difference, and let that be the decision."""
    how = kept_how(review, difference)
    return _leave("Keep gold", review, difference, how, review.gold.items)


def settle_as(
    review: Review, difference: Difference, decision: Decision, marks: Sequence[Mark]
) -> Change:
    """Let gold have the marks of a decision that was made on another state of gold."""
    ends = {one.id: one for one in (*review.gold.spans, *marks) if isinstance(one, Span)}
    drawn = [
        (one.label, ends[one.source], ends[one.target])
        for one in marks
        if isinstance(one, Relation) and one.source in ends and one.target in ends
    ]
    taken = set(decision.taken) if decision.outcome in CARRIES else set[str]()
    verdict = Verdict(
        decision.outcome,
        decision.taken,
        tuple(one for one in marks if isinstance(one, Span)),
        tuple(one for one in difference.readings if taken & set(one.annotators)),
        tuple(drawn),
        decision.reason,
        decision.guideline,
    )
    return _decide("Take mine", review, difference, verdict)


def explained(review: Review, difference: Difference, reason: str, guideline: str = "") -> Change:
    """Say why a difference was decided so; before a decision, keep the words as a note on it.

    A note settles nothing. A later decision takes its words over; once other words are given for
    that, the note goes. Without words there is no note.
    """
    after = {**review.gold.items}
    for note in difference.notes:
        del after[note.id]
    decision = difference.decision
    if decision is not None and difference.decided:
        after[decision.id] = replace(decision, reason=reason, guideline=guideline)
        return between("Reason", review.gold.items, after)
    if reason or guideline:
        made = replace(_note(difference), reason=reason, guideline=guideline)
        after[made.id] = made
    return between("Note", review.gold.items, after)


def reopen(review: Review, decision: Decision) -> Change:
    """Take a decision back, with all that it put in; gold that was done is no longer.

    Of ready-made gold the marks that stand there stay, to be decided on.
    """
    open_again = next((one for one in review.differences if one.decision == decision), None)
    after = {**review.gold.items, **_kept(review, open_again)}
    gone = {decision.id, *decision.marks}
    for key, item in review.gold.items.items():
        hanging = isinstance(item, Relation) and (item.source in gone or item.target in gone)
        if key in gone or hanging:
            del after[key]
    status = review.gold.status
    if status.state == "done":
        del after[STATUS_ID]
        if status.note:
            after[STATUS_ID] = Status("none", status.note)
    return between("Decide again", review.gold.items, after)


def finish(review: Review) -> Change:
    """Say that gold of an article is done; raise UnsettledReviewError while differences wait."""
    counts = review.counts
    waiting = counts.open + counts.stale
    if waiting:
        words = "1 difference waits" if waiting == 1 else f"{waiting} differences wait"
        raise UnsettledReviewError(f"{words} for a decision.")
    status = review.gold.status
    after: dict[str, Item] = {**review.gold.items, STATUS_ID: Status("done", status.note)}
    return between("Finish review", review.gold.items, after)


def _leave(
    name: str,
    review: Review,
    difference: Difference,
    how: How,
    after: Items,
) -> Change:
    """Make gold as `after`, and let that be the decision."""
    before = review.gold.items
    there = set(standing(review, difference))
    marks = tuple(
        key
        for key, item in after.items()
        if isinstance(item, Span | Relation) and (key in there or before.get(key) != item)
    )
    old = difference.decision or Decision("", 0, 0, "", "")
    verdict = Verdict(*how, reason=old.reason, guideline=old.guideline)
    decision = _decision(difference, verdict, marks)
    kept = _kept(review, difference)
    return between(name, before, {**after, **kept, decision.id: decision})


def _decide(name: str, review: Review, difference: Difference, verdict: Verdict) -> Change:
    gold = gold_in(review, difference)
    there = standing(review, difference)
    taken = taken_at(review, difference, verdict)
    wanted = [*verdict.drawn, *(each for one in verdict.readings for each in ends_in(one, taken))]
    known = relations_by_key(gold.before)
    if is_relation(difference):
        for mark in there:
            del gold.items[mark]
    else:
        spans = [each for each in there if isinstance(gold.before[each], Span)]
        gold.put_spans(verdict.spans, spans)
        own = set() if verdict.outcome == SEVERAL else set(there)
        gold.drop_relations(carried(review.gold.decisions) | own)
        gold.hang_over()
    drawn = [gold.draw(ends, known) for ends in wanted]
    left = [each for each in there if isinstance(gold.items.get(each), Relation)]
    marks = [*gold.kept, *left, *filter(None, drawn)]
    pay(gold, review, difference, taken)
    gold.items.update(_kept(review, difference))
    decision = _decision(difference, verdict, tuple(dict.fromkeys(marks)))
    gold.items[decision.id] = decision
    return gold.change(name)


def _kept(review: Review, besides: Difference | None = None) -> dict[str, Decision]:
    """Return the decisions by which ready-made gold stands, but for one difference; else none."""
    if not review.ready_made:
        return {}
    made = [
        _made_by(one.decision, one, standing(review, one))
        for one in review.differences
        if one.decision is not None and (besides is None or one.id != besides.id)
    ]
    return {one.id: one for one in made}


def _made_by(decision: Decision, difference: Difference, marks: Sequence[str]) -> Decision:
    """Return a decision that is to be stored, with the words of the notes on its difference."""
    why = difference.note
    return replace(
        decision,
        id=fresh_id(DECISION_ID),
        marks=tuple(marks),
        reason=decision.reason or why[0],
        guideline=decision.guideline or why[1],
    )


def _note(difference: Difference) -> Decision:
    """Return the note on a difference, as yet without words; it keeps the id of an older one."""
    key = next((one.id for one in difference.notes), "") or fresh_id(DECISION_ID)
    place = (difference.start, difference.end)
    return Decision(key, *place, difference.kind, NOTED, basis=difference.basis)


def _why(difference: Difference, outcome: str, taken: tuple[str, ...]) -> tuple[str, str]:
    """Return the reason and the guideline where the same was decided before, else none."""
    old = difference.decision
    same = old is not None and (old.outcome, old.taken) == (outcome, taken)
    return (old.reason, old.guideline) if old is not None and same else ("", "")


def _decision(difference: Difference, verdict: Verdict, marks: Sequence[str]) -> Decision:
    """Return the decision; a note on the difference is its reason where none was given."""
    if difference.past:
        raise UnfitDecisionError("All agree here by now: there is nothing to decide.")
    old, note = difference.decision, difference.note
    return Decision(
        id=(old.id if old else "") or fresh_id(DECISION_ID),
        start=difference.start,
        end=difference.end,
        kind=difference.kind,
        outcome=verdict.outcome,
        taken=verdict.taken,
        marks=tuple(marks),
        basis=difference.basis,
        reason=verdict.reason or note[0],
        guideline=verdict.guideline or note[1],
    )
