"""Gold of the article in review as it is shown: with what all agree on, which goes in later."""

from collections.abc import Callable

from annotator.core.annotation import NOTED, AnnotationSet, Decision, Relation, Span
from annotator.core.change import Change
from annotator.core.people import GOLD
from annotator.editing.open_document import OpenDocument
from annotator.review.accepting import with_agreed
from annotator.review.article import Review
from annotator.review.gold import between
from annotator.review.readings import AGREED
from annotator.ui.bridge import DeskBridge


class GoldInSight:
    """What the desk holds, and what the first decision puts in besides: a look writes nothing.

    `accepting`: what all agree on goes into gold by itself. `article` is the one in review with
    gold as it is shown, None for none.
    """

    def __init__(self, bridge: DeskBridge, *, accepting: bool) -> None:
        self._bridge = bridge
        self.accepting = accepting
        self.article: OpenDocument | None = None
        self._told = False  # that more went into gold than was decided

    @property
    def to_come(self) -> frozenset[str]:
        """Return the ids of the marks that are shown in gold and are not in it yet."""
        stored = self._stored
        if self.article is None or stored is None or self.article.marks is stored:
            return frozenset()
        return frozenset(
            key
            for key, item in self.article.items.items()
            if isinstance(item, Span | Relation) and key not in stored.items
        )

    def show(self, review: Review, article: OpenDocument) -> Review:
        """Take an article as the desk has it, and return the review of it as it is shown."""
        seen = with_agreed(review) if self.accepting else review
        self.article = article if seen is review else article.with_marks(seen.gold)
        return seen

    def changed(self, review: Review, change: Change) -> tuple[Review, Change]:
        """Return the review after a change of gold at the desk, and what that changes in sight."""
        stored, article = self._stored, self._bridge.article
        if stored is None or article is None:
            return review, change
        now = review.with_gold(stored)
        if not self.to_come and not any(map(_is_agreed, (*change.removed, *change.added))):
            self.article = article
            return now, change
        seen = self.show(now, article)
        return seen, between(change.name, review.gold.items, seen.gold.items)

    def make(self, change: Change, make: Callable[[Change], bool]) -> bool:
        """Make a change of gold in sight; tell whether it was made.

        What all agree on goes in with it, in one step, but not with a note.
        """
        coming = len(self.to_come)
        whole = change
        if coming and not _only_notes(change):
            found: list[Change] = []
            if not self._bridge.tried(lambda: found.append(self._with_agreed(change))):
                return False
            whole = found[0]
        if whole and not make(whole):
            return False
        if whole is not change and not self._told:
            self._told = True
            self._bridge.told.emit(_came_in(coming))
        return True

    def _with_agreed(self, change: Change) -> Change:
        article, stored = self.article, self._stored
        if article is None or stored is None:
            return change
        return between(change.name, stored.items, change.applied_to(article.items))

    @property
    def _stored(self) -> AnnotationSet | None:
        """Return gold of the article as it is at the desk."""
        article = self._bridge.article
        return article.marks if article is not None and article.hand == GOLD else None


def _came_in(count: int) -> str:
    marks = (
        "1 mark on which all agree is" if count == 1 else f"{count:,} marks on which all agree are"
    )
    return f"{marks} in gold now, too. Z takes back both."


def _is_agreed(item: object) -> bool:
    return isinstance(item, Decision) and item.outcome == AGREED


def _only_notes(change: Change) -> bool:
    """Tell whether nothing but notes comes or goes."""
    items = (*change.removed, *change.added)
    return bool(items) and all(isinstance(one, Decision) and one.outcome == NOTED for one in items)
