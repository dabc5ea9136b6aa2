"""Offsets in three units, edges of signs, blank edges: by example."""

from collections.abc import Callable

import pytest

from annotator.core.offsets import (
    OffsetError,
    OffsetMap,
    check_range,
    is_blank,
    is_boundary,
    next_boundary,
    previous_boundary,
    snapped_out,
    trimmed,
)

FAMILY = "👨‍👩‍👧"
CLUSTERS = {
    "a letter with its mark": ["e\u0301", "x"],
    "a line break of two": ["a", "\r\n", "b"],
    "two line breaks": ["\n", "\r", "a"],
    "a family": ["a", FAMILY, "b"],
    "a skin tone": ["👩🏽\u200d🚒", "👍🏿"],
    "flags": ["🇫🇷", "🇩🇪", "🇪"],
    "a keycap": ["3\ufe0f\u20e3", "3"],
    "an emoji as text and as picture": ["❤\ufe0f", "❤\ufe0e", "❤"],
    "a syllable of jamo": ["\u1112\u1161\u11ab", "\u1100"],
    "a mark that stands alone": ["\u0301", "a"],
    "a sign that goes before": ["\u0600" + "1", "2"],
    "Arabic with vowel signs": ["رُ", "ب", "ى"],
}


@pytest.mark.parametrize("name", CLUSTERS)
def test_edges_lie_between_signs_and_nowhere_else(name: str) -> None:
    text, edges, offset = "".join(CLUSTERS[name]), {0}, 0
    for cluster in CLUSTERS[name]:
        offset += len(cluster)
        edges.add(offset)
    assert {at for at in range(len(text) + 1) if is_boundary(text, at)} == edges


def test_units_are_counted_in_a_mixed_text() -> None:
    units = OffsetMap("a😀é")
    assert len(units) == 3
    assert (units.utf16_length, units.utf8_length) == (4, 7)
    assert [units.to_utf16(at) for at in range(4)] == [0, 1, 3, 4]
    assert [units.to_utf8(at) for at in range(4)] == [0, 1, 5, 7]
    assert [units.to_codepoints(unit) for unit in range(5)] == [0, 1, 1, 2, 3]
    assert [units.from_utf8(byte) for byte in range(8)] == [0, 1, 1, 1, 1, 2, 2, 3]


def test_an_empty_text_has_one_offset() -> None:
    units = OffsetMap("")
    assert units.to_utf16(0) == units.to_codepoints(0) == units.to_utf8(0) == units.from_utf8(0)
    assert is_boundary("", 0)


def test_outside_the_text_there_is_no_offset() -> None:
    units = OffsetMap("a😀")
    for ask, most in (
        (units.to_utf16, 2),
        (units.to_codepoints, 3),
        (units.to_utf8, 2),
        (units.from_utf8, 5),
    ):
        ask(most)
        with pytest.raises(OffsetError, match=f"{most + 1} lies outside"):
            ask(most + 1)
        with pytest.raises(OffsetError):
            ask(-1)


@pytest.mark.parametrize("ask", [is_boundary, next_boundary, previous_boundary])
@pytest.mark.parametrize("offset", [-1, 4])
def test_an_edge_outside_the_text_is_refused(
    ask: Callable[[str, int], object], offset: int
) -> None:
    with pytest.raises(OffsetError):
        ask("abc", offset)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 4), (4, 4)])
def test_a_range_outside_the_text_is_refused(start: int, end: int) -> None:
    for ask in (check_range, snapped_out, trimmed):
        with pytest.raises(OffsetError, match=f"{start} to {end}"):
            ask("abc", start, end)


def test_steps_go_from_sign_to_sign_and_stay_at_the_ends() -> None:
    text = f"a{FAMILY}b"
    assert next_boundary(text, 0) == 1
    assert next_boundary(text, 1) == next_boundary(text, 3) == 6
    assert next_boundary(text, len(text)) == len(text)
    assert previous_boundary(text, 6) == previous_boundary(text, 4) == 1
    assert previous_boundary(text, 0) == 0


def test_a_sign_may_be_longer_than_any_window() -> None:
    text = "e" + "\u0301" * 5000 + "x"
    assert next_boundary(text, 0) == 5001
    assert previous_boundary(text, 5001) == 0
    assert not is_boundary(text, 4000)


def test_a_range_grows_to_whole_signs() -> None:
    text = f"a{FAMILY}\r\nb"
    assert snapped_out(text, 2, 3) == (1, 6)
    assert snapped_out(text, 7, 8) == (6, 8)
    assert snapped_out(text, 1, 6) == (1, 6)
    assert snapped_out(text, 3, 3) == (1, 6)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  mill \n", "mill"),
        ("\u200bmill\u00a0", "mill"),
        ("\ufeffmill\u00ad", "mill"),
        ("\u202bmill\u202c", "mill"),
        (f" {FAMILY} ", FAMILY),
        ("❤\ufe0f ", "❤\ufe0f"),
        ("e\u0301 \u0301x", "e\u0301 \u0301x"),
        (" \u200b\n ", ""),
        ("a b", "a b"),
    ],
)
def test_blank_edges_are_trimmed_and_signs_stay_whole(text: str, words: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == words


def test_an_edge_inside_a_sign_stays_where_it_is() -> None:
    text = "\r\nmill\r\n"
    assert trimmed(text, 1, 7) == (1, 7)
    assert trimmed(text, 0, 8) == (2, 6)


def test_what_does_not_show_is_blank_as_white_space_is() -> None:
    for char in " \t\n\u2003\u3000\u200b\u200f\u00ad\ufeff\ufe0f\u00a0\u2007\u202f\x00\x85":
        assert is_blank(char)
    for char in ("a", "“", "é", "😀", ""):
        assert not is_blank(char)
