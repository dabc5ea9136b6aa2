"""A strip at the foot of a window that shows how far some work is, with a way to stop it."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from annotator.ui.chips import one_line
from annotator.ui.dialogs.frame import button, form_style, paper_theme, sentence
from annotator.ui.errors import override
from annotator.ui.tasks import Task

HEIGHT, MARGIN, WIDTH = 46, 16, 560  # pixels
DELAY = 300  # milliseconds: what is done by then is not worth a strip


class ProgressStrip(QFrame):
    """Lies over the foot of a window while a task runs; the window stays alive under it."""

    def __init__(self, task: Task, over: QWidget) -> None:
        super().__init__(over)
        self._task = task
        self.setObjectName("strip")
        self.setStyleSheet(form_style(paper_theme()))
        self.words = sentence(f"{task.words or 'Working'}…")
        self.words.setWordWrap(False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(150)
        self.stop = button("Stop", self._stop)
        self.stop.setFixedHeight(28)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(14)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        self.hide()
        task.progressed.connect(self.show_progress)
        task.ended.connect(self._end)
        over.installEventFilter(self)
        QTimer.singleShot(DELAY, self, self._appear)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far the work is; total 0 when unknown."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        of = f"{done:,} of {total:,}" if total else f"{done:,}" if done else ""
        self.words.setText("  ".join(part for part in (words_of(self._task), of) if part))
        self.setToolTip("")
        self.setAccessibleDescription(one_line(words, 200))

    @property
    def _over(self) -> QWidget:  # asked for: a child that keeps its window deletes it with itself
        return self.parentWidget() or self

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.words.setText("Stopping…")
        self._task.cancel()

    def _appear(self) -> None:
        if self._task.running:
            self._place()
            self.show()
            self.raise_()

    def _end(self) -> None:
        self._over.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        over = self._over
        width = min(WIDTH, over.width() - 2 * MARGIN)
        left = (over.width() - width) // 2
        self.setGeometry(left, over.height() - HEIGHT - MARGIN, width, HEIGHT)

    @override(lambda: False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


def watch(task: Task, over: QWidget) -> ProgressStrip:
    """Show a strip over a window while a task runs; return it."""
    return ProgressStrip(task, over)


def words_of(task: Task) -> str:
    """Return what a task does, as it stands on the strip."""
    return task.words or "Working"
