"""An article on its way out: the sets of it that go, as JSON until values are asked for."""

from dataclasses import dataclass
from functools import cached_property

from annotator.core.annotation import AnnotatedDocument, AnnotationSet
from annotator.core.codec import item_to_json
from annotator.formats.record_checks import Json
from annotator.store.raw import RawArticle, RawSet
from annotator.transfer.views import apart, chosen_hands


@dataclass(frozen=True)
class Outgoing:
    """An article and those of its sets that go out in a view."""

    article: RawArticle
    sets: tuple[RawSet, ...]

    @cached_property
    def hands(self) -> list[tuple[str, list[Json]]]:
        """Return who marked and the items as JSON; no id of a mark is in two sets."""
        return self._apart[0]

    @property
    def renamed(self) -> int:
        """Return how many ids had to be changed because two sets had them."""
        return self._apart[1]

    def decoded(self, one: RawSet) -> tuple[AnnotatedDocument, AnnotationSet]:
        """Return the article with its regions as values, and one of the sets."""
        document = self.article.document
        return AnnotatedDocument(document, self.article.decoded_regions()), self._decoded(one)

    def _decoded(self, one: RawSet) -> AnnotationSet:
        return one.with_items(self.article.document.id, self._items[one.annotator])

    @cached_property
    def _items(self) -> dict[str, list[Json]]:
        return {one.annotator: one.items() for one in self.sets}

    @cached_property
    def _apart(self) -> tuple[list[tuple[str, list[Json]]], int]:
        hands = list(self._items.items())
        if len(hands) < 2:  # noqa: PLR2004 one shares with none
            return hands, 0
        ids = [item["id"] for _, items in hands for item in items if "id" in item]
        if len(set(ids)) == len(ids):
            return hands, 0
        sets, changed = apart([self._decoded(one) for one in self.sets])
        made = [
            (one.key.annotator, [item_to_json(item) for item in one.items.values()]) for one in sets
        ]
        return made, changed


def outgoing(article: RawArticle, view: str, annotator: str = "") -> tuple[Outgoing, str]:
    """Return what goes out of an article, and why nothing does, "" where something does.

    Sets without anything in them are none; `annotator` looks at that one's set alone ("" at all).
    """
    there = [one for one in article.sets if one.body and annotator in {"", one.annotator}]
    chosen, why = chosen_hands([(one.annotator, one.state) for one in there], view)
    return Outgoing(article, tuple(one for one in there if one.annotator in chosen)), why
