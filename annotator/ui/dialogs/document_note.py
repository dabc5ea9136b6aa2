"""A note on the whole article: for itself, or as the reason why the article is discarded."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.ui.dialogs.frame import CalmDialog, heading, sentence
from annotator.ui.dialogs.message import confirm
from annotator.ui.errors import override
from annotator.ui.theme import ui_font

NOTE = "Note on the article"
KEEP = "Keep note"


class DocumentNoteDialog(CalmDialog):
    """The article's title, a box for the note, and the button that keeps it, as Ctrl+Enter does.

    A note is kept by Esc too, as that of a span is; only Cancel lets go of it. A reason to discard
    is not let go of unasked.
    """

    def __init__(
        self, parent: QWidget | None, title: str, note: str = "", *, keep: str = KEEP
    ) -> None:
        self._is_note = keep == KEEP
        named = NOTE if self._is_note else f"{keep}: why?"
        super().__init__(parent, named, width=520)
        self.box = QPlainTextEdit(note)
        self.box.setFont(ui_font(13))
        self.box.setAccessibleName(NOTE)
        self.box.setPlaceholderText("What the lead should know of this article")
        self.box.setTabChangesFocus(True)
        self.body.addWidget(heading(named))
        self.body.addWidget(sentence(" ".join(title.split()), quiet=True))
        self.body.addWidget(self.box, 1)
        self.add_button("Cancel", self.let_go)
        self.add_button(keep, self.accept, main=True)
        self.take_by_key()
        self._before = self.note()
        self.box.setFocus()

    def note(self) -> str:
        """Return the note, without white space at its ends."""
        return self.box.toPlainText().strip()

    def let_go(self) -> None:
        """Close, and keep nothing."""
        super().reject()

    @override()
    def reject(self) -> None:
        """Close as Esc does: what was written is kept, or let go of once that was said."""
        if self.note() == self._before:
            self.let_go()
        elif self._is_note:
            self.accept()
        elif confirm(self, "Let go of what you wrote?", "The article is not discarded.", "Let go"):
            self.let_go()


def ask_note(parent: QWidget | None, title: str, note: str = "", *, keep: str = KEEP) -> str | None:
    """Ask for the note and return it, or None where it was let go of."""
    dialog = DocumentNoteDialog(parent, title, note, keep=keep)
    taken = dialog.exec() == DocumentNoteDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.note() if taken else None
