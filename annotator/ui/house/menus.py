"""The menu of the window and what stands behind it."""

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from annotator.projects import articles
from annotator.projects.opening import is_there
from annotator.settings import Settings
from annotator.ui.actions import (
    ACTS,
    AGREEMENT_KEYS,
    REVIEW_ACTS,
    WINDOW,
    add_actions,
    label_acts,
    reading_acts,
)
from annotator.ui.dialogs.about import show_about
from annotator.ui.dialogs.keys_help import show_keys
from annotator.ui.dialogs.message import tell_error
from annotator.ui.house.house import PAGES, House
from annotator.ui.house.person_menu import PersonMenu
from annotator.ui.house.place import folder_near
from annotator.ui.house.possible import Possible
from annotator.ui.pages.annotate.hands import Hands
from annotator.ui.pages.annotate.page import AnnotatePage
from annotator.ui.popups import Menu
from annotator.ui.sample import sample_project

if TYPE_CHECKING:
    from annotator.ui.house.bringing_in import BringingIn

NOTE = "Note on the article…"
BESIDE = "My work against gold…"
PROJECTS = "Quoth projects (*.quoth);;All files (*)"


class Entry(NamedTuple):
    """A line of the menu: its words, the key that it claims ("" for none), and what it does."""

    words: str
    keys: str
    act: Callable[..., object]
    can: Callable[[], bool] = lambda: True  # whether that can be done just now


class Menus:
    """Builds the menu and the keys of the window, by hand."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._possible = Possible(house)
        self.person = PersonMenu(house)
        self._can: dict[QAction, Callable[[], bool]] = {}
        house.window.files_dropped.connect(self._bring("paths"))
        house.split_asked.connect(self._bring("split"))

    @cached_property
    def bringing_in(self) -> "BringingIn":
        """Return what imports; it is made when first asked for, since all formats load with it."""
        from annotator.ui.house.bringing_in import BringingIn

        return BringingIn(self._house)

    def _bring(self, act: str) -> Callable[..., object]:
        """Return an act of what imports, which is made only when the act is done."""
        return lambda *values: getattr(self.bringing_in, act)(*values)  # noqa: PLW0108 made late

    def open(self) -> None:
        """Ask for a project and open it."""
        house = self._house
        found, _ = QFileDialog.getOpenFileName(
            house.window, "Open a project", self._beside(""), PROJECTS
        )
        if found:
            self._house.open_project(Path(found))

    def new(self) -> None:
        """Ask where a new project shall lie, and make it."""
        found, _ = QFileDialog.getSaveFileName(
            self._house.window, "New project", self._beside("My project.quoth"), PROJECTS
        )
        if found:
            path = Path(found)
            path = path if path.suffix else path.with_suffix(".quoth")
            self._house.make_project(path, path.stem)

    def _beside(self, name: str) -> str:
        house = self._house
        return str(folder_near(house.project, house.settings) / name)

    def sample(self, *, team: bool = False) -> bool:
        """Open a sample project, made afresh where it is not there; tell whether it opened."""
        try:
            path = sample_project(team=team)
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self._house.window, "The sample project could not be made", error)
            return False
        return self._house.open_project(path)

    def team_sample(self) -> None:
        """Open the sample of three annotators where it tells how far they agree."""
        if self.sample(team=True):
            self._house.show_page("agreement")

    def open_last(self) -> bool:
        """Open the project that was open last, at first start the sample; tell whether it opened.

        Where the last one is not there any more, the first page stays.
        """
        recent = self._house.settings.recent
        if not recent:
            return self.sample()
        return is_there(Path(recent[0])) and self._house.open_project(Path(recent[0]))

    def backup(self) -> None:
        """Ask where a copy of the project shall lie, and write it."""
        project = self._house.project
        if project is None or self._house.bridge is None:
            return
        place = self._beside(f"{project.path.stem} copy.quoth")
        found, _ = QFileDialog.getSaveFileName(self._house.window, "Back up", place, PROJECTS)
        if not found:
            return
        try:
            articles.backup(project, Path(found))
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self._house.window, "The backup could not be written", error)
            return
        self._house.bridge.told.emit(f"Backed up to {found}.")

    def keys(self) -> None:
        """Show all keys."""
        scheme = self._house.project.scheme if self._house.project else None
        acts = [*(label_acts(scheme) if scheme else []), *ACTS, *REVIEW_ACTS, *reading_acts()]
        groups: dict[str, list[tuple[str, str]]] = {}
        for act in acts:
            keys = "  ".join(_native(QKeySequence(key)) for key in act.keys)
            groups.setdefault(act.group, []).append((keys, act.words))
        groups["Look at agreement"] = list(AGREEMENT_KEYS)
        groups["Menu"] = [
            (_native(action.shortcut()), action.text().removesuffix("…"))
            for action in self._can
            if not action.shortcut().isEmpty()
        ]
        show_keys(self._house.window, list(groups.items()))

    def menu(self) -> QMenu:
        """Return the menu behind the button in the bar."""
        menu, house, can = Menu(self._house.window), self._house, self._possible
        self._add(menu, self._editing())
        menu.addSeparator()
        self._add(menu, self._articles())
        menu.insertMenu(self._named(menu, NOTE), self._regions(menu))
        menu.addSeparator()
        projects = [
            Entry("New project…", "Ctrl+N", self.new),
            Entry("Open project…", "Ctrl+O", self.open),
            Entry("Sample project", "", self.sample),
            Entry("Sample of three annotators", "", self.team_sample),
            Entry("Back up…", "", self.backup, can.project),
            Entry("Close project", "Ctrl+W", house.close_project, can.project),
        ]
        self._add(menu, projects)
        menu.addSeparator()
        menu.addMenu(self._themes(menu))
        last = [
            Entry("All keys\t?", "", self.keys),
            Entry("About Quoth", "", lambda: show_about(house.window)),
            Entry("Quit", "Ctrl+Q", house.window.close),
        ]
        self._add(menu, last)
        menu.aboutToShow.connect(lambda: self._show_possible(menu))
        menu.aboutToHide.connect(lambda: _wake(menu))
        return menu

    def _editing(self) -> list[Entry]:
        """Return what has a key of the page: that stands beside the words, and is not claimed."""
        can = self._possible
        return [
            Entry("Undo\tCtrl+Z", "", lambda: self._walk("undo"), can.undo),
            Entry("Redo\tCtrl+Shift+Z", "", lambda: self._walk("redo"), can.redo),
            Entry("Find in article…\tCtrl+F", "", self._find, can.find),
        ]

    def _find(self) -> None:
        """Look for words in the article on the page in front."""
        house = self._house
        if house.window.page == "review" and house.review is not None:
            house.review.parts.find_bar.open()
        elif house.annotate is not None:
            house.annotate.find_words()

    def _walk(self, act: str) -> None:
        """Undo, or make again, on the page in front that has edits to walk through."""
        house = self._house
        page = house.annotate if house.window.page == "annotate" else house.review
        if page is not None:
            page.undo() if act == "undo" else page.redo()

    def _articles(self) -> list[Entry]:
        can, done = self._possible, self._on_page(AnnotatePage.done)
        return [
            Entry("Import files…", "Ctrl+I", self._bring("files"), can.bring_in),
            Entry("Import a folder…", "", self._bring("folder"), can.bring_in),
            Entry("Paste an article…", "Ctrl+Shift+V", self._bring("paste"), can.bring_in),
            Entry("Split into stories…", "", self._bring("split"), can.split),
            Entry(NOTE, "Ctrl+M", self._by_hand(Hands.note_article), can.edit),
            Entry("Done, next article\tCtrl+Enter", "", done, can.finish),
            Entry("Discard article…", "", self._by_hand(Hands.discard), can.discard),
            Entry("Reopen article", "", self._by_hand(Hands.reopen), can.reopen),
            Entry(BESIDE, "Ctrl+Shift+G", self._see_feedback, can.see_feedback),
        ]

    def _see_feedback(self) -> None:
        if self._house.feedback is not None:
            self._house.feedback.enter()

    def _regions(self, menu: QMenu) -> QMenu:
        """Return what can be said of the selected words; the kinds are those of the scheme."""
        regions = Menu(menu, "Selected words are")
        regions.aboutToShow.connect(lambda: self._fill_regions(regions))
        self._can[regions.menuAction()] = self._possible.edit
        return regions

    def _fill_regions(self, regions: QMenu) -> None:
        regions.clear()
        project = self._house.project
        for kind in project.scheme.regions if project else []:
            lay = regions.addAction(kind.replace("_", " ").capitalize())
            lay.triggered.connect(self._by_hand(partial(Hands.lay_region, kind=kind)))
            lay.setEnabled(self._possible.lay_region())
        regions.addSeparator()
        lift = regions.addAction("Take off the region here")
        lift.triggered.connect(self._by_hand(Hands.lift_regions))
        lift.setEnabled(self._possible.lift_region())

    def _show_possible(self, menu: QMenu) -> None:
        """Make grey what cannot be done just now."""
        for action in menu.actions():
            if action.text() == BESIDE:  # shown only where the lead has released it
                action.setVisible(self._can[action]())
            elif action in self._can:
                action.setEnabled(self._can[action]())

    def _on_page(self, act: Callable[[AnnotatePage], object]) -> Callable[..., object]:
        """Return what does an act on the page, where a project is open."""

        def run(_checked: object = None) -> None:
            if self._house.annotate is not None:
                act(self._house.annotate)

        return run

    def _by_hand(self, act: Callable[[Hands], object]) -> Callable[..., object]:
        return self._on_page(lambda page: act(page.hands))

    def _themes(self, menu: QMenu) -> QMenu:
        themes = Menu(menu, "Theme")
        group = QActionGroup(themes)
        for name, words in (("system", "As the system"), ("light", "Light"), ("dark", "Dark")):
            action = themes.addAction(words)
            action.setCheckable(True)
            action.setChecked(self._house.settings.theme == name)
            action.triggered.connect(lambda _on=False, name=name: self._house.choose_theme(name))
            group.addAction(action)
        return themes

    def _add(self, menu: QMenu, entries: Iterable[Entry]) -> None:
        for entry in entries:
            action = menu.addAction(entry.words)
            action.setShortcut(QKeySequence(entry.keys))
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _on=False, act=entry.act: act())
            self._house.window.addAction(action)
            self._can[action] = entry.can

    @staticmethod
    def _named(menu: QMenu, words: str) -> QAction:
        return next(action for action in menu.actions() if action.text() == words)


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _wake(menu: QMenu) -> None:
    """Let every key of the menu work again: pressed in vain it says why."""
    for action in menu.actions():
        action.setVisible(True)
        action.setEnabled(True)


def furnish(house: House) -> Menus:
    """Give the window its menu, its keys and the doors of the first page; return the menus."""
    menus = Menus(house)
    house.window.topbar.set_menu(menus.menu())
    add_actions(
        ACTS,
        {WINDOW: house.window},
        {
            "larger": lambda: house.zoom(1),
            "smaller": lambda: house.zoom(-1),
            "usual": lambda: house.zoom(Settings().text_size - house.settings.text_size),
            "calm": house.toggle_calm,
            "keys": menus.keys,
            "menu": partial(house.window.topbar.open_menu, by_key=True),
            **{f"page_{name}": partial(house.show_page, name) for name in PAGES},
        },
    )
    house.front.sample_wanted.connect(menus.sample)
    house.front.team_wanted.connect(menus.team_sample)
    house.front.new_wanted.connect(menus.new)
    house.front.open_wanted.connect(menus.open)
    house.front.recent_wanted.connect(lambda path: house.open_project(Path(path)))
    return menus
