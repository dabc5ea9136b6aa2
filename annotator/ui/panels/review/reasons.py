"""Why it was decided so, or a note before: the words, the guideline, and like cases."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QFrame, QPushButton, QVBoxLayout

from annotator.ui.controls import (
    ENTER,
    FlowRow,
    PlainLabel,
    Rule,
    SectionHeader,
    give_tip,
    heading_row,
    plain_words,
    push_button,
)
from annotator.ui.errors import override
from annotator.ui.writing import KeepingLine

OFFERED, SHOWN = 4, 3
LONGEST = 28  # code points of a guideline on a button
INSIDE = 22  # pixels of a line beside its words
REASON, NOTE = "Reason for this decision", "Note on this difference"


class Precedent(NamedTuple):
    """How a like case was decided: what was done, and why."""

    words: str
    reason: str = ""


class ReasonPanel(QFrame):
    """Two lines to write in; what is written is told when one leaves the line or presses Enter."""

    reason_given = Signal(str)
    guideline_given = Signal(str)
    left = Signal()  # the keyboard is free again

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Reason and guideline")
        self._heading = SectionHeader("Why")
        self.reason = ReasonLine(REASON)
        self.guideline = ReasonLine("Guideline, as 4.2")
        self._whole = PlainLabel(tone="quiet", px=12)  # words that are too long for their line
        self._whole.setWordWrap(True)
        self._words = QStringListModel()
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.guideline.setCompleter(completer)
        self._used = PlainLabel(tone="quiet", px=11)
        self._offers = FlowRow(gap=6)
        self._buttons = [self._offer() for _ in range(OFFERED)]
        self._precedents = SectionHeader("Like cases")
        self._lines = [PlainLabel(px=12) for _ in range(SHOWN)]
        for shown in self._lines:
            shown.setWordWrap(True)
        self._counts: dict[str, int] = {}
        self._lay_out()
        self.reason.given.connect(self.reason_given)
        self.guideline.given.connect(self.guideline_given)
        self.guideline.textChanged.connect(lambda _words: self._tell_used())
        self.reason.textChanged.connect(lambda _words: self._tell_whole())
        for line in (self.reason, self.guideline):
            line.left.connect(self.left)
        self.put_away()
        self.show_precedents("", ())

    def show_why(self, reason: str, guideline: str, *, decided: bool) -> None:
        """Show the reason and the guideline of a decision, or the note where there is none yet."""
        self._heading.setText("Why" if decided else "Note")
        self.reason.name(REASON if decided else NOTE)
        for line, words in ((self.reason, reason), (self.guideline, guideline)):
            line.show_words(words)
        self._set_enabled(enabled=True)
        self._tell_used()

    def put_away(self) -> None:
        """Show nothing, and let nothing be written: there is no difference."""
        for line in (self.reason, self.guideline):
            line.show_words("")
        self._set_enabled(enabled=False)

    def tell(self) -> None:
        """Tell what was written and not told yet, before another difference is shown."""
        for line in (self.reason, self.guideline):
            line.tell()

    def offer_guidelines(self, used: Sequence[tuple[str, int]]) -> None:
        """Offer guidelines with how often each was used, the last used first."""
        self._counts = dict(used)
        self._words.setStringList([name for name, _ in used])
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(used))
            if number < len(used):
                name = used[number][0]
                button.setText(plain_words(name, LONGEST))
                button.setAccessibleName(f"Guideline {name}")
                button.setProperty("guideline", name)
        self._offers.setVisible(bool(used))
        self._offers.arrange()
        self._tell_used()

    @property
    def guidelines(self) -> list[str]:
        """Return the guidelines that are offered."""
        return self._words.stringList()

    def show_precedents(self, heading: str, cases: Sequence[Precedent]) -> None:
        """Show how like cases were decided, newest first."""
        self._precedents.setText(heading or "Like cases")
        self._precedents.setVisible(bool(cases))
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(cases))
            if number < len(cases):
                one = cases[number]
                line.setText(f"{one.words}: {one.reason}" if one.reason else one.words)

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole reason where it does not fit into its line."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        words = self.reason.text()
        room = self.width() - INSIDE
        long = QFontMetricsF(self.reason.font()).horizontalAdvance(words) > room
        self._whole.setText(words if long else "")
        self._whole.setVisible(long)

    def _set_enabled(self, *, enabled: bool) -> None:
        for widget in (self.reason, self.guideline, *self._buttons):
            widget.setEnabled(enabled)

    def _offer(self) -> QPushButton:
        button = push_button("", height=24, px=11)
        button.setToolTip("Name this guideline")
        button.clicked.connect(lambda: self._take(str(button.property("guideline"))))
        button.hide()
        self._offers.add(button)
        return button

    def _take(self, name: str) -> None:
        self.guideline.setText(name)
        self.guideline.tell()
        self.left.emit()

    def _tell_used(self) -> None:
        count = self._counts.get(self.guideline.text().strip(), 0)
        self._used.setText(f"used {count:,} times" if count > 1 else "used once" if count else "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Rule())
        column.addLayout(heading_row(self._heading, self._used))
        column.addWidget(self.reason)
        column.addWidget(self._whole)
        column.addWidget(self.guideline)
        column.addWidget(self._offers)
        column.addWidget(self._precedents)
        for line in self._lines:
            column.addWidget(line)


class ReasonLine(KeepingLine):
    """A line that tells its words when it is left; Esc takes back what was not told yet."""

    given = Signal(str)
    left = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words, height=30)
        self._kept = ""
        self.editingFinished.connect(self.tell)

    def show_words(self, words: str) -> None:
        """Show what is kept; what is being written stays where nothing else was kept."""
        if words != self._kept or not self.hasFocus():
            self._kept = words
            self.setText(words)
            give_tip(self, words)
            self.setCursorPosition(0)

    def tell(self) -> None:
        """Tell the words, where they are others than those kept."""
        words = " ".join(self.text().split())
        if words != self._kept and self.isEnabled():
            self._kept = words
            self.given.emit(words)
        self.setCursorPosition(0)

    def keeps(self, event: QKeyEvent) -> bool:
        """Keep letters and digits too."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return plain and (bool(event.text()) or super().keeps(event))

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter tells the words and leaves, Esc leaves without."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._kept)
            self.left.emit()
        elif event.key() in ENTER:
            self.tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)
