"""What is measured: batch, annotators, labels; which figure is the main one; how sure."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.agreement.report import Scope
from annotator.ui.chips import counted, one_line
from annotator.ui.controls import PlainLabel, SectionHeader
from annotator.ui.panels.agreement.choices import AnyOf, OneOf

MATCHES = (
    ("exact", "same label, same words"),
    ("relaxed", "same label, overlapping words"),
    ("alpha", "corrected for chance (alpha)"),
)
CONFIDENCES = (0.95, 0.90, 0.99)


class ScopeForm(QWidget):
    """Fields that tell what was chosen; it measures nothing itself."""

    changed = Signal()  # other figures are wanted
    match_changed = Signal(str)  # the same figures, another one in front

    def __init__(self) -> None:
        super().__init__()
        self.batch = OneOf("Batch")
        self.annotators = AnyOf("Annotators")
        self.labels = AnyOf("Labels")
        self.match = OneOf("Match")
        self.interval = OneOf("Interval")
        for value, words in MATCHES:
            self.match.addItem(words, value)
        for share in CONFIDENCES:
            self.interval.addItem(f"{share:.0%}, resampled by article".replace("%", " %"), share)
        self.batch.addItem("All", "")
        self.batch.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.interval.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.annotators.changed.connect(self.changed)
        self.labels.changed.connect(self.changed)
        self.match.currentIndexChanged.connect(
            lambda _index: self.match_changed.emit(self.match.currentData())
        )
        self._lay_out()

    def scope(self) -> Scope:
        """Return what was chosen."""
        return Scope(
            annotators=self.annotators.chosen,
            labels=self.labels.chosen,
            batch=self.batch.currentData() or "",
            confidence=self.interval.currentData(),
        )

    def set_batches(self, batches: Sequence[tuple[str, int]], articles: int) -> None:
        """Offer batches, each with its number of articles; the choice stays where it can."""
        chosen = self.batch.currentData() or ""
        self.batch.blockSignals(True)
        self.batch.clear()
        self.batch.addItem(f"All, {counted(articles, 'article')}", "")
        for name, count in batches:
            self.batch.addItem(f"{one_line(name, 40)}, {counted(count, 'article')}", name)
        self.batch.setCurrentIndex(max(0, self.batch.findData(chosen)))
        self.batch.blockSignals(False)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 13, 18, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(SectionHeader("Scope"), 0, 0, 1, 2)
        grid.setRowMinimumHeight(0, 20)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("Batch", self.batch),
            ("Annotators", self.annotators),
            ("Labels", self.labels),
            ("Match", self.match),
            ("Interval", self.interval),
        )
        for row, (name, field) in enumerate(fields, 1):
            grid.addWidget(PlainLabel(name, tone="quiet", px=12), row, 0)
            grid.addWidget(field, row, 1)
