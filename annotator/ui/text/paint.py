"""Paints the page: boxes under the text, the text, rails and tags over it."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
)

from annotator.ui.text.arcs import ArcPainter
from annotator.ui.text.caret import CaretPainter
from annotator.ui.text.geometry import Geometry
from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.margin import MarginPainter
from annotator.ui.text.plan import Box, Plan, Planner, Tag
from annotator.ui.text.scene import DIMMED, Scene
from annotator.ui.theme import LabelLook, colour, mixed, ui_font

SPILL = 14  # pixels that boxes and tags may reach out of their block
TOOTH, DEEP = 2.6, 2.4  # pixels of a zigzag's stroke: along, and across
LONGEST = 512  # strokes


class Seen(NamedTuple):
    """A block in the clip: its number, and where its column begins in the document."""

    number: int
    corner: QPointF
    plan: Plan


class PagePainter:
    """Paints a clip of the page, from the paper up."""

    def __init__(
        self, scene: Scene, layout: ArticleLayout, geometry: Geometry, planner: Planner
    ) -> None:
        self._scene = scene
        self._layout = layout
        self._planner = planner
        self._arcs = ArcPainter(scene, layout, planner)
        self._caret = CaretPainter(scene, layout, geometry)
        self._margin = MarginPainter(scene, layout)

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what lies in the clip (pixels of the document)."""
        painter.fillRect(clip, colour(self._scene.look.theme.paper))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = self._seen(clip)
        marked = [] if self._scene.hidden else seen
        for block in seen:
            self.paint_under(painter, block)
        for block in marked:
            self._paint_boxes(painter, block, clip)
        self._caret.paint_sought(painter, clip)
        self._caret.paint_selection(painter, clip)
        painter.setPen(colour(self._scene.look.theme.ink))
        for block in seen:
            self._paint_text(painter, block, clip)
        for block in marked:
            self.paint_rails(painter, block, clip)
        for block in seen:
            self.paint_over(painter, block, clip)
            self._margin.paint(painter, block.number, block.corner, block.plan)
        if marked:
            self._arcs.paint(painter)
        self._caret.paint(painter, clip)

    def paint_under(self, painter: QPainter, block: Seen) -> None:
        """Paint what lies under boxes and text; here nothing."""

    def paint_over(self, painter: QPainter, block: Seen, clip: QRectF) -> None:
        """Paint what lies over text and rails; here nothing."""

    def _seen(self, clip: QRectF) -> list[Seen]:
        layout = self._layout
        number, _ = layout.block_at(clip.top() - SPILL)
        seen = []
        top = layout.top(number)
        while number < len(layout.blocks) and top <= clip.bottom() + SPILL:
            plan = self._planner.plan(number)
            seen.append(Seen(number, QPointF(layout.left, top), plan))
            top += layout.heights[number]
            number += 1
        return seen

    def _paint_text(self, painter: QPainter, block: Seen, clip: QRectF) -> None:
        layout = self._layout.laid(block.number).layout
        layout.setPosition(block.corner)
        layout.draw(painter, QPointF(0, 0), self._dimmed(block.number), clip)

    def _dimmed(self, number: int) -> list[QTextLayout.FormatRange]:
        if not self._scene.regions.by_id:
            return []
        blocks = self._layout.blocks
        found = []
        for region in self._scene.regions.between(blocks.starts[number], blocks.end(number)):
            if region.kind in DIMMED:
                form = QTextLayout.FormatRange()
                form.start = blocks.local(number, region.start)
                form.length = blocks.local(number, region.end) - form.start
                form.format = QTextCharFormat()
                form.format.setForeground(QBrush(colour(self._scene.look.theme.ink3)))
                found.append(form)
        return found

    def _paint_boxes(self, painter: QPainter, block: Seen, clip: QRectF) -> None:
        for box in _in_clip(block.plan.boxes, block.corner, clip):
            self._paint_box(painter, box, box.rect.translated(block.corner))
        self._paint_ghosts(painter, block, clip)

    def _paint_box(self, painter: QPainter, box: Box, rect: QRectF) -> None:
        theme = self._scene.look.theme
        look = self._scene.look.of(box.span.label)
        focused = box.span.id == self._scene.focus
        if box.span.id in self._scene.suggested:
            pen = QPen(colour(look.colour, 0.85), 1.1)
            pen.setDashPattern([3, 2.2])
            painter.setPen(pen)
            painter.setBrush(colour(look.colour, 0.10) if focused else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            return
        share = theme.fill_focus if focused else (theme.fill if look.filled else 0.0)
        if share:
            painter.setPen(Qt.PenStyle.NoPen)
            # opaque, so that a nested hue stays pure
            painter.setBrush(mixed(look.colour, theme.paper, share))
            painter.drawRoundedRect(rect, 3, 3)

    def _paint_ghosts(self, painter: QPainter, block: Seen, clip: QRectF) -> None:
        """Paint spans of others: a quiet outline and a letter, no fill, no rail.

        Where several begin together, their letters stand side by side, into the line.
        """
        rtl = self._layout.laid(block.number).rtl
        scale = self._layout.measures.scale
        taken: list[QRectF] = []
        for box in _in_clip(block.plan.ghosts, block.corner, clip):
            tone = self._scene.look.of(box.span.label)
            rect = box.rect.translated(block.corner)
            painter.setPen(QPen(colour(tone.colour, 0.55), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-0.5, -2.5, 0.5, -1.5), 4, 4)
            if not box.piece.first:
                continue
            left = rect.right() - 9 * scale if rtl else rect.left() - 1
            spot = QRectF(left, rect.top() - 11 * scale, 10 * scale, 9 * scale)
            while any(spot.intersects(other) for other in taken[-8:]):
                spot.translate((-9 if rtl else 9) * scale, 0)
            taken.append(spot.adjusted(1, 0, -1, 0))
            painter.setFont(ui_font(8 * scale, 600))
            painter.setPen(colour(tone.colour, 0.8))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, tone.letter)

    def paint_rails(self, painter: QPainter, block: Seen, clip: QRectF) -> None:
        """Paint the rails of a block, the outline of what is focused, and the tags."""
        plan, corner = block.plan, block.corner
        for box in _in_clip(plan.boxes, corner, clip):
            look = self._scene.look.of(box.span.label)
            rect = box.rect.translated(corner)
            if box.span.id not in self._scene.suggested:
                focused = box.span.id == self._scene.focus
                paint_rail(painter, rect, look, self._layout.measures.scale * (1 + 0.2 * focused))
        self.paint_focus(painter, block)
        for tag in plan.tags:
            rect = tag.rect.translated(corner)
            if rect.intersects(clip):
                self._paint_tag(painter, tag, rect)

    def paint_focus(self, painter: QPainter, block: Seen) -> None:
        """Paint the outline of the focused span in a block, with its handles."""
        boxes = [box for box in block.plan.boxes if box.span.id == self._scene.focus]
        if not boxes:
            return
        tone = colour(self._scene.look.of(boxes[0].span.label).colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tone, 1.3))
        for box in boxes:
            rect = box.rect.translated(block.corner)
            painter.drawRoundedRect(rect.adjusted(0.2, 0.2, -0.2, -0.2), 3, 3)
        rtl = self._layout.laid(block.number).rtl
        scale = self._layout.measures.scale
        painter.setPen(QPen(colour(self._scene.look.theme.paper), 0.8))
        painter.setBrush(tone)
        for box in boxes:
            for grip in grips(box, rtl=rtl, scale=scale):
                painter.drawRoundedRect(grip.translated(block.corner), 2.4, 2.4)

    def _paint_tag(self, painter: QPainter, tag: Tag, rect: QRectF) -> None:
        theme = self._scene.look.theme
        look = self._scene.look.of(tag.span.label)
        suggested = tag.span.id in self._scene.suggested
        tone, paper = colour(look.colour), colour(theme.paper)
        painter.setPen(QPen(paper, 1.2))
        painter.setBrush(paper if suggested else tone)
        painter.drawRoundedRect(rect, 2.5, 2.5)
        if suggested:
            painter.setPen(QPen(tone, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.8, 0.8, -0.8, -0.8), 2, 2)
        painter.setFont(_tag_font(self._layout.measures.scale))
        painter.setPen(tone if suggested else colour(theme.chip_ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.letter)


def grips(box: Box, *, rtl: bool, scale: float) -> list[QRectF]:
    """Return the handles of a focused span on one of its boxes: at its start, its end, or none."""
    found = []
    for here, right in ((box.piece.first, rtl), (box.piece.last, not rtl)):
        if here:
            x = box.rect.right() if right else box.rect.left()
            y = box.rect.center().y()
            found.append(QRectF(x - 1.8, y - 7 * scale, 3.6, 14 * scale))
    return found


def _in_clip(boxes: Iterable[Box], corner: QPointF, clip: QRectF) -> list[Box]:
    top, foot = clip.top() - corner.y() - 4, clip.bottom() - corner.y() + 4
    return [box for box in boxes if box.rect.bottom() >= top and box.rect.top() <= foot]


def _tag_font(scale: float) -> QFont:
    return ui_font(8 * scale, 700)


def paint_rail(
    painter: QPainter, rect: QRectF, look: LabelLook, scale: float, *, share: float = 1.0
) -> None:
    """Paint a label's rail along the foot of a rectangle, as opaque as `share` says (0 to 1)."""
    y, left, right = rect.bottom() - 0.5, rect.left() + 1, rect.right() - 1
    pen = QPen(colour(look.colour, share), 2.0 * scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look.rail == "zigzag":
        pen.setWidthF(1.4 * scale)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        painter.setPen(pen)
        painter.translate(left, y)
        painter.drawLines(_zigzag(right - left, scale))
        painter.translate(-left, -y)
        return
    if look.rail == "double":
        pen.setWidthF(1.1 * scale)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y - 2.4 * scale), QPointF(right, y - 2.4 * scale))
    elif look.rail == "dotted":
        pen.setDashPattern([1.0, 1.15])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def _zigzag(width: float, scale: float) -> list[QLineF]:
    """Return the strokes one by one: as a path Qt takes thirty times as long to draw them."""
    strokes = _strokes(scale)[: int(width / (TOOTH * scale))]
    end = strokes[-1].p2() if strokes else QPointF(0, 0)
    return [*strokes, QLineF(end, QPointF(width, 0 if end.y() else -DEEP * scale))]


@lru_cache(maxsize=8)
def _strokes(scale: float) -> list[QLineF]:
    """Return the strokes of a zigzag that is longer than any line of text."""
    places = [QPointF(n * TOOTH * scale, -DEEP * scale * (n % 2)) for n in range(LONGEST)]
    return [QLineF(a, b) for a, b in pairwise(places)]
