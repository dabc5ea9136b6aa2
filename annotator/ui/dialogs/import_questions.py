"""What a file leaves open: which column holds the text, whose marks they are, foreign names."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from annotator.transfer.importing import LabelMap, Unknown
from annotator.ui.controls import PlainLabel
from annotator.ui.dialogs.frame import CalmDialog, caption, heading, sentence
from annotator.ui.popups import Combo
from annotator.ui.theme import ui_font

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme

AWAY = "Leave it out"
LINE, TALLEST = 36, 420  # pixels of a line, and of a list of names
Choices = Mapping[str, str]  # names of the scheme, and what they are called


class ChoiceDialog(CalmDialog):
    """A question with one answer out of several, or one that is typed."""

    def __init__(self, parent: QWidget | None, question: str, words: str, field: str) -> None:
        super().__init__(parent, question, width=520)
        self.choice = _box(field)
        self.body.addWidget(heading(question))
        self.body.addWidget(sentence(words))
        self.body.addWidget(self.choice)
        self.add_button("Leave the file out", self.reject)
        self._take = self.add_button("Import", self.accept, main=True)

    def offer(self, answers: Sequence[str], first: str, *, typed: bool = False) -> None:
        """Offer some answers, one of them first; with `typed` any other may be written."""
        self.choice.setEditable(typed)
        self.choice.addItems(list(answers))
        self.choice.setCurrentText(first)
        self.choice.currentTextChanged.connect(
            lambda words: self._take.setEnabled(bool(words.strip()))
        )

    def answer(self) -> str:
        """Return the answer."""
        return self.choice.currentText().strip()


class NamesDialog(CalmDialog):
    """Names that the scheme does not know, and beside each what it shall be here."""

    def __init__(
        self, parent: QWidget | None, file: str, unknown: Unknown, offered: "Offered"
    ) -> None:
        super().__init__(parent, "Names of another scheme", width=560)
        self.body.addWidget(heading("Names of another scheme"))
        words = "bears names that this project does not have. Say what they are here."
        self.body.addWidget(sentence(f"{file} {words}"))
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 12, 0)
        self._rows.setHorizontalSpacing(16)
        self._rows.setColumnStretch(1, 1)
        self.boxes: dict[tuple[str, str], QComboBox] = {}  # (part of the map, old name)
        for part, names in _parts_of(unknown):
            self._add_part(part, names, offered)
        self._lay_out()
        self.add_button("Leave the file out", self.reject)
        self.add_button("Import", self.accept, main=True)

    def answer(self) -> LabelMap:
        """Return the map that says what was chosen."""
        chosen: dict[str, dict[str, str | None]] = {}
        for (part, name), box in self.boxes.items():
            chosen.setdefault(part, {})[name] = box.currentData()
        return LabelMap(**chosen)

    def _add_part(self, part: str, names: Sequence[str], offered: "Offered") -> None:
        line = self._rows.rowCount()
        if self.boxes:
            self._rows.setRowMinimumHeight(line, 34)
        title = caption(part.capitalize())
        self._rows.addWidget(title, line, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
        for place, name in enumerate(names, start=line + 1):
            box = _box(name)
            box.addItem(AWAY, None)
            choices = offered.choices(part, name)
            for new, words in choices.items():
                box.addItem(words, new)
            like = get_close_matches(name.rpartition(".")[2].lower(), choices, n=1)
            box.setCurrentIndex(box.findData(like[0]) if like else 0)
            self._rows.addWidget(PlainLabel(name, px=13), place, 0)
            self._rows.addWidget(box, place, 1)
            self.boxes[part, name] = box

    def _lay_out(self) -> None:
        sheet, area = QWidget(), QScrollArea()
        sheet.setLayout(self._rows)
        for part in (sheet, area):
            part.setProperty("surface", "clear")
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        area.setMinimumHeight(min(LINE * self._rows.rowCount(), TALLEST))
        self.body.addWidget(area)


class Offered:
    """What the scheme has for a name that it does not know; `mapping` says what is known so far."""

    def __init__(self, scheme: "LabelScheme", mapping: LabelMap) -> None:
        self._scheme, self._mapping = scheme, mapping

    def choices(self, part: str, name: str) -> Choices:
        """Return names of the scheme with what they are called."""
        scheme = self._scheme
        if part == "labels":
            return {label.name: label.words for label in scheme.enabled_labels}
        if part == "relations":
            return {one.name: one.words for one in scheme.relations}
        if part == "regions":
            return {kind: kind for kind in scheme.regions}
        old = name.rpartition(".")[0]
        known = scheme.attributes_by_label.get(self._mapping.labels.get(old, old) or "", {})
        return {one.name: one.title or one.name for one in known.values()}


def _parts_of(unknown: Unknown) -> list[tuple[str, list[str]]]:
    """Return the parts of a map that names are missing in, with those names in order."""
    attributes = {f"{label}.{name}" for label, name in unknown.attributes}
    parts = {
        "labels": unknown.labels,
        "attributes": attributes,
        "relations": unknown.relations,
        "regions": unknown.regions,
    }
    return [(part, sorted(names)) for part, names in parts.items() if names]


def _box(name: str) -> QComboBox:
    made = Combo()
    made.setFont(ui_font(13))
    made.setAccessibleName(name)
    return made
