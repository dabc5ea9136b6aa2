import copy
from typing import Any

import pytest

from annotator.core.canonical import text_digest
from annotator.core.record import RECORD_SCHEMA
from annotator.formats.broken import unbroken
from tests.formats.sound import is_sound

TEXT = "“We never,” she said, “agreed,” and left. “Ever.”"


def span(name: str, start: int, end: int, *fragments: list[int]) -> dict[str, Any]:
    return {
        "id": name,
        "label": "quote",
        "start": start,
        "end": end,
        "text": TEXT[start:end],
        "fragments": list(fragments),
        "annotator": "ann",
        "certainty": "",
        "note": "n",
        "attributes": [{"name": "form", "value": "direct"}],
    }


def record(*spans: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": RECORD_SCHEMA,
        "id": "one",
        "split": "none",
        "lang": "en",
        "text": TEXT,
        "text_sha256": text_digest(TEXT),
        "regions": [],
        "spans": list(spans),
        "relations": [],
        "annotators": ["ann"],
        "view": "all",
        "scheme": "x@1",
        "meta_json": "{}",
        "provenance_json": "{}",
    }


def test_the_pieces_of_a_span_are_joined_from_the_later_to_the_earlier() -> None:
    made = unbroken(record(span("s1", 0, 49, [0, 11], [22, 31], [42, 49])), "continues")
    assert is_sound(made)
    assert [(one["id"], one["text"]) for one in made["spans"]] == [
        ("s1", "“We never,”"),
        ("s1-2", "“agreed,”"),
        ("s1-3", "“Ever.”"),
    ]
    assert [(one["label"], one["head"], one["tail"]) for one in made["relations"]] == [
        ("continues", "s1-2", "s1"),
        ("continues", "s1-3", "s1-2"),
    ]
    assert all(one["attributes"] == [{"name": "form", "value": "direct"}] for one in made["spans"])


def test_whole_spans_stay_and_ids_that_are_taken_are_not_taken_twice() -> None:
    given = record(
        span("s1", 0, 31, [0, 11], [22, 31]),
        span("s1-2", 12, 15),
        span("s1-2-2-joins", 16, 20),
    )
    before = copy.deepcopy(given)
    made = unbroken(given, "continues")
    assert is_sound(made)
    assert given == before
    assert {one["id"] for one in made["spans"]} == {"s1", "s1-2-2", "s1-2", "s1-2-2-joins"}
    assert len({one["id"] for one in [*made["spans"], *made["relations"]]}) == 5
    whole = record(span("s1", 0, 11))
    assert unbroken(whole, "continues") is whole


@pytest.mark.parametrize(
    "fragments",
    [
        [[22, 31], [0, 11]],  # not in order
        [[0, 11], [5, 31]],  # one over the other
        [[0, 11], [11, 31]],  # touching
        [[1, 11], [22, 31]],  # not from the span's start
        [[0, 11], [22, 30]],  # not to its end
        [[0, 11], [22, 99]],
        [[0, 11], [31, 22]],
        [[0, "11"], [22, 31]],
        [[0, 11, 12], [22, 31]],
        [[], []],
        [3],
        "ab",
    ],
)
def test_fragments_that_do_not_fit_their_span_are_left_for_the_checks(fragments: object) -> None:
    given = record(span("s1", 0, 31))
    given["spans"][0]["fragments"] = fragments
    assert unbroken(given, "continues") is given
    assert not is_sound(given)


def test_words_that_are_not_those_of_the_span_are_left_for_the_checks() -> None:
    given = record(span("s1", 0, 31, [0, 11], [22, 31]))
    given["spans"][0]["text"] = "other words"
    assert unbroken(given, "continues") is given


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, {"spans": None}, {"spans": [{}]}])
def test_what_is_no_record_comes_back_as_it_is(value: object) -> None:
    assert unbroken(value, "continues") == value
