"""The page where a lead sees how well the annotators agree, and where they do not."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from annotator.agreement.report import Figure
from annotator.agreement.tables import Table
from annotator.core.progress import Progress
from annotator.projects import articles
from annotator.projects.opening import Project
from annotator.settings import kept_beside
from annotator.ui.dialogs.behind import BehindDialog
from annotator.ui.dialogs.behind_articles import ArticlesDialog
from annotator.ui.dialogs.frame import CalmDialog, form_style
from annotator.ui.dialogs.message import speaks_for_itself, tell_error
from annotator.ui.models.articles_model import ToldArticle
from annotator.ui.models.behind_model import BehindModel, Pair
from annotator.ui.pages.agreement.body import AgreementBody
from annotator.ui.pages.agreement.work import (
    Measured,
    articles_behind,
    gamma_of,
    measured,
    pairs_behind,
)
from annotator.ui.panels.agreement import AgreementSide, Offer
from annotator.ui.plots.card import COPY, CSV, SVG, PlotCard
from annotator.ui.plots.drawing import WORK, Cell
from annotator.ui.plots.of_report import title_of
from annotator.ui.plots.saving import picture_of, svg_of
from annotator.ui.tasks import Task
from annotator.ui.theme import Look

STOPPED = "What was counted until then is kept."
FILES = {SVG: "SVG pictures (*.svg)", CSV: "CSV tables (*.csv)"}


class AgreementPage(QWidget):
    """Measures off the main thread; every number opens the places behind it."""

    difference_asked = Signal(str, int, int)  # the id of an article, and where in it
    review_asked = Signal(str)  # the id of an article
    export_asked = Signal()

    def __init__(self, project: Project, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._look = project, look
        self._task: Task | None = None
        self._again = False  # something else was chosen while it was measured
        self._asides: list[Task] = []
        self._gamma: Task | None = None
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side = AgreementSide(look)
        relations = {one.name: one.words for one in project.scheme.relations}
        self.body = AgreementBody(look, relations)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.body, 1)
        self._connect()
        self.set_look(look)

    @property
    def busy(self) -> bool:
        """Tell whether something is measured or looked for just now."""
        return self._task is not None or bool(self._asides)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.setStyleSheet(form_style(look.theme))
        self.side.set_look(look)
        self.body.set_look(look)

    def refresh(self) -> None:
        """Measure again what has changed, as when the page comes to the front."""
        if self._task is not None:
            self._again = True
            return
        scope = self.side.scope.scope()

        def work(progress: Progress) -> Measured:
            return measured(self._project, scope, progress)

        task = self._task = Task(work, "Measuring")
        task.progressed.connect(lambda done, total, _words: self.body.show_progress(done, total))
        task.finished.connect(self.show_measured)
        task.failed.connect(self._failed)
        task.cancelled.connect(lambda: self.body.show_trouble("Stopped.", STOPPED))
        task.ended.connect(self._ended)
        self.body.set_busy(busy=True)
        task.start()

    def stop(self) -> None:
        """Stop measuring."""
        if self._task is not None:
            self._again = False
            self._task.cancel()

    def open_behind(self, cell: Cell, words: str) -> CalmDialog:
        """Show what stands behind a number; it is looked for off the main thread."""
        return (self._open_articles if cell[0] == WORK else self._open_places)(cell, words)

    def _open_places(self, cell: Cell, words: str) -> BehindDialog:
        model = BehindModel(lambda document: articles.document(self._project, document))
        model.titles = lambda label: title_of(label, self._look)
        dialog = BehindDialog(self, words, model, self._look)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.difference_asked.connect(self.difference_asked)
        scope = self.side.scope.scope()

        def work(progress: Progress) -> list[Pair]:
            return pairs_behind(self._project, scope, cell, progress)

        task = self._aside(Task(work, "Looking"), dialog.show_pairs)
        task.progressed.connect(lambda done, total, _words: dialog.show_progress(done, total))
        dialog.finished.connect(lambda _result: task.cancel())
        dialog.open()
        return dialog

    def _open_articles(self, cell: Cell, words: str) -> ArticlesDialog:
        dialog = ArticlesDialog(self, words, self._look)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.review_asked.connect(self.review_asked)

        def work(progress: Progress) -> list[ToldArticle]:
            return articles_behind(self._project, cell, progress)

        task = self._aside(Task(work, "Looking"), dialog.show_rows)
        dialog.finished.connect(lambda _result: task.cancel())
        dialog.open()
        return dialog

    def measure_gamma(self) -> None:
        """Measure gamma on a sample of articles, in the background."""
        scope, more = self.side.scope.scope(), self.body.more
        more.show_gamma_runs(0, 0)

        def work(progress: Progress) -> Figure:
            return gamma_of(self._project, scope, progress)

        task = self._gamma = self._aside(Task(work, "Measuring gamma"), more.show_gamma)
        task.progressed.connect(lambda done, total, _words: more.show_gamma_runs(done, total))
        task.cancelled.connect(lambda: more.show_gamma(None))
        task.failed.connect(lambda _error: more.show_gamma(None))

    def stop_gamma(self) -> None:
        """Stop measuring gamma."""
        if self._gamma is not None:
            self._gamma.cancel()

    def save(self, card: PlotCard, way: str) -> None:
        """Copy a drawing as a picture, or ask for a file and write it there."""
        if way == COPY:
            QGuiApplication.clipboard().setImage(picture_of(card.sheet, self._look))
            return
        name = f"{card.title.lower()}.{way}"
        place = str(kept_beside(self._project.path) / name)
        found, _ = QFileDialog.getSaveFileName(self, f"Save: {card.title}", place, FILES[way])
        if found:
            self.write(card, way, Path(found).with_suffix(f".{way}"))

    def write(self, card: PlotCard, way: str, path: Path) -> None:
        """Write a drawing as SVG or CSV, whole or not at all."""
        from annotator.review.publishing import csv_of, write_whole

        try:
            if way == SVG:
                write_whole(path, svg_of(card.sheet, self._look))
            else:
                head, *rows = card.plot.drawing.table
                table = Table(
                    card.title, tuple(str(name) for name in head), tuple(tuple(row) for row in rows)
                )
                write_whole(path, csv_of(table))
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self, f"{path.name} could not be written", error)

    # -- what came of it

    def show_measured(self, found: Measured) -> None:
        """Show what was measured."""
        report, scope = found.report, self.side.scope
        scope.set_batches(found.batches, len(found.titles))
        scope.annotators.set_options([(name, name) for name in found.people])
        labels = [label.name for label in self._project.scheme.enabled_labels]
        scope.labels.set_options([(name, title_of(name, self._look)) for name in labels])
        self.side.show_first(
            [
                (one.document, found.titles.get(one.document, one.document), one.differing)
                for one in report.by_article
                if one.document not in found.settled
            ]
        )
        self.side.show_offer(Offer(len(found.settled), len(found.titles)))
        self.side.show_since(
            f"Measured at {found.time:%H:%M} on {report.documents:,} of "
            f"{len(found.titles):,} articles."
        )
        self.body.show_measured(found)

    def _failed(self, error: Exception) -> None:
        words = str(error) if speaks_for_itself(error) else "See the details."
        self.body.show_trouble("That could not be measured.", words)
        tell_error(self, "That could not be measured.", error)

    def _ended(self) -> None:
        self._task = None
        self.body.set_busy(busy=False)
        if self._again:
            self._again = False
            self.refresh()

    def _aside(self, task: Task, then: Callable[..., object]) -> Task:
        """Start a task beside the measuring, and keep it until it has ended."""
        self._asides.append(task)
        task.finished.connect(then)
        task.failed.connect(lambda error: tell_error(self, "That did not work.", error))
        task.ended.connect(lambda: self._asides.remove(task))
        return task.start()

    def _connect(self) -> None:
        side, body = self.side, self.body
        side.scope.changed.connect(self.refresh)
        side.scope.match_changed.connect(body.set_match)
        side.review_asked.connect(self.review_asked)
        side.export_asked.connect(self.export_asked)
        body.opened.connect(self.open_behind)
        body.wanted.connect(self.save)
        body.review_asked.connect(self.review_asked)
        body.more.gamma_asked.connect(self.measure_gamma)
        body.more.gamma_stopped.connect(self.stop_gamma)
        body.stopped.connect(self.stop)
        body.again_asked.connect(self.refresh)
