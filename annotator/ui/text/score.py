"""The text with a lane for each hand: to compare readings, and to edit gold in the text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from annotator.core.annotation import Item, Relation, Span
from annotator.core.document import Region
from annotator.ui.errors import override
from annotator.ui.text.lanes import Lane, Score, ScorePainter
from annotator.ui.text.margin import paragraph_number
from annotator.ui.text.view import ArticleView

BELOW = 16  # pixels of air under the lanes of what is revealed
TIGHT = 6.0  # pixels under the letters that boxes may take, above the first lane


class ScoreView(ArticleView):
    """An article with lanes. The marks that the view itself holds are those of gold.

    Their boxes are shown, and can be picked and drawn, only while gold is edited; at other times
    a click tells which place of the text is meant.
    """

    place_picked = Signal(int)  # an offset

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.score = Score()
        parts = (self.scene, self.article_layout, self.text_geometry, self.planner)
        self._score_painter = ScorePainter(parts, self.score)
        self._painter = self._score_painter
        self.planner.room = TIGHT
        self.article_layout.forgotten = self._forget
        self.scene.hidden = True
        self.setAccessibleName("Article with the lanes of all annotators")

    def show_lanes(
        self,
        text: str,
        regions: Sequence[Region],
        marks: Iterable[Span | Relation],
        lanes: Sequence[Lane],
    ) -> None:
        """Show another article from its start; `marks` are those of gold."""
        self.score.place = None
        self.set_editing(editing=False)
        self.score.show(lanes)
        self._make_room(regions, lanes)
        items = list(marks)
        spans = [one for one in items if isinstance(one, Span)]
        self.show_article(text, regions, spans, [one for one in items if isinstance(one, Relation)])

    def set_lanes(self, lanes: Sequence[Lane], touched: Iterable[Item] = ()) -> None:
        """Take other lanes for the same text; only where a touched span lies is planned anew.

        All is, where spans that were to come have come into gold, or left it again.
        """
        known = [(lane.name, lane.to_come) for lane in self.score.lanes]
        same = known == [(lane.name, lane.to_come) for lane in lanes]
        self.score.show(lanes)
        spans = [one for one in touched if isinstance(one, Span)]
        for span in spans:
            self._score_painter.lanes.planner.forget_range(span.start, span.end)
        if not same or not spans:
            self._score_painter.lanes.planner.forget()
        self.viewport().update()

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph that an offset lies in, 0 in the headline."""
        return paragraph_number(self.article_layout, self.article_layout.blocks.at(offset))

    def reveal(self, start: int, end: int) -> None:
        """Scroll no more than is needed to bring a range into sight, with its lanes."""
        super().reveal(start, end)
        sizes = self.article_layout.measures
        last = self.rect_of(max(start, end - 1), max(end, start + 1))
        under = last.bottom() + sizes.lane(sizes.lanes) + BELOW - self.viewport().height()
        if under > 0 and last.top() > under:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(under))

    def set_place(self, place: tuple[int, int] | None) -> None:
        """Show which stretch is decided on; None for none."""
        self.score.place = place
        self.viewport().update()

    def set_editing(self, *, editing: bool) -> None:
        """Let gold be edited in the text, or only be looked at."""
        self.score.editing = editing
        self.scene.hidden = not editing
        self._set_active(active=self.hasFocus())
        if not editing:
            self.gestures.cancel()
            self.set_focus(None)
        self.viewport().update()

    @override()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture; while gold is only looked at, tell which place was clicked."""
        super().mouseReleaseEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        if left and not self.score.editing and self.selection() is None:
            at = self._on_page(event.position())
            self.place_picked.emit(self.text_geometry.character_at(at))

    def _set_active(self, *, active: bool) -> None:
        super()._set_active(active=active and self.score.editing)

    def _make_room(self, regions: Iterable[Region], lanes: Sequence[Lane]) -> None:
        """Leave room for the lanes under each line, in the headline only where it has marks."""
        heads = [one for one in regions if one.kind == "headline"]
        first = min(heads, key=lambda one: one.start, default=None)
        marked = first is not None and any(
            span.start < first.end and first.start < span.end
            for lane in lanes
            for span in lane.spans
        )
        sizes = self.article_layout.measures
        sizes = replace(sizes, lanes=len(lanes), heading_lanes=len(lanes) if marked else 0)
        if sizes != self.article_layout.measures:
            self._measure(sizes)

    def _forget(self, block: int | None) -> None:
        self.planner.forget(block)
        self._score_painter.lanes.planner.forget(block)
