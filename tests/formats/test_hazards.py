import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.hazards import looks_binary, remarks, surrogate_fault, text_fault


@pytest.mark.parametrize(
    "text", ["", " \n\t\r", "\u00a0\u2003", "\u200b\u200f\u2028\x07", "\ufeff"]
)
def test_what_shows_nothing_is_no_article(text: str) -> None:
    assert text_fault(text) == "there is no text in it"


@pytest.mark.parametrize(
    "text", ["a", "  a", "\u200b.", "😀", "\ue000", "\u0378", "a\ufeffb\ufffe"]
)
def test_what_shows_anything_may_be_one(text: str) -> None:
    assert text_fault(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ab\0c", "a NUL character stands at 2"),
        ("\ufeffab", "begins with a byte order mark"),
        ("\ufffeab", "begins with U+FFFE"),
        ("\uffffab", "begins with U+FFFF"),
    ],
)
def test_what_no_text_has_is_named_with_its_place(text: str, words: str) -> None:
    assert words in text_fault(text)


@given(text=st.text(st.characters()))
def test_a_text_without_half_characters_can_be_written(text: str) -> None:
    fault = surrogate_fault(text)
    if not fault:
        assert text.encode().decode() == text
        return
    place = next(n for n, char in enumerate(text) if unicodedata.category(char) == "Cs")
    assert fault == f"half a character (U+{ord(text[place]):04X}) stands at {place}"


def test_control_characters_that_abound_are_no_text() -> None:
    assert looks_binary("\x01\x02a")
    assert not looks_binary("\t\r\n" * 100)
    assert not looks_binary("a page\x0cfeed and words all around it")
    assert not looks_binary("")


def test_what_is_not_seen_is_counted() -> None:
    assert remarks("plain words") == []
    assert remarks("lines\r\nand\ttabs, é and 😀") == []
    assert remarks("\u202eabc\u202c\u00ad") == ["3 invisible characters kept"]
    assert remarks("a\x07\u200b") == ["1 control character kept", "1 invisible character kept"]
