"""The text cut into the blocks that Qt shows, and the way between our offsets and Qt's."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from annotator.core.offsets import OffsetMap, next_boundary

LONG = 4096  # code points; a longer paragraph is cut, since Qt lays out a block in one piece
SLACK = 512
PLACEHOLDER = "▯"


def _replacements() -> dict[int, str]:
    """Return what stands in for characters that QTextDocument would change, one unit for one."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if code not in {0x09, 0x0A}}
    table[0x7F] = "\u2421"
    for code in (*range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)):
        table[code] = PLACEHOLDER
    for code in (0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFE, 0xFFFF):
        table[code] = PLACEHOLDER
    table[0x2028] = "↵"
    table[0x2029] = "¶"
    table[0xFEFF] = "\u2060"  # PySide drops a byte order mark at the start; this one is as wide
    return table


REPLACEMENTS = _replacements()


class Blocks:
    """A text as Qt's document shows it: a block for each line, long lines cut into several.

    Offsets are code points of our text; positions are UTF-16 units of Qt's document, one more
    for each cut before them. A unit of Qt's text stands for the same unit of ours.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._map = OffsetMap(text)
        lines = text.split("\n")
        lengths = [len(line) for line in lines]
        self.starts = list(accumulate((n + 1 for n in lengths[:-1]), initial=0))
        self.blank = [not line or line.isspace() for line in lines]
        self._ends = [start + n for start, n in zip(self.starts, lengths, strict=True)]
        self._cuts_before: list[int] = []
        self._firsts: list[int] = []
        self._shown = [_shown(line) for line in lines]
        if max(lengths) > LONG + SLACK:
            self._cut()
        self._positions = self._place()
        self._numbers = self._count()

    def __len__(self) -> int:
        """Return how many blocks there are, at least one."""
        return len(self.starts)

    def shown(self) -> str:
        """Return the text to give to Qt, once: it is not kept."""
        shown, self._shown = self._shown, []
        return "\n".join(shown)

    def at(self, offset: int) -> int:
        """Return which block an offset lies in; one at a cut lies in the later block."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def end(self, block: int) -> int:
        """Return the offset at which a block's words end, before its line feed."""
        return self._ends[block]

    def words(self, block: int) -> str:
        """Return the text of a block."""
        return self.text[self.starts[block] : self._ends[block]]

    def first(self, block: int) -> int:
        """Return the first block of the paragraph that a block belongs to."""
        return self._firsts[block] if self._firsts else block

    def number(self, block: int) -> int:
        """Return how many paragraphs with words there are up to this one."""
        return self._numbers[block]

    def lengths(self) -> list[int]:
        """Return the length of each block in code points."""
        return [end - start for start, end in zip(self.starts, self._ends, strict=True)]

    def position(self, offset: int) -> int:
        """Return Qt's position of an offset."""
        offset = min(max(offset, 0), len(self.text))
        cuts = self._cuts_before[self.at(offset)] if self._cuts_before else 0
        return self._map.to_utf16(offset) + cuts

    def offset(self, position: int) -> int:
        """Return the offset of one of Qt's positions; the half of a pair counts as its start."""
        block = max(0, bisect_right(self._positions, position) - 1)
        return self.offset_in(block, position - self._positions[block])

    def local(self, block: int, offset: int) -> int:
        """Return UTF-16 units from the start of a block to an offset, kept inside the block."""
        offset = min(max(offset, self.starts[block]), self._ends[block])
        return self._map.to_utf16(offset) - self._map.to_utf16(self.starts[block])

    def offset_in(self, block: int, units: int) -> int:
        """Return the offset that lies so many UTF-16 units after the start of a block."""
        first, last = self.starts[block], self._ends[block]
        unit = self._map.to_utf16(first) + max(units, 0)
        return self._map.to_codepoints(min(unit, self._map.to_utf16(last)))

    def _cut(self) -> None:
        starts: list[int] = []
        ends: list[int] = []
        firsts: list[int] = []
        cuts: list[int] = []
        shown: list[str] = []
        blank: list[bool] = []
        done = 0
        for line, (start, end) in enumerate(zip(self.starts, self._ends, strict=True)):
            first = len(starts)
            pieces = [start, *_cuts(self.text, start, end), end]
            for number, (a, b) in enumerate(pairwise(pieces)):
                starts.append(a)
                ends.append(b)
                firsts.append(first)
                cuts.append(done + number)
                blank.append(self.blank[line])
                shown.append(self._shown[line][a - start : b - start])
            done += len(pieces) - 2
        self.starts, self._ends, self.blank = starts, ends, blank
        self._firsts, self._cuts_before, self._shown = firsts, cuts, shown

    def _place(self) -> list[int]:
        if self._map.to_utf16(len(self.text)) == len(self.text):
            placed = self.starts
        else:
            placed = [self._map.to_utf16(start) for start in self.starts]
        if not self._cuts_before:
            return placed
        return [unit + cuts for unit, cuts in zip(placed, self._cuts_before, strict=True)]

    def _count(self) -> list[int]:
        if not self._firsts:
            return list(accumulate(not blank for blank in self.blank))
        opens = (self._firsts[i] == i and not self.blank[i] for i in range(len(self.starts)))
        return list(accumulate(opens))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a long paragraph is cut: after a space, else between two graphemes."""
    while end - start > LONG + SLACK:
        space = text.rfind(" ", start + LONG - SLACK, start + LONG) + 1
        start = space or next_boundary(text, start + LONG)
        if start < end:
            yield start


def _shown(line: str) -> str:
    if "\ufffc" in line or not line.isprintable():
        if line.endswith("\r"):  # the carriage return of a line from Windows is not worth a sign
            return line[:-1].translate(REPLACEMENTS) + " "
        return line.translate(REPLACEMENTS)
    return line
