"""Who is to mark what: by a rule, with a look at the loads first, and by hand in a table."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.core.people import Assignment
from annotator.core.progress import Progress
from annotator.projects import articles, assigning, policy
from annotator.projects.opening import Project
from annotator.projects.people import people
from annotator.ui.chips import counted, one_line
from annotator.ui.dialogs.frame import button, caption, sentence
from annotator.ui.dialogs.message import speaks_for_itself, tell_error
from annotator.ui.dialogs.people.rule import RuleForm
from annotator.ui.dialogs.people.ticks import WorkTable
from annotator.ui.models.work_model import WorkModel
from annotator.ui.tasks import Task
from annotator.ui.writing import WritingLine

SOON = 250  # milliseconds after the last key until a rule is tried
NAMED = 12  # people whose loads are told one by one


class WorkPane(QWidget):
    """A rule on top, the table below; what is ticked is written at once."""

    changed = Signal()

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._task: Task | None = None
        self._again = False  # the rule was changed while it was tried
        self._found: list[Assignment] = []
        self.model = WorkModel()
        self.table = WorkTable()
        self.table.setModel(self.model)
        self.rule = RuleForm()
        self.preview = sentence("", quiet=True)
        self.give = button("Give", self.apply)
        self.search: QLineEdit = WritingLine("Find article", px=13, height=32)
        self.told = sentence("")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.try_rule)
        self._lay_out()
        self.rule.changed.connect(self._wait)
        self.search.textChanged.connect(self.model.search)
        self.model.asked.connect(self.set_given)
        self.model.practice_asked.connect(self.set_practice)

    def refresh(self) -> None:
        """Show the work as it stands, and try the rule."""
        project = self._project
        given = assigning.assigned(project)
        team = people(project)
        names = [*assigning.markers(team), *assigning.loads(given)]
        self.model.set_work(articles.articles(project), dict.fromkeys(names), given)
        self.model.set_practice(policy.policy(project).practice)
        self.table.share_width()
        self.told.setText("")
        self.try_rule()

    def try_rule(self) -> None:
        """Find out what the rule would give; that is done off the main thread."""
        if self._task is not None:
            self._again = True
            return
        rule, project = self.rule.rule(), self._project

        def work(_progress: Progress) -> list[Assignment]:
            return assigning.proposed(project, rule)

        self._task = Task(work)
        self._task.finished.connect(self._tried)
        self._task.failed.connect(self._not_tried)
        self._task.ended.connect(self._ended)
        self._task.start()

    def apply(self) -> None:
        """Give what the rule gives, as it was shown."""
        found = self._found
        if self._write(found, ()):
            self.refresh()
            self.told.setText(f"Given: {counted(len(found), 'assignment')}.")
            self.changed.emit()

    def set_given(self, document: str, name: str, on: bool) -> None:  # noqa: FBT001 a signal's
        """Give an article to somebody, or take it away; marks stay, and that is told."""
        one = Assignment(document, name, self.rule.rule().batch if on else "")
        if not self._write([one] if on else [], [] if on else [one]):
            return
        self.model.set_given(document, name, on=on)
        kept = not on and assigning.begun(self._project, [one])
        stay = f"{one_line(name, 40)} has marks on {document}: they stay where they are."
        self.told.setText(stay if kept else "")
        self._wait()
        self.changed.emit()

    def set_practice(self, document: str, on: bool) -> None:  # noqa: FBT001 a signal's
        """Say that an article is to practise on, or no longer."""
        try:
            policy.set_practice(self._project, document, on=on)
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self, "That could not be written", error)
            return
        self.model.set_practice(policy.policy(self._project).practice)
        self.changed.emit()

    def stop(self) -> None:
        """Wait for what is tried, as when the dialog closes."""
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.wait()

    def _wait(self) -> None:
        self.give.setEnabled(False)
        self._soon.start()

    def _write(self, given: Sequence[Assignment], taken: Sequence[Assignment]) -> bool:
        try:
            assigning.give(self._project, given, taken)
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self, "That could not be written", error)
            return False
        return True

    def _tried(self, found: list[Assignment]) -> None:
        self._found = found
        had = assigning.loads(assigning.assigned(self._project))
        self.preview.setText(preview_words(found, had))
        self.give.setEnabled(bool(found))

    def _not_tried(self, error: Exception) -> None:
        self._found = []
        self.give.setEnabled(False)
        if speaks_for_itself(error):
            self.preview.setText(str(error))
        else:
            tell_error(self, "The rule could not be tried", error)

    def _ended(self) -> None:
        self._task = None
        if self._again:
            self._again = False
            self.try_rule()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.rule, 1)
        column.addWidget(caption("By a rule"))
        column.addLayout(top)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.preview, 1)
        line.addWidget(self.give)
        column.addLayout(line)
        column.addSpacing(6)
        head = QHBoxLayout()
        head.addWidget(caption("By hand"))
        head.addStretch(1)
        self.search.setFixedWidth(260)
        self.search.setClearButtonEnabled(True)
        head.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)


def preview_words(found: Sequence[Assignment], had: dict[str, int]) -> str:
    """Return in words what would be given, and how much each would have then."""
    if not found:
        return "Nothing is missing: by this rule all articles have their people."
    more = assigning.loads(found)
    new = counted(len({one.document for one in found}), "article")
    names = sorted({*had, *more})
    told = [_load(name, had.get(name, 0), more.get(name, 0)) for name in names[:NAMED]]
    rest = f" and {len(names) - NAMED:,} more people" if len(names) > NAMED else ""
    return f"Would give {counted(len(found), 'assignment')} on {new}: {', '.join(told)}{rest}."


def _load(name: str, had: int, more: int) -> str:
    return f"{one_line(name, 30)} {had:,}" + (f" + {more:,}" if more else "")
