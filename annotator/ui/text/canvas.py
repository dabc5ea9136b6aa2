"""An article with its marks as it is shown, and where the page stands; no gesture is heard here."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QScrollBar, QTextEdit, QWidget

from annotator.core.annotation import Item, Items, Relation, Span
from annotator.core.document import HEADLINE, Region
from annotator.core.severity import Severity
from annotator.ui.errors import override
from annotator.ui.text.blocks import Blocks
from annotator.ui.text.cursor import Caret
from annotator.ui.text.geometry import Geometry
from annotator.ui.text.index import Marks, RangeIndex
from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.measures import Measures
from annotator.ui.text.page import Page
from annotator.ui.text.paint import PagePainter
from annotator.ui.text.plan import Planner
from annotator.ui.text.scene import Proposal, Scene
from annotator.ui.text.scrolling import Place, Scroller
from annotator.ui.theme import Look

FOOT = 0.4  # of the height in sight, left free under the last line
FIRST_LINE = 40.0  # pixels above a line that is scrolled to


class ArticleCanvas(QTextEdit):
    """A text with boxes, rails, tags and arrows. All offsets are code points, half-open."""

    resized = Signal()  # the column of text stands elsewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_parts()
        self._loading = False
        self.scene = Scene(fine=QAccessible.isActive())
        self.article_layout = ArticleLayout(self.document(), self._paint_page)
        self.text_geometry = Geometry(self.article_layout)
        self.planner = Planner(self.article_layout, self.text_geometry, self._rank)
        parts = (self.scene, self.article_layout, self.text_geometry, self.planner)
        self._painter = PagePainter(*parts)
        self._page = Page(*parts)
        self._caret = Caret(self, self.article_layout, self.scene)
        self.scroller = Scroller(self, self.article_layout, self.text_geometry)
        self._set_up()

    # -- what is shown

    def show_article(
        self,
        text: str,
        regions: Iterable[Region] = (),
        spans: Iterable[Span] = (),
        relations: Iterable[Relation] = (),
    ) -> None:
        """Show another article from its start, with nothing focused and nothing selected."""
        scene = self.scene
        scene.focus, scene.proposal, scene.misfit, scene.problems = None, None, "", {}
        scene.marks = Marks(spans, relations)
        scene.regions = RangeIndex(regions)
        scene.ghosts = RangeIndex()
        self.planner.spans, self.planner.ghosts = scene.marks.spans, scene.ghosts
        self._load(Blocks(text))
        self._caret.set(0, 0)
        self.scroll_to_offset(0)

    def change_marks(self, removed: Iterable[Item], added: Iterable[Item]) -> None:
        """Take marks away and put others in; nothing else is painted anew, nothing scrolls."""
        for item, enter in [*((one, False) for one in removed), *((one, True) for one in added)]:
            (self.scene.marks.add if enter else self.scene.marks.remove)(item)
            if isinstance(item, Span):
                self.planner.forget_range(item.start, item.end)
        self.viewport().update()

    def set_regions(self, regions: Iterable[Region]) -> None:
        """Lay other regions over the text."""
        self.scene.regions = RangeIndex(regions)
        headline = self._headline(self.article_layout.blocks)
        if headline != self.article_layout.headline:
            place = self.scroller.place()
            self.article_layout.show_blocks(self.article_layout.blocks, headline)
            self.scroller.restore(place)
        self.viewport().update()

    def set_ghosts(self, spans: Iterable[Span]) -> None:
        """Show marks of others as outlines."""
        self.scene.ghosts = self.planner.ghosts = RangeIndex(spans)
        self.planner.forget()
        self.viewport().update()

    def set_sought(self, words: str) -> None:
        """Tint all places of some words; "" for none."""
        self.scene.sought = words
        self.viewport().update()

    def set_problems(self, problems: Mapping[str, Severity]) -> None:
        """Show the worst problem of each span beside its line."""
        self.scene.problems = problems
        self.viewport().update()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.scene.look = look
        self.scene.ranks = {name: rank for rank, name in enumerate(look.labels)}
        paper = look.theme.paper
        self.setStyleSheet(f"QTextEdit{{background:{paper};border:0}}")
        self.planner.forget()
        self.viewport().update()

    def set_scale(self, px: int) -> None:
        """Set the size of the reading text in pixels; the reading place is kept."""
        place = self._reading_place()
        self._measure(replace(self.article_layout.measures, px=px))
        if place is not None:
            self.scroller.restore(place)
        self.resized.emit()
        self.viewport().update()

    def set_relation_words(self, words: Mapping[str, str]) -> None:
        """Say what stands on the arrows, by the names of relations."""
        self.scene.words = lambda name: words.get(name, name)

    def column(self) -> tuple[int, int]:
        """Return where the column of text begins, and its width, in pixels of this widget."""
        return self.article_layout.left, self.article_layout.column

    def hidden(self) -> bool:
        """Tell whether the marks are hidden."""
        return self.scene.hidden

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 a state, set by its name
        """Hide the marks, or show them."""
        self.scene.hidden = hidden
        self.viewport().update()

    def set_proposal(self, offered: Proposal | None, misfit: str = "") -> None:
        """Draw the relation that is offered, or ring the span that one may not lead to."""
        self.scene.proposal, self.scene.misfit = offered, misfit
        self.viewport().update()

    # -- finding and scrolling

    def spans_at(self, offset: int) -> list[Span]:
        """Return the spans that an offset lies in, innermost first."""
        found = self.scene.marks.spans.between(offset, offset + 1)
        return sorted(found, key=lambda span: (span.end - span.start, self._rank(span), span.id))

    def marks_around(self, span_id: str | None) -> Items:
        """Return the relations of a span and the spans at their ends, under their ids."""
        return self.scene.marks.around(span_id)

    def reveal(self, start: int, end: int) -> None:
        """Scroll no more than is needed to bring a range into sight."""
        self.scroller.reveal(start, end)

    def first_visible_offset(self) -> int:
        """Return the offset of the first line that is wholly in sight."""
        return self.scroller.place().offset

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll so that an offset's line stands at the top; the start shows all of the head."""
        if offset <= 0:
            self.verticalScrollBar().setValue(0)
            self.scroller.settle()
        else:
            self.scroller.restore(Place(offset, FIRST_LINE))

    def rect_of(self, start: int, end: int) -> QRectF:
        """Return where the first piece of a range stands, in pixels of the viewport."""
        found = self.text_geometry.rects(start, end)
        return found[0].translated(0, -self.scroller.value) if found else QRectF()

    # -- Qt's own

    @override()
    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay out what is in sight, then paint."""
        self.scroller.settle()
        super().paintEvent(event)

    @override()
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and lay out what came into sight."""
        super().scrollContentsBy(dx, dy)
        self.scroller.settle()

    @override()
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew around the same reading place."""
        place = self._reading_place()
        self.scene.height = self.viewport().height()
        self.article_layout.set_foot(round(self.scene.height * FOOT))
        super().resizeEvent(event)
        if place is not None:
            self.scroller.restore(place)
        self.resized.emit()

    @override()
    def copy(self) -> None:
        """Put the selected words on the clipboard as they stand in the article, not as Qt has them.

        They go there as text: data made in Python would crash the process when it ends.
        """
        chosen = self._caret.range()
        if chosen is not None:
            QGuiApplication.clipboard().setText(self._page.text[slice(*chosen)])

    # -- inside

    def _own_parts(self) -> None:
        """Bring the viewport and the bar: asked for Qt's own, PySide makes all widgets' types."""
        self._sheet, self._bar = QWidget(), QScrollBar(Qt.Orientation.Vertical)
        self._sheet.setBackgroundRole(QPalette.ColorRole.Base)
        self._sheet.setAutoFillBackground(True)
        self._sheet.setCursor(Qt.CursorShape.IBeamCursor)
        self.setViewport(self._sheet)
        self.setVerticalScrollBar(self._bar)

    def _set_up(self) -> None:
        self.document().setDocumentLayout(self.article_layout)
        self.article_layout.forgotten = self.planner.forget
        self.destroyed.connect(self.article_layout.let_go)
        self._measure(Measures())
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(0)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so it can be shifted
        self.setAccessibleName("Article")

    def _reading_place(self) -> Place | None:
        """Return the place to come back to; at the very start there is none, it stays there."""
        return self.scroller.place() if self.verticalScrollBar().value() else None

    def _measure(self, measures: Measures) -> None:
        self.document().setDefaultFont(measures.font)
        self.article_layout.set_measures(measures)

    def _load(self, blocks: Blocks) -> None:
        self._loading = True
        try:
            self.article_layout.show_blocks(blocks, self._headline(blocks))
            self.setPlainText(blocks.shown())
        finally:
            self._loading = False

    def _headline(self, blocks: Blocks) -> range:
        regions = self.scene.regions.by_id.values()
        found = [one for one in regions if one.kind == HEADLINE and one.start < one.end]
        if not found:
            return range(0)
        first = min(found, key=lambda one: one.start)
        return range(blocks.at(first.start), blocks.at(first.end - 1) + 1)

    def _rank(self, span: Span) -> int:
        """Return which of two labels over the same words lies closer to them: the later one."""
        return -self.scene.ranks.get(span.label, 0)

    def _paint_page(self, painter: QPainter, clip: QRectF) -> None:
        self._painter.paint(painter, clip)
