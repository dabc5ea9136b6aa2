"""The article: its digests, its title, its lines."""

import dataclasses
import hashlib

import pytest

from annotator.core.document import Parent, Region, first_line, lines, new_document


def test_a_document_knows_its_digests() -> None:
    text = "Mill closes\r\n\r\nDie Mühle 🌾 schließt.\n"
    source = text.encode("utf-16")
    made = new_document("mill", text, source=source)
    assert made.text == text
    assert made.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert made.source_sha256 == hashlib.sha256(source).hexdigest()
    assert new_document("mill", text).source_sha256 == ""


def test_the_first_line_with_words_is_the_title_unless_one_is_given() -> None:
    text = "\n \t\n  Mill closes \nIt rained."
    assert new_document("m", text).title == "Mill closes"
    assert new_document("m", text, title="Mine").title == "Mine"
    assert new_document("m", " \n").title == "m"
    assert first_line("x" * 500) == "x" * 200
    assert first_line("x" * 500, 3) == "xxx"
    assert first_line("") == ""


def test_a_text_with_half_a_character_has_no_digest() -> None:
    with pytest.raises(UnicodeEncodeError):
        new_document("m", "\ud800")


def test_only_line_feeds_part_lines_and_nothing_is_lost() -> None:
    text = "a\r\nb\u2028c\x0bd\n\ne\r"
    found = list(lines(text))
    assert [words for _, _, words in found] == ["a\r", "b\u2028c\x0bd", "", "e\r"]
    assert all(text[start:end] == words for start, end, words in found)
    assert "\n".join(words for _, _, words in found) == text
    assert list(lines("")) == [(0, 0, "")]
    assert list(lines("\n")) == [(0, 0, ""), (1, 1, "")]


def test_values_never_change() -> None:
    document = new_document("m", "Mill closes")
    for value, field in (
        (document, "text"),
        (Region("r", 0, 1, "body"), "start"),
        (Parent("m", "0", 0), "base"),
    ):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, field, "other")
        assert not hasattr(value, "__dict__")
