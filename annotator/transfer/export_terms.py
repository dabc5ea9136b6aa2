"""What may be asked of an export, what it reports, and why it is refused."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.problem import Severity
from annotator.formats.dataset_manifest import SPLIT_FILES, split_path
from annotator.transfer.checking import Finding
from annotator.transfer.views import (
    ADJUDICATED,
    BEGUN,
    DISCARDED,
    SET_DISCARDED,
    SET_UNFINISHED,
    UNFINISHED,
    UNSETTLED,
    WHY,
)


class ExportRefusedError(Exception):
    """Problems stand in what should go out; `findings` are the first of them."""

    exit_code = 1

    def __init__(self, findings: list[Finding], counts: Counter[Severity]) -> None:
        """Take the first findings, and how many there are of each severity."""
        self.findings = findings
        self.errors, self.warnings = counts[Severity.ERROR], counts[Severity.WARNING]
        told = [
            f"{number:,} {name}{'' if number == 1 else 's'}"
            for number, name in ((self.errors, "error"), (self.warnings, "open warning"))
            if number
        ]
        stand = "stands" if self.errors + self.warnings == 1 else "stand"
        super().__init__(f"{' and '.join(told)} {stand} in these marks; nothing was written.")


class NothingToExportError(Exception):
    """No article has marks that the view could show; the message says why not."""

    exit_code = 1

    def __init__(self, left_out: Mapping[str, int]) -> None:
        """Take the counts of what was left out, as a report has them."""
        self.left_out = dict(left_out)
        nothing = "There are no articles in this project to export."
        why = f"There is nothing to export. {why_nothing(left_out)}"
        super().__init__(why if left_out else nothing)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What was asked for.

    `view` is "adjudicated", "annotator" or "all"; `annotator` lets out the marks of this one alone
    ("" of all). `split` are per cents of train, validation and test that add up to 100; without
    them articles keep the split that they came with. `force` replaces a dataset of ours,
    `allow_problems` lets warnings stand that nobody accepted; errors are never let out. `parquet`
    writes the records once more as Parquet, beside the JSON lines. `unfinished` lets out sets that
    are not done as well, in the views that hold more than one settled set.
    """

    view: str = ADJUDICATED
    annotator: str = ""
    split: tuple[int, int, int] | None = None
    seed: int = 0
    force: bool = False
    allow_problems: bool = False
    parquet: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where. `files` are the records of each data file by path.

    `left_out` counts articles by why they are not among them: "unfinished", "unsettled", "begun",
    "discarded" or "unmarked"; and sets that did not go with their article: "sets_unfinished" or
    "sets_discarded". `losses` are sentences, and so are `notes`: what one might not look for.
    """

    out: Path
    files: dict[str, int]
    spans: int
    relations: int
    left_out: dict[str, int]
    losses: list[str]
    notes: list[str]

    @property
    def records(self) -> int:
        """Return how many records there are in all."""
        return sum(self.files.values())


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export would do: problems that hinder it, articles that go out, those that do not.

    `labels` and `relations` count the marks that go out, by name. `notes` are as in a report.
    """

    findings: list[Finding]
    errors: int
    warnings: int
    articles: int
    left_out: dict[str, int]
    labels: dict[str, int]
    relations: dict[str, int]
    notes: list[str] = field(default_factory=list)


def empty_splits(options: ExportOptions, counts: Mapping[str, int]) -> list[str]:
    """Return a sentence on the splits that were asked for and came out empty, if any did."""
    asked = zip(SPLIT_FILES, options.split or (), strict=False)
    empty = [name for name, share in asked if share and split_path(name) not in counts]
    if not empty:
        return []
    words = (
        f"No article came to {' or '.join(empty)}: articles of like words stay together, and the "
        "rest is drawn by a hash, so small projects come out uneven. Another seed draws anew."
    )
    return [words]


def outdated_note(count: int) -> list[str]:
    """Return a sentence on finished gold that annotators' later edits have outdated, if any is."""
    if not count:
        return []
    have, them = ("article has", "it") if count == 1 else ("articles have", "them")
    stale = "gold that an annotator’s later edits have made stale"
    return [f"{count:,} {have} {stale}; look at {them} in Review."]


def untouched_note(count: int, annotator: str = "") -> list[str]:
    """Return a sentence on articles that go out though they were not begun, if any does.

    `annotator` is whose marks alone were asked for, "" where those of all were.
    """
    if not count:
        return []
    goes, its = ("article goes", "its") if count == 1 else ("articles go", "their")
    who = f"{annotator} did not mark" if annotator else "nobody marked"
    return [f"{count:,} {goes} out that {who}: {its} list of annotators is empty."]


def left_out_sentences(left_out: Mapping[str, int]) -> list[str]:
    """Return how many articles and sets were left out and why, a sentence for each reason."""
    return [
        f"{number:,} {_counted_as(why, number)} left out: {WHY[why]}."
        for why, number in sorted(left_out.items())
    ]


def _counted_as(why: str, number: int) -> str:
    if why in (SET_UNFINISHED, SET_DISCARDED):
        return "set of marks" if number == 1 else "sets of marks"
    return "article" if number == 1 else "articles"


def holds_unfinished(left_out: Mapping[str, int]) -> bool:
    """Tell whether something was left out that goes out in some views where unfinished sets may."""
    return not left_out.keys().isdisjoint((SET_UNFINISHED, SET_DISCARDED, UNFINISHED, DISCARDED))


def why_nothing(left_out: Mapping[str, int]) -> str:
    """Return why no article went out, in sentences, and what can be done where that is not said."""
    open_yet = left_out.get(UNSETTLED) or left_out.get(BEGUN)
    ways = ["Settle them in review, or choose another view."] if open_yet else []
    return " ".join([*left_out_sentences(left_out), *ways])
