"""What is there again after the window was closed: its place, the article, the line, the looks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from annotator.projects.opening import make_project
from annotator.settings import load_settings
from annotator.ui.house.house import House
from annotator.ui.sample import sample_path
from tests.journeys.person import CTRL, SHIFT, K, Person
from tests.ui.hand import drag_handle

Open = Callable[[Path | None], House]


def test_the_article_and_the_line_that_was_read_are_there_again(
    person: Person, again: Callable[[Person], Person]
) -> None:
    person.press(K.Key_PageDown, CTRL, times=2)
    person.view.verticalScrollBar().setValue(400)
    person.view.grab()
    line = person.view.first_visible_offset()
    assert line > 0
    later = again(person)
    assert later.article.document.title == "Third"
    later.view.grab()
    top = later.view.text_geometry.caret(line).top() - later.view.scroller.value
    assert 0 <= top < later.view.article_layout.measures.pitch
    first = later.view.first_visible_offset()
    assert again(later).view.first_visible_offset() == first


def test_the_window_and_its_panes_stand_where_they_stood(
    person: Person, again: Callable[[Person], Person]
) -> None:
    person.house.window.setGeometry(QRect(40, 30, 960, 688))  # no larger than the screen may be
    parts = person.page.parts
    drag_handle(parts.handle(1), 50)
    drag_handle(parts.handle(2), -48)
    drag_handle(parts.lists.handle(1), -20)
    sizes = parts.sizes()
    lists = parts.lists.sizes()
    later = again(person)
    assert later.house.window.height() == 688
    assert later.page.parts.sizes() == sizes
    assert sizes[0] > 240
    assert sizes[2] > 310
    assert later.page.parts.lists.sizes() == lists


def test_size_of_text_and_theme_are_kept(person: Person, again: Callable[[Person], Person]) -> None:
    person.press(K.Key_Plus, CTRL, times=4)
    person.house.choose_theme("dark")
    later = again(person)
    assert later.view.article_layout.measures.px == 21
    assert later.view.scene.look.theme.dark
    assert load_settings().theme == "dark"


@pytest.mark.parametrize("step", [1, -1])
def test_text_grows_and_shrinks_no_further_than_it_can_be_read(person: Person, step: int) -> None:
    for _ in range(60):
        person.house.zoom(step)
    assert person.view.article_layout.measures.px == (48 if step > 0 else 11)


def test_the_last_project_is_opened_and_recent_ones_are_offered(
    qtbot: QtBot, open_house: Open, project_path: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.quoth"
    make_project(second, name="Second one").close()
    for path in (second, project_path):
        open_house(path).window.close()
    house = open_house(None)
    assert house.project is not None
    assert house.project.path == project_path
    house.close_project()
    assert house.window.page == "start"
    assert house.front.page is not None
    names = [row.accessibleName() for row in house.front.page.rows]
    assert any(str(tmp_path) in name and "trial" in name for name in names)
    with qtbot.waitSignal(house.front.recent_wanted):
        next(row for row in house.front.page.rows if "second" in row.accessibleName()).click()
    assert house.project is not None
    assert house.project.path == second


def test_at_the_first_start_the_sample_opens_where_nothing_of_mine_is(
    qtbot: QtBot, open_house: Open
) -> None:
    house = open_house(None)
    person = Person(qtbot, house)
    assert house.project is not None
    assert house.project.path == sample_path()
    assert person.spans == []
    assert person.page.others_shown
    assert person.view.scene.ghosts.by_id, "the gold marks show as another's"
    person.press(K.Key_Y)
    assert person.view.scene.ghosts.by_id == {}


def test_a_last_project_that_is_gone_leaves_the_first_page(
    open_house: Open, project_path: Path
) -> None:
    open_house(project_path).window.close()
    project_path.unlink()
    house = open_house(None)
    assert house.window.page == "start"
    assert house.project is None


def test_undo_and_marks_of_the_hand_before_stay_with_it(
    person: Person, again: Callable[[Person], Person]
) -> None:
    person.go_to("Odalys")
    person.press(K.Key_Right, SHIFT)
    person.press(K.Key_A)
    person.wait_until_saved()
    house = person.house
    house.keep(house.settings.with_(annotator_name="Somebody Else"))
    later = again(person)
    assert later.house.author == "Somebody Else"
    assert later.spans == []
    assert [len(one.spans) for one in later.article.others] == [1]
    later.press(K.Key_Z)
    assert later.heard[-1] == "Nothing to undo."


def test_broken_settings_are_set_aside_and_the_window_opens(
    qtbot: QtBot, open_house: Open, project_path: Path, tmp_path: Path
) -> None:
    house = open_house(project_path)
    house.keep(
        house.settings.with_(geometry="no geometry", splitters={"panes": "x", "odd": "AAAA"})
    )
    house.window.close()
    later = Person(qtbot, open_house(None))
    assert later.text
    assert later.house.window.isVisible()
