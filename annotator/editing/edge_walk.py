"""An edge that is moved by keys, step by step, and finds the place again from which it set out."""

from typing import NamedTuple

from annotator.core.edge_stops import Which, next_stop, previous_stop


class Edge(NamedTuple):
    """Whose edge it is (a span's id, "" for a selection), which one, and where it stands."""

    whose: str
    which: Which
    at: int


class EdgeWalk:
    """Moves edges by words. Where an edge set out is one more stop for it, while it walks."""

    def __init__(self) -> None:
        self._left = Edge("", "start", -1)  # the edge as the last step left it
        self._home = -1  # where that walk began

    def moved(self, text: str, edge: Edge, step: int) -> int:
        """Return where an edge goes in code points: on in the text (step 1) or back (-1)."""
        if edge != self._left:
            self._home = edge.at
        found = (next_stop if step > 0 else previous_stop)(text, edge.which, edge.at)
        low, high = sorted((edge.at, found))
        found = self._home if low < self._home < high else found
        self._left = edge._replace(at=found)
        return found
