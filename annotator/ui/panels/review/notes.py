"""What annotators wrote where they differ: notes on their marks, and what they would discuss."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from annotator.ui.controls import PlainLabel, Rule, SectionHeader

MOST = 12
NAME_WIDTH = 62  # pixels


class Remark(NamedTuple):
    """Who wrote what."""

    who: str
    words: str


class NotesPanel(QFrame):
    """Names and their words, one below the other; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Notes of the annotators")
        self._box = QWidget()
        self._rows = QGridLayout(self._box)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(10)
        self._rows.setColumnMinimumWidth(0, NAME_WIDTH)
        self._rows.setColumnStretch(1, 1)
        self.remarks: Sequence[Remark] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Rule())
        column.addWidget(SectionHeader("Notes"))
        column.addWidget(self._box)
        self.show_remarks(())

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show other remarks."""
        self.setVisible(bool(remarks))
        if tuple(remarks) == tuple(self.remarks):
            return
        self.remarks = tuple(remarks)
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, one in enumerate(remarks[:MOST]):
            who, words = PlainLabel(one.who, px=12, weight=600), PlainLabel(one.words, px=12)
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rows.addWidget(who, number, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(words, number, 1)
