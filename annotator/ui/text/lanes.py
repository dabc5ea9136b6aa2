"""The score: a lane for each hand under every line, so that one sees at once who marked what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.core.annotation import Span
from annotator.ui.text.geometry import Geometry, Segment
from annotator.ui.text.index import RangeIndex
from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.paint import PagePainter, Seen, paint_rail
from annotator.ui.text.plan import Planner, levels_of
from annotator.ui.text.scene import Scene
from annotator.ui.theme import colour, ui_font

TAG = 9.2  # pixels of a letter's tag, at the usual size
SPREAD, STEP = 8.0, 5.0  # pixels of a lane that nested rails share, and the most between two
PALE, CALM = 0.38, 0.75  # how opaque is what all agree on: in the annotators' lanes, in gold's
NAMES = 46  # pixels beside the column that the names of lanes have
ALONE, NESTED = 1.3, 1.0  # how thick rails are, as to those of the text
HIGHEST = 0.82  # of the type's ascent: how far over the letters' line the place decided on reaches
UNDER = 7.5  # pixels under the last lane that it reaches


@dataclass(frozen=True, slots=True)
class Lane:
    """What one hand marked; `short` are the letters beside the lane.

    `agreed` are the ids of spans on which all agree: they are paler. Gold's lane is the firm one;
    those `to_come` are not in it yet, and paler still.
    """

    name: str
    short: str
    spans: tuple[Span, ...] = ()
    agreed: frozenset[str] = frozenset()
    firm: bool = False
    to_come: frozenset[str] = frozenset()


class Rail(NamedTuple):
    """A piece of a span in a lane: its middle line is at `y`, from the block's top.

    `tag` is where its letter begins, past the letters of spans around it.
    """

    span: Span
    piece: Segment
    y: float
    nested: bool
    share: float
    signed: bool  # with a letter at its start and a tick at its end
    tag: float = 0.0


@dataclass(slots=True)
class Score:
    """The lanes, the place that is decided on, and whether gold is edited in the text."""

    lanes: tuple[Lane, ...] = ()
    place: tuple[int, int] | None = None
    editing: bool = False
    spans: list[RangeIndex[Span]] = field(default_factory=list)

    def show(self, lanes: Sequence[Lane]) -> None:
        """Take other lanes; the order of spans that are the same as before is known."""
        kept = {id(old.spans): found for old, found in zip(self.lanes, self.spans, strict=True)}
        self.spans = [kept.get(id(lane.spans)) or RangeIndex(lane.spans) for lane in lanes]
        self.lanes = tuple(lanes)


class LanePlanner:
    """Works out the rails of a block, and keeps them until marks or lines change there."""

    def __init__(self, score: Score, layout: ArticleLayout, geometry: Geometry) -> None:
        self._score = score
        self._layout = layout
        self._geometry = geometry
        self._kept: dict[int, list[Rail]] = {}

    def forget(self, block: int | None = None) -> None:
        """Forget what was worked out for a block, or for all."""
        if block is None:
            self._kept.clear()
        else:
            self._kept.pop(block, None)

    def forget_range(self, start: int, end: int) -> None:
        """Forget the blocks that a range of offsets touches."""
        blocks = self._layout.blocks
        first, last = blocks.at(start), blocks.at(max(start, end))
        for block in [key for key in self._kept if first <= key <= last]:
            del self._kept[block]

    def rails(self, block: int) -> list[Rail]:
        """Return the rails of a block, lane by lane, the outer ones first."""
        self._layout.laid(block)
        found = self._kept.get(block)
        if found is None:
            pairs = zip(self._score.lanes, self._score.spans, strict=True)
            found = [
                rail
                for number, (lane, spans) in enumerate(pairs)
                for rail in self._lane(block, number, lane, spans)
            ]
            self._kept[block] = found
        return found

    def _lane(self, block: int, number: int, lane: Lane, index: RangeIndex[Span]) -> Iterable[Rail]:
        blocks, sizes = self._layout.blocks, self._layout.measures
        low, high = blocks.starts[block], blocks.end(block)
        spans = index.between(low, high)
        levels = levels_of(spans, low, high, _no_rank)
        depths = _depths(spans, levels)
        tags: list[QPointF] = []
        for span in sorted(spans, key=lambda one: -levels[one.id]):
            depth, agreed = depths[span.id], span.id in lane.agreed
            step = min(STEP, SPREAD / depth) if depth else 0.0
            shift = (depth / 2 - levels[span.id]) * step * sizes.scale
            calm = CALM if lane.firm and span.id not in lane.to_come else PALE
            share = calm if agreed else 1.0
            signed = lane.firm or not agreed
            for piece in self._geometry.pieces(block, span.start, span.end):
                y = piece.baseline + sizes.lane(number) + shift
                tag = self._tag(block, piece, y, tags) if signed and piece.first else 0.0
                yield Rail(span, piece, y, depth > 0, share, signed, tag)

    def _tag(self, block: int, piece: Segment, y: float, tags: list[QPointF]) -> float:
        """Return where a letter begins, beside those that stand there already; add it to them."""
        scale, rtl = self._layout.measures.scale, self._layout.laid(block).rtl
        size = TAG * scale
        x = piece.right - 7.5 * scale if rtl else piece.left - 2
        while any(abs(x - tag.x()) < size - 1 and abs(y - tag.y()) < size - 1 for tag in tags):
            x += -size if rtl else size
        tags.append(QPointF(x, y))
        return x


class LanePainter:
    """Paints the lanes of a block, their names, and the place that is decided on."""

    def __init__(
        self, scene: Scene, layout: ArticleLayout, geometry: Geometry, score: Score
    ) -> None:
        self._scene = scene
        self._layout = layout
        self._geometry = geometry
        self._score = score
        self.planner = LanePlanner(score, layout, geometry)

    def paint_place(self, painter: QPainter, block: Seen) -> None:
        """Paint what is decided on yellow, from its letters down to the last lane."""
        place = self._score.place
        if place is None:
            return
        theme, sizes = self._scene.look.theme, self._layout.measures
        lanes = sizes.heading_lanes if block.number in self._layout.headline else sizes.lanes
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.pending, 0.8 if theme.dark else 0.55))
        foot = sizes.lane(lanes - 1) + UNDER * sizes.scale if lanes else UNDER * sizes.scale
        for piece in self._geometry.pieces(block.number, *place):
            top = piece.baseline - HIGHEST * piece.ascent
            rect = QRectF(piece.left - 3, top, piece.right - piece.left + 6, 0)
            rect.setBottom(piece.baseline + foot)
            painter.drawRoundedRect(rect.translated(block.corner), 4, 4)

    def paint(self, painter: QPainter, block: Seen, clip: QRectF) -> None:
        """Paint the lanes under each line of a block that lies in the clip."""
        sizes = self._layout.measures
        headline = block.number in self._layout.headline
        count = sizes.heading_lanes if headline else sizes.lanes
        if not count or self._layout.blocks.blank[block.number]:
            return
        layout = self._layout.laid(block.number).layout
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            base = block.corner.y() + line.y() + line.ascent()
            if base + sizes.lane(count) >= clip.top() and base <= clip.bottom():
                self._paint_names(painter, block, base)
        for rail in self.planner.rails(block.number):
            y = block.corner.y() + rail.y
            if clip.top() - TAG <= y <= clip.bottom() + TAG:
                self._paint_rail(painter, rail, block)

    def _paint_names(self, painter: QPainter, block: Seen, base: float) -> None:
        theme, sizes = self._scene.look.theme, self._layout.measures
        rtl, scale = self._layout.laid(block.number).rtl, sizes.scale
        left, right = block.corner.x(), block.corner.x() + self._layout.column
        x = right + 10 if rtl else left - NAMES
        side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        for number, lane in enumerate(self._score.lanes):
            y = base + sizes.lane(number)
            painter.setPen(QPen(colour(theme.line), 1))
            painter.drawLine(QPointF(left - 4, y + 0.5), QPointF(right + 4, y + 0.5))
            painter.setFont(ui_font(8 * scale, 700 if lane.firm else 600))
            painter.setPen(colour(theme.ink if lane.firm else theme.ink2))
            spot = QRectF(x, y - 6 * scale, NAMES - 10, 12 * scale)
            painter.drawText(spot, side | Qt.AlignmentFlag.AlignVCenter, lane.short)

    def _paint_rail(self, painter: QPainter, rail: Rail, block: Seen) -> None:
        look, scale = self._scene.look.of(rail.span.label), self._layout.measures.scale
        x, y = block.corner.x(), block.corner.y() + rail.y
        rect = QRectF(x + rail.piece.left - 1, y - 4, 0, 5.2 * scale)
        rect.setRight(x + rail.piece.right + 1)
        thick = scale * (NESTED if rail.nested else ALONE)
        paint_rail(painter, rect, look, thick, share=rail.share)
        if not rail.signed:
            return
        rtl = self._layout.laid(block.number).rtl
        tone = colour(look.colour, rail.share)
        if rail.piece.last:
            end = x + (rail.piece.left if rtl else rail.piece.right)
            painter.setPen(QPen(tone, 1.6 * scale))
            painter.drawLine(QPointF(end, y - 3.6 * scale), QPointF(end, y + 3.6 * scale))
        if rail.piece.first:
            self._paint_tag(painter, QPointF(x + rail.tag, y - TAG / 2 * scale), rail)

    def _paint_tag(self, painter: QPainter, place: QPointF, rail: Rail) -> None:
        theme, scale = self._scene.look.theme, self._layout.measures.scale
        look = self._scene.look.of(rail.span.label)
        rect = QRectF(place.x(), place.y(), (TAG + 0.3) * scale, TAG * scale)
        painter.setPen(QPen(colour(theme.paper), 1))
        painter.setBrush(colour(theme.paper))
        painter.drawRoundedRect(rect, 2.2, 2.2)
        painter.setBrush(colour(look.colour, rail.share))
        painter.drawRoundedRect(rect, 2.2, 2.2)
        painter.setFont(ui_font(7 * scale, 700))
        painter.setPen(colour(theme.chip_ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.letter)


class ScorePainter(PagePainter):
    """Paints the page of a score: the text with its lanes; boxes only where gold is edited."""

    def __init__(
        self,
        parts: tuple[Scene, ArticleLayout, Geometry, Planner],
        score: Score,
    ) -> None:
        super().__init__(*parts)
        self._score = score
        self.lanes = LanePainter(*parts[:3], score)

    def paint_under(self, painter: QPainter, block: Seen) -> None:
        """Paint the place that is decided on."""
        self.lanes.paint_place(painter, block)

    def paint_over(self, painter: QPainter, block: Seen, clip: QRectF) -> None:
        """Paint the lanes."""
        self.lanes.paint(painter, block, clip)

    def paint_rails(self, painter: QPainter, block: Seen, clip: QRectF) -> None:
        """Paint no rails: the lanes have them; the focused span is outlined."""
        del clip
        self.paint_focus(painter, block)


def _depths(spans: Iterable[Span], levels: dict[str, int]) -> dict[str, int]:
    """Return for each span how many rails lie under the outermost of those that it lies among."""
    depths: dict[str, int] = {}
    group: list[str] = []
    reach = -1
    for span in sorted(spans, key=lambda one: one.start):
        if span.start >= reach and group:
            depths.update(dict.fromkeys(group, max(levels[key] for key in group)))
            group = []
        group.append(span.id)
        reach = max(reach, span.end)
    depths.update(dict.fromkeys(group, max((levels[key] for key in group), default=0)))
    return depths


def _no_rank(_span: Span) -> int:
    return 0
