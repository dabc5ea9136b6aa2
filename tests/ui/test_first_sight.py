"""The article is shown first; the house that comes around it moves nothing and loses no key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.annotation import AnnotatedDocument, AnnotationSet, SetKey, Span
from annotator.core.document import new_document
from annotator.core.people import Assignment
from annotator.projects.articles import articles
from annotator.projects.assigning import give
from annotator.projects.opening import Project, make_project, open_project
from annotator.settings import Position, Settings
from annotator.store.journal import import_documents
from annotator.ui.first_sight import FirstSight, first_article
from annotator.ui.house.house import House
from tests.items import items_by_id

HAND = "Ada"
TEXT = "The harbour denied that it had shut. " * 60


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "LOG"):
        monkeypatch.setenv(f"QUOTH_{name}_DIR", str(tmp_path / name.lower()))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "news.quoth") as made:
        import_documents(made.store, [_article(name) for name in "abc"], author=HAND, name="Import")
    with open_project(tmp_path / "news.quoth") as opened:
        yield opened


def _article(name: str) -> AnnotatedDocument:
    text = f"{name.upper()}. {TEXT}"
    span = Span(f"s{name}", "denial", 15, 21, text[15:21])
    marks = AnnotationSet(SetKey(name, HAND), items_by_id([span]))
    return AnnotatedDocument(new_document(name, text), (), (marks,))


@pytest.fixture
def sight(qtbot: QtBot, project: Project) -> Iterator[FirstSight]:
    made = FirstSight(Settings(annotator_name=HAND), project)
    yield made
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def houses(sight: FirstSight) -> list[House]:
    """The house, once the first sight asked for it."""
    built: list[House] = []
    sight.seen.connect(lambda: built.append(House(Settings(annotator_name=HAND), sight)))
    return built


def test_the_marks_are_painted_before_the_house_is_asked_for(
    qtbot: QtBot, sight: FirstSight
) -> None:
    painted: list[bool] = []
    sight.seen.connect(
        lambda: painted.append(any(p.boxes for p in sight.parts.view.planner._plans.values()))
    )
    sight.show()
    qtbot.waitUntil(lambda: bool(painted))
    assert painted == [True]


def test_nothing_moves_when_the_house_comes(
    qtbot: QtBot, sight: FirstSight, houses: list[House]
) -> None:
    view = sight.parts.view
    where: list[tuple[QPoint, int]] = []
    sight.show()
    where.append((view.mapTo(sight.window, QPoint(0, 0)), view.viewport().width()))
    qtbot.waitUntil(lambda: bool(houses))
    qtbot.waitUntil(view.hasFocus)
    QApplication.processEvents()
    where.append((view.mapTo(sight.window, QPoint(0, 0)), view.viewport().width()))
    assert where[0] == where[1]
    assert houses[0].annotate is not None
    assert houses[0].annotate.view is view
    assert houses[0].front.page is None, "a first page that nobody sees is not made"


def test_a_key_before_the_house_stands_does_what_it_always_does(
    qtbot: QtBot, sight: FirstSight, houses: list[House]
) -> None:
    sight.show()
    sight._sheet.removeEventFilter(sight)  # the paint is slow in coming
    sight._timer.stop()
    with qtbot.waitActive(sight.window):
        sight.window.activateWindow()
    assert houses == []
    QTest.keyClick(sight.window.windowHandle(), Qt.Key.Key_N)
    assert len(houses) == 1
    assert sight.parts.view.focused() == "sa"


def test_a_window_that_is_closed_at_once_closes_its_project(
    qtbot: QtBot, sight: FirstSight, houses: list[House]
) -> None:
    sight.show()
    sight.window.windowHandle().close()
    qtbot.waitUntil(lambda: bool(houses))
    assert houses[0].project is None


def test_one_begins_where_one_was(project: Project, qtbot: QtBot) -> None:
    place = Position("c", TEXT.index("shut", 1200))
    settings = Settings(annotator_name=HAND, positions={project.id: place})
    made = FirstSight(settings, project)
    made.show()
    assert made.bridge.article is not None
    assert made.bridge.article.id == "c"
    assert made.parts.view.verticalScrollBar().value() > 0
    made.bridge.close()
    made.window.deleteLater()


@pytest.mark.parametrize(("among_all", "first"), [(True, "c"), (False, "b")])
def test_one_begins_in_an_article_of_others_only_where_all_were_shown(
    project: Project, qtbot: QtBot, among_all: bool, first: str
) -> None:
    give(project, [Assignment("b", HAND)])
    settings = Settings(
        annotator_name=HAND, all_articles=among_all, positions={project.id: Position("c", 0)}
    )
    made = FirstSight(settings, project)
    made.show()
    assert made.bridge.article is not None
    assert made.bridge.article.id == first
    made.bridge.close()
    made.window.deleteLater()


def test_one_begins_with_the_wanted_article_else_the_first_unfinished_one(project: Project) -> None:
    assert [entry.id for entry in articles(project)] == ["a", "b", "c"]
    assert first_article(project, HAND, "b") == "b"
    assert first_article(project, HAND, "not there") == "a"
