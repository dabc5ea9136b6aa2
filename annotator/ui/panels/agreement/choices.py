"""Fields of the scope: one of several, or any of several, with words that are cut when too long."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from annotator.ui.chips import chevron, elided, one_line
from annotator.ui.controls import by_enter, give_tip, plain_words
from annotator.ui.errors import override
from annotator.ui.popups import Combo, Menu
from annotator.ui.theme import ui_font

HEIGHT, LEFT, RIGHT = 30, 10, 26  # pixels: of a field, and beside its words
FRAME = 14  # pixels that the style keeps around the words of a combo box
CHARACTERS = 8  # at least that many in sight


class OneOf(Combo):
    """A choice of one whose words end in an ellipsis where the field is too narrow."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFont(ui_font(12))
        self.setAccessibleName(name)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(CHARACTERS)
        self.currentTextChanged.connect(lambda words: give_tip(self, words))

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field with as many of its words as fit."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.width() - LEFT - RIGHT - FRAME
        option.currentText = elided(option.currentText, self.font(), room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class AnyOf(QPushButton):
    """A button that opens a menu of check marks; nothing checked means all."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._options: list[tuple[str, str]] = []
        self.check_marks = Menu(self)
        self.check_marks.stays = True
        self.chosen: tuple[str, ...] = ()
        self.words = ""
        self.setProperty("tone", "plain")
        self.setFont(ui_font(12))
        self.setFixedHeight(HEIGHT)
        self.setAutoDefault(False)
        by_enter(self)
        self.check_marks.aboutToShow.connect(self._fill)
        self.clicked.connect(lambda _on=False: self.check_marks.popup(self._below()))
        self._tell()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer values, each with its words; what is chosen stays where it can."""
        self._options = list(options)
        known = {value for value, _ in options}
        self.chosen = tuple(value for value in self.chosen if value in known)
        self._tell()

    def choose(self, values: Sequence[str]) -> None:
        """Choose values; all of them are the same as none."""
        wanted = tuple(value for value, _ in self._options if value in values)
        chosen = () if len(wanted) == len(self._options) else wanted
        if chosen != self.chosen:
            self.chosen = chosen
            self._tell()
            self.changed.emit()
        self._check()

    def flip(self, value: str) -> None:
        """Take a value in or out; while all are meant, it alone stays."""
        now = set(self.chosen) ^ {value}
        self.choose([one for one, _ in self._options if one in now])

    def lines(self) -> list[QAction]:
        """Return the lines of the menu as they stand now: all, then each value."""
        self._fill()
        return [line for line in self.check_marks.actions() if not line.isSeparator()]

    def _fill(self) -> None:
        self.check_marks.clear()
        every = self.check_marks.addAction("All")
        every.setCheckable(True)
        every.triggered.connect(lambda _on=False: self.choose(()))
        self.check_marks.addSeparator()
        for value, words in self._options:
            line = self.check_marks.addAction(plain_words(words))
            line.setCheckable(True)
            line.setData(value)
            line.triggered.connect(lambda _on=False, value=value: self.flip(value))
        self._check()

    def _check(self) -> None:
        """Check what is chosen; the first line stands for all."""
        for line in self.check_marks.actions():
            value = line.data()
            line.setChecked(not self.chosen if value is None else value in self.chosen)

    def _tell(self) -> None:
        words = dict(self._options)
        chosen = ", ".join(words[value] for value in self.chosen)
        every = f"all {len(self._options)}" if self._options else "all"
        self.words = one_line(chosen, 80) or every
        self.setAccessibleName(f"{self._name}: {self.words}")
        give_tip(self, self.words)
        self.update()

    def _below(self) -> QPoint:
        return self.mapToGlobal(QPoint(0, self.height()))

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, its words at the left, and the sign of a menu."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self.palette().color(self.foregroundRole())
        painter.setPen(tone)
        painter.setFont(self.font())
        box = QRectF(self.rect()).adjusted(LEFT, 0, -RIGHT, 0)
        words = elided(self.words, self.font(), box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        place = QPointF(self.width() - 15.5, self.height() / 2)
        chevron(painter, place, self.palette().placeholderText().color().name())
