"""A choice of a few words side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton

from annotator.ui.chips import one_line
from annotator.ui.controls import by_enter, plain_words
from annotator.ui.errors import override
from annotator.ui.theme import ui_font

ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


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

    @property
    def stop(self) -> "Segment | None":
        """Return where Tab comes: the word in hand, the one that holds, or the first."""
        words = [one for one in self._buttons.values() if one.isEnabled()]
        held = [one for one in words if one.hasFocus()] or [one for one in words if one.isChecked()]
        return next(iter([*held, *words]), None)

    def go(self, step: int) -> None:
        """Put the keyboard on the word beside the one that has it, round and round."""
        words = [one for one in self._buttons.values() if one.isEnabled()]
        here = next((at for at, one in enumerate(words) if one.hasFocus()), None)
        if here is not None:
            words[(here + step) % len(words)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _segment(self, value: str, words: str) -> "Segment":
        button = Segment(words, self._px, self._height - 4, self._pad)
        button.clicked.connect(lambda: self.picked.emit(value))
        button.left.connect(self.go)
        self._row.addWidget(button, 1)
        return button


class Segment(QToolButton):
    """One word of a choice; checked by what is set, not by the click."""

    left = Signal(int)  # for the word after it (1) or before it (-1)

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
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows go from word to word."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.left.emit(step)

    @override()
    def nextCheckState(self) -> None:
        """Leave the state to whoever shows what holds."""
