"""Is a dataset record what it should be? Quickly yes or no; and if no, what is wrong where.

`is_sound` looks at a record column by column, at the speed of C: a record that passes needs no
second look. `faults` goes field by field and has words for each; it says nothing exactly of those
records that are sound.
"""

from collections.abc import Collection
from itertools import chain
from operator import itemgetter, lt
from typing import Any

import orjson

from annotator.core.annotation import STATUS_ID
from annotator.core.canonical import text_digest
from annotator.core.record import RECORD_SCHEMA, SPLITS, VIEWS
from annotator.formats.hazards import text_fault
from annotator.formats.naming import LANGUAGE, RECORD_ID
from annotator.formats.strict_json import JsonError, keys_in, keys_once, load, load_lax

Json = dict[str, Any]
KEYS = (
    "schema",
    "id",
    "split",
    "lang",
    "text",
    "text_sha256",
    "regions",
    "spans",
    "relations",
    "annotators",
    "view",
    "scheme",
    "meta_json",
    "provenance_json",
)
SPAN_KEYS = (
    "id",
    "label",
    "start",
    "end",
    "text",
    "fragments",
    "annotator",
    "certainty",
    "note",
    "attributes",
)
RELATION_KEYS = ("id", "label", "head", "tail", "annotator", "note", "attributes")
REGION_KEYS = ("start", "end", "kind", "value")
PAIR_KEYS = ("name", "value")
RESERVED = "accept:"  # begins the ids of acceptances

_TOP = itemgetter(*KEYS)
_FIRST = itemgetter(0)
_STRINGS = frozenset({str})
_CERTAINTIES = frozenset({"", "sure", "unsure"})
_SEEN: set[bytes] = set()  # sound lists of attributes, as JSON
_MOST_SEEN, _SHORT = 4096, 512  # lists, bytes
_WRONG = (KeyError, TypeError, ValueError, IndexError, AttributeError)


def load_record(data: bytes) -> tuple[Json, bool]:
    """Return the record of a line, and whether it is sound; raise JsonError for what is no JSON."""
    value = load_lax(data)
    if is_sound(value) and (is_compact(data, value) or keys_once(data, key_count(value))):
        return value, True
    if not keys_once(data, keys_in(value)):
        raise JsonError("a key comes twice in one object")
    return value, False


def is_sound(record: Any) -> bool:  # noqa: ANN401 whatever a file holds
    """Tell whether a value is a record: shape, types, offsets, words, digest, ids and ends."""
    try:
        return (
            len(record) == len(KEYS)
            and top_is_sound(_TOP(record))
            and _regions_are_sound(record["regions"], len(record["text"]))
            and _spans_are_sound(record["spans"], record["text"])
            and _relations_are_sound(record["relations"], record["spans"])
        )
    except _WRONG:
        return False


def is_compact(data: bytes, value: Any) -> bool:  # noqa: ANN401 whatever a file holds
    """Tell whether bytes are just what we would write for a value; no key comes twice in them."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE) == data


def is_in_order(record: Json) -> bool:
    """Tell whether all keys of a sound record stand in the usual order."""
    spans, relations = record["spans"], record["relations"]
    pairs = chain.from_iterable(one["attributes"] for one in chain(spans, relations))
    return (
        tuple(record) == KEYS
        and {SPAN_KEYS}.issuperset(map(tuple, spans))
        and {RELATION_KEYS}.issuperset(map(tuple, relations))
        and {REGION_KEYS}.issuperset(map(tuple, record["regions"]))
        and {PAIR_KEYS}.issuperset(map(tuple, pairs))
    )


def key_count(record: Json) -> int:
    """Return how many keys all objects in a sound record have."""
    spans, relations = record["spans"], record["relations"]
    pairs = sum(len(one["attributes"]) for one in spans)
    pairs += sum(len(one["attributes"]) for one in relations)
    return (
        len(KEYS)
        + len(SPAN_KEYS) * len(spans)
        + len(RELATION_KEYS) * len(relations)
        + len(REGION_KEYS) * len(record["regions"])
        + len(PAIR_KEYS) * pairs
    )


def top_is_sound(values: tuple[Any, ...]) -> bool:
    """Tell whether the values of a record's own keys are sound, marks and regions left aside."""
    schema, name, split, lang, text, sha256, regions, spans, relations, hands, view, scheme = (
        values[:12]
    )
    return (
        schema == RECORD_SCHEMA
        and RECORD_ID.fullmatch(name) is not None
        and split in SPLITS
        and LANGUAGE.fullmatch(lang) is not None
        and not text_fault(text)
        and text_digest(text) == sha256
        and type(regions) is type(spans) is type(relations) is type(hands) is list
        and _hands_are_sound(hands)
        and view in VIEWS
        and type(scheme) is str
        and _is_object(values[12])
        and _is_object(values[13])
    )


def _hands_are_sound(hands: list[str]) -> bool:
    return all(hand[0].isalpha() for hand in hands) and len(set(hands)) == len(hands)


def _is_object(text: str) -> bool:
    return text == "{}" or type(load(text.encode())) is dict


def _columns(objects: list[Json], keys: tuple[str, ...]) -> list[list[Any]]:
    """Return the values of some objects, key by key; raise ValueError where keys are others.

    Looked at are all keys in one row and all values in one row: no object is taken in hand.
    """
    if list(chain.from_iterable(objects)) == [*keys] * len(objects):
        values = list(chain.from_iterable(map(dict.values, objects)))
    elif {len(keys)}.issuperset(map(len, objects)):
        values = list(chain.from_iterable(map(itemgetter(*keys), objects)))
    else:
        raise ValueError(keys)
    return [values[at :: len(keys)] for at in range(len(keys))]


def _regions_are_sound(regions: list[Json], length: int) -> bool:
    if not regions:
        return True
    starts, ends, kinds, values = _columns(regions, REGION_KEYS)
    return (
        set(map(type, starts + ends)) == {int}
        and min(starts) >= 0
        and max(ends) <= length
        and all(map(lt, starts, ends))
        and set(map(type, kinds + values)) == _STRINGS
        and all(kinds)
    )


def _spans_are_sound(spans: list[Json], text: str) -> bool:
    if not spans:
        return True
    ids, labels, starts, ends, words, fragments, hands, certain, notes, attributes = _columns(
        spans, SPAN_KEYS
    )
    return (
        set(map(type, starts + ends)) == {int}
        and min(starts) >= 0
        and max(ends) <= len(text)
        and all(map(lt, starts, ends))
        and [text[start:end] for start, end in zip(starts, ends, strict=True)] == words
        and set(map(type, ids + labels + hands + notes)) == _STRINGS
        and all(labels)
        and fragments == [[]] * len(spans)
        and _CERTAINTIES.issuperset(certain)
        and ids_are_sound(ids)
        and names_are_sound(set(hands))
        and _attributes_are_sound(attributes)
    )


def _relations_are_sound(relations: list[Json], spans: list[Json]) -> bool:
    spoken_for = {one["id"]: one["annotator"] for one in spans}
    if len(spoken_for) != len(spans) or not relations:
        return len(spoken_for) == len(spans)
    ids, labels, heads, tails, hands, notes, attributes = _columns(relations, RELATION_KEYS)
    return (
        set(map(type, ids + labels + notes)) == _STRINGS
        and all(labels)
        and list(map(spoken_for.get, heads)) == hands == list(map(spoken_for.get, tails))
        and ids_are_sound(ids)
        and len({*ids}) == len(ids)
        and spoken_for.keys().isdisjoint(ids)
        and _attributes_are_sound(attributes)
    )


def ids_are_sound(ids: Collection[str]) -> bool:
    """Tell whether some ids, at least one, are such as marks may have; raise IndexError for ""."""
    first = "".join(map(_FIRST, ids))
    return (
        first.isalpha()
        and first.isascii()
        and STATUS_ID not in ids
        and (RESERVED not in "".join(ids) or not any(one.startswith(RESERVED) for one in ids))
    )


def names_are_sound(hands: Collection[str]) -> bool:
    """Tell whether names, at least one, begin with letters; raise IndexError for ""."""
    return "".join(map(_FIRST, hands)).isalpha()


def _attributes_are_sound(attributes: list[list[Json]]) -> bool:
    """Tell whether each is a list of named values; most are like one that was seen before."""
    if not any(attributes):
        return attributes == [[]] * len(attributes)
    written = set(map(orjson.dumps, attributes))
    if written <= _SEEN:
        return True
    if not all(map(_is_list_of_pairs, attributes)):
        return False
    if len(_SEEN) < _MOST_SEEN:
        _SEEN.update(one for one in written if len(one) < _SHORT)
    return True


def _is_list_of_pairs(attributes: list[Json]) -> bool:
    if type(attributes) is not list:
        return False
    if not attributes:
        return True
    names, values = _columns(attributes, PAIR_KEYS)
    return set(map(type, names + values)) == _STRINGS and len({*names}) == len(names)
