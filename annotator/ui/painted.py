"""What painted rows and small painted buttons have in common: ground, and where the keyboard is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QToolButton

from annotator.ui.chips import focus_ring
from annotator.ui.controls import RowList, plain_tip
from annotator.ui.errors import override
from annotator.ui.theme import Look, Theme, colour

SIDE = 8  # pixels free on either side of a row's ground


class Ground(NamedTuple):
    """How the ground of a row looks. `here`: it is the current one; `gap`, `radius`: pixels."""

    theme: Theme
    here: bool
    gap: float
    radius: float


@contextmanager
def painted_row(
    painter: QPainter, option: QStyleOptionViewItem, rows: RowList, ground: Ground
) -> Iterator[QRectF]:
    """Paint a row's ground, yield its place for what stands on it, then show the keyboard's place.

    The place is as wide as the list, its scroll bar included. The painter is as before afterwards.
    """
    rect = QRectF(option.rect).adjusted(0, 0, rows.bar_width, 0)
    state = option.state
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground.here or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground.theme.row, 1.0 if ground.here else 0.5))
        place = rect.adjusted(SIDE, ground.gap, -SIDE, -ground.gap)
        painter.drawRoundedRect(place, ground.radius, ground.radius)
    yield rect
    if state & QStyle.StateFlag.State_HasFocus:
        inside = ground.gap + 1
        ring = rect.adjusted(SIDE + 1, inside, -SIDE - 1, -inside)
        focus_ring(painter, ring, ground.theme, ground.radius)
    painter.restore()


class PaintedButton(QToolButton):
    """A small button of a fixed size that paints its sign, and a ring where it has the keyboard."""

    def __init__(self, name: str, look: Look, size: QSize) -> None:
        super().__init__()
        self.look = look
        self.ring_radius = 4.0
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setFixedSize(size)

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
