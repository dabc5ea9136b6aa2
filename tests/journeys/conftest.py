"""A real window on a real project file, and a person who works in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.projects.opening import make_project
from annotator.transfer.importing import import_text
from annotator.ui.app import prepare
from annotator.ui.dialogs.message import MessageDialog
from annotator.ui.house.house import House
from annotator.ui.house.menus import furnish
from tests.journeys.person import Person

TEXT = (
    "Ferry firm denies claim\n\n"
    "“Nobody asked us,” said Odalys Fenn, the union’s secretary.\n\n"
    "The firm denied that it removed two boats. Fenn said the boats were gone.\n"
)
OTHER = "A second article\n\nThe board said it would look into the matter.\n"
THIRD = "A third article\n\n" + "The mill, said Teo, has been closed for years. " * 60


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "trial.quoth"
    with make_project(path, name="Trial") as project:
        for title, text in (("Ferry", TEXT), ("Second", OTHER), ("Third", THIRD)):
            import_text(project.store, project.scheme, text, title=title)
    return path


@pytest.fixture
def open_house(qtbot: QtBot) -> Iterator[Callable[[Path | None], House]]:
    """A function that opens the window, on a project or on the last one, and waits for keys."""
    made: list[House] = []

    def opened(path: Path | None) -> House:
        house = House(prepare())
        made.append(house)
        menus = furnish(house)
        house.window.show()
        if path is None:
            menus.open_last()
        else:
            house.open_project(path)
        with qtbot.waitActive(house.window):
            house.window.activateWindow()
        if house.annotate is not None and house.annotate.bridge.article is not None:
            qtbot.waitUntil(house.annotate.view.hasFocus)
        return house

    yield opened
    for house in made:
        house.window.close()
        house.window.deleteLater()


@pytest.fixture
def house(open_house: Callable[[Path | None], House], project_path: Path) -> House:
    return open_house(project_path)


@pytest.fixture
def person(qtbot: QtBot, house: House) -> Person:
    """Someone at the keyboard of the open window."""
    return Person(qtbot, house)


@pytest.fixture
def again(
    qtbot: QtBot, open_house: Callable[[Path | None], House], project_path: Path
) -> Callable[[Person], Person]:
    """A function that closes the window and opens it again on the last project."""

    def reopen(before: Person) -> Person:
        before.leave()
        return Person(qtbot, open_house(None))

    return reopen


class Answers(QObject):
    """Someone who answers questions: presses the button with some words on each dialog shown."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.asked: list[str] = []
        self.before: Callable[[], object] = lambda: None

    def give(self, words: str, before: Callable[[], object] = lambda: None) -> None:
        """Press a button from now on; first do something, while the question stands."""
        self.words, self.before = words, before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, MessageDialog) and self.words:
            QTimer.singleShot(0, watched, lambda: self._answer(watched))
        return False

    def _answer(self, dialog: MessageDialog) -> None:
        self.asked.append(f"{dialog.words} {dialog.details}")
        self.before()
        next(b for b in dialog.findChildren(QPushButton) if b.text() == self.words).click()


@pytest.fixture
def answers(qapp: QApplication) -> Iterator[Answers]:
    made = Answers()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


class _WindowWatcher(QObject):
    """Hears every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


@pytest.fixture
def shown_windows(house: House, qapp: QApplication) -> Iterator[Callable[[], list[QWidget]]]:
    """A function that returns what was shown as a window since the house was opened."""
    watcher = _WindowWatcher()
    qapp.installEventFilter(watcher)
    yield lambda: watcher.seen
    qapp.removeEventFilter(watcher)


class _Attendant(QObject):
    """Does something with the next dialog of a kind, once it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[type[QDialog], Callable[[QDialog], object]]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            for kind, act in list(self.waiting):
                if isinstance(watched, kind):
                    self.waiting.remove((kind, act))
                    QTimer.singleShot(0, watched, lambda act=act: _attend(watched, act))
        return False


def _attend(dialog: QDialog, act: Callable[[QDialog], object]) -> None:
    """Do something with a dialog; where that fails, close it, so that the test fails and ends."""
    try:
        act(dialog)
    except BaseException:
        dialog.reject()
        raise


@pytest.fixture
def when_shown(
    qapp: QApplication,
) -> Iterator[Callable[[type[QDialog], Callable[[QDialog], object]], None]]:
    """A function that says what to do with the next dialog of a kind."""
    attendant = _Attendant()
    qapp.installEventFilter(attendant)
    yield lambda kind, act: attendant.waiting.append((kind, act))
    qapp.removeEventFilter(attendant)
    assert attendant.waiting == [], "a dialog was not shown"
