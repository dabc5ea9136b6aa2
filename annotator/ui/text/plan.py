"""What is to be painted in one block: boxes on levels, tags, signs; worked out once and kept."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from annotator.core.annotation import Span
from annotator.ui.text.geometry import Geometry, Segment
from annotator.ui.text.index import RangeIndex
from annotator.ui.text.layout import ArticleLayout, caret_x

ROOMY = 3  # levels that have the usual distance; more of them move closer together
ROOM = 17.0  # pixels under the letters, at the usual size, that all levels share
INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e001f]"
)
TAG = 10.5
FEW = 8  # blocks of one span that are all looked at


class Box(NamedTuple):
    """A piece of a span on one line, in pixels from the top left of the block's column."""

    span: Span
    piece: Segment
    rect: QRectF
    level: int


class Tag(NamedTuple):
    """The letter at the start of a span."""

    span: Span
    rect: QRectF


class Sign(NamedTuple):
    """Where a character stands that cannot be seen."""

    x: float
    baseline: float


class Plan(NamedTuple):
    """What one block bears: boxes (outer ones first), tags, ghosts, signs."""

    boxes: list[Box]
    tags: list[Tag]
    ghosts: list[Box]
    signs: list[Sign]


class Planner:
    """Works out what a block bears, and keeps it until marks or lines change there.

    Levels are those of the block alone: what is painted depends on nothing out of sight.
    `inner` breaks ties between spans over the same words: the lesser lies closer to the letters.
    `room` is how many pixels under the letters, at the usual size, the levels may take.
    """

    def __init__(
        self,
        layout: ArticleLayout,
        geometry: Geometry,
        inner: Callable[[Span], int],
    ) -> None:
        self._layout = layout
        self._geometry = geometry
        self._inner = inner
        self._plans: dict[int, Plan] = {}
        self.spans: RangeIndex[Span] = RangeIndex()
        self.ghosts: RangeIndex[Span] = RangeIndex()
        self.room = ROOM

    def forget(self, block: int | None = None) -> None:
        """Forget what was worked out for a block, or for all."""
        if block is None:
            self._plans.clear()
        else:
            self._plans.pop(block, None)

    def forget_range(self, start: int, end: int) -> None:
        """Forget the blocks that a range of offsets touches."""
        if len(self._plans) > len(self._layout.blocks):
            self._plans.clear()
        first, last = self._layout.blocks.at(start), self._layout.blocks.at(end)
        for block in [key for key in self._plans if first <= key <= last]:
            del self._plans[block]

    def plan(self, block: int) -> Plan:
        """Return what a block bears."""
        self._layout.laid(block)
        found = self._plans.get(block)
        if found is None:
            found = self._plans[block] = self._make(block)
        return found

    def boxes_of(self, span: Span) -> list[tuple[int, Box]]:
        """Return (block, box) for each piece of a span, at its ends only where it is very long."""
        blocks = self._layout.blocks
        first, last = blocks.at(span.start), blocks.at(max(span.start, span.end - 1))
        numbers = range(first, last + 1) if last - first < FEW else (first, last)
        return [
            (number, box)
            for number in numbers
            for box in self.plan(number).boxes
            if box.span.id == span.id
        ]

    def _make(self, block: int) -> Plan:
        blocks = self._layout.blocks
        low, high = blocks.starts[block], blocks.end(block)
        spans = self.spans.between(low, high)
        levels = levels_of(spans, low, high, self._inner)
        depth = max(levels.values(), default=0)
        boxes = [box for span in spans for box in self._boxes(block, span, levels[span.id], depth)]
        boxes.sort(key=lambda box: -box.level)
        ghosts = self.ghosts.between(low, high)
        around = [box for span in ghosts for box in self._boxes(block, span, 0, 0)]
        return Plan(boxes, self._tags(block, spans, boxes), around, self._signs(block))

    def _boxes(self, block: int, span: Span, level: int, depth: int) -> list[Box]:
        rtl = self._layout.laid(block).rtl
        return [
            Box(span, piece, self._rect(piece, level, depth, rtl=rtl), level)
            for piece in self._geometry.pieces(block, span.start, span.end)
        ]

    def _rect(self, piece: Segment, level: int, depth: int, *, rtl: bool) -> QRectF:
        sizes, scale = self._layout.measures, self._layout.measures.scale
        usual = self.room == ROOM
        deeper = sizes.deeper(piece.descent) if usual else 0.0
        roomy = usual and depth < ROOMY
        down = 5.0 if roomy else (self.room - deeper / scale) / (depth + 1)
        up = 1.9 if depth < ROOMY else 6.5 / (depth + 1)
        ascent, descent = sizes.letters
        top = piece.baseline - ascent - (1.5 + up * level) * scale
        foot = piece.baseline + descent + deeper + (3.2 + down * level) * scale
        grow = 1.5 + min(1.2 * level, 4)
        left = grow if (piece.last if rtl else piece.first) else 1.0
        right = grow if (piece.first if rtl else piece.last) else 1.0
        width = piece.right - piece.left + left + right
        return QRectF(piece.left - left, top, width, foot - top)

    def _tags(self, block: int, spans: list[Span], boxes: list[Box]) -> list[Tag]:
        rtl = self._layout.laid(block).rtl
        size = TAG * self._layout.measures.scale
        firsts = {box.span.id: box for box in reversed(boxes) if box.piece.first}
        tags: list[Tag] = []
        used: list[QRectF] = []
        for span in spans:
            box = firsts.get(span.id)
            if box is None:
                continue
            x = box.rect.right() - size + 1 if rtl else box.rect.left() - 1
            rect = QRectF(x, box.rect.bottom() - size * 0.42, size, size)
            step = -(size + 1) if rtl else size + 1
            while any(rect.intersects(other) for other in used[-12:]):
                rect.translate(step, 0)
            used.append(rect)
            tags.append(Tag(span, rect))
        return tags

    def _signs(self, block: int) -> list[Sign]:
        words = self._layout.blocks.words(block)
        if words.isascii() or words.isprintable():
            return []
        laid = self._layout.laid(block)
        signs = []
        for match in INVISIBLE.finditer(words):
            offset = self._layout.blocks.starts[block] + match.start()
            unit = self._layout.blocks.local(block, offset)
            line = laid.line_at(unit)
            signs.append(Sign(caret_x(line, unit), line.y() + line.ascent()))
        return signs


def levels_of(
    spans: Iterable[Span], low: int, high: int, inner: Callable[[Span], int]
) -> dict[str, int]:
    """Return the level of each span between two offsets, by id.

    0 is innermost; a span lies outside all shorter ones on it. `inner` breaks ties.
    """
    stacked = [0] * (high - low)
    levels = {}
    for span in sorted(spans, key=lambda s: (s.end - s.start, inner(s), s.id)):
        a, b = max(span.start, low) - low, min(span.end, high) - low
        level = max(stacked[a:b], default=0)
        levels[span.id] = level
        stacked[a:b] = [level + 1] * (b - a)
    return levels


def boxes_under(plan: Plan, point: QPointF) -> list[Span]:
    """Return the spans whose boxes lie under a point of the block, innermost first."""
    found: dict[str, Span] = {}
    for box in reversed(plan.boxes):
        if box.rect.contains(point):
            found.setdefault(box.span.id, box.span)
    return list(found.values())


def tag_under(plan: Plan, point: QPointF) -> Span | None:
    """Return the span whose tag lies under a point of the block, or None."""
    return next((tag.span for tag in reversed(plan.tags) if tag.rect.contains(point)), None)
