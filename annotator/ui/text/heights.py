"""Heights of many blocks, guessed or known, and where each block begins."""

from bisect import bisect_right
from itertools import accumulate


class Heights:
    """Prefix sums over heights in pixels, in two levels, so that one height changes cheaply."""

    SIZE = 256

    def __init__(self, heights: list[int]) -> None:
        size = self.SIZE
        self._heights = heights
        self._sums = [sum(heights[i : i + size]) for i in range(0, len(heights), size)]
        self.total = sum(self._sums)

    def __getitem__(self, block: int) -> int:
        """Return the height of a block."""
        return self._heights[block]

    def set(self, block: int, height: int) -> int:
        """Set a block's height and return by how much it grew."""
        grown = height - self._heights[block]
        if grown:
            self._heights[block] = height
            self._sums[block // self.SIZE] += grown
            self.total += grown
        return grown

    def top(self, block: int) -> int:
        """Return where a block begins."""
        chunk = block // self.SIZE
        return sum(self._sums[:chunk]) + sum(self._heights[chunk * self.SIZE : block])

    def at(self, y: float) -> tuple[int, int]:
        """Return the block at a height and where it begins; the nearest one beyond the ends."""
        chunk, top = _place(self._sums, y)
        first = chunk * self.SIZE
        block, above = _place(self._heights[first : first + self.SIZE], y - top)
        return first + block, top + above


def _place(heights: list[int], y: float) -> tuple[int, int]:
    """Return which of some heights, one upon another, a height lies in, and where it begins."""
    ends = list(accumulate(heights))
    number = min(bisect_right(ends, y), len(ends) - 1)
    return number, ends[number] - heights[number]
