"""The words for what is wrong with a record: which field, and why."""

from collections.abc import Callable
from typing import Any

import pytest

from annotator.core.canonical import text_digest
from annotator.formats.record_faults import faults
from annotator.formats.strict_json import Json

TEXT = "The mayor said fees rise."


def _record() -> Json:
    rest = {"annotator": "ann", "note": "", "attributes": []}
    span = {"fragments": [], "certainty": "", **rest}
    return {
        "schema": "span-dataset/1.0",
        "id": "a1",
        "split": "none",
        "lang": "en",
        "text": TEXT,
        "text_sha256": text_digest(TEXT),
        "regions": [],
        "spans": [
            {"id": "s1", "label": "x", "start": 0, "end": 9, "text": "The mayor", **span},
            {"id": "s2", "label": "y", "start": 15, "end": 24, "text": "fees rise", **span},
        ],
        "relations": [{"id": "r1", "label": "z", "head": "s2", "tail": "s1", **rest}],
        "annotators": ["ann"],
        "view": "all",
        "scheme": "news@1",
        "meta_json": "{}",
        "provenance_json": "{}",
    }


def _first(one: Json) -> Json:
    found: Json = one["spans"][0]
    return found


def _two_names(one: Json) -> None:
    _first(one)["attributes"] = [{"name": "a", "value": "b"}] * 2


CASES: list[tuple[Callable[[Json], Any], str]] = [
    (lambda one: one.pop("lang"), "'lang' is missing"),
    (lambda one: [one.pop(key) for key in ("id", "lang")], "'id', 'lang' are missing"),
    (lambda one: one.update(extra=1), "'extra' is not known"),
    (lambda one: one.update(schema="x/9"), "schema: it says 'x/9', not 'span-dataset/1.0'"),
    (lambda one: one.update(id="1"), "id: '1' is not a letter, then letters, digits and ._:-"),
    (lambda one: one.update(id=7), "id: a whole number stands where a string should"),
    (lambda one: one.update(split="dev"), "split: 'dev' is none of train, validation, test, none"),
    (lambda one: one.update(lang="?"), "lang: '?' is not a language tag such as en or und"),
    (lambda one: one.update(text=3), "text: a whole number stands where a string should"),
    (lambda one: one.update(text=" "), "text: there is no text in it"),
    (lambda one: one.update(text_sha256=""), "text_sha256: it is not the digest of the text"),
    (lambda one: one.update(annotators="ann"), "annotators: a string stands where a list should"),
    (lambda one: one.update(annotators=["ann", "ann"]), "annotators: 'ann' comes twice"),
    (lambda one: one.update(annotators=[1]), "annotators[0]: a whole number stands where a name"),
    (lambda one: one.update(annotators=["1"]), "annotators[0]: '1' is no name, which begins with"),
    (lambda one: one.update(view="mine"), "view: 'mine' is none of adjudicated, annotator, all"),
    (lambda one: one.update(scheme=None), "scheme: null stands where a string should"),
    (lambda one: one.update(meta_json="["), "meta_json: it is cut off"),
    (lambda one: one.update(meta_json={}), "meta_json: an object stands where a string should"),
    (lambda one: one.update(provenance_json="1"), "provenance_json: the string holds no JSON obj"),
    (lambda one: one.update(spans={}), "spans: an object stands where a list should"),
    (lambda one: one["spans"].append(1), "spans[2]: a whole number stands where an object should"),
    (lambda one: _first(one).pop("note"), "spans[0]: 'note' is missing"),
    (lambda one: _first(one).update(start=1.5), "spans[0].start: a decimal number stands where"),
    (lambda one: _first(one).update(end=True), "spans[0].end: true or false stands where a whole"),
    (lambda one: _first(one).update(end=99), "spans[0]: 0 to 99 does not lie in the text, which"),
    (lambda one: _first(one).update(start=-1), "spans[0]: -1 to 9 does not lie in the text"),
    (lambda one: _first(one).update(end=0), "spans[0]: 0 to 0 holds nothing"),
    (
        lambda one: _first(one).update(text="the mayor"),
        "spans[0].text: it says 'the mayor', but the text has 'The mayor' at 0 to 9",
    ),
    (lambda one: _first(one).update(label=""), "spans[0].label: it is empty"),
    (lambda one: _first(one).update(id="1"), "spans[0].id: '1' is no id, which begins with a lett"),
    (lambda one: _first(one).update(id="status"), "spans[0].id: 'status' is an id that marks cann"),
    (lambda one: _first(one).update(id="accept:W01:"), "is an id that marks cannot have"),
    (lambda one: _first(one).update(id="s2"), "the id 's2' comes twice"),
    (lambda one: _first(one).update(fragments=[[0, 3]]), "spans[0].fragments: it is not empty"),
    (lambda one: _first(one).update(certainty="maybe"), "spans[0].certainty: 'maybe' is none of"),
    (lambda one: _first(one).update(annotator=""), "spans[0].annotator: '' is no name"),
    (lambda one: _first(one).update(attributes={}), "spans[0].attributes: an object stands where"),
    (
        lambda one: _first(one).update(attributes=[{}]),
        "spans[0].attributes[0]: 'name', 'value' are",
    ),
    (_two_names, "spans[0].attributes[1]: 'a' comes twice"),
    (lambda one: one["relations"][0].update(head="s9"), "relations[0].head: there is no span 's9'"),
    (lambda one: one["relations"][0].update(tail="r1"), "relations[0].tail: there is no span 'r1'"),
    (
        lambda one: one["relations"][0].update(annotator="bob"),
        "relations[0].head: the span 's2' is another annotator's",
    ),
    (lambda one: one["regions"].append({}), "regions[0]: 'start', 'end', 'kind', 'value' are miss"),
    (
        lambda one: one["regions"].append({"start": 0, "end": 4, "kind": "", "value": ""}),
        "regions[0].kind: it is empty",
    ),
]


@pytest.mark.parametrize(("change", "told"), CASES, ids=[told for _, told in CASES])
def test_the_words_name_the_field_and_the_reason(change: Callable[[Json], Any], told: str) -> None:
    record = _record()
    assert list(faults(record)) == []
    change(record)
    found = list(faults(record))
    assert any(told in one for one in found), found


def test_what_is_no_object_is_said_at_once() -> None:
    assert list(faults([])) == ["a list stands where an object should"]
    assert list(faults(None)) == ["null stands where an object should"]


def test_long_words_of_others_are_cut() -> None:
    record = {**_record(), "split": "x" * 500}
    (found,) = faults(record)
    assert len(found) < 120


def test_all_faults_are_told_not_the_first_alone() -> None:
    record = _record()
    _first(record).update(start=3, id="s2", label="")
    assert len(list(faults(record))) >= 3
