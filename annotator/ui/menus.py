"""The menu of the window and what stands behind it."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from annotator.projects import articles
from annotator.ui.actions import ACTS, WINDOW, add_actions, label_acts
from annotator.ui.dialogs.about import show_about
from annotator.ui.dialogs.keys_help import show_keys
from annotator.ui.dialogs.message import tell_error
from annotator.ui.house import House
from annotator.ui.opening import is_there
from annotator.ui.pages.annotate_hands import Hands
from annotator.ui.sample import sample_project

if TYPE_CHECKING:
    from annotator.ui.bringing_in import BringingIn

Entry = tuple[str, str, Callable[[], object]] | None  # words, keys, what it does; None: a line
REGIONS_AT = 4  # the place of its entry in the menu
PROJECTS = "Quoth projects (*.quoth);;All files (*)"


class Menus:
    """Builds the menu and the keys of the window, by hand."""

    def __init__(self, house: House) -> None:
        self._house = house
        house.window.files_dropped.connect(self._bring("paths"))
        house.split_asked.connect(self._bring("split"))

    @cached_property
    def bringing_in(self) -> "BringingIn":
        """Return what imports; it is made when first asked for, since all formats load with it."""
        from annotator.ui.bringing_in import BringingIn

        return BringingIn(self._house)

    def _bring(self, act: str) -> Callable[..., object]:
        """Return an act of what imports, which is made only when the act is done."""
        return lambda *values: getattr(self.bringing_in, act)(*values)  # noqa: PLW0108 made late

    def open(self) -> None:
        """Ask for a project and open it."""
        found, _ = QFileDialog.getOpenFileName(self._house.window, "Open a project", "", PROJECTS)
        if found:
            self._house.open_project(Path(found))

    def new(self) -> None:
        """Ask where a new project shall lie, and make it."""
        found, _ = QFileDialog.getSaveFileName(
            self._house.window, "New project", "My project.quoth", PROJECTS
        )
        if found:
            path = Path(found)
            path = path if path.suffix else path.with_suffix(".quoth")
            self._house.make_project(path, path.stem)

    def sample(self) -> None:
        """Open the sample project, made afresh where it is not there."""
        try:
            path = sample_project()
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self._house.window, "The sample project could not be made", error)
            return
        self._house.open_project(path)

    def open_last(self) -> bool:
        """Open the project that was open last, at first start the sample; tell whether it opened.

        Where the last one is not there any more, the first page stays.
        """
        recent = self._house.settings.recent
        if not recent:
            self.sample()
            return self._house.project is not None
        return is_there(Path(recent[0])) and self._house.open_project(Path(recent[0]))

    def backup(self) -> None:
        """Ask where a copy of the project shall lie, and write it."""
        project = self._house.project
        if project is None or self._house.bridge is None:
            return
        name = f"{project.path.stem} copy.quoth"
        found, _ = QFileDialog.getSaveFileName(self._house.window, "Back up", name, PROJECTS)
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
        acts = [*(label_acts(scheme) if scheme else []), *ACTS]
        groups: dict[str, list[tuple[str, str]]] = {}
        for act in acts:
            keys = "  ".join(
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                for key in act.keys
            )
            groups.setdefault(act.group, []).append((keys, act.words))
        show_keys(self._house.window, list(groups.items()))

    def menu(self) -> QMenu:
        """Return the menu behind the button in the bar."""
        menu = QMenu(self._house.window)
        entries: list[Entry] = [
            ("Import files…", "Ctrl+I", self._bring("files")),
            ("Import a folder…", "", self._bring("folder")),
            ("Paste an article…", "Ctrl+Shift+V", self._bring("paste")),
            ("Split into stories…", "", self._bring("split")),
            ("Note on the article…", "Ctrl+M", self._on_page(Hands.note_article)),
            ("Discard article…", "", self._on_page(Hands.discard)),
            ("Reopen article", "", self._on_page(Hands.reopen)),
            None,
            ("New project…", "Ctrl+N", self.new),
            ("Open project…", "Ctrl+O", self.open),
            ("Sample project", "", self.sample),
            ("Back up…", "", self.backup),
            ("Close project", "Ctrl+W", self._house.close_project),
            None,
            ("All keys", "", self.keys),
            ("About Quoth", "", lambda: show_about(self._house.window)),
            ("Quit", "Ctrl+Q", self._house.window.close),
        ]
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                self._add(menu, *entry)
        self._add_regions(menu)
        self._add_theme(menu)
        return menu

    def _add_regions(self, menu: QMenu) -> None:
        """Add what can be said of the selected words; the kinds are those of the scheme."""
        regions = QMenu("Selected words are", menu)
        regions.aboutToShow.connect(lambda: self._fill_regions(regions))
        menu.insertMenu(menu.actions()[REGIONS_AT], regions)

    def _fill_regions(self, regions: QMenu) -> None:
        regions.clear()
        project = self._house.project
        for kind in project.scheme.regions if project else []:
            lay = self._on_page(partial(Hands.lay_region, kind=kind))
            regions.addAction(kind.replace("_", " ").capitalize()).triggered.connect(lay)
        regions.addSeparator()
        lift = self._on_page(Hands.lift_regions)
        regions.addAction("Take off the region here").triggered.connect(lift)

    def _on_page(self, act: Callable[[Hands], object]) -> Callable[[], object]:
        """Return what does an act on the page, where a project is open."""

        def run(_checked: object = None) -> None:
            if self._house.annotate is not None:
                act(self._house.annotate.hands)

        return run

    def _add_theme(self, menu: QMenu) -> None:
        """Add the choice of themes, above the last entries."""
        themes = QMenu("Theme", menu)
        group = QActionGroup(themes)
        for name, words in (("system", "As the system"), ("light", "Light"), ("dark", "Dark")):
            action = themes.addAction(words)
            action.setCheckable(True)
            action.setChecked(self._house.settings.theme == name)
            action.triggered.connect(lambda _on=False, name=name: self._house.choose_theme(name))
            group.addAction(action)
        menu.insertMenu(menu.actions()[-3], themes)

    def _add(self, menu: QMenu, words: str, keys: str, slot: Callable[[], object]) -> None:
        action = menu.addAction(words)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on=False: slot())
        self._house.window.addAction(action)


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
            "calm": house.toggle_calm,
            "keys": menus.keys,
        },
    )
    house.start.sample_wanted.connect(menus.sample)
    house.start.new_wanted.connect(menus.new)
    house.start.open_wanted.connect(menus.open)
    house.start.recent_wanted.connect(lambda path: house.open_project(Path(path)))
    return menus
