"""The warnings beside the lines: a tip tells what they warn of, a click goes there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from annotator.ui.controls import plain_tip
from annotator.ui.errors import override
from annotator.ui.text.margin import MarginPainter
from annotator.ui.text.view import ArticleView

PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}


class WarningSigns(QObject):
    """Hears the mouse before the text does; `words` tells what is wrong with some spans."""

    picked = Signal(object)  # list[str], the ids of the spans that a warning is for

    def __init__(self, view: ArticleView, words: Callable[[list[str]], str]) -> None:
        super().__init__(view)
        self._view, self._words = view, words
        self._margin = MarginPainter(view.scene, view.article_layout)
        view.viewport().installEventFilter(self)

    def under(self, place: QPoint) -> list[str]:
        """Return the ids of the spans whose warning stands at a place of the viewport."""
        view = self._view
        if not view.scene.problems:
            return []
        layout, at = view.article_layout, QPointF(place) + QPointF(0, view.scroller.value)
        number, _ = layout.block_at(at.y())
        corner = QPointF(layout.left, layout.top(number))
        return self._margin.warned_at(number, corner, view.planner.plan(number), at)

    @override(lambda: False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is meant for a warning."""
        if isinstance(event, QHelpEvent):
            spans = self.under(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self._words(spans) if spans else ""))
            return bool(spans)
        if not isinstance(event, QMouseEvent):
            return False
        pressed = event.type() in PRESSES
        left = event.button() == Qt.MouseButton.LeftButton
        if not (pressed and left) and (event.type() != QEvent.Type.MouseMove or event.buttons()):
            return False
        spans = self.under(event.position().toPoint())
        if spans and pressed:
            self.picked.emit(spans)
        elif spans:
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        return bool(spans)
