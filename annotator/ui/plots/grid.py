"""Places cards in rows, as many side by side as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.errors import override

ACROSS, DOWN = 48, 30  # pixels between cards
BROAD, MIDDLING = 900, 620  # pixels from which three, and two, stand side by side
Row = tuple[tuple[int, int], ...]  # cards by place, each with its share of the width


class CardGrid(QWidget):
    """The cards of a page; those that are hidden take no room."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._cards = list(cards)
        self._room = 0
        for card in self._cards:
            card.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_room(self, height: int) -> None:
        """Be at least so high in pixels, as when a page has that much room without scrolling."""
        self._room = height
        self.arrange()

    def arrange(self) -> None:
        """Place the cards, and take the height that they need."""
        shown = [place for place, card in enumerate(self._cards) if not card.isHidden()]
        rows = rows_for(self.width(), shown)
        needs = [
            max(self._cards[place].minimumSizeHint().height() for place, _ in row) for row in rows
        ]
        least = sum(needs) + DOWN * max(0, len(rows) - 1)
        self.setMinimumHeight(max(least, self._room if shown else 0))
        spare = max(0, self.height() - least)
        top = 0
        for number, (row, need) in enumerate(zip(rows, needs, strict=True)):
            weights = [12 - 2 * one for one in range(len(rows))]
            high = need + spare * weights[number] // sum(weights)
            for place, box in boxes_of(row, QRect(0, top, self.width(), high)):
                self._cards[place].setGeometry(box)
            top += high + DOWN

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards anew."""
        super().resizeEvent(event)
        self.arrange()

    @override(lambda: False)
    def event(self, event: QEvent) -> bool:
        """Place the cards anew when one of them wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)


def rows_for(width: int, shown: Sequence[int]) -> list[Row]:
    """Return which of five cards stand in which row, with their shares of a width in pixels."""
    if width >= BROAD:
        wanted: list[Row] = [((0, 10), (1, 11)), ((2, 8), (3, 10), (4, 10))]
    elif width >= MIDDLING:
        wanted = [((0, 10), (1, 11)), ((2, 10), (3, 11)), ((4, 1),)]
    else:
        wanted = [((place, 1),) for place in range(5)]
    rows = [tuple(one for one in row if one[0] in shown) for row in wanted]
    return [row for row in rows if row]


def boxes_of(row: Row, room: QRect) -> list[tuple[int, QRect]]:
    """Return where the cards of a row lie."""
    free = room.width() - ACROSS * (len(row) - 1)
    total, left, found = sum(share for _, share in row), room.left(), []
    for place, share in row:
        wide = free * share // total
        found.append((place, QRect(left, room.top(), wide, room.height())))
        left += wide + ACROSS
    return found
