"""All keys on one calm sheet, with a line to search them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.chips import one_line
from annotator.ui.dialogs.frame import CalmDialog, caption, heading, paper_theme, sentence
from annotator.ui.errors import override
from annotator.ui.theme import colour, ui_font
from annotator.ui.writing import WritingLine

Keys = str | Sequence[str]  # one string with two spaces between the keys, or the keys
Groups = Sequence[tuple[str, Sequence[tuple[Keys, str]]]]

COLUMNS = 2
CAP_HEIGHT, CAP_GAP, CAP_ROOM = 22, 6, 205  # pixels


class KeyCaps(QWidget):
    """The keys of one act, each in a box."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._keys = [one_line(key, 30) for key in keys]
        self._font: QFont = ui_font(12, 600)
        metrics = QFontMetrics(self._font)
        self._widths = [max(CAP_HEIGHT, metrics.horizontalAdvance(key) + 12) for key in self._keys]
        width = sum(self._widths) + CAP_GAP * max(0, len(self._widths) - 1)
        self.setFixedSize(QSize(max(width, 1), CAP_HEIGHT))
        self.setAccessibleName(" or ".join(self._keys))

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the boxes."""
        theme = paper_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        left = 0
        for key, width in zip(self._keys, self._widths, strict=True):
            box = QRect(left, 0, width, CAP_HEIGHT).adjusted(0, 0, -1, -1)
            painter.setPen(QPen(colour(theme.line), 1))
            painter.setBrush(colour(theme.panel))
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(colour(theme.ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            left += width + CAP_GAP
        painter.end()


class KeysDialog(CalmDialog):
    """Groups of keys in two columns; typing in the search line leaves those that fit."""

    def __init__(self, parent: QWidget | None, groups: Groups) -> None:
        super().__init__(parent, "All keys", width=900)
        self.resize(1040, 700)
        self._rows: list[tuple[QWidget, str, QWidget]] = []
        self.search = WritingLine("Find a key", px=13, height=34)
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(260)
        self.search.textChanged.connect(self.filter_by)
        top = QHBoxLayout()
        top.addWidget(heading("All keys"), 1)
        top.addWidget(self.search)
        self.body.addLayout(top)
        self._nothing = sentence("No key fits these words.", quiet=True)
        self._nothing.hide()
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._sheet(groups), 1)
        self.add_button("Close", self.accept, main=True)
        self.search.setFocus()

    def filter_by(self, words: str) -> None:
        """Show the rows that hold all of the words, and the groups that have such rows."""
        wanted = words.casefold().split()
        shown: set[QWidget] = set()
        for row, text, group in self._rows:
            fits = all(word in text for word in wanted)
            row.setVisible(fits)
            if fits:
                shown.add(group)
        for group in {group for _, _, group in self._rows}:
            group.setVisible(group in shown)
        self._nothing.setVisible(not shown)

    def shown(self) -> list[str]:
        """Return the text of each row that is not hidden, in lower case."""
        return [text for row, text, _ in self._rows if not row.isHidden()]

    def _sheet(self, groups: Groups) -> QScrollArea:
        sheet = QWidget()
        sheet.setObjectName("page")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 4, 12, 4)
        grid.setHorizontalSpacing(44)
        heights = [0] * COLUMNS
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        for column, layout in enumerate(columns):
            layout.setSpacing(22)
            grid.addLayout(layout, 0, column)
            grid.setColumnStretch(column, 1)
        for name, rows in groups:
            lowest = heights.index(min(heights))
            columns[lowest].addWidget(self._group(name, rows))
            heights[lowest] += len(rows) + 2
        for layout in columns:
            layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(sheet)
        area.viewport().setAutoFillBackground(False)
        return area

    def _group(self, name: str, rows: Sequence[tuple[Keys, str]]) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(caption(name))
        for keys, words in rows:
            parts = keys.split("  ") if isinstance(keys, str) else list(keys)
            row = _row([part for part in parts if part], words)
            self._rows.append((row, f"{' '.join(parts)} {words} {name}".casefold(), group))
            column.addWidget(row)
        return group


def show_keys(parent: QWidget | None, groups: Groups) -> KeysDialog:
    """Show all keys and go on; return the dialog."""
    dialog = KeysDialog(parent, groups)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _row(keys: Sequence[str], words: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(14)
    caps = KeyCaps(keys)
    room = QWidget()
    room.setMinimumWidth(CAP_ROOM)
    inner = QHBoxLayout(room)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(caps)
    inner.addStretch(1)
    line.addWidget(room)
    line.addWidget(sentence(words), 1)
    return row
