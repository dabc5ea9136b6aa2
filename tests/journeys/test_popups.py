"""While a menu or a list is open over the window, keys are its own."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.panels.inspector.attributes import ValueCombo
from annotator.ui.popups import Menu
from tests.journeys.person import K, Person


@pytest.fixture
def marked(person: Person) -> Iterator[Person]:
    """Someone with a mark in hand."""
    person.mark("Odalys")
    yield person
    while (open_one := QApplication.activePopupWidget()) is not None:
        open_one.close()


def _popup(person: Person) -> QWidget:
    person.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    found = QApplication.activePopupWidget()
    assert found is not None
    return found


def _press(popup: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(popup.focusWidget() or popup, key)


def test_keys_of_the_page_do_nothing_under_the_menu(marked: Person) -> None:
    before = marked.article.items
    button = marked.house.window.topbar.menu_button
    marked.click(button, button.rect().center())
    menu = _popup(marked)
    assert isinstance(menu, Menu)
    _press(menu, K.Key_X, K.Key_D, K.Key_Z)
    assert marked.article.items == before
    _press(menu, K.Key_B)
    action = menu.activeAction()
    assert action is not None
    assert action.text().startswith("B"), "a letter goes to what begins with it"
    _press(menu, K.Key_Escape)
    marked.back()
    marked.press(K.Key_X)
    assert marked.spans == []


def test_the_menu_opens_by_a_key_with_its_first_entry_in_hand(marked: Person) -> None:
    marked.press(K.Key_F10)
    menu = _popup(marked)
    assert isinstance(menu, Menu)
    action = menu.activeAction()
    assert action is not None
    assert action.text().startswith("Undo")
    _press(menu, K.Key_Return)
    assert marked.spans == []


def test_keys_of_the_page_do_nothing_under_a_list(marked: Person) -> None:
    before = marked.article.items
    combo = next(
        one for one in marked.page.parts.inspector.findChildren(ValueCombo) if one.isVisible()
    )
    combo.showPopup()
    popup = _popup(marked)
    _press(popup, K.Key_X, K.Key_Z)
    assert marked.article.items == before


def test_several_check_marks_are_set_while_the_menu_stays(person: Person) -> None:
    menu = Menu(person.house.window)
    menu.stays = True
    lines = [menu.addAction(words) for words in ("ann", "ben")]
    for line in lines:
        line.setCheckable(True)
    menu.popup(QPoint(40, 40))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(lines[0]).center())
    _press(menu, K.Key_B, K.Key_Space)
    assert menu.isVisible()
    assert [line.isChecked() for line in lines] == [True, True]
    menu.close()
