"""The list of differences over the whole project: which wait, which is next, what is left."""

from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QSizePolicy,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
)

from annotator.ui.chips import draw_lines, elided
from annotator.ui.controls import (
    ModelIndex,
    PlainLabel,
    RowList,
    SectionHeader,
    by_enter,
    heading_row,
    inset,
    panel_frame,
    plain_words,
)
from annotator.ui.errors import override
from annotator.ui.models.differences_model import (
    BY_ARTICLE,
    BY_COST,
    ArticleRow,
    DifferenceRow,
    DifferencesModel,
    Narrowing,
    article_words,
)
from annotator.ui.painted import Ground, RowDelegate, painted_row
from annotator.ui.popups import Menu
from annotator.ui.theme import Look, colour, reading_font, ui_font
from annotator.ui.writing import WritingLine

MARGIN, ROW_HEIGHT, LEFT = 18, 50, 20  # pixels
EVERY = "All"


class DifferencesPanel(QFrame):
    """A click or Enter opens a difference; the filter and the search narrow the list."""

    opened = Signal(str, str)  # the article and the difference; "" for its first open one

    def __init__(self, look: Look) -> None:
        super().__init__()
        panel_frame(self, edge="right")
        self.setAccessibleName("Disagreements")
        self.model = DifferencesModel()
        self.named = True  # whether annotators are known by their names, and pairs can be told
        self.label_words: Callable[[str], str] = str
        self.list = RowList("Disagreements")
        self._delegate = DifferenceDelegate(look, self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.show_long(self.model)
        self.search = WritingLine("Find words or an article", px=13, height=30)
        self.search.setClearButtonEnabled(True)
        self._counts = PlainLabel(tone="quiet", px=11)
        self._empty = PlainLabel(tone="quiet", px=12)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.filter = QToolButton()
        self.filter.setFont(ui_font(12, 500))
        self.filter.setFixedHeight(28)
        self.filter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.filter.setAccessibleName("Which disagreements are shown")
        self.filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.filter.setMenu(Menu(self.filter))
        by_enter(self.filter)
        self._loading = False
        self._lay_out()
        self._connect()
        self.tell()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._delegate.look = look
        self.list.viewport().update()

    def set_named(self, *, named: bool) -> None:
        """Offer to look for where two annotators part ways, or, without names, not."""
        self.named = named
        if not named and self.model.narrowing.pair:
            self.narrow(pair=())

    def set_batches(self, batches: Mapping[str, Collection[str]]) -> None:
        """Offer to look through one round of assignments; batches are articles by their names."""
        self.model.batches = batches
        if self.model.narrowing.batch not in {"", *batches}:
            self.narrow(batch="")

    def set_loading(self, *, loading: bool) -> None:
        """Tell that differences are still being looked for."""
        self._loading = loading
        self.tell()

    def set_current(self, document: str, key: str) -> None:
        """Show which difference is decided on."""
        self.model.set_current(document, key)
        self.show_current()

    def show_current(self) -> None:
        """Scroll to the difference that is decided on."""
        self.list.show_row(self.model.row_of(*self.model.current))

    def focus_search(self) -> None:
        """Wait for words to look for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def tell(self) -> None:
        """Show the counts, or why there is nothing to show."""
        waiting, agreed = self.model.counts
        self._counts.setText(f"{waiting:,} open · {agreed:,} agree")
        self.filter.setText(self._filter_words())
        empty = not self.model.rows
        self.list.setVisible(not empty)
        self._empty_row.setVisible(empty)
        if self._loading:
            words = "Looking for differences …"
        elif self.model.narrowing.narrow:
            words = "Nothing like that is left."
        else:
            words = "No differences: they show where two annotators have finished an article."
        self._empty.setText(words)

    def _filter_words(self) -> str:
        now = self.model.narrowing
        parts = [
            "Open" if now.open_only else "",
            "Noted" if now.noted_only else "",
            self.model.title(now.kind) if now.kind else "",
            self.label_words(now.label) if now.label else "",
            " and ".join(now.pair),
            now.batch,
        ]
        said = ", ".join(part for part in parts if part) or EVERY
        order = "costliest first" if now.order == BY_COST else "by article"
        return plain_words(f"{said} · {order}", 48)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 8)
        column.setSpacing(8)
        column.addLayout(heading_row(SectionHeader("Disagreements"), self._counts, MARGIN))
        for widget in (self.search, self.filter):
            column.addWidget(inset(widget))
        column.addWidget(self.list, 1)
        self._empty_row = inset(self._empty)
        column.addWidget(self._empty_row, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._open)
        self.search.textChanged.connect(
            lambda words: self.narrow(words=" ".join(words.casefold().split()))
        )
        self.filter.menu().aboutToShow.connect(self._fill)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.model.rows[index.row()]
            self.opened.emit(row.document, row.key if isinstance(row, DifferenceRow) else "")

    def narrow(self, **wanted: object) -> None:
        """Show only what is wanted: fields of Narrowing by name."""
        now = {**self.model.narrowing._asdict(), **wanted}
        self.model.narrow(Narrowing(**now))
        self.show_current()
        self.tell()

    def _fill(self) -> None:
        """Offer what there is: orders, kinds, labels, pairs of annotators, batches."""
        menu, now = self.filter.menu(), self.model.narrowing
        for one in menu.findChildren(Menu):
            one.deleteLater()
        menu.clear()
        orders = (("By article", BY_ARTICLE), ("Costliest first", BY_COST))
        self._choices(menu, "order", orders, now.order)
        menu.addSeparator()
        only = _checked(menu.addAction("Only what is open"), on=now.open_only)
        only.triggered.connect(lambda on: self.narrow(open_only=on))
        noted = _checked(menu.addAction("Only what is noted"), on=now.noted_only)
        noted.triggered.connect(lambda on: self.narrow(noted_only=on))
        kinds = [(self.model.title(one), one) for one in self.model.kinds]
        self._choices(_below(menu, "Kind"), "kind", [(EVERY, ""), *kinds], now.kind)
        labels = [(self.label_words(one), one) for one in self.model.labels]
        self._choices(_below(menu, "Label"), "label", [(EVERY, ""), *labels], now.label)
        pairs = [(" and ".join(pair), pair) for pair in self.model.pairs] if self.named else []
        batches = [(one, one) for one in self.model.batches]
        if pairs:
            self._choices(_below(menu, "Between"), "pair", [(EVERY, ()), *pairs], now.pair)
        if batches:
            self._choices(_below(menu, "Batch"), "batch", [(EVERY, ""), *batches], now.batch)

    def _choices(
        self, menu: QMenu, field: str, choices: Iterable[tuple[str, object]], now: object
    ) -> None:
        group = QActionGroup(menu)
        for words, value in choices:
            action = _checked(menu.addAction(plain_words(words)), on=value == now)
            action.triggered.connect(
                lambda _on=False, field=field, value=value: self.narrow(**{field: value})
            )
            group.addAction(action)


def _below(menu: QMenu, title: str) -> QMenu:
    """Return a new menu that opens beside an entry of another."""
    made = Menu(menu, title)
    menu.addMenu(made)
    return made


class DifferenceDelegate(RowDelegate):
    """Paints a difference: its kind, where it is, its words; or an article above its own."""

    def __init__(self, look: Look, model: DifferencesModel) -> None:
        super().__init__(look, ROW_HEIGHT)
        self._model = model

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row."""
        row = self._model.rows[index.row()]
        here = isinstance(row, DifferenceRow) and (row.document, row.key) == self._model.current
        with painted_row(painter, option, Ground(self.look.theme, here, gap=2, radius=7)) as rect:
            if isinstance(row, ArticleRow):
                self._paint_article(painter, rect, row)
            else:
                self._paint_difference(painter, rect, row, here=here)

    def _paint_article(self, painter: QPainter, rect: QRectF, row: ArticleRow) -> None:
        theme, font = self.look.theme, ui_font(12, 600)
        painter.setPen(colour(theme.line))
        painter.drawLine(rect.topLeft() + QPointF(LEFT, 5), rect.topRight() + QPointF(-LEFT, 5))
        painter.setPen(colour(theme.ink))
        title = elided(row.title or row.document, font, rect.width() - 2 * LEFT)
        draw_lines(painter, rect.topLeft() + QPointF(LEFT, 11), [title], 17, font)
        painter.setPen(colour(theme.ink2))
        words = elided(article_words(row), ui_font(11), rect.width() - 2 * LEFT)
        draw_lines(painter, rect.topLeft() + QPointF(LEFT, 28), [words], 16, ui_font(11))

    def _paint_difference(
        self, painter: QPainter, rect: QRectF, row: DifferenceRow, *, here: bool
    ) -> None:
        theme, font = self.look.theme, ui_font(13, 600 if here else 400)
        painter.setFont(font)
        painter.setPen(colour(theme.ink if row.open else theme.ink2))
        line = rect.adjusted(LEFT, 7, -LEFT, -ROW_HEIGHT + 25)
        middle = Qt.AlignmentFlag.AlignVCenter
        where, small = _where(row), ui_font(11)
        room = line.width() - max(46, QFontMetricsF(small).horizontalAdvance(where) + 8)
        painter.drawText(line, middle, elided(self._model.title(row.kind), font, room))
        painter.setFont(small)
        painter.setPen(colour(theme.warn if row.state == "stale" else theme.ink2))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, where)
        painter.setPen(colour(theme.ink2))
        words = elided(row.words, reading_font(13), rect.width() - 2 * LEFT)
        draw_lines(painter, rect.topLeft() + QPointF(LEFT, 25), [words], 18, reading_font(13))


def _where(row: DifferenceRow) -> str:
    noted = "noted" if row.noted else ""
    if row.state != "open":
        return noted if row.noted and row.state == "done" else row.state
    return "  ".join(filter(None, (noted, f"¶{row.paragraph}" if row.paragraph else "")))


def _checked(action: QAction, *, on: bool) -> QAction:
    action.setCheckable(True)
    action.setChecked(on)
    return action
