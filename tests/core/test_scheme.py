"""The label scheme: what a right file holds, and how a wrong one is refused."""

import copy
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from annotator.assets import default_scheme_bytes
from annotator.core.problem import Severity
from annotator.core.scheme import ALWAYS, RULE_NEEDS, LabelScheme
from annotator.core.schemes import (
    SchemeError,
    known_scheme,
    read_scheme,
    scheme_value,
)

Data = dict[str, Any]


def _data() -> Data:
    return copy.deepcopy(json.loads(default_scheme_bytes()))


def test_the_default_scheme_is_the_one_of_the_design(scheme: LabelScheme) -> None:
    assert scheme.full_name == "news-attribution@1.0.0"
    keys = [(one.words, one.key, one.digit, one.rail, one.filled) for one in scheme.labels]
    assert keys == [
        ("Claim", "c", "1", "solid", True),
        ("Denial", "d", "2", "zigzag", True),
        ("Quote", "q", "3", "double", True),
        ("Actor", "a", "4", "dotted", False),
    ]
    assert {rule.id for rule in scheme.rules} == set(RULE_NEEDS)


def test_the_default_scheme_says_what_the_teams_scheme_says(
    scheme: LabelScheme, shared: Path
) -> None:
    theirs = json.loads((shared / "scheme" / "news-attribution.json").read_bytes())
    assert [x["name"] for x in theirs["labels"]] == [x.name for x in scheme.labels]
    for label, ours in zip(theirs["labels"], scheme.labels, strict=True):
        assert label["colour"] == asdict(ours.colour)
        for attribute, mine in zip(label["attributes"], ours.attributes, strict=True):
            assert attribute["values"] == mine.values
            assert attribute["default"] == mine.default
            assert attribute.get("required", False) == mine.required
            assert attribute.get("enabled_by_default", True) == mine.enabled
    for name, pairs in theirs["nesting"].items():
        if isinstance(pairs, list):
            assert [list(pair) for pair in getattr(scheme.nesting, name)] == pairs
    assert theirs["regions"] == scheme.regions
    levels = {"error": "error", "warning": "warning", "info": "hint"}
    severities = {rule: levels[level] for rule, level, _ in theirs["validation"]}
    assert {**severities, "E13": "off"} == {rule.id: rule.severity for rule in scheme.rules}


def test_relations_join_what_the_scheme_says(scheme: LabelScheme) -> None:
    speaker, chain = scheme.relation_by_name["attributed_to"], scheme.relation_by_name["continues"]
    assert speaker.joins("quote", "actor")
    assert not speaker.joins("actor", "quote")
    assert chain.chain
    assert chain.joins("claim", "claim")
    assert not chain.joins("claim", "quote")


def test_words_are_chosen_by_language(scheme: LabelScheme) -> None:
    assert "denied" in scheme.words_in("denial_cues", "en-GB")
    assert "denied" not in scheme.words_in("denial_cues", "ar")
    assert {"denied", "نفى"} <= scheme.words_in("denial_cues", "und")
    assert scheme.words_in("denial_cues", "xx") == scheme.words_in("no such list") == frozenset()


def test_a_rule_may_be_switched_off_or_made_an_error() -> None:
    data = _data()
    for rule in data["rules"]:
        rule["severity"] = {"W08": "error", "W12": "off"}.get(rule["id"], rule["severity"])
    scheme = read_scheme(json.dumps(data).encode())
    assert scheme.rule_by_id["W08"].level is Severity.ERROR
    assert scheme.rule_by_id["W12"].level is None


def test_a_scheme_survives_being_written_and_read(scheme: LabelScheme) -> None:
    again = json.dumps(scheme_value(scheme)).encode()
    assert read_scheme(again) == known_scheme(again) == scheme


def test_a_known_scheme_is_read_like_any_other() -> None:
    data = _data()
    assert known_scheme(json.dumps(data).encode()) == read_scheme(json.dumps(data).encode())
    data["labels"][0]["color"] = "#000000"
    with pytest.raises(SchemeError, match=r"mine.json: at .*misspelt"):
        known_scheme(json.dumps(data).encode(), "mine.json")


def _label(data: Data, **fields: object) -> None:
    data["labels"][0].update(fields)


def _rule(data: Data, name: str, **fields: object) -> None:
    next(rule for rule in data["rules"] if rule["id"] == name).update(fields)


def _lose(data: Data, name: str, field: str) -> None:
    del next(rule for rule in data["rules"] if rule["id"] == name)[field]


WRONG: dict[str, tuple[Callable[[Data], object], tuple[str, ...]]] = {
    "no labels": (lambda d: d.update(labels=[]), ("labels", "at least 1")),
    "a label twice": (lambda d: d["labels"].append(d["labels"][0]), ("'claim' comes twice",)),
    "a bad colour": (
        lambda d: _label(d, colour={"light": "blue", "dark": "#000000"}),
        ("labels.0 (claim).colour.light", "'blue' is not a colour"),
    ),
    "a key of two letters": (lambda d: _label(d, key="cl"), ("(claim).key", "a single letter")),
    "a key taken twice": (lambda d: _label(d, key="D"), ("key 'd' comes twice",)),
    "a digit taken twice": (lambda d: _label(d, digit="2"), ("digit '2' comes twice",)),
    "a bad name": (lambda d: _label(d, name="a claim"), ("labels.0", "begins with a letter")),
    "a misspelt field": (lambda d: _label(d, color="#000000"), ("color", "misspelt")),
    "a missing field": (lambda d: d["labels"][0].pop("colour"), ("(claim).colour", "missing")),
    "a wrong kind": (lambda d: d.update(title=7), ("title", "string")),
    "a rail that is none": (lambda d: _label(d, rail="wavy"), ("(claim).rail", "'solid'")),
    "a relation from nowhere": (
        lambda d: d["relations"][0].update({"from": ["rumour"]}),
        ("relation attributed_to", "'rumour'", "claim, denial, quote, actor"),
    ),
    "nesting of what is not there": (
        lambda d: d["nesting"]["warn"].append(["quote", "rumour"]),
        ("nesting", "'rumour'"),
    ),
    "a default that is no value": (
        lambda d: d["labels"][0]["attributes"][0].update(default="loud"),
        ("claim.voice", "'loud'"),
    ),
    "a guess by no lexicon": (
        lambda d: d["labels"][0]["attributes"][1]["guess"][0].update(lexicon="curses"),
        ("guess of claim.polarity", "'curses'"),
    ),
    "a guess without a lexicon": (
        lambda d: d["labels"][0]["attributes"][1]["guess"][0].pop("lexicon"),
        ("needs a lexicon",),
    ),
    "an unknown rule": (lambda d: d["rules"][0].update(id="E99"), ("no rule 'E99'", "E01")),
    "a rule that is none": (lambda d: d["rules"][0].update(id="odd"), ("rules.0", "such as E01")),
    "a rule twice": (lambda d: d["rules"].append(d["rules"][0]), ("rule 'E01' comes twice",)),
    "a severity that is none": (lambda d: _rule(d, "W08", severity="loud"), ("(W08).severity",)),
    "a guard switched off": (lambda d: _rule(d, "E02", severity="off"), ("E02 guards the data",)),
    "a rule without its relation": (lambda d: _lose(d, "W08", "relation"), ("W08 needs",)),
    "a rule on a missing label": (
        lambda d: _rule(d, "W08", labels=["rumour"]),
        ("rule W08", "'rumour'"),
    ),
    "a rule on a missing relation": (
        lambda d: _rule(d, "W08", through="whispers"),
        ("rule W08", "'whispers'"),
    ),
    "a rule on a missing attribute": (
        lambda d: _rule(d, "W03", attribute="tone"),
        ("rule W03 on quote", "'tone'"),
    ),
    "a rule on a missing value": (
        lambda d: _rule(d, "W03", values=["loud"]),
        ("rule W03 on quote", "'loud'"),
    ),
    "a rule on a missing region": (
        lambda d: _rule(d, "W15", kinds=["margin"]),
        ("rule W15", "'margin'"),
    ),
    "a rule on a missing lexicon": (
        lambda d: _rule(d, "W05", lexicon="curses"),
        ("rule W05", "'curses'"),
    ),
    "a negative limit": (lambda d: _rule(d, "W12", limit=-1), ("(W12).limit",)),
    "a version with spaces": (lambda d: d.update(version="1 0"), ("version",)),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_scheme_is_refused_with_place_and_reason(name: str) -> None:
    data = _data()
    spoil, words = WRONG[name]
    spoil(data)
    with pytest.raises(SchemeError) as refusal:
        read_scheme(json.dumps(data).encode(), "mine.json")
    said = str(refusal.value)
    assert said.startswith("mine.json: at ")
    assert "\n" not in said
    for part in words:
        assert part in said


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON at line 1, column 1"),
        (b'{"id": "x",', "not JSON at line 1"),
        (b"[1, 2]", "a scheme is an object"),
        (b'{"id": "\xff"}', "not UTF-8"),
        (b'{"id": "x", "id": "y"}', "the key 'id' comes twice"),
        (b"[" * 100_000, "nested too deeply"),
        (b"null", "a scheme is an object"),
    ],
)
def test_what_is_no_scheme_at_all_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SchemeError, match=words):
        read_scheme(data, "mine.json")


def test_the_guards_are_rules_of_the_program() -> None:
    assert set(ALWAYS) <= set(RULE_NEEDS)


def test_a_scheme_may_name_the_schema_that_it_follows() -> None:
    data = {"$schema": "label-scheme.schema.json", **_data()}
    assert isinstance(read_scheme(json.dumps(data).encode()), LabelScheme)
