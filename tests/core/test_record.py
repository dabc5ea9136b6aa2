"""The dataset record: its model, its JSON Schema and the fast checks say the same of a record."""

import copy
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.assets import asset
from annotator.core.canonical import text_digest
from annotator.core.record import RECORD_SCHEMA, DatasetRecord, record_schema
from tests.formats.sound import is_sound
from tests.json_schemas import apart

Json = dict[str, Any]

HOW = "write it again: json.dumps(record_schema(), indent=2)"
TEXT = "“It rained 🌧️,” said Ines. She denied the rest."
VALIDATOR = jsonschema.Draft202012Validator(record_schema())


def _span(name: str, label: str, words: str) -> Json:
    start = TEXT.index(words)
    return {
        "id": name,
        "label": label,
        "start": start,
        "end": start + len(words),
        "text": words,
        "fragments": [],
        "annotator": "ines",
        "certainty": "",
        "note": "",
        "attributes": [{"name": "form", "value": "direct"}],
    }


def _record() -> Json:
    return {
        "schema": RECORD_SCHEMA,
        "id": "mill-1",
        "split": "train",
        "lang": "en-GB",
        "text": TEXT,
        "text_sha256": text_digest(TEXT),
        "regions": [{"start": 0, "end": 9, "kind": "body", "value": ""}],
        "spans": [_span("s1", "quote", "“It rained 🌧️,”"), _span("s2", "actor", "Ines")],
        "relations": [
            {
                "id": "r1",
                "label": "attributed_to",
                "head": "s1",
                "tail": "s2",
                "annotator": "ines",
                "note": "",
                "attributes": [],
            }
        ],
        "annotators": ["ines"],
        "view": "all",
        "scheme": "news-attribution@1.0.0",
        "meta_json": '{"title":"Mill"}',
        "provenance_json": "{}",
    }


def _model_takes(record: object) -> bool:
    try:
        DatasetRecord.model_validate_json(orjson.dumps(record))
    except ValidationError:
        return False
    return True


def test_what_is_shipped_is_what_the_model_says() -> None:
    shipped = json.loads(asset("schemas", "record.schema.json").read_bytes())
    assert list(apart(record_schema(), shipped)) == [], HOW
    jsonschema.Draft202012Validator.check_schema(shipped)


def test_a_sound_record_is_taken_by_all_three() -> None:
    record = _record()
    assert is_sound(record)
    assert VALIDATOR.is_valid(record)
    assert _model_takes(record)
    made = DatasetRecord.model_validate(record)
    assert made.model_dump(by_alias=True) == record


def test_a_record_without_marks_is_taken_by_all_three() -> None:
    record = {**_record(), "regions": [], "spans": [], "relations": [], "annotators": []}
    assert is_sound(record)
    assert VALIDATOR.is_valid(record)
    assert _model_takes(record)


def _cut(name: str, field: str) -> Callable[[Json], object]:
    return lambda record: record[name][0].pop(field)


def _put(name: str, field: str, value: object) -> Callable[[Json], object]:
    return lambda record: record[name][0].update({field: value})


def _top(field: str, value: object) -> Callable[[Json], object]:
    return lambda record: record.update({field: value})


MISSHAPEN: dict[str, Callable[[Json], object]] = {
    "a missing key": lambda record: record.pop("view"),
    "an unknown key": _top("colour", "red"),
    "a null": _top("meta_json", None),
    "another schema": _top("schema", "span-dataset/2.0"),
    "an id that begins with a digit": _top("id", "1a"),
    "an id with a space": _top("id", "a b"),
    "an unknown split": _top("split", "dev"),
    "an unknown view": _top("view", "gold"),
    "a language that is none": _top("lang", "e"),
    "an empty text": _top("text", ""),
    "a digest that is none": _top("text_sha256", "ABC"),
    "an annotator without a name": _top("annotators", [""]),
    "a list that is an object": _top("spans", {}),
    "a span without its words": _cut("spans", "text"),
    "a span with a colour": _put("spans", "colour", "red"),
    "a span of no label": _put("spans", "label", ""),
    "an offset as a string": _put("spans", "start", "0"),
    "an offset as a truth": _put("spans", "start", False),
    "half an offset": _put("spans", "end", 1.5),
    "an offset before the text": _put("spans", "start", -1),
    "a span in fragments": _put("spans", "fragments", [[0, 1]]),
    "a certainty that is none": _put("spans", "certainty", "maybe"),
    "a mark whose id begins with a digit": _put("spans", "id", "1"),
    "an attribute that is a number": _put("spans", "attributes", [{"name": "a", "value": 1}]),
    "an attribute without a value": _put("spans", "attributes", [{"name": "a"}]),
    "a relation without an end": _cut("relations", "tail"),
    "a relation by nobody": _put("relations", "annotator", ""),
    "a region without a value": _cut("regions", "value"),
    "a region of no kind": _put("regions", "kind", ""),
}


@pytest.mark.parametrize("name", MISSHAPEN)
def test_what_is_misshapen_is_refused_by_all_three(name: str) -> None:
    record = _record()
    MISSHAPEN[name](record)
    assert not is_sound(record)
    assert not VALIDATOR.is_valid(record)
    assert not _model_takes(record)


UNSOUND: dict[str, Callable[[Json], object]] = {
    "other words": _put("spans", "text", "“It hailed 🌧️,”"),
    "beyond the text": _put("regions", "end", len(TEXT) + 1),
    "an empty range": _put("regions", "end", 0),
    "another digest": _top("text_sha256", "0" * 64),
    "a relation to nowhere": _put("relations", "tail", "s9"),
    "an id twice": _put("relations", "id", "s1"),
    "an annotator twice": _top("annotators", ["ines", "ines"]),
    "a string that is no object": _top("meta_json", "[]"),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_what_only_the_text_can_tell_is_left_to_the_checks(name: str) -> None:
    record = _record()
    UNSOUND[name](record)
    assert not is_sound(record)
    assert VALIDATOR.is_valid(record)
    assert _model_takes(record)


WORDS = st.text("abcXYZ019:-._ é", max_size=6)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 60)
    | st.sampled_from([0.5, "all", "train", "none", "en", "sure", RECORD_SCHEMA])
    | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)


def _places(value: object, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the place of every value inside a record."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [place, *(found for key, one in inner for found in _places(one, (*place, key)))]


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    record = copy.deepcopy(_record())
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from([place for place in _places(record) if place]))
        inner: Any = record
        for key in way:
            inner = inner[key]
        if draw(st.booleans()) and isinstance(inner, dict):
            inner.pop(last)
        else:
            inner[last] = draw(VALUES)
    return record


@given(spoilt())
def test_model_and_schema_agree_on_any_record_and_the_checks_take_no_more(record: Json) -> None:
    taken = _model_takes(record)
    assert VALIDATOR.is_valid(record) is taken
    assert taken or not is_sound(record)
