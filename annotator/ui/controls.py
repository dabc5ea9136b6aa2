"""Plain pieces that every panel and dialog is made of: labels, buttons, lists."""

from collections.abc import Sequence
from functools import cache
from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.ui.chips import clamped, draw_lines, elided, one_line
from annotator.ui.errors import override
from annotator.ui.theme import ui_font

__all__ = [
    "ENTER",
    "ClampedLabel",
    "FlowRow",
    "ModelIndex",
    "PlainLabel",
    "RowList",
    "Rule",
    "SectionHeader",
    "by_enter",
    "give_tip",
    "heading_row",
    "inset",
    "panel_frame",
    "plain_tip",
    "plain_words",
    "push_button",
]

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
NO_SCROLL = QItemSelectionModel.SelectionFlag.ClearAndSelect
TIP_LENGTH = 400  # code points
TIPPED = "tipped"  # the property that holds the description which a tip gave


def plain_tip(text: str) -> str:
    """Return a text for a tool tip, which Qt would else read as markup."""
    words = text if len(text) <= TIP_LENGTH else f"{text[:TIP_LENGTH]}…"
    return f"<qt>{escape(words)}</qt>" if words.strip() else ""


def give_tip(widget: QWidget, words: str) -> None:
    """Give a widget a tool tip, and what a screen reader says where it says nothing of its own.

    Qt would let the reader say the tip, with its markup.
    """
    widget.setToolTip(plain_tip(words))
    if widget.accessibleDescription() == (widget.property(TIPPED) or ""):
        widget.setAccessibleDescription(words[:TIP_LENGTH])
        widget.setProperty(TIPPED, words[:TIP_LENGTH])


def plain_words(text: str, limit: int = 60) -> str:
    """Return a text for a button or a menu, where Qt would else read & as a key."""
    return one_line(text, limit).replace("&", "&&")


class PlainLabel(QLabel):
    """A label that shows text as it is, never as markup. Tones: ink, quiet, faint, error, warn."""

    def __init__(
        self, text: str = "", *, tone: str = "ink", px: float = 12, weight: int = 400
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setFont(ui_font(px, weight))
        self.setText(text)


class ClampedLabel(PlainLabel):
    """A label of at most so many lines, with an ellipsis where more follows; any text is safe."""

    def __init__(
        self,
        text: str = "",
        *,
        lines: int = 1,
        tone: str = "ink",
        px: float = 12,
        weight: int = 400,
    ) -> None:
        self._full = ""
        self._lines = lines
        self._pitch = round(px * 1.42)
        super().__init__(text, tone=tone, px=px, weight=weight)
        vertical = QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Ignored, vertical)

    def setText(self, text: str) -> None:
        """Show a text; the whole of it goes to screen readers, up to what a tool tip holds."""
        self._full = text
        self.setAccessibleName(one_line(text))
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._full

    def set_width(self, pixels: int) -> None:
        """Take a fixed width."""
        self.setFixedWidth(pixels)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_pitch(self, pixels: int) -> None:
        """Set the distance from line to line."""
        self._pitch = pixels
        self.updateGeometry()

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want the height of all lines; the width of one line where there is but one."""
        width = QFontMetricsF(self.font()).horizontalAdvance(one_line(self._full, 80)) + 2
        return QSize(round(width), self._lines * self._pitch + 2)

    @override(QSize)
    def minimumSizeHint(self) -> QSize:
        """Need hardly any width."""
        return QSize(24, self._lines * self._pitch + 2)

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that fit."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        place = QRectF(self.contentsRect())
        lines = clamped(self._full, self.font(), place.width(), self._lines)
        if self._lines == 1:
            painter.setFont(self.font())
            line = elided(self._full, self.font(), place.width())
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.drawText(place, self.alignment(), line)
        else:
            draw_lines(painter, place.topLeft(), lines, self._pitch, self.font())


class SectionHeader(PlainLabel):
    """The small heading of a panel."""

    def __init__(self, text: str) -> None:
        super().__init__(text, tone="quiet", px=11, weight=600)


class Rule(QFrame):
    """A hairline from side to side."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "rule")
        self.setFixedHeight(1)


def heading_row(heading: QWidget, beside: QWidget, margin: int = 0) -> QHBoxLayout:
    """Return the heading of a panel with what stands at the other end; the margin is in pixels."""
    row = QHBoxLayout()
    row.setContentsMargins(margin, 0, margin, 0)
    row.addWidget(heading)
    row.addStretch()
    row.addWidget(beside)
    return row


def inset(widget: QWidget, margin: int = 16) -> QWidget:
    """Return a widget with a margin at its left and right, in pixels."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(margin, 0, margin, 0)
    row.addWidget(widget, 1)
    return holder


def push_button(
    words: str, *, tone: str = "plain", px: float = 12, height: int = 28
) -> QPushButton:
    """Return a button. Tones: plain, primary (dark, the one that matters), quiet (no box)."""
    button = QPushButton(plain_words(words))
    button.setProperty("tone", tone)
    button.setAccessibleName(one_line(words))
    button.setFont(ui_font(px, 600 if tone == "primary" else 500))
    button.setFixedHeight(height)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(False)
    by_enter(button)
    return button


def by_enter(button: QAbstractButton) -> None:
    """Let Enter press a button that has the keyboard, before a shortcut or a dialog takes it."""
    button.installEventFilter(_presser())


class _Presser(QObject):
    """Presses the buttons that it watches."""

    @override(lambda: False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter alone; held down, it presses once."""
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return False
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in ENTER or not alone:
            return False
        event.accept()
        pressed = event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat()
        if pressed and isinstance(watched, QAbstractButton):
            watched.click()
        return True


@cache
def _presser() -> _Presser:
    return _Presser()


def panel_frame(frame: QFrame, surface: str = "panel", edge: str = "") -> None:
    """Give a frame the panel's or the chrome's colour, and a hairline at an edge (or none)."""
    frame.setProperty("surface", surface)
    frame.setProperty("edge", edge)


class RowList(QListView):
    """A list of painted rows: a click or Enter chooses; no edits, no sideways scrolling."""

    chosen = Signal(QModelIndex)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("rows", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.chosen)

    def show_long(self, model: QAbstractItemModel) -> None:
        """Show rows of one height, however many: Qt asks the model only for those in sight.

        Without the proxy, which counts in C++, Qt asks Python for the count at every single row.
        """
        through = QSortFilterProxyModel(self)
        through.setDynamicSortFilter(False)
        through.setSourceModel(model)
        self.setUniformItemSizes(True)
        self.setModel(through)

    @property
    def bar_width(self) -> int:
        """Return the width in pixels that the scroll bar takes from the rows, 0 without one."""
        return self.width() - self.viewport().width()

    def show_row(self, row: int) -> None:
        """Put the keyboard's place on a row and bring it into sight; a row below 0 clears it."""
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            return
        index = self.model().index(row, 0)
        seen = self.viewport().rect().contains(self.visualRect(index))
        self.selectionModel().setCurrentIndex(index, NO_SCROLL)
        if not seen:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or Space; all else as in any list."""
        if event.key() in ENTER | {Qt.Key.Key_Space} and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override()
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first row in sight where no row was current."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            first = self.indexAt(self.viewport().rect().topLeft())
            self.setCurrentIndex(first if first.isValid() else self.model().index(0, 0))


class FlowRow(QWidget):
    """Widgets side by side that break into further lines where the width ends.

    Where they are `even`, no line holds much less than another.
    """

    resized = Signal()  # the height is another one now

    def __init__(self, *, gap: int = 8, even: bool = False) -> None:
        super().__init__()
        self._gap, self._even = gap, even
        self._widgets: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        self.arrange()

    def arrange(self) -> None:
        """Place the widgets, and take the height that they need."""
        y = -self._gap
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        for line in self._lines(list(zip(shown, self._widths(shown), strict=True))):
            x, y, deepest = 0, y + self._gap, 0
            for widget, width in line:
                height = min(widget.sizeHint().height(), widget.maximumHeight())
                height = max(height, widget.minimumHeight())
                widget.setGeometry(x, y, width, height)
                x, deepest = x + width + self._gap, max(deepest, height)
            y += deepest
        if self.height() != max(y, 0):
            self.setFixedHeight(max(y, 0))
            self.resized.emit()

    def _lines(self, sized: "Sequence[Sized]") -> "list[list[Sized]]":
        """Return widgets with their widths, line by line."""
        lines = self._broken(sized, len(sized))
        if self._even and len(lines) > 1:
            evenly = self._broken(sized, -(-len(sized) // len(lines)))
            lines = evenly if len(evenly) == len(lines) else lines
        return lines

    def _broken(self, sized: "Sequence[Sized]", most: int) -> "list[list[Sized]]":
        """Return lines of at most so many widgets, each as full as the width lets it be."""
        lines: list[list[Sized]] = []
        x = 0
        for one in sized:
            if not lines or len(lines[-1]) == most or x + one[1] > self.width():
                lines.append([])
                x = 0
            lines[-1].append(one)
            x += one[1] + self._gap
        return lines

    def _widths(self, widgets: Sequence[QWidget]) -> list[int]:
        """Return a width for each: less than wanted where so all fit in one line."""
        wanted = [widget.sizeHint().width() for widget in widgets]
        least = [
            min(w, one.minimumSizeHint().width()) for w, one in zip(wanted, widgets, strict=True)
        ]
        room = self.width() - self._gap * (len(widgets) - 1)
        slack = sum(wanted) - sum(least)
        if slack and sum(least) <= room < sum(wanted):
            share = (room - sum(least)) / slack
            return [int(low + (w - low) * share) for w, low in zip(wanted, least, strict=True)]
        fitting = wanted if sum(wanted) <= room else least
        return [min(w, max(self.width(), 40)) for w in fitting]

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.arrange()

    @override(lambda: False)
    def event(self, event: QEvent) -> bool:
        """Break the lines anew when a widget in it wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)


Sized = tuple[QWidget, int]  # a widget, and the width in pixels that it gets
ModelIndex = QModelIndex | QPersistentModelIndex
