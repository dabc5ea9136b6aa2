"""A list that tells Qt only what is different, so that long lists change without a jolt."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.ui.errors import override

Row = TypeVar("Row")
ModelIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows under Qt.UserRole; what is said of them by name is for the subclass."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = []

    @override(lambda: 0)
    def rowCount(self, parent: ModelIndex = ROOT) -> int:
        """Return how many rows there are; none below a row."""
        return 0 if parent.isValid() else len(self.rows)

    @override()
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row is, or the words for it."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        return row if role == Qt.ItemDataRole.UserRole else self.words(row, role)

    def words(self, row: Row, role: int) -> object:
        """Return what a role wants of a row; None for nothing."""
        raise NotImplementedError

    def put(self, rows: Sequence[Row]) -> None:
        """Take new rows in the place of the old; rows that stay are not told again."""
        self.splice(0, len(self.rows), rows)

    def splice(self, start: int, stop: int, rows: Sequence[Row]) -> None:
        """Take new rows in the place of those from start to stop; rows that stay are not told."""
        old, head, tail = self.rows[start:stop], 0, 0
        shorter = min(len(old), len(rows))
        while head < shorter and old[head] == rows[head]:
            head += 1
        while tail < shorter - head and old[-1 - tail] == rows[-1 - tail]:
            tail += 1
        gone, come = len(old) - head - tail, len(rows) - head - tail
        after = [*self.rows[:start], *rows, *self.rows[stop:]]
        first = start + head
        changed = first + min(gone, come)
        if come > gone:
            self.beginInsertRows(ROOT, changed, first + come - 1)
            self.rows = after
            self.endInsertRows()
        elif gone > come:
            self.beginRemoveRows(ROOT, changed, first + gone - 1)
            self.rows = after
            self.endRemoveRows()
        else:
            self.rows = after
        if changed > first:
            self.touch(first, changed - 1)

    def touch(self, first: int, last: int) -> None:
        """Tell that rows look otherwise now; rows outside the list are left out."""
        first, last = max(first, 0), min(last, len(self.rows) - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
