"""What painted rows and small painted buttons share: ground, words, and where the keyboard is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolButton

from annotator.ui.chips import elided, focus_ring
from annotator.ui.controls import ModelIndex, RowList, by_enter, give_tip
from annotator.ui.errors import override
from annotator.ui.theme import Look, Theme, colour

SIDE = 8  # pixels free on either side of a row's ground
APART = 16  # pixels between the words at either end of a line
BOX = 16  # pixels, the size of a box to tick


class Ground(NamedTuple):
    """How the ground of a row looks. `here`: it is the current one; `gap`, `radius`: pixels.

    `side` is what is free on either side of it, in pixels.
    """

    theme: Theme
    here: bool
    gap: float
    radius: float
    side: float = SIDE


class Inked(NamedTuple):
    """Words with their font and their colour."""

    words: str
    font: QFont
    hue: str


@contextmanager
def painted_row(
    painter: QPainter, option: QStyleOptionViewItem, ground: Ground
) -> Iterator[QRectF]:
    """Paint a row's ground, yield its place for what stands on it, then show the keyboard's place.

    The place is as wide as the list, its scroll bar included. The painter is as before afterwards.
    """
    view, state, side = option.widget, option.state, ground.side
    wider = view.bar_width if isinstance(view, RowList) else 0
    rect = QRectF(option.rect).adjusted(0, 0, wider, 0)
    place = rect.adjusted(side, ground.gap, -max(side, wider), -ground.gap)
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ground.here or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ground.theme.row, 1.0 if ground.here else 0.5))
            painter.drawRoundedRect(place, ground.radius, ground.radius)
        yield rect
        if state & QStyle.StateFlag.State_HasFocus:
            ring = place.adjusted(1, 1, -1, -1)
            focus_ring(painter, ring, ground.theme, ground.radius)
    finally:
        painter.restore()


def paint_ends(painter: QPainter, box: QRectF, left: Inked, right: Inked) -> None:
    """Paint words at the right end of a box, and others at its left, cut to the room they leave."""
    room = box.width() - QFontMetricsF(right.font).horizontalAdvance(right.words) - APART
    cut = left._replace(words=elided(left.words, left.font, room))
    for one, end in ((right, Qt.AlignmentFlag.AlignRight), (cut, Qt.AlignmentFlag.AlignLeft)):
        painter.setFont(one.font)
        painter.setPen(colour(one.hue))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | end, one.words)


def tick_box(painter: QPainter, box: QRectF, theme: Theme, *, ticked: bool) -> None:
    """Paint a box to tick as check boxes look elsewhere."""
    painter.setPen(QPen(colour(theme.accent if ticked else theme.ink3), 1))
    painter.setBrush(colour(theme.accent if ticked else theme.paper))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)  # a line of one pixel
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if ticked:
        painter.setPen(QPen(colour(theme.accent_ink), 2))
        low = box.bottomLeft()
        steps = [low + QPointF(*step) for step in ((4, -8), (7, -5), (12, -11))]
        painter.drawPolyline(steps)


class RowDelegate(QStyledItemDelegate):
    """Paints rows of one height, whatever script they are in, so that no list is too long."""

    def __init__(self, look: Look, height: int) -> None:
        super().__init__()
        self.look = look
        self._size = QSize(100, height)

    @override(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """Return the one size of all."""
        return self._size


class PaintedButton(QToolButton):
    """A small button of a fixed size that paints its sign, and a ring where it has the keyboard."""

    def __init__(self, name: str, look: Look, size: QSize) -> None:
        super().__init__()
        self.look = look
        self.ring_radius = 4.0
        self.setAccessibleName(name)
        give_tip(self, name)
        self.setFixedSize(size)
        by_enter(self)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.look = look
        self.update()

    @property
    def lit(self) -> bool:
        """Tell whether the mouse is over it or holds it down."""
        return self.underMouse() or self.isDown()

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        """Paint what stands on the button."""
        raise NotImplementedError

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign and the ring."""
        painter, rect = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_sign(painter, rect)
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(1, 1, -1, -1), self.look.theme, self.ring_radius)
