"""An article in review: what those who have finished it left there, and gold beside it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from annotator.core.annotation import AnnotationSet, Decision, SetKey
from annotator.core.document import Document
from annotator.core.people import GOLD
from annotator.review.deciding import Agreed, agreed_by, noted, settled
from annotator.review.differences import PAIR, found_in
from annotator.review.keys import Hand, finished, hand_of
from annotator.review.readings import READY_MADE, Difference


class Counts(NamedTuple):
    """How far the review of an article is.

    `open` waits for a decision, `stale` for a new one; `agreed` are marks that all left alike.
    """

    open: int
    settled: int
    stale: int
    agreed: int


@dataclass(frozen=True)
class Review:
    """One article in review; `sets` are those of the annotators who have finished, by name.

    `found` are the differences without their decisions. `differences` come in reading order; where
    gold is ready made, their decisions are not stored and have no id.
    """

    document: Document
    sets: tuple[AnnotationSet, ...]
    gold: AnnotationSet
    hands: tuple[Hand, ...]
    agreed: Agreed
    found: tuple[Difference, ...]

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Return the differences with their decisions, stale ones included, and notes."""
        gold, here = self.gold, self.document.id
        if self.ready_made:
            found = [replace(one, decision=_ready_made(one)) for one in self.found]
        else:
            found = settled(self.found, self._alike, gold.decisions, here)
        return tuple(noted(found, self.agreed, gold.notes, here))

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Return the ids of decisions on spans that are settled anew with another difference."""
        known = self._alike.spans.keys()
        standing = {one.decision.id for one in self.differences if one.decision is not None}
        return frozenset(
            one.id
            for one in self.gold.decisions
            if one.id not in standing and one.basis not in known and one.basis.startswith("s")
        )

    @cached_property
    def _alike(self) -> Agreed:
        """Return what all marked alike, also where but one has finished."""
        return self.agreed if len(self.hands) >= PAIR else agreed_by(self.hands)

    @property
    def ready_made(self) -> bool:
        """Tell whether gold came in finished: nothing was decided on, and it stands as it is."""
        gold = self.gold
        return gold.status.state == "done" and not gold.decisions and bool(gold.spans)

    @property
    def annotators(self) -> tuple[str, ...]:
        """Return who has finished the article."""
        return tuple(hand.annotator for hand in self.hands)

    @property
    def counts(self) -> Counts:
        """Return how far the review is."""
        there = self.differences
        stale = sum(one.stale for one in there)
        done = sum(one.decision is not None for one in there) - stale
        waiting = sum(one.open for one in there) - stale
        return Counts(waiting, done, stale, len(self.agreed.spans) + len(self.agreed.joins))

    def with_gold(self, gold: AnnotationSet) -> "Review":
        """Return the review beside another state of gold; what annotators left is not read anew."""
        return replace(self, gold=gold)

    def difference(self, difference_id: str) -> Difference | None:
        """Return a difference by its id, or None where it is gone."""
        return next((one for one in self.differences if one.id == difference_id), None)


def _ready_made(one: Difference) -> Decision:
    return Decision("", one.start, one.end, one.kind, READY_MADE, basis=one.basis)


def reviewed(
    document: Document,
    sets: Sequence[AnnotationSet],
    *,
    besides: Collection[str] = (),
    alone: bool = False,
) -> Review:
    """Return the review of an article from the sets on it, gold among them.

    Sets that are not done, and those of the annotators `besides` (models), are left out. `alone`
    offers all marks of a single finished set.
    """
    key = SetKey(document.id, GOLD)
    gold = next((one for one in sets if one.key == key), AnnotationSet(key))
    done = finished(sets, besides)
    hands = tuple(hand_of(one) for one in done)
    agreed = agreed_by(hands) if len(hands) >= PAIR else Agreed()
    found = tuple(found_in(document.id, hands, alone=alone))
    return Review(document, tuple(done), gold, hands, agreed, found)
