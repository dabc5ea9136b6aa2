"""An edge that is moved by keys, step by step, and finds the place again from which it set out."""

from typing import NamedTuple

from annotator.core.edge_stops import Which, next_stop, previous_stop, sign_beside


class Edge(NamedTuple):
    """Whose edge it is (a span's id, "" for a selection), which one, and where it stands."""

    whose: str
    which: Which
    at: int


class EdgeWalk:
    """Moves edges by words, or by signs. What a walk began with holds for it until it ends.

    That is which way a key leads, so that a step back undoes a step also where an edge comes into a
    paragraph that runs the other way; and where it set out, which is one more stop for it by words.
    """

    def __init__(self) -> None:
        self._left = Edge("", "start", -1)  # the edge as the last step left it
        self._home = -1  # where that walk began
        self._turned = False  # it began where the text runs from right to left

    def begin(self, edge: Edge, *, rtl: bool) -> None:
        """Begin a walk, unless the edge stands where the last step left it: that walk goes on."""
        if edge != self._left:
            self._left, self._home, self._turned = edge, edge.at, rtl

    def moved(self, text: str, step: int, *, by_sign: bool) -> int:
        """Return where the edge goes in code points: a step right (1) or left (-1)."""
        step = -step if self._turned else step
        _, which, at = self._left
        if by_sign:
            found = sign_beside(text, which, at, step)
        else:
            found = (next_stop if step > 0 else previous_stop)(text, which, at)
            low, high = sorted((at, found))
            found = self._home if low < self._home < high else found
        self._left = self._left._replace(at=found)
        return found
