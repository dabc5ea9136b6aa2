"""A dressed application: our fonts, our style, no click that waits for a second one too long."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from annotator.core.scheme import LabelScheme
from annotator.ui.app import prepare
from annotator.ui.style import style_sheet
from annotator.ui.theme import LIGHT, Look, look_of


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Give the application what `quoth` gives it at its start."""
    prepare()
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(LIGHT))
    yield
    qapp.setStyleSheet(before)


@pytest.fixture
def look(scheme: LabelScheme) -> Look:
    """The light theme with the labels of the default scheme."""
    return look_of(scheme, LIGHT)
