"""The two lists under the inspector, one above the other, and how they share the height."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from annotator.ui.errors import override

USUAL, MOST = 0.4, 0.6  # of the height, for the lower list


class Lists(QSplitter):
    """The lower list takes more of the height where it holds much; drawn by hand it stays so.

    While one works in an article it grows only, so that nothing goes up and down.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.by_hand = False  # whether somebody drew the divider
        self._wanted = 0
        self._fresh = True
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._drawn)

    def begin(self) -> None:
        """Let what is wanted next hold also where it is less than before: another article."""
        self._fresh = True

    def want(self, height: int) -> None:
        """Take the height in pixels that the lower list would fill."""
        self._wanted = height if self._fresh else max(height, self._wanted)
        self._fresh = False
        self._share()

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if self.by_hand:
            return
        room = self.height() - self.handleWidth()
        lower = round(min(max(self._wanted, USUAL * room), MOST * room))
        self.setSizes([room - lower, lower])

    def _drawn(self) -> None:
        self.by_hand = True
