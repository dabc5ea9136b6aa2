"""The names that are counted by: those of the scheme, and what articles have beside them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from annotator.agreement.units import Article, Vocabulary
from annotator.core.annotation import Attributes
from annotator.core.scheme import LabelScheme

Trait = tuple[str, Attributes]  # a label with the attributes of a span


def vocabulary_of(scheme: LabelScheme) -> Vocabulary:
    """Return the names that a scheme has, disabled ones too."""
    return Vocabulary(
        tuple(label.name for label in scheme.labels),
        tuple(
            (label.name, attribute.name, tuple(attribute.values))
            for label in scheme.labels
            for attribute in label.attributes
        ),
        tuple((relation.name, relation.symmetric) for relation in scheme.relations),
    )


def by_vocabulary(
    articles: Iterable[Article], vocabulary: Vocabulary
) -> Iterator[tuple[Vocabulary, list[Article]]]:
    """Yield runs of articles with the names that they need: strangers come behind the known.

    So what an article is counted by does not depend on the articles beside it.
    """
    seen = _Seen(vocabulary)
    for needed, run in groupby(articles, seen.needed_by):
        yield needed, list(run)


class _Seen:
    """The names that are known, and the labels and attributes that were seen to be among them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known = vocabulary
        self._relations = {name for name, _ in vocabulary.relations}
        self._fine: set[Trait] = set()

    def needed_by(self, article: Article) -> Vocabulary:
        traits: set[Trait] = set()
        for one in article.sets:
            traits.update(zip(one.labels, one.attributes, strict=True))
        relations = {name for one in article.sets for name, _, _ in one.relations}
        strange = traits - self._fine
        if not strange and relations <= self._relations:
            return self._known
        needed = self._with(sorted(strange), sorted(relations - self._relations))
        if needed.labels == self._known.labels and needed.attributes == self._known.attributes:
            self._fine |= strange
        return needed

    def _with(self, strange: list[Trait], relations: list[str]) -> Vocabulary:
        known = self._known
        labels = dict.fromkeys([*known.labels, *(label for label, _ in strange)])
        attributes = tuple(
            (label, name, _values(values, label, name, strange))
            for label, name, values in known.attributes
        )
        named = (*known.relations, *((name, False) for name in relations))
        return Vocabulary(tuple(labels), attributes, named)


def _values(
    known: tuple[str, ...], label: str, attribute: str, strange: list[Trait]
) -> tuple[str, ...]:
    """Return the values of an attribute, those that only spans have at the end."""
    found = [dict(traits).get(attribute, "") for name, traits in strange if name == label]
    return tuple(dict.fromkeys([*known, *filter(None, sorted(found))]))
