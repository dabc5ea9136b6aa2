"""Where an edge that moves by words may stand: at words, and outside the marks that touch them.

A start stops before a word, before each quotation mark of the punctuation that touches it there,
and before all of that; an end stops behind them in the same way. Punctuation between two words
without a space belongs to both only as far as it closes the one or opens the other. The stops hang
on the text alone, so that a step back undoes a step. Offsets are code points; the functions look at
the neighbourhood only, and cost the same in a text of any length.
"""

from collections.abc import Iterable
from typing import Literal
from unicodedata import category

from annotator.core.offsets import (
    is_blank,
    is_boundary,
    next_boundary,
    previous_boundary,
    trimmed,
)
from annotator.core.words import (
    next_word_end,
    next_word_start,
    previous_word_end,
    previous_word_start,
)

Which = Literal["start", "end"]

_TOUCHING = 32  # code points: a longer run of punctuation is an ornament
_QUOTES = frozenset("\"'＂＇“”„‟‘’‚‛«»‹›「」『』〝〞〟")
_PUNCTUATION = frozenset(".,;:!?…،؛؟۔。，、！？")


def next_stop(text: str, which: Which, at: int) -> int:
    """Return where an edge at an offset stops next on its way to the text's end."""
    if which == "start":
        found = _before(text, next_word_start(text, at))
    else:
        here = previous_word_end(text, min(at + 1, len(text)))
        found = [*_behind(text, here), *_behind(text, next_word_end(text, at))]
    last = max(at, trimmed(text, 0, len(text))[1])
    return min((stop for stop in found if at < stop <= last), default=last)


def previous_stop(text: str, which: Which, at: int) -> int:
    """Return where an edge at an offset stops next on its way to the text's start."""
    if which == "end":
        found = _behind(text, previous_word_end(text, at))
    else:
        here = next_word_start(text, at - 1) if at else 0
        found = [*_before(text, here), *_before(text, previous_word_start(text, at))]
    first = min(at, trimmed(text, 0, len(text))[0])
    return max((stop for stop in found if first <= stop < at), default=first)


def sign_beside(text: str, which: Which, at: int, step: int) -> int:
    """Return where an edge goes by one sign, on in the text (step 1) or back (-1).

    No mark begins or ends with a blank, so those are passed over; where nothing else follows, the
    edge stays.
    """
    move = next_boundary if step > 0 else previous_boundary
    there = at
    while (further := move(text, there)) != there:
        there = further
        if which == "end":
            low, high = trimmed(text, previous_boundary(text, there), there)
        else:
            low, high = trimmed(text, there, next_boundary(text, there))
        if low < high:
            return there
    return at


def _before(text: str, start: int) -> list[int]:
    """Return the stops at the start of a word, in reading order."""
    if start >= len(text):
        return []
    low = max(previous_word_end(text, start + 1), start - _TOUCHING)
    outer = start
    while outer > low and not is_blank(text[outer - 1]):
        outer -= 1
    if low and outer == low and not is_blank(text[low - 1]):  # a word ends there, or an ornament
        outer = start
        while outer > low and _opens(text[outer - 1]):
            outer -= 1
    quotes = (place for place in range(outer, start) if text[place] in _QUOTES)
    return _whole(text, (outer, *quotes, start))


def _behind(text: str, end: int) -> list[int]:
    """Return the stops at the end of a word, in reading order."""
    if not end:
        return []
    high = min(next_word_start(text, end - 1), end + _TOUCHING)
    outer = end
    while outer < high and not is_blank(text[outer]):
        outer += 1
    if high < len(text) and outer == high and not is_blank(text[high]):
        outer = end
        while outer < high and _closes(text[outer]):
            outer += 1
    quotes = (place + 1 for place in range(end, outer) if text[place] in _QUOTES)
    return _whole(text, (end, *quotes, outer))


def _whole(text: str, stops: Iterable[int]) -> list[int]:
    """Return stops without those that would part a sign."""
    return [stop for stop in dict.fromkeys(stops) if is_boundary(text, stop)]


def _opens(char: str) -> bool:
    return char in _QUOTES or category(char) in {"Ps", "Pi", "Pf"} or char in "¿¡"


def _closes(char: str) -> bool:
    return char in _QUOTES or char in _PUNCTUATION or category(char) in {"Pe", "Pi", "Pf"}
