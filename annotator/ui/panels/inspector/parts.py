"""The smaller parts of the inspector: label choice, edges, flag, note, and the labels explained."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from annotator.core.scheme import Label
from annotator.ui.chips import chip, clamped, draw_lines, elided, focus_ring, keycap, one_line
from annotator.ui.controls import ClampedLabel, by_enter, give_tip
from annotator.ui.errors import override
from annotator.ui.painted import PaintedButton
from annotator.ui.theme import Look, colour, mixed, reading_font, ui_font
from annotator.ui.writing import WritingLine

CAPTION = 72
AWAY_FOR_NOW = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class LabelChoice(QToolButton):
    """A label as one word; filled with its colour where the span bears it."""

    def __init__(self, label: Label, look: Look) -> None:
        super().__init__()
        self._name, self._title, self._look = label.name, one_line(label.words, 40), look
        self.setCheckable(True)
        self.setFixedHeight(30)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription("Give the span this label")
        give_tip(self, "\n".join(x for x in (self._title, label.boundary) if x))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        by_enter(self)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want a quarter of the panel."""
        return QSize(66, 30)

    @override(QSize)
    def minimumSizeHint(self) -> QSize:
        """Need room for a chip."""
        return QSize(40, 30)

    @override()
    def nextCheckState(self) -> None:
        """Leave the state to whoever shows what holds."""

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word on its colour."""
        theme, hue = self._look.theme, self._look.of(self._name).colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()).adjusted(1, 1, -1, -1), self.isChecked()
        plain = colour(theme.row if self.underMouse() else theme.paper)
        painter.setBrush(mixed(hue, theme.paper, theme.fill_focus) if on else plain)
        painter.setPen(QPen(colour(hue), 1.6) if on else QPen(colour(theme.line), 1.2))
        painter.drawRoundedRect(rect, 6, 6)
        font = ui_font(12, 600 if on else 400)
        painter.setFont(font)
        painter.setPen(colour(theme.ink))
        words = elided(self._title, font, rect.width() - 8)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus():
            focus_ring(painter, rect, theme)


class Stepper(QWidget):
    """Moves one edge of the span by a word."""

    stepped = Signal(str, int)  # "start" or "end"; -1 left, 1 right

    def __init__(self, edge: str, look: Look) -> None:
        super().__init__()
        caption = ClampedLabel(edge.capitalize(), tone="quiet", px=12)
        caption.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        caption.set_width(CAPTION - 6)
        self.left = StepButton(f"Move the {edge} one word to the left", look, left=True)
        self.right = StepButton(f"Move the {edge} one word to the right", look)
        self.left.clicked.connect(lambda: self.stepped.emit(edge, -1))
        self.right.clicked.connect(lambda: self.stepped.emit(edge, 1))
        self.word = ClampedLabel(px=13)
        self.word.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.word.setFont(reading_font(13))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (caption, self.left, self.right):
            row.addWidget(part)
        row.addSpacing(2)
        row.addWidget(self.word, 1)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.left.set_look(look)
        self.right.set_look(look)


class StepButton(PaintedButton):
    """A small triangle that points left or right; keeps going while it is held."""

    def __init__(self, name: str, look: Look, *, left: bool = False) -> None:
        super().__init__(name, look, QSize(26, 24))
        self.ring_radius = 5.0
        self._turn = -1 if left else 1
        self.setAutoRepeat(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the box and the triangle."""
        theme, box = self.look.theme, rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour(theme.line), 1))
        painter.setBrush(colour(theme.row if self.lit else theme.paper))
        painter.drawRoundedRect(box, 5, 5)
        corners = [
            QPointF(-2 * self._turn, -3.2),
            QPointF(3 * self._turn, 0),
            QPointF(-2 * self._turn, 3.2),
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.ink))
        painter.drawPolygon(QPolygonF([box.center() + corner for corner in corners]))


class Tick(QCheckBox):
    """A box to tick; ticked by what is set, not by the click."""

    def __init__(self, words: str, look: Look) -> None:
        super().__init__(words)
        self._look = look
        self.setFont(ui_font(12, 500))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want room for the box and the word."""
        return QSize(28 + self.fontMetrics().horizontalAdvance(self.text()), 28)

    @override()
    def nextCheckState(self) -> None:
        """Leave the state to whoever shows what holds."""

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the tick and the word."""
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        box = QRectF(0.5, rect.center().y() - 7, 14, 14)
        painter.setPen(QPen(colour(theme.ink3), 1.2))
        painter.setBrush(colour(theme.ink if self.isChecked() else theme.paper))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            pen = QPen(colour(theme.paper), 1.8)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corners = [QPointF(-3.2, 0.2), QPointF(-0.9, 2.6), QPointF(3.4, -2.6)]
            painter.drawPolyline(QPolygonF([box.center() + corner for corner in corners]))
        painter.setFont(self.font())
        painter.setPen(colour(theme.ink))
        painter.drawText(rect.adjusted(22, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, box.adjusted(-0.2, -0.2, 0.2, 0.2), theme, 3)


class NoteLine(WritingLine):
    """The note on a span. It is told before any shortcut acts, so that no word of it is lost."""

    written = Signal(str)
    left = Signal()  # by Enter or Esc

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setMaxLength(4000)
        self.editingFinished.connect(self.finish)
        self._owner = ""

    def show_note(self, span_id: str, note: str) -> None:
        """Show a span's note; what is being written on the same span stays."""
        if span_id == self._owner and self.isModified():
            return
        self._owner = span_id
        if self.text() != note:
            self.setText(note)
            self.setCursorPosition(0)
        self.setModified(False)

    @override()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the note from its start again."""
        super().focusOutEvent(event)
        if event.reason() not in AWAY_FOR_NOW:
            self.setCursorPosition(0)

    def choose_all(self) -> None:
        """Select the note, with its start in sight."""
        self.end(False)
        self.home(True)

    def finish(self) -> None:
        """Tell what was written, if anything was."""
        if self.isModified():
            self.setModified(False)
            self.written.emit(self.text().strip())

    @override(lambda: False)
    def event(self, event: QEvent) -> bool:
        """Hear of a shortcut before it acts; Enter and Esc keep the note and leave the line."""
        if event.type() == QEvent.Type.ShortcutOverride and _leaves(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and _leaves(event):
            self.finish()
            self.left.emit()
            return True
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            taken = super().event(event)
            if not event.isAccepted():
                self.finish()
            return taken
        return super().event(event)


class LabelGuide(QWidget):
    """The labels with their keys and what they mean, for when no span has the focus.

    The keys are the digits, or where these do something else the letters.
    """

    def __init__(self, look: Look, *, digits: bool = True) -> None:
        super().__init__()
        self._look, self._digits = look, digits
        self._labels: Sequence[Label] = ()
        self.setAccessibleName("What the labels mean")

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Explain labels."""
        if list(labels) == list(self._labels):
            return
        self._labels = labels
        said = [f"{self._named(label)}: {one_line(label.definition)}" for label in labels]
        self.setAccessibleDescription("\n".join(said))
        self.update()

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the labels that fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = 0.0
        for label in self._labels:
            lines = clamped(label.definition, ui_font(11), self.width() - 26, 3)
            height = 20 + 16 * len(lines) + 12
            if y + height - 12 > self.height():
                break
            self._label(painter, y, label, lines)
            y += height

    def _label(self, painter: QPainter, y: float, label: Label, lines: list[str]) -> None:
        theme, font = self._look.theme, QFont(ui_font(12, 600))
        chip(painter, QRectF(0, y + 1.5, 15, 15), self._look.of(label.name), theme)
        painter.setPen(colour(theme.ink))
        draw_lines(
            painter, QPointF(24, y), [elided(label.words, font, self.width() - 70)], 18, font
        )
        if self._key(label):
            keycap(painter, QPointF(self.width() - 17, y + 1), self._key(label), theme)
        painter.setPen(colour(theme.ink2))
        draw_lines(painter, QPointF(24, y + 20), lines, 16, ui_font(11))

    def _key(self, label: Label) -> str:
        return label.digit if self._digits else label.key.upper()

    def _named(self, label: Label) -> str:
        key = self._key(label)
        return f"{label.words}, key {key}" if key else label.words


def _leaves(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
    return isinstance(event, QKeyEvent) and event.key() in keys and not event.modifiers()
