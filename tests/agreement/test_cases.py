"""Cases from the literature and from other libraries; each says where it is from."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotator.agreement.alpha import alpha, jaccard_distance, nominal_distance
from annotator.agreement.exact import f1
from annotator.agreement.gamma import (
    Line,
    Weights,
    disorder,
    dissimilarity,
    expected,
    positional,
)
from annotator.agreement.kappa import kappa
from annotator.agreement.matching import matched_indexes
from annotator.agreement.report import Report, Scope
from annotator.agreement.units import Floats, Ints
from annotator.core.annotation import Span
from tests.agreement.made import article, made_scheme, report_of

OURS = {  # how values of the reference are called here
    "cohen_kappa": "kappa",
    "positive_specific_agreement": "f1",
    "alpha_nominal": "nominal",
    "alpha_interval": "interval",
    "alpha_Do": "observed",
    "alpha_De": "by chance",
    "alpha_jaccard": "alpha",
    "mean_f1": "exact",
    "strict.f1": "exact",
    "f1": "exact",
    "ent_type.f1": "relaxed",
    "ent_type.correct": "matched",
    "strict.correct": "same",
    "strict.incorrect": "edges",
    "partial.partial": "edges",
    "partial.spurious": "left out",
    "sum_iou": "shared over either",
    "alpha_U": "u_alpha",
    "|u|_alpha": "marked_or_not",
    "(k)u_alpha": "cu_alpha",
    "best_alignment_disorder": "disorder",
    "gamma_statistical": "gamma",
    "max_relative_error_of_pair_dissimilarities": "dissimilarities",
    "max_abs_error_10_sampled_continua": "samples",
}
ALSO = {"alpha_nominal": ("alpha",)}
CASES = Path(__file__).with_name("cases")
Case = dict[str, Any]


def _cases(kind: str) -> list[Any]:
    found = json.loads((CASES / f"{kind}.json").read_text(encoding="utf-8"))
    return [pytest.param(one, id=one["id"]) for one in found]


def _hold(case: Case, found: dict[str, float | None]) -> None:
    for name, wanted in case["expected"].items():
        if wanted["value"] is None:
            assert found[name] is None, name
        else:
            assert found[name] == pytest.approx(wanted["value"], abs=wanted["within"]), name


@pytest.mark.parametrize("case", _cases("pairs"))
def test_two_raters(case: Case) -> None:
    table = np.array(case["input"]["table"], dtype=np.float64)
    left, right = table.sum(axis=1), table.sum(axis=0)
    found: dict[str, float | None] = {
        "kappa": float(kappa(np.trace(table), left, right)),
        "alpha": _alpha(table + table.T, nominal_distance(len(table))),
    }
    for name, both, total in zip(
        case["input"]["values"], np.diag(table), left + right, strict=True
    ):
        found[f"f1 of {name}"] = float(f1(np.array(both), np.array(total)))
    _hold(case, found)


@pytest.mark.parametrize("case", _cases("items"))
def test_several_raters(case: Case) -> None:
    rows = case["input"]["items"]
    values = sorted({value for row in rows for value in row if value is not None})
    items = np.array(
        [[values.index(one) if one is not None else -1 for one in row] for row in rows]
    )
    table = _coincidences(items, len(values))
    nominal = nominal_distance(len(values))
    margins, total = table.sum(axis=1), table.sum()
    found: dict[str, float | None] = {
        "nominal": _alpha(table, nominal),
        "observed": float((table * nominal).sum() / total),
        "by chance": float(margins @ nominal @ margins / (total * (total - 1))),
    }
    if "interval" in case["expected"]:
        found["interval"] = _alpha(table, _interval_distance(np.array(values, dtype=np.float64)))
    _hold(case, found)


@pytest.mark.parametrize("case", _cases("sets"))
def test_sets_of_labels(case: Case) -> None:
    rows = case["input"]["items"]
    names = sorted({name for row in rows for value in row for name in value})
    codes = np.array([[sum(1 << names.index(one) for one in each) for each in row] for row in rows])
    different = np.unique(codes)
    table = _coincidences(np.searchsorted(different, codes), len(different))
    _hold(case, {"alpha": _alpha(table, jaccard_distance(different))})


def _coincidences(items: Ints, values: int) -> Floats:
    """Return the coincidence matrix of items x observers, a negative number for no value.

    Items that fewer than two gave a value are left out.
    """
    given = items >= 0
    many = given.sum(axis=1)
    found = np.zeros((values, values))
    for left in range(items.shape[1]):
        for right in range(items.shape[1]):
            both = given[:, left] & given[:, right] & (left != right)
            weight = 1 / np.maximum(many[both] - 1, 1)
            np.add.at(found, (items[both, left], items[both, right]), weight)
    return found


def _interval_distance(values: Floats) -> Floats:
    """Return the squared differences of numbers: values x values."""
    found: Floats = np.subtract.outer(values, values) ** 2
    return found


def _alpha(table: Floats, distance: Floats) -> float:
    return float(alpha((table * distance).sum(), table.sum(axis=1), distance))


@pytest.mark.parametrize("case", _cases("continua"))
def test_continua(case: Case) -> None:
    hands = _hands(case["input"]["spans"])
    report = _report(case, hands)
    found = {"u_alpha": report.overall.u_alpha.value, "cu_alpha": report.overall.cu_alpha.value}
    for one in report.by_label:
        found[f"cu_alpha of {one.label[1:]}"] = one.cu_alpha.value
        found[f"coverage of {one.label[1:]}"] = one.coverage.value
    alike = {name: [("any", *span[1:]) for span in spans] for name, spans in hands.items()}
    found["marked_or_not"] = _report(case, alike).by_label[0].u_alpha.value
    _hold(case, found)


def _hands(spans: dict[str, list[list[Any]]]) -> dict[str, list[tuple[str, int, int]]]:
    return {
        name: [(f"l{label}", start, end) for start, end, label in each]
        for name, each in spans.items()
    }


def _report(case: Case, hands: dict[str, list[tuple[str, int, int]]]) -> Report:
    labels = sorted({span[0] for spans in hands.values() for span in spans})
    text = "x" * case["input"]["length"]
    return report_of([article("a", hands, text)], Scope(), made_scheme(labels or ["any"]))


@pytest.mark.parametrize("case", _cases("spans"))
def test_spans(case: Case) -> None:
    longer = int(case["input"]["last"] == "included")
    articles, pairs = [], []
    for number, sides in enumerate(case["input"]["articles"]):
        hands = {
            name: [(label, start, end + longer) for start, end, label in side]
            for name, side in zip(("ann", "bob"), sides, strict=True)
        }
        articles.append(article(f"a{number}", hands, "x" * 3000))
        pairs += _matched(*hands.values())
    report = report_of(articles, Scope(), made_scheme(["PER", "LOC", "ORG", "MISC"]))
    same, edges, *_, left_out = report.kinds[""]
    _hold(
        case,
        {
            "exact": report.overall.exact.value,
            "relaxed": report.overall.relaxed.value,
            "same": same,
            "edges": edges,
            "left out": left_out,
            "matched": len(pairs),
            "shared over either": sum(_shared_over_either(*pair) for pair in pairs),
        },
    )


def _matched(*sides: list[tuple[str, int, int]]) -> list[tuple[Span, Span]]:
    left, right = (
        [Span(str(n), label, start, end, "") for n, (label, start, end) in enumerate(side)]
        for side in sides
    )
    return [(left[i], right[j]) for i, j in matched_indexes(left, right)]


def _shared_over_either(left: Span, right: Span) -> float:
    shared = min(left.end, right.end) - max(left.start, right.start)
    return shared / (max(left.end, right.end) - min(left.start, right.start))


@pytest.mark.parametrize(
    "case", [one for one in _cases("alignments") if "spans" in one.values[0]["input"]]
)
def test_alignments(case: Case) -> None:
    given = case["input"]
    weights = Weights(given["position"], given["category"])
    lines = _lines(given["spans"])
    observed = disorder(lines, weights)
    chance = np.random.default_rng(5)
    length = max(end for spans in given["spans"].values() for _, end, _ in spans)
    by_chance = np.mean([expected(lines, length, chance, weights) for _ in range(60)])
    samples = [
        abs(disorder(_lines(one["spans"]), weights) - one["disorder"])
        for one in given.get("samples", [])
    ]
    found: dict[str, float | None] = {
        "disorder": observed,
        "gamma": 1 - observed / float(by_chance),
        "samples": max(samples, default=0.0),
        "dissimilarities": max(_errors(given, lines, weights), default=0.0),
    }
    _hold(case, found)


def _errors(given: dict[str, Any], lines: list[Line], weights: Weights) -> Iterator[float]:
    """Yield how far off dissimilarities are, as shares of what they should be."""
    told = given.get("dissimilarities", [])
    first, second = lines[:2]
    tables = (positional(first, second), dissimilarity(first, second, weights))
    for left, right, *wanted in told:
        for table, value in zip(tables, wanted, strict=True):
            yield abs(float(table[left, right]) - value) / (value or 1.0)


def _lines(spans: dict[str, list[list[Any]]]) -> list[Line]:
    names = sorted({label for each in spans.values() for _, _, label in each})
    return [
        Line(
            np.array([names.index(label) for _, _, label in each], dtype=np.int64),
            *(np.array([one[edge] for one in each]) for edge in (0, 1)),
        )
        for each in spans.values()
    ]


def test_positional_dissimilarity() -> None:
    (case,) = (one.values[0] for one in _cases("alignments") if "pairs" in one.values[0]["input"])
    found: dict[str, float | None] = {}
    for number, pair in enumerate(case["input"]["pairs"]):
        left, right = (_unit(*each) for each in pair)
        found[f"d{number}"] = float(positional(left, right)[0, 0])
    _hold(case, found)


def _unit(start: int, end: int) -> Line:
    columns: list[Ints] = [np.array([value]) for value in (0, start, end)]
    return Line(*columns)


def _files() -> dict[str, list[Case]]:
    found = {one.stem: json.loads(one.read_text(encoding="utf-8")) for one in CASES.glob("*.json")}
    return {name: cases for name, cases in found.items() if name != "not_shown"}


def test_every_case_of_the_reference_is_here_or_named_with_a_reason(shared: Path) -> None:
    there = {one.stem for one in (shared / "reference" / "agreement").glob("*.json")}
    cases = [case for found in _files().values() for case in found]
    assert sorted(case["id"] for case in cases) == sorted(there)
    assert all(case.get("from") or case.get("why") for case in cases)


def test_every_value_of_the_reference_is_held_as_close_as_it_says(shared: Path) -> None:
    not_shown = json.loads((CASES / "not_shown.json").read_text(encoding="utf-8"))
    left = {name for one in not_shown if one["why"] for name in one["values"]}
    for kind, cases in _files().items():
        for case in cases if kind != "not_measured" else []:
            path = shared / "reference" / "agreement" / f"{case['id']}.json"
            _is_copied(json.loads(path.read_text(encoding="utf-8")), case, left)


def _is_copied(there: Case, here: Case, left: set[str]) -> None:
    """Hold that each value is here with its tolerance, or left out by name; so are the inputs."""
    within = there["tolerance"]
    for name, value in there["expected"].items():
        tolerance = within[name] if isinstance(within, dict) else within
        held = [here["expected"].get(one) for one in _called(name)]
        wanted = {"value": value, "within": tolerance}
        assert wanted in held or name in left, (there["id"], name)
    assert not _leaves(here["input"]) - _leaves(there["input"]), there["id"]
    assert here["from"] == there["source"][: len(here["from"])]


def _called(name: str) -> list[str]:
    """Return what a value of the reference may be called here."""
    label = re.fullmatch(r"(.+)\[(.+)\]", name)
    if label:
        return [f"{OURS.get(label[1], label[1])} of {label[2]}"]
    return [OURS.get(name, name), *ALSO.get(name, ())]


def _leaves(value: object) -> Counter[object]:
    """Return the numbers and words in some JSON, but for how we say which code point is last."""
    if isinstance(value, dict):
        parts = [one for name, one in value.items() if name != "last"]
        return sum(map(_leaves, parts), Counter())
    if isinstance(value, list):
        return sum(map(_leaves, value), Counter())
    return Counter([value])
