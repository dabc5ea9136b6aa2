"""Articles with some words behind each: how much is to settle, how they agree, why left out."""

from typing import NamedTuple

from PySide6.QtCore import Qt

from annotator.ui.chips import counted, one_line
from annotator.ui.controls import plain_tip
from annotator.ui.models.rows import RowsModel


class ToldArticle(NamedTuple):
    """An article, what is told behind its title, and how long its bar is (0 to 1; 0: none)."""

    document: str
    title: str
    told: str
    share: float = 0.0
    said: str = ""


class ArticlesModel(RowsModel[ToldArticle]):
    """The rows as they are given."""

    def words(self, row: ToldArticle, role: int) -> object:
        """Return title, tool tip and what a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(row.title)
        said = f"{one_line(row.title)}, {row.said or row.told}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said
        return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else None


def most_differing(rows: list[tuple[str, str, int]], limit: int) -> list[ToldArticle]:
    """Return articles (id, title, differing spans) with most differences first, each with a bar."""
    order = sorted((row for row in rows if row[2]), key=lambda row: -row[2])[:limit]
    most = order[0][2] if order else 1
    return [
        ToldArticle(document, title, f"{count:,}", count / most, counted(count, "difference"))
        for document, title, count in order
    ]
