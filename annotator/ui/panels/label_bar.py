"""The labels under the text, the button that finishes an article, and the keys that matter."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.core.scheme import Label, LabelScheme
from annotator.ui.chips import chip, elided, keycap, keycap_width, one_line, rail_sample
from annotator.ui.controls import FlowRow, by_enter, give_tip, panel_frame, push_button
from annotator.ui.errors import override
from annotator.ui.theme import Look, colour, mixed, ui_font

DONE = "Done, next article"
NARROW = 600  # pixels
MARGINS, MARGINS_NARROW = (20, 12, 20, 8), (12, 12, 12, 8)
GAP_OF_LABELS = 8
LABEL_HEIGHT = 38
CHIP_ROOM, STATE_ROOM = 37, 56
SHORTEST, LONGEST = 122, 240
GAP = 18  # between two hints
HINT_HEIGHT = 26


class Hint(NamedTuple):
    """Keys, what they do in a word or two, and the name of the act that a click does."""

    keys: Sequence[str]
    words: str
    act: str


Hints = Sequence[Hint]


class LabelBar(QFrame):
    """A click on a label does what its key does; Shift+click locks it.

    `digits`: the number keys give labels, too.
    """

    picked = Signal(str)  # the name of a label
    locked = Signal(str)
    done = Signal()
    hinted = Signal(str)  # the name of an act whose hint was clicked

    def __init__(
        self,
        scheme: LabelScheme,
        look: Look,
        hints: Hints = (),
        *,
        done: str = DONE,
        digits: bool = True,
    ) -> None:
        super().__init__()
        panel_frame(self, edge="top")
        self._done = done
        self.setAccessibleName("Labels")
        self._labels = FlowRow(gap=GAP_OF_LABELS, even=True)
        self.buttons: dict[str, LabelButton] = {}
        for label in scheme.enabled_labels:
            button = LabelButton(label, look, digits=digits)
            button.pressed_with.connect(self._pressed)
            self.buttons[label.name] = button
            self._labels.add(button)
        self.done_button = push_button(done, tone="primary", px=13, height=36)
        if done == DONE:
            self.done_button.setAccessibleDescription("Finish this article and open the next one")
        self.done_button.clicked.connect(self.done)
        self.hints = HintBar(look, hints)
        self.hints.picked.connect(self.hinted)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._labels, 1)
        row.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*MARGINS)
        self._column.setSpacing(6)
        self._column.addLayout(row)
        self._column.addWidget(self.hints)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        for button in self.buttons.values():
            button.set_look(look)
        self.hints.set_look(look)

    def set_state(self, armed: str, locked: bool) -> None:  # noqa: FBT001 a signal's slot
        """Show which label ("" for none) the next selection takes, and whether it stays so."""
        for name, button in self.buttons.items():
            button.set_state("" if name != armed else "locked" if locked else "armed")

    def set_hints(self, hints: Hints) -> None:
        """Show other keys."""
        self.hints.set_hints(hints)

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the labels where there is little."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.done_button.setText(self._done.split(",", maxsplit=1)[0] if narrow else self._done)
        self._column.setContentsMargins(*(MARGINS_NARROW if narrow else MARGINS))

    def _pressed(self, name: str, shift: bool) -> None:  # noqa: FBT001 a signal's slot
        (self.locked if shift else self.picked).emit(name)


class LabelButton(QToolButton):
    """A label with its chip and the rail that the text shows."""

    pressed_with = Signal(str, bool)  # the name of the label, and whether Shift was held

    def __init__(self, label: Label, look: Look, *, digits: bool = True) -> None:
        super().__init__()
        self._name, self._title = label.name, one_line(label.words, 40)
        self._look, self._state, self._shift = look, "", False
        digit = label.digit if digits else ""
        keys = " or ".join(key for key in (label.key.upper(), digit) if key)
        self._keys = f", key {keys}" if keys else ""
        self.setCheckable(True)
        self.setAccessibleName(self._title)
        give_tip(self, "\n".join(filter(None, (f"{self._title}{self._keys}.", label.definition))))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(LABEL_HEIGHT)
        self.clicked.connect(self._tell)
        by_enter(self)
        self.set_state("")

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    def set_state(self, state: str) -> None:
        """Show "armed", "locked", or neither ("")."""
        self._state = state
        self.setChecked(bool(state))
        said = f", {state}" if state else ""
        self.setAccessibleDescription(f"Label{self._keys}{said}. Shift and a click lock it.")
        self.update()

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want room for the title and for what is said of its state, so that nothing jumps."""
        width = round(CHIP_ROOM + self._title_width + STATE_ROOM)
        return QSize(min(max(width, SHORTEST), LONGEST), LABEL_HEIGHT)

    @property
    def _title_width(self) -> float:
        return QFontMetricsF(ui_font(13, 600)).horizontalAdvance(self._title)

    @override(QSize)
    def minimumSizeHint(self) -> QSize:
        """Need room for the title."""
        return QSize(max(round(CHIP_ROOM + self._title_width) + 10, 64), LABEL_HEIGHT)

    @override()
    def nextCheckState(self) -> None:
        """Leave the state to whoever shows what holds."""

    @override()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Note whether Shift is held."""
        self._shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)
        self._shift = False

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint chip, title, rail and state."""
        look, theme = self._look.of(self._name), self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        on, hover = bool(self._state), self.underMouse() or self.isDown()
        plain = colour(theme.row if hover else theme.paper)
        painter.setBrush(mixed(look.colour, theme.paper, theme.fill_focus) if on else plain)
        painter.setPen(QPen(colour(look.colour), 1.6) if on else QPen(colour(theme.line), 1.2))
        painter.drawRoundedRect(rect, 6, 6)
        chip(painter, QRectF(rect.left() + 10, rect.center().y() - 9, 18, 18), look, theme, px=11)
        font = ui_font(13, 600 if on else 500)
        room = rect.width() - CHIP_ROOM
        words = QFontMetricsF(font).horizontalAdvance(self._title)
        spoken = on and room - words >= STATE_ROOM - 8
        title = elided(self._title, font, room - 6)
        painter.setFont(font)
        painter.setPen(colour(theme.ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            rect.adjusted(CHIP_ROOM, -1, 0, -1), middle | Qt.AlignmentFlag.AlignLeft, title
        )
        rail_sample(painter, QPointF(rect.left() + CHIP_ROOM, rect.bottom() - 7), 40, look)
        painter.setFont(ui_font(10, 600))
        painter.setPen(colour(theme.ink2))
        if spoken:
            right = middle | Qt.AlignmentFlag.AlignRight
            painter.drawText(rect.adjusted(0, 0, -8, 0), right, self._state)
        if self.hasFocus():
            painter.setPen(QPen(colour(theme.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 6, 6)

    def _tell(self) -> None:
        self.pressed_with.emit(self._name, self._shift)


class HintBar(QWidget):
    """The keys that matter now; what does not fit is left out, the last one never.

    A click on one does what the keys do. In a narrow place they take up to so many `lines`.
    """

    picked = Signal(str)  # the name of an act

    def __init__(self, look: Look, hints: Hints = (), *, lines: int = 1) -> None:
        super().__init__()
        self._look = look
        self._hints: Hints = ()
        self._under = ""
        self._lines = lines
        self.setFixedHeight(HINT_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Keys")
        self.setMouseTracking(True)
        self.set_hints(hints)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    def set_hints(self, hints: Hints) -> None:
        """Show keys and what they do."""
        self._hints = hints
        said = (f"{' '.join(one.keys)} {one.words}" for one in hints)
        self.setAccessibleDescription(", ".join(said))
        self._fit()
        self.update()

    def fitting(self, width: float) -> Hints:
        """Return the hints that a width in pixels holds: the last, and of the rest the first."""
        return [hint for line in self._broken(width) for hint in line]

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as there are lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(HINT_HEIGHT * max(1, len(self._broken(self.width()))))

    def _broken(self, width: float) -> list[list[Hint]]:
        """Return the hints that a width holds, line by line."""
        shown = list(self._hints)
        lines = _lines_of(shown, width)
        fewer = _lines_of([*shown[:-2], *shown[-1:]], width)
        if len(lines) > len(fewer) == 1:
            return fewer  # better one hint less than a line more
        while len(shown) > 1 and len(lines) > self._lines:
            del shown[-2]
            lines = _lines_of(shown, width)
        return lines

    def place_of(self, act: str) -> QRectF:
        """Return where the hint of an act stands; an empty place where it is left out."""
        return next((place for hint, place in self._places() if hint.act == act), QRectF())

    @override()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which hint a click would take."""
        self._show_under(self._act_at(event.position()))

    @override()
    def leaveEvent(self, event: QEvent) -> None:
        """Show none any more."""
        self._show_under("")

    @override()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here."""
        event.accept()

    @override()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which hint was clicked."""
        act = self._act_at(event.position())
        if act and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(act)

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key caps and their words."""
        theme, font = self._look.theme, ui_font(11)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for hint, place in self._places():
            x = place.left()
            for key in hint.keys:
                x += keycap(painter, QPointF(x, place.top() + 5), key, theme) + 3
            painter.setFont(font)
            painter.setPen(colour(theme.ink if hint.act == self._under else theme.ink2))
            painter.drawText(QPointF(x + 2, place.top() + 17), hint.words)

    def _places(self) -> Iterator[tuple[Hint, QRectF]]:
        for number, line in enumerate(self._broken(self.width())):
            x = 0.0
            for hint in line:
                width = _hint_width(hint)
                yield hint, QRectF(x, number * HINT_HEIGHT, width - GAP, HINT_HEIGHT)
                x += width

    def _act_at(self, at: QPointF) -> str:
        return next((hint.act for hint, place in self._places() if place.contains(at)), "")

    def _show_under(self, act: str) -> None:
        if act != self._under:
            self._under = act
            self.setCursor(Qt.CursorShape.PointingHandCursor if act else Qt.CursorShape.ArrowCursor)
            self.update()


def _lines_of(hints: Hints, width: float) -> list[list[Hint]]:
    """Return hints broken into lines of a width in pixels."""
    lines: list[list[Hint]] = []
    room = 0.0
    for hint in hints:
        wide = _hint_width(hint)
        if not lines or wide > room:
            lines.append([])
            room = width
        lines[-1].append(hint)
        room -= wide
    return lines


def _hint_width(hint: Hint) -> float:
    """Return the width of a hint in pixels, with the gap behind it."""
    caps = sum(keycap_width(key) + 3 for key in hint.keys)
    return caps + QFontMetricsF(ui_font(11)).horizontalAdvance(hint.words) + GAP
