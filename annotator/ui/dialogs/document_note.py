"""A note on the whole article: for itself, or as the reason why the article is discarded."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.ui.dialogs.frame import CalmDialog, heading, sentence
from annotator.ui.theme import ui_font

KEEP = "Keep note"


class DocumentNoteDialog(CalmDialog):
    """The article's title, a box for the note, and the words on the button that keeps it."""

    def __init__(
        self, parent: QWidget | None, title: str, note: str = "", *, keep: str = KEEP
    ) -> None:
        super().__init__(parent, keep, width=520)
        self.box = QPlainTextEdit(note)
        self.box.setFont(ui_font(13))
        self.box.setAccessibleName("Note on the article")
        self.box.setPlaceholderText("What the lead should know of this article")
        self.box.setTabChangesFocus(True)
        self.body.addWidget(heading("Note on the article" if keep == KEEP else f"{keep}: why?"))
        self.body.addWidget(sentence(" ".join(title.split()), quiet=True))
        self.body.addWidget(self.box, 1)
        self.add_button("Cancel", self.reject)
        self.add_button(keep, self.accept, main=True)
        self.box.setFocus()

    def note(self) -> str:
        """Return the note, without white space at its ends."""
        return self.box.toPlainText().strip()


def ask_note(parent: QWidget | None, title: str, note: str = "", *, keep: str = KEEP) -> str | None:
    """Ask for the note and return it, or None where the dialog was closed."""
    dialog = DocumentNoteDialog(parent, title, note, keep=keep)
    taken = dialog.exec() == DocumentNoteDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.note() if taken else None
