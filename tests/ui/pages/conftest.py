"""The agreement page on real projects: shown, and measured."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.projects.opening import Project, open_project
from annotator.ui.pages.agreement.page import AgreementPage
from annotator.ui.theme import Look
from tests.corpora import sample_team
from tests.ui.pages.waiting import Shown, waited


@pytest.fixture(scope="module")
def team_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("team") / "team.quoth"
    sample_team(path).project.close()
    return path


@pytest.fixture
def project(team_path: Path, tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "p.quoth"
    path.write_bytes(team_path.read_bytes())
    with open_project(path) as found:
        yield found


@pytest.fixture
def shown(qtbot: QtBot, look: Look) -> Iterator[Shown]:
    """A function that shows the page of a project and waits until it was measured."""
    made: list[AgreementPage] = []

    def show(project: Project) -> AgreementPage:
        page = AgreementPage(project, look)
        qtbot.addWidget(page)
        made.append(page)
        page.resize(1440, 852)
        with qtbot.waitExposed(page):
            page.show()
        page.refresh()
        waited(qtbot, page)
        return page

    yield show
    for page in made:
        waited(qtbot, page)
