"""Alpha for unitizing (Krippendorff, Mathet, Bouvry & Widlöcher 2016).

Annotators cut a continuum into units and the gaps between them. Lengths are compared, and a unit
is never expected to meet itself: so what chance gives leaves out the squared length of each unit,
and of gaps their length, for a gap has no parts that belong together.

- u-alpha asks whether the same code points are units: each label has a continuum of its own.
- cu-alpha asks, where both marked anything, whether it bears the label ((k)u-alpha of the paper).
- Coverage is the share of a label's code points that cu-alpha speaks of.
"""

import numpy as np

from annotator.agreement.cutting import Cuts, running
from annotator.agreement.exact import ratio, summed
from annotator.agreement.units import Floats, Ints, Units

NOTHING = 1e-12  # of the whole: less is what rounding left; two units of any texts leave more


def covered(units: Units, begin: Ints) -> Ints:
    """Return the code points of each label that each side marked: sides x labels."""
    return summed(units.side, units.label, units.end - begin, (units.all_sides, units.labels))


def squared(units: Units, begin: Ints) -> Ints:
    """Return the squared lengths of the units of each label: sides x labels."""
    length = units.end - begin
    return summed(units.side, units.label, length**2, (units.all_sides, units.labels))


def unit_begins(units: Units) -> Ints:
    """Return where each span begins to be a unit of its own: behind those it overlaps.

    Two spans of one label that overlap share out what they cover, the earlier taking it. What lies
    wholly in another begins and ends in one place.
    """
    line = int((units.base + units.length).max(initial=0)) + 1
    group = (units.side * units.labels + units.label) * line
    reached = np.maximum.accumulate(group + units.end)
    begin = units.start.copy()
    begin[1:] = np.maximum(begin[1:], reached[:-1] - group[1:])
    return np.minimum(begin, units.end)


def shared(units: Units, cuts: Cuts) -> tuple[Ints, Ints, Ints]:
    """Return code points, of each row: that both marked alike, otherwise, and marked at all.

    The first two are rows x labels: under the label at both; under it at one and others at the
    other, counted both ways round.
    """
    size = (units.all_rows, units.labels)
    both, other = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    marked = np.zeros(units.all_rows, dtype=np.int64)
    for left, right in units.slot_pairs():
        documents = units.with_both(right)
        rows = units.row(documents, left, right)
        one, two = cuts.covered[left], cuts.covered[right]
        any_one, any_two = cuts.marked[left], cuts.marked[right]
        alike = cuts.by_article(cuts.size * (one & two))
        at_one = cuts.by_article(cuts.size * (one & any_two))
        at_two = cuts.by_article(cuts.size * (two & any_one))
        both[rows] = alike.T[documents]
        other[rows] = (at_one + at_two - 2 * alike).T[documents]
        marked[rows] = cuts.by_article(cuts.size * (any_one & any_two))[documents]
    return both, other, marked


def squared_shared(units: Units, cuts: Cuts, begin: Ints) -> Ints:
    """Return the squared lengths of what each unit shares with any unit of the other, summed.

    Rows x labels; the units of both sides are in it.
    """
    size = (units.all_rows, units.labels)
    found = np.zeros(size, dtype=np.int64)
    first = np.searchsorted(cuts.at, begin)
    for left, right in units.slot_pairs():
        for slot, other in ((left, right), (right, left)):
            run = running(cuts.size * cuts.marked[other])
            here = np.flatnonzero((units.slot == slot) & (units.sides[units.document] > right))
            length = run[cuts.stop[here]] - run[first[here]]
            row = units.row(units.document[here], left, right)
            found += summed(row, units.label[here], length**2, size)
    return found


def unitized(observed: Floats, marginals: Floats, own: Floats) -> Floats:
    """Return u-alpha or cu-alpha over values that exclude one another, nan where none vary.

    `observed` is the length on which values differ, both ways round; `marginals` (... x values)
    the length of each, and `own` what is left out as units meeting themselves. Where that is all
    that there is, as with few units among many annotators, chance gives nothing to compare with.
    """
    total = marginals.sum(axis=-1)
    crossed = total**2 - (marginals**2).sum(axis=-1)
    meeting = total**2 - own
    some = meeting > NOTHING * total**2
    return 1 - ratio(observed * meeting, np.where(some, total * crossed, 0.0))


def of_one_value(same: Floats, other: Floats, rest: Floats, own: Floats) -> Floats:
    """Return (k)u-alpha, nan where nothing bears the value or nothing anything else.

    `same` is the length that has the value at both, `other` at one alone (one way round), `rest`
    at none; `own` is left out of what the value shares with itself.
    """
    value, others = same + other, rest + other
    meeting = value**2 - own + value * others
    some = meeting > NOTHING * (value**2 + value * others)
    expected = ratio(value * others, np.where(some, meeting, 0.0))
    return 1 - ratio(ratio(other, value), expected)
