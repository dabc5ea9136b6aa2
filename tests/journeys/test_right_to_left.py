"""In a paragraph that runs from right to left, keys move what is seen the way they point."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.projects.opening import make_project
from annotator.transfer.importing import import_text
from tests.journeys.person import ALT, FREE, SHIFT, K, Person

TEXT = "Wells\n\nنفت الوزارة إغلاق الآبار في وادي حليم.\n"
FIRST = "الوزارة إغلاق"
Keys = tuple[Qt.Key, Qt.KeyboardModifier]


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "wells.quoth"
    with make_project(path, name="Wells") as project:
        import_text(project.store, project.scheme, TEXT, title="Wells")
    return path


def _mark(person: Person) -> None:
    start = TEXT.index(FIRST)
    person.view.select(start, start + len(FIRST))
    person.press(K.Key_C)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ((K.Key_Left, ALT), "الوزارة إغلاق الآبار"),
        ((K.Key_Comma, FREE), "الوزارة إغلاق الآبار"),
        ((K.Key_Right, ALT), "الوزارة"),
        ((K.Key_Period, FREE), "الوزارة"),
        ((K.Key_Right, ALT | SHIFT), "نفت الوزارة إغلاق"),
        ((K.Key_Greater, FREE), "نفت الوزارة إغلاق"),
        ((K.Key_Left, ALT | SHIFT), "إغلاق"),
        ((K.Key_Less, FREE), "إغلاق"),
    ],
)
def test_an_edge_goes_where_the_key_points(person: Person, keys: Keys, words: str) -> None:
    _mark(person)
    person.press(*keys)
    assert person.spans == [("claim", words)]
    person.assert_screen_desk_store_and_journal_agree()


@pytest.mark.parametrize(
    ("side", "words"), [("left", "الوزارة إغلاق الآبار"), ("right", "الوزارة")]
)
def test_the_arrows_of_the_inspector_point_the_same_way(
    person: Person, side: str, words: str
) -> None:
    _mark(person)
    end = person.page.parts.inspector.end
    QTest.mouseClick(end.left if side == "left" else end.right, Qt.MouseButton.LeftButton)
    assert person.spans == [("claim", words)]
