"""The same decision for all differences that are like one: a list to look at before."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.ui.chips import chip, elided, one_line
from annotator.ui.controls import ModelIndex
from annotator.ui.dialogs.frame import CalmDialog, heading, sentence
from annotator.ui.errors import override
from annotator.ui.excerpts import draw_excerpt
from annotator.ui.models.alike_model import AlikeModel, AlikeRow
from annotator.ui.painted import BOX, Ground, RowDelegate, painted_row, tick_box
from annotator.ui.theme import Look, colour, ui_font

HEIGHT, TOP, LINE, LEFT, RIGHT, CHIP, GAP = 50, 5, 24, 38, 12, 16, 6  # pixels
MOST = 4  # chips
UNDONE = "All of it is one step: Z takes it back."


class AlikeDialog(CalmDialog):
    """What annotators do again and again, the places, and what gold would take there."""

    def __init__(self, parent: QWidget | None, pattern: str, model: AlikeModel, look: Look) -> None:
        super().__init__(parent, "More like it", width=820)
        self.setMinimumHeight(560)
        self.model = model
        count = len(model.rows)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setFont(ui_font(13))
        self.list.setAccessibleName("Differences that are like it")
        self.list.setUniformItemSizes(True)
        self.list.setViewportMargins(8, 4, 0, 4)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._lines = Lines(look, model)
        self.list.setItemDelegate(self._lines)
        self.body.addWidget(heading(f"{count:,} more like it"))
        self.body.addWidget(sentence(pattern))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(sentence(UNDONE, quiet=True))
        self.add_button("None", lambda: self.model.check_all(checked=False), left=True)
        self.add_button("All", lambda: self.model.check_all(checked=True), left=True)
        self.add_button("Cancel", self.reject)
        self._settle = self.add_button("", self.accept, main=True)
        self.model.counted.connect(self._tell)
        self._tell(count)
        self.list.setFocus()

    @property
    def chosen(self) -> list[int]:
        """Return which rows are checked."""
        return self.model.chosen

    def _tell(self, count: int) -> None:
        self._settle.setText(f"Settle {count:,} alike")
        self._settle.setEnabled(count > 0)


class Lines(RowDelegate):
    """Paints the words in their line of text, with the letters of what gold would have there."""

    def __init__(self, look: Look, model: AlikeModel) -> None:
        super().__init__(look, HEIGHT)
        self._model = model

    @override(lambda: False)
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: ModelIndex,
    ) -> bool:
        """Tick a row by a click on its box, or beside it, and by Space."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        on_box = event.position().x() < option.rect.left() + LEFT
        if event.type() != QEvent.Type.MouseButtonRelease or not on_box:
            return False
        wanted = Qt.CheckState.Unchecked if _ticked(index) else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row beside its box."""
        row: AlikeRow = index.data(Qt.ItemDataRole.UserRole)
        theme, here = self.look.theme, bool(option.state & QStyle.StateFlag.State_Selected)
        with painted_row(painter, option, Ground(theme, here, 1, 6, 2)) as rect:
            tick = QRectF(rect.left() + 10, rect.center().y() - BOX / 2, BOX, BOX)
            tick_box(painter, tick, theme, ticked=_ticked(index))
            box = rect.adjusted(LEFT, TOP, -RIGHT, 0)
            box.setHeight(LINE)
            box.setLeft(self._paint_labels(painter, box, row))
            tone = self.look.of(row.labels[0]).colour if row.labels else theme.pending
            tint = "" if row.empty else tone
            draw_excerpt(painter, box, self._model.excerpt(row), (theme, tint))
            self._paint_title(painter, rect.adjusted(LEFT, TOP + LINE - 1, -RIGHT, 0), row)

    def _paint_labels(self, painter: QPainter, box: QRectF, row: AlikeRow) -> float:
        """Paint the letters, or in words what there is; return where the excerpt begins."""
        left, theme = box.left(), self.look.theme
        for label in row.labels[:MOST]:
            spot = QRectF(left, box.center().y() - CHIP / 2, CHIP, CHIP)
            chip(painter, spot, self.look.of(label), theme, px=10)
            left += CHIP + GAP
        if not row.labels:
            painter.setFont(ui_font(12))
            painter.setPen(colour(theme.ink2))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, row.gold)
            left += painter.fontMetrics().horizontalAdvance(row.gold) + 2 * GAP
        return left

    def _paint_title(self, painter: QPainter, box: QRectF, row: AlikeRow) -> None:
        font = ui_font(11)
        painter.setFont(font)
        painter.setPen(colour(self.look.theme.ink2))
        box.setHeight(15)
        said = [one_line(row.title, 160) or row.document]
        said += [f"Note: {one_line(row.note, 160)}"] if row.note else []
        shown = elided("  ·  ".join(said), font, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


def _ticked(index: ModelIndex) -> bool:
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked


def ask_alike(parent: QWidget | None, pattern: str, model: AlikeModel, look: Look) -> list[int]:
    """Show the list and return which rows to settle; none where the dialog was closed."""
    dialog = AlikeDialog(parent, pattern, model, look)
    taken = dialog.exec() == AlikeDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.chosen if taken else []
