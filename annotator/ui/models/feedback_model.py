"""One's own work beside gold as rows: articles, remarks, and the table of what was read as what."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, Qt

from annotator.ui.chips import counted, one_line
from annotator.ui.controls import plain_tip
from annotator.ui.errors import override
from annotator.ui.models.rows import ROOT, ModelIndex, RowsModel


class BesideRow(NamedTuple):
    """An article: how many marks are as in gold, and how many are not."""

    document: str
    title: str
    same: int
    other: int

    @property
    def words(self) -> str:
        """Return "12 as in gold · 3 otherwise"."""
        return f"{self.same:,} as in gold · {self.other:,} otherwise"


class RemarkRow(NamedTuple):
    """One mark that is not as in gold, in words; labels are "" where there is no mark."""

    title: str
    own_label: str
    own: str
    gold_label: str
    gold: str
    why: str
    start: int
    end: int


class BesideModel(RowsModel[BesideRow]):
    """The articles that may be seen beside gold."""

    def words(self, row: BesideRow, role: int) -> object:
        """Return the title, and what a screen reader says."""
        title = one_line(row.title or row.document, 80)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{title}\n{row.words}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}: {row.words}"
        return plain_tip(title) if role == Qt.ItemDataRole.ToolTipRole else None


class RemarksModel(RowsModel[RemarkRow]):
    """What is not as in gold in an article, in reading order."""

    def __init__(self, label_words: Callable[[str], str]) -> None:
        super().__init__()
        self._label_words = label_words

    def words(self, row: RemarkRow, role: int) -> object:
        """Return all of it in words."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            mine = self._said("You", row.own_label, row.own)
            gold = self._said("Gold", row.gold_label, row.gold)
            return f"{row.title}. {mine}. {gold}. {row.why}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.why or row.own or row.gold)
        return None

    def _said(self, who: str, label: str, words: str) -> str:
        return f"{who}: {self._label_words(label)} {words}" if words else f"{who}: nothing"


class ConfusionModel(QAbstractTableModel):
    """How often a mark of one's own is which mark in gold; the last line and column are nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._letters: Sequence[str] = ()
        self._cells: Sequence[Sequence[int]] = ()

    def show(
        self, names: Sequence[str], letters: Sequence[str], cells: Sequence[Sequence[int]]
    ) -> None:
        """Show another table: the names of lines, the letters over columns, the counts."""
        self.beginResetModel()
        self._names, self._letters, self._cells = names, letters, cells
        self.endResetModel()

    @override(lambda: 0)
    def rowCount(self, parent: ModelIndex = ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._cells)

    @override(lambda: 0)
    def columnCount(self, parent: ModelIndex = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._names)

    @override()
    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a count, "" for none."""
        if not index.isValid():
            return None
        count = self._cells[index.row()][index.column()]
        own, gold = self._names[index.row()], self._names[index.column()]
        said = f"You {own}, gold {gold}: {counted(count, 'time')}"
        return {
            int(Qt.ItemDataRole.DisplayRole): f"{count:,}" if count else "",
            int(Qt.ItemDataRole.AccessibleTextRole): said,
            int(Qt.ItemDataRole.ToolTipRole): plain_tip(said),
            int(Qt.ItemDataRole.TextAlignmentRole): Qt.AlignmentFlag.AlignCenter,
        }.get(int(role))

    @override()
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the label of a line, or the letter of a column with its label to tell."""
        if section >= len(self._names):
            return None
        mine = orientation == Qt.Orientation.Vertical
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[section] if mine else self._letters[section]
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{'You' if mine else 'Gold'}: {self._names[section]}"
        return None
