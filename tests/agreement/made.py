"""Articles with marks made for tests, and the reports on them."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from annotator.agreement.counting import count_articles
from annotator.agreement.pool import pooled
from annotator.agreement.report import Report, Scope
from annotator.agreement.reporting import report_on
from annotator.agreement.sums import pack
from annotator.agreement.units import Article, Marked
from annotator.agreement.vocabulary import by_vocabulary, vocabulary_of
from annotator.core.scheme import Attribute, Colours, Label, LabelScheme, RelationLabel

Stretch = tuple[str, int, int]  # label, start, end
Hands = Mapping[str, Sequence[Stretch]]  # by annotator

LABELS = ("claim", "denial", "quote")
NAMES = ("ann", "bob", "cay", "dee")
LENGTH = 24  # code points of a text in tests by hypothesis
QUICK = Scope(resamples=20)


def made_scheme(labels: Sequence[str] = LABELS) -> LabelScheme:
    """Return a scheme with some labels; each has the attribute "tone", and may have relations."""
    grey = Colours(light="#444444", dark="#BBBBBB")
    tone = Attribute(name="tone", values=["calm", "loud"])
    return LabelScheme(
        id="made",
        version="1",
        labels=[Label(name=one, colour=grey, attributes=[tone]) for one in labels],
        relations=[
            RelationLabel(name="by", source=list(labels), target=list(labels)),
            RelationLabel(name="same", source=list(labels), target=list(labels), symmetric=True),
        ],
    )


def article(name: str, hands: Hands, text: str = "x" * LENGTH) -> Article:
    """Return an article that some annotators finished."""
    sets = tuple(
        Marked(
            hand,
            [label for label, _, _ in spans],
            [start for _, start, _ in spans],
            [end for _, _, end in spans],
            [()] * len(spans),
        )
        for hand, spans in sorted(hands.items())
    )
    return Article(name, text, sets)


def packed(articles: Sequence[Article], scheme: LabelScheme) -> dict[str, bytes]:
    """Return the sums of articles by their names."""
    found: dict[str, bytes] = {}
    together = [one for one in articles if len(one.sets) > 1]
    for vocabulary, run in by_vocabulary(together, vocabulary_of(scheme)):
        for one, sums in zip(run, count_articles(run, vocabulary), strict=True):
            found[one.document] = pack(sums)
    return found


def report_of(
    articles: Sequence[Article], scope: Scope = QUICK, scheme: LabelScheme | None = None
) -> Report:
    """Return the report on articles, over those the scope names, else all who are there."""
    known = scheme or made_scheme()
    names = scope.annotators or sorted({one.annotator for each in articles for one in each.sets})
    pool = pooled(packed(articles, known), names, vocabulary_of(known))
    return report_on(pool, scope, known)


def stretches(labels: Sequence[str] = LABELS) -> st.SearchStrategy[list[Stretch]]:
    """Return sets of spans that may lie in one another and overlap, each span once."""
    ends = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 9))
    one = st.tuples(st.sampled_from(labels), ends).map(
        lambda found: (found[0], found[1][0], min(sum(found[1]), LENGTH))
    )
    return st.lists(one, max_size=6, unique=True)


def hands(least: int = 2, most: int = 3) -> st.SearchStrategy[dict[str, list[Stretch]]]:
    """Return what some annotators marked on an article, the later often much like the first."""

    def like(first: list[Stretch]) -> st.SearchStrategy[list[Stretch]]:
        kept = st.lists(st.booleans(), min_size=len(first), max_size=len(first)).map(
            lambda keep: [one for one, kept in zip(first, keep, strict=True) if kept]
        )
        return st.one_of(kept, stretches(), st.tuples(kept, stretches()).map(_together))

    def others(first: list[Stretch]) -> st.SearchStrategy[dict[str, list[Stretch]]]:
        rest = st.lists(like(first), min_size=least - 1, max_size=most - 1)
        return rest.map(lambda found: dict(zip(NAMES, [first, *found], strict=False)))

    return stretches().flatmap(others)


def articles(most: int = 4) -> st.SearchStrategy[list[Article]]:
    """Return some articles with what two or three annotators marked."""
    found = st.lists(hands(), min_size=1, max_size=most)
    return found.map(lambda many: [article(f"a{n}", one) for n, one in enumerate(many)])


def _together(parts: tuple[list[Stretch], list[Stretch]]) -> list[Stretch]:
    return list(dict.fromkeys([*parts[0], *parts[1]]))
