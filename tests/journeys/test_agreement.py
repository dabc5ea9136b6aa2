"""A lead looks at agreement in the real window: from a number to its place, by keys, by mouse."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.agreement.matching import matched
from annotator.core.people import Role
from annotator.projects import articles, people
from annotator.projects.opening import Project
from annotator.ui.dialogs.behind import BehindDialog
from annotator.ui.house.house import House
from annotator.ui.pages.agreement.page import AgreementPage
from annotator.ui.pages.review.page import ReviewPage
from annotator.ui.plots.plot import Plot
from tests.corpora import sample_team
from tests.journeys.person import CTRL, K

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def team(open_house: Callable[[Path | None], House], tmp_path: Path) -> House:
    """The window on a project that three annotators have finished."""
    path = tmp_path / "team.quoth"
    sample_team(path).project.close()
    return open_house(path)


def _page(qtbot: QtBot, house: House) -> AgreementPage:
    assert house.window.page == "agreement"
    page = cast("AgreementPage", house.late.made("agreement"))
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)
    return page


def _press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, keys)


def _dialog(qtbot: QtBot, page: AgreementPage) -> BehindDialog:
    """Wait until a dialog has found what stands behind a number and has the keyboard."""
    qtbot.waitUntil(lambda: bool(page.findChildren(BehindDialog)))
    dialog = page.findChildren(BehindDialog)[-1]
    qtbot.waitUntil(dialog.list.hasFocus, timeout=20_000)
    return dialog


def _left_out(project: Project, label: str) -> set[tuple[str, str]]:
    """Return the article and the words of the spans of a label that one of two left out."""
    found = set()
    for entry in articles.articles(project):
        sets = {one.key.annotator: one for one in articles.sets(project, entry.id)}
        done = sorted(name for name, one in sets.items() if one.status.state == "done")
        for left, right in combinations(done, 2):
            for match in matched(sets[left].spans, sets[right].spans):
                span = match.left or match.right
                if match.kind == "missing" and span is not None and span.label == label:
                    found.add((entry.id, span.text))
    return found


def _words(dialog: BehindDialog) -> set[tuple[str, str]]:
    spans = [(pair.document, pair.spans[0] or pair.spans[1]) for pair in dialog.model.rows]
    return {(document, span.text) for document, span in spans if span is not None}


def _row(plot: Plot, words: str) -> int:
    return next(n for n, item in enumerate(plot.items.rows) if item.words.startswith(words))


def test_by_keys_from_the_tab_to_the_place_in_review(qtbot: QtBot, team: House) -> None:
    _press(K.Key_3, CTRL)
    page = _page(qtbot, team)
    plot = page.body.confusion.plot
    for _ in range(30):
        if plot.hasFocus():
            break
        _press(K.Key_Tab)
    assert plot.hasFocus(), "the confusion cannot be reached by Tab"
    for _ in range(4):
        _press(K.Key_Right)
    assert plot.currentIndex().row() == _row(plot, "Claim that the other left out")
    _press(K.Key_Return)
    dialog = _dialog(qtbot, page)
    assert team.project is not None
    assert _words(dialog) == _left_out(team.project, "claim")
    _press(K.Key_Down)
    pair = dialog.model.rows[1]
    _press(K.Key_Return)
    qtbot.waitUntil(lambda: team.window.page == "review")
    review = cast("ReviewPage", team.late.made("review"))
    start, end = pair.range
    qtbot.waitUntil(lambda: review.deciding.document == pair.document)
    here = review.deciding.current
    assert here is not None
    assert here.start < end
    assert start < here.end


def test_by_mouse_from_the_tab_to_the_place_in_review(qtbot: QtBot, team: House) -> None:
    QTest.mouseClick(team.window.topbar.pages.button("agreement"), LEFT)
    page = _page(qtbot, team)
    plot = page.body.confusion.plot
    place = plot.box(_row(plot, "Left out by one, Quote at the other")).center().toPoint()
    QTest.mouseClick(plot.viewport(), LEFT, pos=place)
    dialog = _dialog(qtbot, page)
    assert team.project is not None
    assert _words(dialog) == _left_out(team.project, "quote")
    row = dialog.list.visualRect(dialog.model.index(0, 0)).center()
    pair = dialog.model.rows[0]
    QTest.mouseClick(dialog.list.viewport(), LEFT, pos=row)
    QTest.mouseDClick(dialog.list.viewport(), LEFT, pos=row)
    qtbot.waitUntil(lambda: team.window.page == "review")
    review = cast("ReviewPage", team.late.made("review"))
    assert review.deciding.document == pair.document


def test_an_article_of_the_list_opens_in_review(qtbot: QtBot, team: House) -> None:
    team.show_page("agreement")
    page = _page(qtbot, team)
    first = page.side.first
    wanted = first.articles.rows[0].document
    first.setFocus()
    _press(K.Key_Return)
    qtbot.waitUntil(lambda: team.window.page == "review")
    assert cast("ReviewPage", team.late.made("review")).deciding.document == wanted


def test_the_button_leads_to_the_export(qtbot: QtBot, team: House) -> None:
    team.show_page("agreement")
    page = _page(qtbot, team)
    QTest.mouseClick(page.side.export, LEFT)
    assert team.window.page == "export"
    assert team.export is not None
    qtbot.waitUntil(lambda: team.export is not None and not team.export.busy, timeout=20_000)


def test_closing_while_it_measures_ends_well(qtbot: QtBot, team: House) -> None:
    team.show_page("agreement")
    team.close_project()
    assert team.window.page == "start"


def test_an_annotator_sees_no_such_tab_and_no_key_leads_there(qtbot: QtBot, team: House) -> None:
    assert team.project is not None
    people.add_person(team.project, "Lena", Role.LEAD)
    _become(team, "ben")
    assert "agreement" not in team.pages
    team.show_page("agreement")
    assert team.window.page == "annotate"
    _become(team, "Lena")
    assert "agreement" in team.pages


def _become(house: House, name: str) -> None:
    assert house.project is not None
    house.keep(house.settings.with_(annotator_name=name))
    house.open_project(house.project.path)
