"""What a screen reader is told of the window: names for all that takes the keyboard, no markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.lead import Lead
from tests.journeys.person import K, Person

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def _said(widget: QWidget, kind: QAccessible.Text) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found.text(kind)


def _shown(person: Person) -> list[QWidget]:
    QApplication.processEvents()
    return [one for one in person.house.window.findChildren(QWidget) if one.isVisible()]


@pytest.mark.parametrize("key", [K.Key_1, K.Key_2, K.Key_3, K.Key_4])
def test_every_page_is_said_in_plain_words(lead: Lead, key: Qt.Key) -> None:
    lead.press(key, Qt.KeyboardModifier.ControlModifier)
    shown = _shown(lead)
    assert any(one.toolTip() for one in shown), "the ground of the test"
    for one in shown:
        for kind in (NAME, DESCRIPTION):
            assert "<qt>" not in _said(one, kind), one
    nameless = [
        one
        for one in shown
        if one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not _said(one, NAME)
    ]
    assert nameless == []
