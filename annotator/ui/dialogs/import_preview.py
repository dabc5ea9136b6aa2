"""Choose the encoding of a file that is not surely UTF-8, looking at what it gives."""

import codecs
from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from annotator.ui.controls import PlainLabel
from annotator.ui.dialogs.frame import CalmDialog, caption, heading, sentence, text_box
from annotator.ui.popups import Combo
from annotator.ui.theme import reading_font, ui_font

SHOWN = 4000  # code points of the preview
UTF_8 = "utf-8"
COMMON = (UTF_8, "cp1252", "iso-8859-1", "utf-16", "cp1251", "cp1256", "gb18030", "shift_jis")


class EncodingDialog(CalmDialog):
    """The file's name, a choice of encodings, and the text as each of them reads it."""

    def __init__(
        self, parent: QWidget | None, name: str, data: bytes, guesses: Sequence[str] = ()
    ) -> None:
        super().__init__(parent, "Which encoding?", width=640)
        self.setMinimumHeight(480)
        self._data = data
        self.choice = Combo()
        self.choice.setFont(ui_font(13))
        self.choice.setAccessibleName("Encoding")
        self.choice.addItems(_offered(data, guesses))
        self.for_all = QCheckBox("For all files of this import")
        self.for_all.setFont(ui_font(13))
        self._trouble = PlainLabel(tone="error", px=13)
        self.preview = text_box("", "How the file reads", height=240)
        self.preview.setFont(reading_font(15))
        row = QHBoxLayout()
        row.addWidget(caption("Encoding"))
        row.addWidget(self.choice)
        row.addStretch(1)
        row.addWidget(self.for_all)
        self.body.addWidget(heading("Which encoding?"))
        self.body.addWidget(
            sentence(f"{name} is not UTF-8. Choose the encoding in which it reads well.")
        )
        self.body.addLayout(row)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self._trouble)
        self.add_button("Leave it out", self.reject)
        self._take = self.add_button("Import", self.accept, main=True)
        self.choice.currentTextChanged.connect(lambda _name: self._show())
        self._show()

    def encoding(self) -> str:
        """Return the name of the encoding that is chosen."""
        return self.choice.currentText()

    def _show(self) -> None:
        try:
            text = self._data.decode(self.encoding())
        except (UnicodeDecodeError, LookupError) as error:
            place = f" at byte {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
            self._trouble.setText(f"The file cannot be read as {self.encoding()}{place}.")
            self._take.setEnabled(False)
            self.preview.setPlainText("")
            return
        self._trouble.setText("")
        self._take.setEnabled(True)
        self.preview.setPlainText(text[:SHOWN])


def _offered(data: bytes, guesses: Sequence[str]) -> list[str]:
    """Return what is likely, then what is common; UTF-8 only where the bytes can be that."""
    names = list(dict.fromkeys([*guesses, *COMMON]))
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(data)  # it may break off within a sign
    except UnicodeDecodeError:
        names = [one for one in names if one != UTF_8]
    return names


def ask_encoding(
    parent: QWidget | None, name: str, data: bytes, guesses: Sequence[str] = ()
) -> tuple[str, bool]:
    """Ask and return (encoding, for all files); ("", False) where the file is to be left out."""
    dialog = EncodingDialog(parent, name, data, guesses)
    taken = dialog.exec() == EncodingDialog.DialogCode.Accepted
    dialog.deleteLater()
    return (dialog.encoding(), dialog.for_all.isChecked()) if taken else ("", False)
