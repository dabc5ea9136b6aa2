"""The drawings of a report: which of its figures stand where, and what is said of each."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from annotator.agreement.report import NOTHING, Figure, LabelFigures, Report
from annotator.core.policy import Policy
from annotator.ui.chips import counted, one_line
from annotator.ui.plots.drawing import Item
from annotator.ui.plots.forest import Band, Forest, ForestRow
from annotator.ui.plots.histogram import REACH, Bar, Histogram
from annotator.ui.plots.ink import number, percent, signed
from annotator.ui.plots.matrix import Cell, Matrix
from annotator.ui.theme import Look


class Match(StrEnum):
    """Which figure of a label is the main one."""

    EXACT = "exact"
    RELAXED = "relaxed"
    ALPHA = "alpha"


class Edge(StrEnum):
    """Which edges of spans are counted."""

    BOTH = "both"
    START = "start"
    END = "end"


MAIN: Mapping[Match, tuple[str, str]] = {  # fields of LabelFigures: filled, and open beside it
    Match.EXACT: ("exact", "relaxed"),
    Match.RELAXED: ("relaxed", "exact"),
    Match.ALPHA: ("u_alpha", "token_alpha"),
}
NAMES = {
    "exact": "same words",
    "relaxed": "overlapping words",
    "u_alpha": "u-alpha",
    "token_alpha": "token alpha",
}
LONGEST = 64  # code points of a name
WEAKEST = 0.5  # the F1 of two annotators at which a cell begins to take colour


def title_of(label: str, look: Look) -> str:
    """Return what a label is called on screen, on one line."""
    return label if label == NOTHING else one_line(look.of(label).title, LONGEST)


def figure_words(figure: Figure) -> str:
    """Return a figure as a sentence would: "0.48 (0.44 to 0.52), 547 spans", or why there is none.

    The reason is a sentence of its own, and ends the words.
    """
    if figure.value is None:
        return f"n/a. {figure.why}".strip()
    words = number(figure.value)
    if figure.low is not None and figure.high is not None:
        words += f" ({number(figure.low)} to {number(figure.high)})"
    return f"{words}, {counted(figure.n, figure.unit.removesuffix('s'))}"


def forest_of(report: Report, look: Look, match: Match, policy: Policy) -> Forest:
    """Return the figures of all labels on one scale, with what the project wants of them."""
    names = (NAMES[MAIN[match][0]], NAMES[MAIN[match][1]])
    rows = tuple(_forest_row(one, look, match) for one in report.by_label)
    return Forest(rows, _bands(match, policy), names)


def _forest_row(one: LabelFigures, look: Look, match: Match) -> ForestRow:
    title = title_of(one.label, look)
    figures: list[Figure] = []
    items: list[Item] = []
    for name in MAIN[match]:
        figure: Figure = getattr(one, name)
        figures.append(figure)
        cell = ("label", one.label) if figure.value is not None else None
        items.append(Item(f"{title}, {NAMES[name]}: {figure_words(figure)}", cell))
    return ForestRow(one.label, figures[0], figures[1], items[0], items[1])


def _bands(match: Match, policy: Policy) -> tuple[Band, ...]:
    if match is not Match.ALPHA:
        return (Band(policy.goal, 1.0, "project goal"),)
    return (
        Band(policy.tentative, policy.firm, "tentative", 0.05),
        Band(policy.firm, 1.0, "firm"),
    )


def confusion_of(report: Report, look: Look) -> Matrix:
    """Return what one marked and what the other marked there, as shares of each row."""
    keys = (*report.labels, NOTHING)
    names = tuple(title_of(key, look) for key in keys)
    cells = tuple(
        tuple(_confusion_cell(report, keys, names, (i, j)) for j in range(len(keys)))
        for i in range(len(keys))
    )
    return Matrix(names, cells)


def _confusion_cell(
    report: Report, keys: Sequence[str], names: Sequence[str], place: tuple[int, int]
) -> Cell:
    i, j = place
    row, last = report.confusion[i], len(keys) - 1
    if i == j == last:
        return Cell()
    both_ways, total = row[j], report.row_total(i)
    count = both_ways // 2 if i == j else both_ways
    words = _confusion_words(names, place)
    if not both_ways:
        return Cell(item=Item(f"{words}: never"), plain=0)
    share = both_ways / total
    said = f"{words}: {counted(count, 'time')}, {percent(share)} of the row"
    return Cell(
        percent(share),
        f"{count:,}",
        _strength(share, agree=i == j, nothing=i == last),
        i != j,
        Item(said, ("confusion", keys[i], keys[j])),
        count,
    )


def _confusion_words(names: Sequence[str], place: tuple[int, int]) -> str:
    (i, j), last = place, len(names) - 1
    if i == j:
        return f"{names[i]} at both"
    if j == last:
        return f"{names[i]} that the other left out"
    if i == last:
        return f"Left out by one, {names[j]} at the other"
    return f"{names[i]} at one, {names[j]} at the other"


def _strength(share: float, *, agree: bool, nothing: bool) -> float:
    """Return how much hue a share takes: differences are seen early, the last row stays calm."""
    if agree:
        return 0.12 + 0.75 * share
    full: float = min(0.9, 1.9 * share**0.8)
    return min(0.55, 0.5 * full) if nothing else full


def pairs_of(report: Report) -> Matrix:
    """Return who agrees with whom: same words below the diagonal, overlapping words above."""
    people = report.annotators
    found = {}
    for one in report.by_pair:
        for i, j in ((one.left, one.right), (one.right, one.left)):
            below = people.index(i) > people.index(j)
            figure = one.exact if below else one.relaxed
            kind = NAMES["exact" if below else "relaxed"]
            said = f"{shown(i)} and {shown(j)}, {kind}: {figure_words(figure)}"
            found[i, j] = _pair_cell(figure, Item(said, ("pair", one.left, one.right)))
    cells = tuple(tuple(found.get((i, j), Cell()) for j in people) for i in people)
    return Matrix(short_names(people), cells, square=True)


def _pair_cell(figure: Figure, item: Item) -> Cell:
    if figure.value is None:
        return Cell(number(None), item=Item(item.words))
    share = min(0.9, max(0.06, (figure.value - WEAKEST) * 1.75))
    return Cell(number(figure.value), "", share, item=item, plain=figure.value)


def edges_of(report: Report, edge: Edge) -> Histogram:
    """Return how often edges lie earlier or later, in the middle those less than a word apart.

    What is further off than six words is six.
    """
    counts: dict[int, int] = {}
    for name, shifts in ((Edge.START, report.starts), (Edge.END, report.ends)):
        for words, count in shifts if edge in {name, Edge.BOTH} else ():
            place = max(-REACH, min(REACH, words))
            counts[place] = counts.get(place, 0) + count
    bars = (
        Bar(words, count, Item(_edge_words(edge, words, count), ("edge", edge.value, words)))
        for words, count in sorted(counts.items())
        if count
    )
    return Histogram(tuple(bars))


def _edge_words(edge: Edge, words: int, count: int) -> str:
    what = {Edge.BOTH: "edge", Edge.START: "start", Edge.END: "end"}[edge]
    if not words:
        return f"0: {counted(count, what)} less than a word apart"
    far = f"{abs(words)} or more words" if abs(words) == REACH else counted(abs(words), "word")
    way = "later" if words > 0 else "earlier"
    return f"{signed(words)}: {counted(count, what)} {far} {way}"


def short_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the first word of each name where that tells them apart, else the whole names."""
    whole = tuple(shown(name) for name in names)
    first = tuple(name.split(maxsplit=1)[0] for name in whole)
    return first if len(set(first)) == len(names) else whole


def shown(name: str) -> str:
    """Return an annotator's name on one line."""
    return one_line(name, LONGEST) or "nobody"
