"""A dressed application: our fonts and our style; what a test leaves behind is swept away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from annotator.core.scheme import LabelScheme
from annotator.ui.app import prepare
from annotator.ui.theme import LIGHT, Look, look_of


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Give the application what `quoth` gives it at its start, and delete widgets in the end."""
    prepare()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def look(scheme: LabelScheme) -> Look:
    """The light theme with the labels of the default scheme."""
    return look_of(scheme, LIGHT)
