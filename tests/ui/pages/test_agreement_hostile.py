"""Hostile titles, names and texts on the agreement page: no markup, no image, never slow."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.agreement.report import PairFigures, Report, Scope
from annotator.core.annotation import Span
from annotator.core.document import new_document
from annotator.core.policy import Policy
from annotator.projects.opening import Project, make_project
from annotator.ui.dialogs.behind import BehindDialog
from annotator.ui.models.behind_model import BehindModel, Pair
from annotator.ui.pages.agreement.page import AgreementPage
from annotator.ui.pages.agreement.work import Measured
from annotator.ui.theme import LIGHT, Look, look_of
from tests.ui.plots.reports import full_report, paces
from tests.ui.test_hostile_text import TEXTS, _assert_plain, _assert_quick_and_no_image


@pytest.fixture(params=list(TEXTS))
def words(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param].replace("@image", "file:///etc/passwd")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.quoth") as made:
        yield made


@pytest.fixture
def hostile(project: Project, words: str) -> Look:
    """A look whose labels are called by the hostile words."""
    look = look_of(project.scheme, LIGHT)
    return Look(LIGHT, {name: one._replace(title=words) for name, one in look.labels.items()})


def _report(words: str) -> Report:
    report = full_report()
    names = tuple(f"{n} {words}" for n in range(3))
    pairs = tuple(
        PairFigures(names[i], names[j], one.exact, one.relaxed, one.token_kappa)
        for one, (i, j) in zip(report.by_pair, ((0, 1), (0, 2), (1, 2)), strict=True)
    )
    return replace(
        report, annotators=names, by_pair=pairs, left_out=(("d1", words),), warnings=(words,)
    )


def test_the_page_shows_what_is_called_so(
    qtbot: QtBot, project: Project, hostile: Look, words: str
) -> None:
    page = AgreementPage(project, hostile)
    qtbot.addWidget(page)
    page.resize(1440, 852)
    page.show_measured(
        Measured(
            report=_report(words),
            scope=Scope(),
            policy=Policy(),
            sentences=(words, words),
            titles={f"d{n}": words for n in range(10)},
            settled=frozenset({"d1"}),
            batches=((words, 3),),
            people=(words, f"x{words}"),
            paces=tuple(one._replace(annotator=f"{n}{words}") for n, one in enumerate(paces())),
            time=datetime(2026, 3, 16, 12, 4, tzinfo=UTC),
        )
    )
    page.body.more.toggle()
    with qtbot.waitExposed(page):
        page.show()
    _assert_plain(page.findChildren(QWidget))
    _assert_quick_and_no_image(page)
    for card in page.body.cards:
        _assert_quick_and_no_image(card)


def test_the_places_behind_a_number_show_it(qtbot: QtBot, hostile: Look, words: str) -> None:
    text = f"{words}. {words} and {words}"
    document = new_document("d", text, title=words)
    model = BehindModel(lambda _name: document)
    model.titles = lambda _label: words
    dialog = BehindDialog(None, words, model, hostile)
    qtbot.addWidget(dialog)
    whole = Span("a", "claim", 0, len(text), text)
    end = Span("b", words, len(text) - 1, len(text), text[-1])
    dialog.show_pairs(
        [
            Pair("d", (words, words), (whole, end), words),
            Pair("d", (words, words), (None, end), "missing"),
        ]
    )
    with qtbot.waitExposed(dialog):
        dialog.show()
    _assert_plain(dialog.findChildren(QWidget))
    _assert_quick_and_no_image(dialog)
