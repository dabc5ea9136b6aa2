"""A report made by hand, and reports of any shape: for tests of what is shown."""

from hypothesis import strategies as st

from annotator.agreement.report import (
    KINDS,
    ArticleFigures,
    AttributeFigures,
    Figure,
    LabelFigures,
    PairFigures,
    RelationFigures,
    Report,
)

NONE = Figure(None, why="Nobody marked it.")
HALF = Figure(0.5, 0.25, 0.75, 12)


def label_figures(label: str, exact: Figure = HALF, relaxed: Figure = HALF) -> LabelFigures:
    return LabelFigures(label, exact, relaxed, HALF, NONE, HALF, Figure(-0.125, n=80))


REPORT = Report(
    annotators=("ann", "bob"),
    labels=("claim", "quote"),
    documents=2,
    overall=label_figures("", Figure(0.6, 0.5, 0.7, 20)),
    by_label=(label_figures("claim"), label_figures("quote", NONE, NONE)),
    by_pair=(PairFigures("ann", "bob", HALF, HALF, (HALF, NONE)),),
    by_article=(
        ArticleFigures("a-1", ("ann", "bob"), HALF, HALF, 3),
        ArticleFigures("=cmd", ("ann", "bob"), NONE, NONE, 7),
    ),
    confusion=((4, 1, 2), (1, 6, 0), (2, 0, 0)),
    starts=((-2, 1), (0, 9)),
    ends=((0, 8), (1, 2)),
    kinds={"": (5, 2, 1, 0, 2), "claim": (3, 2, 0, 0, 1)},
    attributes=(AttributeFigures("claim", "voice", HALF),),
    relations=(RelationFigures("attributed_to", NONE),),
    left_out=(("a-9", "Only ann finished it."),),
    warnings=("These are fewer than 30 articles: the intervals are rough.",),
)

shares = st.floats(-1, 1)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
counts = st.integers(0, 10**6)
figures = st.one_of(
    st.tuples(shares, shares, shares, counts).map(lambda found: Figure(*found)),
    words.map(lambda why: Figure(None, why=why)),
)
columns = st.builds(LabelFigures, words, figures, figures, figures, figures, figures, figures)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    labels = tuple(draw(st.lists(words, max_size=3, unique=True)))
    kappas = st.tuples(*[figures] * len(labels))
    size = len(labels) + 1
    rows = st.tuples(*[counts] * size)
    shifts = st.lists(st.tuples(st.integers(-40, 40), counts), max_size=9).map(
        lambda pairs: tuple(sorted(dict(pairs).items()))
    )
    kinds = st.tuples(*[counts] * len(KINDS))
    return Report(
        tuple(draw(st.lists(words, max_size=3, unique=True))),
        labels,
        draw(counts),
        draw(columns),
        tuple(draw(columns) for _ in labels),
        tuple(draw(st.lists(st.builds(PairFigures, words, words, figures, figures, kappas)))[:2]),
        tuple(
            draw(
                st.lists(
                    st.builds(
                        ArticleFigures, words, st.tuples(words, words), figures, figures, counts
                    ),
                    max_size=3,
                )
            )
        ),
        draw(st.tuples(*[rows] * size)),
        draw(shifts),
        draw(shifts),
        draw(st.dictionaries(words, kinds, max_size=3)),
        tuple(draw(st.lists(st.builds(AttributeFigures, words, words, figures), max_size=2))),
        tuple(draw(st.lists(st.builds(RelationFigures, words, figures), max_size=2))),
        tuple(draw(st.lists(st.tuples(words, words), max_size=3))),
        tuple(draw(st.lists(words, max_size=2))),
    )
