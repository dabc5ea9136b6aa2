"""The outline of all spans in the article."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from annotator.core.annotation import Item, Items
from annotator.ui.chips import arrow, chip, counted, elided, flag
from annotator.ui.controls import (
    ModelIndex,
    PlainLabel,
    RowList,
    SectionHeader,
    heading_row,
    panel_frame,
)
from annotator.ui.errors import override
from annotator.ui.models.marks_model import MarksModel, OutlineRow
from annotator.ui.painted import Ground, RowDelegate, painted_row
from annotator.ui.theme import Look, colour, reading_font

ROW_HEIGHT = 27
MANY = 2000  # rows; Qt lays out all of them when one comes or goes
SOON = 30  # milliseconds: after the paint of the change
MARGIN, INDENT, DEEPEST = 18, 16, 7


class MarksPanel(QFrame):
    """A click on a span, or Enter, goes to it."""

    picked = Signal(str)  # the id of a span

    def __init__(self, look: Look) -> None:
        super().__init__()
        panel_frame(self)
        self.setMinimumHeight(96)
        self.setAccessibleName("In this article")
        self.model = MarksModel(look)
        self._current: str | None = None
        self._changes: list[tuple[Sequence[Item], Sequence[Item]]] = []  # not shown yet
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow)
        self._count = PlainLabel(tone="quiet", px=11)
        self._empty = PlainLabel("No marks yet.", tone="quiet", px=12)
        self.list = RowList("Spans in this article")
        self.list.show_long(self.model)
        self._delegate = OutlineDelegate(look, self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.chosen.connect(
            lambda index: self.picked.emit(self.model.rows[index.row()].span.id)
        )
        self._lay_out()
        self._tell()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.model.look = self._delegate.look = look
        self.list.viewport().update()

    def set_marks(self, items: Items) -> None:
        """Show the spans among an article's items, from the first on."""
        self._changes.clear()
        self.model.set_items(items)
        self._show_current()
        self.list.scrollToTop()

    def change_marks(self, removed: Sequence[Item], added: Sequence[Item]) -> None:
        """Take a change of the marks that are shown; a very long list follows after the paint."""
        self._changes.append((removed, added))
        if len(self.model.rows) > MANY:
            self._soon.start(SOON)
        else:
            self._follow()

    def set_current(self, span_id: str | None) -> None:
        """Show which span has the focus."""
        self._current = span_id
        if not self._changes:
            self._show_current()

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the span with the focus in sight."""
        super().resizeEvent(event)
        row = -1 if self._changes else self.model.row_of(self._current)
        if row >= 0:
            self.list.show_row(row)

    @property
    def count_words(self) -> str:
        """Return what the heading says of their number."""
        return self._count.text()

    def _follow(self) -> None:
        for removed, added in self._changes:
            self.model.change(removed, added)
        self._changes.clear()
        self._show_current()

    def _show_current(self) -> None:
        self.model.set_current(self._current)
        self.list.show_row(self.model.row_of(self._current))
        self._tell()

    def _tell(self) -> None:
        count = len(self.model.rows)
        self._count.setText(counted(count, "span") if count else "")
        self._empty.setVisible(not count)
        self.list.setVisible(bool(count))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 11, 0, 6)
        column.setSpacing(8)
        column.addLayout(heading_row(SectionHeader("In this article"), self._count, MARGIN))
        self._empty.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)


class OutlineDelegate(RowDelegate):
    """Paints a span: chip, words, an arrow where it is tied, a flag where one should talk."""

    def __init__(self, look: Look, model: MarksModel) -> None:
        super().__init__(look, ROW_HEIGHT)
        self._model = model

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one span."""
        row, look = self._model.rows[index.row()], self.look
        ground = Ground(look.theme, row.span.id == self._model.current, 1, 5)
        with painted_row(painter, option, ground) as rect:
            self._row(painter, rect, row)

    def _row(self, painter: QPainter, rect: QRectF, row: OutlineRow) -> None:
        look, y = self.look, rect.center().y()
        theme = look.theme
        left = rect.left() + MARGIN + min(row.depth, DEEPEST) * INDENT
        if row.depth:
            painter.setPen(QPen(colour(theme.line), 1.2))
            painter.drawLine(QPointF(left - 8, rect.top() + 2), QPointF(left - 8, y))
            painter.drawLine(QPointF(left - 8, y), QPointF(left - 3, y))
        chip(painter, QRectF(left, y - 7.5, 15, 15), look.of(row.span.label), theme)
        right = self._signs(painter, QPointF(rect.right() - MARGIN, y), row)
        font = reading_font(13)
        words = QRectF(left + 23, rect.top(), right - left - 29, rect.height())
        painter.setFont(font)
        painter.setPen(colour(theme.ink))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, middle, elided(row.words, font, words.width()))

    def _signs(self, painter: QPainter, place: QPointF, row: OutlineRow) -> float:
        theme, x = self.look.theme, place.x()
        if row.related:
            arrow(painter, QPointF(x - 6, place.y()), theme.ink2)
            x -= 20
        if row.span.discuss:
            flag(painter, QPointF(x - 6, place.y()), theme.warn, 0.8)
            x -= 18
        return x
