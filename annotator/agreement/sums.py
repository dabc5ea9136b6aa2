"""What one article adds to every measure: sums that can be added up, kept, and resampled."""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from annotator.agreement.units import Ints, Vocabulary

Lines = NDArray[np.int32]

VERSION = 1  # of what is packed: others are counted anew
SPANS, COVERED, SQUARED = range(3)  # of a side, by label
EXACT, RELAXED, BOTH, OTHER, SQUARED_SHARED = range(5)  # of a pair, by label
SIDE_SUMS, PAIR_SUMS = 3, 5
OUTCOME, START, END, SETS, ATTRIBUTE, RELATION = range(6)  # the tables of the lines
TABLES = 6
LINE_BYTES = 24

_SIZES = struct.Struct("<II")


@dataclass(frozen=True, slots=True)
class DocumentSums:
    """The sums of one article that two or more finished.

    `sides` is annotators x labels x (SPANS, COVERED, SQUARED), the last two in code points and
    their squares. `pairs` is pairs x labels x (spans in both, matched under the label, code points
    under it at both, at one with others at the other, squared lengths of what units share);
    `marked` the code points that both marked. Pairs are those of `annotators`, in order.

    `lines` hold what is sparse: (table, pair, row, column, value, count) where row and column are
    - OUTCOME: the labels at the left and right, the number of labels for none; value: the kind
    - START, END: the labels; value: how many words later
    - SETS: the sets of labels as bits; the count is in code points
    - ATTRIBUTE: the attribute and the value at the left; value: that at the right
    - RELATION: the relation, and what is counted
    """

    vocabulary: Vocabulary
    annotators: tuple[str, ...]
    length: int
    sides: Ints
    pairs: Ints
    marked: Ints
    lines: Lines


def pack(sums: DocumentSums) -> bytes:
    """Return sums as bytes; the same sums are the same bytes."""
    head = head_of(sums.vocabulary, sums.annotators)
    dense = dense_of(sums).astype("<i8").tobytes()
    return b"".join(
        [_SIZES.pack(len(head), len(dense)), head, dense, sums.lines.astype("<i4").tobytes()]
    )


def head_of(vocabulary: Vocabulary, annotators: tuple[str, ...]) -> bytes:
    """Return the names that the numbers of packed sums stand for."""
    return orjson.dumps([VERSION, annotators, *vocabulary])


def dense_of(sums: DocumentSums) -> Ints:
    """Return all that is not sparse in one row."""
    parts = (sums.sides.ravel(), sums.pairs.ravel(), sums.marked, np.array([sums.length]))
    return np.concatenate(parts)


def parts_of(body: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the head, the dense numbers and the lines of packed sums."""
    head, dense = _SIZES.unpack_from(body)
    begin = _SIZES.size
    return (
        body[begin : begin + head],
        body[begin + head : begin + head + dense],
        body[begin + head + dense :],
    )


def is_readable(body: bytes) -> bool:
    """Tell whether packed sums are of this version."""
    return body.startswith(b"[%d," % VERSION, _SIZES.size)


def names_in(head: bytes) -> tuple[Vocabulary, tuple[str, ...]]:
    """Return what the head of packed sums names."""
    _, annotators, labels, attributes, relations = orjson.loads(head)
    values: Any = tuple((label, name, tuple(values)) for label, name, values in attributes)
    named = tuple((name, symmetric) for name, symmetric in relations)
    return Vocabulary(tuple(labels), values, named), tuple(annotators)
