from pathlib import Path

import pytest

from annotator.formats.base import FormatError
from annotator.formats.rows import Row, checked_text, document_from, text_column

PATH = Path("news.csv")


def row(**columns: object) -> Row:
    return Row(PATH, 7, columns)


def deaf(_sentence: str) -> None:
    """Hear nothing."""


def test_the_column_of_the_text_is_found_whatever_its_case() -> None:
    assert text_column(row(id="a", Text="b"), "") == "Text"
    assert text_column(row(id="a", body="b"), "body") == "body"


def test_a_column_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(FormatError, match=r"news\.csv, line 7: .*'body'; there are 'id', 'words'"):
        text_column(row(id="a", words="b"), "body")
    with pytest.raises(FormatError, match="--text-column"):
        text_column(row(id="a", words="b"), "")
    many = {f"c{number}": "" for number in range(20)}
    with pytest.raises(FormatError, match=r"'c7', \.\.\."):
        text_column(row(**many), "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is no text in it"),
        (None, "there is no text in it"),
        (" \n", "there is no text in it"),
        (3, "text is no string"),
        (["a"], "text is no string"),
        ("a\0b", "NUL"),
        ("a\ud800", "half a character"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(text: object, words: str) -> None:
    with pytest.raises(FormatError, match=rf"news\.csv, line 7: .*{words}"):
        checked_text(row(text=text), "text", deaf)


def test_a_byte_order_mark_goes_aloud_and_stays_where_marks_count_on_it() -> None:
    said: list[str] = []
    assert checked_text(row(text="\ufeffWords"), "text", said.append) == "Words"
    assert said == ["news.csv, line 7: a byte order mark was taken off the text."]
    with pytest.raises(FormatError, match="begins with a byte order mark"):
        checked_text(row(text="\ufeffWords"), "text", deaf, marked=True)


def test_a_row_is_an_article_and_its_other_columns_are_meta() -> None:
    given = row(
        id="a1",
        title="T",
        language="en_GB",
        text="Words",
        url="https://x",
        score=1.5,
        tags=["b", "a"],
        empty="",
        none=None,
        flag=False,
        meta={"outlet": "Herald", "title": "kept apart", "deep": {"b": 1, "a": 2}},
    )
    made = document_from(given, "Words", ("text",), deaf)
    assert (made.id, made.title, made.language) == ("a1", "T", "en-GB")
    assert dict(made.meta) == {
        "outlet": "Herald",
        "title_": "kept apart",
        "deep": '{"a":2,"b":1}',
        "url": "https://x",
        "score": "1.5",
        "tags": '["b","a"]',
        "flag": "false",
    }


def test_a_row_without_id_or_title_is_named_by_its_place_and_first_line() -> None:
    made = document_from(row(text="\n  Words  \nmore"), "\n  Words  \nmore", ("text",), deaf)
    assert (made.id, made.title, made.language) == ("news-7", "Words", "und")


@pytest.mark.parametrize("said", ["000_92", "ein Haus", "ümlaut", "x" * 97, 12])
def test_an_id_that_cannot_be_one_is_kept_as_meta(said: str | int) -> None:
    made = document_from(row(id=said, text="Words"), "Words", ("text",), deaf)
    assert made.id != said
    assert made.meta == {"id_": str(said)}


def test_what_is_no_language_is_kept_as_meta_aloud() -> None:
    said: list[str] = []
    made = document_from(row(lang="Klingon (old)", text="x"), "x", ("text",), said.append)
    assert (made.language, dict(made.meta)) == ("und", {"lang": "Klingon (old)"})
    assert "'Klingon (old)' is no language" in said[0]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"id": 1.5}, "id is no string"),
        ({"id": True}, "id is no string"),
        ({"title": ["a"]}, "title is no string"),
        ({"lang": 3}, "lang is no string"),
        ({"note": "\ud800"}, "'note': half a character"),
    ],
)
def test_what_is_of_the_wrong_kind_is_refused_by_field(
    columns: dict[str, object], words: str
) -> None:
    with pytest.raises(FormatError, match=words):
        document_from(row(text="x", **columns), "x", ("text",), deaf)
