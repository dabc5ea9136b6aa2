"""A small sheet in the article's heading: there is a note on the article."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.ui.controls import give_tip
from annotator.ui.dialogs.document_note import NOTE
from annotator.ui.painted import PaintedButton
from annotator.ui.theme import Look, colour

SIZE = QSize(22, 15)  # pixels: no higher than the line beside it
WORDS = 160  # code points of the note in the tool tip


class NoteSign(PaintedButton):
    """Tells the first words of the note under the mouse; a click opens it."""

    def __init__(self, look: Look) -> None:
        super().__init__(NOTE, look, SIZE)
        self.ring_radius = 4.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_note(self, note: str) -> None:
        """Say what the note is; "" hides the sign."""
        words = note if len(note) <= WORDS else f"{note[:WORDS].rstrip()}…"
        give_tip(self, f"{NOTE}: {words}")
        self.setAccessibleDescription(words)
        self.setVisible(bool(note.strip()))

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        """Paint a sheet with three lines."""
        theme = self.look.theme
        if self.lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.row))
            painter.drawRoundedRect(rect, self.ring_radius, self.ring_radius)
        middle = rect.center()
        painter.setPen(QPen(colour(theme.warn), 1.3))
        painter.setBrush(colour(theme.paper))
        painter.drawRoundedRect(QRectF(middle.x() - 5.5, middle.y() - 6.5, 11, 13), 2, 2)
        for y, end in ((-3, 3), (0, 3), (3, 0.5)):
            painter.drawLine(middle + QPointF(-3, y), middle + QPointF(end, y))
