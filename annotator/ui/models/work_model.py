"""Who is to mark what, as a table: an article a row, a column for each person, one for practice."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from annotator.core.articles import ArticleEntry
from annotator.core.people import Assignment
from annotator.ui.chips import one_line
from annotator.ui.controls import plain_tip
from annotator.ui.errors import override
from annotator.ui.models.rows import ROOT, ModelIndex

PRACTICE = "Practice"
ROLE = Qt.ItemDataRole


class WorkModel(QAbstractTableModel):
    """Cells with a check mark. Ticking one only asks; `set_given` shows what came of it."""

    asked = Signal(str, str, bool)  # article, name, whether it shall be theirs
    practice_asked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        self.rows: Sequence[ArticleEntry] = []
        self._all: Sequence[ArticleEntry] = []
        self._given: dict[str, set[str]] = {}
        self._practice: set[str] = set()
        self._needle = ""

    def set_work(
        self, entries: Sequence[ArticleEntry], names: Iterable[str], given: Iterable[Assignment]
    ) -> None:
        """Take the articles, the people in the order of the columns, and who was given what."""
        self.beginResetModel()
        self._all, self.names = entries, tuple(names)
        self._given = {}
        for one in given:
            self._given.setdefault(one.document, set()).add(one.annotator)
        self.rows = self._found()
        self.endResetModel()

    def set_practice(self, ids: Iterable[str]) -> None:
        """Take the ids of the articles to practise on."""
        self._practice = set(ids)
        self._touch_all()

    def set_given(self, document: str, name: str, *, on: bool) -> None:
        """Show that an article is somebody's from now on, or no longer."""
        theirs = self._given.setdefault(document, set())
        if on:
            theirs.add(name)
        else:
            theirs.discard(name)
        self._touch_all()

    def search(self, words: str) -> None:
        """Show only the articles whose title or id holds some words."""
        self.beginResetModel()
        self._needle = " ".join(words.casefold().split())
        self.rows = self._found()
        self.endResetModel()

    def is_on(self, index: ModelIndex) -> bool:
        """Tell whether a cell is ticked."""
        entry = self.rows[index.row()]
        if self.is_practice(index):
            return entry.id in self._practice
        return self.names[index.column() - 1] in self._given.get(entry.id, ())

    def is_practice(self, index: ModelIndex) -> bool:
        """Tell whether a cell is of the last column."""
        return index.column() == len(self.names) + 1

    def state(self, index: ModelIndex) -> str:
        """Return how far somebody is with an article: "" for not begun."""
        if not 0 < index.column() <= len(self.names):
            return ""
        found = self.rows[index.row()].state_for(self.names[index.column() - 1])
        return "" if found == "new" else found

    @override(lambda: 0)
    def rowCount(self, parent: ModelIndex = ROOT) -> int:
        """Return how many articles are shown."""
        return 0 if parent.isValid() else len(self.rows)

    @override(lambda: 0)
    def columnCount(self, parent: ModelIndex = ROOT) -> int:
        """Return the columns: the article, each person, practice."""
        return 0 if parent.isValid() else len(self.names) + 2

    @override()
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> object:
        """Return the names over the columns."""
        if orientation != Qt.Orientation.Horizontal or role not in {
            ROLE.DisplayRole,
            ROLE.ToolTipRole,
        }:
            return None
        words = ("Article", *self.names, PRACTICE)[section]
        return one_line(words) if role == ROLE.DisplayRole else plain_tip(words)

    @override()
    def data(self, index: ModelIndex, role: int = ROLE.DisplayRole) -> object:
        """Return what a cell says, whether it is ticked, and what a screen reader says."""
        if not index.isValid():
            return None
        if index.column() == 0:
            return self._title(self.rows[index.row()], role)
        return self._cell(index, role)

    @override(lambda: False)
    def setData(self, index: ModelIndex, value: object, role: int = ROLE.EditRole) -> bool:
        """Ask for a tick; whoever hears it writes it and shows it."""
        if role != ROLE.CheckStateRole or index.column() == 0:
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        document = self.rows[index.row()].id
        if self.is_practice(index):
            self.practice_asked.emit(document, on)
        else:
            self.asked.emit(document, self.names[index.column() - 1], on)
        return True

    @override(lambda: Qt.ItemFlag.NoItemFlags)
    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        """Tell that cells can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() else usual

    def _title(self, entry: ArticleEntry, role: int) -> object:
        if role in {ROLE.DisplayRole, ROLE.AccessibleTextRole}:
            return one_line(entry.title)
        if role == ROLE.ToolTipRole:
            return plain_tip(f"{one_line(entry.title)}  ({entry.id})")
        return None

    def _cell(self, index: ModelIndex, role: int) -> object:
        if role == ROLE.CheckStateRole:
            return Qt.CheckState.Checked if self.is_on(index) else Qt.CheckState.Unchecked
        if role == ROLE.DisplayRole:
            return self.state(index)
        return self._aloud(index) if role == ROLE.AccessibleTextRole else None

    def _aloud(self, index: ModelIndex) -> str:
        entry, on = self.rows[index.row()], self.is_on(index)
        title = one_line(entry.title)
        if self.is_practice(index):
            return f"{title}, {'for practice' if on else 'not for practice'}"
        given = "given" if on else "not given"
        return f"{title}, {self.names[index.column() - 1]}: {given}, {self.state(index) or 'new'}"

    def _found(self) -> Sequence[ArticleEntry]:
        if not self._needle:
            return self._all
        return [
            one
            for one in self._all
            if self._needle in f"{one_line(one.title)}\n{one.id}".casefold()
        ]

    def _touch_all(self) -> None:
        if self.rows:
            last: QModelIndex = self.index(len(self.rows) - 1, len(self.names) + 1)
            self.dataChanged.emit(self.index(0, 1), last)
