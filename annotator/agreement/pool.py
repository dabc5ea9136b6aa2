"""The sums of many articles side by side: what a report is read off.

A side is an annotator's set on an article, a row a pair of them; both are only there where they
were counted, so many annotators with few articles each cost little.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotator.agreement.renaming import places_in, relabelled, renamed
from annotator.agreement.sums import (
    LINE_BYTES,
    PAIR_SUMS,
    SIDE_SUMS,
    TABLES,
    Lines,
    names_in,
    parts_of,
)
from annotator.agreement.units import Flags, Ints, Vocabulary


@dataclass(frozen=True, slots=True)
class Pool:
    """Sums of articles as arrays; all of an article's pairs are of annotators in their order.

    `length` is per article in code points. `side_article`, `side_annotator` and `sides` (x labels
    x SIDE_SUMS) are per side; `row_article`, `row_left`, `row_right`, `pairs` (x labels x
    PAIR_SUMS) and `marked` per row. `tables` are the lines of DocumentSums by table,
    in columns (row, row label, column label, value, count), those of a pair behind one another.
    """

    documents: tuple[str, ...]
    annotators: tuple[str, ...]
    vocabulary: Vocabulary
    length: Ints
    side_article: Ints
    side_annotator: Ints
    sides: Ints
    row_article: Ints
    row_left: Ints
    row_right: Ints
    pairs: Ints
    marked: Ints
    tables: tuple[Lines, ...]


def pooled(packed: Mapping[str, bytes], wanted: Sequence[str], vocabulary: Vocabulary) -> Pool:
    """Return packed sums side by side, of some annotators, in the order of the articles.

    Articles that fewer than two of them finished are left out. Labels, values and relations that
    the vocabulary lacks come behind it.
    """
    order = {name: number for number, name in enumerate(sorted(wanted))}
    groups: dict[bytes, list[tuple[int, bytes, bytes]]] = defaultdict(list)
    for number, body in enumerate(packed.values()):
        head, dense, lines = parts_of(body)
        groups[head].append((number, dense, lines))
    heads = {head: names_in(head) for head in groups}
    whole = _united(vocabulary, [names for names, _ in heads.values()])
    blocks = [
        _block(_Group(*heads[head], members), whole, order)
        for head, members in groups.items()
        if sum(name in order for name in heads[head][1]) > 1
    ]
    return _joined(blocks, tuple(packed), tuple(order), whole)


def _united(vocabulary: Vocabulary, others: Sequence[Vocabulary]) -> Vocabulary:
    """Return a vocabulary with the names that only others have at its end, sorted."""
    strange = sorted({name for other in others for name in other.labels} - {*vocabulary.labels})
    values = {(label, name): dict.fromkeys(known) for label, name, known in vocabulary.attributes}
    relations = dict(vocabulary.relations)
    for other in others:
        for label, name, more in other.attributes:
            values.setdefault((label, name), {}).update(dict.fromkeys(more))
        for name, symmetric in other.relations:
            relations.setdefault(name, symmetric)
    return Vocabulary(
        (*vocabulary.labels, *strange),
        tuple((*key, tuple(found)) for key, found in values.items()),
        tuple(relations.items()),
    )


class _Group(NamedTuple):
    """Articles whose sums have the same head: (number, dense, lines) of each."""

    vocabulary: Vocabulary
    annotators: tuple[str, ...]
    members: list[tuple[int, bytes, bytes]]


class _Block(NamedTuple):
    """A part of the arrays of a pool, in its order of fields; articles by their number."""

    article: Ints
    length: Ints
    side_article: Ints
    side_annotator: Ints
    sides: Ints
    row_article: Ints
    row_left: Ints
    row_right: Ints
    pairs: Ints
    marked: Ints
    tables: tuple[Lines, ...]


def _block(group: _Group, whole: Vocabulary, order: Mapping[str, int]) -> _Block:
    """Return the arrays of a group, of the wanted annotators, labels as the whole numbers them."""
    many, labels = len(group.annotators), len(group.vocabulary.labels)
    rows = many * (many - 1) // 2
    article = np.array([number for number, _, _ in group.members], dtype=np.int64)
    dense = np.frombuffer(b"".join(one for _, one, _ in group.members), dtype="<i8")
    dense = dense.reshape(len(article), -1)
    borders = np.cumsum([many * labels * SIDE_SUMS, rows * labels * PAIR_SUMS, rows])
    sides, pairs, marked, length = np.split(dense, borders, axis=1)
    name = np.array([order.get(name, -1) for name in group.annotators])
    left, right = np.triu_indices(many, 1)
    used, used_rows = name >= 0, (name[left] >= 0) & (name[right] >= 0)
    kept, kept_rows = int(used.sum()), int(used_rows.sum())
    place = places_in(group.vocabulary.labels, whole.labels)
    articles = len(article)
    sides = sides.reshape(articles, many, labels, SIDE_SUMS)[:, used]
    pairs = pairs.reshape(articles, rows, labels, PAIR_SUMS)[:, used_rows]
    sides = sides.reshape(articles * kept, labels, SIDE_SUMS)
    pairs = pairs.reshape(articles * kept_rows, labels, PAIR_SUMS)
    return _Block(
        article=article,
        length=length[:, 0],
        side_article=np.repeat(article, kept),
        side_annotator=np.tile(name[used], len(article)),
        sides=relabelled(sides, place, len(whole.labels)),
        row_article=np.repeat(article, kept_rows),
        row_left=np.tile(name[left[used_rows]], len(article)),
        row_right=np.tile(name[right[used_rows]], len(article)),
        pairs=relabelled(pairs, place, len(whole.labels)),
        marked=marked[:, used_rows].ravel(),
        tables=_tables(group, whole, used_rows),
    )


def _tables(group: _Group, whole: Vocabulary, used_rows: Flags) -> tuple[Lines, ...]:
    """Return the lines of a group's wanted pairs by table; rows are counted within the group."""
    body = b"".join(one for _, _, one in group.members)
    number, pair, *columns = np.frombuffer(body, dtype="<i4").reshape(-1, LINE_BYTES // 4).T.copy()
    each = np.array([len(one) // LINE_BYTES for _, _, one in group.members], dtype=np.int64)
    first_row = np.repeat(np.arange(len(each), dtype=np.int32) * np.int32(used_rows.sum()), each)
    row = first_row + (np.cumsum(used_rows) - 1).astype(np.int32)[pair]
    used = used_rows[pair]
    found = []
    for table in range(TABLES):
        which = np.flatnonzero((number == table) & used)
        held: Lines = np.stack([column[which] for column in (row, *columns)])
        found.append(renamed(held, table, group.vocabulary, whole))
    return tuple(found)


def _joined(
    blocks: Sequence[_Block], documents: tuple[str, ...], names: tuple[str, ...], whole: Vocabulary
) -> Pool:
    """Return blocks as one pool, articles in their order."""
    rows = np.int32(0)
    for one in blocks:
        for lines in one.tables:
            lines[0] += rows
        rows += np.int32(len(one.row_article))
    *columns, tables = zip(*(blocks or [_empty(len(whole.labels))]), strict=True)
    *arrays, pairs, marked = (np.concatenate(column) for column in columns)
    article, length, side_article, side_annotator, sides, row_article, left, right = arrays
    order = np.sort(article)
    pair_of_row = left * len(names) + right
    return Pool(
        documents=tuple(documents[number] for number in order.tolist()),
        annotators=names,
        vocabulary=whole,
        length=length[np.argsort(article)],
        side_article=np.searchsorted(order, side_article),
        side_annotator=side_annotator,
        sides=sides,
        row_article=np.searchsorted(order, row_article),
        row_left=left,
        row_right=right,
        pairs=pairs,
        marked=marked,
        tables=tuple(_by_pair(column, pair_of_row) for column in zip(*tables, strict=True)),
    )


def _by_pair(parts: Sequence[Lines], pair_of_row: Ints) -> Lines:
    lines: Lines = np.concatenate(parts, axis=1)
    return lines[:, np.argsort(pair_of_row[lines[0]], kind="stable")]


def _empty(labels: int) -> _Block:
    none = np.zeros(0, dtype=np.int64)
    sides, pairs = (np.zeros((0, labels, size), dtype=np.int64) for size in (SIDE_SUMS, PAIR_SUMS))
    tables = (np.zeros((5, 0), dtype=np.int32),) * TABLES
    return _Block(none, none, none, none, sides, none, none, none, pairs, none, tables)
