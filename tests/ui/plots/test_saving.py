"""Drawings outside the window: pictures, SVG; and the card that they come from."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.core.scheme import LabelScheme
from annotator.ui.plots.card import PlotCard
from annotator.ui.plots.of_report import confusion_of
from annotator.ui.plots.saving import SCALE, Sheet, picture_of, svg_of
from annotator.ui.theme import DARK, LIGHT, Look, Theme, colour, look_of
from tests.ui.plots.reports import full_report
from tests.ui.plots.test_plot import DRAWINGS


def _sheet(look: Look) -> Sheet:
    return Sheet(
        "Who & what", "Share of <each> row.", confusion_of(full_report(), look), QSize(400, 300)
    )


def test_an_svg_holds_title_words_and_numbers_as_text(look: Look) -> None:
    root = ElementTree.fromstring(svg_of(_sheet(look), look))  # noqa: S314 it is our own
    said = " ".join(root.itertext())
    for words in ("Who & what", "Share of <each> row.", "Claim", "74 %", "547"):
        assert words in said
    left, top, width, height = (float(one) for one in root.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert width > 400
    assert height > 300


def test_an_svg_is_as_large_as_on_screen_and_has_fonts_to_fall_back_on(look: Look) -> None:
    made = svg_of(_sheet(look), look).decode()
    root = ElementTree.fromstring(made)  # noqa: S314 it is our own
    inches = float(root.attrib["width"].removesuffix("mm")) / 25.4
    assert inches * 96 == pytest.approx(float(root.attrib["viewBox"].split()[2]), abs=1)
    families = set(re.findall(r'font-family="([^"]+)"', made))
    assert families
    assert all(one.endswith("sans-serif") for one in families)


@pytest.mark.parametrize("name", list(DRAWINGS))
def test_an_svg_needs_no_transparency_which_some_programs_do_not_paint(
    look: Look, name: str
) -> None:
    sheet = Sheet("T", "W", DRAWINGS[name](look), QSize(400, 300))
    found = set(re.findall(r'(?:fill|stroke)-opacity="([^"]+)"', svg_of(sheet, look).decode()))
    assert found <= {"1", "0"}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_picture_is_twice_as_fine_and_on_the_themes_paper(
    theme: Theme, scheme: LabelScheme
) -> None:
    look = look_of(scheme, theme)
    image = picture_of(_sheet(look), look)
    assert image.width() > 400 * SCALE
    assert image.pixelColor(3, 3).name() == colour(theme.paper).name()
    assert len({image.pixelColor(x, image.height() // 2).name() for x in range(0, 900, 7)}) > 4


@pytest.fixture
def card(qtbot: QtBot, look: Look) -> PlotCard:
    made = PlotCard("Who", confusion_of(full_report(), look), look)
    qtbot.addWidget(made)
    made.show_drawing(confusion_of(full_report(), look), "Share of each row.")
    made.resize(500, 420)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _menus() -> list[QMenu]:
    return [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()
    ]


def _by_button(card: PlotCard) -> None:
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)


def _by_right_click(card: PlotCard) -> None:
    place = card.plot.viewport().rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, card.plot.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(card.plot.viewport(), event)


@pytest.mark.parametrize("way", [_by_button, _by_right_click])
def test_button_and_right_click_offer_the_same(
    qtbot: QtBot, card: PlotCard, way: Callable[[PlotCard], None]
) -> None:
    heard: list[str] = []
    card.wanted.connect(heard.append)
    way(card)
    menu = _menus()[-1]
    assert [one.text() for one in menu.actions()] == [
        "Copy as picture",
        "Save as SVG…",
        "Save as CSV…",
    ]
    for action in menu.actions():
        action.trigger()
    menu.close()
    assert heard == ["copy", "svg", "csv"]


def test_a_card_without_a_drawing_says_why_and_offers_nothing(card: PlotCard) -> None:
    card.show_reason("Nobody has finished an article yet.")
    assert card.reason == "Nobody has finished an article yet."
    assert not card.plot.isVisible()
    assert not card.more.isVisible()
    card.show_drawing(card.plot.drawing, "again")
    assert card.plot.isVisible()
    assert card.reason == ""
