import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotator.core.annotation import (
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.canonical import text_digest
from annotator.core.document import Region, new_document
from annotator.formats.base import FormatError, ReadOptions
from annotator.formats.jsonl import JsonLines

if TYPE_CHECKING:
    from tests.formats.conftest import Makes, Reads

TEXT = "😀 “No,” she said.\nAnd so on."
MARKED: dict[str, Any] = {
    "id": "one",
    "text": TEXT,
    "annotator": "gold",
    "spans": [
        {"id": "q", "label": "quote", "start": 2, "end": 7, "text": "“No,”"},
        {"id": "a", "label": "actor", "start": 8, "end": 11},
    ],
    "relations": [{"id": "r", "type": "said", "from": "q", "to": "a"}],
    "regions": [{"start": 0, "end": 17, "kind": "headline"}],
}


def line(**values: object) -> str:
    return json.dumps({**MARKED, **values}, ensure_ascii=False) + "\n"


def test_a_line_is_an_article_with_its_marks(make: "Makes", read: "Reads") -> None:
    (one,) = read("jsonl", make("news.jsonl", line())).articles
    assert one.document.text == TEXT
    assert one.document.source_sha256 == hashlib.sha256(line().encode()).hexdigest()
    assert one.regions == (Region("region-1", 0, 17, "headline"),)
    (each,) = one.sets
    assert each.key == SetKey("one", "gold")
    assert each.spans == (
        Span("q", "quote", 2, 7, "“No,”"),
        Span("a", "actor", 8, 11, "she"),
    )
    assert each.relations == (Relation("r", "said", "q", "a"),)


def test_what_is_written_comes_back(tmp_path: Path, read: "Reads") -> None:
    items: dict[str, Item] = {
        "q": Span("q", "quote", 2, 7, "“No,”", (("form", "direct"),), "a note", "why?"),
        "a": Span("a", "actor", 8, 11, "she"),
        "r": Relation("r", "said", "q", "a", "noted"),
    }
    document = replace(
        new_document("one", TEXT, title="T"), language="en", meta={"outlet": "Herald"}
    )
    regions = (Region("region-1", 0, 17, "headline", "x"),)
    whole = AnnotatedDocument(document, regions, (AnnotationSet(SetKey("one", "ann"), items),))
    bare = AnnotatedDocument(replace(new_document("two", "Bare."), language="ar"))
    path = tmp_path / "out.jsonl"
    assert JsonLines().write([whole, bare], path) == []
    back = read("jsonl", path).articles
    assert [replace(one.document, source_sha256="") for one in back] == [document, bare.document]
    assert (back[0].regions, back[0].sets) == (regions, whole.sets)
    assert (back[1].regions, back[1].sets) == ((), ())
    again = tmp_path / "again.jsonl"
    JsonLines().write(back, again)
    assert again.read_bytes() == path.read_bytes()
    with pytest.raises(FileExistsError):
        JsonLines().write([], path)


def test_what_the_simple_form_cannot_hold_is_counted(tmp_path: Path) -> None:
    span = Span("q", "quote", 2, 7, "“No,”", origin="model")
    accepted = Acceptance("W01", ("q",), "fine")
    items: dict[str, Item] = {"q": span, "status": Status("done"), accepted.id: accepted}
    sets = (AnnotationSet(SetKey("one", "ann"), items),)
    (told,) = JsonLines().write(
        [AnnotatedDocument(new_document("one", TEXT), (), sets)], tmp_path / "out.jsonl"
    )
    assert "3 states, acceptances and origins" in told


def test_the_text_may_stand_in_any_column(make: "Makes", read: "Reads") -> None:
    path = make("news.jsonl", '{"id":"a","body":"Words","n":1}\n\n{"id":"b","body":"More"}\n')
    found = read("jsonl", path, text_column="body").articles
    assert [one.document.text for one in found] == ["Words", "More"]
    assert found[0].document.meta == {"n": "1"}
    with pytest.raises(FormatError, match="--text-column"):
        read("jsonl", path)


@pytest.mark.parametrize(
    "content",
    [
        '{"text":"One"}\r\n{"text":"Two"}\r\n',
        '\ufeff{"text":"One"}\n{"text":"Two"}',
        '{\n  "text": "One"\n}\n{\n  "text": "Two"\n}\n',
        '[\n {"text": "One"},\n {"text": "Two"}\n]\n',
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.ndjson"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_real_files_do_is_read(
    make: "Makes", read: "Reads", content: str, name: str, encoding: str
) -> None:
    data = (
        content.encode(encoding)
        if encoding == "utf-8"
        else content.strip("\ufeff").encode(encoding)
    )
    assert read("jsonl", make(name, data)).texts == ["One", "Two"]


def test_one_object_in_a_json_file_has_the_digest_of_the_file(make: "Makes", read: "Reads") -> None:
    path = make("a.json", '{\n "text": "One"\n}\n')
    (one,) = read("jsonl", path).articles
    assert one.document.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_declared_encoding_is_used(make: "Makes", read: "Reads") -> None:
    path = make("a.jsonl", '{"text":"Été"}\n'.encode("cp1252"))
    (one,) = read("jsonl", path, encoding="cp1252").articles
    assert one.document.text == "Été"
    assert one.document.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(FormatError, match=r"a\.jsonl, line 1: it is not UTF-8 at byte 10"):
        read("jsonl", path)


@pytest.mark.parametrize(
    ("content", "number", "words"),
    [
        ("", 0, "there is nothing in it"),
        ("\n \n", 0, "there is nothing in it"),
        ('{"text":"a"}\n{"text":"wor', 2, "cut off in the middle"),
        ('{"text":"a"}\nnot json\n', 2, "not JSON"),
        ('{"text":"a"}\n3\n', 2, "it is no object"),
        ('{"text":"a"}\n{"text":"a","text":"b"}\n', 2, "a key comes twice"),
        ('{"text":"a"}\n{"text":"a","n":NaN}\n', 2, "NaN is not JSON"),
        ('{"text":"a"}\n{"text":"\\ud83d"}\n', 2, "half a character"),
        ('{"text":"a"}\n{"text":null}\n', 2, "there is no text in it"),
        ('{"text":"a"}\n{"text":"a\\u0000b"}\n', 2, "NUL"),
        ('{"text":"a"}\n{"words":"a"}\n', 2, "there is no column 'text'"),
        ('{\n "text": "a"\n}\n{\n "text": "wor', 5, "cut off in the middle"),
        ('[{"text":"a"},\n\n{"text":3}]', 3, "text is no string"),
        ('[{"text":"a"},', 1, "cut off in the middle"),
        ("[[{}]]", 1, "it is no object"),
        (line(spans={}), 1, "spans is no list"),
        (line(relations="r"), 1, "relations is no list"),
        (line(regions=3), 1, "regions is no list"),
        (line(annotator=""), 1, "not whose they are: say --annotator"),
        (line(annotator="7 of 9"), 1, "'7 of 9' is no name"),
        (line(annotator=[]), 1, "annotator is no string"),
        (line(text_sha256="0" * 64), 1, "not the digest of the text"),
        (line(offset_unit="utf-16 code units"), 1, "is not what Quoth counts: code points"),
        (line(offset_unit="unicode code points, half-open", length=3), 1, "it says 3, but"),
        (line(text="\ufeff" + TEXT), 1, "begins with a byte order mark"),
        (line(spans=[{"label": "x", "start": 0, "end": 99}]), 1, "holds no part of the text"),
        (line(spans=[{"label": "x", "start": 0, "end": 1, "text": "y"}]), 1, "it says 'y'"),
        (line(relations=[{"type": "x", "from": "q", "to": "z"}]), 1, "there is no span 'z'"),
        (line(regions=[{"kind": "x", "start": 5, "end": 2}]), 1, "holds no part of the text"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    make: "Makes", read: "Reads", content: str, number: int, words: str
) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        read("jsonl", make("bad.jsonl", content))
    assert caught.value.line == number


def test_what_came_before_a_bad_line_was_read_already(make: "Makes") -> None:
    path = make("bad.jsonl", '{"text":"a"}\n{"text":')
    articles = JsonLines().read(path, ReadOptions(), print)
    assert next(articles).document.text == "a"
    with pytest.raises(FormatError):
        next(articles)


def test_marks_that_name_nobody_are_those_of_who_is_named(make: "Makes", read: "Reads") -> None:
    path = make("a.jsonl", line(annotator=None))
    (one,) = read("jsonl", path, annotator="ann").articles
    assert [each.key.annotator for each in one.sets] == ["ann"]


def test_ids_that_were_made_to_fit_are_told(make: "Makes", read: "Reads") -> None:
    spans = [{"id": 1, "label": "x", "start": 0, "end": 1}]
    found = read("jsonl", make("a.jsonl", line(spans=spans, relations=[])))
    assert "1 ids of marks were made to fit" in found.said[0]


def test_marks_without_a_text_find_the_one_beside_them(make: "Makes", read: "Reads") -> None:
    text = TEXT.replace("\n", "\r\n")
    make("one.txt", text)
    bare = {key: value for key, value in MARKED.items() if key not in ("id", "text")}
    given = {**bare, "text_sha256": text_digest(text), "length": len(text), "regions": []}
    given["offset_unit"] = "code points"
    path = make("one.gold.json", json.dumps(given))
    (one,) = read("jsonl", path).articles
    assert (one.document.id, one.document.text) == ("one", text)
    assert len(one.sets[0].spans) == 2
    make("one.txt", TEXT)
    with pytest.raises(FormatError, match="not the digest of the text"):
        read("jsonl", path)
    (tmp := path.with_name("one.txt")).unlink()
    with pytest.raises(FormatError, match=rf"there is no {tmp.name} beside it"):
        read("jsonl", path)


def test_marks_without_a_text_find_one_that_is_known(make: "Makes", read: "Reads") -> None:
    bare = {key: value for key, value in MARKED.items() if key != "text"}
    path = make("x.jsonl", json.dumps({**bare, "text_sha256": text_digest(TEXT)}))
    known = {text_digest(TEXT): TEXT}
    (one,) = read("jsonl", path, text_of=known.get).articles
    assert (one.document.text, one.document.id) == (TEXT, "one")


def test_a_column_that_is_not_about_offsets_stays_meta(make: "Makes", read: "Reads") -> None:
    path = make("a.jsonl", '{"text":"a","length":"long","scheme":"x","encoding":"y"}')
    (one,) = read("jsonl", path).articles
    assert one.document.meta == {"length": "long", "scheme": "x", "encoding": "y"}


@pytest.mark.parametrize(
    ("name", "articles", "marks"), [("gum_wikinews", 43, 6901), ("litbank", 100, 47139)]
)
def test_the_corpora_are_read_whole(
    shared: Path, read: "Reads", name: str, articles: int, marks: int
) -> None:
    path = shared / "corpora" / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip(f"needs {path.name}, which is not here")
    found = read("jsonl", path).articles
    assert len(found) == articles
    assert sum(len(one.sets[0].items) for one in found) == marks
    for one, data in zip(found, path.read_bytes().splitlines(), strict=True):
        said = json.loads(data)
        assert one.document.text == said["text"]
        assert one.sets[0].key.annotator == said["annotator"]
        for span in one.sets[0].spans:
            assert one.document.text[span.start : span.end] == span.text


def test_the_samples_are_read_with_the_texts_beside_them(shared: Path, read: "Reads") -> None:
    for path in sorted((shared / "samples").glob("*.gold.json")):
        (one,) = read("jsonl", path).articles
        text = path.with_name(path.name.split(".")[0] + ".txt").read_bytes().decode()
        assert one.document.text == text
        said = json.loads(path.read_bytes())
        assert len(one.sets[0].items) == len(said["spans"]) + len(said["relations"])
        assert len(one.regions) == len(said.get("regions", []))
