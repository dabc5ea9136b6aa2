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
from annotator.core.record import DatasetRecord
from annotator.formats.record_checks import UnsoundError, proved, read_record
from annotator.formats.record_faults import faults
from annotator.formats.record_structs import KEYS
from annotator.formats.strict_json import JsonError
from tests.formats.sound import as_json, full_record, is_sound

SCHEMA = json.loads(asset("schemas", "record.schema.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


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
    record = copy.deepcopy(full_record())
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
    assert is_sound(full_record())
    assert list(faults(full_record())) == []
    assert list(VALIDATOR.iter_errors(full_record())) == []
    assert DatasetRecord.model_validate_json(orjson.dumps(full_record()))


def _spoiled() -> Iterator[tuple[str, Any]]:
    """Yield a sound record with each of its places changed in each way, and what was done."""
    for place in (one for one in _places(full_record()) if one):
        yield f"{place} dropped", changed(place, "drop", None)
        for value in ODD:
            yield f"{place} set to {value!r}", changed(place, "set", value)
            yield f"{place} added to: {value!r}", changed(place, "more", value)


def test_a_quick_no_has_words_and_a_quick_yes_has_none() -> None:
    for what, record in _spoiled():
        found = list(faults(record))
        assert is_sound(record) is (not found), (what, found)
        assert all(one and "\n" not in one for one in found), what


def test_what_the_schema_refuses_is_never_full_record() -> None:
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


def test_a_line_is_read_with_the_verdict_and_how_it_is_written() -> None:
    line = orjson.dumps(full_record()) + b"\n"
    record, as_ours = read_record(line)
    assert (as_json(record), as_ours) == (full_record(), True)
    spaced = json.dumps(full_record(), separators=(" , ", " : ")).encode()
    assert read_record(spaced) == (record, False)
    for other in (b"[]", line.replace(b'"x"', b'""')):
        with pytest.raises(UnsoundError) as caught:
            read_record(other)
        assert caught.value.value == orjson.loads(other)


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize("old", [b'"id":"a1"', b'"id":"s1"', b'"id":"r1"', b'"name":"role"'])
def test_a_key_that_comes_twice_is_refused_wherever_it_stands(old: bytes, spaced: bool) -> None:
    line = orjson.dumps(full_record()) + b"\n"
    twice = old + b"," + old
    line = line.replace(old, twice.replace(b'":', b'" : ') if spaced else twice)
    with pytest.raises(JsonError, match="twice"):
        read_record(line)


def test_the_one_way_to_write_a_record_is_told_from_others() -> None:
    line = orjson.dumps(full_record()) + b"\n"
    record = proved(line)
    for other in (line[:-1], line.replace(b":", b": ", 1), line + b"\n", b" " + line):
        assert read_record(other) == (record, False)
    turned = [dict(reversed(full_record().items()))]
    for name in ("regions", "spans", "relations"):
        turned.append(full_record())
        turned[-1][name][0] = dict(reversed(turned[-1][name][0].items()))
    turned.append(full_record())
    turned[-1]["spans"][0]["attributes"][0] = {"value": "source", "name": "role"}
    for value in turned:
        assert read_record(orjson.dumps(value) + b"\n") == (record, False)


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
    record = full_record()
    for span, attributes in zip(record["spans"], given_, strict=True):
        span["attributes"] = attributes
    right = not list(faults(record))
    assert [is_sound(record), is_sound(copy.deepcopy(record))] == [right, right]


@given(st.permutations(KEYS), st.permutations(["start", "end", "kind", "value"]), st.booleans())
def test_the_order_of_keys_makes_no_record_unsound(
    keys: list[str], region_keys: list[str], moved: bool
) -> None:
    record = {key: full_record()[key] for key in keys}
    (region,) = record["regions"]
    record["regions"] = [region, {key: region[key] for key in region_keys}]
    assert is_sound(record)
    if moved:
        record["regions"][0]["name"] = record["regions"][1].pop(region_keys[0])
        assert not is_sound(record)
