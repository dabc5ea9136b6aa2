"""The list of articles: which are done, which is open, which is next."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.articles import ArticleEntry
from annotator.ui.chips import clamped, draw_lines, elided, status_icon
from annotator.ui.controls import (
    ENTER,
    ModelIndex,
    PlainLabel,
    RowList,
    SectionHeader,
    inset,
    panel_frame,
)
from annotator.ui.errors import override
from annotator.ui.models.queue_model import QueueModel
from annotator.ui.painted import Ground, RowDelegate, painted_row
from annotator.ui.popups import Menu
from annotator.ui.segments import Segments
from annotator.ui.theme import Look, colour, ui_font
from annotator.ui.writing import KeepingLine

WHOSE = (("mine", "Mine"), ("all", "All"))
MARGIN = 16
ROW_HEIGHT = 71
TEXT_LEFT = 44
TITLE_PITCH, META_PITCH = 16, 18
APART = " · "
NAME_LEAST = 52  # pixels of an article's id, below which it tells nothing
FADED = {"done", "discarded", "flagged"}


class QueuePanel(QFrame):
    """Finds, shows and opens articles. The list narrows by itself while one types.

    Where somebody was given articles it shows those, and all of them when asked.
    """

    opened = Signal(str)  # the id of an article
    discard_asked = Signal(str)
    reopen_asked = Signal(str)
    all_chosen = Signal(bool)  # whether all articles are wanted, and not one's own alone

    def __init__(self, look: Look) -> None:
        super().__init__()
        panel_frame(self)
        self.setMinimumWidth(200)
        self.setAccessibleName("Queue")
        self.model = QueueModel()
        self._all_wanted = False
        self._left = PlainLabel(tone="quiet", px=11)
        self.whose = Segments("Whose articles", height=22)
        self.whose.set_options(WHOSE)
        self.whose.hide()
        self.search = SearchLine()
        self._search_row = inset(self.search)
        self.list = RowList("Articles")
        self.list.show_long(self.model)
        self._delegate = QueueDelegate(look, self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = PlainLabel(tone="quiet", px=12)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._strip = ProgressStrip(look)
        self._lay_out()
        self._connect()
        self._tell()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._delegate.look = look
        self._strip.set_look(look)
        self.list.viewport().update()

    def set_entries(self, entries: Sequence[ArticleEntry], annotator: str) -> None:
        """Show articles, with the progress of an annotator."""
        self.model.set_entries(entries, annotator)
        self.set_current(self.model.current)
        self._tell()

    def catch_up(self, entries: Sequence[ArticleEntry]) -> bool:
        """Show new numbers where the articles are the same as before; tell whether they are."""
        same = self.model.catch_up(entries)
        self._tell()
        return same

    def set_mine(self, ids: frozenset[str]) -> None:
        """Take the ids of what somebody was given; that alone is shown until all is wanted."""
        self.model.show_mine(ids, only=bool(ids) and not self._all_wanted)
        self.whose.setVisible(bool(ids))
        self.whose.set_value(WHOSE[0 if self.model.only_mine else 1][0])
        self.list.show_row(self.model.row_of(self.model.current))
        self._tell()

    def show_all(self, *, wanted: bool) -> None:
        """Show all articles also to those who were given some, or their own alone."""
        self._all_wanted = wanted
        self.set_mine(self.model.mine)

    def set_current(self, document_id: str) -> None:
        """Show which article is open."""
        self.model.set_current(document_id)
        self.list.show_row(self.model.row_of(document_id))

    def update_entry(self, entry: ArticleEntry) -> None:
        """Show an article's new numbers."""
        self.model.update_entry(entry)
        self._tell()

    def set_pace(self, words: str) -> None:
        """Show at the foot how it goes ("today 9 · about 7 min each"); "" for nothing."""
        self._strip.set_pace(words)

    def focus_search(self) -> None:
        """Wait for the name of an article."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def menu_for(self, entry: ArticleEntry) -> QMenu:
        """Return the menu of an article."""
        menu = Menu(self)
        menu.addAction("Open").triggered.connect(lambda: self.opened.emit(entry.id))
        state = entry.of(self.model.annotator).state
        if state != "none":
            words = "Mark as not done" if state == "done" else "Bring back"
            menu.addAction(words).triggered.connect(lambda: self.reopen_asked.emit(entry.id))
        if state != "discarded":
            discard = menu.addAction("Discard article…")
            discard.triggered.connect(lambda: self.discard_asked.emit(entry.id))
        return menu

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(8)
        top.addWidget(SectionHeader("Queue"))
        top.addWidget(self.whose)
        top.addStretch()
        top.addWidget(self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._search_row)
        column.addWidget(self.list, 1)
        self._empty_row = inset(self._empty)
        column.addWidget(self._empty_row, 1)
        column.addWidget(self._strip)

    def _connect(self) -> None:
        self.list.chosen.connect(self._open)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.whose.picked.connect(self._whose_picked)
        self.search.textChanged.connect(self._search)
        self.search.entered.connect(lambda: self._open(self.model.index(0, 0)))
        self.search.left_down.connect(
            lambda: self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        )

    def _whose_picked(self, value: str) -> None:
        self.show_all(wanted=value != WHOSE[0][0])
        self.all_chosen.emit(self._all_wanted)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.model.rows[index.row()].id)

    def _search(self, words: str) -> None:
        self.model.search(words)
        self.list.show_row(self.model.row_of(self.model.current))
        self._tell()

    def _show_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        index = index if index.isValid() else self.list.currentIndex()
        if index.isValid():
            menu = self.menu_for(self.model.rows[index.row()])
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _tell(self) -> None:
        total, finished = self.model.total, self.model.finished
        self._left.setText(f"{total - finished:,} left of {total:,}" if total else "")
        self._strip.set_progress(finished, total)
        empty = not self.model.rows
        self.list.setVisible(not empty)
        self._empty_row.setVisible(empty)
        self._search_row.setEnabled(bool(total))
        self._empty.setText(
            "No article has that name."
            if total
            else "No articles yet. Drop files here, or bring them in from the menu."
        )


class SearchLine(KeepingLine):
    """Where the name of an article is typed; Esc empties it, Down goes to the list."""

    entered = Signal()
    left_down = Signal()

    def __init__(self) -> None:
        super().__init__("Find article", px=13, height=30)
        self.setClearButtonEnabled(True)

    def keeps(self, event: QKeyEvent) -> bool:
        """Keep Esc while there are words to take away."""
        return super().keeps(event) and bool(self.text())

    @override()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the first article found, Esc shows all again."""
        if event.key() in ENTER and self.text().strip():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class QueueDelegate(RowDelegate):
    """Paints an article: how far it is, its title in two lines, its numbers."""

    def __init__(self, look: Look, model: QueueModel) -> None:
        super().__init__(look, ROW_HEIGHT)
        self._model = model

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one article."""
        entry = self._model.rows[index.row()]
        here = entry.id == self._model.current
        ground = Ground(self.look.theme, here, 2, 7)
        with painted_row(painter, option, ground) as rect:
            self._article(painter, rect, entry, here=here)

    def _article(self, painter: QPainter, rect: QRectF, entry: ArticleEntry, *, here: bool) -> None:
        theme, font = self.look.theme, ui_font(13, 600 if here else 400)
        width = rect.width() - TEXT_LEFT - 18
        lines = clamped(entry.title, font, width, 2)
        top = rect.top() + (ROW_HEIGHT - len(lines) * TITLE_PITCH - META_PITCH) / 2
        progress = entry.state_for(self._model.annotator)
        status_icon(painter, QPointF(rect.left() + 26, top + 9), progress, theme)
        painter.setPen(colour(theme.ink2 if progress in FADED and not here else theme.ink))
        place = QPointF(rect.left() + TEXT_LEFT, top)
        draw_lines(painter, place, lines, TITLE_PITCH, font)
        place += QPointF(0, len(lines) * TITLE_PITCH + 1)
        self._numbers(painter, place, width, entry)

    def _numbers(
        self, painter: QPainter, place: QPointF, width: float, entry: ArticleEntry
    ) -> None:
        painter.setPen(colour(self.look.theme.ink2))
        draw_lines(painter, place, [self.numbers_in(entry, width)], META_PITCH, ui_font(11))

    def numbers_in(self, entry: ArticleEntry, width: float) -> str:
        """Return an article's id and numbers in a width in pixels; the id goes where it must."""
        font, numbers = ui_font(11), self._model.numbers(entry)
        room = width - QFontMetricsF(font).horizontalAdvance(APART + numbers)
        name = elided(entry.id, font, room) if room >= NAME_LEAST else ""
        return elided(APART.join(filter(None, (name, numbers))), font, width)


class ProgressStrip(QWidget):
    """How many articles are done, in words and as a bar."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._finished = self._total = 0
        self._pace = ""
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        self.update()

    def set_progress(self, finished: int, total: int) -> None:
        """Show how many articles of how many are done."""
        self._finished, self._total = finished, total
        self.setAccessibleName(f"Progress: {finished} of {total} articles done")
        self.update()

    def set_pace(self, words: str) -> None:
        """Show how it goes, in words."""
        self._pace = words
        self.setAccessibleDescription(words)
        self.update()

    def pace_in(self, room: float) -> str:
        """Return as many parts of how it goes as fit into a width in pixels, none of them cut."""
        parts = self._pace.split(APART)
        metrics = QFontMetricsF(ui_font(11))
        while parts and metrics.horizontalAdvance(APART.join(parts)) > room:
            parts.pop()
        return APART.join(parts)

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words and the bar."""
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() - 2 * MARGIN
        if self._total:
            words = QRectF(MARGIN, 4, width, 16)
            painter.setFont(ui_font(11))
            painter.setPen(colour(theme.ink2))
            done = f"{self._finished:,} of {self._total:,} done"
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft, done)
            room = width - QFontMetricsF(ui_font(11)).horizontalAdvance(done) - 10
            painter.drawText(words, Qt.AlignmentFlag.AlignRight, self.pace_in(room))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.row))
        painter.drawRoundedRect(QRectF(MARGIN, 28, width, 6), 3, 3)
        if self._finished:
            share = max(6.0, width * self._finished / self._total)
            painter.setBrush(colour(theme.ok))
            painter.drawRoundedRect(QRectF(MARGIN, 28, share, 6), 3, 3)
