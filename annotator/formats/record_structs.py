"""A dataset record as typed values: what is read from a line, and what a line is written from.

The order of the fields is that of the keys in our lines, so that a record is written in one way.
"""

from collections.abc import Set as AbstractSet
from typing import Annotated, Literal

import msgspec

from annotator.core.annotation import Attributes

Offset = Annotated[int, msgspec.Meta(ge=0)]
Filled = Annotated[str, msgspec.Meta(min_length=1)]
Certainty = Literal["", "sure", "unsure"]


class _Fields(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """Every key is there, and none beside them."""


class RecordPair(_Fields):
    """One attribute of a mark."""

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
    fragments: tuple[()]  # spans are whole
    annotator: Filled
    certainty: Certainty
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
    """A dataset record."""

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


KEYS = Record.__struct_fields__
SPAN_KEYS = RecordSpan.__struct_fields__
RELATION_KEYS = RecordRelation.__struct_fields__
REGION_KEYS = RecordRegion.__struct_fields__
PAIR_KEYS = RecordPair.__struct_fields__

NO_ATTRIBUTES = msgspec.Raw(b"[]")

_RECORD = msgspec.json.Decoder(Record)
_PAIRS = msgspec.json.Decoder(list[RecordPair])
_VALUES = msgspec.json.Decoder(dict[str, str])
_WRITTEN = msgspec.json.Encoder()
_SEEN: dict[bytes, Attributes] = {}  # by the JSON that they were proved in
_MADE: dict[bytes, msgspec.Raw] = {}  # by the JSON that they were made from
_MOST_SEEN, _SHORT = 4096, 512  # lists, bytes


def record_of_bytes(data: bytes) -> Record:
    """Return the record that JSON has the fields and types of; raise ValueError.

    How they fit together is not looked at, nor what the attributes are.
    """
    return _RECORD.decode(data)


def bytes_of_record(record: Record) -> bytes:
    """Return a record as a line of JSON."""
    return _WRITTEN.encode_lines((record,))


def pairs_of(attributes: msgspec.Raw) -> Attributes:
    """Return the attributes of a sound mark: (name, value) pairs sorted by name."""
    data = bytes(attributes)
    return _SEEN[data] if data in _SEEN else _pairs(data)


def are_pairs(lists: AbstractSet[bytes]) -> bool:
    """Tell whether each JSON is a list of named values, none twice, written as we write it.

    Raise ValueError where one holds anything else.
    """
    return lists <= _SEEN.keys() or all(map(_is_list_of_pairs, lists))


def _is_list_of_pairs(data: bytes) -> bool:
    if data not in _SEEN:
        pairs = _PAIRS.decode(data)
        if len({one.name for one in pairs}) < len(pairs) or _WRITTEN.encode(pairs) != data:
            return False
        if len(_SEEN) < _MOST_SEEN and len(data) < _SHORT:
            _SEEN[data] = _pairs(data)
    return True


def pairs_from(values: msgspec.Raw) -> msgspec.Raw:
    """Return attributes as records have them: pairs sorted by name, of an object in JSON."""
    data = bytes(values)
    return _MADE[data] if data in _MADE else _made(data)


def _made(data: bytes) -> msgspec.Raw:
    found = sorted(_VALUES.decode(data).items())
    made = msgspec.Raw(_WRITTEN.encode([RecordPair(name, value) for name, value in found]))
    if len(_MADE) < _MOST_SEEN and len(data) < _SHORT:
        _MADE[data] = made
    return made


def _pairs(data: bytes) -> Attributes:
    return tuple(sorted((one.name, one.value) for one in _PAIRS.decode(data)))
