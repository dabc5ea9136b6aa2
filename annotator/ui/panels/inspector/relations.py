"""The relations of a span: go to the other end, take one away, draw a new one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.chips import (
    KEYCAP_HEIGHT,
    arrow,
    chip,
    cross,
    elided,
    focus_ring,
    keycap,
    keycap_width,
    one_line,
)
from annotator.ui.controls import ClampedLabel, FlowRow, by_enter, give_tip
from annotator.ui.errors import override
from annotator.ui.painted import PaintedButton
from annotator.ui.panels.inspector.lines import Line
from annotator.ui.theme import Look, colour, reading_font, ui_font

HEIGHT, SPARE_HEIGHT, GAP = 28, 26, 5
CAPTION = 72
RELATE_KEY = "L"
_CURSORS = {
    None: Qt.CursorShape.CrossCursor,
    True: Qt.CursorShape.DragLinkCursor,
    False: Qt.CursorShape.ForbiddenCursor,
}


class RelationRows(QWidget):
    """A row for each line; shows what it is given and tells what was wanted."""

    picked = Signal(str)  # the id of the span at the other end
    removed = Signal(str)  # the id of a relation
    requested = Signal(str)  # the name of a kind of relation
    dragged = Signal(str, QPoint)  # the name of a kind, and where on the screen
    dropped = Signal(str, QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._held: EndBox | None = None  # the box that is dragged from
        self._lines: list[Line] = []
        self.rows: list[RelationRow] = []
        self.spare: SpareRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        for row in self.rows:
            row.set_look(look)
        if self.spare is not None:
            self.spare.set_look(look)

    def set_lines(self, lines: list[Line]) -> None:
        """Show lines; nothing is built anew where they are the same."""
        if lines == self._lines:
            return
        self._lines = lines
        self._clear()
        self.rows = [self._row(line) for line in lines if not line.spare]
        spare = [line for line in lines if line.spare]
        if spare:
            self.spare = SpareRow([(line, self._box(line)) for line in spare])
            self._column.addWidget(self.spare)
        self.setVisible(bool(lines))

    def show_fit(self, fits: bool | None) -> None:  # noqa: FBT001 what lies under the mouse
        """Show whether what is dragged over fits; None where it is no mark."""
        if self._held is not None:
            self._held.show_fit(fits)

    def _clear(self) -> None:
        self._held = None
        for row in [*self.rows, *([self.spare] if self.spare else [])]:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows, self.spare = [], None

    def _box(self, line: Line) -> "EndBox":
        box = EndBox(line, self._look)
        box.clicked.connect(lambda: self._clicked(line))
        box.dragged.connect(lambda place: self._dragged(box, place))
        box.dropped.connect(lambda place: self.dropped.emit(line.kind, place))
        return box

    def _dragged(self, box: "EndBox", place: QPoint) -> None:
        self._held = box
        self.dragged.emit(box.kind, place)

    def _row(self, line: Line) -> "RelationRow":
        row = RelationRow(line, self._box(line), self._look)
        row.remove.clicked.connect(lambda: self.removed.emit(line.relation))
        row.add.clicked.connect(lambda: self.requested.emit(line.kind))
        self._column.addWidget(row)
        return row

    def _clicked(self, line: Line) -> None:
        if line.other is not None:
            self.picked.emit(line.other.id)
        elif not line.relation:
            self.requested.emit(line.kind)


class RelationRow(QWidget):
    """The words for the kind, and a box with the other end."""

    def __init__(self, line: Line, box: "EndBox", look: Look) -> None:
        super().__init__()
        self.box = box
        self.remove = SmallButton("×", f"Remove this relation: {one_line(line.words, 60)}", look)
        again = "another" if line.relation else "one"
        self.add = SmallButton(RELATE_KEY, f"Draw {again}: {one_line(line.words, 60)}", look)
        inner = QHBoxLayout(self.box)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(2)
        inner.addStretch()
        inner.addWidget(self.remove)
        inner.addWidget(self.add)
        self.remove.setVisible(bool(line.relation))  # once in the box: alone it would be a window
        self.add.setVisible(line.last)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_caption(line.words if line.first else ""))
        row.addWidget(self.box, 1)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        for part in (self.box, self.remove, self.add):
            part.set_look(look)


class SpareRow(QWidget):
    """Small buttons for the kinds of relation that the span has none of."""

    def __init__(self, boxes: Sequence[tuple[Line, "EndBox"]]) -> None:
        super().__init__()
        self.boxes = {line.kind: box for line, box in boxes}
        flow = FlowRow(gap=GAP)
        for box in self.boxes.values():
            flow.add(box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_caption("Add"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(flow, 1)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        for box in self.boxes.values():
            box.set_look(look)


class EndBox(QToolButton):
    """The other end of a relation; drag from it onto the text to draw one."""

    dragged = Signal(QPoint)  # where on the screen
    dropped = Signal(QPoint)

    def __init__(self, line: Line, look: Look) -> None:
        super().__init__()
        self._line, self._look = line, look
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setFixedHeight(HEIGHT if not line.spare else SPARE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{one_line(line.words, 60)}: {self.words}")
        tip = one_line(line.other.text, 300) if line.other else ""
        give_tip(self, tip or "Click, or drag from here onto a mark in the text")
        self.setAccessibleDescription(
            "Goes to the other end" if line.other else "Offers marks that fit"
        )
        by_enter(self)

    @property
    def kind(self) -> str:
        """Return the name of the kind of relation."""
        return self._line.kind

    @property
    def words(self) -> str:
        """Return what stands in the box."""
        if self._line.other is not None:
            words = one_line(self._line.other.text, 200)
            return f"{words} (and {self._line.more} more)" if self._line.more else words
        if self._line.relation:
            return "Its other end is missing"
        return _capital(self._line.words) if self._line.spare else "None yet"

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want whatever width there is; a small button that of its words."""
        words = QFontMetricsF(ui_font(12)).horizontalAdvance(one_line(self.words, 40))
        return QSize(round(words) + 22 + 16 * self._line.incoming, self.height())

    @override()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    @override()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag once the mouse has gone far enough."""
        far = QApplication.startDragDistance()
        gone = event.position().toPoint() - (self._pressed or QPoint())
        if self._pressed is not None and gone.manhattanLength() >= far:
            self._dragging = True
            self.show_fit(None)
        if self._dragging:
            self.dragged.emit(event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def show_fit(self, fits: bool | None) -> None:  # noqa: FBT001 what lies under the mouse
        """Show by the mouse whether what is dragged over fits; None where it is no mark."""
        if self._dragging:
            self.setCursor(_CURSORS[fits])

    @override()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where a drag ended; where none was, this is a click."""
        dragged, self._dragging, self._pressed = self._dragging, False, None
        if not dragged:
            super().mouseReleaseEvent(event)
            return
        self.setDown(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if not self.rect().contains(event.position().toPoint()):
            self.dropped.emit(event.globalPosition().toPoint())

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, and in it the chip and the words."""
        theme, line = self._look.theme, self._line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        dashed = Qt.PenStyle.SolidLine if line.relation else Qt.PenStyle.DashLine
        filled = self.underMouse() or bool(line.relation)
        painter.setPen(QPen(colour(theme.line if line.relation else theme.ink3), 1, dashed))
        painter.setBrush(colour(theme.row if self.underMouse() else theme.paper, float(filled)))
        painter.drawRoundedRect(box, 6, 6)
        x, y = box.left() + 8, box.center().y()
        if line.incoming:
            arrow(painter, QPointF(x + 5, y), theme.ink2, left=True)
            x += 16
        if line.other is not None:
            chip(painter, QRectF(x, y - 7.5, 15, 15), self._look.of(line.other.label), theme)
            x += 23
        font = reading_font(13) if line.other is not None else ui_font(12)
        painter.setFont(font)
        painter.setPen(colour(theme.ink if line.other is not None else theme.ink2))
        room = box.right() - x - 8
        if not line.spare:
            room -= 24 * line.last + 22 * bool(line.relation)
        words = QRectF(x, box.top(), max(0.0, room), box.height())
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter, elided(self.words, font, words.width())
        )
        if self.hasFocus():
            focus_ring(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), theme)


class SmallButton(PaintedButton):
    """A key cap or a × inside a box."""

    def __init__(self, sign: str, name: str, look: Look) -> None:
        super().__init__(name, look, QSize(20, 20))
        self._sign = sign
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the sign."""
        theme = self.look.theme
        if self._sign != "×":
            left = (rect.width() - keycap_width(self._sign)) / 2
            keycap(painter, QPointF(left, (rect.height() - KEYCAP_HEIGHT) / 2), self._sign, theme)
            return
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.row))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        cross(painter, rect.center(), theme.ink if self.underMouse() else theme.ink3)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _caption(words: str) -> ClampedLabel:
    caption = ClampedLabel(_capital(words), tone="quiet", px=12)
    caption.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    caption.set_width(CAPTION - 6)
    caption.setMinimumHeight(SPARE_HEIGHT)
    give_tip(caption, words)
    return caption
