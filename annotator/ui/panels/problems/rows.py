"""The list of problems: painted rows, and under the current one what can be done about it."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.core.problem import Problem
from annotator.ui.chips import (
    chevron,
    clamped,
    draw_lines,
    elided,
    one_line,
    severity_icon,
)
from annotator.ui.controls import ModelIndex, RowList
from annotator.ui.errors import override
from annotator.ui.models.problems_model import ProblemRow, ProblemsModel
from annotator.ui.painted import Ground, painted_row
from annotator.ui.panels.problems.remedies import Remedies
from annotator.ui.theme import Look, colour, ui_font

MARGIN, TEXT_LEFT = 18, 44
ROW_HEIGHT, FOLD_HEIGHT = 40, 28
PITCH, LINES, PAD = 16, 5, 6


class ProblemList(RowList):
    """The problems; under the current one stands what can be done about it."""

    def __init__(self, look: Look, model: ProblemsModel) -> None:
        self._model = model
        self.remedies: Remedies | None = None  # before Qt, which asks for places at once
        super().__init__("Problems")
        self.setModel(model)
        self._delegate = ProblemDelegate(look, model, self)
        self.setItemDelegate(self._delegate)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._delegate.look = look
        self.viewport().update()

    def set_remedies(self, remedies: Remedies | None) -> None:
        """Put buttons under the current problem, in the place of those before."""
        if remedies is not self.remedies:
            if self.remedies is not None:
                self.remedies.hide()
                self.remedies.deleteLater()
            self.remedies = remedies
            if remedies is not None:
                remedies.setParent(self.viewport())
                remedies.resized.connect(self.scheduleDelayedItemsLayout)
                self._fit()
                remedies.show()
        self.scheduleDelayedItemsLayout()

    def whole_height(self) -> int:
        """Return how high all rows are, with what can be done about the current one."""
        folds = sum(row.problem is None for row in self._model.rows)
        height = folds * FOLD_HEIGHT + (len(self._model.rows) - folds) * ROW_HEIGHT
        return height + (self.remedies.wanted_height if self.remedies else 0)

    def text_width(self) -> float:
        """Return the width in pixels that the words of a problem have."""
        return float(self.width() - TEXT_LEFT - MARGIN)

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words and the buttons anew."""
        self._fit()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @override()
    def updateEditorGeometries(self) -> None:
        """Move the buttons with their row."""
        super().updateEditorGeometries()
        row = self._model.row_of(self._model.current)
        if self.remedies is not None and row >= 0:
            place = self.visualRect(self._model.index(row, 0))
            height = self.remedies.wanted_height
            top = place.bottom() - PAD - height + 1
            self.remedies.setGeometry(TEXT_LEFT, top, round(self.text_width()), height)

    def _fit(self) -> None:
        if self.remedies is not None:
            self.remedies.fit(round(self.text_width()))


class ProblemDelegate(QStyledItemDelegate):
    """Paints a problem in two lines; all words of the current one, with room for its buttons."""

    def __init__(self, look: Look, model: ProblemsModel, view: ProblemList) -> None:
        super().__init__()
        self.look = look
        self._model, self._view = model, view

    @override(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """Return the height: one for all but folds and the current problem."""
        row = self._model.rows[index.row()]
        if row.problem is None:
            return QSize(100, FOLD_HEIGHT)
        if index.row() != self._model.row_of(self._model.current):
            return QSize(100, ROW_HEIGHT)
        height = PITCH * (len(self._message(row.problem)) + 1) + PAD + 3
        extra = self._view.remedies.wanted_height if self._view.remedies else 0
        accepted = PITCH if row.problem.accepted else 0
        return QSize(100, height + accepted + (extra + PAD + 3 if extra else PAD))

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row."""
        row = self._model.rows[index.row()]
        here = index.row() == self._model.row_of(self._model.current)
        ground = Ground(self.look.theme, here, 1, 6)
        with painted_row(painter, option, ground) as rect:
            if row.problem is None:
                self._fold(painter, rect, row)
            else:
                self._problem(painter, rect, row, row.problem, here=here)

    def _problem(
        self, painter: QPainter, rect: QRectF, row: ProblemRow, problem: Problem, *, here: bool
    ) -> None:
        theme, place = self.look.theme, QPointF(rect.left() + TEXT_LEFT, rect.top() + PAD - 2)
        severity_icon(painter, QPointF(rect.left() + 27, place.y() + 8.5), problem.severity, theme)
        font = ui_font(12, 500)
        line = elided(problem.message, font, self._view.text_width())
        lines = self._message(problem) if here else [line]
        painter.setPen(colour(theme.ink2 if problem.accepted else theme.ink))
        draw_lines(painter, place, lines, PITCH, font)
        place += QPointF(0, PITCH * len(lines) + 1)
        small = ui_font(11)
        below = [elided(row.excerpt, small, self._view.text_width())]
        if here and problem.accepted:
            words = f"Accepted: {one_line(problem.accepted)}"
            below.append(elided(words, small, self._view.text_width()))
        painter.setPen(colour(theme.ink2))
        draw_lines(painter, place, below, PITCH, small)

    def _fold(self, painter: QPainter, rect: QRectF, row: ProblemRow) -> None:
        theme = self.look.theme
        place = QPointF(rect.left() + 27, rect.center().y())
        chevron(painter, place, theme.ink2, closed=not row.open)
        painter.setPen(colour(theme.ink2))
        top_left = QPointF(rect.left() + TEXT_LEFT, rect.top())
        draw_lines(painter, top_left, [row.fold_words], rect.height(), ui_font(11, 500))

    def _message(self, problem: Problem) -> list[str]:
        return clamped(problem.message, ui_font(12, 500), self._view.text_width(), LINES)
