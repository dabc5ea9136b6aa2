import json
from typing import Any

import pytest

from annotator.core.annotation import (
    Acceptance,
    AnnotatedDocument,
    Decision,
    Relation,
    Span,
    Status,
)
from annotator.core.canonical import text_digest
from annotator.core.document import Parent
from annotator.formats.record_checks import sound_record
from annotator.formats.record_reading import ProvenanceError, annotated_of
from annotator.formats.strict_json import Json

TEXT = "The mayor said fees rise."
NO_MARKS: dict[str, Any] = {"fragments": [], "certainty": "", "note": "", "attributes": []}


DECISION = {
    "annotator": "gold",
    "id": "decide:1",
    "start": 0,
    "end": 3,
    "difference": "label",
    "outcome": "reading",
    "taken": ["ann"],
    "marks": ["s1"],
    "basis": "ff",
    "reason": "so",
    "guideline": "4.2",
}


def _record(**fields: Any) -> Json:  # noqa: ANN401
    """Return a sound record with two spans of ann and a relation; `fields` take their place."""
    spans = [
        {"id": "s1", "label": "actor", "start": 0, "end": 9, "text": "The mayor"},
        {"id": "s2", "label": "claim", "start": 15, "end": 24, "text": "fees rise"},
    ]
    link = {"id": "r1", "label": "x", "head": "s2", "tail": "s1", "note": "n", "attributes": []}
    return {
        "schema": "span-dataset/1.0",
        "id": "a1",
        "split": "none",
        "lang": "en",
        "text": TEXT,
        "text_sha256": text_digest(TEXT),
        "regions": [],
        "spans": [{**one, "annotator": "ann", **NO_MARKS} for one in spans],
        "relations": [{**link, "annotator": "ann"}],
        "annotators": [],
        "view": "adjudicated",
        "scheme": "news@1",
        "meta_json": "{}",
        "provenance_json": "{}",
        **fields,
    }


def _read(**fields: Any) -> AnnotatedDocument:  # noqa: ANN401
    return annotated_of(sound_record(_record(**fields)))


def _provenance(**said: Any) -> AnnotatedDocument:  # noqa: ANN401
    return _read(provenance_json=json.dumps(said))


def test_marks_come_back_by_annotator_with_their_ids_and_words() -> None:
    (one,) = _read().sets
    assert one.key == ("a1", "ann")
    assert one.spans == (
        Span("s1", "actor", 0, 9, "The mayor"),
        Span("s2", "claim", 15, 24, "fees rise"),
    )
    assert one.relations == (Relation("r1", "x", "s2", "s1", "n"),)
    assert one.status == Status("none")


def test_who_finished_without_a_mark_has_a_set_all_the_same() -> None:
    found = _read(annotators=["zoe", "ann"])
    assert [one.key.annotator for one in found.sets] == ["ann", "zoe"]
    assert [one.status.state for one in found.sets] == ["done", "done"]
    assert found.sets[1].items == {"status": Status("done")}


def test_attributes_are_pairs_sorted_by_name() -> None:
    record = _record()
    record["spans"][0]["attributes"] = [
        {"name": "type", "value": "person"},
        {"name": "role", "value": "source"},
    ]
    (one,) = annotated_of(sound_record(record)).sets
    assert one.spans[0].attributes == (("role", "source"), ("type", "person"))


def test_a_span_that_somebody_was_unsure_of_is_to_be_discussed() -> None:
    record = _record()
    record["spans"][0]["certainty"], record["spans"][1]["certainty"] = "unsure", "sure"
    (one,) = annotated_of(sound_record(record)).sets
    assert [span.discuss for span in one.spans] == ["unsure", ""]


def test_what_has_no_column_comes_back_from_the_provenance() -> None:
    found = _provenance(
        marks={"s1": {"discuss": "who?", "origin": "model"}},
        acceptances=[{"annotator": "ann", "rule": "W10", "marks": ["s1"], "reason": "ok"}],
        status=[{"annotator": "ann", "state": "discarded", "note": "an advert"}],
        source_sha256="f" * 64,
    )
    (one,) = found.sets
    assert (one.spans[0].discuss, one.spans[0].origin) == ("who?", "model")
    assert one.acceptances == (Acceptance("W10", ("s1",), "ok"),)
    assert one.status == Status("discarded", "an advert")
    assert found.document.source_sha256 == "f" * 64


def test_decisions_of_review_come_back() -> None:
    (one,) = [x for x in _provenance(decisions=[DECISION]).sets if x.key.annotator == "gold"]
    assert one.decisions == (
        Decision("decide:1", 0, 3, "label", "reading", ("ann",), ("s1",), "ff", "so", "4.2"),
    )


def test_provenance_of_others_is_kept_in_the_meta() -> None:
    found = _provenance(tool="other", run={"b": 1, "a": 2})
    assert found.document.meta == {"provenance": '{"run":{"a":2,"b":1},"tool":"other"}'}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"marks": []}, "marks is no object"),
        ({"marks": {"zz": {}}}, "'zz', which is no span"),
        ({"marks": {"s1": "x"}}, "'s1', which is no span"),
        ({"marks": {"s1": {"discuss": 1}}}, "discuss is no string"),
        ({"acceptances": {}}, "acceptances is no list"),
        (
            {"acceptances": [{"annotator": "ann", "rule": "W01", "marks": [1]}]},
            "no list of strings",
        ),
        ({"acceptances": [{"annotator": "9", "rule": "W01"}]}, "'9' is no annotator's name"),
        ({"decisions": [{"annotator": "gold", "id": "s1"}]}, "'s1' is no id of a decision"),
        ({"decisions": [DECISION | {"end": 999}]}, "decide:1 does not lie in the text"),
        ({"decisions": [DECISION | {"start": "0"}]}, "decide:1 does not lie in the text"),
        ({"decisions": [DECISION | {"taken": "ann"}]}, "taken is no list of strings"),
        ({"decisions": [DECISION | {"reason": 3}]}, "reason is no string"),
        ({"status": [{"annotator": "ann", "state": "done"}]}, "ann cannot be 'done' here"),
        ({"status": [{"annotator": "ann", "state": "asleep"}]}, "ann cannot be 'asleep'"),
        ({"source_sha256": 7}, "source_sha256 is no string"),
    ],
)
def test_provenance_that_does_not_fit_is_refused_with_the_reason(
    said: dict[str, Any], told: str
) -> None:
    with pytest.raises(ProvenanceError, match=told):
        _provenance(**said)


def test_a_record_of_one_annotator_is_of_the_article_that_it_names() -> None:
    said = json.dumps({"annotator": "ann", "article": "whole"})
    found = _read(id="whole:ann", view="annotator", provenance_json=said)
    assert found.document.id == "whole"
    assert found.sets[0].key == ("whole", "ann")
    assert "provenance" not in found.document.meta
    with pytest.raises(ProvenanceError, match="no id of an article"):
        _read(view="annotator", provenance_json=json.dumps({"annotator": "ann", "article": "9"}))


def test_title_split_parent_and_open_keys_come_back() -> None:
    parent = {"base": 3, "id": "whole", "sha256": "0" * 64}
    meta = json.dumps({"title": "T", "parent": parent, "n": 3, "url": "x"})
    document = _read(meta_json=meta, split="test").document
    assert document.title == "T"
    assert document.parent == Parent("whole", "0" * 64, 3)
    assert document.meta == {"n": "3", "url": "x", "split": "test"}


@pytest.mark.parametrize(
    "parent", ["whole", {"id": "whole"}, {"base": -1, "id": "w", "sha256": ""}, [1]]
)
def test_a_parent_that_is_none_of_ours_is_an_open_key(parent: object) -> None:
    document = _read(meta_json=json.dumps({"parent": parent})).document
    assert document.parent is None
    assert set(document.meta) == {"parent_"}


def test_without_a_title_the_first_line_serves() -> None:
    assert _read().document.title == TEXT
    assert _read(meta_json='{"title":""}').document.title == ""


def test_regions_have_ids_in_their_order() -> None:
    regions = [
        {"start": 0, "end": 9, "kind": "headline", "value": ""},
        {"start": 3, "end": 9, "kind": "duplicate", "value": "0-3"},
    ]
    found = _read(regions=regions).regions
    assert [(one.id, one.start, one.end, one.kind, one.value) for one in found] == [
        ("region-1", 0, 9, "headline", ""),
        ("region-2", 3, 9, "duplicate", "0-3"),
    ]
