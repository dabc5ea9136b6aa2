"""Two leads at the same place: what the other decided, and what one wanted oneself."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from annotator.ui.controls import PlainLabel, push_button
from annotator.ui.theme import Look


class ConflictView(NamedTuple):
    """Where it is, and both decisions in words."""

    words: str = ""
    theirs: str = ""
    mine: str = ""


class ConflictPanel(QFrame):
    """Asks whether theirs stays, or one's own comes on top; nothing is lost before the answer."""

    theirs_kept = Signal()
    mine_taken = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("Somebody else decided too")
        self._title = PlainLabel("Somebody else decided this too", px=13, weight=600)
        self._words = PlainLabel(tone="quiet")
        self.theirs, self.mine = PlainLabel(), PlainLabel()
        for label in (self._title, self._words, self.theirs, self.mine):
            label.setWordWrap(True)
        self.keep = push_button("Keep theirs")
        self.take = push_button("Take mine")
        self.keep.clicked.connect(self.theirs_kept)
        self.take.clicked.connect(self.mine_taken)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.take)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for widget in (self._title, self._words, self.theirs, self.mine):
            column.addWidget(widget)
        column.addLayout(row)
        self.hide()
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        theme = look.theme
        self.setStyleSheet(
            f"ConflictPanel{{background:{theme.paper};border:2px solid {theme.warn};"
            "border-radius:8px}"
        )

    def show_conflict(self, conflict: ConflictView | None) -> None:
        """Show both decisions, or nothing."""
        self.setVisible(conflict is not None)
        if conflict is not None:
            self._words.setText(f"“{conflict.words}”")
            self._words.setVisible(bool(conflict.words))
            self.theirs.setText(f"Theirs: {conflict.theirs}")
            self.mine.setText(f"Yours: {conflict.mine}")
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
