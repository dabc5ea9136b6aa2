"""What the keys of review do to gold: take a reading, add another, nothing here, by hand."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.core.annotation import Decision, SetKey, Span
from annotator.core.change import Change, Edit
from annotator.core.people import GOLD, Role
from annotator.editing.open_document import OpenDocument
from annotator.projects import articles
from annotator.review import adjudication
from annotator.review.article import Review, reviewed
from annotator.review.blind import numbers, shuffled
from annotator.review.keys import overlap, together
from annotator.review.readings import AGREED, Difference, Reading
from annotator.ui.bridge import DeskBridge
from annotator.ui.review.gold_in_sight import GoldInSight

NOWHERE = "No difference is chosen: N goes to the next one."
FIRST = "Take a reading first: press its number, or 0 for nothing here."


class Composed(NamedTuple):
    """What parts of readings make, and which marks of these readings fall away then."""

    made: tuple[Span, ...] = ()
    lost: tuple[Span, ...] = ()


class Deciding(QObject):
    """The article in review, and the difference that is decided on.

    Gold is changed at the desk; what cannot be decided is told in a sentence. Where the project
    wants it, `review` shows in gold what all agree on; it goes in with the first decision, and a
    look at an article changes nothing.
    """

    opened = Signal()  # another article is in review, or none
    changed = Signal(object)  # the Change that gold went through
    moved = Signal()  # another difference is decided on
    decided = Signal(object)  # the Difference that was decided just now

    def __init__(
        self,
        bridge: DeskBridge,
        parent: QObject | None = None,
        *,
        blind: bool = False,
        accepting: bool = True,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.review: Review | None = None
        self.key = ""
        self.blind = blind  # names are numbers, shuffled on each article
        self.gold = GoldInSight(bridge, accepting=accepting)
        self._numbers: dict[str, int] = {}
        self._read()
        bridge.gold_opened.connect(self._opened)
        bridge.gold_changed.connect(self._changed)
        bridge.walked.connect(self._walked)

    # -- where one is

    @property
    def current(self) -> Difference | None:
        """Return the difference that is decided on, its readings as on screen, or None."""
        one = self.review.difference(self.key) if self.review is not None else None
        if one is None or not self._numbers:
            return one
        return replace(one, readings=tuple(shuffled(one.readings, self._numbers)))

    def names(self) -> dict[str, str]:
        """Return what those who finished the article are called on screen."""
        people = self.review.annotators if self.review is not None else ()
        return {
            who: f"Annotator {self._numbers[who]}" if who in self._numbers else who
            for who in people
        }

    @property
    def document(self) -> str:
        """Return the id of the article in review, "" for none."""
        return self.review.document.id if self.review is not None else ""

    def open(self, document_id: str, *, whole: bool = False) -> None:
        """Open an article for review; nothing is written.

        `whole` offers all marks of an article that one has finished alone.
        """
        self._bridge.open(document_id, GOLD)
        if whole:
            self._read(alone=True)
            self.opened.emit()

    def set_rules(self, *, blind: bool, accepting: bool) -> None:
        """Take other rules: names or shuffled numbers, what all agree on accepted or not."""
        if (blind, accepting) != (self.blind, self.gold.accepting):
            self.blind, self.gold.accepting = blind, accepting
            self._read()
            self.opened.emit()

    def go_to(self, key: str) -> None:
        """Decide on a difference of the article by its id; an unknown one leaves all as it is."""
        if self.review is not None and self.review.difference(key) is not None:
            self.key = key
            self.moved.emit()

    def go_to_place(self, start: int, end: int) -> Difference | None:
        """Decide on the difference at some words: the shortest there; return it, None for none."""
        there = [
            one
            for one in (self.review.differences if self.review is not None else ())
            if overlap((one.start, one.end), (start, max(end, start + 1)))
        ]
        near = [one for one in there if together((one.start, one.end), (start, end))]
        found = min(near or there, key=lambda one: one.end - one.start, default=None)
        if found is not None:
            self.go_to(found.id)
        return found

    # -- decisions

    def take(self, number: int, *, also: bool = False) -> None:
        """Take a reading by its number from 0, in the place of what gold has or beside it."""
        reading = self._reading(number)
        if reading is not None:
            act = adjudication.take_also if also else adjudication.take
            self._decide(lambda review, difference: act(review, difference, reading))

    def nothing(self) -> None:
        """Let gold have nothing at the difference."""
        self._decide(adjudication.nothing_here)

    def compose(self, start: int, end: int, label: int) -> None:
        """Start from one reading, end as another, with the label of a third (numbers from 0)."""
        parts = self._parts(start, end, label)
        if parts is not None:
            self._decide(lambda review, difference: adjudication.compose(review, difference, parts))

    def composed(self, start: int, end: int, label: int) -> Composed:
        """Return what such parts make, and what falls away; raise UnfitDecisionError."""
        parts, current, review = self._parts(start, end, label), self.current, self.review
        if parts is None or current is None or review is None:
            return Composed()
        made = adjudication.composed(parts, review.document.text)
        used = [current.readings[number] for number in (start, end, label)]
        return Composed(made, tuple(adjudication.fallen_away(parts, used, made)))

    def _parts(self, *numbers: int) -> adjudication.Parts | None:
        spans = [span for span in map(self._outermost, numbers) if span is not None]
        if self.current is None or len(spans) < len(numbers):
            return None
        readings = [self.current.readings[number] for number in numbers]
        return adjudication.parts_of(*zip(readings, spans, strict=True))

    def keep(self) -> bool:
        """Let what gold has stand; tell whether the difference is settled then.

        Where nothing was decided yet, or readings changed since, marks that stand there are kept
        as they are.
        """
        current = self.current
        if current is None or not current.open:
            return True
        review = self.review
        if review is None or (current.decision is None and not _stands(review, current)):
            self._bridge.told.emit(FIRST)
            return False
        self._decide(adjudication.keep)
        return True

    def reopen(self) -> None:
        """Take the decision on the difference back, with what it put into gold."""
        current, review = self.current, self.review
        if current is not None and current.decision is not None and review is not None:
            self.decide(adjudication.reopen(review, current.decision))

    def give_reason(self, reason: str | None = None, guideline: str | None = None) -> bool:
        """Say why, or by which guideline, the difference was decided so; None leaves one.

        Where it is not decided yet, the words are kept as a note on it. Tell whether they are kept.
        """
        current, review = self.current, self.review
        if current is None or review is None:
            return False
        why = current.why[0] if reason is None else reason
        rule = current.why[1] if guideline is None else guideline
        if (why, rule) == current.why:
            return True
        return self.decide(adjudication.explained(review, current, why, rule))

    def finish(self) -> bool:
        """Say that gold of the article is done; tell whether it is, and why not."""
        review = self.review
        if review is None:
            return False
        try:
            change = adjudication.finish(review)
        except adjudication.UnsettledReviewError as error:
            self._bridge.told.emit(f"Not finished yet: {error}")
            return False
        return self.decide(change)

    def decide(self, change: Change) -> bool:
        """Make a change of gold as it is shown; tell whether it was made. It reopens nothing."""
        return self.gold.make(change, self._bridge.decide)

    def do(self, change: Change) -> bool:
        """Make a change that reopens gold which is done; tell whether it was made."""
        return self.gold.make(change, self._bridge.do)

    # -- inside

    def _decide(self, act: Callable[[Review, Difference], Change]) -> None:
        current, review = self.current, self.review
        if current is None or review is None:
            self._bridge.told.emit(NOWHERE)
            return
        try:
            change = act(review, current)
        except adjudication.UnfitDecisionError as error:
            self._bridge.told.emit(str(error))
            return
        if not change or self.decide(change):
            self.decided.emit(self.current)

    def _reading(self, number: int) -> Reading | None:
        readings = self.current.readings if self.current is not None else ()
        if number < len(readings):
            return readings[number]
        self._bridge.told.emit(f"There is no reading {number + 1}.")
        return None

    def _outermost(self, number: int) -> Span | None:
        reading = self._reading(number)
        spans = reading.spans if reading is not None else ()
        if reading is not None and not spans:
            self._bridge.told.emit(f"Reading {number + 1} marks nothing to take a part from.")
        return max(spans, key=lambda span: span.end - span.start, default=None)

    def _opened(self, _article: OpenDocument) -> None:
        before = self.document
        self._read()
        if before != self.document:
            self.key = ""
        self.opened.emit()

    def _read(self, *, alone: bool = False) -> None:
        article = self._bridge.article
        if article is None or article.hand != GOLD:
            self.review = self.gold.article = None
            return
        known = articles.annotators(self._bridge.project)
        models = [one.name for one in known if one.role is Role.MODEL]
        sets = [*article.others, article.marks]
        found = reviewed(article.document, sets, besides=models, alone=alone)
        self.review = self.gold.show(found, article)
        people, seed = self.review.annotators, self._bridge.project.id
        self._numbers = numbers(article.id, people, seed) if self.blind else {}

    def _changed(self, key: SetKey, change: Change) -> None:
        """Take the new state of gold; that of an article which is opened only now comes later."""
        if self.review is not None and key.document == self.document:
            self.review, seen = self.gold.changed(self.review, change)
            self.changed.emit(seen)

    def _walked(self, edit: Edit, _back: object) -> None:
        """Go to what was decided anew in the article, or stay where that was one of many."""
        found = [one for part in edit.parts for one in _decided(part.change) if not _is_agreed(one)]
        parts = (part for part in edit.parts if part.set == (self.document, GOLD))
        here = [one for part in parts for one in _decided(part.change) if not _is_agreed(one)]
        if here and (len(found) == 1 or self.current is None):
            self.go_to_place(here[0].start, here[0].end)
        elif here:
            self.moved.emit()


def _is_agreed(one: Decision) -> bool:
    return one.outcome == AGREED


def _decided(change: Change) -> list[Decision]:
    """Return the decisions that came or went; where none did, those that were changed."""
    sides = [
        {item.id: item for item in items if isinstance(item, Decision)}
        for items in (change.removed, change.added)
    ]
    both = sides[0] | sides[1]
    return [both[key] for key in sides[0].keys() ^ sides[1].keys()] or list(both.values())


def _stands(review: Review, difference: Difference) -> bool:
    """Tell whether gold has marks where annotators differ."""
    places = difference.places
    return any((span.start, span.end, span.label) in places for span in review.gold.spans)
