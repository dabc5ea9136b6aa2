"""The way in where no project is open: the first page, made only when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from annotator.ui.pages.start import StartPage
    from annotator.ui.theme import Look
    from annotator.ui.window import MainWindow

PAGE = "start"


class FrontDoor(QObject):
    """Shows the first page in the window, and tells what was chosen there."""

    sample_wanted = Signal()
    team_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(str)  # the path of a project

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page: StartPage | None = None  # once it was shown

    def show(self, recent: Sequence[Path], look: Look) -> None:
        """Show the ways in: samples, new, open, and the projects that were open, newest first."""
        page = self.page or self._make(look)
        page.set_recent(recent)
        self._window.show_page(PAGE)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        if self.page is not None:
            self.page.set_look(look)

    def _make(self, look: Look) -> StartPage:
        from annotator.ui.pages.start import StartPage

        page = self.page = StartPage(look)
        page.sample_wanted.connect(self.sample_wanted)
        page.team_wanted.connect(self.team_wanted)
        page.new_wanted.connect(self.new_wanted)
        page.open_wanted.connect(self.open_wanted)
        page.recent_wanted.connect(self.recent_wanted)
        self._window.add_page(PAGE, page)
        return page
