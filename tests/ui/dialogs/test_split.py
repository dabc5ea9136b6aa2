from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.core.document import Region
from annotator.ui.dialogs.split import FINAL, SplitDialog, pieces_of
from annotator.ui.theme import Look

TEXT = "Ferry denies claim\n\nThe firm said so.\n\n12 March\nTram strike\n\nDrivers walk out.\n"
CUT = TEXT.index("12 March")
STORIES = [(0, CUT), (CUT, len(TEXT))]
REGIONS = [
    Region("g1", 0, 18, "headline"),
    Region("g2", TEXT.index("Tram"), TEXT.index("Tram") + 11, "headline"),
]


def test_each_piece_is_told_by_its_title_its_size_and_where_it_begins() -> None:
    first, second = pieces_of(TEXT, STORIES, REGIONS)
    assert (first.title, first.told) == ("1 · Ferry denies claim", "7 words")
    assert second.title == "2 · Tram strike"
    assert second.told == "from “12 March” · 7 words"


def test_it_says_that_it_is_for_good_and_shows_the_pieces(qtbot: QtBot, look: Look) -> None:
    dialog = SplitDialog(None, pieces_of(TEXT, STORIES, REGIONS), look)
    qtbot.addWidget(dialog)
    dialog.show()
    assert any(FINAL in label.text() for label in dialog.findChildren(QLabel))
    model = dialog.pieces.list.model()
    shown = [model.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(2)]
    assert shown == ["1 · Ferry denies claim", "2 · Tram strike"]
    assert dialog.pieces.isVisible()
