"""Alpha for unitizing again, unit by unit in fractions, as its paper puts it.

Krippendorff, Mathet, Bouvry and Widlöcher 2016: a continuum is cut by each observer into valued
units and gaps; what is counted are the lengths that units of two observers share.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

GAP = ""


class Unit(NamedTuple):
    """A stretch of a continuum and its value, GAP for none."""

    start: int
    end: int
    value: str


class Continuum(NamedTuple):
    """What several observers cut a text into; units of one observer do not overlap."""

    length: int
    observers: Sequence[Sequence[Unit]]


class Tally(NamedTuple):
    """Coincidences of values, and by value the lengths in which a unit would meet itself."""

    shared: Mapping[tuple[str, str], Fraction]
    own: Mapping[str, Fraction]

    @property
    def margins(self) -> dict[str, Fraction]:
        """Return how often each value comes."""
        found: dict[str, Fraction] = defaultdict(Fraction)
        for (value, _), many in self.shared.items():
            found[value] += many
        return found


def u_alpha(many: Sequence[Continuum]) -> Fraction | None:
    """Return u-alpha: gaps are a value like others, whose parts do not belong together."""
    return _alpha(_with_gaps(many))


def cu_alpha(many: Sequence[Continuum]) -> Fraction | None:
    """Return cu-alpha: where two observers have units, whether of one value."""
    return _alpha(_without_gaps(many))


def ku_alpha(many: Sequence[Continuum], value: str) -> Fraction | None:
    """Return (k)u-alpha of one value: where two have units, whether one of it meets another."""
    tally = _without_gaps(many)
    margins = tally.margins
    mine = margins.get(value, Fraction(0))
    others = sum(margins.values(), Fraction()) - mine
    expected = mine * mine - tally.own.get(value, Fraction()) + mine * others
    if not mine or not others or expected <= 0:
        return None
    observed = 1 - tally.shared.get((value, value), Fraction()) / mine
    return 1 - observed / (mine * others / expected)


def coverage(many: Sequence[Continuum], value: str) -> Fraction | None:
    """Return how much of what bears a value another observer gave any value to."""
    met = _without_gaps(many).margins.get(value, Fraction(0))
    units = (unit for one in many for units in one.observers for unit in units)
    whole = Fraction(sum(unit.end - unit.start for unit in units if unit.value == value))
    return met / whole if whole else None


def _alpha(tally: Tally) -> Fraction | None:
    margins = tally.margins
    total = sum(margins.values(), Fraction())
    apart = sum((many for (one, two), many in tally.shared.items() if one != two), Fraction())
    pairs = permutations(margins, 2)
    crossed = sum((margins[one] * margins[two] for one, two in pairs), Fraction())
    left = total * total - sum(tally.own.values(), Fraction())
    if not crossed or left <= 0:
        return None
    return 1 - (apart / total) / (crossed / left)


def _with_gaps(many: Sequence[Continuum]) -> Tally:
    shared: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    own: dict[str, Fraction] = defaultdict(Fraction)
    for one in many:
        cut = [list(_cut(units, one.length)) for units in one.observers]
        _count(cut, shared)
        for unit in (unit for units in cut for unit in units):
            length = unit.end - unit.start
            own[unit.value] += length if unit.value == GAP else length**2
    return Tally(shared, own)


def _without_gaps(many: Sequence[Continuum]) -> Tally:
    shared: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    own: dict[str, Fraction] = defaultdict(Fraction)
    for one in many:
        _count(one.observers, shared)
        for mine, others in permutations(one.observers, 2):
            for unit in mine:
                met = sum(_common(unit, other) for other in others)
                own[unit.value] += Fraction(met**2, len(one.observers) - 1)
    return Tally(shared, own)


def _count(observers: Sequence[Sequence[Unit]], shared: dict[tuple[str, str], Fraction]) -> None:
    for left, right in permutations(observers, 2):
        for one in left:
            for two in right:
                if length := _common(one, two):
                    shared[one.value, two.value] += Fraction(length, len(observers) - 1)


def _cut(units: Sequence[Unit], length: int) -> Iterator[Unit]:
    at = 0
    for unit in sorted(units):
        if at < unit.start:
            yield Unit(at, unit.start, GAP)
        yield unit
        at = unit.end
    if at < length:
        yield Unit(at, length, GAP)


def _common(one: Unit, two: Unit) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))
