"""Paints an article beside gold, and a remark: what one marked, what gold has, and why."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.ui.chips import chip, draw_lines, elided
from annotator.ui.controls import ModelIndex
from annotator.ui.errors import override
from annotator.ui.models.feedback_model import BesideModel, RemarkRow, RemarksModel
from annotator.ui.painted import Ground, RowDelegate, painted_row
from annotator.ui.theme import Look, colour, reading_font, ui_font

HEIGHT, LEFT, WORDS, CHIP = 96, 14, 52, 14  # pixels
ARTICLE, INSET = 44, 10


class BesideDelegate(RowDelegate):
    """Two lines: the title of an article, and how many marks are as in gold."""

    def __init__(self, look: Look, model: BesideModel) -> None:
        super().__init__(look, ARTICLE)
        self._model = model

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one article."""
        row = self._model.rows[index.row()]
        with painted_row(painter, option, _ground(option, self.look)) as rect:
            corner, room = rect.topLeft() + QPointF(INSET, 5), rect.width() - 2 * INSET
            for words, tone in ((row.title or row.document, "ink"), (row.words, "ink2")):
                painter.setPen(colour(getattr(self.look.theme, tone)))
                draw_lines(painter, corner, [elided(words, ui_font(12), room)], 17, ui_font(12))
                corner += QPointF(0, 17)


class RemarkDelegate(RowDelegate):
    """Four lines: how it differs, one's own mark, gold's, and the reason with the guideline."""

    def __init__(self, look: Look, model: RemarksModel) -> None:
        super().__init__(look, HEIGHT)
        self._model = model

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one remark."""
        row, theme = self._model.rows[index.row()], self.look.theme
        with painted_row(painter, option, _ground(option, self.look)) as rect:
            painter.setPen(colour(theme.ink))
            corner = rect.topLeft() + QPointF(LEFT, 8)
            draw_lines(painter, corner, [row.title], 18, ui_font(13, 600))
            self._paint_mark(painter, rect, 28, ("You", row.own_label, row.own))
            self._paint_mark(painter, rect, 48, ("Gold", row.gold_label, row.gold))
            self._paint_why(painter, rect, row)

    def _paint_mark(
        self, painter: QPainter, rect: QRectF, top: float, mark: tuple[str, str, str]
    ) -> None:
        who, label, words = mark
        theme = self.look.theme
        painter.setPen(colour(theme.ink2))
        place = rect.topLeft() + QPointF(LEFT, top)
        draw_lines(painter, place, [who], 18, ui_font(11, 600))
        left = rect.left() + WORDS
        if label:
            spot = QRectF(left, rect.top() + top + 2, CHIP, CHIP)
            chip(painter, spot, self.look.of(label), theme)
            left += CHIP + 7
        painter.setPen(colour(theme.ink if words else theme.ink2))
        font = reading_font(13) if words else ui_font(12)
        room = max(0.0, rect.right() - LEFT - left)
        middle = Qt.TextElideMode.ElideMiddle  # both edges can be what is in question
        shown = QFontMetricsF(font).elidedText(words or "nothing", middle, room)
        draw_lines(painter, QPointF(left, rect.top() + top), [shown], 18, font)

    def _paint_why(self, painter: QPainter, rect: QRectF, row: RemarkRow) -> None:
        painter.setPen(colour(self.look.theme.ink2))
        why = elided(row.why, ui_font(12), rect.width() - 2 * LEFT)
        draw_lines(painter, rect.topLeft() + QPointF(LEFT, 69), [why], 18, ui_font(12))


def _ground(option: QStyleOptionViewItem, look: Look) -> Ground:
    """Return the ground of a row, which shows whether it is chosen."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    return Ground(look.theme, chosen, gap=2, radius=7, side=4)
