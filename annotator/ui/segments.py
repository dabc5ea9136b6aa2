"""A choice of a few words side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton

from annotator.ui.chips import one_line
from annotator.ui.controls import by_enter, plain_words
from annotator.ui.errors import override
from annotator.ui.theme import ui_font


class Segments(QFrame):
    """A choice of a few words side by side, of which one (or none) holds.

    Nothing changes by a click: `picked` tells what was wanted, `set_value` shows what is.
    """

    picked = Signal(str)

    def __init__(self, name: str, *, px: float = 11, height: int = 24, pad: int = 7) -> None:
        super().__init__()
        self.setProperty("surface", "segments")
        self.setAccessibleName(name)
        self._px, self._height, self._pad = px, height, pad
        self.setFixedHeight(height)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(0)
        self._buttons: dict[str, Segment] = {}

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer values, each with the words that stand for it."""
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {value: self._segment(value, words) for value, words in options}

    def set_value(self, value: str) -> None:
        """Show which value holds; "" for none."""
        for name, button in self._buttons.items():
            button.setChecked(name == value)
        if value in self._buttons and any(one.hasFocus() for one in self._buttons.values()):
            self._buttons[value].setFocus()

    def button(self, value: str) -> "Segment":
        """Return the button of a value."""
        return self._buttons[value]

    def _segment(self, value: str, words: str) -> "Segment":
        button = Segment(words, self._px, self._height - 4, self._pad)
        button.clicked.connect(lambda: self.picked.emit(value))
        self._row.addWidget(button, 1)
        return button


class Segment(QToolButton):
    """One word of a choice; checked by what is set, not by the click."""

    def __init__(self, words: str, px: float, height: int, pad: int) -> None:
        super().__init__()
        self._pad = pad
        self.setText(plain_words(words, 40))
        self.setAccessibleName(one_line(words))
        self.setCheckable(True)
        self.setProperty("segment", "true")
        self.setFont(ui_font(px, 500))
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        by_enter(self)

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want the words and some room beside them."""
        words = self.text().replace("&&", "&")
        wide = QFontMetricsF(ui_font(self.font().pixelSize(), 600)).horizontalAdvance(words)
        return QSize(round(wide) + 2 * self._pad + 2, self.height())

    @override(QSize)
    def minimumSizeHint(self) -> QSize:
        """Need what is wanted: words are not cut."""
        return self.sizeHint()

    @override()
    def nextCheckState(self) -> None:
        """Leave the state to whoever shows what holds."""
