"""Starts the window: the application, fonts, the crash net; first the article, then the house."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.assets import asset
from annotator.core.collector import without_collector
from annotator.settings import Settings, load_settings
from annotator.ui.crash import catch_everything, display_or_leave
from annotator.ui.theme import load_fonts, ui_font

if TYPE_CHECKING:
    from annotator.ui.first_sight import FirstSight
    from annotator.ui.house.house import House


def open_window(project: Path | None) -> int:
    """Show the window, on a project or on the one that was open last; return the exit code."""
    with without_collector():
        with display_or_leave():
            settings = prepare()
        entrance = Entrance(settings, project)
        catch_everything()
        entrance.begin()
    code = QApplication.exec()
    return code if entrance.opened or not project else 2


class Entrance:
    """The way into the house: the article is painted, and only then the house is built around it.

    Where no article can be shown at once, the house is built first and says why.
    """

    def __init__(self, settings: Settings, given: Path | None) -> None:
        self._settings = settings
        self._given = given
        self._sight: FirstSight | None = None
        self._error: Exception | None = None
        self.house: House | None = None  # kept here: it lives as long as the window
        self.opened = False

    def begin(self) -> None:
        """Show the article, or the house at once."""
        path = self._given or _last(self._settings)
        if path is not None:
            self._look_in(path)
        if self._sight is None:
            self._build()

    def _look_in(self, path: Path) -> None:
        from annotator.projects.opening import open_project

        try:
            project = open_project(path)
        except Exception as error:  # noqa: BLE001 the house tells it, or offers a way out
            self._error = error
            return
        from annotator.ui.first_sight import FirstSight

        self._sight = FirstSight(self._settings, project)
        self._sight.seen.connect(self._build)
        self._sight.show()

    def _build(self) -> None:
        with without_collector():
            self._make_house()
        gc.freeze()  # the house stands as long as the program runs: it need not be walked again

    def _make_house(self) -> None:
        from PySide6.QtGui import QIcon

        from annotator.log import start_logging
        from annotator.ui.dialogs.message import tell
        from annotator.ui.house.house import House
        from annotator.ui.house.menus import furnish
        from annotator.ui.house.opening import mended

        start_logging()
        QApplication.setWindowIcon(QIcon(str(asset("resources", "icons", "quoth.png"))))
        self.house = house = House(self._settings, self._sight)
        menus = furnish(house)
        house.window.show()
        for notice in self._settings.notices:
            tell(house.window, "Your settings", notice)
        if self._sight is not None:
            self.opened = True
        elif self._error is not None:
            path = self._given or Path(self._settings.recent[0])
            self.opened = house.take(mended(house.window, path, self._error))
        else:
            self.opened = menus.open_last()
        if os.environ.get("QUOTH_QUIT_AFTER_PAINT"):
            QTimer.singleShot(0, house.window.close)


def _last(settings: Settings) -> Path | None:
    """Return the project that was open last where it is still there, else None."""
    from annotator.projects.opening import is_there

    path = Path(settings.recent[0]) if settings.recent else None
    return path if path and is_there(path) else None


def prepare() -> Settings:
    """Make the application with its fonts and style, once, and return the person's settings."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])  # `setStyle` is slower to load
    app.setApplicationName("Quoth")
    app.setDesktopFileName("quoth")
    load_fonts()
    app.setFont(ui_font())
    return load_settings()
