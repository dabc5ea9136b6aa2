"""Golden pictures of review: the score, the card, the queue, light and dark, right to left.

To write them anew: python -m pytest tests/golden/pictures --renew-pictures, then look at each.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Span
from annotator.core.scheme import LabelScheme
from annotator.ui.app import prepare
from annotator.ui.house.house import House
from annotator.ui.house.menus import furnish
from annotator.ui.pages.review.page import ReviewPage
from annotator.ui.style import style_sheet
from annotator.ui.text.lanes import Lane
from annotator.ui.text.score import ScoreView
from annotator.ui.theme import DARK, LIGHT, Theme, look_of
from tests.golden.pictures.kept import SHARE, compare, difference, settled
from tests.golden.pictures.test_pictures import RIGHT_TO_LEFT
from tests.harbour import harbour_project

SIZE = (1300, 820)
LATE = 10_000  # milliseconds that work in the background may take
STATES = ("deciding", "editing")
Painted = Callable[[str, str], QImage]


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    path = tmp_path / "harbour.quoth"
    harbour_project(path).close()
    house = House(prepare().with_(annotator_name="Ravi Pillai", theme="light"))
    furnish(house)
    house.window.resize(*SIZE)
    house.window.show()
    house.open_project(path)
    yield house
    house.window.close()
    house.window.deleteLater()


@pytest.fixture
def painted(qtbot: QtBot, house: House) -> Painted:
    """A function that decides a little, and paints the window in a theme."""

    def paint(state: str, theme: str) -> QImage:
        house.choose_theme(theme)
        house.show_page("review")
        page = house.late.made("review")
        assert isinstance(page, ReviewPage)
        model = page.parts.differences.model
        qtbot.waitUntil(lambda: len(model.documents) == 2, timeout=LATE)
        page.deciding.take(0)
        page.deciding.give_reason(guideline="3.1")
        page.keep()
        page.deciding.take(0)
        page.deciding.give_reason("The content is a claim of its own.", "4.2")
        if state == "editing":
            page.set_editing(editing=True)
        qtbot.waitUntil(lambda: not house.bridge.waiting if house.bridge else True)
        qtbot.waitUntil(lambda: page.cases.read and page.likes.looked, timeout=LATE)
        page.parts.told.say("")
        house.window.topbar.set_saved("12:04")
        return settled(house.window, qtbot)

    return paint


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str, QImage], None]:
    """A function that compares a picture with the one that is kept."""
    return lambda name, image: compare(request, tmp_path, name, image)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_review_is_painted_as_it_was(
    painted: Painted, kept: Callable[[str, QImage], None], state: str, theme: str
) -> None:
    kept(f"review-{state}-{theme}", painted(state, theme))


def test_a_decision_less_is_seen(painted: Painted, house: House, qtbot: QtBot) -> None:
    """The tolerance is no blindness: a decision that is taken back is another picture."""
    whole = painted("deciding", "light")
    page = house.late.made("review")
    assert isinstance(page, ReviewPage)
    page.deciding.reopen()
    page.parts.told.say("")
    less = settled(house.window, qtbot)
    assert difference(whole, less)[0] > SHARE


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_score_is_painted_right_to_left_as_it_was(
    qtbot: QtBot,
    qapp: QApplication,
    scheme: LabelScheme,
    kept: Callable[[str, QImage], None],
    theme: Theme,
) -> None:
    prepare()
    qapp.setStyleSheet(style_sheet(LIGHT))  # as in the window: it sets how wide a scroll bar is
    view = ScoreView()
    qtbot.addWidget(view)
    view.resize(760, 470)
    view.set_look(look_of(scheme, theme))
    lanes = [_lane(name, cut) for name, cut in (("Anke N.", 0), ("Badr K.", 1), ("Gold", 0))]
    view.show_lanes(RIGHT_TO_LEFT, (), lanes[-1].spans, lanes)
    view.set_place((41, 98))
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    kept(f"score-right-to-left-{theme.name}", image)


def _lane(name: str, cut: int) -> Lane:
    """Return what one marked; `cut` leaves words out at the end."""
    marks = (
        ("actor", "وزارة المياه"),
        ("denial", "نفت وزارة المياه يوم الثلاثاء أن الآبار في الوادي قد جفت"),
        ("claim", "الآبار في الوادي قد جفت"),
        ("actor", "شركة Orbit Ltd"),
        ("quote", "«لم نجد بئرا واحدة جافة من 45 بئرا»"),
    )
    spans = []
    for number, (label, words) in enumerate(marks):
        shown = words.rsplit(" ", cut)[0] if cut else words
        start = RIGHT_TO_LEFT.index(words)
        spans.append(Span(f"{name[:1]}{number}", label, start, start + len(shown), shown))
    firm = name == "Gold"
    short = "Gold" if firm else f"{name[0]}{name.rsplit(maxsplit=1)[-1][0]}"
    return Lane(name, short, tuple(spans), firm=firm)
