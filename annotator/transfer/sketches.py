"""Which texts are nearly the same: a small sketch of each, compared where a part of it agrees.

A text is a set of runs of four words; how much two sets share is estimated by the smallest hash in
each of 32 bins (Li, Owen and Zhang 2012, one permutation hashing; empty bins borrow from the next,
Shrivastava and Li 2014). Sketches are compared where four bins in a row agree.
"""

from array import array
from collections.abc import Sequence
from typing import TypeAlias
from zlib import crc32

import regex

Sketch: TypeAlias = "array[int]"

BINS = 32
NEAR = 22  # bins that agree: two thirds of what either says
_RUN = 4  # words
_ROWS = 4  # bins looked at together
_COMPARED = 8  # articles of one bucket that a new one is held against
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_LONG = 12  # code points a word on average: a script without spaces, where letters are counted
_EMPTY = 0xFFFFFFFF


def sketch(text: str) -> Sketch:
    """Return the sketch of a text: upper and lower case, punctuation and spaces do not count."""
    words = _WORDS.findall(text.casefold())
    if sum(map(len, words)) > _LONG * len(words):
        words = list("".join(words))
    bins = array("I", [_EMPTY]) * BINS
    for start in range(max(1, len(words) - _RUN + 1)):
        found = crc32(" ".join(words[start : start + _RUN]).encode("utf-8", "surrogatepass"))
        place, value = found % BINS, found // BINS
        bins[place] = min(bins[place], value)
    return _filled(bins)


def join_near(groups: "Groups", sketches: Sequence[Sketch]) -> None:
    """Join the numbers of texts that are nearly the same; what is near to either comes along."""
    for row in range(0, BINS, _ROWS):
        buckets: dict[bytes, list[int]] = {}
        for number, one in enumerate(sketches):
            there = buckets.setdefault(one[row : row + _ROWS].tobytes(), [])
            for other in there:
                if groups.first(other) != groups.first(number) and _agree(sketches[other], one):
                    groups.join(other, number)
            if len(there) < _COMPARED:
                there.append(number)


class Groups:
    """Numbers that are joined into groups; each group is known by its smallest number."""

    def __init__(self, count: int) -> None:
        """Take how many numbers there are, from 0; each is a group of its own."""
        self._up = array("I", range(count))

    def first(self, number: int) -> int:
        """Return the smallest number of a group."""
        up = self._up
        while up[number] != number:
            up[number] = up[up[number]]
            number = up[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        one, other = sorted((self.first(one), self.first(other)))
        self._up[other] = one


def _agree(one: Sketch, other: Sketch) -> bool:
    return sum(map(int.__eq__, one, other)) >= NEAR


def _filled(bins: Sketch) -> Sketch:
    """Return bins with what is empty taken from the next one that is not."""
    if _EMPTY not in bins:
        return bins
    last = next((one for one in bins if one != _EMPTY), 0)
    for place in range(BINS - 1, -1, -1):
        if bins[place] == _EMPTY:
            bins[place] = last
        last = bins[place]
    return bins
