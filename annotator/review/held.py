"""The open differences of articles that were read once, held until a set of theirs changes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.core.progress import Progress, silent
from annotator.review.article import Review
from annotator.review.queue import models, reviewable, reviews
from annotator.review.readings import Difference
from annotator.store.handle import Store
from annotator.store.sums import Head, set_heads

MOST = 3000  # articles that are held, some 50 KB each; those that come after are read each time


class OpenArticle(NamedTuple):
    """An article with its differences on which nothing was decided, in reading order."""

    document: str
    title: str
    text: str
    differences: tuple[Difference, ...]


class _Held(NamedTuple):
    """An article as it was read, and where its sets stood just before."""

    heads: Sequence[Head]
    article: OpenArticle


class Held:
    """What was read of a project; an article is read again only after an edit of its sets."""

    def __init__(self) -> None:
        self._models: frozenset[str] = frozenset()
        self._held: dict[str, _Held] = {}

    def unread(self, ids: Iterable[str]) -> int:
        """Return how many of some articles are not held."""
        return sum(one not in self._held for one in ids)

    def articles(
        self, store: Store, ids: Iterable[str] | None = None, progress: Progress = silent
    ) -> list[OpenArticle]:
        """Return articles in review in the order of the project; `ids` are those, None for all.

        What has changed since is read anew. Raise what `progress` raises.
        """
        besides, heads = models(store), set_heads(store)
        if besides != self._models:
            self._held, self._models = {}, besides
        there = reviewable(store, heads, ids, besides=besides)
        known = {
            one: found.article
            for one in there
            if (found := self._held.get(one)) is not None and found.heads == heads[one]
        }
        fresh = [one for one in there if one not in known]
        for review in reviews(store, fresh, progress=progress):
            article = open_in(review)
            known[article.document] = article
            self._hold(_Held(heads[article.document], article))
        return [known[one] for one in there if one in known]

    def _hold(self, found: _Held) -> None:
        name = found.article.document
        if name in self._held or len(self._held) < MOST:
            self._held[name] = found


def open_in(review: Review) -> OpenArticle:
    """Return what is open in an article."""
    waiting = tuple(one for one in review.differences if one.open and not one.stale)
    return OpenArticle(review.document.id, review.document.title, review.document.text, waiting)
