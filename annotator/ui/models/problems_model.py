"""What stands in the way, as rows: errors, warnings, then hints and accepted ones in folds."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt

from annotator.core.problem import Problem, Severity
from annotator.ui.chips import counted, one_line
from annotator.ui.controls import plain_tip
from annotator.ui.models.rows import RowsModel

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
HINTS, ACCEPTED = "hints", "accepted"
Key = tuple[str, tuple[str, ...], int, int]


def key_of(problem: Problem) -> Key:
    """Return what makes a problem the same one after a further check.

    A problem that speaks of marks stays the same when words move; one of bare words is its place.
    """
    if problem.marks:
        return problem.rule, problem.marks, 0, 0
    return problem.rule, (), problem.start, problem.end


class ProblemRow(NamedTuple):
    """A problem with the words it is about, or the line of a fold (its name, how many, open)."""

    problem: Problem | None
    excerpt: str = ""
    fold: str = ""
    size: int = 0
    open: bool = False

    @property
    def fold_words(self) -> str:
        """Return "12 hints" or "3 accepted"."""
        return counted(self.size, "hint") if self.fold == HINTS else f"{self.size:,} accepted"


class ProblemsModel(RowsModel[ProblemRow]):
    """Keeps which folds are open and which problem is the current one."""

    def __init__(self) -> None:
        super().__init__()
        self.current: Key | None = None
        self.opened: set[str] = set()
        self._problems: list[Problem] = []
        self._text = ""
        self._row_of: dict[Key, int] = {}

    def set_problems(self, problems: Sequence[Problem], text: str) -> None:
        """Take what a check found in a text."""
        self._problems, self._text = list(problems), text
        self._show()

    def toggle(self, fold: str) -> None:
        """Open a fold, or close it."""
        self.opened ^= {fold}
        self._show()

    def set_current(self, problem: Problem | None) -> None:
        """Make a problem the current one, and open the fold that it lies in."""
        self.current = key_of(problem) if problem is not None else None
        known = next((one for one in self._problems if key_of(one) == self.current), None)
        fold = _fold_of(known) if known is not None else ""
        if fold and fold not in self.opened:
            self.toggle(fold)

    def row_of(self, key: Key | None) -> int:
        """Return the row of a problem, or -1 where it is not shown."""
        return self._row_of.get(key, -1) if key is not None else -1

    @property
    def current_problem(self) -> Problem | None:
        """Return the current problem as the last check found it, or None."""
        row = self.row_of(self.current)
        return self.rows[row].problem if row >= 0 else None

    def standing_on(self, spans: Collection[str]) -> list[Problem]:
        """Return what warns at some spans, the worst first: no hints, nothing accepted."""
        found = [one for one in self._problems if not _fold_of(one) and {*one.marks[:1]} & {*spans}]
        return sorted(found, key=lambda one: ORDER[one.severity])

    def count(self, severity: Severity) -> int:
        """Return how many open problems are that bad."""
        return sum(one.severity is severity and not one.accepted for one in self._problems)

    def words(self, row: ProblemRow, role: int) -> object:
        """Return message, tool tip and what a screen reader says."""
        problem, found = row.problem, None
        if role == Qt.ItemDataRole.DisplayRole:
            found = one_line(problem.message) if problem else row.fold_words
        elif role == Qt.ItemDataRole.ToolTipRole and problem:
            found = plain_tip(f"{problem.message} ({problem.rule})")
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            found = _said(row)
        return found

    def _show(self) -> None:
        folded: dict[str, list[Problem]] = {HINTS: [], ACCEPTED: []}
        standing: list[Problem] = []
        for one in self._problems:
            fold = _fold_of(one)
            (folded[fold] if fold else standing).append(one)
        standing.sort(key=lambda one: ORDER[one.severity])
        rows = [self._row(one) for one in standing]
        for fold, inside in folded.items():
            if inside:
                shown = fold in self.opened
                rows.append(ProblemRow(None, fold=fold, size=len(inside), open=shown))
                rows += [self._row(one) for one in inside] if shown else []
        self._row_of = {key_of(row.problem): n for n, row in enumerate(rows) if row.problem}
        self.put(rows)

    def _row(self, problem: Problem) -> ProblemRow:
        start = max(problem.start, 0)
        words = self._text[start : min(problem.end, start + 400)]
        return ProblemRow(problem, one_line(words) or f"at {problem.start}")


def _said(row: ProblemRow) -> str:
    problem = row.problem
    if problem is None:
        return f"{row.fold_words}, {'open' if row.open else 'folded'}"
    accepted = f", accepted: {one_line(problem.accepted)}" if problem.accepted else ""
    return f"{problem.severity.value}: {one_line(problem.message)}, {row.excerpt}{accepted}"


def _fold_of(problem: Problem) -> str:
    if problem.accepted:
        return ACCEPTED
    return HINTS if problem.severity is Severity.HINT else ""
