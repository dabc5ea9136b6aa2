"""The same decision for all differences that are like one: a list to look at before."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.ui.controls import ModelIndex
from annotator.ui.dialogs.frame import CalmDialog, heading, sentence
from annotator.ui.errors import override
from annotator.ui.models.alike_model import AlikeModel, AlikeRow
from annotator.ui.theme import ui_font

HEIGHT = 26  # pixels of a line
UNDONE = "All of it is one step: Z takes it back."


class AlikeDialog(CalmDialog):
    """What annotators do again and again, the places, and what gold would take there."""

    def __init__(self, parent: QWidget | None, pattern: str, rows: Sequence[AlikeRow]) -> None:
        super().__init__(parent, "More like it", width=760)
        self.setMinimumHeight(480)
        self.model = AlikeModel(rows)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setFont(ui_font(13))
        self.list.setAccessibleName("Differences that are like it")
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._lines = Lines()
        self.list.setItemDelegate(self._lines)
        self.body.addWidget(heading(f"{len(rows):,} more like it"))
        self.body.addWidget(sentence(pattern))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(sentence(UNDONE, quiet=True))
        self.add_button("All", lambda: self.model.check_all(checked=True), left=True)
        self.add_button("None", lambda: self.model.check_all(checked=False), left=True)
        self.add_button("Cancel", self.reject)
        self._settle = self.add_button("", self.accept, main=True)
        self.model.counted.connect(self._tell)
        self._tell(len(rows))
        self.list.setFocus()

    @property
    def chosen(self) -> list[int]:
        """Return which rows are checked."""
        return self.model.chosen

    def _tell(self, count: int) -> None:
        self._settle.setText(f"Settle {count:,} alike")
        self._settle.setEnabled(count > 0)


class Lines(QStyledItemDelegate):
    """Lines as wide as the list, however long their words."""

    @override(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """Return one size for all."""
        return QSize(100, HEIGHT)


def ask_alike(parent: QWidget | None, pattern: str, rows: Sequence[AlikeRow]) -> list[int]:
    """Show the list and return which rows to settle; none where the dialog was closed."""
    dialog = AlikeDialog(parent, pattern, rows)
    taken = dialog.exec() == AlikeDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.chosen if taken else []
