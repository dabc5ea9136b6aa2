"""Attributes of the spans that two annotators marked alike: the same label on shared words."""

import numpy as np

from annotator.agreement.pairing import BOUNDARY, EXACT, Matches
from annotator.agreement.units import Ints, Units, Vocabulary


def attribute_counts(units: Units, matches: Matches, vocabulary: Vocabulary) -> Ints:
    """Return lines (row, attribute, value at the left, value at the right, how often).

    Value 0 is none, others are places in the vocabulary, from 1.
    """
    alike = (matches.kind == EXACT) | (matches.kind == BOUNDARY)
    row, left, right = (one[alike] for one in (matches.row, matches.left, matches.right))
    values, trait = _values(units, vocabulary)
    label = units.label[left]
    found = []
    for number, (name, _, _) in enumerate(vocabulary.attributes):
        here = label == vocabulary.labels.index(name)
        first, second = (values[trait[spans[here]], number] for spans in (left, right))
        found.append(np.stack([row[here], np.full(len(first), number), first, second], axis=1))
    return tallied(np.concatenate(found) if found else np.empty((0, 4), dtype=np.int64))


def tallied(lines: Ints) -> Ints:
    """Return the different lines, sorted, each with how often it came behind it."""
    if not len(lines):
        return np.empty((0, lines.shape[1] + 1), dtype=np.int64)
    low, high = lines.min(axis=0), lines.max(axis=0)
    keys = np.zeros(len(lines), dtype=np.int64)
    for column, floor, width in zip(lines.T, low, high - low + 1, strict=True):
        keys = keys * width + (column - floor)
    _, first, many = np.unique(keys, return_index=True, return_counts=True)
    return np.column_stack([lines[first], many])


def _values(units: Units, vocabulary: Vocabulary) -> tuple[Ints, Ints]:
    """Return the values that each set of attributes has, and which such set each span has."""
    sets = [one for article in units.articles for one in article.sets]
    every = [traits for one in sets for traits in one.attributes]
    numbers = {traits: number for number, traits in enumerate(dict.fromkeys(every))}
    places = [
        (attribute, {value: place for place, value in enumerate(values, start=1)})
        for _, attribute, values in vocabulary.attributes
    ]
    table = [
        [known.get(dict(traits).get(attribute, ""), 0) for attribute, known in places]
        for traits in numbers
    ]
    trait = np.array([numbers[traits] for traits in every], dtype=np.int64)[units.place]
    return np.array(table, dtype=np.int64).reshape(len(numbers), len(places)), trait
