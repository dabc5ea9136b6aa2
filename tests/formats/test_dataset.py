import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.document import Region, new_document
from annotator.formats.base import FormatError
from annotator.formats.dataset import Dataset, looks_like_records, numbered_lines
from annotator.formats.record_writing import Frame, record_of
from tests.formats.sound import as_json
from tests.items import items_by_id

if TYPE_CHECKING:
    from tests.formats.conftest import Makes, Reads

TEXT = "😀 The mayor said fees rise.\r\nنعم"


def _article(name: str = "a1") -> AnnotatedDocument:
    document = replace(new_document(name, TEXT, title="T"), language="en", meta={"url": "x"})
    items = (
        Span("s1", "actor", 2, 11, "The mayor", (("role", "source"),), "n", "why?", "model"),
        Span("s2", "claim", 17, 26, "fees rise"),
        Relation("r1", "attributed_to", "s2", "s1"),
        Status("done", "all of it"),
    )
    sets = tuple(
        AnnotationSet(SetKey(name, hand), items_by_id(given))
        for hand, given in (("ann", items), ("bob", (Status("done"),)))
    )
    return AnnotatedDocument(document, (Region("region-1", 0, 9, "headline"),), sets)


def _record(**fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {**as_json(record_of(_article(), Frame("all", "news@1"))), **fields}


def _line(**fields: Any) -> bytes:  # noqa: ANN401
    return orjson.dumps(_record(**fields)) + b"\n"


def test_what_was_written_is_read_back_as_it_was(tmp_path: Path, read: "Reads") -> None:
    path = tmp_path / "some.jsonl"
    assert Dataset().write([_article("a1"), _article("a2")], path) == []
    assert read("dataset", path).articles == [_article("a1"), _article("a2")]
    assert read("dataset", path).said == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        Dataset().write([_article()], path)
    assert path.read_bytes() == b"mine"


def test_articles_are_read_one_by_one(make: "Makes") -> None:
    path = make("some.jsonl", _line() + b"broken")
    from annotator.formats.base import ReadOptions

    articles = Dataset().read(path, ReadOptions(), print)
    assert next(articles).document.id == "a1"
    with pytest.raises(FormatError, match="line 2"):
        next(articles)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "there is nothing in it"),
        (b"\n", "line 1: the line is blank"),
        (_line() + b"  \n", "line 2: the line is blank"),
        (_line()[:-30], "line 1: it is cut off in the middle"),
        (_line() + b"{}\n", "line 2: 'schema', 'id', 'split', 'lang', ... are missing"),
        (_line(text="x"), "line 1: text_sha256: it is not the digest of the text (and"),
        (_line(spans=None), "line 1: spans: null stands where a list should"),
        (_line(provenance_json='{"marks":7}'), "line 1: provenance_json.marks is no object"),
        (_line().replace(b'"lang"', b'"id":"a1","lang"'), "line 1: a key comes twice"),
        (b"\xef\xbb\xbf" + _line(), "line 1: it begins with a byte order mark"),
        (_line().replace(b'"start":2', b'"start":NaN'), "line 1: NaN is not JSON"),
        (_line().replace("😀".encode(), b"\\ud83d"), "line 1: half a character"),
    ],
)
def test_what_is_wrong_is_refused_with_the_line_and_the_reason(
    make: "Makes", read: "Reads", data: bytes, told: str
) -> None:
    path = make("some.jsonl", data)
    with pytest.raises(FormatError) as caught:
        read("dataset", path)
    assert str(caught.value).startswith(f"{path}")
    assert told in str(caught.value)
    assert str(caught.value).endswith(".")


def test_what_other_programs_write_is_turned_or_told(make: "Makes", read: "Reads") -> None:
    record = _record()
    record["spans"][0]["certainty"] = "unsure"
    record["relations"][0]["attributes"] = [{"name": "x", "value": "y"}]
    reading = read("dataset", make("some.jsonl", orjson.dumps(record)))
    span = reading.articles[0].sets[0].items["s1"]
    assert isinstance(span, Span)
    assert span.discuss == "why?", "a reason that is given goes before"
    assert len(reading.said) == 2
    assert "certainty of 1 spans" in reading.said[0]
    assert "attributes of 1 relations" in reading.said[1]


def test_broken_spans_become_pieces_where_the_scheme_can_join_them(
    make: "Makes", read: "Reads"
) -> None:
    record = _record()
    record["spans"][1].update(start=2, end=26, text=TEXT[2:26], fragments=[[2, 11], [17, 26]])
    path = make("some.jsonl", orjson.dumps(record))
    with pytest.raises(FormatError, match="fragments"):
        read("dataset", path)
    (one, _) = read("dataset", path, chain="continues").articles[0].sets
    pieces = [(x.id, x.text) for x in one.spans if x.id.startswith("s2")]
    assert pieces == [("s2", "The mayor"), ("s2-2", "fees rise")]
    joined = [x for x in one.relations if x.label == "continues"]
    assert [(x.source, x.target) for x in joined] == [("s2-2", "s2")]


def test_a_file_of_records_is_known_by_how_it_begins(make: "Makes") -> None:
    assert looks_like_records(make("a.jsonl", _line()))
    assert looks_like_records(make("b.jsonl", json.dumps(_record(), indent=None)))
    assert looks_like_records(make("c.jsonl", b"\xef\xbb\xbf" + _line()))
    other_order = json.dumps(_record(text="w " * 50_000), sort_keys=True)
    assert looks_like_records(make("f.jsonl", other_order)), "as other programs write"
    spoken_of = json.dumps({"text": 'it begins {"schema":"span-dataset/1.0"}, as records do'})
    assert not looks_like_records(make("g.jsonl", spoken_of))
    assert looks_like_records(make("e.jsonl", _line().replace(b"/", rb"\/"))), "as pandas writes"
    later = _line().replace(b"span-dataset/1.0", b"span-dataset/2.0")
    assert looks_like_records(make("d.jsonl", later)), "so that the version is what is told"
    for number, data in enumerate((b"", b'{"text":"x"}', b"x" * 300 + _line())):
        assert not looks_like_records(make(f"{number}.jsonl", data))


def test_lines_are_numbered_from_one(make: "Makes") -> None:
    found = list(numbered_lines(make("a.jsonl", b"one\ntwo\r\nthree")))
    assert found == [(1, b"one\n"), (2, b"two\r\n"), (3, b"three")]
