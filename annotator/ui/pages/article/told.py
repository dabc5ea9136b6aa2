"""One sentence over the foot of the text, that goes by itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.errors import override
from annotator.ui.speech import call_attention
from annotator.ui.theme import Look, ui_font

SECONDS_A_CHARACTER = 0.06
SHORTEST = 2500  # milliseconds
LINES = 2


class Told(QLabel):
    """A quiet line at the bottom of a widget, two where it is narrow; it takes no clicks.

    `gap` are the pixels that stay free under it.
    """

    def __init__(self, over: QWidget, look: Look, *, gap: int = 14) -> None:
        super().__init__(over)
        self._gap, self._words = gap, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(ui_font(12, 500))
        self.setMargin(9)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        theme = look.theme
        self.setStyleSheet(f"background:{theme.accent};color:{theme.accent_ink};border-radius:8px;")

    def say(self, words: str) -> None:
        """Show a sentence for as long as it takes to read it; "" takes the last one away."""
        if not words:
            self._timer.stop()
            self.hide()
            return
        self._words = words
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(max(SHORTEST, round(len(words) * SECONDS_A_CHARACTER * 1000)))
        call_attention(self)

    @override(lambda: False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the widget below changes its size."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @property
    def _over(self) -> QWidget:  # asked for: a child that keeps its window deletes it with itself
        return self.parentWidget() or self

    def _room(self) -> int:
        return max(200, self._over.width() - 80)

    def _break(self) -> None:
        """Break what is said into lines as the width wants it; the last is cut where more follows.

        A line a little narrower than the room leaves what words need that do not fit into it.
        """
        room = self._room() - 2 * self.margin()
        metrics = self.fontMetrics()
        one = metrics.horizontalAdvance(self._words) <= room
        most = room if one else round(room * (LINES - 0.15))
        self.setWordWrap(not one)
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, most))
        if one:
            self.adjustSize()
        else:
            self.resize(self._room(), self.heightForWidth(self._room()))

    def _place(self) -> None:
        over = self._over
        self._break()
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - self._gap)
