"""Dataset records, proved as they are read: a line written as we write it needs no second look.

msgspec reads a line into typed values of just these fields, and what is left to look at is how
they fit together. A line that writes back to the same bytes holds no key twice, nothing besides
and no number in another form. All others take the exact way: `record_checks` and `record_faults`.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec
import orjson

from annotator.core.annotation import Attributes
from annotator.formats.record_checks import Json, ids_are_sound, names_are_sound, top_is_sound

Offset = Annotated[int, msgspec.Meta(ge=0)]
Filled = Annotated[str, msgspec.Meta(min_length=1)]
Nothing = Annotated[list[int], msgspec.Meta(max_length=0)]


class UnprovedError(ValueError):
    """A line is no sound record, or is one that is written in another way."""


class _Fields(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """Every key is there, and none beside them; the order is that of our lines."""


class _Pair(_Fields):
    name: str
    value: str


class RecordRegion(_Fields):
    """A region of a record."""

    start: Offset
    end: Offset
    kind: Filled
    value: str


class RecordSpan(_Fields):
    """A span of a record; `attributes` are JSON, which `pairs_of` reads."""

    id: Filled
    label: Filled
    start: Offset
    end: Offset
    text: Filled
    fragments: Nothing
    annotator: Filled
    certainty: str
    note: str
    attributes: msgspec.Raw


class RecordRelation(_Fields):
    """A relation of a record; `attributes` are JSON, which `pairs_of` reads."""

    id: Filled
    label: Filled
    head: str
    tail: str
    annotator: str
    note: str
    attributes: msgspec.Raw


class Record(_Fields):
    """A dataset record; what it holds is sound where it came from `proved` or `as_record`."""

    schema: str
    id: str
    split: str
    lang: str
    text: str
    text_sha256: str
    regions: list[RecordRegion]
    spans: list[RecordSpan]
    relations: list[RecordRelation]
    annotators: list[Filled]
    view: str
    scheme: str
    meta_json: str
    provenance_json: str


_RECORD = msgspec.json.Decoder(Record)
_PAIRS = msgspec.json.Decoder(list[_Pair])
_WRITTEN = msgspec.json.Encoder()
_CERTAINTIES = frozenset({"", "sure", "unsure"})
_SEEN: dict[bytes, Attributes] = {}  # by the JSON that they were proved in
_MOST_SEEN, _SHORT = 4096, 512  # lists, bytes


def proved(line: bytes) -> Record:
    """Return the record of a line that is sound; raise UnprovedError for what needs the exact way.

    That is any line but one that we would write just so.
    """
    try:
        record = _RECORD.decode(line)
        if _is_sound(record) and line == _WRITTEN.encode_lines((record,)):
            return record
    except (ValueError, RecursionError) as error:
        raise UnprovedError from error
    raise UnprovedError


def as_record(record: Json) -> Record:
    """Return a sound record that took the exact way as what `proved` returns."""
    return _RECORD.decode(orjson.dumps(record))


def pairs_of(attributes: msgspec.Raw) -> Attributes:
    """Return the attributes of a sound mark: (name, value) pairs sorted by name."""
    data = bytes(attributes)
    return _SEEN[data] if data in _SEEN else _pairs(data)


def _is_sound(record: Record) -> bool:
    return (
        top_is_sound(msgspec.structs.astuple(record))
        and _regions_are_sound(record.regions, len(record.text))
        and _marks_are_sound(record)
    )


def _regions_are_sound(regions: Sequence[RecordRegion], length: int) -> bool:
    return all(one.start < one.end <= length for one in regions)


def _marks_are_sound(record: Record) -> bool:
    owners: dict[str, str] = {}
    attributes: set[bytes] = set()
    text = record.text
    for one in record.spans:
        start, end, words = one.start, one.end, one.text
        if text[start:end] != words or end - start != len(words):
            return False
        if one.certainty not in _CERTAINTIES:
            return False
        owners[one.id] = one.annotator
        attributes.add(bytes(one.attributes))
    return (
        len(owners) == len(record.spans)
        and (not owners or (ids_are_sound(owners) and names_are_sound(set(owners.values()))))
        and _relations_are_sound(record.relations, owners, attributes)
        and (attributes <= _SEEN.keys() or all(map(_are_pairs, attributes)))
    )


def _relations_are_sound(
    relations: Sequence[RecordRelation], owners: dict[str, str], attributes: set[bytes]
) -> bool:
    """Tell whether relations lead from and to spans of their annotator; gather their attributes."""
    ids: set[str] = set()
    for one in relations:
        hand = one.annotator
        if owners.get(one.head) != hand or owners.get(one.tail) != hand:
            return False
        ids.add(one.id)
        attributes.add(bytes(one.attributes))
    return not relations or (
        len(ids) == len(relations) and owners.keys().isdisjoint(ids) and ids_are_sound(ids)
    )


def _are_pairs(data: bytes) -> bool:
    """Tell whether JSON is a list of named values, none twice, written as we write it."""
    if data not in _SEEN:
        pairs = _PAIRS.decode(data)
        if len({one.name for one in pairs}) < len(pairs) or _WRITTEN.encode(pairs) != data:
            return False
        if len(_SEEN) < _MOST_SEEN and len(data) < _SHORT:
            _SEEN[data] = _pairs(data)
    return True


def _pairs(data: bytes) -> Attributes:
    return tuple(sorted((one.name, one.value) for one in _PAIRS.decode(data)))
