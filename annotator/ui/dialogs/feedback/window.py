"""My work against gold: the articles, the text with two lanes, each difference with its reason."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QVBoxLayout, QWidget

from annotator.agreement.report import NOTHING
from annotator.core.people import GOLD
from annotator.projects import articles
from annotator.projects.opening import Project
from annotator.projects.policy import policy
from annotator.review.feedback import Beside, Feedback, Remark, feedback
from annotator.ui.chips import one_line
from annotator.ui.controls import RowList
from annotator.ui.dialogs.feedback.remarks import BesideDelegate, RemarkDelegate
from annotator.ui.dialogs.frame import CalmDialog, caption, heading, sentence
from annotator.ui.models.feedback_model import (
    BesideModel,
    BesideRow,
    ConfusionModel,
    RemarkRow,
    RemarksModel,
)
from annotator.ui.names import initials_of, label_title, relation_title, title_of
from annotator.ui.tasks import Task
from annotator.ui.text.lanes import Lane
from annotator.ui.text.score import ScoreView
from annotator.ui.theme import Look, ui_font

LINE, HIGHEST, PAD = 27, 300, 12  # pixels: a line of the table, all of it, beside the text
NONE = "Nothing can be shown yet: an article shows when you and its reviewer have finished it."


class FeedbackDialog(CalmDialog):
    """What the annotator marked beside gold, in the articles where that may be seen."""

    def __init__(
        self, parent: QWidget | None, project: Project, annotator: str, look: Look
    ) -> None:
        super().__init__(parent, "My work against gold", width=1080)
        self.setMinimumHeight(680)
        self._project, self._annotator = project, annotator
        self._found, self._look = Feedback(()), look
        self._wanted = ""
        self.view = ScoreView()
        self.view.set_look(look)
        self.articles, self.remarks = BesideModel(), RemarksModel(self._title)
        self.confusion = ConfusionModel()
        self.list, self.remark_list = RowList("Articles"), RowList("Where you and gold differ")
        self.list.setModel(self.articles)
        self._articles_delegate = BesideDelegate(look, self.articles)
        self.list.setItemDelegate(self._articles_delegate)
        self.remark_list.setModel(self.remarks)
        self._delegate = RemarkDelegate(look, self.remarks)
        self.remark_list.setItemDelegate(self._delegate)
        self.table = _table(self.confusion)
        self.told = sentence("Comparing with gold …", quiet=True)
        self._why_caption, self.why = caption("Why gold is so"), sentence("")
        self._tell_why("")
        self._lay_out()
        self.add_button("Close", self.accept, main=True)
        self.list.selectionModel().currentChanged.connect(lambda now, _was: self._show(now))
        self.remark_list.selectionModel().currentChanged.connect(
            lambda now, _was: self._show_remark(now)
        )

    def load(self, document: str = "") -> None:
        """Read the work in the background, and show an article of it, else the first."""
        self._wanted = document
        project, annotator = self._project, self._annotator
        labels = [label.name for label in project.scheme.labels]
        rules = policy(project)
        task = Task(
            lambda progress: feedback(project.store, annotator, rules, labels, progress),
            "Comparing with gold",
        )
        task.finished.connect(self._loaded)
        task.failed.connect(lambda error: self.told.setText(str(error)))
        self.finished.connect(lambda _code: task.cancel())
        task.progressed.connect(
            lambda done, total, _words: self.told.setText(
                f"Comparing with gold: {done:,} of {total:,}"
            )
        )
        task.start()

    def _loaded(self, found: Feedback) -> None:
        self._found = found
        self.articles.put([_row(one) for one in found.articles])
        names = [*(self._title(one) for one in found.labels), NOTHING]
        letters = [*(self._look.of(one).letter for one in found.labels), "–"]
        self.confusion.show(names, letters, found.confusion)
        self.table.setVisible(bool(found.articles))
        self.table.setFixedHeight(min((len(names) + 1) * LINE + 6, HIGHEST))
        same = sum(len(one.same) for one in found.articles)
        other = sum(len(one.remarks) for one in found.articles)
        self.told.setText(_said(same, other) if found.articles else NONE)
        ids = [one.document for one in found.articles]
        if ids:
            row = ids.index(self._wanted) if self._wanted in ids else 0
            self.list.show_row(row)
            self.list.setFocus()

    def _show(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        beside = self._found.articles[index.row()]
        document = articles.document(self._project, beside.document)
        sets = {one.key.annotator: one for one in articles.sets(self._project, document.id)}
        lanes = []
        own, gold = sets.get(self._annotator), sets.get(GOLD)
        if own is not None and gold is not None:
            same = {(span.start, span.end, span.label) for span in beside.same}
            for one, short in ((own, initials_of([self._annotator])[0]), (gold, "Gold")):
                agreed = frozenset(
                    span.id for span in one.spans if (span.start, span.end, span.label) in same
                )
                firm = one is gold
                lanes.append(Lane(one.key.annotator, short, one.spans, agreed, firm))
        regions = articles.regions(self._project, document.id)
        self.view.show_lanes(document.text, regions, (), lanes)
        self.remarks.put([self._remark(one) for one in beside.remarks])
        self.remark_list.show_row(0 if beside.remarks else -1)
        self._show_remark(self.remark_list.currentIndex())  # its row can be that of the last one

    def _show_remark(self, index: QModelIndex) -> None:
        if not index.isValid():
            self.view.set_place(None)
            self._tell_why("")
            return
        row = self.remarks.rows[index.row()]
        self._tell_why(row.why)
        self.view.set_place((row.start, row.end))
        self.view.reveal(row.start, row.end)

    def _tell_why(self, words: str) -> None:
        """Show in full why gold is as it is, where the line of the list is too short for it."""
        self.why.setText(words)
        for widget in (self._why_caption, self.why):
            widget.setVisible(bool(words))

    def _remark(self, one: Remark) -> RemarkRow:
        spans = [span for span in (one.own, one.gold) if span is not None]
        rule = f"Guideline {one.guideline}" if one.guideline else ""
        relation = self._relation(one)
        own, gold = (
            relation or one_line(span.text) if span is not None else ""
            for span in (one.own, one.gold)
        )
        return RemarkRow(
            title_of(one.kind),
            one.own.label if one.own else "",
            own,
            one.gold.label if one.gold else "",
            gold,
            ": ".join(part for part in (rule, one.reason) if part),
            min(span.start for span in spans),
            max(span.end for span in spans),
        )

    def _relation(self, one: Remark) -> str:
        if not one.relation:
            return ""
        words = relation_title(one.relation, self._project.scheme)
        return f"{words} → {one_line(one.target.text, 60)}" if one.target else words

    def _title(self, label: str) -> str:
        return label_title(label, self._project.scheme)

    def _lay_out(self) -> None:
        self.body.addWidget(heading("My work against gold"))
        self.body.addWidget(self.told)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(1)
        panes.addWidget(
            _column(
                (
                    caption("Articles"),
                    self.list,
                    caption("Your label (lines) and gold’s (columns)"),
                    self.table,
                )
            )
        )
        panes.addWidget(self.view)
        differ = (caption("Where you and gold differ"), self.remark_list)
        panes.addWidget(_column((*differ, self._why_caption, self.why), left=PAD))
        panes.setStretchFactor(1, 1)
        panes.setSizes([270, 560, 300])
        self.body.addWidget(panes, 1)


def show_feedback(
    parent: QWidget | None, project: Project, annotator: str, look: Look, document: str = ""
) -> None:
    """Show an annotator's work beside gold, from an article on, until the window is closed."""
    dialog = FeedbackDialog(parent, project, annotator, look)
    dialog.load(document)
    dialog.exec()
    dialog.deleteLater()


def _said(same: int, other: int) -> str:
    marks = "1 of your marks is" if same == 1 else f"{same:,} of your marks are"
    places = "1 place is" if other == 1 else f"{other:,} places are"
    return f"{marks} as in gold, {places} not."


def _row(one: Beside) -> BesideRow:
    return BesideRow(one.document, one.title, len(one.same), len(one.remarks))


def _column(widgets: Sequence[QWidget], *, left: int = 0) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(left, 0, 0 if left else PAD, 0)
    column.setSpacing(8)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _table(model: ConfusionModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setFont(ui_font(11))
    table.setAccessibleName("What you read as what")
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    across, down = table.horizontalHeader(), table.verticalHeader()
    across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    across.setFixedHeight(LINE)
    down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    down.setDefaultSectionSize(LINE)
    for header in (across, down):
        header.setFont(ui_font(11))
    across.setMinimumSectionSize(34)
    return table
