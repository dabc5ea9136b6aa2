from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from annotator.core.problem import Problem, Severity
from annotator.ui.models.problems_model import ACCEPTED, HINTS, ProblemsModel, key_of

TEXT = "Nobody asked us, she said."
ERROR = Problem("E07", Severity.ERROR, "Two claims cross.", ("s1", "s2"), 0, 6)
WARNING = Problem("W06", Severity.WARNING, "Quote without a speaker.", ("s3",), 7, 12)
HINT = Problem("I13", Severity.HINT, "Unmarked quote.", (), 17, 20)
SETTLED = Problem("W01", Severity.WARNING, "Splits a word.", ("s4",), 21, 25, accepted="a name")


def _model(*problems: Problem) -> ProblemsModel:
    model = ProblemsModel()
    model.set_problems(problems, TEXT)
    return model


def test_the_worst_comes_first_hints_and_accepted_ones_are_folded(
    qtmodeltester: ModelTester,
) -> None:
    model = _model(SETTLED, HINT, WARNING, ERROR)
    shown = [row.problem or row.fold_words for row in model.rows]
    assert shown == [ERROR, WARNING, "1 hint", "1 accepted"]
    model.toggle(HINTS)
    model.toggle(ACCEPTED)
    assert [row.problem for row in model.rows if row.problem] == [ERROR, WARNING, HINT, SETTLED]
    qtmodeltester.check(model)
    model.toggle(HINTS)
    assert model.row_of(key_of(HINT)) == -1


def test_only_open_ones_are_counted() -> None:
    model = _model(SETTLED, HINT, WARNING, ERROR)
    assert [model.count(one) for one in Severity] == [1, 1, 1]


def test_a_current_one_in_a_fold_opens_the_fold() -> None:
    model = _model(HINT, SETTLED)
    model.set_current(SETTLED)
    assert model.current_problem == SETTLED
    assert ACCEPTED in model.opened
    assert HINTS not in model.opened


def test_a_problem_stays_current_when_its_words_move() -> None:
    model = _model(WARNING)
    model.set_current(WARNING)
    moved = Problem("W06", Severity.WARNING, "Quote without a speaker!", ("s3",), 9, 14)
    model.set_problems([ERROR, moved], TEXT)
    assert model.current_problem == moved
    model.set_problems([ERROR], TEXT)
    assert model.current_problem is None
    assert key_of(HINT) != key_of(Problem("I13", Severity.HINT, "Unmarked quote.", (), 0, 2))


def test_a_screen_reader_hears_how_bad_what_and_where() -> None:
    model = _model(WARNING, SETTLED)
    model.toggle(ACCEPTED)
    said = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said == [
        "warning: Quote without a speaker., asked",
        "1 accepted, open",
        "warning: Splits a word., said, accepted: a name",
    ]
    assert "W06" in str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
