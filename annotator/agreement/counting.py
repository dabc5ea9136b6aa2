"""Articles in, the sums of each out: every measure is counted here, for many articles at once."""

from collections.abc import Iterator, Sequence

import numpy as np

from annotator.agreement import exact, unitizing
from annotator.agreement.attributes import attribute_counts, tallied
from annotator.agreement.cutting import Cuts, cut
from annotator.agreement.edges import edge_counts
from annotator.agreement.pairing import NONE, Matches, matches_of
from annotator.agreement.relations import relation_counts
from annotator.agreement.sums import (
    ATTRIBUTE,
    END,
    OUTCOME,
    RELATION,
    SETS,
    START,
    DocumentSums,
)
from annotator.agreement.units import Article, Ints, Units, Vocabulary, units_of


def count_articles(articles: Sequence[Article], vocabulary: Vocabulary) -> Iterator[DocumentSums]:
    """Yield the sums of articles that two or more finished, in their order.

    Some hundreds at once are fast; thousands cost memory. Raise KeyError for what the vocabulary
    does not have.
    """
    if not articles:
        return
    units = units_of(articles, vocabulary)
    cuts, matches = cut(units), matches_of(units)
    sides, pairs, marked = _dense(units, cuts, matches)
    lines = _lines(units, cuts, matches, vocabulary)
    row_document = np.repeat(np.arange(len(articles)), units.sides * (units.sides - 1) // 2)
    document = row_document[lines[:, 1]]
    borders = np.searchsorted(document, np.arange(len(articles) + 1))
    lines[:, 1] -= units.first_row[document]
    for number, article in enumerate(articles):
        side, row = units.first_side[number], units.first_row[number]
        many = units.sides[number]
        rows = many * (many - 1) // 2
        yield DocumentSums(
            vocabulary,
            tuple(one.annotator for one in article.sets),
            len(article.text),
            sides[side : side + many],
            pairs[row : row + rows],
            marked[row : row + rows],
            lines[borders[number] : borders[number + 1]].astype(np.int32),
        )


def _dense(units: Units, cuts: Cuts, matches: Matches) -> tuple[Ints, Ints, Ints]:
    begin = unitizing.unit_begins(units)
    sides = [
        exact.span_counts(units),
        unitizing.covered(units, begin),
        unitizing.squared(units, begin),
    ]
    both, other, marked = unitizing.shared(units, cuts)
    pairs = [
        exact.same_words(units, matches),
        exact.overlapping_words(units, matches),
        both,
        other,
        unitizing.squared_shared(units, cuts, begin),
    ]
    return np.stack(sides, axis=-1), np.stack(pairs, axis=-1), marked


def _lines(units: Units, cuts: Cuts, matches: Matches, vocabulary: Vocabulary) -> Ints:
    """Return the lines of every article, those of a row behind one another."""
    tables = [
        _table(OUTCOME, _outcomes(units, matches)),
        *_edges(units, matches),
        _table(SETS, _sets(units, cuts)),
        _table(ATTRIBUTE, attribute_counts(units, matches, vocabulary)),
        _table(RELATION, _relations(units, matches, vocabulary)),
    ]
    lines = np.concatenate(tables)
    return lines[np.argsort(lines[:, 1], kind="stable")]


def _table(table: int, lines: Ints) -> Ints:
    return np.column_stack([np.full(len(lines), table), lines])


def _outcomes(units: Units, matches: Matches) -> Ints:
    labels = np.append(units.label, units.labels)
    labels[NONE] = units.labels
    return tallied(
        np.stack([matches.row, labels[matches.left], labels[matches.right], matches.kind], axis=1)
    )


def _edges(units: Units, matches: Matches) -> list[Ints]:
    found = edge_counts(units, matches)
    tables = np.array([START, END])[found[:, 0]]
    return [np.column_stack([tables, found[:, 1:]])]


def _sets(units: Units, cuts: Cuts) -> Ints:
    """Return lines (row, set at the left, set at the right, 0, code points)."""
    found = []
    piece_document = np.searchsorted(cuts.last, np.arange(len(cuts.size)), side="right")
    for left, right in units.slot_pairs():
        here = np.flatnonzero((cuts.size > 0) & (units.sides[piece_document] > right))
        row = units.row(piece_document[here], left, right)
        codes = np.stack([row, cuts.code[left, here], cuts.code[right, here]], axis=1)
        found.append(_weighed(codes, cuts.size[here]))
    lines = np.concatenate(found)
    return np.insert(lines, 3, 0, axis=1)


def _weighed(lines: Ints, sizes: Ints) -> Ints:
    """Return the different lines, each with the sum of its sizes behind it."""
    codes, place = np.unique(lines[:, 1:], return_inverse=True)
    place = place.reshape(len(lines), 2)
    keys = (lines[:, 0] * len(codes) + place[:, 0]) * len(codes) + place[:, 1]
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    total = np.bincount(which, weights=sizes, minlength=len(first)).astype(np.int64)
    return np.column_stack([lines[first], total])


def _relations(units: Units, matches: Matches, vocabulary: Vocabulary) -> Ints:
    """Return lines (row, relation, what, 0, how many)."""
    found = relation_counts(units, matches, vocabulary)
    row, relation, what = np.nonzero(found)
    count = found[row, relation, what]
    return np.stack([row, relation, what, np.zeros_like(row), count], axis=1)
