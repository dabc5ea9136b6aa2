"""Starts the window: the application, fonts, the crash net, the house."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator.assets import asset
from annotator.settings import Settings, load_settings
from annotator.ui.crash import catch_everything
from annotator.ui.theme import load_fonts, ui_font


def open_window(project: Path | None) -> int:
    """Show the window, on a project or on the one that was open last; return the exit code."""
    settings = prepare()
    from annotator.ui.dialogs.message import tell
    from annotator.ui.house import House
    from annotator.ui.menus import furnish

    catch_everything()
    house = House(settings)
    menus = furnish(house)
    house.window.show()
    for notice in settings.notices:
        tell(house.window, "Your settings", notice)
    opened = house.open_project(project) if project else menus.open_last()
    if os.environ.get("QUOTH_QUIT_AFTER_PAINT"):
        QTimer.singleShot(0, house.window.close)
    code = QApplication.exec()
    return code if opened or not project else 2


def prepare() -> Settings:
    """Make the application with its fonts and style, once, and return the person's settings."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Quoth")
    app.setDesktopFileName("quoth")
    app.setStyle("Fusion")
    load_fonts()
    app.setFont(ui_font())
    app.setWindowIcon(QIcon(str(asset("resources", "icons", "quoth.png"))))
    return load_settings()
