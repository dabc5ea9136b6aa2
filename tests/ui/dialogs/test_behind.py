"""What stands behind a number, in its dialog."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Span
from annotator.core.document import new_document
from annotator.ui.dialogs.behind import NOTHING, BehindDialog
from annotator.ui.models.behind_model import BehindModel, Pair
from annotator.ui.theme import Look

K = Qt.Key
TEXTS = {
    "left": "The firm denied it. Fenn said the boats were gone.",
    "right": "نفت وزارة المياه يوم الثلاثاء أن الآبار في الوادي قد جفت",
}


def _pair(document: str, start: int, end: int) -> Pair:
    text = TEXTS[document]
    left = Span("a", "claim", start, end, text[start:end])
    right = Span("b", "unheard of", start, end + 3, text[start : end + 3])
    return Pair(document, ("Anke", "Badr"), (left, right), "label and boundary")


PAIRS = [
    _pair("left", 4, 8),
    _pair("right", 4, 16),
    Pair("left", ("Anke", "Chloé"), (None, _pair("left", 20, 24).spans[0]), "missing"),
]


@pytest.fixture
def dialog(qtbot: QtBot, look: Look) -> BehindDialog:
    model = BehindModel(lambda name: new_document(name, TEXTS[name], title=name))
    made = BehindDialog(None, "Claim at one, Denial at the other: 3 times", model, look)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_until_it_is_found_nothing_can_be_opened(dialog: BehindDialog) -> None:
    assert dialog.told == "Looking …"
    assert not dialog.show_button.isEnabled()
    dialog.show_pairs([])
    assert dialog.told == NOTHING
    assert not dialog.show_button.isEnabled()


def test_enter_goes_to_the_place_where_the_keyboard_is_and_closes(
    qtbot: QtBot, dialog: BehindDialog
) -> None:
    dialog.show_pairs(PAIRS)
    assert dialog.told == "3 places in 2 articles."
    QTest.keyClick(dialog.list, K.Key_Down)
    with qtbot.waitSignal(dialog.difference_asked) as heard:
        QTest.keyClick(dialog.list, K.Key_Return)
    assert heard.args == ["right", 4, 19]
    assert not dialog.isVisible()


def test_a_click_only_stands_there_a_double_click_goes(qtbot: QtBot, dialog: BehindDialog) -> None:
    dialog.show_pairs(PAIRS)
    heard: list[tuple[str, int, int]] = []
    dialog.difference_asked.connect(lambda *place: heard.append(place))
    place = dialog.list.visualRect(dialog.model.index(2, 0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.list.currentIndex().row() == 2
    assert heard == []
    QTest.mouseDClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [("left", 20, 24)]


def test_the_button_goes_too_and_escape_goes_nowhere(qtbot: QtBot, dialog: BehindDialog) -> None:
    heard: list[str] = []
    dialog.difference_asked.connect(lambda document, _start, _end: heard.append(document))
    dialog.show_pairs(PAIRS)
    QTest.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    assert heard == ["left"]
    dialog.show()
    QTest.keyClick(dialog.list, K.Key_Escape)
    assert not dialog.isVisible()
    assert heard == ["left"]


def test_a_screen_reader_hears_all_of_a_place(dialog: BehindDialog) -> None:
    dialog.show_pairs(PAIRS)
    told = QAccessible.queryAccessibleInterface(dialog.list)
    assert told.childCount() == 3
    words = told.child(2).text(QAccessible.Text.Name)
    assert words == "left. Left out. Anke: nothing. Chloé: claim, Fenn"


def test_rows_are_painted_with_the_words_in_the_colour_of_their_label(
    dialog: BehindDialog, look: Look
) -> None:
    dialog.show_pairs(PAIRS)
    image = dialog.list.grab().toImage()
    rows = [dialog.list.visualRect(dialog.model.index(row, 0)) for row in range(3)]
    chip = look.of("claim").colour.lower()

    def colours(row: int, part: slice) -> set[str]:
        box = rows[row]
        lines = range(box.top(), box.bottom())[part]
        return {image.pixelColor(QPoint(x, y)).name() for y in lines for x in range(110, 140)}

    assert chip in colours(0, slice(30, 50))
    assert look.of("unheard of").colour.lower() in colours(0, slice(55, 80))
    assert chip not in colours(2, slice(30, 50))
