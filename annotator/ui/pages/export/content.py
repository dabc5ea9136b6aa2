"""What would go out, in numbers: a row for each label and each relation, with a bar."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.chips import chip, elided
from annotator.ui.errors import override
from annotator.ui.theme import LabelLook, Look, colour, ui_font

ROW, CHIP, NAME, NUMBER, BAR = 28, 16, 150, 70, 420  # pixels
THICK = 8


class Row(NamedTuple):
    """A name with its number; `label` is how it looks, or None for a relation."""

    words: str
    number: int
    label: LabelLook | None


class ExportContent(QWidget):
    """Rows of numbers; the longest bar is the largest number."""

    def __init__(self, look: Look, relations: Mapping[str, str]) -> None:
        super().__init__()
        self._look = look
        self._relation_words = relations
        self._labels: Mapping[str, int] = {}
        self._relations: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def rows(self) -> list[Row]:
        """Return the rows: labels in the scheme's order, then relations."""
        known = [name for name in self._look.labels if name in self._labels]
        names = [*known, *sorted(set(self._labels) - set(known))]
        spans = [
            Row(self._look.of(name).title, self._labels[name], self._look.of(name))
            for name in names
        ]
        relations = [
            Row(self._relation_words.get(name, name).capitalize(), number, None)
            for name, number in sorted(self._relations.items())
        ]
        return spans + relations

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    def show_counts(self, labels: Mapping[str, int], relations: Mapping[str, int]) -> None:
        """Show how many spans and relations of each name there are."""
        self._labels, self._relations = labels, relations
        self.setVisible(bool(self.rows))
        told = ", ".join(f"{row.words} {row.number:,}" for row in self.rows)
        self.setAccessibleName("What goes out")
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Return as high as there are rows."""
        return QSize(NAME + NUMBER + BAR, ROW * len(self.rows))

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((row.number for row in self.rows), default=1) or 1
        for place, row in enumerate(self.rows):
            box = QRectF(0, place * ROW, self.width(), ROW)
            self._paint_row(painter, box, row, row.number / most)

    def _paint_row(self, painter: QPainter, box: QRectF, row: Row, share: float) -> None:
        theme, middle = self._look.theme, Qt.AlignmentFlag.AlignVCenter
        tone = row.label.colour if row.label else theme.ink3
        if row.label:
            spot = QRectF(box.left(), box.center().y() - CHIP / 2, CHIP, CHIP)
            chip(painter, spot, row.label, theme)
        font = ui_font(13)
        painter.setFont(font)
        painter.setPen(colour(theme.ink if row.label else theme.ink2))
        name = QRectF(box.left() + CHIP + 10, box.top(), NAME - CHIP - 10, box.height())
        painter.drawText(name, middle, elided(row.words, font, name.width()))
        number = QRectF(NAME, box.top(), NUMBER - 18, box.height())
        painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, f"{row.number:,}")
        room = min(BAR, max(0.0, self.width() - NAME - NUMBER))
        bar = QRectF(NAME + NUMBER, box.center().y() - THICK / 2, max(2.0, room * share), THICK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tone, 0.75))
        painter.drawRoundedRect(bar, 3, 3)
