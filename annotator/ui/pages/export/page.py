"""The page where the dataset goes out: what would be exported, what hinders it, and the export."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from annotator.core.progress import Progress
from annotator.projects import articles
from annotator.projects.opening import Project
from annotator.settings import kept_beside
from annotator.transfer.checking import Finding
from annotator.transfer.export_terms import (
    ExportRefusedError,
    ExportReport,
    Preview,
    holds_unfinished,
    left_out_sentences,
    why_nothing,
)
from annotator.transfer.exporting import export_dataset, preview_export
from annotator.transfer.verify import Proved, prove_path
from annotator.ui.chips import counted
from annotator.ui.dialogs.frame import button, form_style, heading, sentence
from annotator.ui.dialogs.message import confirm, speaks_for_itself, tell, tell_error
from annotator.ui.pages.export.content import ExportContent
from annotator.ui.pages.export.findings import FindingsList
from annotator.ui.pages.export.form import ExportForm
from annotator.ui.pages.export.views import counts_of, fitting
from annotator.ui.tasks import Task
from annotator.ui.theme import Look

SHOWN = 500  # findings
CHECKING = "Checking"
ANYWAY = "Or tick “In spite of open warnings”."
LET_OUT = "To let out what is not finished, tick “Marks that are not done, too”."


class ExportPage(QWidget):
    """Checks the project off the main thread, exports, and proves what was written."""

    jump_requested = Signal(str, object)  # the id of an article, and a Problem or None
    gold_requested = Signal(str, int, int)  # the same for gold: where in the article it lies

    def __init__(
        self, project: Project, look: Look, author: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._project, self._author = project, author
        self._task: Task | None = None
        self._again = False  # something else was chosen while it was checked
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = ExportForm(kept_beside(project.path) / f"{project.path.stem} dataset")
        self.title = heading("", 24)
        self.words = sentence("", quiet=True)
        self.list = FindingsList(look, {rule.id: rule.title for rule in project.scheme.rules})
        self.content = ExportContent(look, {r.name: r.words for r in project.scheme.relations})
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._stop = button("Stop", self.stop)
        self._result = self._result_row()
        self._lay_out()
        self.form.export_wanted.connect(self.export)
        self.form.verify_wanted.connect(self.verify)
        self.form.changed.connect(self.refresh)
        self.list.jumped.connect(self.jump_requested)
        self.list.gold_jumped.connect(self.gold_requested)
        self.set_look(look)

    @property
    def busy(self) -> bool:
        """Tell whether something is checked, exported or proved just now."""
        return self._task is not None

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.setStyleSheet(form_style(look.theme))
        self.list.set_look(look)
        self.content.set_look(look)

    def refresh(self) -> None:
        """Check the project again, as when the page comes to the front."""
        if self._task is not None:
            self._again = self._task.words == CHECKING
            return
        self.form.set_annotators([one.name for one in articles.annotators(self._project)])
        self.form.propose(*fitting(self._project, self._author()))
        self._result.hide()
        options = replace(self.form.options_or_usual(), allow_problems=False)  # warnings are told

        def work(progress: Progress) -> Preview:
            return preview_export(self._project.store, self._project.scheme, options, progress)

        self._run(Task(work, CHECKING), self._checked)

    def export(self) -> None:
        """Write the dataset; where one lies there already, ask first."""
        if self.busy or not self.form.check():
            return
        out = self.form.out()
        force = out.exists()
        if force and not confirm(
            self,
            f"Replace {out.name}?",
            "It is replaced if it is a dataset that Quoth wrote; any other folder is left alone.",
            "Replace",
        ):
            return
        options = self.form.options(force=force)

        def work(progress: Progress) -> ExportReport:
            project = self._project
            return export_dataset(project.store, project.scheme, out, options, progress)

        self._run(Task(work, "Exporting"), self._exported)

    def verify(self) -> None:
        """Prove the dataset in the folder."""
        if self.busy:
            return
        out = self.form.out()

        def work(progress: Progress) -> Proved:
            return prove_path(out, progress)

        self._run(Task(work, "Verifying"), self._verified)

    def stop(self) -> None:
        """Stop what runs."""
        if self._task is not None:
            self._task.cancel()

    # -- what came of it

    def _checked(self, found: Preview) -> None:
        self.form.show_counts(counts_of(found))
        self._show_findings(found.findings, found.errors, found.warnings)
        self.content.show_counts(found.labels, found.relations)
        if not found.findings and found.articles:
            self._say("Ready to export.", "")
        elif not found.findings:
            way = LET_OUT if self.form.may_let_out and holds_unfinished(found.left_out) else ""
            self._say("Nothing to export yet.", f"{why_nothing(found.left_out)} {way}".strip())
        if found.notes:
            self._say(self.title.text(), " ".join([self.words.text(), *found.notes]).strip())

    def _exported(self, report: ExportReport) -> None:
        self._show_findings([], 0, 0)
        left_out = left_out_sentences(report.left_out)
        said = [_written(report), *left_out, *report.losses, *report.notes]
        self._say("Exported, and proved.", " ".join(said))
        self._result.show()

    def _show_findings(self, found: list[Finding], errors: int, warnings: int) -> None:
        """List what stands in the marks that would go out, and say what of it hinders."""
        self.list.findings.set_findings(found[:SHOWN])
        self.list.setVisible(bool(found))
        anyway = self.form.anyway.isChecked()
        hinders = errors if anyway else errors + warnings
        self.form.show_hindrance(_beside_button(errors, 0 if anyway else warnings))
        if hinders:
            title = f"{counted(hinders, 'problem')} to settle first."
        else:
            title = f"Ready, in spite of {counted(warnings, 'open warning')}."
        if found:
            self._say(title, _hindrance(errors, warnings, anyway=anyway))

    def _refused(self, error: ExportRefusedError) -> None:
        """Say that nothing was written and why, and lead to the first of what hinders it."""
        self._show_findings(error.findings, error.errors, error.warnings)
        self._say(f"Nothing was written: {self.title.text()}", self.words.text())
        self.list.show_first()

    def _verified(self, found: Proved) -> None:
        if found.problems:
            self._say("The dataset does not hold.", counted(len(found.problems), "problem"))
            tell(self, "The dataset does not hold.", "\n".join(found.problems))
        else:
            words = "Every span, digest, id and relation in the folder is right."
            self._say("Proved.", " ".join([words, *found.notes]))
            self._result.show()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ExportRefusedError):
            self._refused(error)
            return
        words = str(error) if speaks_for_itself(error) else "See the details."
        self._say("That did not work.", words)
        tell_error(self, "That did not work.", error)

    # -- the work itself

    def _run(self, task: Task, then: Callable[..., None]) -> None:
        self._task = task
        self._say(f"{task.words}…", "")
        task.progressed.connect(self._progressed)
        task.ended.connect(self._ended)
        task.finished.connect(then)
        task.failed.connect(self._failed)
        task.cancelled.connect(lambda: self._say("Stopped.", "Nothing was written."))
        self.form.set_busy(busy=True)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._stop.show()
        task.start()

    def _progressed(self, done: int, total: int, _words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ended(self) -> None:
        self._task = None
        self.bar.hide()
        self._stop.hide()
        self.form.set_busy(busy=False)
        if self._again:
            self._again = False
            self.refresh()

    def _say(self, title: str, words: str) -> None:
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _result_row(self) -> QWidget:
        row = QFrame()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 6, 0, 0)
        line.setSpacing(10)
        line.addWidget(button("Open folder", self.open_folder))
        line.addWidget(button("Copy path", self.copy_path))
        line.addStretch(1)
        row.hide()
        return row

    def open_folder(self) -> None:
        """Show the dataset in the desktop's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.form.out())))

    def copy_path(self) -> None:
        """Put the folder's path on the clipboard."""
        QGuiApplication.clipboard().setText(str(self.form.out().absolute()))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(40, 32, 40, 24)
        right.setSpacing(8)
        working = QHBoxLayout()
        working.addWidget(self.bar, 1)
        working.addWidget(self._stop)
        self.bar.hide()
        self._stop.hide()
        for part in (self.title, self.words):
            right.addWidget(part)
        right.addLayout(working)
        right.addWidget(self._result)
        right.addSpacing(18)
        right.addWidget(self.content)
        right.addSpacing(18)
        right.addWidget(self.list, 100)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form)
        sheet = QWidget()
        sheet.setLayout(right)
        row.addWidget(sheet, 1)


def _hindrance(errors: int, warnings: int, *, anyway: bool) -> str:
    """Return what stands in the marks that would go out, and what can be done about it."""
    more = errors + warnings - SHOWN
    parts = [
        f"{_problems(errors, warnings)} in what would go out. Click one to go there.",
        "Errors never go out." if errors and anyway else "",
        ANYWAY if warnings and not errors and not anyway else "",
        f"The first {SHOWN} are shown; {more:,} more follow." if more > 0 else "",
    ]
    return " ".join(filter(None, parts))


def _beside_button(errors: int, warnings: int) -> str:
    """Return in a few words what hinders, "" where nothing does."""
    if not errors + warnings:
        return ""
    stand = "stands" if errors + warnings == 1 else "stand"
    return f"{_problems(errors, warnings)} {stand} in the way."


def _problems(errors: int, warnings: int) -> str:
    parts = [counted(errors, "error")] if errors else []
    parts += [counted(warnings, "open warning")] if warnings else []
    return " and ".join(parts)


def _written(report: ExportReport) -> str:
    files = ", ".join(f"{path} {records:,}" for path, records in report.files.items())
    return (
        f"{counted(report.records, 'record')} ({files}) with {counted(report.spans, 'span')} and "
        f"{counted(report.relations, 'relation')}."
    )
