"""Ask why a warning is accepted; without a reason nothing is accepted."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.frame import CalmDialog, button, caption, heading, sentence
from annotator.ui.writing import WritingLine

USUAL = ("It is so in the article", "The guidelines allow it", "To be discussed")


class ReasonDialog(CalmDialog):
    """What the check says, a line for the reason, and reasons that are often given."""

    def __init__(self, parent: QWidget | None, problem: str, usual: Sequence[str] = USUAL) -> None:
        super().__init__(parent, "Accept with a reason")
        self.line = WritingLine("Why it is right as it stands", px=13, height=34)
        self.line.setAccessibleName("Reason")
        self.line.textChanged.connect(self._ready)
        self.body.addWidget(heading("Accept with a reason"))
        self.body.addWidget(sentence(problem))
        self.body.addWidget(caption("Reason"))
        self.body.addWidget(self.line)
        for words in usual:
            self.body.addWidget(button(words, partial(self.line.setText, words)))
        self.add_button("Cancel", self.reject)
        self._accept = self.add_button("Accept", self.accept, main=True)
        self._ready()
        self.line.setFocus()

    def reason(self) -> str:
        """Return the reason on one line."""
        return " ".join(self.line.text().split())

    def _ready(self) -> None:
        self._accept.setEnabled(bool(self.reason()))


def ask_reason(parent: QWidget | None, problem: str) -> str:
    """Ask for the reason and return it; "" where the dialog was closed."""
    dialog = ReasonDialog(parent, problem)
    taken = dialog.exec() == ReasonDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.reason() if taken else ""
