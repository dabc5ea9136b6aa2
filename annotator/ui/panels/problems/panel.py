"""The panel of problems: its heading, its list, and what it tells."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.problem import Problem, Severity
from annotator.ui.chips import counted, keycap
from annotator.ui.controls import PlainLabel, SectionHeader, panel_frame
from annotator.ui.errors import override
from annotator.ui.models.problems_model import ProblemsModel, key_of
from annotator.ui.panels.problems.remedies import Remedies
from annotator.ui.panels.problems.rows import ProblemList
from annotator.ui.theme import Look

MARGIN, HEAD = 18, 46  # pixels
NEXT_KEY = "U"
CHECKING = "checking…"


class ProblemsPanel(QFrame):
    """A click on a problem goes there; the current one shows what can be done about it."""

    picked = Signal(object)  # Problem
    fixed = Signal(object, object)  # Problem, Fix
    accepted = Signal(object, str)  # Problem, the reason
    unaccepted = Signal(object)  # Problem

    def __init__(self, look: Look) -> None:
        super().__init__()
        panel_frame(self)
        self.setMinimumHeight(104)
        self.setAccessibleName("Before you finish")
        self.model = ProblemsModel()
        self._count = PlainLabel(tone="quiet", px=11)
        self._key = Keycap(NEXT_KEY, look)
        self._calm = PlainLabel("Nothing stands in the way.", tone="quiet", px=12)
        self._calm.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.list = ProblemList(look, self.model)
        self.list.chosen.connect(self._chosen)
        self._lay_out()
        self._tell()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.list.set_look(look)
        self._key.set_look(look)

    def set_problems(self, problems: Sequence[Problem], text: str) -> None:
        """Show what a check found in a text; what is being done about one of them goes on."""
        self.model.set_problems(problems, text)
        self._show_remedies()
        self._tell()

    def set_outdated(self) -> None:
        """Say that the marks are another now and are being checked, until problems are set."""
        self._count.setText(CHECKING)
        self._calm.hide()
        self.setAccessibleDescription(CHECKING)

    def set_current(self, problem: Problem | None) -> None:
        """Show what can be done about a problem, and bring it into sight."""
        self.model.set_current(problem)
        self._show_remedies()
        self.list.doItemsLayout()
        self.list.show_row(self.model.row_of(self.model.current))

    @property
    def wanted_height(self) -> int:
        """Return the height in pixels at which all problems are in sight."""
        return HEAD + self.list.whole_height()

    @property
    def count_words(self) -> str:
        """Return what the heading says: "1 error · 3 warnings"."""
        return self._count.text()

    def _chosen(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if row.problem is None:
            self.model.toggle(row.fold)
            self._show_remedies()
            return
        self.set_current(row.problem)
        self.picked.emit(row.problem)

    @property
    def remedies(self) -> Remedies | None:
        """Return what can be done about the current problem, where there is one."""
        return self.list.remedies

    def _show_remedies(self) -> None:
        problem, shown = self.model.current_problem, self.list.remedies
        draft = None
        if shown is not None and shown.problem != problem:
            same = problem is not None and key_of(shown.problem) == key_of(problem)
            draft = shown.draft if same else None
            shown = None
        if problem is not None and shown is None:
            shown = self._make_remedies(problem)
        self.list.set_remedies(shown)
        if shown is not None and draft is not None:
            shown.ask_reason(draft)

    def _make_remedies(self, problem: Problem) -> Remedies:
        remedies = Remedies(problem)
        remedies.fixed.connect(self.fixed)
        remedies.accepted.connect(self.accepted)
        remedies.unaccepted.connect(self.unaccepted)
        return remedies

    def _tell(self) -> None:
        counts = [
            counted(self.model.count(severity), severity.value)
            for severity in (Severity.ERROR, Severity.WARNING)
            if self.model.count(severity)
        ]
        self._count.setText(" · ".join(counts))
        self._calm.setVisible(not counts)
        self.list.setVisible(bool(self.model.rows))
        self._spacer.setVisible(not self.model.rows)
        self.setAccessibleDescription(" and ".join(counts) or self._calm.text())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(8)
        top.addWidget(SectionHeader("Before you finish"))
        top.addStretch()
        top.addWidget(self._count)
        top.addWidget(self._key)
        self._spacer = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 11, 0, 6)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._calm)
        column.addWidget(self.list, 1)
        column.addWidget(self._spacer, 1)


class Keycap(QWidget):
    """The key that goes on to the next problem."""

    def __init__(self, key: str, look: Look) -> None:
        super().__init__()
        self._key, self._look = key, look
        self.setFixedSize(17, 17)
        self.setAccessibleName(f"Key {key} goes to the next problem")

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key cap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        keycap(painter, QPointF(0.5, 0.5), self._key, self._look.theme)
