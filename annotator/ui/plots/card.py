"""A drawing with its title, a line below it, and what can be done with it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from annotator.ui.controls import PlainLabel, give_tip, push_button
from annotator.ui.errors import override
from annotator.ui.plots.drawing import Drawing
from annotator.ui.plots.plot import Plot
from annotator.ui.plots.saving import Sheet
from annotator.ui.popups import Menu
from annotator.ui.theme import Look

COPY, SVG, CSV = "copy", "svg", "csv"
WAYS = ((COPY, "Copy as picture"), (SVG, "Save as SVG…"), (CSV, "Save as CSV…"))


class PlotCard(QWidget):
    """Shows a drawing, or the sentence why there is none; it copies and saves nothing itself."""

    opened = Signal(object, str)  # the cell of an item, and its words
    stood = Signal(QRect)  # where the keyboard is now, in pixels of this card
    wanted = Signal(str)  # "copy", "svg" or "csv"

    def __init__(self, title: str, drawing: Drawing, look: Look) -> None:
        super().__init__()
        self.title = title
        self._words = PlainLabel(tone="quiet", px=12)
        self._words.setWordWrap(True)
        self._reason = PlainLabel(tone="quiet", px=13)
        self._reason.setWordWrap(True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.plot = Plot(title, drawing, look)
        self.plot.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.plot.customContextMenuRequested.connect(
            lambda place: self._show_menu(self.plot.mapToGlobal(place))
        )
        self.plot.opened.connect(self.opened)
        self.plot.stood.connect(lambda box: self.stood.emit(self._here(box)))
        self.more = self._more_button()
        self._title = PlainLabel(title, px=14, weight=600)
        self._side = QWidget()  # room for a switch beside the title, or below it
        self.side = QHBoxLayout(self._side)
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(6)
        self._lay_out()
        self.setTabOrder(self.plot, self.more)
        self.show_reason("")

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.plot.set_look(look)

    def show_drawing(self, drawing: Drawing, words: str) -> None:
        """Show a drawing, and words about it below the title."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.plot.set_drawing(drawing)
        self.plot.setAccessibleDescription(words)
        self._reason.hide()
        self.plot.show()
        self.more.show()

    def show_reason(self, words: str) -> None:
        """Show why there is nothing to draw."""
        self._reason.setText(words)
        self._reason.show()
        self._words.hide()
        self.plot.hide()
        self.more.hide()

    @property
    def reason(self) -> str:
        """Return why nothing is drawn, "" where something is."""
        return self._reason.text() if self.plot.isHidden() else ""

    @property
    def words(self) -> str:
        """Return what stands below the title."""
        return self._words.text()

    @property
    def sheet(self) -> Sheet:
        """Return what would be saved: as large as it is on screen."""
        least = QSize(420, self.plot.drawing.height)
        return Sheet(self.title, self.words, self.plot.drawing, self.plot.size().expandedTo(least))

    def menu(self) -> QMenu:
        """Return what can be done with the drawing."""
        made = Menu(self)
        for way, words in WAYS:
            made.addAction(words).triggered.connect(
                lambda _on=False, way=way: self.wanted.emit(way)
            )
        made.aboutToHide.connect(made.deleteLater)
        return made

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what stands beside the title go below it where both have no room."""
        super().resizeEvent(event)
        wide = self._title.sizeHint().width() + self._side.sizeHint().width()
        room = self.width() - self.more.width() - 4 * self._head.spacing()
        self._side.setVisible(self.side.count() > 0)  # also what is empty takes a gap
        below = wide > room and self.side.count() > 0
        if below != (self._below.indexOf(self._side) >= 0):
            self._move_side(below=below)

    def _move_side(self, *, below: bool) -> None:
        if below:
            self._head.removeWidget(self._side)
            self._below.addWidget(self._side)
            self._below.addStretch(1)
        else:
            while self._below.count():
                self._below.takeAt(0)
            self._head.insertWidget(self._head.count() - 1, self._side)

    def _show_menu(self, place: QPoint) -> None:
        self.menu().popup(place)

    def _here(self, box: QRect) -> QRect:
        return box.translated(self.plot.mapTo(self, QPoint(0, 0)))

    def _more_button(self) -> QPushButton:
        made = push_button("⋯", tone="quiet", px=15, height=24)
        made.setFixedWidth(30)
        made.setAccessibleName(f"Copy or save: {self.title}")
        give_tip(made, "Copy or save")
        made.clicked.connect(lambda: self._show_menu(made.mapToGlobal(QPoint(0, made.height()))))
        return made

    def _lay_out(self) -> None:
        self._head, self._below = QHBoxLayout(), QHBoxLayout()
        self._head.setSpacing(6)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._side)
        self._head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._head)
        column.addLayout(self._below)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(self._reason)
        column.addWidget(self.plot, 1)
        column.addStretch(0)
