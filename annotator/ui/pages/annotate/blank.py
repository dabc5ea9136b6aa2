"""What stands in the middle where there is no article yet: how articles come in."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.errors import override
from annotator.ui.theme import Look, ui_font

WORDS = (
    "No articles yet.\nDrop files or folders here, press Ctrl+I, or paste one with Ctrl+Shift+V."
)


class Blank(QLabel):
    """Words in the middle of a widget; they take no clicks."""

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(WORDS, over)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(ui_font(13))
        self.setMargin(40)
        self.hide()
        over.installEventFilter(self)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.setStyleSheet(f"background:transparent;color:{look.theme.ink2};")

    def show_for(self, articles: int) -> None:
        """Show the words where there are no articles."""
        self._fill()
        self.setVisible(not articles)

    @override(lambda: False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the widget below changes its size."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._fill()
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())
