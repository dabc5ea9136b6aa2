"""What can be done about a problem: the buttons of its fixes, and a reason to accept it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.core.problem import Problem, Severity
from annotator.ui.chips import elided
from annotator.ui.controls import ENTER, FlowRow, give_tip, push_button
from annotator.ui.errors import override
from annotator.ui.theme import ui_font
from annotator.ui.writing import KeepingLine

WIDEST = 210  # pixels of a button's words


class Remedies(QWidget):
    """The buttons under the current problem, and the line for a reason."""

    fixed = Signal(object, object)
    accepted = Signal(object, str)
    unaccepted = Signal(object)
    resized = Signal()

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self._flow = FlowRow(gap=6)
        self.buttons: list[QPushButton] = []
        for fix in problem.fixes:
            button = self._button(fix.title)
            button.clicked.connect(lambda _on=False, f=fix: self.fixed.emit(problem, f))
        if problem.accepted:
            back = self._button("Take the acceptance back")
            back.clicked.connect(lambda: self.unaccepted.emit(problem))
        elif problem.severity is not Severity.ERROR:
            accept = self._button("Accept…", tone="quiet")
            accept.clicked.connect(lambda: self.ask_reason(""))
        self.reason = ReasonLine()
        self.reason.hide()
        self.reason.given.connect(lambda words: self.accepted.emit(problem, words))
        self.reason.left.connect(self._leave)
        self._flow.setParent(self)
        self.reason.setParent(self)

    @property
    def draft(self) -> str | None:
        """Return the reason that is being written, or None while there is none."""
        return None if self.reason.isHidden() else self.reason.text()

    @property
    def wanted_height(self) -> int:
        """Return the height in pixels that the buttons or the line need."""
        if not self.reason.isHidden():
            return self.reason.height()
        return self._flow.height() if self.buttons else 0

    def fit(self, width: int) -> None:
        """Break the buttons to a width in pixels."""
        self._flow.setGeometry(0, 0, width, self._flow.height())
        self._flow.arrange()
        self.reason.setGeometry(0, 0, width, self.reason.height())

    def ask_reason(self, draft: str) -> None:
        """Let the reason be written."""
        self._flow.hide()
        self.reason.setText(draft)
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resized.emit()

    def _leave(self) -> None:
        self.reason.hide()
        self._flow.show()
        self.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        self.resized.emit()

    def _button(self, words: str, tone: str = "plain") -> QPushButton:
        button = push_button(elided(words, ui_font(11, 500), WIDEST), tone=tone, px=11, height=24)
        give_tip(button, words)
        self.buttons.append(button)
        self._flow.add(button)
        return button


class ReasonLine(KeepingLine):
    """Why a problem is none; Enter accepts it, Esc goes back."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("Why is it right as it is?", px=11, height=26)
        self.setAccessibleDescription("Enter accepts the problem, Escape goes back")
        self.setMaxLength(1000)

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the reason, or leave; no reason is none."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in ENTER:
            super().keyPressEvent(event)
        elif self.text().strip():
            self.given.emit(self.text().strip())
