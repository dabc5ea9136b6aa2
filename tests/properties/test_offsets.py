"""All of Unicode: offsets against Python's own encoders, edges against the rules of `regex`."""

from collections.abc import Callable
from itertools import accumulate

import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import (
    OffsetMap,
    is_blank,
    is_boundary,
    next_boundary,
    previous_boundary,
    snapped_out,
    trimmed,
)

PIECES = [
    *("a", "é", "e\u0301", "\u0301", "\u0308\u0308", "\r", "\n", "\r\n", " ", "\t", "\u200b"),
    *("\u200d", "\ufe0f", "\u20e3", "3", "❤", "👩", "👩‍👩‍👧", "🏽", "🚒", "🇫", "🇷", "🇩🇪"),
    *("\u0600", "\u1100", "\u1161", "\u11a8", "가", "각", "\u0915\u094d", "\u0937", "\u0e33"),
    *("م", "\u064e", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u115f", "\ud800", "\udc00", "\x00"),
    *("𝗕", "\U0001f3f4\U000e0067\U000e007f", "\U0010ffff", "\uffff"),
]
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(), max_size=40),  # lone surrogates among them
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXTS)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return text, start, end


def _edges(text: str) -> set[int]:
    return {0, len(text)} | {found.end() for found in regex.finditer(r"\X", text)}


@given(TEXTS)
def test_utf16_units_are_those_of_the_encoder(text: str) -> None:
    _agrees(text, "utf-16-le", 2, OffsetMap(text).to_utf16, OffsetMap(text).to_codepoints)
    assert OffsetMap(text).utf16_length == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXTS)
def test_utf8_bytes_are_those_of_the_encoder(text: str) -> None:
    _agrees(text, "utf-8", 1, OffsetMap(text).to_utf8, OffsetMap(text).from_utf8)
    assert OffsetMap(text).utf8_length == len(text.encode("utf-8", "surrogatepass"))


def _agrees(
    text: str, encoding: str, size: int, there: Callable[[int], int], back: Callable[[int], int]
) -> None:
    """Hold a map against an encoder at every offset and at every unit between two of them."""
    widths = [len(char.encode(encoding, "surrogatepass")) // size for char in text]
    units = [0, *accumulate(widths)]
    assert [there(offset) for offset in range(len(text) + 1)] == units
    assert [back(unit) for unit in units] == list(range(len(text) + 1))
    for offset, width in enumerate(widths):
        assert {back(units[offset] + within) for within in range(width)} == {offset}


def test_every_code_point_has_its_utf16_units() -> None:
    text = "".join(map(chr, range(0x110000)))
    units = OffsetMap(text)
    assert units.utf16_length == 0x10000 + 2 * 0x100000
    for offset in range(0x110000):
        unit = offset if offset < 0x10000 else 2 * offset - 0x10000
        assert units.to_utf16(offset) == unit
        assert units.to_codepoints(unit) == offset
        if offset >= 0x10000:
            assert units.to_codepoints(unit + 1) == offset
    assert units.to_utf16(0x110000) == units.utf16_length


def test_code_points_of_all_widths_have_their_utf8_bytes() -> None:
    text = "".join(map(chr, range(0x110000)))
    units, before, last = OffsetMap(text), 0, 0
    for offset in [*range(0, 0x110000, 997), 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x110000]:
        if offset < last:
            before, last = 0, 0
        before += len(text[last:offset].encode("utf-8", "surrogatepass"))
        last = offset
        assert units.to_utf8(offset) == before
        assert units.from_utf8(before) == offset


@given(TEXTS)
def test_edges_are_those_of_extended_grapheme_clusters(text: str) -> None:
    edges = _edges(text)
    assert {at for at in range(len(text) + 1) if is_boundary(text, at)} == edges
    for offset in range(len(text) + 1):
        after = min((edge for edge in edges if edge > offset), default=len(text))
        before = max((edge for edge in edges if edge < offset), default=0)
        assert next_boundary(text, offset) == after
        assert previous_boundary(text, offset) == before


@given(ranges())
def test_a_snapped_range_is_the_smallest_of_whole_signs_around(case: tuple[str, int, int]) -> None:
    text, start, end = case
    edges = _edges(text)
    assert snapped_out(text, start, end) == (
        max(edge for edge in edges if edge <= start),
        min(edge for edge in edges if edge >= end),
    )


@given(ranges())
def test_a_trimmed_range_loses_nothing_but_whole_blank_signs(case: tuple[str, int, int]) -> None:
    text, start, end = case
    low, high = trimmed(text, start, end)
    assert start <= low <= high <= end
    assert trimmed(text, low, high) == (low, high)
    if low == high:
        assert all(map(is_blank, text[start:end]))
        return
    assert all(map(is_blank, text[start:low] + text[high:end]))
    edges = _edges(text)
    assert low == start or low in edges
    assert high == end or high in edges


@given(ranges())
def test_a_trimmed_range_of_whole_signs_shows_at_both_edges(case: tuple[str, int, int]) -> None:
    text, start, end = case
    low, high = trimmed(text, *snapped_out(text, start, end))
    if low < high:
        first, last = (
            text[low : next_boundary(text, low)],
            text[previous_boundary(text, high) : high],
        )
        assert not all(map(is_blank, first))
        assert not all(map(is_blank, last))
