"""What a person does on the review page, connected to what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotator.core.change import Edit
from annotator.core.people import GOLD
from annotator.review.adjudication import UnfitDecisionError
from annotator.ui.pages.article.hands import TextHands
from annotator.ui.review.words import spans_words

if TYPE_CHECKING:
    from annotator.ui.pages.review.page import ReviewPage

FEW = 20  # articles that are read anew at once, before the next paint


class ReviewHands(TextHands):
    """Hears the panels and the text; decisions go to gold, the rest back to the page."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._connect_text()
        self._connect_card()

    def _connect_text(self) -> None:
        page, view, marking, parts = (
            self._page,
            self._page.view,
            self._page.marking,
            self._page.parts,
        )
        view.place_picked.connect(lambda offset: page.deciding.go_to_place(offset, offset + 1))
        view.picked.connect(self._picked)
        view.drag_finished.connect(self._dragged)
        view.edge_dragged.connect(marking.set_edges)
        view.target_clicked.connect(page.linking.pick)
        parts.label_bar.done.connect(lambda: page.set_editing(editing=False))
        parts.hints.picked.connect(self.in_text(self.act))

    def _connect_card(self) -> None:
        page, parts, deciding = self._page, self._page.parts, self._page.deciding
        card = parts.card
        parts.differences.opened.connect(self.in_text(page.open))
        card.taken.connect(self.in_text(deciding.take))
        card.added.connect(self.in_text(partial(deciding.take, also=True)))
        card.nothing_wanted.connect(self.in_text(deciding.nothing))
        card.skipped.connect(self.in_text(partial(page.walk, 1, open_only=True)))
        card.kept.connect(self.in_text(page.keep))
        card.edit_wanted.connect(lambda: page.set_editing(editing=not page.editing))
        card.parts_wanted.connect(page.open_parts)
        card.reopen_wanted.connect(self.in_text(deciding.reopen))
        card.whole_wanted.connect(self.in_text(self._review_whole))
        card.likes_wanted.connect(self.in_text(page.likes.ask))
        page.likes.found.connect(card.set_likes)
        for source in (page.likes, page.conflicts):
            source.settled.connect(self._reread)
        page.likes.where = page.queue.waiting_in
        page.bridge.walked.connect(self._walked)
        card.parts.composed.connect(deciding.compose)
        card.parts.preview = self._parts_words
        card.parts.closed.connect(page.view.setFocus)
        parts.reasons.reason_given.connect(lambda words: self._explained(reason=words))
        parts.reasons.guideline_given.connect(lambda words: self._explained(guideline=words))
        parts.reasons.left.connect(page.view.setFocus)
        for answer in (parts.conflict.theirs_kept, parts.conflict.mine_taken):
            answer.connect(self._answered)

    def _picked(self, span_id: str | None) -> None:
        if self._page.editing:
            self._page.marking.focus(span_id, reveal=False)

    def _dragged(self, start: int, end: int) -> None:
        if self._page.editing:
            self._page.marking.dragged(start, end)

    def _answered(self) -> None:
        """Let the keyboard be in the text again when nothing more is asked."""
        if not self._page.parts.conflict.isVisible():
            self._page.view.setFocus()

    def _explained(self, **words: str) -> None:
        """Keep a reason, a guideline or a note; where it cannot be kept, show what is."""
        if not self._page.deciding.give_reason(**words):
            self._page.shown.show_why()

    def _parts_words(self, start: int, end: int, label: int) -> str:
        scheme = self._page.scheme
        try:
            made, lost = self._page.deciding.composed(start, end, label)
        except UnfitDecisionError as error:
            return str(error)
        away = f"\nFalls away: {spans_words(lost, scheme)}" if lost else ""
        return f"{spans_words(made, scheme)}{away}"

    def _walked(self, edit: Edit, _back: object) -> None:
        """Show what an undo did to gold of articles that are not open."""
        self._reread([part.set.document for part in edit.parts if part.set.annotator == GOLD])

    def _reread(self, documents: Sequence[str]) -> None:
        page = self._page
        others = [one for one in dict.fromkeys(documents) if one != page.deciding.document]
        if others:
            page.bridge.desk.flush()
        if len(others) > FEW:
            page.queue.load()
        else:
            page.queue.reread(others)

    def _review_whole(self) -> None:
        deciding = self._page.deciding
        deciding.open(deciding.document, whole=True)
        self._page.open(deciding.document)
