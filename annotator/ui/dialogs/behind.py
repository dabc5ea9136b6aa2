"""What stands behind a number: the places, what each of two marked there, and the way to them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.annotation import Span
from annotator.ui.chips import chip, counted, elided, focus_ring
from annotator.ui.controls import ModelIndex, RowList
from annotator.ui.dialogs.frame import CalmDialog, heading, sentence
from annotator.ui.errors import override
from annotator.ui.excerpts import draw_excerpt
from annotator.ui.models.behind_model import KIND_WORDS, BehindModel, Pair, summary
from annotator.ui.theme import Look, colour, ui_font

WIDTH, HEIGHT = 760, 560  # pixels
ROW, TOP, LINE, NAME, CHIP, MARGIN = 86, 24, 27, 96, 16, 12  # pixels
NOTHING = "There is nothing to show: no differences stand behind it."
ASIDE = 0.34  # of a line, for what an annotator gave beside the words
Flag = Qt.AlignmentFlag


class BehindDialog(CalmDialog):
    """A list of places; Enter or a double click goes there, and the dialog closes."""

    difference_asked = Signal(str, int, int)  # the id of an article, and where in it

    def __init__(self, parent: QWidget | None, words: str, model: BehindModel, look: Look) -> None:
        super().__init__(parent, "Behind the number", width=WIDTH)
        self.resize(WIDTH, HEIGHT)
        self.model = model
        self._told = sentence("Looking …", quiet=True)
        self.list = PairList(model, look)
        self.list.hide()
        self.body.addWidget(heading(words, 17))
        self.body.addWidget(self._told)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.add_button("Close", self.reject)
        self.show_button = self.add_button("Show in its article", self._show, main=True)
        self.show_button.setEnabled(False)
        self.list.chosen.connect(lambda _index: self._show())
        self.list.doubleClicked.connect(lambda _index: self._show())

    def show_progress(self, done: int, total: int) -> None:
        """Show how many articles were looked through."""
        if total and not self.model.rows:
            self.told = f"Looking …  {done:,} of {counted(total, 'article')}"

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show what was found."""
        self.model.put(pairs)
        self.told = summary(list(pairs)) if pairs else NOTHING
        self.list.setVisible(bool(pairs))
        self.show_button.setEnabled(bool(pairs))
        if pairs:
            self.list.show_row(0)
            self.list.setFocus()

    @property
    def told(self) -> str:
        """What stands below the heading."""
        return self._told.text()

    @told.setter
    def told(self, words: str) -> None:
        self._told.setText(words)

    def _show(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            pair = self.model.rows[row]
            self.accept()
            self.difference_asked.emit(pair.document, *pair.range)


class PairList(RowList):
    """Pairs of one height; a click only stands there, Enter or a double click goes on."""

    def __init__(self, model: BehindModel, look: Look) -> None:
        super().__init__("Places")
        self.clicked.disconnect(self.chosen)
        self.setUniformItemSizes(True)
        self.setModel(model)
        self._delegate = PairDelegate(look, model)
        self.setItemDelegate(self._delegate)

    @override()
    def currentChanged(self, current: ModelIndex, previous: ModelIndex) -> None:
        """Show where the keyboard is."""
        super().currentChanged(current, previous)
        self.viewport().update()


class PairDelegate(QStyledItemDelegate):
    """Paints the article's title, then a line for each of two annotators."""

    def __init__(self, look: Look, model: BehindModel) -> None:
        super().__init__()
        self._look, self._model = look, model

    @override(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(200, ROW)

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row."""
        pair: Pair = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = self._look.theme, QRectF(option.rect)
        view = option.widget
        here = isinstance(view, RowList) and view.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.row, 0.9 if here else 0.4))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        inner = rect.adjusted(MARGIN, 5, -MARGIN, 0)
        self._head(painter, QRectF(inner.topLeft(), QSize(round(inner.width()), TOP)), pair)
        for place, (name, span) in enumerate(zip(pair.names, pair.spans, strict=True)):
            top = inner.top() + TOP + place * LINE
            line = QRectF(inner.left(), top, inner.width(), LINE)
            line.setRight(line.right() - self._beside(painter, line, pair.beside(place)))
            self._side(painter, line, name, (pair, span))
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, rect.adjusted(3, 2, -3, -2), theme)
        painter.restore()

    def _head(self, painter: QPainter, box: QRectF, pair: Pair) -> None:
        theme, small = self._look.theme, ui_font(11)
        kind = KIND_WORDS.get(pair.kind, pair.kind)
        painter.setPen(colour(theme.ink2))
        painter.setFont(small)
        painter.drawText(box, Flag.AlignVCenter | Flag.AlignRight, kind)
        room = box.width() - painter.fontMetrics().horizontalAdvance(kind) - 20
        font = ui_font(12, 600)
        painter.setFont(font)
        title = elided(self._model.title(pair), font, room)
        painter.drawText(box, Flag.AlignVCenter | Flag.AlignLeft, title)

    def _beside(self, painter: QPainter, box: QRectF, words: str) -> float:
        """Paint what an annotator gave beside the words, and return the room that it takes."""
        if not words:
            return 0.0
        font = ui_font(12, 500)
        painter.setFont(font)
        painter.setPen(colour(self._look.theme.ink))
        shown = elided(words, font, box.width() * ASIDE)
        painter.drawText(box, Flag.AlignVCenter | Flag.AlignRight, shown)
        return float(painter.fontMetrics().horizontalAdvance(shown) + MARGIN)

    def _side(
        self, painter: QPainter, box: QRectF, name: str, marked: tuple[Pair, Span | None]
    ) -> None:
        theme, (pair, span) = self._look.theme, marked
        font, middle = ui_font(12, 500), Flag.AlignVCenter
        painter.setFont(font)
        painter.setPen(colour(theme.ink))
        left = QRectF(box.left(), box.top(), NAME - 8, box.height())
        painter.drawText(left, middle, elided(name, font, left.width()))
        words = box.adjusted(NAME + CHIP + 10, 0, 0, 0)
        if span is None:
            painter.setPen(colour(theme.ink2))
            painter.setFont(ui_font(12))
            painter.drawText(words, middle, "marked nothing here")
            return
        spot = QRectF(box.left() + NAME, box.center().y() - CHIP / 2, CHIP, CHIP)
        label = self._look.of(span.label)
        chip(painter, spot, label, theme, px=10)
        draw_excerpt(painter, words, self._model.excerpt(pair, span), (theme, label.colour))
