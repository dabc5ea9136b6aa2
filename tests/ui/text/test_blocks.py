"""Offsets and Qt's positions: each leads to the other, over all of Unicode, in a real document."""

import unicodedata
from array import array

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from annotator.core.offsets import is_boundary
from annotator.ui.text.blocks import LONG, SLACK, Blocks

ODD = (
    *("\r", "\r\n", "\n", "\n\n", "\t", "\0", "\u00a0", "\u00ad", "\u2028", "\u2029", "\ufdd0"),
    *("\ufdef", "\ufffe", "\uffff", "\ufeff", "\ufffc", "\ufff9", "\u200f", "\u202e", "\x85"),
    *(
        "\ud800",
        "\udfff",
        "😀",
        "👨‍👩‍👧",
        "e\u0301",
        "🇫🇷",
        "𝔘",
        "\U0010ffff",
        "نفى",
        "政府",
        "x",
        " ",
    ),
)
LONG_ONES = (
    *("x" * 9000, "word " * 2500, "😀" * 5000, "e\u0301" * 3000, "\u00a0" * 4700, "👨‍👩‍👧" * 1700),
    *("ab " * 1536, "a" * (LONG + SLACK), "a" * (LONG + SLACK + 1), " " * 6000),
)
PIECES = st.integers(0, len(ODD) + len(LONG_ONES) - 1).map(lambda at: (*ODD, *LONG_ONES)[at])
TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(), max_size=80),  # lone surrogates among them
    st.lists(st.sampled_from(ODD), max_size=60).map("".join),
    st.lists(PIECES, max_size=5).map("".join),
)
CHANGED = {*range(0xFFF9, 0xFFFD), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF, 0x2028, 0x2029, 0xFEFF}


def _load(blocks: Blocks) -> "array[int]":
    """Return the UTF-16 units of a real document over the blocks; line ends are U+2029."""
    document = QTextDocument()
    document.setPlainText(blocks.shown())
    assert document.blockCount() == len(blocks)
    return array("H", document.toRawText().encode("utf-16-le", "surrogatepass"))


def _may_differ(char: str) -> bool:
    """Tell whether Qt would change a character, so that another stands in for it."""
    return (unicodedata.category(char) in {"Cc", "Cs"} and char != "\t") or ord(char) in CHANGED


def _assert_no_drift(text: str, blocks: Blocks, units: "array[int]") -> None:
    expected = 0
    cuts = set(blocks.starts[1:])
    for offset, char in enumerate(text):
        if offset in cuts and text[offset - 1] != "\n":
            expected += 1  # a long paragraph was cut here
        place = blocks.position(offset)
        assert place == expected, f"offset {offset} of {len(text)}"
        assert blocks.offset(place) == offset
        shown = "\u2029" if char == "\n" else char
        code = array("H", shown.encode("utf-16-le", "surrogatepass"))
        if char == "\n" or not _may_differ(char):
            assert units[place : place + len(code)] == code
        else:
            assert units[place] not in {0, 0x2029, 0xFFFC, ord(char)}, "it can be seen"
        if len(code) == 2:
            assert blocks.offset(place + 1) == offset, "half a pair counts as its start"
        expected += len(code)
    assert blocks.position(len(text)) == expected
    assert blocks.offset(expected) == len(text)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
@example("")
@example("\ufeff\ufeffx")
@example("\n")
@example("\r\n\r\n\r")
@example("x" * 9000 + "\n" + "😀" * 5000)
def test_every_offset_and_its_position_lead_to_each_other(text: str) -> None:
    blocks = Blocks(text)
    _assert_no_drift(text, blocks, _load(blocks))


def test_no_code_point_of_unicode_drifts() -> None:
    text = "".join(chr(code) + ("\n" if code % 997 == 0 else "") for code in range(0x110000))
    blocks = Blocks(text)
    units = _load(blocks)
    positions = [blocks.position(offset) for offset in range(len(text) + 1)]
    widths = [1 + (char > "\uffff") for char in text]
    assert positions[0] == 0
    assert all(b - a == n for a, b, n in zip(positions, positions[1:], widths, strict=False))
    assert positions[-1] == len(units)
    assert [blocks.offset(place) for place in positions] == list(range(len(text) + 1))
    told = "".join(
        "\u2029" if char == "\n" else "?" if _may_differ(char) else char for char in text
    )
    masked = array("H", told.encode("utf-16-le", "surrogatepass"))
    assert len(masked) == len(units)
    same = sum(a in {b, 0x3F} for a, b in zip(masked, units, strict=True))
    assert same == len(units)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_blocks_cover_the_text_without_gaps(text: str) -> None:
    blocks = Blocks(text)
    for block in range(len(blocks)):
        start, end = blocks.starts[block], blocks.end(block)
        assert text[start:end] == blocks.words(block)
        assert "\n" not in blocks.words(block)
        assert blocks.lengths()[block] == end - start
        assert blocks.at(start) == block
        assert blocks.at(end) in {block, block + 1}
        after = blocks.starts[block + 1] if block + 1 < len(blocks) else len(text)
        assert text[end:after] in {"", "\n"}
        line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
        assert blocks.blank[block] == (not line.strip())
    assert blocks.end(len(blocks) - 1) == len(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=4).map("".join))
def test_long_paragraphs_are_cut_between_signs_and_count_as_one(text: str) -> None:
    blocks = Blocks(text)
    assert max(blocks.lengths()) <= LONG + SLACK
    for block in range(1, len(blocks)):
        start = blocks.starts[block]
        if text[start - 1] == "\n":
            assert blocks.first(block) == block
        else:
            assert is_boundary(text, start)
            assert blocks.first(block) == blocks.first(block - 1)
            assert blocks.number(block) == blocks.number(blocks.first(block))
    paragraphs = sum(bool(line.strip()) for line in text.split("\n"))
    assert blocks.number(len(blocks) - 1) == paragraphs


@pytest.mark.parametrize("beyond", [-5, 10**9])
def test_an_offset_outside_the_text_goes_to_its_nearest_end(beyond: int) -> None:
    blocks = Blocks("ab\ncd")
    assert blocks.position(beyond) == (0 if beyond < 0 else 5)


@given(TEXTS, st.integers(-3, 200), st.integers(0, 5))
@settings(max_examples=100, deadline=None)
def test_places_within_a_block_stay_within_it(text: str, units: int, which: int) -> None:
    blocks = Blocks(text)
    block = which % len(blocks)
    found = blocks.offset_in(block, units)
    assert blocks.starts[block] <= found <= blocks.end(block)
    local = blocks.local(block, found)
    assert blocks.offset_in(block, local) == found
