"""A project of three annotators who differ, and someone who leads its review."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.house.house import House
from tests.harbour import harbour_project
from tests.journeys.lead import Lead, at_review


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.quoth"
    harbour_project(path).close()
    return path


@pytest.fixture
def lead(qtbot: QtBot, house: House) -> Lead:
    """Someone on the review page, with the whole queue read."""
    return at_review(qtbot, house)
