"""The pages beside the article's own: each is made, and loaded, when it is first asked for.

A further page is one function here, entered in MAKERS under its name; the bar on top shows them in
that order, with the names as words.
"""

from collections.abc import Callable, Iterator
from typing import Protocol, cast

from PySide6.QtWidgets import QWidget

from annotator.core.problem import Problem
from annotator.projects.opening import Project
from annotator.settings import Settings
from annotator.ui.bridge import DeskBridge
from annotator.ui.theme import Look
from annotator.ui.window import MainWindow


class Host(Protocol):
    """What the pages may ask of the house."""

    settings: Settings
    bridge: DeskBridge | None
    window: MainWindow
    calm: bool

    @property
    def look(self) -> Look:
        """Return the theme, with the labels of the open project."""

    @property
    def author(self) -> str:
        """Return the name under which marks are made."""

    def go_to(self, document_id: str, problem: Problem | None) -> None:
        """Show an article on the annotate page, and one of its problems."""

    def go_to_difference(self, document_id: str, start: int, end: int) -> None:
        """Show an article in review at a stretch of it; at what waits first where it is empty."""

    def zoom(self, step: int) -> None:
        """Make the reading text larger or smaller by a pixel."""

    def show_page(self, name: str) -> None:
        """Bring a page of the project to the front."""


class LatePage(Protocol):
    """What the house asks of a page, which is a widget."""

    def refresh(self) -> None:
        """Show how the project stands now; asked each time that the page comes to the front."""

    def set_look(self, look: Look) -> None:
        """Take another theme."""


def _export(house: Host, project: Project) -> LatePage:
    from annotator.ui.pages.export.page import ExportPage  # loads all formats

    page = ExportPage(project, house.look, lambda: house.author)
    page.jump_requested.connect(house.go_to)
    page.gold_requested.connect(house.go_to_difference)
    return page


def _review(house: Host, _project: Project) -> LatePage:
    from annotator.ui.pages.review.page import ReviewPage

    if house.bridge is None:
        raise RuntimeError("no project is open")
    page = ReviewPage(house.bridge, house.look)
    page.view.set_scale(house.settings.text_size)
    page.view.zoomed.connect(house.zoom)
    page.parts.set_calm(calm=house.calm)
    return page


def _agreement(house: Host, project: Project) -> LatePage:
    from annotator.ui.pages.agreement.page import AgreementPage

    page = AgreementPage(project, house.look)
    page.difference_asked.connect(house.go_to_difference)
    page.review_asked.connect(lambda document: house.go_to_difference(document, 0, 0))
    page.export_asked.connect(lambda: house.show_page("export"))
    return page


MAKERS: dict[str, Callable[[Host, Project], LatePage]] = {
    "review": _review,
    "agreement": _agreement,
    "export": _export,
}


class LatePages:
    """Holds the pages that were made so far for the open project."""

    def __init__(self, house: Host) -> None:
        self._house = house
        self._made: dict[str, LatePage] = {}

    def page(self, name: str, project: Project) -> LatePage:
        """Return a page by its name, made and put into the window where it was not there yet."""
        if name not in self._made:
            page = self._made[name] = MAKERS[name](self._house, project)
            self._house.window.add_page(name, cast("QWidget", page))
        return self._made[name]

    def made(self, name: str) -> LatePage | None:
        """Return a page if it was made already."""
        return self._made.get(name)

    def __iter__(self) -> Iterator[LatePage]:
        """Yield all that were made so far."""
        return iter(self._made.values())

    def forget(self) -> None:
        """Let go of all of them, as the window does when the project closes."""
        self._made.clear()
