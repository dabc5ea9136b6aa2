"""What a screen reader says of things that happen without a move of the keyboard's focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget


def speak(widget: QWidget, words: str) -> None:
    """Let a screen reader say something about a widget; without one nothing is done."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def call_attention(widget: QWidget) -> None:
    """Let a screen reader say what a widget shows now; without one nothing is done."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
