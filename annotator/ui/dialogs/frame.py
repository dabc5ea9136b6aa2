"""What all dialogs are made of: calm paper, one heading, one row of buttons at the foot."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.assets import asset
from annotator.ui.chips import LONGEST, one_line
from annotator.ui.controls import PlainLabel, push_button
from annotator.ui.theme import DARK, LIGHT, Theme, reading_font, ui_font

CAPTION = 80  # code points
LINES = 8
DARK_BELOW = 128  # of 255, the lightness of the desktop's paper


DONE = "Ctrl+Enter"
DONE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class CalmDialog(QDialog):
    """A dialog with a heading; what it says lies in `body`, its buttons in a row below."""

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.setStyleSheet(form_style(paper_theme()))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(28, 24, 28, 20)
        self.body.setSpacing(12)
        outer.addLayout(self.body, 1)
        foot = QFrame()
        foot.setObjectName("foot")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(28, 14, 28, 14)
        self.foot.setSpacing(10)
        self.foot.addStretch(1)
        self.main_button: QPushButton | None = None
        outer.addWidget(foot)

    def take_by_key(self) -> None:
        """Let Ctrl+Enter press the main button, where Enter alone is a line break."""
        if self.main_button is not None:
            self.main_button.setToolTip(DONE)
            for keys in DONE_KEYS:
                QShortcut(QKeySequence(keys), self, self.main_button.click)

    def add_button(
        self, words: str, slot: Callable[[], object], *, main: bool = False, left: bool = False
    ) -> QPushButton:
        """Add a button at the right end of the foot, or at the left; the main one takes Enter."""
        made = button(words, slot, main=main)
        made.setAutoDefault(main)
        made.setDefault(main)
        if main:
            self.main_button = made
        if left:
            self.foot.insertWidget(0, made)
        else:
            self.foot.addWidget(made)
        return made


def paper_theme() -> Theme:
    """Return the theme that the application's palette shows."""
    lightness = QGuiApplication.palette().window().color().lightness()
    return DARK if lightness < DARK_BELOW else LIGHT


def heading(words: str, px: int = 19) -> PlainLabel:
    """Return a heading in the reading font."""
    made = PlainLabel(in_sight(words))
    made.setFont(reading_font(px, 600))
    made.setWordWrap(True)
    return made


def sentence(words: str, *, quiet: bool = False) -> PlainLabel:
    """Return a sentence that wraps."""
    made = PlainLabel(in_sight(words), tone="quiet" if quiet else "ink", px=13)
    made.setWordWrap(True)
    return made


def caption(words: str) -> PlainLabel:
    """Return the name of a field or a group, small and semi-bold."""
    return PlainLabel(one_line(words, CAPTION), tone="quiet", weight=600)


def in_sight(words: str) -> str:
    """Return as much of a text as a dialog has room for, on one line where it has too many."""
    cut = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return cut if len(cut.splitlines()) <= LINES else one_line(cut)


def button(words: str, slot: Callable[[], object], *, main: bool = False) -> QPushButton:
    """Return a button; there is one main button in a place."""
    made = push_button(words, tone="primary" if main else "plain", px=13, height=34)
    made.clicked.connect(lambda _checked=False: slot())
    return made


def text_box(text: str, name: str, *, height: int = 150) -> QPlainTextEdit:
    """Return a box with plain text that can be read and copied, not changed."""
    made = QPlainTextEdit(text)
    made.setReadOnly(True)
    made.setAccessibleName(name)
    made.setFont(ui_font(12))
    made.setMinimumHeight(height)
    return made


def form_style(theme: Theme) -> str:
    """Return what dialogs and forms add to the window's style."""
    words = _STYLE.replace("@check", _icon(f"check-{theme.name}"))
    words = words.replace("@chevron", _icon("chevron"))
    for name in ("panel", "paper", "line", "row", "accent", "pending", "ink3", "ink", "ok"):
        words = words.replace(f"@{name}", getattr(theme, name))
    return words


def _icon(name: str) -> str:
    return f'url("{asset("resources", "icons", name + ".svg").as_posix()}")'


_STYLE = """
QDialog, QWidget#page { background: @paper; }
QFrame#foot { background: @panel; border: 0; border-top: 1px solid @line; }
QFrame#strip { background: @panel; border: 1px solid @line; border-radius: 9px; }
QLabel[tone="ok"] { color: @ok; }
QScrollArea { border: 0; background: transparent; }
QPlainTextEdit { border: 1px solid @line; border-radius: 6px; background: @paper; color: @ink;
    padding: 4px; selection-background-color: @pending; selection-color: @ink; }
QPlainTextEdit:focus { border: 2px solid @ink; padding: 3px; }
QComboBox, QSpinBox { border: 1px solid @line; border-radius: 6px; background: @paper; color: @ink;
    padding: 0 9px; min-height: 28px; selection-background-color: @pending;
    selection-color: @ink; }
QComboBox:hover, QSpinBox:hover { border-color: @ink3; }
QComboBox:focus, QSpinBox:focus { border: 2px solid @ink; padding: 0 8px; min-height: 26px; }
QComboBox:disabled, QSpinBox:disabled { color: @ink3; background: @panel; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: @chevron; width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @paper; color: @ink; border: 1px solid @line;
    selection-background-color: @row; selection-color: @ink; outline: 0; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid @ink3; border-radius: 4px;
    background: @paper; }
QCheckBox::indicator:focus { border: 2px solid @ink; width: 14px; height: 14px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: @check; }
"""
