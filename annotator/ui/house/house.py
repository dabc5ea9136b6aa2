"""The house around the pages: which project is open, whose hand it is, where one was."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from annotator import settings as person
from annotator.core.problem import Problem
from annotator.projects.opening import Project, make_project
from annotator.projects.people import may_see_others, who_am_i
from annotator.ui.bridge import DeskBridge
from annotator.ui.dialogs.message import tell_error
from annotator.ui.first_sight import PAGE, FirstSight
from annotator.ui.house.feedback_door import FeedbackDoor
from annotator.ui.house.front_door import FrontDoor
from annotator.ui.house.late_pages import MAKERS, LatePages
from annotator.ui.house.opening import opened
from annotator.ui.house.own_pace import OwnPace
from annotator.ui.house.place import open_at, place_in
from annotator.ui.house.standing import Standing
from annotator.ui.house.turning import turn_with_hand
from annotator.ui.house.watch import Watch
from annotator.ui.pages.annotate.page import AnnotatePage
from annotator.ui.sample import is_sample
from annotator.ui.style import dress
from annotator.ui.tasks import stop_all_tasks
from annotator.ui.theme import Look, look_of, theme_named
from annotator.ui.window import MainWindow, restore_place

if TYPE_CHECKING:
    from annotator.ui.pages.export.page import ExportPage
    from annotator.ui.pages.review.page import ReviewPage

PAGES = ("annotate", *MAKERS)
SIZES = (11, 48)  # pixels of the reading text: the smallest and the largest
REMEMBER = 1500  # milliseconds after the last move until the place is kept


class House(QObject):
    """Owns the window and the open project, and keeps the person's settings."""

    split_asked = Signal()  # the open article holds several stories

    def __init__(self, settings: person.Settings, sight: FirstSight | None = None) -> None:
        """Move into the window of a first sight, or make one with the first page in it."""
        super().__init__()
        self.settings = settings
        self.project: Project | None = None
        self.bridge: DeskBridge | None = None
        self.annotate: AnnotatePage | None = None
        self.feedback: FeedbackDoor | None = None
        self.late = LatePages(self)
        self.calm = False
        self.window = sight.window if sight else MainWindow(self.look)
        self.front = FrontDoor(self.window)
        self.window.closing.connect(self.leave)
        self.window.topbar.page_picked.connect(self.show_page)
        self._remember = QTimer(self)
        self._remember.setSingleShot(True)
        self._remember.setInterval(REMEMBER)
        self._remember.timeout.connect(self.keep_place)
        self.show_theme()
        if sight:
            self.move_in(sight.project, sight)
        else:
            restore_place(self.window, settings)
            self.show_start()

    @property
    def look(self) -> Look:
        """Return the theme that the person chose, with the labels of the open project."""
        scheme = self.project.scheme if self.project else None
        return look_of(scheme, theme_named(self.settings.theme))

    @property
    def author(self) -> str:
        """Return the name under which marks are made."""
        return self.settings.annotator_name or who_am_i()

    @property
    def pages(self) -> tuple[str, ...]:
        """Return the names of the pages that the person may see; annotators have one."""
        if self.project is None:
            return ()
        return PAGES if may_see_others(self.project, self.author) else PAGES[:1]

    # -- projects

    def open_project(self, path: Path) -> bool:
        """Open a project in the window; tell aloud what hinders, and whether it was opened."""
        if self.project is not None and self.project.path.resolve() == path.resolve():
            self.move_out()
        return self.take(opened(self.window, path))

    def take(self, project: Project | None) -> bool:
        """Put a project that was opened into the window; tell whether it is one."""
        if project is None:
            if self.project is None:
                self.show_start()
            return False
        self.move_in(project)
        return True

    def make_project(self, path: Path, name: str = "") -> bool:
        """Make a project and open it; tell whether it was made."""
        try:
            project = make_project(path, name=name)
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self.window, f"{path.name} could not be made", error)
            return False
        self.move_in(project)
        return True

    def move_in(self, project: Project, sight: FirstSight | None = None) -> None:
        """Put a project that was opened into the window, in the place of the one before."""
        self.move_out()
        self.project = project
        self.bridge = sight.bridge if sight else DeskBridge(project, self.author)
        self.bridge.setParent(self)
        self.annotate = AnnotatePage(self.bridge, self.look, sight.parts if sight else None)
        self.window.add_page("annotate", self.annotate)
        self.window.topbar.set_pages(self.pages)
        self.show_theme()
        standing = Standing(self.window, project, self.bridge)
        Watch(project, self.bridge, self.annotate)
        self._follow(self.bridge, self.annotate, standing)
        self.keep(self.settings.with_recent(project.path.resolve()))
        self.show_sizes()
        self.annotate.set_others_shown(shown=self.settings.show_gold or is_sample(project.path))
        self.annotate.parts.queue.show_all(wanted=self.settings.all_articles)
        self.annotate.parts.restore_sizes(self.settings.splitters)
        self.annotate.parts.set_calm(calm=self.calm)
        self.window.show_page("annotate")
        if sight:
            self.annotate.accompany(self.bridge.article)
            self.window.remove_page(PAGE)
        else:
            place = self.settings.positions.get(project.id, person.Position())
            open_at(self.bridge, self.annotate, place)
        standing.greet()

    def move_out(self) -> None:
        """Wait for the disk and close the project."""
        if self.project is None:
            return
        stop_all_tasks()
        self.keep_place()
        if self.annotate is not None:
            self.keep(self.settings.with_(splitters=self.annotate.parts.sizes_kept()))
        if self.bridge is not None:
            self.bridge.close()
        for page in PAGES:
            self.window.remove_page(page)
        self.window.topbar.set_pages([])
        self.project.close()
        self.late.forget()
        self.project, self.bridge, self.annotate, self.feedback = None, None, None, None

    def leave(self) -> None:
        """Close the project and keep the window's place, as when the window closes."""
        self.move_out()
        geometry = bytes(self.window.saveGeometry().toBase64().data()).decode()
        self.keep(self.settings.with_(geometry=geometry))

    def close_project(self) -> None:
        """Close the project and show the first page."""
        self.move_out()
        self.window.topbar.set_project("Quoth")
        self.window.topbar.set_person("")
        self.window.topbar.set_saved("")
        self.window.setWindowTitle("Quoth")
        self.show_start()

    def show_page(self, name: str) -> None:
        """Bring a page of the project to the front."""
        if self.project is None or self.bridge is None or name not in self.pages:
            return
        if name in MAKERS:
            self.bridge.desk.flush()
            page = self.late.page(name, self.project)
            self.window.show_page(name)
            page.refresh()
            return
        self.window.show_page(name)
        if name == "annotate" and self.annotate is not None:
            self.annotate.come_back()

    @property
    def export(self) -> "ExportPage | None":
        """Return the export page if it was made already."""
        return cast("ExportPage | None", self.late.made("export"))

    @property
    def review(self) -> "ReviewPage | None":
        """Return the review page if it was made already."""
        return cast("ReviewPage | None", self.late.made("review"))

    @property
    def _reading(self) -> "list[AnnotatePage | ReviewPage]":
        """Return the pages with an article to read that were made already."""
        return [page for page in (self.annotate, self.review) if page is not None]

    def go_to(self, document_id: str, problem: Problem | None) -> None:
        """Show an article on the annotate page, and one of its problems."""
        if self.annotate is None or self.bridge is None:
            return
        self.show_page("annotate")
        if self.bridge.article is None or self.bridge.article.id != document_id:
            self.bridge.open(document_id)
        if problem is not None:
            self.annotate.reading.show_problem(problem)

    def go_to_difference(self, document_id: str, start: int, end: int) -> None:
        """Show an article in review at a stretch of it; at what waits first where it is empty."""
        self.show_page("review")
        if self.review is not None:
            self.review.show_place(document_id, start, end)

    def show_start(self) -> None:
        """Show the first page: sample, new, open, recent."""
        self.front.show([Path(one) for one in self.settings.recent], self.look)

    # -- looks

    def show_theme(self) -> None:
        """Paint everything in the theme that was chosen."""
        look = self.look
        dress(look.theme)
        self.window.topbar.set_look(look)
        self.front.set_look(look)
        if self.annotate is not None:
            self.annotate.set_look(look)
        for page in self.late:
            page.set_look(look)

    def toggle_calm(self) -> None:
        """Show the text alone, or with the panels beside it."""
        self.calm = not self.calm
        for page in self._reading:
            page.parts.set_calm(calm=self.calm)

    def choose_theme(self, name: str) -> None:
        """Take another theme ("system", "light" or "dark") and keep the choice."""
        self.keep(self.settings.with_(theme=name))
        self.show_theme()

    def zoom(self, step: int) -> None:
        """Make the reading text larger or smaller by a pixel, and keep the choice."""
        size = min(max(self.settings.text_size + step, SIZES[0]), SIZES[1])
        self.keep(self.settings.with_(text_size=size))
        self.show_sizes()

    def show_sizes(self) -> None:
        """Set the size of the reading text."""
        for page in self._reading:
            page.view.set_scale(self.settings.text_size)

    # -- what is kept

    def keep(self, settings: person.Settings) -> None:
        """Keep the person's settings; a folder that cannot be written is told once."""
        self.settings = settings
        try:
            person.save_settings(settings)
        except OSError as error:
            if self.bridge is not None:
                self.bridge.told.emit(f"Your settings could not be kept: {error.strerror}.")

    def keep_place(self) -> None:
        """Keep where one is in the article."""
        if self.project is None or self.annotate is None or self.bridge is None:
            return
        place, project = place_in(self.bridge, self.annotate), self.project.id
        if place is not None and self.settings.positions.get(project) != place:
            self.keep(self.settings.with_position(project, place.document, place.offset))

    def _follow(self, bridge: DeskBridge, page: AnnotatePage, standing: Standing) -> None:
        turn_with_hand(self, bridge)
        self.feedback = FeedbackDoor(self.window, bridge, lambda: self.look)
        bridge.opened.connect(lambda _article: self._remember.start())
        page.view.verticalScrollBar().valueChanged.connect(lambda _value: self._remember.start())
        page.title_changed.connect(standing.title)
        page.split_asked.connect(self.split_asked)
        page.view.zoomed.connect(self.zoom)
        page.others_toggled.connect(lambda on: self.keep(self.settings.with_(show_gold=on)))
        queue = page.parts.queue
        OwnPace(bridge).told.connect(queue.set_pace)
        queue.all_chosen.connect(lambda on: self.keep(self.settings.with_(all_articles=on)))
