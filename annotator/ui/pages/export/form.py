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
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.views import ADJUDICATED, BY_ANNOTATOR
from annotator.ui.controls import PlainLabel, heading_row, panel_frame, push_button
from annotator.ui.dialogs.frame import button, caption, sentence
from annotator.ui.pages.export.views import NAMED, meaning
from annotator.ui.popups import Combo
from annotator.ui.theme import ui_font
from annotator.ui.writing import WritingLine

WIDTH, MARGIN = 300, 20  # pixels
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
        for key, words in NAMED:
            self.view.addItem(words, key)
        self.means = sentence("", quiet=True)  # what the view lets out, and how much that is
        self.annotator = _combo("Whose marks")
        self.unfinished = _check("Marks that are not done, too")
        self.split = _check("Split into train, validation, test")
        self.shares = _line("80, 10, 10", "Shares in per cent")
        self.seed = _line("0", "Seed of the split")
        self.seed.setValidator(QIntValidator(0, 2**31 - 1, self.seed))
        self.anyway = _check("In spite of open warnings")
        self.parquet = _check("Parquet too, beside the JSON lines")
        self.folder = WritingLine("A folder that is not there yet", px=13, height=32)
        self.folder.setText(str(out))
        self.export = button("Export", self.export_wanted.emit, main=True)
        self.verify = button("Verify", self.verify_wanted.emit)
        self._held: QPushButton | None = None  # the button that had the keyboard
        self._trouble = _said("error")
        self.hindered = _said("warn")
        self._chosen = False  # the view was chosen, and is not proposed any more
        self._lay_out()
        self._connect()
        self.check()
        self.show_counts("")
        self.show_hindrance("")

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

    def propose(self, view: str, annotator: str) -> None:
        """Show a view and whose marks it is about, until somebody chooses one."""
        if not self._chosen:
            for box, value in ((self.view, view), (self.annotator, annotator)):
                box.blockSignals(True)
                box.setCurrentIndex(max(0, box.findData(value)))
                box.blockSignals(False)
            self.check()

    def show_counts(self, words: str) -> None:
        """Say under the view what it lets out, and how much that is."""
        means = meaning(self.view.currentData(), self._whose())
        self.means.setText(f"{means} {words}".rstrip())

    def show_hindrance(self, words: str) -> None:
        """Say beside the button what hinders an export, "" for nothing."""
        self.hindered.setText(words)
        self.hindered.setVisible(bool(words))

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

    @property
    def may_let_out(self) -> bool:
        """Tell whether unfinished marks would go out, were they asked for."""
        return self.unfinished.isEnabled() and not self.unfinished.isChecked()

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
        view = self.view.currentData()
        self.annotator.setEnabled(view == BY_ANNOTATOR)
        self.unfinished.setEnabled(view != ADJUDICATED)
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
        near = str(self.out().absolute().parent)
        found = QFileDialog.getExistingDirectory(self, "Where shall the dataset lie?", near)
        if found:
            self.folder.setText(str(Path(found) / (self.out().name or "dataset")))

    def _unsplit(self) -> ExportOptions:
        return ExportOptions(
            view=self.view.currentData(),
            annotator=self._whose(),
            seed=int(self.seed.text() or 0),
            allow_problems=self.anyway.isChecked(),
            parquet=self.parquet.isChecked(),
            unfinished=self.unfinished.isEnabled() and self.unfinished.isChecked(),
        )

    def _whose(self) -> str:
        return str(self.annotator.currentData() or "") if self.annotator.isEnabled() else ""

    def _shares(self) -> tuple[int, int, int]:
        numbers = [int(part) for part in re.findall(r"\d+", self.shares.text())]
        if len(numbers) != PARTS or sum(numbers) != WHOLE:
            raise ValueError("Three whole numbers that add up to 100, such as 80, 10, 10.")
        return numbers[0], numbers[1], numbers[2]

    def _connect(self) -> None:
        for field in (self.view, self.annotator):
            field.currentIndexChanged.connect(lambda _index: self._choose())
        for box in (self.split, self.anyway, self.unfinished):
            box.toggled.connect(lambda _on: self._tell())
        for line in (self.shares, self.folder):
            line.textChanged.connect(lambda _text: self.check())

    def _choose(self) -> None:
        self._chosen = True
        self._tell()

    def _tell(self) -> None:
        self.check()
        self.show_counts("")
        self.changed.emit()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(_scrolled(self._fields()), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 8, MARGIN, 20)
        foot.setSpacing(8)
        for widget in (self._trouble, self.hindered, self.export, self.verify):
            foot.addWidget(widget)
        note = "Verify proves every span and digest of the folder, without the project."
        foot.addWidget(sentence(note, quiet=True))
        outer.addLayout(foot)

    def _fields(self) -> QWidget:
        fields = QWidget()
        fields.setProperty("surface", "clear")
        column = QVBoxLayout(fields)
        column.setContentsMargins(MARGIN, 22, MARGIN, 8)
        column.setSpacing(8)
        groups: list[tuple[QWidget, ...]] = [
            (caption("Marks"), self.view, self.means),
            (caption("Annotator"), self.annotator, self.unfinished),
            (self.split, _pair(("Per cent", self.shares), ("Seed", self.seed))),
            (self._folder_heading(), self.folder),
            (self.parquet, self.anyway),
        ]
        for group in groups:
            for widget in group:
                column.addWidget(widget)
            column.addSpacing(6)
        column.addStretch(1)
        return fields

    def _folder_heading(self) -> QWidget:
        choose = push_button("Choose…", height=26)
        choose.clicked.connect(lambda _checked=False: self.choose_folder())
        heading = QWidget()
        heading.setLayout(heading_row(caption("Folder"), choose))
        return heading


def _scrolled(fields: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setProperty("surface", "clear")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(fields)
    return area


def _line(words: str, name: str) -> WritingLine:
    made = WritingLine(words, px=13, height=32)
    made.setAccessibleName(name)
    made.setText(words)
    return made


def _said(tone: str) -> PlainLabel:
    made = PlainLabel(tone=tone, px=12)
    made.setWordWrap(True)
    return made


def _check(words: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setFont(ui_font(13))
    return made


def _combo(name: str) -> QComboBox:
    made = Combo()
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
