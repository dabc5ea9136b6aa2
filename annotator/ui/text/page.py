"""What is under a point and where a span stands: the page as gestures and painters share it."""

from PySide6.QtCore import QPointF

from annotator.core.annotation import Span
from annotator.ui.text.geometry import Geometry
from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.paint import grips
from annotator.ui.text.plan import Planner, boxes_under, tag_under
from annotator.ui.text.scene import Scene

OVER = 12  # pixels that tags may reach into the block below


class Page:
    """The text, the marks on it, and what lies where; points are pixels of the document."""

    def __init__(
        self, scene: Scene, layout: ArticleLayout, geometry: Geometry, planner: Planner
    ) -> None:
        self.scene = scene
        self.layout = layout
        self.geometry = geometry
        self.planner = planner

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.layout.blocks.text

    def spans_under(self, at: QPointF) -> list[Span]:
        """Return the spans whose tag or boxes lie under a point, innermost first."""
        if self.scene.hidden:
            return []
        found: dict[str, Span] = {}
        for block, corner in self._blocks_near(at):
            plan = self.planner.plan(block)
            tagged = tag_under(plan, at - corner)
            for span in ([tagged] if tagged else []) + boxes_under(plan, at - corner):
                found.setdefault(span.id, span)
        return list(found.values())

    def tag_at(self, at: QPointF) -> Span | None:
        """Return the span whose tag lies under a point, or None."""
        if self.scene.hidden:
            return None
        for block, corner in self._blocks_near(at):
            if found := tag_under(self.planner.plan(block), at - corner):
                return found
        return None

    def grip_at(self, at: QPointF, reach: float) -> tuple[Span, bool] | None:
        """Return the focused span and whether its end is held, where a handle is near."""
        span = self.scene.marks.span(self.scene.focus)
        if span is None or self.scene.hidden:
            return None
        scale = self.layout.measures.scale
        for block, box in self.planner.boxes_of(span):
            rtl = self.layout.laid(block).rtl
            corner = QPointF(self.layout.left, self.layout.top(block))
            ends = [end for end in (False, True) if (box.piece.last if end else box.piece.first)]
            for end, grip in zip(ends, grips(box, rtl=rtl, scale=scale), strict=True):
                if grip.adjusted(-reach, -2, reach, 2).contains(at - corner):
                    return span, end
        return None

    def swap_span(self, span: Span) -> None:
        """Put another form of a span in the place of the one on screen."""
        old = self.scene.marks.span(span.id)
        if old is not None:
            self.scene.marks.remove(old)
            self.planner.forget_range(old.start, old.end)
        self.scene.marks.add(span)
        self.planner.forget_range(span.start, span.end)

    def _blocks_near(self, at: QPointF) -> list[tuple[int, QPointF]]:
        """Return the block at a point and its neighbours, whose tags may reach over."""
        block, top = self.layout.block_at(at.y())
        found = [(block, QPointF(self.layout.left, top))]
        if block and at.y() - top < OVER:
            found.append((block - 1, QPointF(self.layout.left, self.layout.top(block - 1))))
        return found
