"""The card on which one decides: what the difference is, the readings, what gold has now."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from annotator.ui.controls import (
    FlowRow,
    PlainLabel,
    SectionHeader,
    heading_row,
    plain_words,
    push_button,
)
from annotator.ui.panels.review.parts import PartsPicker
from annotator.ui.panels.review.readings import ReadingCards, ReadingView
from annotator.ui.theme import Look


class CardView(NamedTuple):
    """What the card shows: "Decide 2 of 8", "paragraph 1", the kind, a sentence, the readings.

    `outcome` says what gold has, `decided` whether that was decided on. `whole`: one annotator
    finished the article alone, and all of it can be reviewed. `past`: nothing is to be decided.
    """

    place: str = ""
    where: str = ""
    title: str = ""
    sentence: str = ""
    readings: Sequence[ReadingView] = ()
    outcome: str = ""
    decided: bool = False
    whole: bool = False
    past: bool = False


class DecisionCard(QFrame):
    """Tells what was wanted; decides nothing by itself."""

    taken = Signal(int)  # which reading, from 0
    added = Signal(int)
    nothing_wanted = Signal()
    skipped = Signal()
    kept = Signal()  # on to the next one
    edit_wanted = Signal()
    parts_wanted = Signal()
    reopen_wanted = Signal()
    whole_wanted = Signal()
    likes_wanted = Signal()  # the same for all that are like it

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("Decision")
        self.shown = CardView()
        self._place = SectionHeader("")
        self._where = PlainLabel(tone="quiet", px=11)
        self.title = PlainLabel(px=18, weight=600)
        self.sentence = PlainLabel(tone="quiet", px=12)
        self.readings = ReadingCards(look)
        self.parts = PartsPicker(look)
        self.outcome = PlainLabel(px=12)
        for label in (self.title, self.sentence, self.outcome):
            label.setWordWrap(True)
        self.buttons = FlowRow(gap=6)
        self.next = self._button("Keep, next", self.kept, "Keep it and go on (Enter)")
        self.nothing = self._button("Nothing here", self.nothing_wanted, "Nothing here (0 or X)")
        parts = "Start from one reading, end as another (P)"
        self.parts_button = self._button("Parts", self.parts_wanted, parts)
        self.edit = self._button("Edit", self.edit_wanted, "Edit gold in the text (E)")
        self.skip = self._button("Skip", self.skipped, "Skip to the next that waits (K)")
        self.reopen = self._button("Take back", self.reopen_wanted, "Take the decision back (R)")
        self.whole = push_button("Review it whole", px=12, height=28)
        self.whole.clicked.connect(self.whole_wanted)
        self.likes = push_button("", px=12, height=30)
        self.likes.clicked.connect(self.likes_wanted)
        self.likes.setToolTip("Look them over, and decide on them alike (W)")
        self.readings.taken.connect(self.taken)
        self.readings.added.connect(self.added)
        self._lay_out()
        self.show_card(CardView())
        self.set_likes("")

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.readings.set_look(look)
        self.parts.set_look(look)

    def show_card(self, card: CardView) -> None:
        """Show a difference, or with an empty card none."""
        self.shown = card
        self._place.setText(card.place)
        self._where.setText(card.where)
        for label, words in (
            (self.title, card.title),
            (self.sentence, card.sentence),
            (self.outcome, card.outcome),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.readings.show_readings(card.readings)
        self.buttons.setVisible(bool(card.readings) and not card.past)
        self.reopen.setVisible(card.decided)
        self.next.setVisible(card.decided)
        self.whole.setVisible(card.whole)
        marked = [one for one in card.readings if any(row.label for row in one.rows)]
        self.parts_button.setVisible(len(marked) > 1)
        self.buttons.arrange()

    def set_likes(self, words: str) -> None:
        """Offer the same decision for others that are like it; "" offers nothing."""
        self.likes.setText(plain_words(words, 80))
        self.likes.setAccessibleName(words)
        self.likes.setVisible(bool(words))

    def _button(self, words: str, signal: SignalInstance, tip: str) -> QPushButton:
        button = push_button(words, px=12, height=28)
        button.setToolTip(tip)
        button.clicked.connect(signal)
        self.buttons.add(button)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(heading_row(self._place, self._where))
        for widget in (self.title, self.sentence, self.readings, self.parts):
            column.addWidget(widget)
        column.addWidget(self.outcome)
        column.addWidget(self.buttons)
        column.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.likes, 0, Qt.AlignmentFlag.AlignLeft)
