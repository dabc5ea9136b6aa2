"""Quotation marks in pairs. Offsets are code points, half-open.

An apostrophe is no quotation mark. A quotation may run over several paragraphs where each begins
with the opening mark again and only the last has a closing one; it may run over single line breaks.
"""

import re
from typing import NamedTuple

from annotator.core.offsets import check_range

_MARKS = "“”„‟«»‹›「」『』‘’‚\"'"
_ONE_PAIR = re.compile("([^M]*+)(?:“[^M\\n]*+”([^M]*+))?".replace("M", _MARKS))
_CLOSERS = dict(
    zip(
        "“„‟”«»‹›「『‘‚\"'",
        ['”"', "“”", "”", "”", "»", "«", "›", "‹", "」", "』", "’", "‘’", '"”', "'"],
        strict=True,
    )
)
_OPENING = frozenset("“„‟«‹「『‚")  # but “ « ‹ close what „ » › open
_SINGLE = frozenset("‘’'")
_APOSTROPHES = frozenset("‘’'\"")  # a straight double mark stands in Hebrew short forms
_BEFORE_OPENING = frozenset("([{<—–-/¿¡:“„«‘‚\"'…=")
_BLANK_LINE = re.compile(r"\n\s*\n")
_BETTER_CLOSE = re.compile(r"[‘\n]|’(?!\w)")
_BETTER_REACH = 400  # code points within which a better closing mark is looked for
_DEEPEST = 16  # quotations within one another; where more stand open, the outermost is given up
_RUN_ON = 4000  # code points that a quotation may go on without its opening mark being repeated


class Quoted(NamedTuple):
    """A stretch between quotation marks: with the marks, without them, and the marks themselves.

    The inner range goes without white space at its edges.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    open: str
    close: str


def is_one_pair(text: str, start: int, end: int) -> bool:
    """Tell whether a range holds no marks but those of one quotation on one line, if any."""
    return _ONE_PAIR.fullmatch(text, start, end) is not None


def _marks_in(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return where marks stand in a range, in order, without the apostrophes inside words.

    Most texts know but two or three of the marks, so that each is looked for on its own.
    """
    found = []
    for mark in _MARKS:
        at = text.find(mark, start, end)
        while at >= 0:
            if mark not in _APOSTROPHES or not _in_a_word(text, at):
                found.append((at, mark))
            at = text.find(mark, at + 1, end)
    found.sort()
    return found


def _in_a_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum()


class Pairing:
    """The marks of a range, paired from left to right.

    `found` are the quotations in reading order, the outer before the inner; `alone` the offsets of
    marks without a partner, straight single marks and apostrophes left out.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        """Pair the marks of a range; raise OffsetError outside the text."""
        check_range(text, start, end)
        self.found: list[Quoted] = []
        self.alone: list[int] = []
        self._text = text
        self._opened: list[tuple[str, int]] = []
        self._last = start
        self._take_all(_marks_in(text, start, end))
        self._forget(0)
        self.found.sort(key=lambda each: (each.start, -each.end))
        self.alone.sort()

    def _take_all(self, marks: list[tuple[int, str]]) -> None:
        """Take marks in order; most are a pair on one line with none in between."""
        at = 0
        while at < len(marks):
            offset, mark = marks[at]
            after, following = marks[at + 1] if at + 1 < len(marks) else (offset, "")
            plain = mark == "“" and following == "”" and not self._opened
            if plain and self._text.find("\n", offset, after) < 0:
                self._open(mark, offset)
                self._close(following, after)
                self._last = after
                at += 2
            else:
                self._take(mark, offset)
                at += 1

    def _take(self, mark: str, offset: int) -> None:
        before = self._text[offset - 1] if offset else " "
        after = self._text[offset + 1 : offset + 2] or " "
        if not (self._opened and self._goes_on(mark, offset)):
            free = before.isspace() or before in _BEFORE_OPENING
            opens = free and not after.isspace()
            if mark in _SINGLE:
                self._take_single(mark, offset, opens=opens, free=free, after=after)
            else:
                self._take_double(mark, offset, opens=opens, free=free)
        self._last = offset

    def _take_double(self, mark: str, offset: int, *, opens: bool, free: bool) -> None:
        closable = self._closable(mark)
        if mark == '"' and closable and opens and free:
            self._open(mark, offset)
        elif closable:
            self._close(mark, offset)
        elif mark in _OPENING or (opens and mark in _CLOSERS) or (mark == '"' and free):
            self._open(mark, offset)
        elif not (mark == '"' and self._text[offset - 1].isdigit()):
            self.alone.append(offset)

    def _take_single(self, mark: str, offset: int, *, opens: bool, free: bool, after: str) -> None:
        if self._closable(mark) and not free and not after.isalnum():
            if mark == "'" or not self._is_plural(offset):
                self._close(mark, offset)
        elif mark != "’" and opens and not after.isdigit():
            self._open(mark, offset)

    def _closable(self, mark: str) -> bool:
        opened = self._opened
        return bool(opened) and any(mark in _CLOSERS[opener] for opener, _ in opened)

    def _is_plural(self, offset: int) -> bool:
        """Tell whether a mark ends a plural possessive: a better closing mark comes after it."""
        if self._text[offset - 1] not in "sS" or not self._text[offset + 1 : offset + 2].isspace():
            return False
        better = _BETTER_CLOSE.search(self._text, offset + 1, offset + _BETTER_REACH)
        return better is not None and better.group() == "’"

    def _open(self, mark: str, offset: int) -> None:
        if mark in "\"'":
            self._forget_same(mark)
        self._opened.append((mark, offset))
        if len(self._opened) > _DEEPEST:
            outermost, start = self._opened.pop(0)
            self.alone.extend([start] if outermost != "'" else [])

    def _forget_same(self, mark: str) -> None:
        places = [place for place, (opener, _) in enumerate(self._opened) if opener == mark]
        if places:
            self._forget(places[-1])

    def _close(self, mark: str, offset: int) -> None:
        while mark not in _CLOSERS[self._opened[-1][0]]:
            self._forget(len(self._opened) - 1)
        opener, start = self._opened.pop()
        inner_start, inner_end = start + 1, offset
        while inner_start < inner_end and self._text[inner_start].isspace():
            inner_start += 1
        while inner_start < inner_end and self._text[inner_end - 1].isspace():
            inner_end -= 1
        if inner_start < inner_end:
            self.found.append(Quoted(start, offset + 1, inner_start, inner_end, opener, mark))

    def _forget(self, place: int) -> None:
        """Give up what was opened from a place in the stack on."""
        self.alone.extend(offset for mark, offset in self._opened[place:] if mark != "'")
        del self._opened[place:]

    def _goes_on(self, mark: str, offset: int) -> bool:
        """Tell whether a mark at the head of a paragraph opens again what stands open.

        Where a new paragraph begins otherwise, what stands open is given up.
        """
        gap = self._text[self._last : offset]
        line_break = gap.rfind("\n")
        if line_break < 0:
            return False
        parts = _BLANK_LINE.split(gap)
        blank = len(parts) > 1
        between = parts[1:-1] if blank else gap.split("\n")[1:-1]
        again = [place for place, (opener, _) in enumerate(self._opened) if opener == mark != "'"]
        if again and not gap[line_break:].strip() and not any(map(str.strip, between)):
            self._forget(again[-1] + 1)
            return True
        if blank or offset - self._opened[0][1] > _RUN_ON:
            self._forget(0)
        return False
