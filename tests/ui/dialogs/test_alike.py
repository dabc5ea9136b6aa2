"""The list of what is like a decision: boxes that can be seen, ticked by mouse and key."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.scheme import LabelScheme
from annotator.ui.dialogs.alike import AlikeDialog
from annotator.ui.models.alike_model import AlikeModel, AlikeRow
from annotator.ui.theme import DARK, LIGHT, look_of

TEXT = "The council said that fees will rise. The board said nothing."
ROWS = [AlikeRow("one", "Fees", 0, 11, ("actor",), "Actor “The council”") for _ in range(3)]


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def dialog(request: pytest.FixtureRequest, qtbot: QtBot, scheme: LabelScheme) -> AlikeDialog:
    model = AlikeModel(ROWS, lambda _document: TEXT)
    made = AlikeDialog(None, "Ann leaves it out.", model, look_of(scheme, request.param))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.list.setFocus()
    return made


def _row(dialog: AlikeDialog, number: int) -> QRect:
    return dialog.list.visualRect(dialog.model.index(number, 0))


def _box(dialog: AlikeDialog, number: int) -> QImage:
    """The left end of a row, where its box is."""
    row = _row(dialog, number)
    return dialog.list.viewport().grab(QRect(row.left() + 8, row.top() + 8, 20, 34)).toImage()


def _share(image: QImage, wanted: str) -> float:
    """How much of a picture is of a colour."""
    near = QColor(wanted)
    found = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(abs(one.lightness() - near.lightness()) < 8 for one in found) / len(found)


def test_boxes_can_be_seen_whether_they_are_ticked_or_not(dialog: AlikeDialog) -> None:
    theme = dialog._lines.look.theme
    assert _share(_box(dialog, 2), theme.accent) > 0.2
    dialog.model.check_all(checked=False)
    assert _share(_box(dialog, 2), theme.accent) < 0.05
    assert _share(_box(dialog, 2), theme.ink3) > 0.03


def test_a_click_on_a_box_and_space_tick_a_row_and_a_click_on_its_words_does_not(
    dialog: AlikeDialog,
) -> None:
    place = _row(dialog, 1)
    left = Qt.MouseButton.LeftButton
    viewport = dialog.list.viewport()
    QTest.mouseClick(viewport, left, pos=QPoint(place.left() + 12, place.center().y()))
    assert dialog.chosen == [0, 2]
    QTest.mouseClick(viewport, left, pos=QPoint(place.left() + 200, place.center().y()))
    assert dialog.chosen == [0, 2]
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.chosen == [0, 1, 2]
