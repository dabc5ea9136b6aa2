"""Numbers of one vocabulary turned into those of another that has all of its names."""

from collections.abc import Sequence

import numpy as np

from annotator.agreement.sums import ATTRIBUTE, END, OUTCOME, RELATION, SETS, START, Lines
from annotator.agreement.units import SET_LABELS, Ints, Vocabulary


def places_in(names: Sequence[object], whole: Sequence[object]) -> Ints:
    """Return where each name stands among others."""
    known = {name: number for number, name in enumerate(whole)}
    return np.array([known[name] for name in names], dtype=np.int64)


def relabelled(sums: Ints, place: Ints, labels: int) -> Ints:
    """Return sums (lines x labels x kinds) with each label in its place."""
    if len(place) == labels and (place == np.arange(labels)).all():
        return sums
    found = np.zeros((len(sums), labels, sums.shape[-1]), dtype=np.int64)
    found[:, place] = sums
    return found


def renamed(lines: Lines, table: int, own: Vocabulary, whole: Vocabulary) -> Lines:
    """Return a table of columns (row, row label, column label, value, count), renumbered."""
    if own == whole:
        return lines
    found = lines.copy()
    label = np.append(places_in(own.labels, whole.labels), len(whole.labels)).astype(np.int32)
    if table in {OUTCOME, START, END}:
        found[1:3] = label[lines[1:3]]
    elif table == SETS:
        found[1:3] = _recoded(lines[1:3], label[:-1])
    elif table == RELATION:
        names = ([name for name, _ in one.relations] for one in (own, whole))
        found[1] = places_in(*names)[lines[1]]
    elif table == ATTRIBUTE:
        _renumber_values(lines, found, own, whole)
    return found


def _recoded(codes: Lines, label: Lines) -> Lines:
    """Return sets of labels with each label at its new bit; those that no bit is left for go."""
    found = np.zeros_like(codes)
    for bit, place in enumerate(label[:SET_LABELS]):
        if place < SET_LABELS:
            found |= ((codes >> np.int32(bit)) & np.int32(1)) << place
    return found


def _renumber_values(lines: Lines, found: Lines, own: Vocabulary, whole: Vocabulary) -> None:
    """Write attributes and their values, 0 for none, as the whole numbers them."""
    numbers = {(label, name): number for number, (label, name, _) in enumerate(whole.attributes)}
    for number, (label, name, values) in enumerate(own.attributes):
        place = numbers[label, name]
        value = np.append(0, places_in(values, whole.attributes[place][2]) + 1)
        here = lines[1] == number
        found[1, here] = place
        found[2:4, here] = value[lines[2:4, here]]
