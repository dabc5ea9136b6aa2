"""One way to tell or ask something: a sentence, and details for whoever wants them. Plain text."""

import logging
import platform
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.ui.dialogs.frame import CalmDialog, sentence, text_box
from annotator.ui.theme import ui_font

SHORT = 240  # code points of details that are told as a sentence, not in a box

_log = logging.getLogger("quoth")
_BAD_INPUT = 2  # as the command line would leave


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: its key, and the words on its button."""

    key: str
    words: str


class MessageDialog(CalmDialog):
    """A sentence, its details with "Copy details", and choices; `chosen` is "" until one is taken.

    The last choice is the main one. Without choices there is one button that closes.
    """

    def __init__(
        self,
        parent: QWidget | None,
        words: str,
        details: str = "",
        choices: Sequence[Choice] = (),
    ) -> None:
        super().__init__(parent, "Quoth")
        self.words, self.details = words, details
        self.chosen = ""
        line = sentence(words)
        line.setFont(ui_font(14, 500))
        self.body.addWidget(line)
        self._add_details(details)
        for choice in choices:
            self.add_button(
                choice.words, partial(self.choose, choice.key), main=choice is choices[-1]
            )
        if not choices:
            self.add_button("Close", self.accept, main=True)
        if self.main_button is not None:
            self.main_button.setFocus()  # before the box with details

    def _add_details(self, details: str) -> None:
        if not details:
            return
        if len(details) <= SHORT and details.count("\n") <= 1:
            self.body.addWidget(sentence(details, quiet=True))
            return
        self.body.addWidget(text_box(details, "Details"), 1)
        self.add_button("Copy details", self.copy_details, left=True)

    def choose(self, key: str) -> None:
        """Take a choice and close."""
        self.chosen = key
        self.accept()

    def copy_details(self) -> None:
        """Put sentence and details on the clipboard."""
        QGuiApplication.clipboard().setText(f"{self.words}\n\n{self.details}")


def tell(parent: QWidget | None, words: str, details: str = "") -> MessageDialog:
    """Show a sentence and go on at once; return the open dialog."""
    dialog = MessageDialog(parent, words, details)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def tell_error(
    parent: QWidget | None, words: str, error: BaseException, *, retry: str = ""
) -> bool:
    """Tell what did not work and why, and log it; bad input, as a wrong path, without a traceback.

    With words for `retry` it waits and returns whether that was chosen; else it goes on at once.
    """
    if getattr(error, "exit_code", None) == _BAD_INPUT:
        _log.warning("%s: %s", words, error)
    else:
        _log.error("%s", words, exc_info=error)
    details = str(error) if speaks_for_itself(error) else details_of(error)
    if not retry:
        tell(parent, words, details)
        return False
    choices = (Choice("close", "Close"), Choice("retry", retry))
    return ask(parent, words, choices, details=details) == "retry"


def confirm(parent: QWidget | None, question: str, details: str, yes: str) -> bool:
    """Ask, wait for the answer, and return whether it was yes; closing is no."""
    choices = (Choice("no", "Cancel"), Choice("yes", yes))
    return ask(parent, question, choices, details=details) == "yes"


def ask(
    parent: QWidget | None, question: str, choices: Sequence[Choice], *, details: str = ""
) -> str:
    """Ask, wait for the answer, and return its key; "" where the dialog was closed."""
    dialog = MessageDialog(parent, question, details, choices)
    dialog.exec()
    dialog.deleteLater()
    return dialog.chosen


def speaks_for_itself(error: BaseException) -> bool:
    """Tell whether an error is one of ours, or of the disk: its words are a sentence."""
    return isinstance(error, OSError) or type(error).__module__.startswith("annotator.")


def details_of(error: BaseException) -> str:
    """Return what a report needs: versions, system and traceback, as plain text."""
    versions = f"Quoth {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    trace = "".join(traceback.format_exception(error))
    return f"{versions}, {platform.platform()}\n\n{trace}"
