"""The attributes of a span: a few values side by side, or a list to choose from."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from annotator.core.annotation import Span
from annotator.core.scheme import Attribute, Label
from annotator.ui.chips import chevron, elided, focus_ring, one_line
from annotator.ui.controls import ClampedLabel, give_tip
from annotator.ui.errors import override
from annotator.ui.popups import Combo
from annotator.ui.segments import Segments
from annotator.ui.theme import Look, colour, ui_font

HEIGHT = 26
CAPTION = 72
ROOM = 212  # pixels for the values of one attribute


def readable(value: str) -> str:
    """Return a value as it stands on screen."""
    return value.replace("_", " ")


class AttributeRows(QWidget):
    """A row for each attribute that the label has; built anew only for another label."""

    chosen = Signal(str, str)  # name and value; "" takes the attribute away

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._label: Label | None = None
        self.rows: dict[str, AttributeRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        for row in self.rows.values():
            row.set_look(look)

    def set_span(self, span: Span, label: Label | None) -> None:
        """Show a span's values."""
        if label is not self._label:
            self._build(label)
        for name, row in self.rows.items():
            row.set_value(span.attribute(name))

    def _build(self, label: Label | None) -> None:
        self._label = label
        for row in self.rows.values():
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        shown = [one for one in label.attributes if one.enabled] if label else []
        self.rows = {one.name: self._row(one) for one in shown}
        self.setVisible(bool(self.rows))

    def _row(self, attribute: Attribute) -> "AttributeRow":
        row = AttributeRow(attribute, self._look)
        row.chosen.connect(lambda value: self.chosen.emit(attribute.name, value))
        self._column.addWidget(row)
        return row


class AttributeRow(QWidget):
    """One attribute. What the scheme does not know is shown all the same, in a list."""

    chosen = Signal(str)

    def __init__(self, attribute: Attribute, look: Look) -> None:
        super().__init__()
        self._attribute, self._value = attribute, ""
        words = attribute.title or readable(attribute.name).capitalize()
        caption = ClampedLabel(words, tone="quiet", px=12)
        caption.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        caption.set_width(CAPTION - 6)
        give_tip(caption, attribute.note or words)
        self.segments = Segments(words, height=HEIGHT)
        self.segments.set_options([(value, readable(value)) for value in attribute.values])
        self.segments.picked.connect(self._picked)
        self.combo = ValueCombo(words, look)
        self.combo.activated.connect(lambda row: self.chosen.emit(self.combo.itemData(row)))
        self._wide = self.segments.sizeHint().width() > ROOM
        self.setMinimumWidth(CAPTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(caption)
        row.addWidget(self.segments, 1)
        row.addWidget(self.combo, 1)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.combo.look = look
        self.combo.update()

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show a list where the values do not stand side by side."""
        super().resizeEvent(event)
        room = min(ROOM, self.width() - CAPTION)
        wide = self.segments.sizeHint().width() > room
        if wide is not self._wide:
            self._wide = wide
            self.set_value(self._value)

    def set_value(self, value: str) -> None:
        """Show which value holds; "" for none."""
        self._value = value
        known = not value or value in self._attribute.values
        listed = self._wide or not known
        self.segments.setVisible(not listed)
        self.combo.setVisible(listed)
        self.segments.set_value(value)
        if listed:
            self._fill(value, known=known)

    def _fill(self, value: str, *, known: bool) -> None:
        values = [*self._attribute.values, *([] if known else [value])]
        if not self._attribute.required:
            values = ["", *values]
        self.combo.clear()
        for one in values:
            unknown = one and one not in self._attribute.values
            words = one_line(readable(one), 60) or "—"
            self.combo.addItem(f"{words} (not in the scheme)" if unknown else words, one)
        self.combo.setCurrentIndex(values.index(value) if value in values else -1)

    def _picked(self, value: str) -> None:
        if value != self._value:
            self.chosen.emit(value)
        elif not self._attribute.required:
            self.chosen.emit("")


class ValueCombo(Combo):
    """A list of values; the mouse wheel, that often only wants to scroll, changes nothing."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(name)
        self.setPlaceholderText("Choose…")
        self.setFont(ui_font(12))
        self.setFixedHeight(HEIGHT)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want whatever width there is."""
        return QSize(100, HEIGHT)

    @override()
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the panel scroll."""
        event.ignore()

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the value and an angle."""
        theme, painter = self.look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colour(theme.line), 1))
        painter.setBrush(colour(theme.row if self.underMouse() else theme.paper))
        painter.drawRoundedRect(box, 6, 6)
        chosen = self.currentIndex() >= 0
        words = self.currentText() if chosen else self.placeholderText()
        painter.setFont(self.font())
        painter.setPen(colour(theme.ink if chosen else theme.error))
        room = box.adjusted(9, 0, -24, 0)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter, elided(words, self.font(), room.width())
        )
        chevron(painter, QPointF(box.right() - 13, box.center().y()), theme.ink2)
        if self.hasFocus():
            focus_ring(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), theme)
