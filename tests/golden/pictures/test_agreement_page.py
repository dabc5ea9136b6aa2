"""Golden pictures of the agreement page, of figures made by hand.

To write them anew: python -m pytest tests/golden/pictures --renew-pictures, then look at each.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.agreement.report import Scope
from annotator.core.policy import Policy
from annotator.projects.opening import Project, make_project
from annotator.ui.app import prepare
from annotator.ui.pages.agreement.page import AgreementPage
from annotator.ui.pages.agreement.work import Measured
from annotator.ui.style import style_sheet
from annotator.ui.theme import DARK, LIGHT, Theme, look_of, palette
from tests.golden.pictures.kept import SHARE, compare, difference, settled
from tests.ui.plots.reports import PEOPLE, Pace, empty_report, full_report, paces

SIZE = (1440, 852)
FULL = Measured(
    report=full_report(),
    scope=Scope(),
    policy=Policy(),
    sentences=(
        "Quotes meet the goal. Actors are close. Claims and denials do not.",
        "Overall 0.67 for same words (0.63 to 0.71) and 0.84 for overlapping words.",
    ),
    titles={f"d{n}": f"Article {n}: the harbour board rejects the claim" for n in range(60)},
    settled=frozenset({"d50", "d51", "d52"}),
    batches=(("Pilot 2", 46),),
    people=PEOPLE,
    paces=paces(),
    time=datetime(2026, 3, 16, 12, 4, tzinfo=UTC),
)
EMPTY = replace(
    FULL,
    report=empty_report(),
    sentences=("There is nothing to compare yet.", "Nobody has finished an article."),
    settled=frozenset(),
    paces=(Pace(PEOPLE[0], 60, 0, 2), Pace(PEOPLE[1], 60, 0)),
)
SHOWN = {"agreement": FULL, "agreement-empty": EMPTY}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.quoth") as made:
        yield made


@pytest.fixture
def painted(
    qtbot: QtBot, qapp: QApplication, project: Project
) -> Callable[[Measured, Theme], QImage]:
    """A function that paints the page with what was measured, on a paper."""
    prepare()

    def paint(found: Measured, theme: Theme) -> QImage:
        qapp.setPalette(palette(theme))
        qapp.setStyleSheet(style_sheet(theme))
        page = AgreementPage(project, look_of(project.scheme, theme))
        qtbot.addWidget(page)
        page.resize(*SIZE)
        page.show_measured(found)
        with qtbot.waitExposed(page):
            page.show()
        page.setFocus()
        return settled(page, qtbot)

    return paint


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", list(SHOWN))
def test_the_page_is_painted_as_it_was(
    painted: Callable[[Measured, Theme], QImage],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    name: str,
    theme: Theme,
) -> None:
    compare(request, tmp_path, f"{name}-{theme.name}", painted(SHOWN[name], theme))


def test_another_figure_is_another_picture(painted: Callable[[Measured, Theme], QImage]) -> None:
    """The tolerance is no blindness."""
    less = replace(FULL, report=replace(FULL.report, by_label=FULL.report.by_label[:3]))
    share, _ = difference(painted(FULL, LIGHT), painted(less, LIGHT))
    assert share > SHARE
