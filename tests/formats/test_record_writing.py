import json
from dataclasses import replace
from typing import Any

import pytest

from annotator.core.annotation import (
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Decision,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.document import Document, Parent, Region, new_document
from annotator.formats import record_writing
from annotator.formats.record_structs import KEYS, RELATION_KEYS, SPAN_KEYS
from annotator.formats.record_writing import (
    Frame,
    OffsetMismatchError,
    own_split,
    record_id,
    record_line,
)
from annotator.formats.strict_json import Json
from tests.formats.sound import as_json, is_sound
from tests.items import items_by_id

TEXT = "😀 The mayor said fees rise.\r\nنعم"
FRAME = Frame("adjudicated", "news@1")


def record_of(one: AnnotatedDocument, frame: Frame) -> Json:
    """Return the record of an article as its line would be read."""
    return as_json(record_writing.record_of(one, frame))


def _article(*items: Item, hand: str = "ann", **fields: Any) -> AnnotatedDocument:  # noqa: ANN401
    document = replace(new_document("a1", TEXT, title="T"), **fields)
    one = AnnotationSet(SetKey("a1", hand), items_by_id(items))
    return AnnotatedDocument(document, (), (one,) if items else ())


def _span(name: str, start: int, end: int, **fields: Any) -> Span:  # noqa: ANN401
    return replace(Span(name, "claim", start, end, TEXT[start:end]), **fields)


def _meta(**fields: Any) -> dict[str, Any]:  # noqa: ANN401
    found: dict[str, Any] = json.loads(record_of(_article(**fields), FRAME)["meta_json"])
    return found


def test_every_key_is_there_in_its_order_and_nothing_is_null() -> None:
    record = record_of(_article(_span("s1", 2, 11), Relation("r1", "x", "s1", "s1")), FRAME)
    assert tuple(record) == KEYS
    assert tuple(record["spans"][0]) == SPAN_KEYS
    assert tuple(record["relations"][0]) == RELATION_KEYS
    assert b"null" not in record_line(_article(_span("s1", 2, 11)), FRAME)
    assert is_sound(record)


def test_a_line_is_compact_and_ends_with_a_line_feed() -> None:
    line = record_line(_article(_span("s1", 2, 11)), FRAME)
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert "نعم".encode() in line, "text is not written as escapes"
    assert json.loads(line) == record_of(_article(_span("s1", 2, 11)), FRAME)


def test_spans_stand_in_reading_order_and_relations_by_id() -> None:
    items = (_span("b", 2, 5), _span("c", 2, 11), _span("a", 2, 5), _span("z", 0, 1))
    links = (Relation("r2", "x", "a", "b"), Relation("r1", "x", "b", "a"))
    record = record_of(_article(*items, *links), FRAME)
    assert [one["id"] for one in record["spans"]] == ["z", "c", "a", "b"]
    assert [one["id"] for one in record["relations"]] == ["r1", "r2"]


def test_regions_stand_in_reading_order_the_longer_first() -> None:
    regions = (Region("x", 2, 5, "b"), Region("y", 0, 9, "a"), Region("z", 2, 9, "c", "v"))
    record = record_of(replace(_article(), regions=regions), FRAME)
    assert [(one["kind"], one["value"]) for one in record["regions"]] == [
        ("a", ""),
        ("c", "v"),
        ("b", ""),
    ]


def test_a_span_whose_words_are_not_there_is_never_written() -> None:
    wrong = replace(_span("s1", 2, 11), start=3, end=12)
    with pytest.raises(OffsetMismatchError, match="a1: the span s1 says 'The mayor'"):
        record_line(_article(wrong), FRAME)


def test_who_has_finished_is_listed_and_who_has_not_is_not() -> None:
    article = _article(_span("s1", 2, 11), Status("done"))
    other = AnnotationSet(SetKey("a1", "bob"), items_by_id([_span("s2", 2, 11)]))
    third = AnnotationSet(SetKey("a1", "a"), {"status": Status("done")})
    record = record_of(replace(article, sets=(*article.sets, other, third)), FRAME)
    assert record["annotators"] == ["a", "ann"]
    assert {one["annotator"] for one in record["spans"]} == {"ann", "bob"}


def test_what_has_no_column_goes_into_the_provenance_and_nothing_else_does() -> None:
    items = (
        _span("s1", 2, 11, discuss="sure?", origin="import", note="n"),
        _span("s2", 2, 5),
        Acceptance("W09", ("s1",), "fine"),
        Status("discarded", "an advert"),
        Decision("decide:1", 0, 2, "missing", "nothing", ("bob",), (), "ff", "no", "4.2"),
    )
    said = json.loads(record_of(_article(*items), FRAME)["provenance_json"])
    assert said == {
        "marks": {"s1": {"discuss": "sure?", "origin": "import"}},
        "acceptances": [
            {"annotator": "ann", "rule": "W09", "marks": ["s1"], "reason": "fine"},
        ],
        "decisions": [
            {
                "annotator": "ann",
                "id": "decide:1",
                "start": 0,
                "end": 2,
                "difference": "missing",
                "outcome": "nothing",
                "taken": ["bob"],
                "marks": [],
                "basis": "ff",
                "reason": "no",
                "guideline": "4.2",
            }
        ],
        "status": [{"annotator": "ann", "state": "discarded", "note": "an advert"}],
    }
    assert record_of(_article(_span("s2", 2, 5), Status("done")), FRAME)["provenance_json"] == "{}"


def test_title_parent_and_open_keys_are_in_the_meta_sorted() -> None:
    parent = Parent("whole", "0" * 64, 12)
    found = _meta(parent=parent, meta={"url": "x", "date": "2020-06-28"})
    assert found == {
        "date": "2020-06-28",
        "parent": {"base": 12, "id": "whole", "sha256": "0" * 64},
        "title": "T",
        "url": "x",
    }
    assert list(found) == sorted(found)


def test_open_keys_that_have_our_names_are_kept_under_others() -> None:
    meta = {"title": "a", "title_": "b", "parent": "c", "split": "dev"}
    assert _meta(meta=meta) == {
        "title": "T",
        "title_": "a",
        "title__": "b",
        "parent_": "c",
        "split_": "dev",
    }


@pytest.mark.parametrize(
    ("meta", "split"),
    [({}, "none"), ({"split": "test"}, "test"), ({"split": "dev"}, "none")],
)
def test_an_article_has_the_split_it_came_with(meta: dict[str, str], split: str) -> None:
    document = replace(new_document("a1", TEXT), meta=meta)
    assert own_split(document) == split
    assert record_of(AnnotatedDocument(document), FRAME)["split"] == split
    given = record_of(AnnotatedDocument(document), replace(FRAME, split="validation"))
    assert given["split"] == "validation"
    assert json.loads(given["meta_json"]).get("split") is None


def test_the_id_of_a_record_of_one_annotator_names_both() -> None:
    assert record_id("a1") == "a1"
    assert record_id("a1", "ann") == "a1:ann"
    article = record_of(_article(), replace(FRAME, view="annotator", annotator="ann"))
    assert article["id"] == "a1:ann"
    assert json.loads(article["provenance_json"]) == {"annotator": "ann", "article": "a1"}


@pytest.mark.parametrize("hand", ["Bo Ek", "Bo-Ek", "عمر", "x" * 300, "a:b"])
def test_any_name_makes_an_id_of_its_own_that_records_may_have(hand: str) -> None:
    made = record_id("a1", hand)
    assert is_sound({**record_of(_article(), FRAME), "id": made})
    assert made != record_id("a1", hand + "x")
    assert len(record_id("a" * 128, hand)) <= 128
    assert record_id("a1", "Bo Ek") != record_id("a1", "Bo-Ek")


def test_the_source_digest_is_in_the_provenance() -> None:
    document: Document = new_document("a1", TEXT, source=b"bytes")
    said = json.loads(record_of(AnnotatedDocument(document), FRAME)["provenance_json"])
    assert said == {"source_sha256": document.source_sha256}
