import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.annotation import AnnotatedDocument, AnnotationSet, SetKey, Span
from annotator.core.document import new_document
from annotator.formats.base import FormatError, ReadOptions
from annotator.formats.plain import Plain

if TYPE_CHECKING:
    from tests.formats.conftest import Makes, Reads

SIGNS = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\r\n\t")
TEXTS = st.text(SIGNS).map(lambda text: f"a{text}")


def test_a_text_comes_in_byte_for_byte(make: "Makes", read: "Reads") -> None:
    data = "First line\r\nsecond\rthird\u2028fourth \u00a0\ttail  \n\n".encode()
    (one,) = read("text", make("A day.txt", data)).articles
    assert one.document.text.encode() == data
    assert one.document.sha256 == one.document.source_sha256 == hashlib.sha256(data).hexdigest()
    assert (one.document.id, one.document.title) == ("A-day", "First line")
    assert not one.sets
    assert not one.regions


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text_survives_writing_and_reading(text: str, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.unlink(missing_ok=True)
    assert Plain().write([AnnotatedDocument(new_document("one", text))], path) == []
    said: list[str] = []
    (one,) = Plain().read(path, ReadOptions(), said.append)
    assert one.document.text == text
    assert not [word for word in said if "taken off" in word]


def test_a_byte_order_mark_is_taken_off_aloud(make: "Makes", read: "Reads") -> None:
    data = b"\xef\xbb\xbfWords"
    found = read("text", make("bom.txt", data))
    assert found.texts == ["Words"]
    assert "bom.txt: a byte order mark was taken off (utf-8)." in found.said[0]
    assert found.articles[0].document.source_sha256 == hashlib.sha256(data).hexdigest()


def test_what_nobody_would_see_is_counted_aloud(make: "Makes", read: "Reads") -> None:
    text = "a\u200bb\u200bc\u202ed\x01e, and words enough"
    found = read("text", make("odd.txt", text))
    assert found.texts == [text]
    assert [one.split(": ")[1] for one in found.said] == [
        "1 control character kept.",
        "3 invisible characters kept.",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "there is no text in it"),
        (b" \n\t ", "there is no text in it"),
        ("\u200b\u2060\n".encode(), "there is no text in it"),
        (b"a\0b", "NUL"),
        (b"\xef\xbf\xbeabc", "U[+]FFFE"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "a zip file"),
        (bytes(range(1, 256)), "not UTF-8|not text"),
        (b"caf\xe9", "say --encoding"),
    ],
)
def test_what_is_no_text_is_refused_by_name(
    make: "Makes", read: "Reads", data: bytes, words: str
) -> None:
    with pytest.raises(FormatError, match=rf"bad\.txt: .*({words})") as caught:
        read("text", make("bad.txt", data))
    assert caught.value.line == 0


def test_a_declared_encoding_is_used(make: "Makes", read: "Reads") -> None:
    path = make("latin.txt", "Où est le café ?".encode("cp1252"))
    assert read("text", path, encoding="cp1252").texts == ["Où est le café ?"]
    with pytest.raises(FormatError, match=r"latin\.txt: .*not written in ascii"):
        read("text", path, encoding="ascii")


def test_it_says_what_it_cannot_hold_and_does_not_write_over_a_file(tmp_path: Path) -> None:
    span = Span("s", "x", 0, 1, "W")
    marked = AnnotatedDocument(
        new_document("one", "Words"), (), (AnnotationSet(SetKey("one", "ann"), {"s": span}),)
    )
    (lost,) = Plain().write([marked], tmp_path / "one.txt")
    assert "1 marks" in lost
    assert (tmp_path / "one.txt").read_bytes() == b"Words"
    with pytest.raises(FileExistsError):
        Plain().write([marked], tmp_path / "one.txt")
    with pytest.raises(ValueError, match="not 2"):
        Plain().write([marked, marked], tmp_path / "two.txt")
    assert not (tmp_path / "two.txt").exists()
