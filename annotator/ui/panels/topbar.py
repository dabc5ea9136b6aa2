"""The bar on top: which project, which page, whether all is saved, and whose hand it is."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QWidget

from annotator.ui.chips import one_line
from annotator.ui.controls import (
    ClampedLabel,
    PlainLabel,
    give_tip,
    panel_frame,
    push_button,
)
from annotator.ui.painted import PaintedButton
from annotator.ui.segments import Segments
from annotator.ui.theme import Look, colour, ui_font

HEIGHT = 48


class TopBar(QFrame):
    """Says where one is; changes nothing by itself."""

    page_picked = Signal(str)
    person_clicked = Signal()
    go_on_clicked = Signal()  # after an edit could not be saved

    def __init__(self, look: Look) -> None:
        super().__init__()
        panel_frame(self, "chrome", "bottom")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Project")
        self.menu_button = RoundButton("Menu", look)
        self.menu_button.clicked.connect(lambda _on=False: self.open_menu())
        self._menu: QMenu | None = None
        self._project = ClampedLabel(px=13, weight=600)
        self._project.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.pages = Segments("Pages", px=13, height=32, pad=15)
        self.pages.picked.connect(self.page_picked)
        self._saved = PlainLabel(tone="quiet", px=12)
        self._saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.go_on = push_button("Go on editing", px=12, height=26)
        self.go_on.clicked.connect(self.go_on_clicked)
        self.person_button = RoundButton("You", look)
        self.person_button.clicked.connect(self.person_clicked)
        self._page = ""
        self._lay_out()
        self.set_pages([])
        self.set_person("")

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.menu_button.set_look(look)
        self.person_button.set_look(look)

    def set_project(self, name: str) -> None:
        """Show the project's name."""
        self._project.setText(name)
        give_tip(self._project, name)

    def set_pages(self, names: Sequence[str]) -> None:
        """Offer pages by name ("annotate", "export"); one page alone needs no tabs."""
        self.pages.set_options([(name, name.replace("_", " ").capitalize()) for name in names])
        self.pages.setVisible(len(names) > 1)
        self.pages.set_value(self._page)

    def set_page(self, name: str) -> None:
        """Show which page is in front."""
        self._page = name
        self.pages.set_value(name)

    def set_saving(self) -> None:
        """Tell that an edit is on its way to the disk."""
        self._say("Saving…", "Your last edit is on its way to the disk.")

    def set_saved(self, time: str) -> None:
        """Tell when the last edit was saved ("12:04"); "" says nothing."""
        tip = f"All that you did is in the project's file since {time}." if time else ""
        self._say(f"Saved {time}" if time else "", tip)

    def set_not_saved(self, reason: str) -> None:
        """Tell aloud that the last edit could not be saved, and why; offer to go on."""
        self._say("Not saved", reason, tone="error")
        self.go_on.show()

    def set_read_only(self) -> None:
        """Tell that nothing can be saved here, because the project can only be looked at."""
        self._say("Read only", "This project is open for reading only.")

    def set_person(self, name: str) -> None:
        """Show whose hand it is, by initials."""
        self.person_button.set_initials(initials(name))
        give_tip(self.person_button, f"You mark as {one_line(name, 60)}")
        self.person_button.setVisible(bool(name))

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu under the button on the left."""
        self._menu = menu

    def _say(self, words: str, tip: str, tone: str = "quiet") -> None:
        self.go_on.hide()
        self._saved.setText(words)
        give_tip(self._saved, tip)
        if self._saved.property("tone") != tone:
            self._saved.setProperty("tone", tone)
            self._saved.style().polish(self._saved)

    def open_menu(self, *, by_key: bool = False) -> None:
        """Open the menu; one that was opened by a key has its first entry in hand."""
        menu, button = self._menu, self.menu_button
        if menu is None:
            return
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
        first = next((one for one in menu.actions() if one.isEnabled()), None)
        if by_key and first is not None:
            menu.setActiveAction(first)

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        left_row, right_row = QHBoxLayout(left), QHBoxLayout(right)
        for row in (left_row, right_row):
            row.setContentsMargins(0, 0, 0, 0)
        left_row.setSpacing(8)
        left_row.addWidget(self.menu_button)
        left_row.addWidget(self._project, 1)
        right_row.setSpacing(14)
        right_row.addWidget(self._saved, 1)
        right_row.addWidget(self.go_on)
        self.go_on.hide()
        right_row.addWidget(self.person_button)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 0, 18, 1)
        grid.setHorizontalSpacing(12)
        grid.addWidget(left, 0, 0)
        grid.addWidget(self.pages, 0, 1)
        grid.addWidget(right, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)


class RoundButton(PaintedButton):
    """A round button with two initials, or with three lines for a menu."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name, look, QSize(32, 32))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_initials("")

    def set_initials(self, letters: str) -> None:
        """Show letters on a disc; "" shows the three lines."""
        self._initials = letters
        self.ring_radius = 15.0 if letters else 6.0
        self.update()

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the disc with its letters, or the lines."""
        theme = self.look.theme
        if self._initials:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.ink2 if self.underMouse() else theme.ink))
            radius = 11.5 if self.hasFocus() else 14.0  # the ring stands apart
            painter.drawEllipse(rect.center(), radius, radius)
            painter.setFont(ui_font(11, 700))
            painter.setPen(colour(theme.chrome))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._initials)
            return
        if self.lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.row))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QPen(colour(theme.ink), 1.5))
        for step in (-4.5, 0.0, 4.5):
            middle = rect.center() + QPointF(0, step)
            painter.drawLine(middle - QPointF(6.5, 0), middle + QPointF(6.5, 0))


def initials(name: str) -> str:
    """Return at most two letters for a name: of the first word and of the last."""
    words = [
        word for word in one_line(name, 80).replace(".", " ").replace("_", " ").split() if word
    ]
    letters = [word[0] for word in words if word[0].isalnum()]
    return "".join(letters[:1] + letters[1:][-1:]).upper()
