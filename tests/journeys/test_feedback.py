"""My work against gold: only when released, with reasons, and at once after a practice article."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.annotation import SetKey, Status
from annotator.core.change import Change
from annotator.core.policy import Policy
from annotator.projects.opening import open_project
from annotator.projects.policy import set_policy
from annotator.settings import load_settings, save_settings
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.ui.dialogs.feedback.window import FeedbackDialog
from annotator.ui.dialogs.message import MessageDialog
from annotator.ui.house.house import House
from tests.harbour import BADR, harbour_project
from tests.journeys.hands import act_as, settle
from tests.journeys.person import CTRL, SHIFT, K, Person

WHY = "The final stop stays out."
Shown = Callable[[type[QDialog], Callable[[QDialog], object]], None]
LATE = 10_000  # milliseconds that work in the background may take


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A project whose gold is done: each difference as most marked it, with a reason."""
    path = tmp_path / "harbour.quoth"
    project = harbour_project(path)
    for document in document_ids(project.store):
        settle(project, document, (WHY, "3.1"))
    project.close()
    save_settings(load_settings().with_(annotator_name=BADR))
    return path


@pytest.fixture
def badr(
    qtbot: QtBot, open_house: Callable[[Path | None], House], project_path: Path
) -> Callable[[Policy], Person]:
    """A function that opens the window for Badr, under a policy."""

    def opened(policy: Policy) -> Person:
        with open_project(project_path) as project:
            set_policy(project, policy)
        return Person(qtbot, open_house(project_path))

    return opened


def test_an_annotator_sees_each_difference_with_its_reason(
    badr: Callable[[Policy], Person], when_shown: Shown
) -> None:
    person = badr(Policy(feedback=True))
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, FeedbackDialog)
        person.qtbot.waitUntil(lambda: len(dialog.remarks.rows) == 6, timeout=LATE)
        names = Qt.ItemDataRole.AccessibleTextRole
        seen.extend(str(dialog.remarks.words(row, names)) for row in dialog.remarks.rows)
        assert [lane.short for lane in dialog.view.score.lanes] == ["BK", "Gold"]
        first = dialog.remarks.rows[0]
        assert dialog.view.score.place == (first.start, first.end)
        assert first.why
        assert dialog.why.text() == first.why, "in full, however long"
        claim_as_denial = dialog.confusion.index(0, 1)
        assert dialog.confusion.data(claim_as_denial) == "1"
        assert [row.title for row in dialog.articles.rows] == ["Harbour", "Mill"]
        person.qtbot.waitUntil(dialog.list.hasFocus)  # the desktop has let the dialog come up
        person.press(K.Key_Down)
        (other,) = dialog.remarks.rows
        assert dialog.view.score.place == (other.start, other.end)
        person.press(K.Key_Up)
        assert dialog.view.score.place == (first.start, first.end)
        dialog.accept()

    when_shown(FeedbackDialog, look)
    person.press(K.Key_G, CTRL | SHIFT)
    person.back()
    mine, gold = "Actor Brackwater Harbour Board", "Actor The Brackwater Harbour Board"
    assert f"Boundary. You: {mine}. Gold: {gold}. Guideline 3.1: {WHY}" in seen


def test_nothing_is_shown_before_it_is_released(badr: Callable[[Policy], Person]) -> None:
    person = badr(Policy())
    person.press(K.Key_G, CTRL | SHIFT)
    assert person.heard[-1] == "Your work is not to be seen beside gold yet."


def test_a_practice_article_is_offered_at_once_when_it_is_done(
    badr: Callable[[Policy], Person], project_path: Path, when_shown: Shown
) -> None:
    with open_project(project_path) as project:
        mill = document_ids(project.store)[1]
        key = SetKey(mill, BADR)
        status = Status("done")
        act_as(project, BADR, key, Change("Reopen article", removed=(status,)))
        assert read_set(project.store, key).status.state == "none"
    person = badr(Policy(practice=(mill,)))
    person.bridge.open(mill)
    asked: list[str] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, MessageDialog)
        asked.append(dialog.words)
        when_shown(FeedbackDialog, look)
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Show me").click()

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, FeedbackDialog)
        person.qtbot.waitUntil(lambda: len(dialog.articles.rows) == 1, timeout=LATE)
        asked.append(dialog.articles.rows[0].title)
        assert dialog.told.text() == "1 of your marks is as in gold, 1 place is not."
        dialog.accept()

    when_shown(MessageDialog, answer)
    person.press(K.Key_Return, CTRL)
    person.qtbot.waitUntil(lambda: len(asked) == 2, timeout=LATE)
    person.back()
    assert asked == ["See your marks beside gold?", "Mill"]
