"""Which of the spans that not all marked alike are one difference."""

from collections.abc import Iterable, Sequence

from annotator.review.keys import Hand, Place, overlap, reading_order, together


def clusters(hands: Sequence[Hand], places: Iterable[Place]) -> list[list[Place]]:
    """Return places in groups, each in reading order, groups by their first place.

    Two places are of one difference when they share half of the longer, be it of one annotator (a
    claim in a denial) or of two; or when two annotators gave them the same label and they share
    any words, unless one of them has a better partner there: then it is a mark inside another.
    """
    ordered = sorted(places, key=reading_order)
    groups = _Groups(ordered)
    weak: list[tuple[Place, Place]] = []
    for first, second in _overlapping(ordered):
        if together(first[:2], second[:2]):
            groups.join(first, second)
        elif first[2] == second[2]:
            weak.append((first, second))
    if weak:
        partners = _Partners(hands, ordered)
        for first, second in weak:
            if partners.meet(first, second):
                groups.join(first, second)
    return groups.sorted()


def _overlapping(ordered: Sequence[Place]) -> Iterable[tuple[Place, Place]]:
    """Yield each pair of places that share words."""
    active: list[Place] = []
    for place in ordered:
        active = [one for one in active if one[1] > place[0]]
        for one in active:
            if overlap(one[:2], place[:2]):
                yield one, place
        active.append(place)


class _Partners:
    """Who has which of the places, so that a place is told from one inside another."""

    def __init__(self, hands: Sequence[Hand], places: Sequence[Place]) -> None:
        wanted = set(places)
        self._of = [[place for place in hand.spans if place in wanted] for hand in hands]
        self._held = [set(own) for own in self._of]

    def meet(self, first: Place, second: Place) -> bool:
        """Tell whether two annotators mean the same by two places that share a few words."""
        return any(
            self._free(first, second, theirs) and self._free(second, first, mine)
            for mine, held in enumerate(self._held)
            if first in held
            for theirs, others in enumerate(self._held)
            if theirs != mine and second in others
        )

    def _free(self, one: Place, other: Place, hand: int) -> bool:
        """Tell whether an annotator has no better partner for a place, around the other."""
        return not any(
            place != other
            and overlap(place[:2], other[:2])
            and place[2] == one[2]
            and together(place[:2], one[:2])
            for place in self._of[hand]
        )


class _Groups:
    """Places that are joined step by step."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._order = places
        self._above = {place: place for place in places}

    def join(self, a: Place, b: Place) -> None:
        """Let two places be of one group."""
        self._above[self._top(b)] = self._top(a)

    def sorted(self) -> list[list[Place]]:
        """Return the groups in the order of the places."""
        found: dict[Place, list[Place]] = {}
        for place in self._order:
            found.setdefault(self._top(place), []).append(place)
        return list(found.values())

    def _top(self, place: Place) -> Place:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place
