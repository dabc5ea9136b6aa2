"""Differences that are like one another as rows with check marks."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal

from annotator.ui.chips import one_line
from annotator.ui.errors import override
from annotator.ui.excerpts import Excerpt, excerpt
from annotator.ui.models.rows import ModelIndex, RowsModel

ARTICLES = 64  # texts that are kept while one scrolls
FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class AlikeRow(NamedTuple):
    """A difference that is like another: its article, where it is, what gold would take.

    `labels` are those of the marks that gold would have from `start` to `end`, `gold` tells what
    it would have in words. `empty`: it would have nothing there. `note` is what was noted there.
    """

    document: str
    title: str
    start: int
    end: int
    labels: tuple[str, ...]
    gold: str
    empty: bool = False
    note: str = ""


class AlikeModel(RowsModel[AlikeRow]):
    """All rows are checked at first; texts are read when a row comes in sight."""

    counted = Signal(int)  # how many are checked now

    def __init__(self, rows: Sequence[AlikeRow], read: Callable[[str], str]) -> None:
        super().__init__()
        self._read = lru_cache(ARTICLES)(read)
        self._checked = [True] * len(rows)
        self.put(rows)

    def excerpt(self, row: AlikeRow) -> Excerpt:
        """Return the words in question in their line of text."""
        return excerpt(self._read(row.document), row.start, row.end)

    @property
    def chosen(self) -> list[int]:
        """Return which rows are checked."""
        return [number for number, checked in enumerate(self._checked) if checked]

    def check_all(self, *, checked: bool) -> None:
        """Check all rows, or none."""
        self._checked = [checked] * len(self.rows)
        self.touch(0, len(self.rows) - 1)
        self.counted.emit(len(self.chosen))

    @override(lambda: FLAGS)
    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        """Return that a row can be checked."""
        return FLAGS

    @override()
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, or whether it is checked."""
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            on = self._checked[index.row()]
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)

    @override(lambda: False)
    def setData(
        self, index: ModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Check a row or take its check mark away."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self._checked[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.touch(index.row(), index.row())
        self.counted.emit(len(self.chosen))
        return True

    def words(self, row: AlikeRow, role: int) -> object:
        """Return the words of a row."""
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            words = self.excerpt(row).words
            note = f"   ·   Note: {one_line(row.note, 80)}" if row.note else ""
            return f"{words}  →  {row.gold}   ·   {one_line(row.title, 60)}{note}"
        return None
