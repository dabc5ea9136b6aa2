"""What a lead decides for the whole project: the goal, what review does, what annotators see."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.core.policy import Policy
from annotator.projects.opening import Project
from annotator.projects.policy import policy, set_policy
from annotator.ui.controls import PlainLabel
from annotator.ui.dialogs.frame import caption, sentence
from annotator.ui.dialogs.message import tell_error
from annotator.ui.theme import ui_font
from annotator.ui.writing import WritingLine

SHARES = (
    ("goal", "Labels should reach", "F1 of the same words"),
    ("firm", "Agreement is firm from", "alpha, lower bound"),
    ("tentative", "and tentative from", "alpha, lower bound"),
)
FLAGS = (
    ("pre_accept", "Marks on which all agree go into gold with the first decision"),
    ("blind_review", "Show readings in review without names, in shuffled order"),
    ("feedback", "Annotators may see their finished work beside gold"),
)


class RulesPane(QWidget):
    """Fields that are written as they are left."""

    changed = Signal()

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self.shares = {name: _share_line(words) for name, words, _ in SHARES}
        self.flags = {name: QCheckBox(words) for name, words in FLAGS}
        for name, line in self.shares.items():
            line.editingFinished.connect(lambda name=name: self._set_share(name))
        for name, box in self.flags.items():
            box.setFont(ui_font(13))
            box.clicked.connect(lambda on, name=name: self._set(**{name: on}))
        self._lay_out()

    def refresh(self) -> None:
        """Show the rules as they stand."""
        stands = policy(self._project)
        for name, line in self.shares.items():
            line.setText(f"{getattr(stands, name):g}")
        for name, box in self.flags.items():
            box.setChecked(getattr(stands, name))

    def _set_share(self, name: str) -> None:
        value = float(self.shares[name].text() or 0)
        if value != getattr(policy(self._project), name):
            self._set(**{name: value})

    def _set(self, **values: float | bool) -> None:
        wanted: Policy = replace(policy(self._project), **values)  # type: ignore[arg-type]
        try:
            set_policy(self._project, wanted)
        except Exception as error:  # noqa: BLE001 told in a dialog, logged with its traceback
            tell_error(self, "The rules could not be written", error)
        else:
            self.changed.emit()
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(10)
        column.addWidget(caption("Agreement"))
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        for name, words, unit in SHARES:
            label = PlainLabel(f"{words} ({unit})", px=13)
            label.setBuddy(self.shares[name])
            form.addRow(label, self.shares[name])
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(caption("Review"))
        for box in self.flags.values():
            column.addWidget(box)
        column.addSpacing(8)
        note = (
            "Articles to practise on are ticked on the Work pane: an annotator sees gold on those "
            "as soon as they have finished their own marks."
        )
        column.addWidget(sentence(note, quiet=True))
        column.addStretch(1)


def _share_line(words: str) -> QLineEdit:
    line = WritingLine("0 to 1", px=13, height=32)
    line.setAccessibleName(words)
    line.setFixedWidth(110)
    validator = QDoubleValidator(0.0, 1.0, 3, line)
    validator.setNotation(QDoubleValidator.Notation.StandardNotation)
    validator.setLocale(QLocale.c())
    line.setValidator(validator)
    return line
