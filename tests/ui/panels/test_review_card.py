"""The cards of the readings: as high as their marks need, at every width."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.scheme import LabelScheme
from annotator.ui.panels.review.readings import ReadingCards, ReadingView, Row
from annotator.ui.theme import LIGHT, look_of

WORDS = "The country's former prime minister said that the board of the harbour had ignored it"


@pytest.mark.parametrize("count", range(4, 12))
def test_no_line_is_cut_at_any_width(qtbot: QtBot, scheme: LabelScheme, count: int) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    cards = ReadingCards(look_of(scheme, LIGHT))
    column.addWidget(cards)
    column.addStretch(1)
    holder.resize(340, 700)
    holder.show()
    words = " ".join(WORDS.split()[:count])
    rows = (Row(0, "claim", words), Row(1, "actor", words, "same actor → “it”"))
    cards.show_readings([ReadingView(str(n), "ann", rows) for n in (1, 2, 3)])
    for width in range(260, 380, 2):
        holder.resize(width, 700)
        QCoreApplication.processEvents()
        for card in cards.cards:
            assert card.height() == card.heightForWidth(card.width())
