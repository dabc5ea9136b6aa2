"""What stands behind something: a list that is filled once it was found, and the way from it."""

from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtWidgets import QWidget

from annotator.ui.controls import RowList
from annotator.ui.dialogs.frame import CalmDialog, heading, sentence


class FoundDialog(CalmDialog):
    """A list of what was found; Enter, a double click or the button goes there and closes it.

    A click only stands there. Until `show_found` there is no list, and nothing to go to.
    """

    way: str  # what the button says

    def __init__(self, parent: QWidget | None, words: str, rows: RowList, size: QSize) -> None:
        super().__init__(parent, "Behind the number", width=size.width())
        self.resize(size)
        self.list = rows
        self.list.clicked.disconnect(self.list.chosen)
        self.list.chosen.connect(self._go)
        self.list.doubleClicked.connect(self._go)
        self.list.hide()
        self._told = sentence("Looking …", quiet=True)
        self.body.addWidget(heading(words, 17))
        self.body.addWidget(self._told)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.add_button("Close", self.reject)
        self.show_button = self.add_button(
            self.way, lambda: self._go(self.list.currentIndex()), main=True
        )
        self.show_button.setEnabled(False)

    def go_to(self, index: QModelIndex) -> None:
        """Tell where a row leads."""
        raise NotImplementedError

    def show_found(self, words: str, *, some: bool) -> None:
        """Say what was found, and show the list where it has some rows by now."""
        self.told = words
        self.list.setVisible(some)
        self.show_button.setEnabled(some)
        if some:
            self.list.show_row(0)
            self.list.setFocus()

    @property
    def told(self) -> str:
        """What stands below the heading."""
        return self._told.text()

    @told.setter
    def told(self, words: str) -> None:
        self._told.setText(words)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.accept()
            self.go_to(index)
