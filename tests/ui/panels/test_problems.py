import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.change import Change
from annotator.core.problem import Fix, Problem, Severity
from annotator.ui.panels.problems import ProblemsPanel
from annotator.ui.theme import Look

TEXT = "Nobody asked us, she said on Monday."
TRIM, DROP = Fix("Trim the mark", Change("Trim")), Fix("Take it away", Change("Remove"))
ERROR = Problem("E06", Severity.ERROR, "White space at an edge.", ("s1",), 0, 7, (TRIM, DROP))
WARNING = Problem("W06", Severity.WARNING, "Quote without a speaker.", ("s2",), 7, 12)
HINT = Problem("I13", Severity.HINT, "Unmarked quote.", (), 17, 20)
SETTLED = Problem("W01", Severity.WARNING, "Splits a word.", ("s4",), 21, 25, accepted="a name")
ALL = [ERROR, WARNING, HINT, SETTLED]


@pytest.fixture
def problems(qtbot: QtBot, look: Look) -> ProblemsPanel:
    panel = ProblemsPanel(look)
    qtbot.addWidget(panel)
    panel.resize(320, 420)
    panel.set_problems(ALL, TEXT)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def _click(panel: ProblemsPanel, row: int) -> None:
    panel.grab()
    place = panel.list.visualRect(panel.model.index(row, 0)).topLeft() + QPoint(60, 8)
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_heading_says_what_stands_in_the_way(problems: ProblemsPanel) -> None:
    assert problems.count_words == "1 error · 1 warning"
    problems.set_problems([HINT], TEXT)
    assert problems.count_words == ""
    assert problems._calm.isVisible()
    problems.set_problems([WARNING] * 3, TEXT)
    assert problems.count_words == "3 warnings"


def test_a_click_goes_there_and_shows_what_can_be_done(problems: ProblemsPanel) -> None:
    heard: list[Problem] = []
    problems.picked.connect(heard.append)
    _click(problems, 0)
    assert heard == [ERROR]
    assert problems.remedies is not None
    assert [button.text() for button in problems.remedies.buttons] == [
        "Trim the mark",
        "Take it away",
    ], "an error cannot be accepted"


def test_a_fix_is_told_with_its_problem(problems: ProblemsPanel) -> None:
    heard: list[tuple[Problem, Fix]] = []
    problems.fixed.connect(lambda problem, fix: heard.append((problem, fix)))
    problems.set_current(ERROR)
    assert problems.remedies is not None
    problems.remedies.buttons[1].click()
    assert heard == [(ERROR, DROP)]


def test_a_warning_is_accepted_with_a_reason_and_not_without(problems: ProblemsPanel) -> None:
    heard: list[tuple[Problem, str]] = []
    problems.accepted.connect(lambda problem, reason: heard.append((problem, reason)))
    problems.set_current(WARNING)
    remedies = problems.remedies
    assert remedies is not None
    remedies.buttons[-1].click()
    assert remedies.reason.isVisible()
    QTest.keyClick(remedies.reason, Qt.Key.Key_Return)
    assert heard == [], "no reason is none"
    QTest.keyClicks(remedies.reason, "  it is so ")
    QTest.keyClick(remedies.reason, Qt.Key.Key_Return)
    assert heard == [(WARNING, "it is so")]


def test_esc_leaves_the_reason_and_brings_the_buttons_back(problems: ProblemsPanel) -> None:
    problems.set_current(WARNING)
    remedies = problems.remedies
    assert remedies is not None
    remedies.buttons[-1].click()
    QTest.keyClicks(remedies.reason, "half a rea")
    QTest.keyClick(remedies.reason, Qt.Key.Key_Escape)
    assert remedies.reason.isHidden()
    assert remedies.buttons[-1].isVisible()


def test_a_reason_that_is_being_written_survives_a_further_check(problems: ProblemsPanel) -> None:
    problems.set_current(WARNING)
    assert problems.remedies is not None
    problems.remedies.buttons[-1].click()
    QTest.keyClicks(problems.remedies.reason, "because")
    moved = Problem("W06", Severity.WARNING, "Quote without a speaker!", ("s2",), 8, 13)
    problems.set_problems([moved], TEXT)
    assert problems.remedies.draft == "because"
    problems.set_problems([ERROR], TEXT)
    assert problems.remedies is None


def test_an_acceptance_can_be_taken_back(problems: ProblemsPanel) -> None:
    heard: list[Problem] = []
    problems.unaccepted.connect(heard.append)
    problems.set_current(SETTLED)
    remedies = problems.remedies
    assert remedies is not None
    assert [button.text() for button in remedies.buttons] == ["Take the acceptance back"]
    remedies.buttons[0].click()
    assert heard == [SETTLED]


def test_folds_open_and_close_by_a_click(problems: ProblemsPanel) -> None:
    assert len(problems.model.rows) == 4
    _click(problems, 2)
    assert [row.problem for row in problems.model.rows].count(HINT) == 1
    _click(problems, 2)
    assert HINT not in [row.problem for row in problems.model.rows]


def test_the_buttons_stand_under_their_problem(problems: ProblemsPanel) -> None:
    problems.set_current(ERROR)
    problems.grab()
    row = problems.list.visualRect(problems.model.index(0, 0))
    assert problems.remedies is not None
    assert row.contains(problems.remedies.geometry().center())
    below = problems.list.visualRect(problems.model.index(1, 0))
    assert not below.intersects(problems.remedies.geometry())
    problems.resize(230, 420)
    problems.grab()
    row = problems.list.visualRect(problems.model.index(0, 0))
    assert row.contains(problems.remedies.geometry().center())
