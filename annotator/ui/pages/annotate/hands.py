"""What a person does on the annotate page, connected to what comes of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.core.document import Region
from annotator.core.offsets import trimmed
from annotator.editing import edits
from annotator.ui.dialogs.document_note import ask_note
from annotator.ui.pages.article.hands import TextHands
from annotator.ui.text.warning_signs import WarningSigns

if TYPE_CHECKING:
    from annotator.core.problem import Fix, Problem
    from annotator.editing.open_document import OpenDocument
    from annotator.ui.pages.annotate.page import AnnotatePage


class Hands(TextHands):
    """Hears the panels and the text; edits go to the bridge, the rest back to the page."""

    def __init__(self, page: AnnotatePage) -> None:
        super().__init__(page)
        self._page = page
        self._bridge = page.bridge
        self._connect_text()
        self._connect_panels()
        self._connect_problems()
        self.warnings = WarningSigns(page.view, self._warned_of)
        self.warnings.picked.connect(self._go_to_warned)

    def discard(self, document_id: str = "") -> None:
        """Ask why an article is bad, and discard it; the next one opens."""
        article = self._opened(document_id)
        if article is None:
            return
        note = ask_note(
            self._page, article.document.title, article.marks.status.note, keep="Discard article"
        )
        if note is not None:
            self._bridge.do(edits.set_status(article.items, "discarded", note))
            self._page.open_beside(1, unfinished=True)

    def reopen(self, document_id: str = "") -> None:
        """Say of an article that it is neither done nor discarded."""
        article = self._opened(document_id)
        if article is not None and article.marks.status.state != "none":
            note = article.marks.status.note
            self._bridge.do(edits.set_status(article.items, "none", note))

    def note_article(self) -> None:
        """Ask for a note on the whole article."""
        article = self._bridge.article
        if article is None:
            return
        status = article.marks.status
        note = ask_note(self._page, article.document.title, status.note)
        if note is not None and note != status.note:
            self._bridge.do(edits.set_status(article.items, status.state, note))

    def lay_region(self, kind: str) -> None:
        """Say what kind of text the selection is: headline, boilerplate ..."""
        article, chosen = self._bridge.article, self._page.view.selection()
        if article is None or chosen is None:
            self._bridge.told.emit("Select the words first.")
            return
        start, end = trimmed(article.text, *chosen)
        if start < end:
            region = Region(edits.fresh_id("g"), start, end, kind)
            self._bridge.do_regions(edits.add_region(region))

    def lift_regions(self) -> None:
        """Take off the smallest region that the selection, or the caret, lies in."""
        smallest = self.region_here
        if smallest is None:
            self._bridge.told.emit("No region lies here.")
        elif self._bridge.do_regions(edits.remove_regions([smallest])):
            self._bridge.told.emit(f"Taken off: {smallest.kind}.")

    @property
    def region_here(self) -> Region | None:
        """Return the smallest region around the selection, or around the caret, or None."""
        article, view = self._bridge.article, self._page.view
        low, high = view.selection() or (view.caret(), view.caret() + 1)
        regions = article.regions if article is not None else ()
        around = [one for one in regions if one.start <= low and high <= one.end]
        return min(around, key=lambda one: one.end - one.start, default=None)

    def _opened(self, document_id: str) -> OpenDocument | None:
        article = self._bridge.article
        if document_id and (article is None or article.id != document_id):
            self._bridge.open(document_id)
        return self._bridge.article

    def _connect_text(self) -> None:
        page, view, marking = self._page, self._page.view, self._page.marking
        view.picked.connect(partial(marking.focus, reveal=False))
        view.drag_finished.connect(marking.dragged)
        view.grown.connect(marking.grown)
        view.edge_dragged.connect(marking.set_edges)
        view.target_clicked.connect(page.linking.pick)
        view.selected.connect(self._selected)

    def _connect_panels(self) -> None:
        page, parts, marking = self._page, self._page.parts, self._page.marking
        parts.heading.note_asked.connect(self.note_article)
        parts.queue.opened.connect(self.in_text(self._bridge.open))
        parts.queue.discard_asked.connect(self.discard)
        parts.queue.reopen_asked.connect(self.reopen)
        parts.label_bar.done.connect(page.done)
        parts.marks.picked.connect(self.in_text(marking.focus))

    def _connect_problems(self) -> None:
        problems = self._page.parts.problems
        problems.picked.connect(self.in_text(self._page.reading.show_problem))
        problems.fixed.connect(self.in_text(self._fix))
        problems.accepted.connect(self.in_text(self._accept))
        problems.unaccepted.connect(self.in_text(self._unaccept))

    def _selected(self, start: int, end: int) -> None:
        if start < end and self._page.view.focused() is not None:
            self._page.marking.focus(None)

    def _fix(self, _problem: Problem, fix: Fix) -> None:
        self._bridge.do(fix.change)

    def _accept(self, problem: Problem, reason: str) -> None:
        self._bridge.do(edits.accept(problem, reason))

    def _unaccept(self, problem: Problem) -> None:
        if self._bridge.article is not None:
            self._bridge.do(edits.unaccept(self._bridge.article.items, problem))

    def _warned_of(self, spans: list[str]) -> str:
        """Return what is wrong with some spans, in sentences."""
        found = self._page.parts.problems.model.standing_on(spans)
        return ". ".join(dict.fromkeys(one.message for one in found))

    def _go_to_warned(self, spans: list[str]) -> None:
        """Show the worst that is wrong with some spans, and what can be done about it."""
        page = self._page
        found = next(iter(page.parts.problems.model.standing_on(spans)), None)
        if found is not None:
            page.reading.show_problem(found)
            page.parts.problems.set_current(found)
            page.view.setFocus()
