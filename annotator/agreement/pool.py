"""The sums of many articles side by side: what a report is read off.

A side is an annotator's set on an article, a row a pair of them; both are only there where they
were counted, so many annotators with few articles each cost little.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from annotator.agreement.renaming import places_in, relabelled, renamed
from annotator.agreement.sums import (
    ATTRIBUTE,
    LINE_BYTES,
    PAIR_SUMS,
    RELATION,
    SIDE_SUMS,
    TABLES,
    Lines,
    names_in,
    parts_of,
)
from annotator.agreement.units import Flags, Ints, Vocabulary

_Member = tuple[int, bytes, bytes]  # an article: its number, dense sums, lines


@dataclass(frozen=True, slots=True)
class Pool:
    """Sums of articles as arrays; all of an article's pairs are of annotators in their order.

    `length` is per article in code points. `side_article`, `side_annotator` and `sides` (x labels
    x SIDE_SUMS) are per side; `row_article`, `row_left`, `row_right`, `pairs` (x labels x
    PAIR_SUMS) and `marked` per row. `tables` are the lines of DocumentSums by table,
    in columns (row, row label, column label, value, count), attributes and relations by pair.
    `heads` are the different heads that the sums had, `head` is that of each article.
    """

    documents: tuple[str, ...]
    annotators: tuple[str, ...]
    vocabulary: Vocabulary
    heads: tuple[bytes, ...]
    head: Ints
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
    groups: dict[bytes, list[_Member]] = defaultdict(list)
    for number, body in enumerate(packed.values()):
        head, dense, lines = parts_of(body)
        groups[head].append((number, dense, lines))
    named = {head: names_in(head) for head in groups}
    used = [head for head, (_, names) in named.items() if sum(name in order for name in names) > 1]
    whole = _united(vocabulary, [named[head][0] for head in used])
    blocks = [
        _block(_Group(number, *named[head], groups[head]), whole, order)
        for number, head in enumerate(used)
    ]
    return _joined(blocks, tuple(packed), _Names(tuple(order), whole, tuple(used)))


def replaced(
    pool: Pool,
    changed: Collection[str],
    packed: Mapping[str, bytes],
    order: Iterable[str],
    vocabulary: Vocabulary,
) -> Pool | None:
    """Return a pool in which articles that changed have the sums they have now, or none.

    `packed` are the sums of those that still count, `order` are all articles. The same comes out as
    if all were pooled anew; None where names came in or went, for then every number changes.
    """
    fresh = pooled(packed, pool.annotators, pool.vocabulary)
    if fresh.vocabulary != pool.vocabulary:
        return None
    there = {*pool.documents}.difference(changed).union(fresh.documents)
    documents = tuple(one for one in order if one in there)
    place = {name: number for number, name in enumerate(documents)}
    heads = tuple(dict.fromkeys((*pool.heads, *fresh.heads)))
    stays = np.array([-1 if name in changed else place[name] for name in pool.documents])
    comes = np.array([place[name] for name in fresh.documents], dtype=np.int64)
    blocks = [_rest(one, at, heads) for one, at in ((pool, stays), (fresh, comes))]
    found = _joined(blocks, documents, _Names(pool.annotators, pool.vocabulary, heads))
    named = [names_in(heads[one]) for one in _first_seen(found.head)]
    return found if _united(vocabulary, [one for one, _ in named]) == pool.vocabulary else None


def taking_part(pool: Pool) -> tuple[str, ...]:
    """Return the annotators of a pool who finished any of its articles."""
    there = np.bincount(pool.side_annotator, minlength=len(pool.annotators)).tolist()
    return tuple(name for name, many in zip(pool.annotators, there, strict=True) if many)


def _first_seen(numbers: Ints) -> list[int]:
    """Return the different numbers, in the order in which they come first."""
    found, first = np.unique(numbers, return_index=True)
    ordered: list[int] = found[np.argsort(first)].tolist()
    return ordered


def _rest(pool: Pool, number: Ints, heads: Sequence[bytes]) -> "_Block":
    """Return the part of a pool whose articles have a number, which is -1 for the others."""
    side_article, row_article = number[pool.side_article], number[pool.row_article]
    article, side, row = number >= 0, side_article >= 0, row_article >= 0
    place = (np.cumsum(row) - 1).astype(np.int32)
    tables = []
    for table in pool.tables:
        lines: Lines = table.compress(row[table[0]], axis=1)
        lines[0] = place[lines[0]]
        tables.append(lines)
    return _Block(
        article=number[article],
        head=places_in(pool.heads, heads)[pool.head[article]],
        length=pool.length[article],
        side_article=side_article[side],
        side_annotator=pool.side_annotator[side],
        sides=pool.sides[side],
        row_article=row_article[row],
        row_left=pool.row_left[row],
        row_right=pool.row_right[row],
        pairs=pool.pairs[row],
        marked=pool.marked[row],
        tables=tuple(tables),
    )


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
    """Articles whose sums have the same head."""

    head: int
    vocabulary: Vocabulary
    annotators: tuple[str, ...]
    members: list[_Member]


class _Block(NamedTuple):
    """A part of the arrays of a pool, in its order of fields; articles by their number."""

    article: Ints
    head: Ints
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


class _Names(NamedTuple):
    """What the numbers in the arrays of a pool stand for."""

    annotators: tuple[str, ...]
    vocabulary: Vocabulary
    heads: tuple[bytes, ...]


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
        head=np.full(articles, group.head),
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
        held: Lines = np.stack([column.take(which) for column in (row, *columns)])
        found.append(renamed(held, table, group.vocabulary, whole))
    return tuple(found)


def _joined(blocks: Sequence[_Block], documents: tuple[str, ...], names: _Names) -> Pool:
    """Return blocks as one pool, articles in their order."""
    blocks = blocks or [_empty(len(names.vocabulary.labels))]
    *columns, tables = zip(*blocks, strict=True)
    *arrays, pairs, marked = (np.concatenate(column) for column in columns)
    article, head, length, side_article, side_annotator, sides, row_article, left, right = arrays
    place = np.argsort(article)
    order = article[place]
    rows = np.cumsum([0, *(len(one.row_article) for one in blocks)])
    lines = [_lined_up(column, rows) for column in zip(*tables, strict=True)]
    pair_of_row = left * len(names.annotators) + right
    for table in (ATTRIBUTE, RELATION):
        lines[table] = _by_pair(lines[table], pair_of_row)
    return Pool(
        documents=tuple(documents[number] for number in order.tolist()),
        annotators=names.annotators,
        vocabulary=names.vocabulary,
        heads=names.heads,
        head=head[place],
        length=length[place],
        side_article=np.searchsorted(order, side_article),
        side_annotator=side_annotator,
        sides=sides,
        row_article=np.searchsorted(order, row_article),
        row_left=left,
        row_right=right,
        pairs=pairs,
        marked=marked,
        tables=tuple(lines),
    )


def _lined_up(parts: Sequence[Lines], first_rows: Ints) -> Lines:
    """Return the lines of one table, rows counted over all blocks."""
    lines: Lines = np.concatenate(parts, axis=1)
    begin = 0
    for part, row in zip(parts, first_rows.tolist(), strict=False):
        end = begin + part.shape[1]
        if row:
            lines[0, begin:end] += np.int32(row)
        begin = end
    return lines


def _by_pair(lines: Lines, pair_of_row: Ints) -> Lines:
    return lines.take(np.argsort(pair_of_row[lines[0]], kind="stable"), axis=1)


def _empty(labels: int) -> _Block:
    none = np.zeros(0, dtype=np.int64)
    sides, pairs = (np.zeros((0, labels, size), dtype=np.int64) for size in (SIDE_SUMS, PAIR_SUMS))
    tables = (np.zeros((5, 0), dtype=np.int32),) * TABLES
    return _Block(none, none, none, none, none, sides, none, none, none, pairs, none, tables)
