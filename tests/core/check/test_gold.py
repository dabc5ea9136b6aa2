"""The gold marks of the samples, made by the scheme's own rules: the checks find little in them."""

import json
from pathlib import Path

import pytest

from annotator.core.annotation import Item, Relation, Span, attributes
from annotator.core.check import check
from annotator.core.problem import Problem, Severity
from annotator.core.regions import propose_regions
from annotator.core.scheme import LabelScheme
from tests.items import items_by_id

# What is left for the annotator to accept, with why: rule and mark.
KNOWN = {
    "sample_01_ferry": set(),
    "sample_02_reservoir_scraped": {("W08", "q1")},  # nobody is named in the headline
    "sample_03_tram_scraped": {("W02", "q4"), ("W22", "c9")},  # never closed; “that promise”
    "sample_04_stadium_emoji": set(),
    "sample_05_wells_arabic": set(),
}


def _found(folder: Path, name: str, scheme: LabelScheme) -> list[Problem]:
    text = (folder / f"{name}.txt").read_bytes().decode()
    gold = json.loads((folder / f"{name}.gold.json").read_bytes())
    items: list[Item] = [
        Span(x["id"], x["label"], x["start"], x["end"], x["text"], attributes(x["attrs"]))
        for x in gold["spans"]
    ]
    items += [Relation(x["id"], x["type"], x["from"], x["to"]) for x in gold["relations"]]
    phrases = {key: scheme.words_in(key) for key in ("furniture", "byline", "caption", "updated")}
    regions = propose_regions(text, phrases)
    return check(text, items_by_id(items), regions, scheme, sha256=gold["text_sha256"])


@pytest.mark.parametrize("name", KNOWN)
def test_gold_marks_have_no_errors_and_hardly_a_warning(
    shared: Path, scheme: LabelScheme, name: str
) -> None:
    found = _found(shared / "samples", name, scheme)
    assert [problem for problem in found if problem.severity is Severity.ERROR] == []
    warnings = [problem for problem in found if problem.severity is Severity.WARNING]
    assert {(problem.rule, problem.marks[0]) for problem in warnings} == KNOWN[name]
    assert len(found) - len(warnings) <= 1, "hints"
