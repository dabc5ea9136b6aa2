"""The left side of the export page: what is exported, how it is split, and where it goes."""

import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.transfer.exporting import ExportOptions
from annotator.ui.controls import PlainLabel, panel_frame
from annotator.ui.dialogs.frame import button, caption, sentence
from annotator.ui.theme import ui_font
from annotator.ui.writing import WritingLine

WIDTH, MARGIN = 300, 20  # pixels
VIEWS = (
    ("adjudicated", "Settled: one set an article"),
    ("annotator", "By annotator: a record for each"),
    ("all", "All marks in one record"),
)
PARTS, WHOLE = 3, 100  # shares in per cent


class ExportForm(QFrame):
    """Fields and two buttons; it tells what was chosen and exports nothing itself."""

    changed = Signal()
    export_wanted = Signal()
    verify_wanted = Signal()

    def __init__(self, out: Path) -> None:
        super().__init__()
        panel_frame(self, edge="right")
        self.setFixedWidth(WIDTH)
        self.view = _combo("What is exported")
        for key, words in VIEWS:
            self.view.addItem(words, key)
        self.annotator = _combo("Whose marks")
        self.split = QCheckBox("Split into train, validation, test")
        self.split.setFont(ui_font(13))
        self.shares = WritingLine("80, 10, 10", px=13, height=32)
        self.shares.setAccessibleName("Shares in per cent")
        self.shares.setText("80, 10, 10")
        self.seed = WritingLine("0", px=13, height=32)
        self.seed.setValidator(QIntValidator(0, 2**31 - 1, self.seed))
        self.seed.setAccessibleName("Seed of the split")
        self.seed.setText("0")
        self.anyway = QCheckBox("In spite of open warnings")
        self.anyway.setFont(ui_font(13))
        self.parquet = QCheckBox("Parquet too, beside the JSON lines")
        self.parquet.setFont(ui_font(13))
        self.folder = WritingLine("A folder that is not there yet", px=13, height=32)
        self.folder.setText(str(out))
        self.export = button("Export", self.export_wanted.emit, main=True)
        self.verify = button("Verify", self.verify_wanted.emit)
        self._held: QPushButton | None = None  # the button that had the keyboard
        self._trouble = PlainLabel(tone="error", px=12)
        self._trouble.setWordWrap(True)
        self._lay_out()
        self._connect()
        self.check()

    def set_annotators(self, names: list[str]) -> None:
        """Offer those who mark; the choice stays where it can."""
        chosen = self.annotator.currentData() or ""
        self.annotator.blockSignals(True)
        self.annotator.clear()
        self.annotator.addItem("All annotators", "")
        for name in names:
            self.annotator.addItem(name, name)
        self.annotator.setCurrentIndex(max(0, self.annotator.findData(chosen)))
        self.annotator.blockSignals(False)

    def options(self, *, force: bool = False) -> ExportOptions:
        """Return what was chosen; raise ValueError where the shares are none."""
        shares = self._shares() if self.split.isChecked() else None
        return replace(self._unsplit(), split=shares, force=force)

    def options_or_usual(self) -> ExportOptions:
        """Return what was chosen; where the shares are none as yet, without a split."""
        try:
            return self.options()
        except ValueError:
            return self._unsplit()

    def out(self) -> Path:
        """Return the folder to write."""
        return Path(self.folder.text().strip()).expanduser()

    def check(self) -> bool:
        """Show what is wrong with the fields; tell whether an export can begin."""
        words = ""
        if self.split.isChecked():
            try:
                self._shares()
            except ValueError as error:
                words = str(error)
        if not self.folder.text().strip():
            words = "Choose a folder."
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self.shares.setEnabled(self.split.isChecked())
        self.seed.setEnabled(self.split.isChecked())
        self.verify.setEnabled(self.out().is_dir())
        return not words

    def set_busy(self, *, busy: bool) -> None:
        """Take no second wish while one is done; the keyboard is where it was, afterwards.

        Qt would give it to the next field when the button in hand is made grey.
        """
        if busy:
            self._held = next((one for one in (self.export, self.verify) if one.hasFocus()), None)
            if self._held is not None:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.export.setEnabled(not busy)
        self.verify.setEnabled(not busy and self.out().is_dir())
        if not busy and self._held is not None and self.hasFocus():
            self._held.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_folder(self) -> None:
        """Ask in which folder the dataset shall lie."""
        found = QFileDialog.getExistingDirectory(self, "Where shall the dataset lie?")
        if found:
            self.folder.setText(str(Path(found) / (self.out().name or "dataset")))

    def _unsplit(self) -> ExportOptions:
        return ExportOptions(
            view=self.view.currentData(),
            annotator=self.annotator.currentData() or "",
            seed=int(self.seed.text() or 0),
            allow_problems=self.anyway.isChecked(),
            parquet=self.parquet.isChecked(),
        )

    def _shares(self) -> tuple[int, int, int]:
        numbers = [int(part) for part in re.findall(r"\d+", self.shares.text())]
        if len(numbers) != PARTS or sum(numbers) != WHOLE:
            raise ValueError("Three whole numbers that add up to 100, such as 80, 10, 10.")
        return numbers[0], numbers[1], numbers[2]

    def _connect(self) -> None:
        for field in (self.view, self.annotator):
            field.currentIndexChanged.connect(lambda _index: self._tell())
        for box in (self.split, self.anyway):
            box.toggled.connect(lambda _on: self._tell())
        for line in (self.shares, self.folder):
            line.textChanged.connect(lambda _text: self.check())

    def _tell(self) -> None:
        self.check()
        self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 22, MARGIN, 20)
        column.setSpacing(8)
        for name, field in (("Marks", self.view), ("Annotator", self.annotator)):
            column.addWidget(caption(name))
            column.addWidget(field)
            column.addSpacing(8)
        column.addWidget(self.split)
        column.addWidget(_pair(("Per cent", self.shares), ("Seed", self.seed)))
        column.addSpacing(8)
        column.addWidget(caption("Folder"))
        column.addWidget(self.folder)
        column.addWidget(button("Choose…", self.choose_folder))
        column.addSpacing(8)
        column.addWidget(self.parquet)
        column.addWidget(self.anyway)
        column.addWidget(self._trouble)
        column.addStretch(1)
        column.addWidget(self.export)
        column.addWidget(self.verify)
        note = "Verify proves every span and digest of the folder, without the project."
        column.addWidget(sentence(note, quiet=True))


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setFont(ui_font(13))
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _pair(*fields: tuple[str, QWidget]) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(26, 0, 0, 0)
    line.setSpacing(10)
    for name, field in fields:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(caption(name))
        column.addWidget(field)
        line.addLayout(column)
    return row
