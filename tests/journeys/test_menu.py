"""The menu behind the three lines, what of it is grey, and the hints that can be clicked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from annotator.core.document import Region
from annotator.editing import edits
from annotator.projects.opening import open_project
from annotator.store.people import annotators
from annotator.ui.house.house import House
from annotator.ui.pages.agreement.page import AgreementPage
from tests.journeys.conftest import TEXT
from tests.journeys.person import CTRL, SHIFT, K, Person

Shown = Callable[[], QMenu]


@pytest.fixture
def menu(person: Person) -> Shown:
    """A function that opens the menu by its button and returns it."""

    def opened() -> QMenu:
        button = person.house.window.topbar.menu_button
        person.click(button, button.rect().center())
        found = QApplication.activePopupWidget()
        assert isinstance(found, QMenu)
        return found

    return opened


def _entry(menu: QMenu, words: str) -> QAction:
    return next(one for one in menu.actions() if one.text().split("\t")[0] == words)


def _choose(person: Person, menu: QMenu, words: str) -> None:
    """Click an entry, as with the mouse."""
    person.click(menu, menu.actionGeometry(_entry(menu, words)).center())


def _grey(menu: QMenu) -> set[str]:
    """Return the words of what cannot be chosen, and close the menu."""
    shown = [one for one in menu.actions() if one.isVisible()]
    found = {one.text().split("\t")[0] for one in shown if not one.isEnabled()}
    menu.close()
    return found


def test_what_cannot_be_done_is_grey_and_comes_alive_with_what_is_done(
    person: Person, menu: Shown
) -> None:
    always = {"Split into stories…"}
    assert _grey(menu()) == {*always, "Undo", "Redo", "Reopen article"}
    person.mark("Odalys")
    assert _grey(menu()) == {*always, "Redo", "Reopen article"}
    _choose(person, menu(), "Undo")
    assert person.spans == []
    assert _grey(menu()) == {*always, "Undo", "Reopen article"}
    _choose(person, menu(), "Redo")
    assert person.spans == [("actor", "Odalys")]
    _choose(person, menu(), "Done, next article")
    assert person.article.document.title == "Second"
    person.press(K.Key_PageUp, CTRL)
    assert _grey(menu()) == {*always, "Redo", "Done, next article"}
    _choose(person, menu(), "Reopen article")
    assert person.article.marks.status.state == "none"
    assert person.heard[-1] == "The article was done; it is open again."
    person.assert_screen_desk_store_and_journal_agree()


def test_several_stories_can_be_split_and_one_cannot(person: Person, menu: Shown) -> None:
    half = TEXT.index("The firm denied")
    for name, start, end in (("g1", 0, half), ("g2", half, len(TEXT))):
        person.bridge.do_regions(edits.add_region(Region(name, start, end, "story")))
    assert "Split into stories…" not in _grey(menu())
    person.press(K.Key_PageDown, CTRL)
    assert "Split into stories…" in _grey(menu())


def test_a_key_of_a_grey_entry_still_says_why_nothing_happens(person: Person, menu: Shown) -> None:
    _grey(menu())
    person.press(K.Key_Z, CTRL)
    assert person.heard[-1] == "Nothing to undo."
    person.press(K.Key_I, CTRL | SHIFT)  # no key of ours
    assert all(one.isEnabled() for one in person.house.window.actions())


def test_the_words_selected_and_the_regions_here_are_offered_as_they_are(
    person: Person, menu: Shown
) -> None:
    def offered() -> dict[str, bool]:
        inner = _entry(menu(), "Selected words are").menu()
        assert isinstance(inner, QMenu)
        inner.aboutToShow.emit()
        found = {one.text(): one.isEnabled() for one in inner.actions() if one.text()}
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()
        return found

    person.bridge.do_regions(edits.remove_regions(person.article.regions))
    person.go_to("The firm")
    assert not any(offered().values())
    person.press(K.Key_Right, SHIFT, times=2)
    assert {words for words, can in offered().items() if not can} == {"Take off the region here"}
    person.page.hands.lay_region("caption")
    assert all(offered().values())


def test_without_a_project_and_with_one_for_reading_only_nothing_that_writes_is_offered(
    person: Person, house: House, menu: Shown, project_path: Path
) -> None:
    writing = {"Undo", "Redo", "Import files…", "Import a folder…", "Paste an article…"}
    writing |= {"Split into stories…", "Selected words are", "Note on the article…"}
    writing |= {"Done, next article", "Discard article…", "Reopen article"}
    house.move_out()
    house.move_in(open_project(project_path, read_only=True))
    assert _grey(menu()) == writing
    house.close_project()
    assert _grey(menu()) == writing | {"Find in article…", "Back up…", "Close project"}


def test_on_another_page_the_marks_cannot_be_changed_from_the_menu(
    person: Person, menu: Shown
) -> None:
    person.mark("Odalys")
    person.house.show_page("export")
    assert {"Undo", "Find in article…", "Discard article…"} <= _grey(menu())
    person.house.show_page("annotate")
    assert "Undo" not in _grey(menu())


def test_find_by_the_mouse_tells_which_place_of_how_many(person: Person, menu: Shown) -> None:
    bar = person.page.parts.find_bar
    _choose(person, menu(), "Find in article…")
    person.qtbot.waitUntil(bar._words.hasFocus)
    person.type("boats")
    assert (person.chosen, bar._count.text()) == ("boats", "1 of 2")
    person.click(bar._buttons[1], bar._buttons[1].rect().center())
    assert bar._count.text() == "2 of 2"
    person.click(bar._buttons[1], bar._buttons[1].rect().center())
    assert bar._count.text() == "1 of 2"
    person.click(bar._buttons[0], bar._buttons[0].rect().center())
    assert bar._count.text() == "2 of 2"
    bar._words.clear()
    person.type("nowhere")
    assert bar._count.text() == "not found"


def test_a_click_on_a_hint_does_what_its_key_does(person: Person) -> None:
    hints = person.page.parts.label_bar.hints

    def click(act: str) -> None:
        person.click(hints, hints.place_of(act).center().toPoint())

    person.go_to("Odalys")
    click("expand")
    assert person.chosen
    assert person.view.hasFocus()
    person.mark("Odalys")
    person.mark("secretary")
    click("remove")
    assert person.spans == [("actor", "Odalys")]
    click("undo")
    assert len(person.spans) == 2
    person.press(K.Key_Escape, times=2)
    click("next_span")
    assert person.focused
    click("keys")
    person.dialog().close()
    person.back()


def test_ctrl_0_sets_the_text_back_to_its_usual_size(person: Person) -> None:
    usual = person.view.article_layout.measures.px
    for key, other in ((K.Key_Plus, usual + 3), (K.Key_Minus, usual - 3)):
        person.press(key, CTRL, times=3)
        assert person.view.article_layout.measures.px == other
        person.press(K.Key_0, CTRL)
        assert person.view.article_layout.measures.px == usual


def test_an_edit_of_a_done_article_reopens_it_aloud_and_undo_takes_both_back(
    person: Person,
) -> None:
    person.mark("Odalys")
    person.press(K.Key_Return, CTRL)
    person.press(K.Key_PageUp, CTRL)
    assert person.article.marks.status.state == "done"
    person.press(K.Key_N)
    person.press(K.Key_Q)
    assert person.heard[-1] == "The article was done; it is open again."
    assert person.article.marks.status.state == "none"
    assert "done" not in person.page.parts.heading._line.text()
    person.assert_screen_desk_store_and_journal_agree()
    person.qtbot.waitUntil(lambda: _queue_state(person) == "in progress")
    person.press(K.Key_Z)
    assert person.article.marks.status.state == "done"
    assert person.spans == [("actor", "Odalys")]
    person.qtbot.waitUntil(lambda: _queue_state(person) == "done")
    person.assert_screen_desk_store_and_journal_agree()


def _queue_state(person: Person) -> str:
    queue = person.page.parts.queue.model
    return queue.rows[queue.row_of(person.article.id)].state_for(queue.annotator)


def test_the_hint_under_the_mouse_is_lit(person: Person) -> None:
    hints = person.page.parts.label_bar.hints
    plain = hints.grab().toImage()
    person.qtbot.mouseMove(hints, hints.place_of("undo").center().toPoint())
    person.qtbot.waitUntil(lambda: hints.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    assert hints.grab().toImage() != plain
    person.qtbot.mouseMove(hints, QPoint(hints.width() - 2, 2))
    person.qtbot.waitUntil(lambda: hints.cursor().shape() == Qt.CursorShape.ArrowCursor)


def test_the_sample_of_three_annotators_opens_where_it_tells_how_far_they_agree(
    person: Person, menu: Shown
) -> None:
    _choose(person, menu(), "Sample of three annotators")
    house = person.house
    assert house.project is not None
    assert [one.name for one in annotators(house.project.store)] == ["Anke", "Badr", "Chloé"]
    assert house.window.page == "agreement"
    page = house.late.made("agreement")
    assert isinstance(page, AgreementPage)
    person.qtbot.waitUntil(lambda: not page.busy, timeout=20_000)
    assert (
        page.body.title.text()
        == "Quotes and actors meet the goal. Denials are close. Claims do not."
    )


def test_find_by_the_mouse_looks_on_the_page_in_front(person: Person, menu: Shown) -> None:
    person.press(K.Key_2, CTRL)
    assert person.house.window.page == "review"
    _choose(person, menu(), "Find in article…")
    review = person.house.review
    assert review is not None
    assert review.parts.find_bar.isVisible()
    assert not person.page.parts.find_bar.isVisible()
