"""Articles cut where any span begins or ends: between two cuts nothing changes.

So what is counted by code points costs nothing by the length of a text.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.units import SET_LABELS, Flags, Ints, Units


@dataclass(frozen=True, slots=True)
class Cuts:
    """The pieces between cuts, which are `at` global offsets.

    `size` is in code points, 0 for what parts two articles. `covered` is slots x labels x pieces,
    `marked` slots x pieces (under any label), `code` slots x pieces (the labels there as bits).
    `first` and `last` are the cuts at which an article begins and ends, `begin` and `stop` those
    of each span.
    """

    at: Ints
    size: Ints
    covered: Flags
    marked: Flags
    code: Ints
    first: Ints
    last: Ints
    begin: Ints
    stop: Ints

    def by_article(self, sizes: Ints) -> Ints:
        """Return sums over the pieces of each article; pieces are the last axis."""
        run = running(sizes)
        return run[..., self.last] - run[..., self.first]


def cut(units: Units) -> Cuts:
    """Return the pieces of some articles and what lies on them."""
    ends = units.base + units.length
    cuts = _different(np.concatenate([units.base, ends, units.start, units.end]))
    first, last = np.searchsorted(cuts, units.base), np.searchsorted(cuts, ends)
    size = np.diff(cuts)
    size[last[:-1]] = 0
    begin, stop = np.searchsorted(cuts, units.start), np.searchsorted(cuts, units.end)
    covered = _covered(units, begin, stop, len(cuts))
    code = np.zeros((units.slots, len(size)), dtype=np.int64)
    for label in range(min(units.labels, SET_LABELS)):
        code += covered[:, label] * np.int64(1 << label)
    marked: Flags = np.logical_or.reduce(covered, axis=1)
    return Cuts(cuts, size, covered, marked, code, first, last, begin, stop)


def running(sizes: Ints) -> Ints:
    """Return running sums over the last axis, with a 0 before the first."""
    shape = (*sizes.shape[:-1], sizes.shape[-1] + 1)
    found = np.zeros(shape, dtype=np.int64)
    np.cumsum(sizes, axis=-1, out=found[..., 1:])
    return found


def _different(places: Ints) -> Ints:
    """Return the different numbers, sorted: as numpy's unique does, which asks for more."""
    ordered = np.sort(places)
    first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def _covered(units: Units, begin: Ints, stop: Ints, cuts: int) -> Flags:
    """Return slots x labels x pieces; each layer ends with nothing open, so one sum runs on."""
    layer = (units.slot * units.labels + units.label) * cuts
    change = np.zeros(units.slots * units.labels * cuts, dtype=np.int32)
    np.add.at(change, layer + begin, np.int32(1))
    np.subtract.at(change, layer + stop, np.int32(1))
    open_ = np.cumsum(change, dtype=np.int32).reshape(units.slots, units.labels, cuts)
    found: Flags = open_[..., :-1] > 0
    return found
