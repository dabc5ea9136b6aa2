"""What makes the marks of several annotators the same, and which marks are of one place."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from annotator.core.annotation import NO_HAND, AnnotationSet, Attributes, Relation, Span
from annotator.core.canonical import canonical, sha256_hex
from annotator.core.people import GOLD

Place = tuple[int, int, str]  # start and end in code points, and the label
Join = tuple[str, Place, Place]  # a relation's label, where it comes from and where it goes to


@dataclass(frozen=True, slots=True)
class Hand:
    """What one annotator left on an article, by place; ids, notes and origins tell nothing here.

    Of two spans with the same words and label the first by id counts, and a relation without an
    end is left out: checks tell of those.
    """

    annotator: str
    spans: dict[Place, Span]
    joins: dict[Join, Relation]


def place_of(span: Span) -> Place:
    """Return what a span must share with another to be the same one, its attributes apart."""
    return span.start, span.end, span.label


def reading_order(place: Place) -> tuple[int, int, str]:
    """Return a key that sorts places as they are read: by start, the longer first."""
    return place[0], -place[1], place[2]


def hand_of(one: AnnotationSet) -> Hand:
    """Return an annotator's marks by place."""
    spans: dict[Place, Span] = {}
    for span in one.spans:
        spans.setdefault(place_of(span), span)
    return Hand(one.key.annotator, spans, joins_of(one.items.values(), one.spans))


def joins_of(items: Iterable[object], spans: Sequence[Span]) -> dict[Join, Relation]:
    """Return the relations among some items by what they join."""
    ends = {span.id: place_of(span) for span in spans}
    return {
        (item.label, ends[item.source], ends[item.target]): item
        for item in items
        if isinstance(item, Relation) and item.source in ends and item.target in ends
    }


def finished(
    sets: Iterable[AnnotationSet], besides: Collection[str] = frozenset()
) -> list[AnnotationSet]:
    """Return the sets that are done, by annotator; gold and those of some others are left out."""
    left = {GOLD, NO_HAND, *besides}
    found = [one for one in sets if one.status.state == "done" and one.key.annotator not in left]
    return sorted(found, key=lambda one: one.key.annotator)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Return how many code points two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def together(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tell whether two ranges are of one place: they share at least half of the longer one."""
    shared = overlap(a, b)
    return shared > 0 and 2 * shared >= max(a[1] - a[0], b[1] - b[0])


def span_basis(place: Place, attributes: Attributes) -> str:
    """Return the digest of a span that all marked alike."""
    return _digest("s", [*place, attributes])


def join_basis(join: Join) -> str:
    """Return the digest of a relation that all drew alike."""
    return _digest("r", join)


def basis_of(said: Iterable[tuple[Sequence[str], object]], *, relation: bool) -> str:
    """Return the digest of readings: (annotators, what they left there) in any order.

    It begins with "s" for spans and with "r" for relations.
    """
    letter = "r" if relation else "s"
    return _digest(letter, sorted(([*who], what) for who, what in said))


def fresh_id(letter: str) -> str:
    """Return an id that was never used: a letter, or the beginning of one, and 40 random bits."""
    return letter + secrets.token_hex(5)


def _digest(letter: str, value: object) -> str:
    return letter + sha256_hex(canonical(value))[:31]
