"""Where gestures in the text edit gold: each edit becomes a decision where it is one."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import SignalInstance

from annotator.core.annotation import Relation, Span, spans_of
from annotator.core.change import Change, StaleChangeError
from annotator.editing.open_document import OpenDocument
from annotator.review import adjudication
from annotator.review.article import Review
from annotator.review.keys import overlap, together
from annotator.review.readings import RELATION, Difference
from annotator.ui.bridge import DeskBridge
from annotator.ui.review.deciding import Deciding


class GoldBench:
    """What marks and relations of gold are changed at, as one's own are at the desk."""

    def __init__(self, bridge: DeskBridge, deciding: Deciding) -> None:
        self.project = bridge.project
        self._bridge = bridge
        self._deciding = deciding

    @property
    def article(self) -> OpenDocument | None:
        """Return the article in review with gold as it is shown, or None."""
        return self._deciding.gold.article

    @property
    def told(self) -> SignalInstance:
        """Return what tells one sentence for the lead."""
        return self._bridge.told

    def do(self, change: Change) -> bool:
        """Make a change of gold; tell whether it was made."""
        return not change or self._edit(change)

    def attempt(self, edit: Callable[[], Change]) -> bool:
        """Make the change that an edit returns; where it is refused, that is told."""
        made: list[Change] = []
        if not self._bridge.tried(lambda: made.append(edit())):
            return False
        return self.do(made[0])

    def _edit(self, change: Change) -> bool:
        """Make an edit of gold; at a difference it is the decision on it."""
        review = self._deciding.review
        difference = self._meant(change)
        if review is None or difference is None:
            return self._deciding.do(change)
        try:
            after = change.applied_to(review.gold.items)
        except StaleChangeError:
            return self._deciding.do(change)
        whole = adjudication.by_hand(review, difference, after)
        made = self._deciding.decide(replace(whole, name=change.name))
        if made and self._deciding.key == difference.id:
            self._deciding.decided.emit(self._deciding.current)
        return made

    def _meant(self, change: Change) -> Difference | None:
        """Return the difference that an edit of gold is about: the one decided on, if near."""
        review = self._deciding.review
        if review is None:
            return None
        places = _places(change, review)
        current = self._deciding.current
        if current is not None and any(
            overlap((current.start, current.end), place) for place in places
        ):
            return None if current.past else current
        return next(
            (
                one
                for one in review.differences
                if one.kind != RELATION
                and not one.past
                and any(together((one.start, one.end), place) for place in places)
            ),
            None,
        )


def _places(change: Change, review: Review) -> list[tuple[int, int]]:
    """Return the words that a change touches: its spans, and the sources of its relations."""
    items = (*change.removed, *change.added)
    found = [(span.start, span.end) for span in spans_of(items)]
    for item in items:
        source = review.gold.items.get(item.source) if isinstance(item, Relation) else None
        if isinstance(source, Span):
            found.append((source.start, source.end))
    return found
