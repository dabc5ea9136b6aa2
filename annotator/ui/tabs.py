"""Where Tab goes: through what is in sight, as it is read, from panel to panel."""

from collections.abc import Iterator
from functools import cmp_to_key

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from annotator.ui.segments import Segments


def next_stop(window: QWidget, here: QWidget | None, *, forward: bool) -> QWidget | None:
    """Return what takes the keyboard after a widget (or before it), round and round."""
    stops = list(stops_in(window))
    if not stops:
        return None
    if here not in stops:
        return stops[0 if forward else -1]
    return stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]


def take_keyboard(stop: QWidget, reason: Qt.FocusReason) -> None:
    """Give the keyboard to a widget, and let it be seen where it lies in something that scrolls."""
    stop.setFocus(reason)
    around = stop.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(stop)
        around = around.parentWidget()


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard by Tab in a widget, in the order in which it stands there.

    A choice of words side by side is one stop: arrows go on within it.
    """
    if isinstance(widget, Segments):
        stop = widget.stop
        if stop is not None:
            yield stop
        return
    if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    shown = [
        one
        for one in widget.children()
        if isinstance(one, QWidget) and not one.isWindow() and one.isVisible()
    ]
    for one in sorted(shown, key=cmp_to_key(_as_read)):
        yield from stops_in(one)


def _as_read(one: QWidget, other: QWidget) -> int:
    """Compare two places: side by side from left to right, else from top to bottom."""
    first, second = one.geometry(), other.geometry()
    if _side_by_side(first, second):
        return first.left() - second.left()
    return first.top() - second.top()


def _side_by_side(first: QRect, second: QRect) -> bool:
    shared = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    return 2 * shared > min(first.height(), second.height())
