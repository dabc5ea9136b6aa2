"""What lies over the window while files are dragged over it: it says what a drop would do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.ui.chips import counted, elided, one_line
from annotator.ui.errors import override
from annotator.ui.theme import Theme, colour, ui_font

INSET, WIDE, ROUND = 10, 3, 12  # pixels
VEIL = 0.82
PLATE = 32  # pixels at either side of the sentence
NAME = 60  # code points of a file's name


class DropSign(QWidget):
    """A frame all around, and a sentence; it takes no clicks and no drops itself."""

    def __init__(self, over: QWidget, paths: Sequence[Path], theme: Theme) -> None:
        super().__init__(over)
        self._theme = theme
        self.words = words_for(paths)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.words)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil, the frame and the sentence."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(theme.paper, VEIL))
        painter.setPen(QPen(colour(theme.ink), WIDE, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        painter.drawRoundedRect(frame, ROUND, ROUND)
        font = ui_font(18, 600)
        words = elided(self.words, font, frame.width() - 2 * (ROUND + PLATE))
        size = (
            QFontMetricsF(font)
            .boundingRect(words)
            .size()
            .grownBy(QMarginsF(PLATE, PLATE / 2, PLATE, PLATE / 2))
        )
        plate = QRectF(QPointF(0, 0), size)
        plate.moveCenter(frame.center())
        painter.setPen(QPen(colour(theme.line), 1))
        painter.setBrush(colour(theme.panel))
        painter.drawRoundedRect(plate, ROUND, ROUND)
        painter.setFont(font)
        painter.setPen(colour(theme.ink))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)


def words_for(paths: Sequence[Path]) -> str:
    """Return what a drop of files would do, in a sentence."""
    if len(paths) > 1:
        return f"Drop to bring in {counted(len(paths), 'file or folder', 'files and folders')}"
    path = paths[0]
    does = "open the project" if path.suffix == ".quoth" else "bring in"
    return f"Drop to {does} {one_line(path.name, NAME)}"
