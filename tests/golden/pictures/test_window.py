"""Golden pictures of the whole window: all panels in their places, light and dark.

To write them anew: python -m pytest tests/golden/pictures --renew-pictures, then look at each.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Relation, Span
from annotator.core.change import Change
from annotator.core.guess import default_attributes
from annotator.editing import edits
from annotator.projects.opening import make_project
from annotator.transfer.importing import import_text
from annotator.ui.app import prepare
from annotator.ui.house.house import House
from annotator.ui.house.menus import furnish
from tests.golden.pictures.kept import SHARE, compare, difference, settled
from tests.golden.pictures.test_pictures import NESTED, PICTURES

SIZE = (1240, 800)
OTHERS = ("Ferry operator denies scrapping lifeboats to cut costs", "Tram strike to go ahead")

Painted = Callable[[str, str], QImage]


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    """The window on a project of three articles: one done, one with marks, one new."""
    path = tmp_path / "harbour.quoth"
    with make_project(path, name="Harbour news") as project:
        for title in OTHERS:
            import_text(project.store, project.scheme, f"{title}\n\nNothing more is known.\n")
        import_text(project.store, project.scheme, NESTED)
    house = House(prepare().with_(annotator_name="Ann Reed", theme="light"))
    furnish(house)
    house.window.resize(*SIZE)
    house.window.show()
    house.open_project(path)
    yield house
    house.window.close()
    house.window.deleteLater()


@pytest.fixture
def painted(qtbot: QtBot, house: House) -> Painted:
    """A function that shows a page in a theme and paints the window."""

    def paint(page: str, theme: str) -> QImage:
        house.choose_theme(theme)
        if page == "annotate":
            _work(house, qtbot)
        else:
            house.close_project()
            house.front.show([], house.look)
        assert house.window.size().toTuple() == SIZE
        return settled(house.window, qtbot)

    return paint


def _work(house: House, qtbot: QtBot) -> None:
    """Leave one article done, and marks, relations, problems and a focus on another."""
    page, bridge = house.annotate, house.bridge
    assert page is not None
    assert bridge is not None
    assert bridge.article is not None
    bridge.do(edits.set_status(bridge.article.items, "done"))
    bridge.open(page.parts.queue.model.rows[-1].id)
    bridge.do(Change("Mark", added=(*_spans(house), *_relations())))
    qtbot.waitUntil(lambda: not bridge.waiting)
    page.marking.focus("q2")
    page.checks.now()
    qtbot.waitUntil(lambda: bool(page.parts.problems.model.rows))
    page.parts.told.say("")
    house.window.topbar.set_saved("12:04")


def _spans(house: House) -> Iterator[Span]:
    assert house.project is not None
    for key, label, words in PICTURES["nested"].spans:
        start = NESTED.index(words)
        end = start + len(words)
        guessed = default_attributes(house.project.scheme, label, NESTED, start, end, "en")
        yield Span(key, label, start, end, words, guessed)


def _relations() -> Iterator[Relation]:
    for number, ends in enumerate(PICTURES["nested"].relations):
        yield Relation(f"r{number}", *ends)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", ["annotate", "start"])
def test_the_window_is_painted_as_it_was(
    painted: Painted, request: pytest.FixtureRequest, tmp_path: Path, page: str, theme: str
) -> None:
    compare(request, tmp_path, f"window-{page}-{theme}", painted(page, theme))


def test_a_panel_less_is_seen(painted: Painted, house: House, qtbot: QtBot) -> None:
    """The tolerance is no blindness: without the problems it is another picture."""
    whole = painted("annotate", "light")
    assert house.annotate is not None
    house.annotate.parts.problems.set_problems([], "")
    less = settled(house.window, qtbot)
    assert difference(whole, less)[0] > SHARE
