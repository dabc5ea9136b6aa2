"""An article on its way out: the sets of it that go, as they are kept until values are needed."""

from dataclasses import dataclass
from functools import cached_property

from annotator.core.annotation import NOTED, AnnotationSet, SetKey
from annotator.core.document import Region
from annotator.formats.kept_items import (
    KeptDecision,
    KeptItem,
    KeptRelation,
    KeptSpan,
    as_items,
    as_kept,
    kept_items,
)
from annotator.store.raw import RawArticle, RawSet
from annotator.transfer.views import ADJUDICATED, apart, chosen_hands, stays_at_home

_NOTED = f'"outcome":"{NOTED}"'.encode()  # as it lies in the file


@dataclass(frozen=True)
class Outgoing:
    """An article and those of its sets that go out in a view.

    `at_home` says of each set that does not, where all finished ones would, why.
    """

    article: RawArticle
    sets: tuple[RawSet, ...]
    at_home: tuple[str, ...] = ()

    @cached_property
    def hands(self) -> list[tuple[str, list[KeptItem]]]:
        """Return who marked and the items; no id of a mark is in two sets."""
        return self._apart[0]

    @property
    def renamed(self) -> int:
        """Return how many ids had to be changed because two sets had them."""
        return self._apart[1]

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Return the article's regions as values, in reading order."""
        return self.article.decoded_regions()

    def decoded(self, one: RawSet) -> AnnotationSet:
        """Return one of the sets as a value."""
        items = as_items(self._kept[one.annotator])
        return AnnotationSet(SetKey(self.article.document.id, one.annotator), items)

    @cached_property
    def _kept(self) -> dict[str, list[KeptItem]]:
        return {one.annotator: kept_items(one.body) for one in self.sets}

    @cached_property
    def _apart(self) -> tuple[list[tuple[str, list[KeptItem]]], int]:
        hands = list(self._kept.items())
        if len(hands) < 2:  # noqa: PLR2004 one shares with none
            return hands, 0
        ids = [
            item.id
            for _, items in hands
            for item in items
            if type(item) is KeptSpan or type(item) is KeptRelation
        ]
        if len(set(ids)) == len(ids):
            return hands, 0
        sets, changed = apart([self.decoded(one) for one in self.sets])
        return [(one.key.annotator, as_kept(one.items.values())) for one in sets], changed


def outgoing(
    article: RawArticle, view: str, annotator: str = "", *, unfinished: bool = False
) -> tuple[Outgoing, str]:
    """Return what goes out of an article, and why nothing does, "" where something does.

    Sets without anything in them are none, and gold with nothing but notes settles nothing;
    `annotator` looks at that one's set alone ("" at all); `unfinished` as in `chosen_hands`.
    """
    there = [one for one in article.sets if one.body and annotator in {"", one.annotator}]
    if view == ADJUDICATED:
        there = [one for one in there if not _only_notes(one)]
    states = [(one.annotator, one.state) for one in there]
    chosen, why = chosen_hands(states, view, unfinished=unfinished)
    goes = tuple(one for one in there if one.annotator in chosen)
    kept = () if view == ADJUDICATED else tuple(one for one in there if one.annotator not in chosen)
    return Outgoing(article, goes, tuple(stays_at_home(one.state) for one in kept)), why


def _only_notes(one: RawSet) -> bool:
    if _NOTED not in one.body:
        return False
    items = kept_items(one.body)
    return all(type(item) is KeptDecision and item.outcome == NOTED for item in items)
