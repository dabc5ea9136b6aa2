"""Tells whether a line is a sound dataset record, and whether it is written as we write it.

msgspec reads a line into typed values of just these fields, and what is left to look at is how
they fit together. A line that writes back to the same bytes holds no key twice, nothing besides
and no number in another form. Other lines are read as JSON first, and their keys counted: that is
slower, and comes to the same verdict. What is wrong with a record `record_faults` has words for.
"""

from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any

import orjson

from annotator.core.annotation import STATUS_ID
from annotator.core.canonical import text_digest
from annotator.core.record import RECORD_SCHEMA, SPLITS, VIEWS
from annotator.formats.hazards import text_fault
from annotator.formats.naming import LANGUAGE, RECORD_ID
from annotator.formats.record_structs import (
    KEYS,
    PAIR_KEYS,
    REGION_KEYS,
    RELATION_KEYS,
    SPAN_KEYS,
    Record,
    RecordRegion,
    are_pairs,
    bytes_of_record,
    pairs_of,
    record_of_bytes,
)
from annotator.formats.strict_json import JsonError, keys_once, load, load_lax, said_twice

RESERVED = "accept:"  # begins the ids of acceptances

_FIRST = itemgetter(0)
_UNFIT = (ValueError, KeyError)


class UnprovedError(ValueError):
    """A line is no sound record, or is one that is written in another way."""


class UnsoundError(ValueError):
    """A value is no sound record; `value` is what was read, for `record_faults`."""

    def __init__(self, value: Any) -> None:  # noqa: ANN401 whatever a file holds
        super().__init__("it is no sound record")
        self.value = value


def read_record(line: bytes) -> tuple[Record, bool]:
    """Return the sound record of a line, and whether we would write it just so.

    Raise UnsoundError, or JsonError for what is no strict JSON.
    """
    try:
        return proved(line), True
    except UnprovedError:
        return _read_otherwise(line), False


def proved(line: bytes) -> Record:
    """Return the record of a line that is sound and written as we write it; raise UnprovedError."""
    try:
        record = record_of_bytes(line)
        if line == bytes_of_record(record) and _is_sound(record):
            return record
    except (*_UNFIT, RecursionError) as error:
        raise UnprovedError from error
    raise UnprovedError


def sound_record(value: Any) -> Record:  # noqa: ANN401 whatever a file holds
    """Return the record that a value of JSON is, its keys in any order; raise UnsoundError."""
    try:
        record = record_of_bytes(orjson.dumps(value, option=orjson.OPT_SORT_KEYS))
        if _is_sound(record):
            return record
    except (*_UNFIT, TypeError) as error:  # the latter where it is nested too deep
        raise UnsoundError(value) from error
    raise UnsoundError(value)


def _read_otherwise(line: bytes) -> Record:
    try:
        record = sound_record(load_lax(line))
    except UnsoundError:
        raise UnsoundError(load(line)) from None
    if not keys_once(line, _key_count(record)):
        raise JsonError(said_twice(line))
    return record


def _key_count(record: Record) -> int:
    """Return how many keys all objects in a sound record have."""
    spans, relations = record.spans, record.relations
    lists = (*(one.attributes for one in spans), *(one.attributes for one in relations))
    return (
        len(KEYS)
        + len(SPAN_KEYS) * len(spans)
        + len(RELATION_KEYS) * len(relations)
        + len(REGION_KEYS) * len(record.regions)
        + len(PAIR_KEYS) * sum(map(len, map(pairs_of, lists)))
    )


def _is_sound(record: Record) -> bool:
    """Tell whether what a record holds fits together; raise ValueError or KeyError if need be."""
    return (
        _top_is_sound(record)
        and _regions_are_sound(record.regions, len(record.text))
        and _marks_are_sound(record)
    )


def _top_is_sound(record: Record) -> bool:
    return (
        record.schema == RECORD_SCHEMA
        and RECORD_ID.fullmatch(record.id) is not None
        and record.split in SPLITS
        and LANGUAGE.fullmatch(record.lang) is not None
        and not text_fault(record.text)
        and text_digest(record.text) == record.text_sha256
        and _hands_are_sound(record.annotators)
        and record.view in VIEWS
        and _is_object(record.meta_json)
        and _is_object(record.provenance_json)
    )


def _hands_are_sound(hands: Sequence[str]) -> bool:
    return not hands or (_names_are_sound(hands) and len(set(hands)) == len(hands))


def _is_object(text: str) -> bool:
    return text == "{}" or type(load(text.encode())) is dict


def _regions_are_sound(regions: Sequence[RecordRegion], length: int) -> bool:
    return all(one.start < one.end <= length for one in regions)


def _marks_are_sound(record: Record) -> bool:
    """Tell whether marks fit the text and one another; raise KeyError for ends that are nowhere."""
    text, spans, relations = record.text, record.spans, record.relations
    length = len(text)
    for one in spans:
        if text[one.start : one.end] != one.text or one.end > length:
            return False
    owners = {one.id: one.annotator for one in spans}
    for each in relations:
        if not owners[each.head] == each.annotator == owners[each.tail]:
            return False
    ids = {*owners, *[each.id for each in relations]}
    attributes = {bytes(one.attributes) for one in spans}
    attributes.update([bytes(each.attributes) for each in relations])
    if len(ids) != len(spans) + len(relations):
        return False
    return not ids or (
        _ids_are_sound(ids) and _names_are_sound(set(owners.values())) and are_pairs(attributes)
    )


def _ids_are_sound(ids: Collection[str]) -> bool:
    """Tell whether some ids, at least one and none of them "", are such as marks may have."""
    first = "".join(map(_FIRST, ids))
    return (
        first.isalpha()
        and first.isascii()
        and STATUS_ID not in ids
        and (RESERVED not in "".join(ids) or not any(one.startswith(RESERVED) for one in ids))
    )


def _names_are_sound(hands: Collection[str]) -> bool:
    """Tell whether names, at least one and none of them "", begin with letters."""
    return "".join(map(_FIRST, hands)).isalpha()
