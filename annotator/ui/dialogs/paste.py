"""Take a pasted article: a title and a text, kept just as the clipboard held it."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.ui.dialogs.frame import CalmDialog, caption, heading, sentence
from annotator.ui.dialogs.message import confirm
from annotator.ui.errors import override
from annotator.ui.theme import reading_font
from annotator.ui.writing import WritingLine

MOST = 2_000_000  # code points of a copied text that are shown unasked
AWAY = "Throw away what you wrote?"
PARAGRAPH_SIGN = "\u2029"  # what Qt keeps in the place of a line feed


class PasteBox(QPlainTextEdit):
    """A box for a text. What was pasted in one go is handed back as it came, not as Qt keeps it.

    Qt changes line ends and some spaces; a text that was typed or changed here is read back from
    the box, with line feeds.
    """

    def __init__(self) -> None:
        super().__init__()
        self._came, self._shown = "", ""

    def text(self) -> str:
        """Return the text."""
        raw = self.document().toRawText()
        return self._came if raw == self._shown else raw.replace(PARAGRAPH_SIGN, "\n")

    @override()
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, and keep the words as they came where they are all there is."""
        replaces_all = len(self.textCursor().selectedText()) == len(self.document().toRawText())
        self.insertPlainText(source.text())
        if replaces_all:
            self._came, self._shown = source.text(), self.document().toRawText()


class PasteDialog(CalmDialog):
    """Title and text; the article can be added once there is a text.

    What was written here is not let go of unasked.
    """

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Paste an article", width=680)
        self.setMinimumHeight(520)
        self.title = WritingLine("Else the first line", px=13, height=34)
        self.title.setAccessibleName("Title")
        self.box = PasteBox()
        self.box.setFont(reading_font(15))
        self.box.setAccessibleName("Text of the article")
        self.box.setTabChangesFocus(True)
        self.body.addWidget(heading("Paste an article"))
        self.body.addWidget(caption("Title"))
        self.body.addWidget(self.title)
        self.body.addWidget(caption("Text"))
        self.body.addWidget(self.box, 1)
        self.body.addWidget(sentence("The text is kept just as it is pasted.", quiet=True))
        self.add_button("Cancel", self.reject)
        self._add = self.add_button("Add article", self.accept, main=True)
        self.take_by_key()
        self.box.textChanged.connect(self._ready)
        self._ready()
        self._take_clipboard()
        self._before = self.values()
        self.box.setFocus()

    def values(self) -> tuple[str, str]:
        """Return title ("" for the first line) and text."""
        return self.title.text().strip(), self.box.text()

    @override()
    def reject(self) -> None:
        """Close without an article; ask first where something was written."""
        written = self.box.text().strip() and self.values() != self._before
        if not (written and self.isVisible()) or confirm(self, AWAY, "", "Throw it away"):
            super().reject()

    def _take_clipboard(self) -> None:
        """Begin with the text that was copied; it is selected, so that another takes its place."""
        copied = QGuiApplication.clipboard().mimeData()
        if copied is not None and copied.hasText() and len(copied.text()) <= MOST:
            self.box.insertFromMimeData(copied)
            self.box.selectAll()

    def _ready(self) -> None:
        self._add.setEnabled(not self.box.document().isEmpty())


def ask_paste(parent: QWidget | None) -> tuple[str, str] | None:
    """Ask for an article and return (title, text), or None where the dialog was closed."""
    dialog = PasteDialog(parent)
    taken = dialog.exec() == PasteDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.values() if taken else None
