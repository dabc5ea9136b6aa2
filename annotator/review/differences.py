"""Where those who have finished an article part ways, and what they marked alike."""

from collections.abc import Sequence

from annotator.review.clusters import clusters
from annotator.review.keys import Hand, Join, Place
from annotator.review.readings import (
    ALONE,
    Difference,
    relations_difference,
    spans_difference,
)

PAIR = 2  # fewer than two do not differ


def found_in(document_id: str, hands: Sequence[Hand], *, alone: bool = False) -> list[Difference]:
    """Return the differences of some annotators in reading order, without decisions."""
    if len(hands) < PAIR:
        apart = set(hands[0].spans) if hands and alone else set()
        kind, joins = ALONE, list[list[Join]]()
    else:
        apart = _apart(hands)
        kind, joins = "", _joins_apart(hands, apart)
    places = clusters(hands, apart)
    kin = {place: number for number, group in enumerate(places) for place in group}
    found = [spans_difference(document_id, hands, group, kind, kin) for group in places]
    found += [relations_difference(document_id, hands, group) for group in joins]
    return sorted(found, key=lambda one: (one.start, -one.end, one.id))


def _apart(hands: Sequence[Hand]) -> set[Place]:
    """Return the places that not all marked, or not with the same attributes."""
    every = {place for hand in hands for place in hand.spans}
    return {place for place in every if not _agreed(place, hands)}


def _agreed(place: Place, hands: Sequence[Hand]) -> bool:
    found = [hand.spans.get(place) for hand in hands]
    first = found[0]
    return first is not None and all(
        one is not None and one.attributes == first.attributes for one in found
    )


def _joins_apart(hands: Sequence[Hand], apart: set[Place]) -> list[list[Join]]:
    """Return the relations between agreed spans that not all drew, in groups of one question.

    Relations from one span are one question, and those that join the same two the other way round.
    """
    every = {join for hand in hands for join in hand.joins}
    open_ones = [
        join
        for join in sorted(every)
        if apart.isdisjoint(join[1:]) and not all(join in hand.joins for hand in hands)
    ]
    groups: list[list[Join]] = []
    for join in open_ones:
        met = [group for group in groups if any(_one_question(join, other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([*(one for group in met for one in group), join])
    return groups


def _one_question(a: Join, b: Join) -> bool:
    return a[1] == b[1] or (a[1], a[2]) == (b[2], b[1])
