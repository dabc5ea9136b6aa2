"""Paints where the annotator is: the pending selection, the bracketed word, the thin caret."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.ui.text.geometry import Geometry
from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.scene import Scene
from annotator.ui.theme import colour

REACH = 3  # how far a bracket stands off its word
SOUGHT = 0.35  # of the colour of what is selected


class CaretPainter:
    """Paints the selection under the text and the caret over it."""

    def __init__(self, scene: Scene, layout: ArticleLayout, geometry: Geometry) -> None:
        self._scene = scene
        self._layout = layout
        self._geometry = geometry

    def paint_sought(self, painter: QPainter, clip: QRectF) -> None:
        """Tint where the words stand that are looked for, as far as that lies in the clip."""
        wanted = self._scene.sought
        if not wanted:
            return
        from annotator.core.finding import places_of  # when first looked for

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._scene.look.theme.pending, SOUGHT))
        low, high = self._in_sight(clip)
        for start in places_of(wanted, self._layout.blocks.text, low, high):
            for rect in self._visible_rects(start, start + len(wanted), clip):
                painter.drawRoundedRect(self._around_letters(rect).adjusted(-1, 0, 1, 0), 2.5, 2.5)

    def paint_selection(self, painter: QPainter, clip: QRectF) -> None:
        """Paint the pending selection yellow, where it lies in the clip."""
        if self._scene.selection is None:
            return
        theme = self._scene.look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.pending, 0.95 if theme.dark else 0.85))
        for rect in self._visible_rects(*self._scene.selection, clip):
            painter.drawRoundedRect(self._around_letters(rect).adjusted(-1, 0, 1, 0), 2.5, 2.5)

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Paint the caret: brackets round a word, or a thin line; none where a span is focused."""
        word = self._scene.bracket
        if not self._scene.active or self._scene.focus is not None or not self._in(clip):
            return
        if word is not None and self._scene.selection is None:
            self._paint_brackets(painter, word)
        else:
            self._paint_line(painter)

    def caret_rect(self) -> QRectF:
        """Return where the thin caret stands, in pixels of the document."""
        box = self._geometry.caret(self._scene.caret)
        if self._layout.blocks.blank[self._layout.blocks.at(self._scene.caret)]:
            height = max(8, self._layout.measures.blank - 2)
            return QRectF(box.left() - 0.5, box.bottom() - height, 2, height)
        return QRectF(box.left() - 0.5, box.top() + 1, 2, box.height() - 2)

    def _in(self, clip: QRectF) -> bool:
        """Tell whether a paragraph of the caret and its word may lie in the clip."""
        caret, blocks = self._scene.caret, self._layout.blocks
        low, high = self._scene.bracket or (caret, caret)
        first, _ = self._layout.block_at(clip.top() - REACH)
        last, _ = self._layout.block_at(clip.bottom() + REACH)
        return blocks.at(min(low, caret)) <= last and first <= blocks.at(max(high, caret))

    def _paint_line(self, painter: QPainter) -> None:
        painter.fillRect(self.caret_rect(), colour(self._scene.look.theme.ink))

    def _paint_brackets(self, painter: QPainter, word: tuple[int, int]) -> None:
        painter.setPen(QPen(colour(self._scene.look.theme.ink, 0.75), 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self._geometry.rects(*word):
            box = self._around_letters(rect).adjusted(-REACH, -1, REACH, 1)
            for x, arm in ((box.left(), 4), (box.right(), -4)):
                painter.drawPolyline(
                    [
                        QPointF(x + arm, box.top()),
                        QPointF(x, box.top()),
                        QPointF(x, box.bottom()),
                        QPointF(x + arm, box.bottom()),
                    ]
                )

    def _around_letters(self, rect: QRectF) -> QRectF:
        """Return a line's rectangle drawn in, from cap height to the descenders."""
        scale = rect.height() / (self._layout.measures.metrics.height() or 1)
        metrics = self._layout.measures.metrics
        return rect.adjusted(
            0, metrics.ascent() * 0.18 * scale, 0, -metrics.descent() * 0.2 * scale
        )

    def _visible_rects(self, start: int, end: int, clip: QRectF) -> list[QRectF]:
        first, last = self._in_sight(clip)
        low, high = max(start, first), min(end, last)
        return self._geometry.rects(low, high) if low < high else []

    def _in_sight(self, clip: QRectF) -> tuple[int, int]:
        """Return the range of the paragraphs that lie in the clip."""
        blocks, layout = self._layout.blocks, self._layout
        first, _ = layout.block_at(clip.top())
        last, _ = layout.block_at(clip.bottom())
        return blocks.starts[first], blocks.end(last)
