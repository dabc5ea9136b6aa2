"""How far everyone is, as a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, Qt

from annotator.ui.chips import one_line
from annotator.ui.errors import override
from annotator.ui.models.rows import ROOT, ModelIndex

if TYPE_CHECKING:
    from annotator.review.progress import Progress

COLUMNS = ("Name", "Given", "Left", "Done", "In progress", "Discarded", "A day", "Minutes each")
ROLE = Qt.ItemDataRole


class PaceModel(QAbstractTableModel):
    """A row for each person."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Progress] = []

    def set_rows(self, rows: Sequence["Progress"]) -> None:
        """Take how far everyone is."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override(lambda: 0)
    def rowCount(self, parent: ModelIndex = ROOT) -> int:
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self.rows)

    @override(lambda: 0)
    def columnCount(self, parent: ModelIndex = ROOT) -> int:
        """Return how many figures there are, the name among them."""
        return 0 if parent.isValid() else len(COLUMNS)

    @override()
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> object:
        """Return what stands over the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == ROLE.TextAlignmentRole:
            return _aligned(section)
        return COLUMNS[section] if role == ROLE.DisplayRole else None

    @override()
    def data(self, index: ModelIndex, role: int = ROLE.DisplayRole) -> object:
        """Return a figure; numbers stand at the right."""
        if not index.isValid():
            return None
        if role == ROLE.TextAlignmentRole:
            return _aligned(index.column())
        words = _words(self.rows[index.row()])[index.column()]
        if role == ROLE.AccessibleTextRole:
            return f"{COLUMNS[index.column()]}: {words}"
        return words if role == ROLE.DisplayRole else None


def _aligned(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _words(one: "Progress") -> tuple[str, ...]:
    return (
        one_line(one.annotator),
        f"{one.assigned:,}",
        f"{one.left:,}",
        f"{one.done:,}",
        f"{one.in_progress:,}",
        f"{one.discarded:,}",
        f"{one.per_day:.1f}" if one.per_day else "–",
        f"{one.minutes_each:.1f}" if one.minutes_each else "–",
    )
