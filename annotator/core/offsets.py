"""Offsets: code points against UTF-16 and UTF-8, and the edges of what a reader sees as one sign.

All offsets are code points from the start of the text unless a name says otherwise. The functions
that look at edges (grapheme clusters, by the rules of Unicode that `regex` knows) look only at the
signs around the offset, so they cost the same in a text of any length.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_CHUNK = 4096  # code points between two marks of the UTF-8 table
_CONTINUES = 0x80  # the top bits of a byte that does not begin a character
_CLUSTER = r"\X"
_JOINING_TAIL = r"(?r)[\p{GCB=Extend}\p{GCB=ZWJ}]*"
_FLAG_LETTERS = r"(?r)\p{GCB=Regional_Indicator}*"
_JOINS = r"[\p{GCB=Extend}\p{GCB=ZWJ}]"
_FLAG_LETTER = r"\p{GCB=Regional_Indicator}"
_BLANK = r"[\s\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB]"
_BLANKS = _BLANK + "*+"
_BLANKS_BEFORE = "(?r)" + _BLANK + "*"


class OffsetError(ValueError):
    """An offset lies outside its text; the message names both."""


class OffsetMap:
    """A text's offsets counted in code points, in UTF-16 units and in UTF-8 bytes.

    The tables are built when first asked for. A text without astral characters needs none for
    UTF-16, an ASCII text none at all.
    """

    def __init__(self, text: str) -> None:
        """Take the text; nothing is counted yet."""
        self._text = text

    def __len__(self) -> int:
        """Return the length in code points."""
        return len(self._text)

    @cached_property
    def utf16_length(self) -> int:
        """Return the length in UTF-16 units."""
        if self._text.isascii():
            return len(self._text)
        return len(self._text.encode("utf-16-le", "surrogatepass")) // 2

    @property
    def utf8_length(self) -> int:
        """Return the length in UTF-8 bytes."""
        return len(self._text) if self._text.isascii() else self._byte_marks[-1]

    def to_utf16(self, offset: int) -> int:
        """Return how many UTF-16 units stand before a code point; raise OffsetError outside."""
        _check(offset, len(self._text), "code points")
        return offset + (bisect_left(self._astral, offset) if self._has_astral else 0)

    def to_codepoints(self, unit: int) -> int:
        """Return the code point at which a UTF-16 unit stands; raise OffsetError outside.

        A unit in the middle of a surrogate pair goes to the start of its code point.
        """
        _check(unit, self.utf16_length, "UTF-16 units")
        if not self._has_astral:
            return unit
        before = bisect_left(self._astral_units, unit)
        inside = before > 0 and self._astral_units[before - 1] == unit - 1
        return self._astral[before - 1] if inside else unit - before

    def to_utf8(self, offset: int) -> int:
        """Return how many UTF-8 bytes stand before a code point; raise OffsetError outside."""
        _check(offset, len(self._text), "code points")
        if self._text.isascii():
            return offset
        mark = offset // _CHUNK
        return self._byte_marks[mark] + len(_utf8(self._text[mark * _CHUNK : offset]))

    def from_utf8(self, byte: int) -> int:
        """Return the code point at which a UTF-8 byte stands; raise OffsetError outside.

        A byte in the middle of a character goes to the start of its code point.
        """
        _check(byte, self.utf8_length, "UTF-8 bytes")
        if self._text.isascii():
            return byte
        if byte == self.utf8_length:
            return len(self._text)
        mark = bisect_right(self._byte_marks, byte) - 1
        chunk = _utf8(self._text[mark * _CHUNK : (mark + 1) * _CHUNK])
        within = byte - self._byte_marks[mark]
        while within < len(chunk) and chunk[within] & 0xC0 == _CONTINUES:
            within -= 1
        return mark * _CHUNK + len(chunk[:within].decode("utf-8", "surrogatepass"))

    @cached_property
    def _has_astral(self) -> bool:
        return self.utf16_length != len(self._text)

    @cached_property
    def _astral(self) -> "array[int]":
        return array("L", (found.start() for found in _ASTRAL.finditer(self._text)))

    @cached_property
    def _astral_units(self) -> "array[int]":
        return array("L", (offset + count for count, offset in enumerate(self._astral)))

    @cached_property
    def _byte_marks(self) -> "array[int]":
        marks = array("Q", [0])
        for start in range(0, len(self._text), _CHUNK):
            marks.append(marks[-1] + len(_utf8(self._text[start : start + _CHUNK])))
        return marks


def is_boundary(text: str, offset: int) -> bool:
    """Tell whether an offset lies between two grapheme clusters.

    It does not inside an emoji, a CRLF, or between a letter and its marks. Raise OffsetError
    outside the text.
    """
    _check(offset, len(text), "code points")
    if offset in (0, len(text)):
        return True
    before, after = text[offset - 1], text[offset]
    if before.isascii() and after.isascii():
        return before != "\r" or after != "\n"
    if _one_cluster(before + after):
        return bool(_pattern(_FLAG_LETTER).match(before)) and _parts_flags(text, offset)
    return not _pattern(_JOINS).match(before) or _parts_after_joiner(text, offset)


def next_boundary(text: str, offset: int) -> int:
    """Return the first grapheme boundary after an offset, the text's end at the end."""
    _check(offset, len(text), "code points")
    if offset == len(text):
        return offset
    start = offset if is_boundary(text, offset) else previous_boundary(text, offset)
    width = 64
    while True:
        end = start + _length(text[start : start + width])
        if end < start + width or end >= len(text):
            return end
        width *= 8


def previous_boundary(text: str, offset: int) -> int:
    """Return the last grapheme boundary before an offset, 0 at the start."""
    _check(offset, len(text), "code points")
    offset = max(offset - 1, 0)
    while not is_boundary(text, offset):
        offset -= 1
    return offset


def snapped_out(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range grown to the grapheme boundaries around it; raise OffsetError outside."""
    check_range(text, start, end)
    return (
        start if is_boundary(text, start) else previous_boundary(text, start),
        end if is_boundary(text, end) else next_boundary(text, end),
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without white space and invisible characters at its edges.

    No grapheme cluster is split: what is invisible but belongs to a sign that shows (the joiner in
    an emoji) stays. An edge that lies inside a cluster stays where it is. Nothing but blank gives
    an empty range at its start. Raise OffsetError outside the text.
    """
    check_range(text, start, end)
    if start < end and is_boundary(text, start):
        inner = _ahead(_BLANKS, text, start, end)
        inner = inner if is_boundary(text, inner) else previous_boundary(text, inner)
        if inner >= end:
            return start, start
        start = max(inner, start)
    if start < end and is_boundary(text, end):
        inner = _back(_BLANKS_BEFORE, text, start, end)
        end = inner if is_boundary(text, inner) else next_boundary(text, inner)
    return start, end


def is_blank(char: str) -> bool:
    """Tell whether a character shows nothing: white space or invisible."""
    return bool(_pattern(_BLANKS).fullmatch(char)) and char != ""


def check_range(text: str, start: int, end: int) -> None:
    """Raise OffsetError unless 0 <= start <= end <= len(text)."""
    if not 0 <= start <= end <= len(text):
        raise OffsetError(
            f"the range {start} to {end} does not lie in a text of {len(text)} code points"
        )


def _length(signs: str) -> int:
    return _ahead(_CLUSTER, signs, 0, len(signs))


def _one_cluster(pair: str) -> bool:
    return _length(pair) == len(pair)


def _parts_flags(text: str, offset: int) -> bool:
    first = _back(_FLAG_LETTERS, text, 0, offset)
    return (offset - first) % 2 == 0 and bool(_pattern(_FLAG_LETTER).match(text[offset]))


def _parts_after_joiner(text: str, offset: int) -> bool:
    base = _back(_JOINING_TAIL, text, 0, offset)
    if base > 0 and _one_cluster(text[base - 1 : base + 1]):
        base -= 1
    return _length(text[base : offset + 1]) <= offset - base


@cache
def _pattern(signs: str) -> "regex.Pattern[str]":
    """Return a pattern; `regex` loads with the first: after a window's first paint."""
    import regex

    return regex.compile(signs)


def _ahead(signs: str, text: str, start: int, end: int) -> int:
    found = _pattern(signs).match(text, start, end)
    return found.end() if found else start


def _back(signs: str, text: str, start: int, end: int) -> int:
    found = _pattern(signs).match(text, start, end)
    return found.start() if found else end


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _check(offset: int, length: int, unit: str) -> None:
    if not 0 <= offset <= length:
        raise OffsetError(f"the offset {offset} lies outside a text of {length} {unit}")
