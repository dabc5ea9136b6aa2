"""The quick look, the look with words, and the JSON Schema hold records to the same things."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assets import asset
from annotator.core.canonical import text_digest
from annotator.core.record import DatasetRecord, record_schema
from annotator.formats.record_checks import (
    KEYS,
    Json,
    is_compact,
    is_in_order,
    is_sound,
    key_count,
    load_record,
)
from annotator.formats.record_faults import faults
from annotator.formats.strict_json import JsonError

TEXT = "😀 The mayor said fees rise.\r\nنعم e\u0301"
SCHEMA = json.loads(asset("schemas", "record.schema.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def sound() -> Json:
    """Return a record with all that a record can have."""
    span = {"fragments": [], "annotator": "ann", "certainty": "", "note": "n"}
    pairs = [{"name": "role", "value": "source"}, {"name": "type", "value": ""}]
    return {
        "schema": "span-dataset/1.0",
        "id": "a1",
        "split": "none",
        "lang": "en-GB",
        "text": TEXT,
        "text_sha256": text_digest(TEXT),
        "regions": [{"start": 0, "end": 5, "kind": "headline", "value": ""}],
        "spans": [
            {"id": "s1", "label": "x", "start": 2, "end": 11, "text": TEXT[2:11], **span}
            | {"attributes": pairs},
            {"id": "s2", "label": "y", "start": 0, "end": 1, "text": "😀", **span}
            | {"attributes": []},
        ],
        "relations": [
            {"id": "r1", "label": "z", "head": "s1", "tail": "s2", "annotator": "ann"}
            | {"note": "", "attributes": []}
        ],
        "annotators": ["ann", "émile"],
        "view": "all",
        "scheme": "news@1",
        "meta_json": '{"title":"T"}',
        "provenance_json": "{}",
    }


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    yield path
    if type(value) in (dict, list):
        for key, one in value.items() if type(value) is dict else enumerate(value):
            yield from _places(one, (*path, key))


ODD: list[Any] = [
    *(None, True, False, 0, 1, -1, 3, 2**40, 1.5, "", "x", "s1", "s2", "é", "9", "accept:x"),
    *("status", "\0", "a b", [], {}, [[]], [{}], ["ann"], ["s1", "s1"], {"a": 1}, "[]", '{"a":1}'),
    *("train", "adjudicated", "sure", "Ann", " ", "text\n"),
]


def changed(place: tuple[Any, ...], how: str, value: Any) -> Any:  # noqa: ANN401
    """Return a record with one place set to a value, left out, doubled, or with a key added."""
    record = copy.deepcopy(sound())
    inside: Any = record
    for step in place[:-1]:
        inside = inside[step]
    last = place[-1]
    if how == "set":
        inside[last] = value
    elif how == "drop":
        del inside[last]
    elif type(inside) is list:
        inside.append(copy.deepcopy(inside[last]))
    else:
        inside[f"{last}_"] = value
    return record


def test_a_sound_record_is_sound_for_all_three() -> None:
    assert is_sound(sound())
    assert list(faults(sound())) == []
    assert list(VALIDATOR.iter_errors(sound())) == []
    assert DatasetRecord.model_validate_json(orjson.dumps(sound()))


def _spoiled() -> Iterator[tuple[str, Any]]:
    """Yield a sound record with each of its places changed in each way, and what was done."""
    for place in (one for one in _places(sound()) if one):
        yield f"{place} dropped", changed(place, "drop", None)
        for value in ODD:
            yield f"{place} set to {value!r}", changed(place, "set", value)
            yield f"{place} added to: {value!r}", changed(place, "more", value)


def test_a_quick_no_has_words_and_a_quick_yes_has_none() -> None:
    for what, record in _spoiled():
        found = list(faults(record))
        assert is_sound(record) is (not found), (what, found)
        assert all(one and "\n" not in one for one in found), what


def test_what_the_schema_refuses_is_never_sound() -> None:
    kept = [(what, record) for what, record in _spoiled() if is_sound(record)]
    assert kept
    for what, record in kept:
        assert list(VALIDATOR.iter_errors(record)) == [], what


@given(
    st.recursive(
        st.sampled_from(ODD),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    )
)
def test_anything_at_all_is_judged_without_a_crash(value: object) -> None:
    assert is_sound(value) is (not list(faults(value)))


def test_the_shipped_schema_is_that_of_the_model() -> None:
    assert record_schema() == SCHEMA
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_line_is_loaded_with_the_verdict() -> None:
    line = orjson.dumps(sound()) + b"\n"
    assert load_record(line) == (sound(), True)
    spaced = json.dumps(sound(), separators=(" , ", " : ")).encode()
    assert load_record(spaced) == (sound(), True)
    assert load_record(b"[]")[1] is False
    assert load_record(line.replace(b'"x"', b'""'))[1] is False


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize("old", [b'"id":"a1"', b'"id":"s1"', b'"id":"r1"', b'"name":"role"'])
def test_a_key_that_comes_twice_is_refused_wherever_it_stands(old: bytes, spaced: bool) -> None:
    line = orjson.dumps(sound()) + b"\n"
    twice = old + b"," + old
    line = line.replace(old, twice.replace(b'":', b'" : ') if spaced else twice)
    with pytest.raises(JsonError, match="twice"):
        load_record(line)


def test_keys_are_counted_as_they_stand_in_the_bytes() -> None:
    assert key_count(sound()) == orjson.dumps(sound()).replace(b'\\":', b"").count(b'":')


def test_the_one_way_to_write_a_record_is_told_from_others() -> None:
    record = sound()
    line = orjson.dumps(record) + b"\n"
    assert is_compact(line, record)
    assert is_in_order(record)
    for other in (line[:-1], line.replace(b":", b": ", 1), line + b"\n", b" " + line):
        assert not is_compact(other, record)
    for name in ("regions", "spans", "relations"):
        turned = sound()
        turned[name][0] = dict(reversed(turned[name][0].items()))
        assert is_sound(turned)
        assert not is_in_order(turned)
    turned = sound()
    turned["spans"][0]["attributes"][0] = {"value": "source", "name": "role"}
    assert not is_in_order(turned)
    assert not is_in_order(dict(reversed(sound().items())))


PAIRS: st.SearchStrategy[list[Any]] = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["role", "type", "", 1])},
        optional={"value": st.sampled_from(["a", "], [", 2, None]), "more": st.just("x")},
    )
    | st.sampled_from([None, "name", [], {}]),
    max_size=3,
)


@given(st.lists(PAIRS | st.sampled_from([None, "", 0, {}]), min_size=2, max_size=2))
def test_attributes_seen_before_are_judged_like_new_ones(given_: list[Any]) -> None:
    record = sound()
    for span, attributes in zip(record["spans"], given_, strict=True):
        span["attributes"] = attributes
    right = not list(faults(record))
    assert [is_sound(record), is_sound(copy.deepcopy(record))] == [right, right]


@given(st.permutations(KEYS), st.permutations(["start", "end", "kind", "value"]), st.booleans())
def test_the_order_of_keys_makes_no_record_unsound(
    keys: list[str], region_keys: list[str], moved: bool
) -> None:
    record = {key: sound()[key] for key in keys}
    (region,) = record["regions"]
    record["regions"] = [region, {key: region[key] for key in region_keys}]
    assert is_sound(record)
    if moved:
        record["regions"][0]["name"] = record["regions"][1].pop(region_keys[0])
        assert not is_sound(record)
