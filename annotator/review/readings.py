"""A difference between annotators, and the readings that it lets choose from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from types import MappingProxyType
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
_Said = tuple[str, Place, Place]  # a relation; where an end is in question, it starts with these:
_OWN, _ELSEWHERE = -1, -2
_ALONE: Mapping[Place, int] = MappingProxyType({})
KINDS = (MISSING, BOUNDARY, LABEL, LABEL_AND_BOUNDARY, NESTED, ATTRIBUTE, RELATION)


@dataclass(frozen=True, slots=True)
class Reading:
    """What some annotators alike left at a place; without spans and relations: nothing.

    Spans and relations are those of one of them, with that one's ids. `relations` touch
    the spans; `ends` are their other ends, as far as these lie outside the difference. Where these
    ends are in question elsewhere, `alike` are the readings that are one but for that.
    """

    annotators: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    ends: tuple[Span, ...] = ()
    alike: tuple["Reading", ...] = ()

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
    `notes` were written while nothing was decided: they settle nothing. `kin` numbers the places
    that are in question in the article, those of one difference alike.
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
    notes: tuple[Decision, ...] = ()
    kin: Mapping[Place, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def open(self) -> bool:
        """Tell whether it waits for a decision, or for a new one."""
        return self.stale or (self.decision is None and self.kind != AGREED)

    @property
    def past(self) -> bool:
        """Tell whether all agree here by now, and nothing but notes is left."""
        return self.decision is None and self.kind == AGREED

    @property
    def decided(self) -> bool:
        """Tell whether somebody decided here, stale decisions included."""
        return self.decision is not None and bool(self.decision.id)

    @property
    def noted(self) -> bool:
        """Tell whether notes stand here, and no decision that took their words over."""
        return bool(self.notes) and not self.decided

    @property
    def note(self) -> tuple[str, str]:
        """Return what the notes say, and the guideline that they name; "" for none."""
        reasons = dict.fromkeys(one.reason for one in self.notes if one.reason)
        guideline = next((one.guideline for one in self.notes if one.guideline), "")
        return " · ".join(reasons), guideline

    @property
    def why(self) -> tuple[str, str]:
        """Return the reason and the guideline of the decision, else what the notes say."""
        if self.decision is not None and self.decided:
            return self.decision.reason, self.decision.guideline
        return self.note

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

    @property
    def shared(self) -> frozenset[Join]:
        """Return relations that all readings have alike, but for edges that are in question.

        A single reading is beside none.
        """
        if len(self.readings) == 1:
            return frozenset()
        said = [_said(one, self.kin) for one in self.readings]
        counts = [frozenset(Counter(joins.values()).items()) for joins in said]
        everyone = {key for key, _ in frozenset.intersection(*counts)}
        return frozenset(join for joins in said for join, key in joins.items() if key in everyone)


def spans_difference(
    document_id: str,
    hands: Sequence[Hand],
    places: Sequence[Place],
    kind: str = "",
    kin: Mapping[Place, int] = _ALONE,
) -> Difference:
    """Return the difference over some places; the kind is found out unless it is given.

    `kin` numbers all places that are in question, those of one difference alike. Who relates the
    same to what another difference is about is of one reading: its decision brings that along.
    """
    wanted = set(places)
    own = [[place for place in places if place in hand.spans] for hand in hands]
    joins = [_touching(hand, wanted) for hand in hands]
    readings = _readings(
        (hand, [hand.spans[place] for place in mine], drawn)
        for hand, mine, drawn in zip(hands, own, joins, strict=True)
    )
    basis = _basis(readings, relation=False)
    cost = _apart([set(mine) for mine in own]) or _unlike(
        [
            tuple(hand.spans[place].attributes for place in mine)
            for hand, mine in zip(hands, own, strict=True)
        ]
    )
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    return Difference(
        f"{document_id}/{basis}",
        document_id,
        kind or _kind(own),
        start,
        end,
        _joined(readings, kin),
        cost,
        basis,
        kin=kin,
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


def _joined(readings: Sequence[Reading], kin: Mapping[Place, int]) -> tuple[Reading, ...]:
    """Return readings, those in one that differ only in what is settled elsewhere."""
    spans = [tuple((place_of(span), span.attributes) for span in one.spans) for one in readings]
    if len(set(spans)) == len(spans):
        return tuple(readings)
    groups: dict[object, list[Reading]] = {}
    for marks, one in zip(spans, readings, strict=True):
        joins = tuple(sorted(_said(one, kin).values()))
        groups.setdefault((marks, joins), []).append(one)
    return tuple(sorted(map(_one_of, groups.values()), key=_most_first))


def _one_of(alike: Sequence[Reading]) -> Reading:
    if len(alike) == 1:
        return alike[0]
    names = sorted(name for one in alike for name in one.annotators)
    return replace(alike[0], annotators=tuple(names), alike=tuple(alike))


def _most_first(one: Reading) -> tuple[int, tuple[str, ...]]:
    return -len(one.annotators), one.annotators


def _said(one: Reading, kin: Mapping[Place, int]) -> dict[Join, _Said]:
    """Return the relations of a reading with what others must share with them to be the same."""
    joins, own = one.joins, dict[Place, Place]()
    for place in one.places:
        alike = sum(known[2] == place[2] for known in own)
        own[place] = (_OWN, alike, place[2] if len(one.spans) > 1 else "")
    ends = {place: own.get(place) or _end(place, kin) for join in joins for place in join[1:]}
    return {join: (join[0], ends[join[1]], ends[join[2]]) for join in joins}


def _end(place: Place, kin: Mapping[Place, int]) -> Place:
    return (_ELSEWHERE, kin[place], "") if place in kin else place


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
    return tuple(sorted(readings, key=_most_first))


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
