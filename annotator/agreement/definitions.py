"""What each measure is, in words, and who described it: for reports and help."""

from typing import NamedTuple


class Definition(NamedTuple):
    """A measure: its key in tables, its title, what it says, and where it was published."""

    key: str
    title: str
    words: str
    source: str


_KRIPPENDORFF_2016 = (
    "Krippendorff, Mathet, Bouvry and Widlöcher 2016, On the reliability of unitizing textual "
    "continua: further developments. Quality and Quantity 50, 2347-2364."
)

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "exact",
        "F1, same words",
        "Of all spans of two annotators, the share that the other marked too, with the same label "
        "and the same first and last character. Each pair is pooled over its articles; of several "
        "pairs it is the mean.",
        "Hripcsak and Rothschild 2005, Agreement, the F-measure, and reliability in information "
        "retrieval. JAMIA 12, 296-298.",
    ),
    Definition(
        "relaxed",
        "F1, overlapping words",
        "The same, but a span also counts as marked by the other where both have the same label "
        "and share at least one character. Each span is paired with one other at most, so that "
        "the pairs fit best as a whole.",
        "Hripcsak and Rothschild 2005 for F1; Kuhn 1955 for the pairing.",
    ),
    Definition(
        "u_alpha",
        "u-alpha",
        "Agreement on where spans of a label lie, corrected for chance, over the whole text, "
        "stretches without a mark included. 1 is perfect, 0 is what chance gives.",
        _KRIPPENDORFF_2016,
    ),
    Definition(
        "cu_alpha",
        "cu-alpha",
        "Agreement on the label where two annotators marked something, corrected for chance; "
        "what only one of them marked does not count.",
        _KRIPPENDORFF_2016,
    ),
    Definition(
        "coverage",
        "Coverage",
        "The share of what was marked that cu-alpha speaks of: where both marked something.",
        _KRIPPENDORFF_2016,
    ),
    Definition(
        "token_alpha",
        "Token alpha",
        "Alpha over characters: does a character lie in a span of the label or not. For all labels "
        "together, the set of labels on a character, with the Jaccard distance between sets.",
        "Krippendorff 2004, Content Analysis, chapter 11; Passonneau 2006, Measuring agreement on "
        "set-valued items.",
    ),
    Definition(
        "token_kappa",
        "Token kappa",
        "Cohen's kappa of two annotators over characters, for each label.",
        "Cohen 1960, A coefficient of agreement for nominal scales. EPM 20, 37-46.",
    ),
    Definition(
        "attributes",
        "Kappa of attributes",
        "Cohen's kappa of an attribute's values over spans that both marked alike.",
        "Cohen 1960.",
    ),
    Definition(
        "relations",
        "F1 of relations",
        "F1 of relations of one kind whose two ends are spans that were paired.",
        "Hripcsak and Rothschild 2005.",
    ),
)

DEFINITION_OF = {one.key: one for one in DEFINITIONS}

INTERVAL = (
    "Intervals come from the bootstrap over articles (Efron and Tibshirani 1993, chapter 13): "
    "articles are drawn anew with replacement, the measure is taken each time, and the interval "
    "holds the middle share of what comes out."
)

FINISHED = (
    "Only annotators who finished an article count on it; an article that fewer than two finished "
    "is left out. An annotator who did not finish has not marked nothing."
)
