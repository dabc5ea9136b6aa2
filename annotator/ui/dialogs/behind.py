"""What stands behind a number: the places, what each of two marked there, and the way to them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.core.annotation import Span
from annotator.ui.chips import chip, counted, elided
from annotator.ui.controls import ModelIndex, RowList
from annotator.ui.dialogs.found import FoundDialog
from annotator.ui.errors import override
from annotator.ui.excerpts import draw_excerpt
from annotator.ui.models.behind_model import KIND_WORDS, BehindModel, Pair, summary
from annotator.ui.painted import Ground, Inked, RowDelegate, paint_ends, painted_row
from annotator.ui.theme import Look, colour, ui_font

SIZE = QSize(760, 560)  # pixels
ROW, TOP, LINE, NAME, CHIP, MARGIN = 86, 24, 27, 96, 16, 12  # pixels
NOTHING = "There is nothing to show: no differences stand behind it."
ASIDE = 0.34  # of a line, for what an annotator gave beside the words
Flag = Qt.AlignmentFlag


class BehindDialog(FoundDialog):
    """The places behind a number, each with what two annotators marked there."""

    difference_asked = Signal(str, int, int)  # the id of an article, and where in it
    way = "Show in its article"

    def __init__(self, parent: QWidget | None, words: str, model: BehindModel, look: Look) -> None:
        super().__init__(parent, words, PairList(model, look), SIZE)
        self.model = model

    def show_progress(self, done: int, total: int) -> None:
        """Show how many articles were looked through."""
        if total and not self.model.rows:
            self.told = f"Looking …  {done:,} of {counted(total, 'article')}"

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show what was found."""
        self.model.put(pairs)
        self.show_found(summary(list(pairs)) if pairs else NOTHING, some=bool(pairs))

    def go_to(self, index: QModelIndex) -> None:
        """Tell which place is wanted."""
        pair: Pair = index.data(Qt.ItemDataRole.UserRole)
        self.difference_asked.emit(pair.document, *pair.range)


class PairList(RowList):
    """Pairs of one height."""

    def __init__(self, model: BehindModel, look: Look) -> None:
        super().__init__("Places")
        self.setUniformItemSizes(True)
        self.setModel(model)
        self._delegate = PairDelegate(look, model)
        self.setItemDelegate(self._delegate)

    @override()
    def currentChanged(self, current: ModelIndex, previous: ModelIndex) -> None:
        """Show where the keyboard is."""
        super().currentChanged(current, previous)
        self.viewport().update()


class PairDelegate(RowDelegate):
    """Paints the article's title, then a line for each of two annotators."""

    def __init__(self, look: Look, model: BehindModel) -> None:
        super().__init__(look, ROW)
        self._model = model

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row."""
        pair: Pair = index.data(Qt.ItemDataRole.UserRole)
        view = option.widget
        here = isinstance(view, RowList) and view.currentIndex().row() == index.row()
        ground = Ground(self.look.theme, here, gap=1, radius=6, side=2)
        with painted_row(painter, option, ground):
            inner = QRectF(option.rect).adjusted(MARGIN, 5, -MARGIN, 0)
            self._head(painter, QRectF(inner.topLeft(), QSize(round(inner.width()), TOP)), pair)
            for place, (name, span) in enumerate(zip(pair.names, pair.spans, strict=True)):
                top = inner.top() + TOP + place * LINE
                line = QRectF(inner.left(), top, inner.width(), LINE)
                line.setRight(line.right() - self._beside(painter, line, pair.beside(place)))
                self._side(painter, line, name, (pair, span))

    def _head(self, painter: QPainter, box: QRectF, pair: Pair) -> None:
        theme = self.look.theme
        kind = Inked(KIND_WORDS.get(pair.kind, pair.kind), ui_font(11), theme.ink2)
        paint_ends(painter, box, Inked(self._model.title(pair), ui_font(12, 600), theme.ink2), kind)

    def _beside(self, painter: QPainter, box: QRectF, words: str) -> float:
        """Paint what an annotator gave beside the words, and return the room that it takes."""
        if not words:
            return 0.0
        font = ui_font(12, 500)
        painter.setFont(font)
        painter.setPen(colour(self.look.theme.ink))
        shown = elided(words, font, box.width() * ASIDE)
        painter.drawText(box, Flag.AlignVCenter | Flag.AlignRight, shown)
        return float(painter.fontMetrics().horizontalAdvance(shown) + MARGIN)

    def _side(
        self, painter: QPainter, box: QRectF, name: str, marked: tuple[Pair, Span | None]
    ) -> None:
        theme, (pair, span) = self.look.theme, marked
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
        label = self.look.of(span.label)
        chip(painter, spot, label, theme, px=10)
        draw_excerpt(painter, words, self._model.excerpt(pair, span), (theme, label.colour))
