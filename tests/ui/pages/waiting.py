"""Waiting for the agreement page."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from annotator.projects.opening import Project
from annotator.ui.pages.agreement.page import AgreementPage

Shown = Callable[[Project], AgreementPage]


def waited(qtbot: QtBot, page: AgreementPage) -> None:
    """Wait until nothing is measured or looked for."""
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)
