"""Scrolls on while a drag is held above or below the page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtWidgets import QTextEdit

STEP = 40  # milliseconds between two steps


class Beyond(QObject):
    """Asks at each step whether something is still dragged, and tells where the mouse is then."""

    def __init__(
        self, edit: QTextEdit, dragging: Callable[[], bool], move: Callable[[QPointF], object]
    ) -> None:
        super().__init__(edit)
        self._edit = edit
        self._dragging = dragging
        self._move = move
        self._timer = QTimer(self)
        self._timer.setInterval(STEP)
        self._timer.timeout.connect(self._step)

    def watch(self, at: QPointF) -> None:
        """Begin or stop, by where in the viewport the mouse is."""
        outside = not 0 <= at.y() < self._edit.viewport().height()
        if not (outside and self._dragging()):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Stop: nothing is held any more."""
        self._timer.stop()

    def _step(self) -> None:
        if not self._dragging():
            self._timer.stop()
            return
        view = self._edit.viewport()
        at = QPointF(view.mapFromGlobal(self._edit.cursor().pos()))
        past = at.y() - view.height() if at.y() > view.height() else min(at.y(), 0)
        bar = self._edit.verticalScrollBar()
        bar.setValue(bar.value() + round(past / 2))
        self._move(at)
