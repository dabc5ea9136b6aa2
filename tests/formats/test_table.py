import csv
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.annotation import AnnotatedDocument, AnnotationSet, SetKey, Span
from annotator.core.document import new_document
from annotator.formats.base import FormatError, ReadOptions
from annotator.formats.table import Table

if TYPE_CHECKING:
    from tests.formats.conftest import Makes, Reads

SIGNS = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\r\n\t\",;'")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(SIGNS), min_size=1, max_size=4), name=st.sampled_from(["csv", "tsv"]))
def test_any_text_survives_writing_and_reading(texts: list[str], name: str, tmp_path: Path) -> None:
    path = tmp_path / f"one.{name}"
    path.unlink(missing_ok=True)
    made = [new_document(f"a{n}", f"a{text}", title="T") for n, text in enumerate(texts)]
    assert Table().write([AnnotatedDocument(one) for one in made], path) == []
    said: list[str] = []
    found = [one.document for one in Table().read(path, ReadOptions(), said.append)]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert found == [replace(one, source_sha256=digest) for one in made]


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_are_articles_whatever_parts_them(
    make: "Makes", read: "Reads", ending: str, delimiter: str
) -> None:
    lines = ["id;body;outlet", 'a1;"One; ""two""";Herald', "", "a2;Three;"]
    data = ending.join(lines).replace(";", delimiter)
    found = read("csv", make("news.csv", data), text_column="body").articles
    assert [one.document.text for one in found] == [f'One{delimiter} "two"', "Three"]
    assert [one.document.id for one in found] == ["a1", "a2"]
    assert [dict(one.document.meta) for one in found] == [{"outlet": "Herald"}, {}]


def test_a_quoted_cell_keeps_its_line_ends(make: "Makes", read: "Reads") -> None:
    text = "One\r\ntwo\rthree\nfour"
    assert read("csv", make("news.csv", f'text\r\n"{text}"\r\n')).texts == [text]


def test_a_byte_order_mark_is_told_and_no_part_of_a_column(make: "Makes", read: "Reads") -> None:
    found = read("csv", make("news.csv", "\ufefftext,id\nWords,a\n"))
    assert found.texts == ["Words"]
    assert "byte order mark" in found.said[0]


def test_utf16_and_what_is_declared_is_read(make: "Makes", read: "Reads") -> None:
    assert read("csv", make("a.csv", "\ufefftext\nÉté\n".encode("utf-16-le"))).texts == ["Été"]
    path = make("b.csv", "text\nÉté\n".encode("cp1252"))
    (one,) = read("csv", path, encoding="cp1252").articles
    assert one.document.text == "Été"
    assert one.document.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(FormatError, match=r"b\.csv: it is not UTF-8"):
        read("csv", path)


def test_a_large_cell_comes_in_whole(make: "Makes", read: "Reads") -> None:
    text = "word " * 100_000
    assert read("csv", make("a.csv", f"text\n{text}\n")).texts == [text]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        ("", 0, "there is no text in it"),
        ("\n\n", 0, "there is nothing in it"),
        ("text,id\n", 0, "only the names of columns"),
        ("a,b\n1,2\n", 1, "no column 'text'"),
        ("text,id,text\nx,y,z\n", 1, "'text' comes twice"),
        ("\ntext, text\nx,y\n", 2, "'text' comes twice"),
        ("text,id\nx,y\nx\n", 3, "it has 1 cells; there are 2 columns"),
        ("text,id\nx,y,z\n", 2, "it has 3 cells"),
        ('text,id\nx,y\n"open,z\n', 3, "breaks off here"),
        ('text,id\n"x"y,z\n', 2, "breaks off here"),
        ("text,id\nx,y\n ,z\n", 3, "there is no text in it"),
        ("text,id\nx\0,y\n", 0, "NUL"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    make: "Makes", read: "Reads", data: str, line: int, words: str
) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        read("csv", make("bad.csv", data))
    assert caught.value.line == line
    assert str(caught.value).startswith(caught.value.path)


def test_lines_are_counted_through_cells_of_several_lines(make: "Makes", read: "Reads") -> None:
    data = 'text,id\n"a\nb\nc",1\n\n"d\ne",2,3\n'
    with pytest.raises(FormatError, match="3 cells") as caught:
        read("csv", make("bad.csv", data))
    assert caught.value.line == 6


def test_no_formula_runs_in_a_spreadsheet_and_it_is_told(tmp_path: Path) -> None:
    made = [new_document(f"a{n}", text) for n, text in enumerate(["=1+1", "+1", "-1", "@x", "ok"])]
    span = Span("s", "x", 0, 1, "=")
    sets = (AnnotationSet(SetKey("a0", "ann"), {"s": span}),)
    documents = [AnnotatedDocument(made[0], (), sets), *map(AnnotatedDocument, made[1:])]
    told = Table().write(documents, tmp_path / "out.csv")
    assert "1 marks" in told[0]
    assert "apostrophe" in told[1]
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    with pytest.raises(FileExistsError):
        Table().write([], tmp_path / "out.csv")
