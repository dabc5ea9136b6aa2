"""One style for the whole window, in the colours of a theme."""

import re

from PySide6.QtWidgets import QApplication

from annotator.ui.theme import Theme, palette


def dress(theme: Theme) -> None:
    """Give the application the colours and the style of a paper, unless it wears them already."""
    app, sheet = QApplication.instance(), style_sheet(theme)
    if isinstance(app, QApplication) and app.styleSheet() != sheet:  # else all is styled anew
        app.setPalette(palette(theme))
        app.setStyleSheet(sheet)


def style_sheet(theme: Theme) -> str:
    """Return the style of the whole window on a paper."""
    return re.sub(r"@(\w+)", lambda found: str(getattr(theme, found[1])), _STYLE)


_STYLE = """
QFrame[surface="panel"] { background: @panel; border: 0; }
QFrame[surface="chrome"] { background: @chrome; border: 0; }
QFrame[surface="paper"] { background: @paper; border: 0; }
QFrame[surface="rule"] { background: @line; border: 0; }
QFrame[surface="segments"] { background: @row; border: 0; border-radius: 7px; }
QFrame[edge="top"] { border-top: 1px solid @line; }
QFrame[edge="bottom"] { border-bottom: 1px solid @line; }
QFrame[edge="left"] { border-left: 1px solid @line; }
QFrame[edge="right"] { border-right: 1px solid @line; }
QLabel[tone="ink"] { color: @ink; }
QLabel[tone="quiet"] { color: @ink2; }
QLabel[tone="faint"] { color: @ink3; }
QLabel[tone="error"] { color: @error; }
QLabel[tone="warn"] { color: @warn; }
QScrollArea[surface="clear"], QScrollArea[surface="clear"] > QWidget > QWidget[surface="clear"] {
    background: transparent; border: 0; }
QListView[rows="true"] { background: transparent; border: 0; outline: 0; }

QLineEdit { border: 1px solid @line; border-radius: 6px; background: @paper; color: @ink;
    padding: 0 9px; selection-background-color: @pending; selection-color: @ink; }
QLineEdit:hover { border-color: @ink3; }
QLineEdit:focus { border: 2px solid @ink; padding: 0 8px; }
QLineEdit:disabled { color: @ink3; background: @panel; }
QDialog QPlainTextEdit, QDialog QTextEdit { border: 1px solid @line; border-radius: 6px;
    background: @paper; color: @ink; padding: 4px; selection-background-color: @pending;
    selection-color: @ink; }
QDialog QPlainTextEdit:focus, QDialog QTextEdit:focus { border: 2px solid @ink; padding: 3px; }

QPushButton, QToolButton { outline: 0; }
QPushButton { border: 1px solid @line; border-radius: 6px; background: @paper; color: @ink;
    padding: 5px 14px; }
QPushButton[tone] { padding: 0 12px; }
QPushButton:hover { background: @row; }
QPushButton:pressed { background: @line; }
QPushButton:disabled { color: @ink3; background: @panel; }
QPushButton:focus { border: 2px solid @ink; padding: 4px 13px; }
QPushButton[tone]:focus { padding: 0 11px; }
QPushButton:default, QPushButton[tone="primary"] { background: @accent; color: @accent_ink;
    border: 1px solid @accent; }
QPushButton:default:hover, QPushButton[tone="primary"]:hover { background: @ink2; }
QPushButton:default:pressed, QPushButton[tone="primary"]:pressed { background: @ink3; }
QPushButton:default:disabled, QPushButton[tone="primary"]:disabled { background: @row;
    color: @ink3; border-color: @line; }
QPushButton:default:focus, QPushButton[tone="primary"]:focus { border: 2px solid @pending; }
QPushButton[tone="quiet"] { border: 1px solid transparent; background: transparent; color: @ink2;
    padding: 0 6px; }
QPushButton[tone="quiet"]:hover { background: @row; color: @ink; }
QPushButton[tone="quiet"]:focus { border: 2px solid @ink; padding: 0 5px; }

QToolButton { border: 1px solid @line; border-radius: 5px; background: @paper; color: @ink; }
QToolButton:hover { background: @row; }
QToolButton:pressed { background: @line; }
QToolButton:disabled { color: @ink3; background: @panel; }
QToolButton:focus { border: 2px solid @ink; }
QToolButton[segment="true"] { border: 1px solid transparent; border-radius: 5px;
    background: transparent; color: @ink2; padding: 0; }
QToolButton[segment="true"]:hover { color: @ink; }
QToolButton[segment="true"]:checked { background: @paper; border-color: @line; color: @ink;
    font-weight: 600; }
QToolButton[segment="true"]:focus { border: 2px solid @ink; }
QToolButton::menu-indicator { image: none; width: 0; }

QComboBox QAbstractItemView { background: @panel; color: @ink; border: 1px solid @line;
    outline: 0; selection-background-color: @row; selection-color: @ink; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: @row; color: @ink; }
QCheckBox, QRadioButton { color: @ink; spacing: 8px; }
QGroupBox { color: @ink; border: 1px solid @line; border-radius: 6px; margin-top: 9px;
    padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; border: 0; }
QScrollBar::handle { background: @line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::handle:hover { background: @ink3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListView[rows="true"] QScrollBar:vertical { width: 8px; margin: 2px 2px 2px 0; }
QSplitter::handle { background: @line; }

QMenuBar { background: @chrome; color: @ink; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected { background: @row; }
QMenu { background: @panel; color: @ink; border: 1px solid @line; border-radius: 8px;
    padding: 5px; }
QMenu::item { padding: 6px 26px 6px 14px; border-radius: 5px; background: transparent; }
QMenu::item:selected { background: @row; }
QMenu::item:disabled { color: @ink3; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QToolTip { background: @panel; color: @ink; border: 1px solid @line; padding: 5px 7px; }

QDialog, QMessageBox, QWizard { background: @panel; color: @ink; }
QDialog QListView, QDialog QTreeView, QDialog QTableView { background: @paper; color: @ink;
    border: 1px solid @line; border-radius: 6px; gridline-color: @line;
    selection-background-color: @row; selection-color: @ink; }
QDialog QListView:focus, QDialog QTreeView:focus, QDialog QTableView:focus {
    border: 2px solid @ink; }
QHeaderView::section { background: @panel; color: @ink2; border: 0;
    border-bottom: 1px solid @line; padding: 5px 8px; }
QTabWidget::pane { border: 1px solid @line; border-radius: 6px; }
QTabBar::tab { background: transparent; color: @ink2; padding: 7px 14px; border-radius: 6px; }
QTabBar::tab:selected { background: @row; color: @ink; }
QTabBar::tab:focus { border: 2px solid @ink; }
QProgressBar { background: @row; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px;
    color: transparent; }
QProgressBar::chunk { background: @ok; border-radius: 3px; }
QStatusBar { background: @chrome; color: @ink2; }
QStatusBar::item { border: 0; }
"""
