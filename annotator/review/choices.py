"""What gold could have at a difference, by what it has where a pattern was found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from annotator.core.annotation import Span
from annotator.core.change import Change
from annotator.review import adjudication
from annotator.review.adjudication import Parts
from annotator.review.article import Review
from annotator.review.edges import end_off, start_off
from annotator.review.gold import BY_HAND, SEVERAL, between
from annotator.review.keys import place_of
from annotator.review.pattern import Pattern
from annotator.review.readings import Difference, Reading

Settle = Callable[[Review, Difference], Change]


def choices(
    text: str, difference: Difference, pattern: Pattern
) -> Iterator[tuple[Reading, Settle]]:
    """Yield what gold could have at a difference, and how that is decided.

    What fits a pattern is among them; whether one fits is for the caller to find out.
    """
    readings = difference.readings
    if pattern.outcome == SEVERAL:
        yield from _several(readings)
    elif pattern.outcome == BY_HAND:
        yield from _parts(readings, text)
        yield from _by_hand(readings, text, pattern)
    else:
        whole = [one for one in readings if one.empty is pattern.nothing]
        if pattern.nothing and not whole:
            whole = [Reading(())]
        for one in sorted(whole, key=lambda one: set(pattern.taken).isdisjoint(one.annotators)):
            yield one, _taking((one,))


def _several(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Settle]]:
    marking = [one for one in readings if one.spans]
    for count in range(2, len(marking) + 1):
        for some in combinations(marking, count):
            spans = {place_of(span): span for one in reversed(some) for span in one.spans}
            yield Reading((), tuple(spans.values())), _taking(some)


def _parts(readings: Sequence[Reading], text: str) -> Iterator[tuple[Reading, Settle]]:
    """Yield spans that begin, end and are labelled as those of the readings."""
    lone = [one.spans[0] for one in readings if len(one.spans) == 1]
    for start, end, label in product(lone, repeat=3):
        if start.start < end.end:
            words = text[start.start : end.end]
            made = replace(label, start=start.start, end=end.end, text=words)
            yield Reading((), (made,)), _composing(Parts(start, end, label))


def _by_hand(
    readings: Sequence[Reading], text: str, pattern: Pattern
) -> Iterator[tuple[Reading, Settle]]:
    """Yield spans whose edges lie off those of a reading as gold's lay off it."""
    ways = {way.annotators: way.steps for way in pattern.ways}
    for one in readings:
        steps = ways.get(one.annotators, ())
        if len(steps) != 1 or len(one.spans) != 1 or not (steps[0].gold and steps[0].label):
            continue
        (step,), (span,) = steps, one.spans
        start = start_off(text, span.start, step.start)
        end = end_off(text, span.end, step.end)
        if start < end:
            known = span.attributes if step.gold == step.label else ()
            made = Span(span.id, step.gold, start, end, text[start:end], known)
            yield Reading((), (made,)), _putting((made,), one)


def _taking(readings: Sequence[Reading]) -> Settle:
    def settle(review: Review, difference: Difference) -> Change:
        now, first = review, difference
        for number, reading in enumerate(readings):
            act = adjudication.take_also if number else adjudication.take
            items = act(now, first, reading).applied_to(now.gold.items)
            now = now.with_gold(replace(now.gold, items=items))
            first = now.difference(difference.id) or difference
        return between("Decide alike", review.gold.items, now.gold.items)

    return settle


def _composing(parts: Parts) -> Settle:
    return lambda review, difference: adjudication.compose(review, difference, parts)


def _putting(spans: Sequence[Span], near: Reading) -> Settle:
    return lambda review, difference: adjudication.put(review, difference, spans, near)
