"""The line above the article: where it comes from, how far one is, and what it holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from annotator.core.annotation import Status
from annotator.core.document import Document, Region
from annotator.ui.errors import override
from annotator.ui.theme import Look, colour, ui_font

if TYPE_CHECKING:
    from annotator.ui.pages.article.note_sign import NoteSign

SOURCE_KEYS = ("source", "outlet", "publisher")
DATE_KEYS = ("published", "date")
PART = 80  # code points of each part
STATES = {"done": "done", "discarded": "discarded", "none": ""}


class ArticleHeading(QFrame):
    """Source, date and id of the article; a button where the file holds several stories."""

    split_asked = Signal()
    note_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._hidden = self._fine = self._over = False
        self._said = ""
        self.note: NoteSign | None = None  # once an article with a note was shown
        self._look = look
        self._line = _Line()
        self.split_button = QToolButton()
        self.split_button.setFont(ui_font(12, 500))
        self.split_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.split_button.clicked.connect(self.split_asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(48, 16, 48, 4)
        self._row.addWidget(self._line, 1)
        self._row.addWidget(self.split_button)
        self.split_button.hide()
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        theme, self._look = look.theme, look
        if self.note is not None:
            self.note.set_look(look)
        self._line.setStyleSheet(f"color:{theme.ink2}")
        self.split_button.setStyleSheet(
            f"QToolButton{{border:1px solid {theme.line};border-radius:6px;padding:3px 10px;"
            f"background:{theme.panel};color:{theme.ink}}}"
            f"QToolButton:hover{{background:{theme.row}}}"
            f"QToolButton:focus{{border:2px solid {theme.ink}}}"
        )

    def set_column(self, left: int, right: int) -> None:
        """Stand above the column of the text: margins in pixels."""
        self._row.setContentsMargins(left, 16, right, 4)

    def set_scrolled(self, pixels: int) -> None:
        """Part the heading from the text by a hairline while some of that lies under it."""
        if self._over != (pixels > 0):
            self._over = pixels > 0
            self.update()

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hairline."""
        super().paintEvent(event)
        if self._over:
            line = self.rect().adjusted(0, self.height() - 1, 0, 0)
            QPainter(self).fillRect(line, colour(self._look.theme.line))

    def set_marks_hidden(self, *, hidden: bool) -> None:
        """Say that the marks are hidden, for as long as they are."""
        self._hidden = hidden
        self._tell()

    def set_fine(self, *, fine: bool) -> None:
        """Say that steps go by character, for as long as they do."""
        self._fine = fine
        self._tell()

    def show_note(self, note: str) -> None:
        """Show by a sign that there is a note on the article; "" for none."""
        if self.note is None and note:
            from annotator.ui.pages.article.note_sign import NoteSign  # after the first paint

            self.note = NoteSign(self._look)
            self.note.clicked.connect(self.note_asked)
            self._row.insertWidget(1, self.note)
        if self.note is not None:
            self.note.show_note(note)

    def _tell(self) -> None:
        parts = (
            "Marks are hidden: H shows them" if self._hidden else "",
            "Steps go by character: F takes words" if self._fine else "",
            self._said,
        )
        self._line.setText("  ·  ".join(filter(None, parts)))

    def show_article(
        self, document: Document, status: Status, regions: Sequence[Region], more: str = ""
    ) -> None:
        """Tell where an article comes from, how far one is with it, and what more there is."""
        state = STATES.get(status.state, status.state)
        parts = [
            _first(document, SOURCE_KEYS),
            _first(document, DATE_KEYS),
            document.id,
            f"part of {document.parent.id}" if document.parent else "",
            more,
            f"{state}: {status.note}" if state and status.note else state,
        ]
        self._said = "  ·  ".join(_cut(" ".join(part.split())) for part in parts if part)
        self._tell()
        stories = sum(region.kind == "story" for region in regions)
        self.split_button.setVisible(stories > 1)
        self.split_button.setText(f"{stories} stories in this file: split…")


class _Line(QLabel):
    """A line that ends in an ellipsis where there is no room for all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(ui_font(12))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the line as there is room for."""
        painter, end = QPainter(self), Qt.TextElideMode.ElideRight
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), end, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


def _cut(words: str) -> str:
    return words if len(words) <= PART else f"{words[:PART]}…"


def _first(document: Document, keys: Sequence[str]) -> str:
    return next((document.meta[key] for key in keys if document.meta.get(key)), "")
