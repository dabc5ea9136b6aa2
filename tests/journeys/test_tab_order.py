"""Tab goes through the window as it is read; what it comes to is in sight."""

from itertools import pairwise

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui.segments import Segment
from tests.journeys.person import SHIFT, K, Person


def _here() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _round(person: Person) -> list[QWidget]:
    """What has the keyboard from the text on, until it is in the text again, with a mark shown."""
    rows = person.page.parts.inspector.attributes.rows.values()
    person.qtbot.waitUntil(lambda: all(row.isVisible() for row in rows))
    person.view.setFocus()
    stops: list[QWidget] = []
    while not stops or _here() is not person.view:
        person.press(K.Key_Tab)
        stops.append(_here())
        assert len(stops) < 60
    return stops


def test_tab_goes_through_the_panels_from_top_to_bottom_and_back(person: Person) -> None:
    person.mark("Odalys")
    stops = _round(person)
    parts = person.page.parts
    side = [one for one in stops if parts.side.isAncestorOf(one)]
    heights = [one.mapTo(parts.side, QPoint(0, one.height() // 2)).y() for one in side]
    assert all(low <= high + 4 for low, high in pairwise(heights))
    names = [one.accessibleName() for one in stops]
    first = names.index("Claim", 4)  # after those below the text
    assert names[first : first + 4] == ["Claim", "Denial", "Quote", "Actor"]
    person.press(K.Key_Tab, SHIFT)
    assert _here() is stops[-2]


def test_a_choice_of_words_is_one_stop_in_which_arrows_go_on(person: Person) -> None:
    person.mark("Odalys")
    words = [one for one in _round(person) if isinstance(one, Segment)]
    assert len({one.parentWidget() for one in words}) == len(words) > 1
    pages = person.house.window.topbar.pages
    pages.button("annotate").setFocus()
    person.press(K.Key_Right)
    assert pages.button("review").hasFocus()
    person.press(K.Key_Return)
    assert person.house.window.page == "review"


def test_the_note_is_in_sight_when_it_is_asked_for_in_a_low_window(person: Person) -> None:
    person.house.window.resize(960, 600)
    person.mark("Odalys")
    person.press(K.Key_M)
    note = person.page.parts.inspector.note
    assert note.hasFocus()
    assert not note.visibleRegion().isEmpty()
