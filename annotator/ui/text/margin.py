"""Paints the margins: paragraph numbers, warnings, and signs for what cannot be seen."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.core.severity import Severity
from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.plan import Plan
from annotator.ui.text.scene import Scene
from annotator.ui.theme import colour, ui_font

NEAR = 12  # pixels around the middle of a warning that belong to it
AWAY = 22  # pixels from the column's edge to the middle of a warning
WORST = (Severity.HINT, Severity.WARNING, Severity.ERROR)


class MarginPainter:
    """Paints what stands beside a block."""

    def __init__(self, scene: Scene, layout: ArticleLayout) -> None:
        self._scene = scene
        self._layout = layout

    def paint(self, painter: QPainter, number: int, corner: QPointF, plan: Plan) -> None:
        """Paint the margins of a block whose column begins at a corner (document pixels)."""
        self._paint_number(painter, number, corner)
        self._paint_signs(painter, corner, plan)
        if not self._scene.hidden and self._scene.problems:
            for y, severity in self._warnings(plan).items():
                self._paint_warning(painter, self.warning_spot(number, corner, y), severity)

    def warning_spot(self, number: int, corner: QPointF, baseline: float) -> QPointF:
        """Return the middle of the warning beside a line."""
        away = AWAY * self._layout.measures.scale
        rtl = self._layout.laid(number).rtl
        x = corner.x() - away if rtl else corner.x() + self._layout.column + away
        return QPointF(x, corner.y() + baseline - 6 * self._layout.measures.scale)

    def _paint_number(self, painter: QPainter, number: int, corner: QPointF) -> None:
        blocks, layout = self._layout.blocks, self._layout
        if blocks.blank[number] or blocks.first(number) != number or number in layout.headline:
            return
        shown = paragraph_number(layout, number)
        laid = layout.laid(number)
        line = laid.layout.lineAt(0)
        scale = layout.measures.scale
        y = corner.y() + line.y() + line.ascent() - 14 * scale
        x = corner.x() + layout.column + 14 if laid.rtl else corner.x() - 20 - 28 * scale
        side = Qt.AlignmentFlag.AlignLeft if laid.rtl else Qt.AlignmentFlag.AlignRight
        painter.setFont(ui_font(11 * scale))
        painter.setPen(colour(self._scene.look.theme.ink3))
        painter.drawText(
            QRectF(x, y, 28 * scale, 18 * scale), side | Qt.AlignmentFlag.AlignVCenter, str(shown)
        )

    def warned_at(self, number: int, corner: QPointF, plan: Plan, at: QPointF) -> list[str]:
        """Return the ids of the spans whose warning stands at a place beside a block."""
        if self._scene.hidden:
            return []
        reach = NEAR * self._layout.measures.scale
        for y, ids in self._warned(plan).items():
            away = self.warning_spot(number, corner, y) - at
            if max(abs(away.x()), abs(away.y())) <= reach:
                return ids
        return []

    def _warned(self, plan: Plan) -> dict[float, list[str]]:
        """Return the spans with problems that begin on each line, by the line's baseline."""
        found: dict[float, list[str]] = {}
        for box in plan.boxes:
            if box.piece.first and box.span.id in self._scene.problems:
                found.setdefault(box.piece.baseline, []).append(box.span.id)
        return found

    def _warnings(self, plan: Plan) -> dict[float, Severity]:
        """Return the worst problem on each line, by the line's baseline."""
        problems = self._scene.problems
        return {
            y: max((problems[one] for one in ids), key=WORST.index)
            for y, ids in self._warned(plan).items()
        }

    def _paint_warning(self, painter: QPainter, at: QPointF, severity: Severity) -> None:
        theme = self._scene.look.theme
        tones = {Severity.ERROR: theme.error, Severity.WARNING: theme.warn}
        tone = tones.get(severity, theme.ink3)
        scale = self._layout.measures.scale
        corners = [QPointF(0, -7), QPointF(8, 7), QPointF(-8, 7)]
        pen = QPen(colour(tone), 1.4)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(colour(tone, 0.16))
        painter.drawPolygon(QPolygonF([at + corner * scale for corner in corners]))
        painter.setFont(ui_font(10 * scale, 700))
        spot = QRectF(at.x() - 6 * scale, at.y() - 5 * scale, 12 * scale, 13 * scale)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "!")

    def _paint_signs(self, painter: QPainter, corner: QPointF, plan: Plan) -> None:
        if not plan.signs:
            return
        scale = self._layout.measures.scale
        tone = colour(self._scene.look.theme.error, 0.8)
        for sign in plan.signs:
            at = corner + QPointF(sign.x, sign.baseline)
            painter.setPen(QPen(tone, 1))
            painter.drawLine(at + QPointF(0, 3 * scale), at - QPointF(0, 13 * scale))
            painter.setBrush(tone)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(at - QPointF(0, 14.5 * scale), 1.8 * scale, 1.8 * scale)


def paragraph_number(layout: ArticleLayout, block: int) -> int:
    """Return the number of a block's paragraph, counted without the headline; 0 in it."""
    above, blocks = layout.headline, layout.blocks
    if block in above:
        return 0
    shift = blocks.number(above[-1]) - blocks.number(above[0]) + 1 if above else 0
    return blocks.number(block) - (shift if above and block > above[-1] else 0)
