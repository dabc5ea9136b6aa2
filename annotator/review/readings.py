"""A difference between annotators, and the readings that it lets choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeVar

from annotator.core.annotation import Decision, Relation, Span
from annotator.review.keys import Hand, Join, Place, basis_of, place_of, reading_order

MISSING = "missing"
BOUNDARY = "boundary"
LABEL = "label"
LABEL_AND_BOUNDARY = "label and boundary"
NESTED = "missing and nested"
ATTRIBUTE = "attribute"
RELATION = "relation"
ALONE = "only one annotator"  # an article that one has finished, reviewed whole
AGREED = "agreed"  # all mark the same by now, yet what was decided rests on something else
READY_MADE = "ready made"  # the outcome where gold came in finished, without decisions
_T = TypeVar("_T")
KINDS = (MISSING, BOUNDARY, LABEL, LABEL_AND_BOUNDARY, NESTED, ATTRIBUTE, RELATION)


@dataclass(frozen=True, slots=True)
class Reading:
    """What some annotators alike left at a place; without spans and relations: nothing.

    Spans and relations are those of the first annotator, with that one's ids. `relations` touch
    the spans; `ends` are their other ends, as far as these lie outside the difference.
    """

    annotators: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    ends: tuple[Span, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether these annotators left nothing there."""
        return not self.spans and not self.relations

    @property
    def places(self) -> tuple[Place, ...]:
        """Return where its spans lie and what label they bear."""
        return tuple(place_of(span) for span in self.spans)

    @property
    def joins(self) -> dict[Join, Relation]:
        """Return its relations by what they join."""
        ends = {span.id: place_of(span) for span in (*self.spans, *self.ends)}
        return {(one.label, ends[one.source], ends[one.target]): one for one in self.relations}


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where annotators part ways, from `start` to `end`; one decision settles it.

    `readings` are all that were left there, the one of most annotators first, then by name: each
    finished annotator is in one of them. `cost` counts, over the pairs of annotators, the marks
    that one of the two lacks: what agreement would win. `basis` is a digest of the readings.
    `decision` is how it was settled; it is `stale` where the readings are others than then.
    A difference about relations lies where their sources do.
    """

    id: str
    document: str
    kind: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    cost: int
    basis: str
    decision: Decision | None = None
    stale: bool = False

    @property
    def open(self) -> bool:
        """Tell whether it waits for a decision, or for a new one."""
        return self.decision is None or self.stale

    @property
    def places(self) -> frozenset[Place]:
        """Return all places of all readings."""
        return frozenset(place for reading in self.readings for place in reading.places)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of the spans in question, or of the relations where there are none."""
        spans = {span.label for one in self.readings for span in one.spans}
        relations = {relation.label for one in self.readings for relation in one.relations}
        return tuple(sorted(spans or relations))

    def reading_of(self, annotator: str) -> Reading | None:
        """Return the reading of an annotator, or None for one who has not finished."""
        return next((one for one in self.readings if annotator in one.annotators), None)


def spans_difference(
    document_id: str, hands: Sequence[Hand], places: Sequence[Place], kind: str = ""
) -> Difference:
    """Return the difference over some places; the kind is found out unless it is given."""
    wanted = set(places)
    own = [[place for place in places if place in hand.spans] for hand in hands]
    joins = [_touching(hand, wanted) for hand in hands]
    readings = _readings(
        (hand, [hand.spans[place] for place in mine], drawn)
        for hand, mine, drawn in zip(hands, own, joins, strict=True)
    )
    cost = _apart([set(mine) for mine in own]) or _unlike(
        [
            tuple(hand.spans[place].attributes for place in mine)
            for hand, mine in zip(hands, own, strict=True)
        ]
    )
    basis = _basis(readings, relation=False)
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    return Difference(
        f"{document_id}/{basis}",
        document_id,
        kind or _kind(own),
        start,
        end,
        readings,
        cost,
        basis,
    )


def relations_difference(
    document_id: str, hands: Sequence[Hand], joins: Sequence[Join]
) -> Difference:
    """Return the difference over some relations whose ends all marked alike."""
    own = [{join for join in joins if join in hand.joins} for hand in hands]
    readings = _readings((hand, [], mine) for hand, mine in zip(hands, own, strict=True))
    basis = _basis(readings, relation=True)
    sources = [join[1] for join in joins]
    start, end = min(place[0] for place in sources), max(place[1] for place in sources)
    return Difference(
        f"{document_id}/{basis}",
        document_id,
        RELATION,
        start,
        end,
        readings,
        _apart(own),
        basis,
    )


def _touching(hand: Hand, places: set[Place]) -> set[Join]:
    return {join for join in hand.joins if join[1] in places or join[2] in places}


def _readings(
    left: Iterable[tuple[Hand, Sequence[Span], Iterable[Join]]],
) -> tuple[Reading, ...]:
    """Return what hands left, those who left the same in one reading."""
    found: dict[object, list[tuple[Hand, Sequence[Span], list[Join]]]] = {}
    for hand, spans, joins in left:
        said = (tuple((place_of(span), span.attributes) for span in spans), frozenset(joins))
        found.setdefault(said, []).append((hand, spans, sorted(joins)))
    readings = [_reading([hand for hand, _, _ in alike], *alike[0]) for alike in found.values()]
    return tuple(sorted(readings, key=lambda one: (-len(one.annotators), one.annotators)))


def _reading(
    hands: Sequence[Hand], first: Hand, spans: Sequence[Span], joins: Sequence[Join]
) -> Reading:
    places = {place_of(span) for span in spans}
    ends = {place for join in joins for place in join[1:]} - places
    return Reading(
        tuple(hand.annotator for hand in hands),
        tuple(spans),
        tuple(first.joins[join] for join in joins),
        tuple(first.spans[place] for place in sorted(ends, key=reading_order)),
    )


def _basis(readings: Sequence[Reading], *, relation: bool) -> str:
    said = (
        (
            one.annotators,
            [[[*place_of(span), span.attributes] for span in one.spans], sorted(one.joins)],
        )
        for one in readings
    )
    return basis_of(said, relation=relation)


def _apart(own: Sequence[set[_T]]) -> int:
    return sum(len(a ^ b) for a, b in combinations(own, 2))


def _unlike(own: Sequence[object]) -> int:
    return sum(a != b for a, b in combinations(own, 2))


def _kind(own: Sequence[Sequence[Place]]) -> str:
    """Return how annotators differ who left these places, each in reading order."""
    shapes = {tuple(mine) for mine in own}
    counts = {len(shape) for shape in shapes}
    if len(shapes) == 1:
        return ATTRIBUTE
    if len(counts) > 1 and any(_nested(shape) for shape in shapes):
        return NESTED
    return MISSING if 0 in counts else _shift(shapes)


def _shift(shapes: Iterable[Sequence[Place]]) -> str:
    """Return whether labels or edges differ, or both, where all left something."""
    labels = {tuple(sorted({place[2] for place in shape})) for shape in shapes}
    extents = {tuple(sorted({place[:2] for place in shape})) for shape in shapes}
    if len(extents) == 1:
        return LABEL
    return BOUNDARY if len(labels) == 1 else LABEL_AND_BOUNDARY


def _nested(shape: Sequence[Place]) -> bool:
    """Tell whether an annotator has a mark on words of another."""
    return any(later[0] < first[1] for first, later in pairwise(shape))
