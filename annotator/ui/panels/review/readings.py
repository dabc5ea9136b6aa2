"""The readings of a difference as cards: a click takes one, with Shift it takes another one too."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.chips import chip, clamped, draw_lines, elided, focus_ring, keycap, one_line
from annotator.ui.controls import ENTER, give_tip
from annotator.ui.errors import override
from annotator.ui.theme import Look, colour, reading_font, ui_font

LEFT, RIGHT, INDENT, CHIP = 40, 14, 16, 16  # pixels
TOP, PITCH, GAP, FOOT = 34, 20, 6, 8
MOST_LINES = 6
DEEPEST = 4
NOTHING = "nothing here"


class Row(NamedTuple):
    """A mark of a reading: how deep it is nested, its label ("" for a relation), its words."""

    depth: int
    label: str
    words: str
    more: str = ""


class ReadingView(NamedTuple):
    """A reading as it is shown: its key, whose it is, its marks, whether gold has it."""

    key: str
    who: str
    rows: tuple[Row, ...]
    taken: bool = False


class ReadingCards(QWidget):
    """One card for each reading, one below the other."""

    taken = Signal(int)  # which reading, from 0
    added = Signal(int)  # the same, beside what gold has already

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.cards: list[ReadingCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        for card in self.cards:
            card.set_look(look)

    def show_readings(self, readings: Sequence[ReadingView]) -> None:
        """Show other readings."""
        while len(self.cards) > len(readings):
            card = self.cards.pop()
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(readings):
            self._add()
        for card, reading in zip(self.cards, readings, strict=True):
            card.show_reading(reading)

    def _add(self) -> None:
        number = len(self.cards)
        card = ReadingCard(self._look)
        card.clicked_with.connect(lambda shift: (self.added if shift else self.taken).emit(number))
        self.cards.append(card)
        self._column.addWidget(card)


class ReadingCard(QWidget):
    """One reading: its key, whose it is, and its marks with their letters, nested ones indented."""

    clicked_with = Signal(bool)  # whether Shift was held

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.reading = ReadingView("", "", ())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    def show_reading(self, reading: ReadingView) -> None:
        """Show a reading."""
        self.reading = reading
        taken = ", gold has it" if reading.taken else ""
        marks = "; ".join(self._said(row) for row in reading.rows) or NOTHING
        self.setAccessibleName(f"{reading.key}: {one_line(reading.who, 80)}: {marks}{taken}")
        self.setAccessibleDescription(
            f"Key {reading.key} takes this reading, Shift and {reading.key} add it."
        )
        give_tip(self, "Take this reading. Shift and a click add it to gold.")
        self.updateGeometry()
        self.update()

    @override(lambda: TOP + PITCH + FOOT)
    def heightForWidth(self, width: int) -> int:
        """Return how high the card is at a width in pixels."""
        rows = sum(self._height(row, width) for row in self.reading.rows) or PITCH
        return round(TOP + rows + FOOT)

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want the height that the marks need."""
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 300
        return QSize(300, self.heightForWidth(width))

    @override()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the reading, or with Shift add it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._tell(event.modifiers())

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the reading by Space, where the keyboard is on its card."""
        if event.key() in ENTER | {Qt.Key.Key_Space}:
            self._tell(event.modifiers())
        else:
            super().keyPressEvent(event)

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        taken = self.reading.taken
        painter.setPen(QPen(colour(theme.ink if taken else theme.line), 1.8 if taken else 1))
        painter.setBrush(colour(theme.row if self.underMouse() and not taken else theme.paper))
        painter.drawRoundedRect(rect, 8, 8)
        keycap(painter, QPointF(rect.left() + 12, rect.top() + 9), self.reading.key, theme)
        font = ui_font(13, 600)
        painter.setFont(font)
        painter.setPen(colour(theme.ink))
        who = elided(self.reading.who, font, rect.width() - LEFT - RIGHT)
        spot = QRectF(rect.left() + LEFT, rect.top() + 6, rect.width() - LEFT - RIGHT, 22)
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, who)
        self._paint_rows(painter, rect)
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(2, 2, -2, -2), theme)

    def _paint_rows(self, painter: QPainter, rect: QRectF) -> None:
        theme, y = self._look.theme, rect.top() + TOP
        if not self.reading.rows:
            painter.setFont(ui_font(12))
            painter.setPen(colour(theme.ink2))
            painter.drawText(QPointF(rect.left() + LEFT, y + 12), NOTHING)
        for row in self.reading.rows:
            x = rect.left() + LEFT + min(row.depth, DEEPEST) * INDENT
            if row.depth:
                painter.setPen(QPen(colour(theme.line), 1.2))
                painter.drawLine(QPointF(x - 9, y - 4), QPointF(x - 9, y + 11))
                painter.drawLine(QPointF(x - 9, y + 11), QPointF(x - 4, y + 11))
            if row.label:
                chip(painter, QRectF(x, y + 2, CHIP, CHIP), self._look.of(row.label), theme)
            painter.setPen(colour(theme.ink))
            place = QPointF(x + (24 if row.label else 0), y)
            lines = self._lines(row, self.width())
            draw_lines(painter, place, lines, PITCH, reading_font(13))
            if row.more:
                painter.setPen(colour(theme.ink2))
                below = QPointF(place.x(), y + len(lines) * PITCH)
                more = elided(row.more, ui_font(11), rect.right() - place.x() - RIGHT)
                draw_lines(painter, below, [more], PITCH - 4, ui_font(11))
            y += self._height(row, self.width())

    def _lines(self, row: Row, width: float) -> list[str]:
        indent = min(row.depth, DEEPEST) * INDENT + (24 if row.label else 0)
        room = width - LEFT - RIGHT - indent - 2
        return clamped(row.words, reading_font(13), room, MOST_LINES) if row.words else []

    def _height(self, row: Row, width: float) -> float:
        more = PITCH - 4 if row.more else 0
        return max(PITCH, len(self._lines(row, width)) * PITCH + more) + GAP

    def _said(self, row: Row) -> str:
        title = self._look.of(row.label).title if row.label else ""
        return ", ".join(part for part in (title, one_line(row.words, 160), row.more) if part)

    def _tell(self, keys: Qt.KeyboardModifier) -> None:
        self.clicked_with.emit(bool(keys & Qt.KeyboardModifier.ShiftModifier))
