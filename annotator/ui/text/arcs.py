"""Paints the relations of the focused span, in the room between the lines."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.plan import Planner
from annotator.ui.text.scene import Scene
from annotator.ui.theme import colour, ui_font

ROUND = 7.0  # radius of a bend
ARROW = 6.5
RING = 3.0  # pixels between a span's box and the ring round it
NARROW = 60  # pixels between two ends; the words then stand beside the arrow


class Stop(NamedTuple):
    """A piece of a span where an arrow may begin or end: its box, and what its line is."""

    rect: QRectF
    baseline: float
    lane: float  # the middle of the room above its line
    foot: float  # the middle of the room under its line


class Way(NamedTuple):
    """The path of an arrow, the point where it arrives, and from where: 1 from below."""

    path: QPainterPath
    start: QPointF
    tip: QPointF
    side: int
    label: QPointF  # where the middle of the words stands


class ArcPainter:
    """Paints the arrows that begin or end at the focused span, and the one proposed."""

    def __init__(self, scene: Scene, layout: ArticleLayout, planner: Planner) -> None:
        self._scene = scene
        self._layout = layout
        self._planner = planner

    def paint(self, painter: QPainter) -> None:
        """Paint all arrows."""
        scene = self._scene
        if scene.focus:
            for relation in scene.marks.relations_of(scene.focus):
                ends = (relation.source, relation.target)
                self._paint_arrow(painter, ends, scene.words(relation.label), ghost=False)
        if scene.proposal:
            ends = (scene.proposal.source, scene.proposal.target)
            if scene.focus in ends:
                self._paint_ring(painter, ends[ends[0] == scene.focus], scene.look.theme.ink)
            self._paint_arrow(painter, ends, scene.proposal.words, ghost=True)
        if scene.misfit:
            self._paint_ring(painter, scene.misfit, scene.look.theme.error, dashed=True)

    def _paint_ring(self, painter: QPainter, key: str, tone: str, *, dashed: bool = False) -> None:
        """Paint a ring round the span that a relation would lead to."""
        scale = self._layout.measures.scale
        pen = QPen(colour(tone), 1.8 * scale)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        for stop in self._stops(key):
            rect = stop.rect.adjusted(-RING, -RING, RING, RING)
            painter.drawRoundedRect(rect, RING + 2, RING + 2)

    def _paint_arrow(
        self, painter: QPainter, ends: tuple[str, str], words: str, *, ghost: bool
    ) -> None:
        sources, targets = self._stops(ends[0]), self._stops(ends[1])
        target = self._scene.marks.span(ends[1])
        if not sources or not targets or target is None:
            return
        source, goal = min(
            ((a, b) for a in sources for b in targets), key=lambda pair: _distance(*pair)
        )
        way = self._way(source, goal)
        tone = colour(self._scene.look.of(target.label).colour)
        scale = self._layout.measures.scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(self._scene.look.theme.paper), 4.5 * scale))
        painter.drawPath(way.path)
        pen = QPen(tone, 1.6 * scale)
        if ghost:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawPath(way.path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        painter.drawEllipse(way.start, 2.6 * scale, 2.6 * scale)
        painter.drawPolygon(_head(way.tip, way.side, scale))
        self._paint_words(painter, way.label, words, tone)

    def _paint_words(self, painter: QPainter, at: QPointF, words: str, tone: QColor) -> None:
        scale = self._layout.measures.scale
        font = ui_font(10 * scale, 600)
        width = QFontMetricsF(font).horizontalAdvance(words) + 11 * scale
        left, right = self._layout.left, self._layout.left + self._layout.column
        x = min(max(at.x() - width / 2, left - 30), right + 30 - width)
        rect = QRectF(x, at.y() - 7.5 * scale, width, 15 * scale)
        painter.setBrush(colour(self._scene.look.theme.paper))
        painter.setPen(QPen(tone, 1))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(font)
        painter.setPen(tone)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _stops(self, key: str) -> list[Stop]:
        span = self._scene.marks.span(key)
        if span is None or not 0 <= span.start < span.end <= len(self._layout.blocks.text):
            return []
        layout, scale = self._layout, self._layout.measures.scale
        stops = []
        for number, box in self._planner.boxes_of(span):
            corner = QPointF(layout.left, layout.top(number))
            rect = box.rect.translated(corner)
            baseline = corner.y() + box.piece.baseline
            lane = baseline - 24.5 * scale
            stops.append(Stop(rect, baseline, lane, lane + layout.measures.pitch))
        return stops

    def _way(self, source: Stop, goal: Stop) -> Way:
        apart = goal.baseline - source.baseline
        if abs(apart) < self._layout.measures.pitch / 2:
            return self._over_line(source, goal)
        beside = abs(apart) < 1.5 * self._layout.measures.pitch
        return _across_gap(source, goal) if beside else self._round_the_side(source, goal)

    def _over_line(self, source: Stop, goal: Stop) -> Way:
        """Return the way between two pieces of one line: up into the gap, along, and down."""
        leftwards = goal.rect.center().x() < source.rect.center().x()
        inset = min(14.0, source.rect.width() / 2)
        x = source.rect.left() + inset if leftwards else source.rect.right() - inset
        start = QPointF(x, source.rect.top())
        tip = QPointF(goal.rect.center().x(), goal.rect.top() - 1)
        lane = min(start.y(), tip.y()) - 9 * self._layout.measures.scale
        points = [start, QPointF(x, lane), QPointF(tip.x(), lane), tip + QPointF(0, -4)]
        return Way(_bent(points), start, tip, -1, QPointF((x + tip.x()) / 2, lane))

    def _round_the_side(self, source: Stop, goal: Stop) -> Way:
        """Return the way between far lines: along the gap, down the margin, along a gap again."""
        up = goal.baseline < source.baseline
        column = (self._layout.left - 9.0, self._layout.left + self._layout.column + 9.0)
        middle = (source.rect.center().x() + goal.rect.center().x()) / 2
        edge = column[0] if middle < sum(column) / 2 else column[1]
        x = _near(source.rect, edge)
        start = QPointF(x, source.rect.top() if up else source.rect.bottom())
        tip_x = _near(goal.rect, edge)
        tip = QPointF(tip_x, goal.rect.bottom() + 1 if up else goal.rect.top() - 1)
        out = source.lane if up else source.foot
        back = goal.foot if up else goal.lane
        side = 1 if up else -1
        points = [
            start,
            QPointF(x, out),
            QPointF(edge, out),
            QPointF(edge, back),
            QPointF(tip_x, back),
            tip + QPointF(0, 4 * side),
        ]
        return Way(_bent(points), start, tip, side, QPointF((x + edge) / 2, out))


def _across_gap(source: Stop, goal: Stop) -> Way:
    """Return the way between neighbouring lines: straight through the gap between them."""
    up = goal.baseline < source.baseline
    wish = min(max(goal.rect.center().x(), source.rect.left()), source.rect.right())
    x = min(
        max(wish, source.rect.left() + 12), max(source.rect.left() + 12, source.rect.right() - 12)
    )
    tip_x = min(max(x, goal.rect.left() + 8), max(goal.rect.left() + 8, goal.rect.right() - 8))
    start = QPointF(x, source.rect.top() if up else source.rect.bottom())
    tip = QPointF(tip_x, goal.rect.bottom() + 1 if up else goal.rect.top() - 1)
    side = 1 if up else -1
    lane = (start.y() + tip.y()) / 2
    points = [start, QPointF(x, lane), QPointF(tip_x, lane), tip + QPointF(0, 4 * side)]
    beside = abs(tip_x - x) < NARROW
    label = QPointF(max(x, tip_x) + 36, lane) if beside else QPointF((x + tip_x) / 2, lane)
    return Way(_bent(points), start, tip, side, label)


def _distance(source: Stop, goal: Stop) -> float:
    beside = max(
        0.0, goal.rect.left() - source.rect.right(), source.rect.left() - goal.rect.right()
    )
    return abs(source.baseline - goal.baseline) * 3 + beside


def _near(rect: QRectF, x: float) -> float:
    """Return the x on a box that is nearest to another, a little inside its edges."""
    inset = min(14.0, rect.width() / 2)
    return min(max(x, rect.left() + inset), rect.right() - inset)


def _bent(points: list[QPointF]) -> QPainterPath:
    """Return a path along straight pieces with rounded bends."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before))
        path.quadTo(corner, _towards(corner, after))
    path.lineTo(points[-1])
    return path


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    step = other - corner
    length = abs(step.x()) + abs(step.y())
    if not length:
        return corner
    return corner + step * (min(ROUND, length / 2) / length)


def _head(tip: QPointF, side: int, scale: float) -> QPolygonF:
    length = ARROW * side * scale
    return QPolygonF([tip, tip + QPointF(-4 * scale, length), tip + QPointF(4 * scale, length)])
