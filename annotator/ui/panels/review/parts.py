"""A reading made of parts: start from one, end from another, label from a third."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from annotator.ui.controls import ENTER, PlainLabel, push_button
from annotator.ui.errors import override
from annotator.ui.segments import Segments
from annotator.ui.theme import Look

PARTS = ("Start", "End", "Label")
MOST = 9  # readings that have a number key


class PartsPicker(QFrame):
    """Three rows of numbers: a number key picks for the row that is next, Enter makes it.

    It has the keyboard while it is open; Esc or P puts it away.
    """

    composed = Signal(int, int, int)  # the readings of start, end and label, from 0
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Made of parts")
        self._offered: frozenset[int] = frozenset()
        self._row = 0
        self._chosen: list[int] = [0, 0, 0]
        self.rows = [Segments(f"{part} from") for part in PARTS]
        self._names = [PlainLabel(f"{part} from", px=12) for part in PARTS]
        self.preview: Callable[[int, int, int], str] = lambda *_parts: ""
        self.made = PlainLabel(px=12)
        self.made.setWordWrap(True)
        self._said = PlainLabel("Number keys pick, Enter makes it, Esc leaves.", tone="quiet")
        self.make = push_button("Make it", tone="primary", height=28)
        self.make.clicked.connect(self._tell)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setVerticalSpacing(6)
        for number, (name, row) in enumerate(zip(self._names, self.rows, strict=True)):
            row.picked.connect(lambda value, number=number: self._pick(number, int(value)))
            grid.addWidget(name, number, 0)
            grid.addWidget(row, number, 1)
        for number, widget in enumerate((self.made, self._said, self.make), start=len(PARTS)):
            grid.addWidget(widget, number, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.hide()
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        theme = look.theme
        self.setStyleSheet(
            f"PartsPicker{{background:{theme.paper};border:1px solid {theme.line};"
            "border-radius:8px}"
            f"PartsPicker:focus{{border:2px solid {theme.ink}}}"
        )

    def open(self, readings: Sequence[int], first: int) -> None:
        """Offer readings (those that mark something, from 0) and wait for numbers."""
        self._offered = frozenset(readings)
        options = [(str(one), str(one + 1)) for one in readings]
        for row in self.rows:
            row.set_options(options)
        self._chosen = [first, first, first]
        self._row = 0
        self._show()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Make nothing."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    @override(lambda: False)
    def event(self, event: QEvent) -> bool:
        """Keep numbers, Enter and Esc for the picker, before a shortcut takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            number = event.key() - Qt.Key.Key_1
            mine = event.key() in ENTER | {Qt.Key.Key_Escape, Qt.Key.Key_P}
            if mine or 0 <= number < MOST:
                event.accept()
                return True
        return super().event(event)

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers pick row by row, Up and Down change the row, Enter makes it."""
        number = event.key() - Qt.Key.Key_1
        if event.key() in ENTER:
            self._tell()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_P}:
            self.put_away()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._row = (self._row + step) % len(PARTS)
            self._show()
        elif number in self._offered:
            self._pick(self._row, number)
        else:
            super().keyPressEvent(event)

    def _pick(self, row: int, reading: int) -> None:
        self._chosen[row] = reading
        self._row = min(row + 1, len(PARTS) - 1)
        self._show()

    def _show(self) -> None:
        for number, row in enumerate(self.rows):
            row.set_value(str(self._chosen[number]))
        here = self._row
        for number, name in enumerate(self._names):
            name.setProperty("tone", "ink" if number == here else "quiet")
            name.style().polish(name)
        picked = [f"{part} from {one + 1}" for part, one in zip(PARTS, self._chosen, strict=True)]
        start, end, label = self._chosen
        words = self.preview(start, end, label)
        self.made.setText(words)
        self.made.setVisible(bool(words))
        self.setAccessibleDescription(". ".join(filter(None, (", ".join(picked), words))))

    def _tell(self) -> None:
        self.hide()
        start, end, label = self._chosen
        self.composed.emit(start, end, label)
        self.closed.emit()
