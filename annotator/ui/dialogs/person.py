"""Whose hand it is: the name under which marks are made."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotator.projects.people import who_am_i
from annotator.ui.chips import one_line
from annotator.ui.controls import PlainLabel
from annotator.ui.dialogs.frame import CalmDialog, heading, sentence
from annotator.ui.writing import WritingLine


class PersonDialog(CalmDialog):
    """A line for the name; what it may hold is made of what was typed, and shown."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent, "You", width=460)
        self.line = WritingLine("Your name")
        self.line.setText(name)
        self.line.selectAll()
        self._becomes = sentence("", quiet=True)
        self.body.addWidget(heading("Who marks here?"))
        self.body.addWidget(
            sentence(
                "Your marks bear this name. Another name begins with no marks of its own; "
                "those made before stay under the old one."
            )
        )
        self.body.addWidget(self.line)
        self.body.addWidget(self._becomes)
        self.add_button("Cancel", self.reject)
        self._keep = self.add_button("Keep", self.accept, main=True)
        self.line.textChanged.connect(lambda _words: self._show())
        self._show()

    def name(self) -> str:
        """Return the name as it will be kept."""
        return who_am_i(self.line.text())

    def _show(self) -> None:
        typed = self.line.text().strip()
        other = bool(typed) and self.name() != typed
        self._keep.setEnabled(bool(typed))
        self._becomes.setText(f"It is kept as {self.name()}." if other else "")


def ask_person(parent: QWidget | None, name: str) -> str:
    """Ask for the name and return it, or "" where the dialog was closed."""
    dialog = PersonDialog(parent, name)
    taken = dialog.exec() == PersonDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.name() if taken else ""


class RenameDialog(CalmDialog):
    """A line for the new name of somebody; what is refused is told where it is typed."""

    def __init__(self, parent: QWidget | None, name: str, taken: Callable[[str], str]) -> None:
        """Ask for a name until it is taken: `taken` returns "" or a sentence that says why not."""
        super().__init__(parent, "Another name", width=460)
        self._taken = taken
        self.line = WritingLine("Name")
        self.line.setText(name)
        self.line.selectAll()
        self._trouble = PlainLabel(tone="error", px=12)
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.line.textChanged.connect(lambda _words: self._trouble.hide())
        self.body.addWidget(heading(f"Another name for {one_line(name, 40)}"))
        self.body.addWidget(
            sentence("What was given to them goes along. Once they have begun, the name stays.")
        )
        self.body.addWidget(self.line)
        self.body.addWidget(self._trouble)
        self.add_button("Cancel", self.reject)
        self.add_button("Rename", self.take, main=True)

    def take(self) -> None:
        """Take the name that was typed, and close; or say why it cannot be taken."""
        trouble = self._taken(self.line.text().strip())
        if trouble:
            self._trouble.setText(trouble)
            self._trouble.show()
            self.adjustSize()
            self.line.setFocus()
        else:
            self.accept()
