"""What the review page shows: the score, the card, how far the article is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.ui.chips import counted
from annotator.ui.names import label_title, title_of
from annotator.ui.panels.review.card import CardView
from annotator.ui.review.rows import (
    annotator_lanes,
    article_row,
    card_of,
    difference_row,
    gold_lane,
    remarks_on,
    state_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.core.annotation import Relation, Span
    from annotator.core.change import Change
    from annotator.core.document import Document
    from annotator.review.readings import Difference
    from annotator.ui.models.differences_model import DifferenceRow
    from annotator.ui.pages.review.page import ReviewPage
    from annotator.ui.text.lanes import Lane

NOBODY = "Nobody has finished this article yet"
ALONE = "Only one annotator has finished this article"
NONE = "No difference is left here"


class ReviewScreen(QObject):
    """Hears what is in review, and shows it; changes nothing."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._bridge = page.bridge
        self._deciding = page.deciding
        self._parts = page.parts
        self._view = page.view
        self.names: Mapping[str, str] = {}
        self._lanes: list[Lane] = []
        self._rows: dict[str, DifferenceRow] = {}
        self._deciding.opened.connect(self.show_article)
        self._deciding.changed.connect(self._show_change)
        self._deciding.moved.connect(self.show_difference)
        self._bridge.told.connect(self._parts.told.say)
        differences = self._parts.differences
        differences.model.title = title_of
        differences.label_words = lambda name: label_title(name, page.scheme)

    def show_article(self) -> None:
        """Show the article in review from its start, or that there is none."""
        review = self._deciding.review
        article = self._deciding.gold.article
        self._page.set_editing(editing=False)
        if review is None or article is None:
            self._view.show_lanes("", (), (), ())
            self.show_difference()
            return
        self.names, self._rows = self._deciding.names(), {}
        self._parts.differences.set_named(named=not self._deciding.blind)
        self._lanes = annotator_lanes(review, self.names)
        marks: list[Span | Relation] = [*review.gold.spans, *review.gold.relations]
        lanes = [*self._lanes, gold_lane(review, self._deciding.gold.to_come)]
        self._view.show_lanes(review.document.text, article.regions, marks, lanes)
        self._show_state()
        self.show_difference()

    def show_difference(self) -> None:
        """Show what is decided on: its card, its words, its line in the queue."""
        one, review = self._deciding.current, self._deciding.review
        self._parts.card.parts.put_away()  # it offers readings of the difference before
        self._show_card()
        remarks = remarks_on(review, one, self.names) if review and one else ()
        self._parts.notes.show_remarks(remarks)
        self._parts.differences.set_current(self._deciding.document, self._deciding.key)
        self._view.set_place((one.start, one.end) if one is not None else None)
        if one is not None:
            self._view.place_caret(one.start)
            self._view.reveal(one.start, one.end)

    def focused(self, span_id: str | None) -> None:
        """Show the span of gold that has the focus, while gold is edited."""
        article = self._deciding.gold.article
        if article is not None and self._page.editing:
            span = article.span(span_id)
            around = self._view.marks_around(span_id)
            self._parts.inspector.show_span(span, around, self._page.scheme)

    def show_why(self) -> None:
        """Show the reason of the decision, or the note, as it is kept."""
        one = self._deciding.current
        if one is not None:
            self._parts.reasons.show_why(*one.why, decided=one.decided)

    def _show_change(self, change: Change) -> None:
        review, article = self._deciding.review, self._deciding.gold.article
        if review is None or article is None:
            return
        items = (*change.removed, *change.added)
        self._view.change_marks(change.removed, change.added)
        self._view.set_lanes([*self._lanes, gold_lane(review, self._deciding.gold.to_come)], items)
        self._show_state()
        if self._deciding.current is None:
            self.show_difference()
        else:
            self._show_card()
        if article.span(self._view.focused()) is None:
            self._view.set_focus(None)
        self.focused(self._view.focused())

    def _show_state(self) -> None:
        """Show how far the review of the article is: above the text and in the queue."""
        review, article = self._deciding.review, self._deciding.gold.article
        if review is None or article is None:
            return
        count = len(review.annotators)
        said = counted(count, "annotator") if count else "nobody has finished"
        coming = len(self._deciding.gold.to_come)
        if coming:
            said += f"  ·  {coming:,} agreed, not in gold yet"
        self._parts.heading.show_article(review.document, review.gold.status, article.regions, said)
        rows = [self._row(one, review.document) for one in review.differences]
        self._rows = {row.key: row for row in rows}
        self._page.queue.update(article_row(review), rows)

    def _row(self, one: Difference, document: Document) -> DifferenceRow:
        known = self._rows.get(one.id)
        if known is not None:
            return known._replace(state=state_of(one), noted=one.noted)
        return difference_row(one, document, self._view.paragraph(one.start))

    def _show_card(self) -> None:
        one, review, parts = self._deciding.current, self._deciding.review, self._parts
        parts.reasons.setVisible(one is not None)
        if one is None or review is None:
            parts.card.show_card(self._empty_card())
            parts.reasons.put_away()
            return
        paragraph = self._view.paragraph(one.start)
        parts.card.show_card(card_of(review, one, self.names, self._page.scheme, paragraph))
        self.show_why()

    def _empty_card(self) -> CardView:
        review = self._deciding.review
        if review is None:
            return CardView(title="No article is in review")
        people = len(review.annotators)
        title = NOBODY if not people else ALONE if people == 1 else NONE
        finish = "Ctrl+Enter finishes the article and goes on." if people > 1 else ""
        return CardView(title=title, sentence=finish, whole=people == 1)
