"""How far everyone is, and how fast they go."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from annotator.core import progress as telling
from annotator.projects.opening import Project
from annotator.ui.dialogs.frame import sentence
from annotator.ui.dialogs.message import tell_error
from annotator.ui.models.pace_model import PaceModel
from annotator.ui.tasks import Task
from annotator.ui.theme import ui_font

if TYPE_CHECKING:
    from annotator.review.progress import Progress

NOTE = (
    "Pace and minutes come from the history of the marks; pauses of more than 5 minutes are left "
    "out. Articles that came in done count as done, not as work."
)


class PacePane(QWidget):
    """A table that is read off the main thread."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._task: Task | None = None
        self.model = PaceModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Progress of everyone")
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.table.verticalHeader().hide()
        self.table.setFont(ui_font(13))
        self.table.horizontalHeader().setFont(ui_font(12, 600))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.words = sentence("", quiet=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)

    def refresh(self) -> None:
        """Read how far everyone is."""
        if self._task is not None:
            return
        store = self._project.store

        def work(tell: telling.Progress) -> "list[Progress]":
            from annotator.review.progress import progress

            def stopped() -> bool:
                tell(0, 0, "")  # raises once it was asked to stop
                return False

            return progress(store, cancelled=stopped)

        self.words.setText("Reading the history…")
        self._task = Task(work)
        self._task.finished.connect(self._show)
        self._task.failed.connect(self._failed)
        self._task.ended.connect(self._ended)
        self._task.start()

    def stop(self) -> None:
        """Stop reading, as when the dialog closes."""
        if self._task is not None:
            self._task.cancel()
            self._task.wait()

    def _show(self, found: "list[Progress]") -> None:
        self.model.set_rows(found)
        self.words.setText(NOTE if found else "Nobody marks here yet.")

    def _failed(self, error: Exception) -> None:
        self.words.setText("")
        tell_error(self, "Progress could not be read", error)

    def _ended(self) -> None:
        self._task = None
