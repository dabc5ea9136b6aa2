import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from annotator.ui.panels.topbar import TopBar, initials
from annotator.ui.theme import DARK, Look, look_of


@pytest.fixture
def bar(qtbot: QtBot, look: Look) -> TopBar:
    made = TopBar(look)
    qtbot.addWidget(made)
    made.resize(1100, 48)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ann Example", "AE"),
        ("ann", "A"),
        ("ann.b_example", "AE"),
        ("Ann van der Berg", "AB"),
        ("", ""),
        ("--- !!!", ""),
        ("émile zola", "ÉZ"),
    ],
)
def test_a_hand_is_shown_by_its_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_pages_are_offered_told_and_never_changed_by_the_click(bar: TopBar) -> None:
    heard: list[str] = []
    bar.page_picked.connect(heard.append)
    bar.set_pages(["annotate", "export"])
    bar.set_page("annotate")
    assert bar.pages.isVisible()
    bar.pages.button("export").click()
    assert heard == ["export"]
    assert bar.pages.button("annotate").isChecked()
    bar.set_page("export")
    assert bar.pages.button("export").isChecked()
    bar.set_pages(["annotate"])
    assert bar.pages.isHidden()


def test_it_says_what_is_saved_and_loudly_what_is_not(bar: TopBar) -> None:
    bar.set_saving()
    assert bar._saved.text() == "Saving…"
    bar.set_saved("12:04")
    assert bar._saved.text() == "Saved 12:04"
    quiet = bar._saved.property("tone")
    bar.set_not_saved("The disk is full.")
    assert bar._saved.text() == "Not saved"
    assert "The disk is full." in bar._saved.toolTip()
    assert bar._saved.property("tone") == "error" != quiet
    bar.set_saved("12:05")
    assert bar._saved.property("tone") == quiet
    bar.set_read_only()
    assert bar._saved.text() == "Read only"
    bar.set_saved("")
    assert bar._saved.text() == ""


def test_the_person_and_the_menu_open_by_a_click(qtbot: QtBot, bar: TopBar) -> None:
    bar.set_person("Ann Example")
    assert bar.person_button.isVisible()
    with qtbot.waitSignal(bar.person_clicked):
        bar.person_button.click()
    menu = QMenu(bar)
    menu.addAction("Quit")
    bar.set_menu(menu)
    QTest.mouseClick(bar.menu_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(menu.isVisible)
    menu.close()
    bar.set_person("")
    assert bar.person_button.isHidden()


def test_long_names_leave_room_for_the_rest(bar: TopBar) -> None:
    bar.set_project("A project of a name " * 40)
    bar.set_pages(["annotate", "export"])
    bar.set_person("Ann Example")
    bar.set_saved("12:04")
    bar.grab()
    assert bar.width() == 1100
    assert bar.rect().contains(bar.person_button.geometry().center())
    middle = bar.pages.mapTo(bar, bar.pages.rect().center()).x()
    assert abs(middle - 550) < 60


def test_both_themes_are_painted(bar: TopBar) -> None:
    bar.set_person("Ann")
    light = bar.person_button.grab().toImage()
    bar.set_look(look_of(None, DARK))
    assert bar.person_button.grab().toImage() != light
