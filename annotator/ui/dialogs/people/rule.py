"""The fields of a rule by which articles are given to people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from annotator.projects.assigning import Rule
from annotator.ui.dialogs.frame import caption
from annotator.ui.theme import ui_font
from annotator.ui.writing import WritingLine

MOST, WHOLE = 99, 100  # people, per cent
HEIGHT = 32  # pixels


class RuleForm(QWidget):
    """How many people an article, what share of articles, which seed, which batch."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.per_article = _number("People an article", 1, MOST, 2)
        self.overlap = _number("Share that goes to so many", 0, WHOLE, WHOLE, " %")
        self.seed = _number("Seed", 0, 2**31 - 1, 0)
        self.batch = WritingLine("Any name, or none", px=13, height=HEIGHT)
        self.batch.setAccessibleName("Batch")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for words, field in (
            ("People an article", self.per_article),
            ("Share for several", self.overlap),
            ("Seed", self.seed),
            ("Batch", self.batch),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(caption(words))
            column.addWidget(field)
            row.addLayout(column)
        for box in (self.per_article, self.overlap, self.seed):
            box.valueChanged.connect(lambda _value: self.changed.emit())
        self.batch.textChanged.connect(lambda _words: self.changed.emit())

    def rule(self) -> Rule:
        """Return the rule that the fields hold."""
        return Rule(
            self.per_article.value(),
            self.overlap.value() / WHOLE,
            self.seed.value(),
            self.batch.text().strip(),
        )


def _number(name: str, low: int, high: int, usual: int, unit: str = "") -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setValue(usual)
    box.setSuffix(unit)
    box.setFont(ui_font(13))
    box.setAccessibleName(name)
    box.setFixedHeight(HEIGHT)
    box.lineEdit().setTextMargins(7, 0, 0, 0)  # Qt leaves the style's padding out here
    return box
