"""The first page: the sample projects, a new one, one to open, and those that were open."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.projects.opening import is_there
from annotator.ui.chips import one_line
from annotator.ui.controls import by_enter
from annotator.ui.dialogs.frame import caption, form_style, heading, sentence
from annotator.ui.errors import override
from annotator.ui.theme import Look, Theme, colour, ui_font

WIDTH, ROW_HEIGHT, PAD = 620, 54, 14  # pixels


class PathRow(QAbstractButton):
    """Two lines to click: a name, and quieter below it what it is or where it lies."""

    def __init__(self, name: str, below: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._below, self._theme = one_line(name), below, theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(ROW_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{self._name}, {below}")
        by_enter(self)

    @override(lambda: QSize(WIDTH, ROW_HEIGHT))
    def sizeHint(self) -> QSize:
        """Return as wide as the page's column."""
        return QSize(WIDTH, ROW_HEIGHT)

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row; under the pointer and in focus it stands out, off it is grey."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        hot = self.isEnabled() and self.underMouse()
        painter.setPen(colour(theme.ink if self.hasFocus() else theme.line))
        painter.setBrush(colour(theme.row if hot else theme.panel))
        painter.drawRoundedRect(box, 8, 8)
        inner = box.adjusted(PAD, 8, -PAD, -8)
        half = inner.height() // 2
        ink = theme.ink if self.isEnabled() else theme.ink3
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        self._line(painter, upper, self._name, ui_font(14, 600), ink)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), half)
        self._line(painter, lower, self._below, ui_font(12), theme.ink2 if hot else theme.ink3)
        painter.end()

    def _line(self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(colour(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class StartPage(QWidget):
    """Offers ways in; it only tells what was chosen."""

    sample_wanted = Signal()
    team_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(str)  # the path of a project

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = look.theme
        self._recent: list[Path] = []
        self.rows: list[PathRow] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self._area)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._theme = look.theme
        self.setStyleSheet(form_style(look.theme))
        self._fill()

    def set_recent(self, paths: Sequence[Path]) -> None:
        """Show the projects that were open, the newest first; those that are gone are greyed."""
        self._recent = list(paths)
        self._fill()

    def _fill(self) -> None:
        self.rows = []
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(heading("Quoth", 34))
        column.addWidget(
            sentence("Mark who said what in the news: claims, denials, quotes, actors.")
        )
        column.addSpacing(18)
        for name, below, signal in (
            ("Open the sample project", "Five marked articles to try everything on", "sample"),
            (
                "Open the sample of three annotators",
                "For leads: see where they differ, and settle it",
                "team",
            ),
            ("New project…", "One file that holds articles, marks and labels", "new"),
            ("Open…", "A project on this computer", "open"),
        ):
            column.addWidget(self._row(name, below, getattr(self, f"{signal}_wanted").emit))
        column.addSpacing(18)
        if self._recent:
            column.addWidget(caption("Recent"))
        for path in self._recent:
            column.addWidget(self._recent_row(path))
        column.addSpacing(10)
        column.addWidget(self._hint())
        column.addStretch(1)
        self._area.setWidget(_centred(column))

    def _recent_row(self, path: Path) -> PathRow:
        there = is_there(path)
        below = str(path.parent) if there else f"not there any more · {path.parent}"
        row = self._row(path.stem, below, partial(self.recent_wanted.emit, str(path)))
        row.setEnabled(there)
        return row

    def _row(self, name: str, below: str, slot: Callable[[], object]) -> PathRow:
        row = PathRow(name, below, self._theme)
        row.clicked.connect(lambda _checked=False: slot())
        self.rows.append(row)
        return row

    def _hint(self) -> QLabel:
        words = "Or drop a project here. In a project, drop or paste articles: text, JSONL, CSV."
        return sentence(words, quiet=True)


def _centred(column: QVBoxLayout) -> QWidget:
    inner = QWidget()
    inner.setMaximumWidth(WIDTH)
    inner.setLayout(column)
    column.setContentsMargins(0, 64, 0, 48)
    sheet = QWidget()
    sheet.setObjectName("page")
    row = QHBoxLayout(sheet)
    row.addStretch(1)
    row.addWidget(inner, 100)
    row.addStretch(1)
    return sheet
