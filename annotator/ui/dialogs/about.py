"""What this is: version, licence, what it is made of, where its files lie."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QLabel, QWidget

from annotator import __version__
from annotator.log import log_folder
from annotator.settings import config_folder, data_folder
from annotator.ui.dialogs.frame import CalmDialog, caption, heading, sentence

LICENCES = (
    "Quoth is free software under the Apache License 2.0. It shows text in Literata, Inter and "
    "Noto Naskh Arabic (SIL Open Font License 1.1) and is built on Qt and PySide6 (LGPL 3)."
)


class AboutDialog(CalmDialog):
    """Name, version, licences and folders; all of it can be copied."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "About Quoth", width=520)
        versions = f"Version {__version__} · Python {platform.python_version()} · Qt {qVersion()}"
        places = (
            ("Settings", config_folder()),
            ("Backups and shadow logs", data_folder()),
            ("Log", log_folder()),
        )
        self.body.addWidget(heading("Quoth", 26))
        self.body.addWidget(sentence("Mark who said what in the news."))
        self.body.addWidget(sentence(versions, quiet=True))
        self.body.addWidget(sentence(LICENCES, quiet=True))
        for name, place in places:
            self.body.addWidget(caption(name))
            self.body.addWidget(_selectable(str(place)))
        self.add_button("Close", self.accept, main=True)


def show_about(parent: QWidget | None) -> AboutDialog:
    """Show the dialog and go on; return it."""
    dialog = AboutDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _selectable(words: str) -> QLabel:
    made = sentence(words)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
