"""A real window on a real project file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.projects.opening import make_project
from annotator.transfer.importing import import_text
from annotator.ui.app import prepare
from annotator.ui.house import House

TEXT = (
    "Ferry firm denies claim\n\n"
    "“Nobody asked us,” said Odalys Fenn, the union’s secretary.\n\n"
    "The firm denied that it removed two boats. Fenn said the boats were gone.\n"
)
OTHER = "A second article\n\nThe board said it would look into the matter.\n"


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "trial.quoth"
    with make_project(path, name="Trial") as project:
        import_text(project.store, project.scheme, TEXT, title="Ferry")
        import_text(project.store, project.scheme, OTHER, title="Second")
    return path


@pytest.fixture
def open_house(qtbot: QtBot) -> Iterator[Callable[[Path], House]]:
    """A function that opens the window on a project and waits until keys arrive."""
    made: list[House] = []

    def opened(path: Path) -> House:
        house = House(prepare())
        made.append(house)
        house.open_project(path)
        house.window.show()
        house.window.activateWindow()
        qtbot.waitActive(house.window).__enter__()
        qtbot.waitUntil(lambda: house.annotate.view.hasFocus())
        return house

    yield opened
    for house in made:
        house.window.close()
        house.window.deleteLater()


@pytest.fixture
def house(open_house: Callable[[Path], House], project_path: Path) -> House:
    return open_house(project_path)
