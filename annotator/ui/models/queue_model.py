"""The articles of a project as rows, narrowed to one's own and to what is looked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from annotator.core.articles import ArticleEntry
from annotator.ui.chips import counted, one_line
from annotator.ui.controls import plain_tip
from annotator.ui.models.rows import RowsModel


class QueueModel(RowsModel[ArticleEntry]):
    """All entries are kept; `rows` are those whose title or id holds the words looked for.

    `mine` are the ids of what somebody was given. While `only_mine` holds, the others are neither
    shown nor counted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.annotator = ""
        self.current = ""
        self._all: list[ArticleEntry] = []
        self._place: dict[str, int] = {}  # id -> place among all
        self._shown: dict[str, int] = {}  # id -> row
        self._hay: list[str] | None = None
        self._needle = ""
        self.mine: frozenset[str] = frozenset()
        self.only_mine = False
        self.total = self.finished = 0

    def set_entries(self, entries: Sequence[ArticleEntry], annotator: str) -> None:
        """Take the list of articles, and whose progress is shown."""
        self.annotator = annotator
        self._all = list(entries)
        self._place = {entry.id: place for place, entry in enumerate(self._all)}
        self._hay = None
        self._count()
        self._show()

    def show_mine(self, mine: frozenset[str], *, only: bool) -> None:
        """Take the ids of what somebody was given, and whether that alone is shown and counted."""
        if (mine, only) != (self.mine, self.only_mine):
            self.mine, self.only_mine = mine, only
            self._count()
            self._show()

    def is_counted(self, document_id: str) -> bool:
        """Tell whether an article is among those that are shown where nothing is looked for."""
        return not self.only_mine or document_id in self.mine

    @property
    def searching(self) -> bool:
        """Tell whether the list is narrowed to what is looked for."""
        return bool(self._needle)

    def is_listed(self, document_id: str) -> bool:
        """Tell whether an article is among those that the list shows."""
        found = not self._needle or self.row_of(document_id) >= 0
        return found and self.is_counted(document_id)

    def catch_up(self, entries: Sequence[ArticleEntry]) -> bool:
        """Take new numbers where the articles are the same as before; tell whether they are."""
        same = [one.id for one in entries] == [one.id for one in self._all]
        for old, new in zip(self._all, entries, strict=True) if same else ():
            if new != old:
                self.update_entry(new)
        return same

    def update_entry(self, entry: ArticleEntry) -> None:
        """Take an article's new numbers; an article that is not in the list is left out."""
        place = self._place.get(entry.id)
        if place is None:
            return
        if self.is_counted(entry.id):
            self.finished += self.is_finished(entry) - self.is_finished(self._all[place])
        self._all[place] = entry
        if self._hay is not None:
            self._hay[place] = _hay(entry)
        row = self.row_of(entry.id)
        if row >= 0:
            if self.rows is not self._all:
                self.rows = [*self.rows[:row], entry, *self.rows[row + 1 :]]
            self.touch(row, row)

    def search(self, words: str) -> None:
        """Show only the articles whose title or id holds the words, in any case of letters."""
        self._needle = " ".join(words.casefold().split())
        self._show()

    def set_current(self, document_id: str) -> None:
        """Tell which article is open ("" for none)."""
        before, self.current = self.current, document_id
        for row in {self.row_of(before), self.row_of(document_id)} - {-1}:
            self.touch(row, row)

    def row_of(self, document_id: str) -> int:
        """Return an article's row, or -1 where it is not shown."""
        shown = self._place if self.rows is self._all else self._shown
        return shown.get(document_id, -1)

    def is_finished(self, entry: ArticleEntry) -> bool:
        """Tell whether nothing is left to do: done or discarded."""
        return entry.of(self.annotator).state != "none"

    def words(self, row: ArticleEntry, role: int) -> object:
        """Return title, tool tip and what a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(row.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            state = row.state_for(self.annotator)
            return plain_tip(f"{one_line(row.title)} · {state} · {row.id}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            here = "open, " if row.id == self.current else ""
            state = row.state_for(self.annotator)
            return f"{one_line(row.title)}, {here}{state}, {self.numbers(row)}, {row.id}"
        return None

    def numbers(self, entry: ArticleEntry) -> str:
        """Return "388 words · 21 spans"."""
        spans = entry.of(self.annotator).spans
        words = counted(entry.words, "word")
        return f"{words} · {counted(spans, 'span')}" if spans else words

    def _count(self) -> None:
        counted = [entry for entry in self._all if self.is_counted(entry.id)]
        self.total = len(counted)
        self.finished = sum(self.is_finished(entry) for entry in counted)

    def _show(self) -> None:
        self.beginResetModel()
        if self._needle or self.only_mine:
            self.rows = [entry for entry in self._found() if self.is_counted(entry.id)]
            self._shown = {entry.id: row for row, entry in enumerate(self.rows)}
        else:
            self.rows = self._all
            self._shown = {}
        self.endResetModel()

    def _found(self) -> list[ArticleEntry]:
        """Return the entries that hold the words looked for."""
        if not self._needle:
            return self._all
        if self._hay is None:
            self._hay = [_hay(entry) for entry in self._all]
        pairs = zip(self._all, self._hay, strict=True)
        return [entry for entry, hay in pairs if self._needle in hay]


def _hay(entry: ArticleEntry) -> str:
    return f"{one_line(entry.title)}\n{entry.id}".casefold()
