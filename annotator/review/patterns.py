"""What an annotator does again and again, found in one decision, and settled alike elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotator.agreement.matching import matched
from annotator.core.annotation import Attributes, Decision, SetKey, Span
from annotator.core.change import Part
from annotator.core.people import GOLD
from annotator.core.progress import Progress, silent
from annotator.core.words import words
from annotator.review import adjudication
from annotator.review.article import Review
from annotator.review.gold import NOTHING, READING, between
from annotator.review.queue import review_of, reviews
from annotator.review.readings import AGREED, ALONE, RELATION, Difference, Reading
from annotator.store.handle import Store


class Edge(NamedTuple):
    """How far out a start or an end lies beside that of gold: so many words, or only signs.

    `side` is 1 where the span is longer there, -1 where it is shorter, 0 where they are the same.
    """

    side: int = 0
    words: int = 0
    signs: str = ""  # what lies between, where it holds no word; " " where that is blank


class Step(NamedTuple):
    """What one span, or one relation, is to an annotator beside what it is in gold.

    `gold` and `label` are the labels, "" where the one or the other has nothing. `attributes` are
    (name, gold's value, the annotator's), where they tell the two apart.
    """

    gold: str
    label: str
    start: Edge = Edge()
    end: Edge = Edge()
    attributes: tuple[tuple[str, str, str], ...] = ()


class Way(NamedTuple):
    """What some annotators alike did otherwise."""

    annotators: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How annotators part from what gold took, so that it can be known again in another text."""

    kind: str
    nothing: bool  # gold took nothing
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """An open difference that fits a pattern, with the reading that gold would take there."""

    document: str
    title: str
    difference: Difference
    reading: Reading


def pattern_of(review: Review, difference: Difference) -> Pattern | None:
    """Return the pattern of a settled difference, or None where its decision tells of none.

    Only readings that were taken whole, and nothing, do.
    """
    decision = difference.decision
    if decision is None or difference.stale or difference.kind in {AGREED, ALONE}:
        return None
    reading = _taken(difference, decision)
    if reading is None:
        return None
    found = _pattern(review.document.text, difference, reading)
    return found if found.ways else None


def alike_in(review: Review, pattern: Pattern) -> list[Alike]:
    """Return the open differences of an article that fit a pattern, in reading order."""
    found = []
    for one in review.differences:
        if one.decision is None and one.kind == pattern.kind:
            reading = _fitting(review.document.text, one, pattern)
            if reading is not None:
                document = review.document
                found.append(Alike(document.id, document.title, one, reading))
    return found


def alike(store: Store, pattern: Pattern, progress: Progress = silent) -> list[Alike]:
    """Return all open differences of a project that fit a pattern, in its order."""
    found = reviews(store, progress=progress)
    return [one for review in found for one in alike_in(review, pattern)]


def apply_pattern(
    store: Store, chosen: Iterable[Alike], *, reason: str = "", guideline: str = ""
) -> tuple[Part, ...]:
    """Return the parts of one edit that settles differences, each with the reading it says.

    What was settled since, or reads otherwise, is left out.
    """
    by_document: defaultdict[str, list[Alike]] = defaultdict(list)
    for one in chosen:
        by_document[one.document].append(one)
    parts = []
    for document, here in by_document.items():
        before = review_of(store, document)
        after = before
        for one in here:
            after = _settled(after, one, (reason, guideline))
        change = between("Decide alike", before.gold.items, after.gold.items)
        if change:
            parts.append(Part(SetKey(document, GOLD), change))
    return tuple(parts)


def _settled(review: Review, one: Alike, why: tuple[str, str]) -> Review:
    difference = review.difference(one.difference.id)
    if difference is None or difference.decision is not None:
        return review
    items = adjudication.take(review, difference, one.reading).applied_to(review.gold.items)
    fresh = [
        item
        for item in items.values()
        if isinstance(item, Decision) and item.id not in review.gold.items
    ]
    for decision in fresh:
        items[decision.id] = replace(decision, reason=why[0], guideline=why[1])
    return review.with_gold(replace(review.gold, items=items))


def _taken(difference: Difference, decision: Decision) -> Reading | None:
    if decision.outcome == NOTHING:
        return next((one for one in difference.readings if one.empty), Reading(()))
    if decision.outcome != READING:
        return None
    taken = set(decision.taken)
    return next((one for one in difference.readings if taken <= set(one.annotators)), None)


def _fitting(text: str, difference: Difference, pattern: Pattern) -> Reading | None:
    """Return the reading that a pattern would have gold take, or None where it does not fit."""
    choices = [one for one in difference.readings if one.empty is pattern.nothing]
    if pattern.nothing and not choices:
        choices = [Reading(())]
    fitting = (one for one in choices if _pattern(text, difference, one) == pattern)
    return next(fitting, None)


def _pattern(text: str, difference: Difference, taken: Reading) -> Pattern:
    steps = _joins_apart if difference.kind == RELATION else _spans_apart
    ways = (
        Way(one.annotators, tuple(steps(text, taken, one)))
        for one in difference.readings
        if one is not taken
    )
    return Pattern(difference.kind, taken.empty, tuple(sorted(one for one in ways if one.steps)))


def _spans_apart(text: str, taken: Reading, other: Reading) -> list[Step]:
    found = []
    for match in matched(taken.spans, other.spans):
        if match.left is None or match.right is None:
            found.append(_alone(match.left, match.right))
        else:
            step = _step(text, match.left, match.right)
            if step != Step(step.gold, step.gold):
                found.append(step)
    return found


def _alone(gold: Span | None, other: Span | None) -> Step:
    """Return the step of a span that one of the two lacks; its attributes tell which kind it is."""
    span = gold or other
    pairs = span.attributes if span else ()
    if gold:
        return Step(gold.label, "", attributes=tuple((key, value, "") for key, value in pairs))
    label = other.label if other else ""
    return Step("", label, attributes=tuple((key, "", value) for key, value in pairs))


def _step(text: str, gold: Span, other: Span) -> Step:
    same = (gold.start, gold.end, gold.label) == (other.start, other.end, other.label)
    return Step(
        gold.label,
        other.label,
        _edge(text, gold.start, other.start, 1 if other.start < gold.start else -1),
        _edge(text, gold.end, other.end, 1 if other.end > gold.end else -1),
        _apart(gold.attributes, other.attributes) if same else (),
    )


def _edge(text: str, gold: int, other: int, side: int) -> Edge:
    if gold == other:
        return Edge()
    between_them = text[min(gold, other) : max(gold, other)]
    count = len(words(between_them))
    return Edge(side, count) if count else Edge(side, 0, between_them.strip() or " ")


def _apart(gold: Attributes, other: Attributes) -> tuple[tuple[str, str, str], ...]:
    ours, theirs = dict(gold), dict(other)
    names = sorted(ours.keys() | theirs.keys())
    found = ((name, ours.get(name, ""), theirs.get(name, "")) for name in names)
    return tuple(one for one in found if one[1] != one[2])


def _joins_apart(text: str, taken: Reading, other: Reading) -> list[Step]:
    """Return the relations that one of the two lacks; the words they join tell nothing."""
    ours, theirs = taken.joins.keys(), other.joins.keys()
    lost: Sequence[Step] = [Step(join[0], "") for join in sorted(ours - theirs)]
    return [*lost, *(Step("", join[0]) for join in sorted(theirs - ours))]
