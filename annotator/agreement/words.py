"""What a report comes to, in sentences made from its figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.agreement.report import KINDS, NOTHING, Figure, Report
from annotator.core.phrases import listed
from annotator.core.policy import Policy

CONFUSION = "Share of each row, in which agreement counts twice. Nothing: the other left it out."
OTHERS = "What has a label that was not chosen is in the rows, and not shown."

_CLOSE = 0.05  # below the goal by no more than this is close
_SEEN = 0.1  # a share of a row from which a confusion is told
_SHARES = (  # from which share on, and how it is called
    (1.0, "All"),
    (0.95, "Nearly all"),
    (0.72, "Three quarters"),
    (0.62, "Two thirds"),
    (0.45, "Half"),
    (0.37, "Two fifths"),
    (0.29, "A third"),
    (0.225, "A quarter"),
    (0.175, "A fifth"),
    (0.0, "Some"),
)
_WHOLE = {"All", "Nearly all"}
_EXACT, _BOUNDARY, _LABEL, _BOTH, _MISSING = range(len(KINDS))
_WHAT = {
    _BOUNDARY: "is where they start and end",
    _LABEL: "is which label they bear",
    _MISSING: "is that one annotator left them out",
}

Titles = Mapping[str, str]


class _Trouble(NamedTuple):
    """A label, how many of its matches differ, and how."""

    label: str
    many: int
    kind: int
    share: float


def summary(report: Report, goal: float, titles: Titles | None = None) -> list[str]:
    """Return a sentence or two on which labels meet the goal (an F1), then what stands behind it.

    `titles` are the labels as people read them; without them their names are made readable.
    """
    measured = [one for one in report.by_label if one.exact.value is not None]
    if not measured:
        return ["There is nothing to compare yet.", report.overall.exact.why]
    known = titles or {}
    names = {label: _plural(known.get(label) or _title(label)) for label in report.labels}
    return [_headline(report, goal, names), " ".join(_details(report, goal, names))]


def verdict_of(figure: Figure, policy: Policy) -> str:
    """Return how an alpha reads, judged on the lower end of its interval (Krippendorff 2004)."""
    if figure.value is None:
        return "n/a"
    if figure.low is None:
        return "no interval"
    if figure.low >= policy.firm:
        return "firm"
    return "tentative" if figure.low >= policy.tentative else "not yet"


def thresholds(policy: Policy) -> str:
    """Return what the verdicts go by, in a sentence."""
    return (
        f"Firm from {policy.firm:.2f}, tentative from {policy.tentative:.2f}, judged by the lower "
        "end of the interval."
    )


def _headline(report: Report, goal: float, names: Titles) -> str:
    groups: dict[str, list[str]] = {"meet": [], "close": [], "below": [], "none": []}
    for one in report.by_label:
        groups[_standing(one.exact, goal)].append(names[one.label])
    many = len(report.by_label)
    if many > 1 and len(groups["meet"]) == many:
        return "All labels meet the goal."
    if many > 1 and len(groups["below"]) == many:
        return "No label meets the goal yet."
    said = []
    if groups["meet"]:
        said.append(f"{_in_a_row(groups['meet'])} meet the goal.")
    if groups["close"]:
        said.append(f"{_in_a_row(groups['close'])} are close.")
    if groups["below"]:
        said.append(
            f"{_in_a_row(groups['below'])} do not{'' if groups['meet'] else ' meet the goal'}."
        )
    if groups["none"]:
        said.append(f"{_in_a_row(groups['none'])} were not marked.")
    return " ".join(said)


def _standing(figure: Figure, goal: float) -> str:
    """Return how a label stands, by the two digits that are shown."""
    if figure.value is None:
        return "none"
    value = round(figure.value, 2)
    if value >= goal:
        return "meet"
    return "close" if value >= round(goal - _CLOSE, 4) else "below"


def _details(report: Report, goal: float, names: Titles) -> Iterator[str]:
    exact, relaxed = report.overall.exact, report.overall.relaxed
    if exact.value is not None and relaxed.value is not None:
        between = ""
        if exact.low is not None and exact.high is not None:
            between = f" ({exact.low:.2f} to {exact.high:.2f})"
        yield (
            f"Overall {exact.value:.2f} for same words{between} "
            f"and {relaxed.value:.2f} for overlapping words."
        )
    said = [*_trouble(report, goal, names), *_confusion(report, names)]
    if said:
        first, *rest = said
        yield "; ".join([first, *(_lower(one) for one in rest)]) + "."


def _trouble(report: Report, goal: float, names: Titles) -> Iterator[str]:
    """Yield what most of the differences of the most troubled label are."""
    short = {
        one.label for one in report.by_label if _standing(one.exact, goal) in {"below", "close"}
    }
    found = [_trouble_of(label, report.kinds[label]) for label in report.labels if label in short]
    worst = max(found, key=lambda one: one.many, default=None)
    if worst and worst.many:
        share = _share(worst.share)
        yield f"{share} of the trouble with {_lower(names[worst.label])} {_WHAT[worst.kind]}"


def _trouble_of(label: str, counts: Sequence[int]) -> _Trouble:
    """Return what a label's trouble is; spans of another label and other edges bear a label."""
    by_kind = {
        _BOUNDARY: counts[_BOUNDARY],
        _LABEL: counts[_LABEL] + counts[_BOTH],
        _MISSING: counts[_MISSING],
    }
    total = sum(by_kind.values())
    kind = max(by_kind, key=lambda one: by_kind[one])
    return _Trouble(label, total, kind, by_kind[kind] / total if total else 0.0)


def _confusion(report: Report, names: Titles) -> Iterator[str]:
    """Yield which label is most often read as another, if that is often enough to be told."""
    found = [
        (count / report.row_total(place), label, other)
        for place, (label, row) in enumerate(zip(report.labels, report.confusion, strict=False))
        for other, count in zip((*report.labels, NOTHING), row, strict=True)
        if other not in {label, NOTHING} and count
    ]
    share, label, other = max(found, key=lambda one: one[0], default=(0.0, "", ""))
    if share >= _SEEN:
        read, names_of = _share(share), _lower(names[label])
        many = f"{read} {names_of}" if read in _WHOLE else f"{read} of {names_of}"
        yield f"{many} were read as {_lower(names[other])}"


def _share(share: float) -> str:
    """Return about how much a share is, in words; what is rather little in hundredths."""
    named = next(words for least, words in _SHARES if share >= least)
    return f"{share:.0%}".replace("%", " %") if named == "Some" else named


def _title(label: str) -> str:
    return label.replace("_", " ").capitalize()


def _plural(title: str) -> str:
    if title.endswith("y") and title[-2:-1] not in set("aeiou"):
        return f"{title[:-1]}ies"
    return f"{title}es" if title.endswith(("s", "x", "ch", "sh")) else f"{title}s"


def _lower(words: str) -> str:
    """Return words for the middle of a sentence; what is written in capitals stays so."""
    return words if words[:2].isalpha() and words[:2].isupper() else words[:1].lower() + words[1:]


def _in_a_row(titles: Sequence[str]) -> str:
    """Return titles at the beginning of a sentence."""
    first, *rest = titles
    return listed([first, *map(_lower, rest)])
