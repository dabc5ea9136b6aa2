"""Each rule of the design: what it finds, how that is mended, and what comes near and is right."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest

from annotator.assets import default_scheme_bytes
from annotator.core.annotation import Relation, Span, Status
from annotator.core.check import RULES
from annotator.core.document import Region
from annotator.core.scheme import RULE_NEEDS, LabelScheme
from annotator.core.schemes import read_scheme, scheme_value

if TYPE_CHECKING:
    from tests.core.check.conftest import Bench, Maker

DESIGN = (
    [f"E{number:02}" for number in range(1, 14)]
    + [f"W{number:02}" for number in (*range(1, 16), 20, 21, 22, 24)]
    + [f"I{number}" for number in (13, 16, 17, 18, 19, 23, 25)]
)
RAIN = "“It rained all day,” said Teo Reed on Monday. He denied that the mill had closed."
LONG = "Teo " + "and so it went " * 40 + "one two three"
PARTS = "It rained all day.\n\nIt hailed all night, too."

Marks = Callable[["Bench"], object]


class Pair(NamedTuple):
    """A text with marks that a rule finds fault with, and marks with which it does not.

    `fix` is the title of the first fix that is offered, "" where none can be.
    """

    text: str
    wrong: Marks
    right: Marks
    fix: str = ""


def _span(label: str, words: str, **attrs: str) -> Marks:
    return lambda on: on.span(label, words, **attrs)


def _at(label: str, start: int, end: int) -> Marks:
    return lambda on: on.at(label, start, end)


def _item(*items: Span | Relation | Status) -> Marks:
    return lambda on: on.items.extend(items)


def _all(*marks: Marks) -> Marks:
    return lambda on: [mark(on) for mark in marks]


def _linked(label: str, *ends: tuple[str, str], also: Marks = lambda _: None) -> Marks:
    """Return two marks, the first tied to the second, and whatever is added to them."""

    def put(on: "Bench") -> None:
        source, target = (on.span(name, words) for name, words in ends)
        on.link(label, source, target)
        also(on)

    return put


def _again(source: int, target: int, label: str) -> Marks:
    """Return a relation between marks that were put before, by their places."""
    return lambda on: on.items.append(
        Relation(f"x{len(on.items)}", label, on.items[source].id, on.items[target].id)
    )


def _region(start: int, end: int, kind: str, marks: Marks) -> Marks:
    return _all(lambda on: on.regions.append(Region("g1", start, end, kind)), marks)


def _speaker(also: Marks = lambda _: None) -> Marks:
    ends = ("quote", "“It rained all day,”"), ("actor", "Teo Reed")
    return _linked("attributed_to", *ends, also=also)


PAIRS = {
    "E01": Pair("mill", _at("claim", 0, 5), _at("claim", 0, 4), "Move it to its words"),
    "E02": Pair(
        "The 👨‍👩‍👧 mill",
        _item(Span("s", "claim", 10, 14, "mall", (("voice", "author"),))),
        _at("claim", 10, 14),
        "Keep the place, take its words",
    ),
    "E03": Pair("The mill", _span("rumour", "mill"), _span("claim", "mill")),
    "E04": Pair(
        "The mill",
        _all(_at("claim", 0, 8), _at("claim", 0, 8)),
        _all(_at("claim", 0, 8), _at("denial", 0, 8), _at("claim", 0, 3)),
        "Delete the double",
    ),
    "E05": Pair("🇫🇷🇩🇪 won", _at("actor", 0, 1), _at("actor", 0, 2), "Take in the whole character"),
    "E06": Pair("It rained 🌧\ufe0f.", _at("claim", 0, 10), _at("claim", 0, 12), "Trim"),
    "E07": Pair(
        "one two three",
        _all(_at("claim", 0, 7), _at("claim", 4, 13)),
        _all(_at("claim", 0, 7), _at("claim", 8, 13), _at("claim", 0, 13)),
        "End the first where the second begins",
    ),
    "E08": Pair(
        "The mill",
        _item(Span("s", "quote", 0, 3, "The")),
        _item(Span("s", "denial", 0, 3, "The")),
        "Set what the words suggest",
    ),
    "E09": Pair(
        "The mill",
        _region(0, 3, "body", _item(Span("g1", "claim", 0, 3, "The"))),
        _region(0, 3, "body", _item(Span("g2", "claim", 0, 3, "The"))),
    ),
    "E10": Pair(
        RAIN,
        _linked("attributed_to", ("actor", "Teo Reed"), ("quote", "“It rained all day,”")),
        _speaker(),
        "Turn it round",
    ),
    "E11": Pair(
        RAIN,
        _speaker(_again(0, 1, "attributed_to")),
        _linked("continues", ("claim", "It"), ("claim", "all"), also=_again(1, 0, "continues")),
        "Delete the double",
    ),
    "E12": Pair(
        "one two three",
        _linked("continues", ("claim", "two"), ("claim", "one"), also=_again(1, 0, "continues")),
        _linked("continues", ("claim", "two"), ("claim", "one")),
        "Unlink",
    ),
    "E13": Pair("The mill", _at("claim", 0, 3), _item(Status("discarded"))),
    "W01": Pair("harbour’s", _at("actor", 0, 3), _at("actor", 0, 7), "Take in the whole word"),
    "W02": Pair("“It rained’s end", _at("quote", 0, 10), _span("quote", "rained’s")),
    "W03": Pair("It “rained”, too", _span("quote", "too"), _span("quote", "“rained”")),
    "W04": Pair(
        RAIN,
        _span("quote", "It rained all day,"),
        _span("quote", "“It rained all day,”"),
        "Take in the marks",
    ),
    "W05": Pair(
        RAIN,
        _span("quote", "“It rained all day,” said Teo Reed"),
        _span("quote", "“It rained all day,”"),
        "Keep the quoted words",
    ),
    "W06": Pair(
        RAIN,
        _span("denial", "denied"),
        _linked("attributed_to", ("denial", "denied"), ("actor", "He")),
    ),
    "W07": Pair(
        RAIN,
        _linked("attributed_to", ("denial", "denied"), ("actor", "He")),
        _linked("denies", ("denial", "denied"), ("claim", "the mill had closed")),
    ),
    "W08": Pair(RAIN, _span("quote", "“It rained all day,”"), _speaker()),
    "W09": Pair(
        RAIN,
        _span("claim", "the mill had closed", voice="attributed"),
        _span("claim", "the mill had closed", voice="unattributed"),
    ),
    "W10": Pair(
        RAIN, _span("actor", "Teo Reed", role="source"), _span("actor", "Teo Reed", role="subject")
    ),
    "W11": Pair(RAIN, _span("claim", "the mill"), _span("claim", "the mill had")),
    "W12": Pair(LONG, _at("denial", 0, 401), _at("denial", 0, 400)),
    "W13": Pair(LONG, _at("actor", 0, 81), _at("actor", 0, 80)),
    "W14": Pair(
        PARTS,
        _span("claim", "all day.\n\nIt hailed"),
        _all(_span("claim", "It rained all day."), _span("claim", "It hailed")),
        "Split at the paragraph",
    ),
    "W15": Pair(
        RAIN,
        _region(0, 20, "duplicate", _at("quote", 0, 20)),
        _region(20, 45, "duplicate", _at("quote", 0, 20)),
        "Remove the mark",
    ),
    "W20": Pair(
        RAIN,
        _all(_span("actor", "Teo Reed"), _span("actor", "Reed")),
        _all(_span("claim", "Teo Reed"), _span("actor", "Reed")),
    ),
    "W21": Pair(
        "one two three",
        _all(_at("claim", 0, 7), _at("denial", 4, 13)),
        _all(_at("claim", 0, 7), _at("denial", 8, 13), _at("quote", 0, 13)),
    ),
    "W22": Pair(
        RAIN,
        _span("claim", "that the mill had closed"),
        _span("claim", "the mill had closed"),
        "Leave out “that”",
    ),
    "W24": Pair(
        "It rained",
        _item(Span("s", "denial", 0, 9, "It rained", discuss="Is it?")),
        _item(Span("s", "denial", 0, 9, "It rained", note="It is.")),
        "Settle",
    ),
    "I13": Pair(
        "Teo Reed, a miller, saw 1,500 men",
        _span("actor", "Teo Reed, a miller"),
        _span("actor", "1,500 men"),
        "End before the comma",
    ),
    "I16": Pair(
        RAIN, _span("actor", "He", mention="pronoun"), _span("actor", "Teo Reed", mention="name")
    ),
    "I17": Pair(
        LONG,
        _linked("attributed_to", ("claim", "one two three"), ("actor", "Teo")),
        _all(_at("claim", 303, 309), _at("actor", 0, 3), _again(0, 1, "attributed_to")),
    ),
    "I18": Pair(RAIN, _span("actor", "Teo"), _span("quote", "rained"), "Mark as Quote"),
    "I19": Pair(RAIN, _span("claim", "denied"), _span("denial", "denied")),
    "I23": Pair(
        PARTS,
        _span("claim", "It rained all day."),
        _span("claim", "It rained all day"),
        "Leave out the stop",
    ),
    "I25": Pair(
        "Teo Reed left. Teo Reed came.",
        _at("actor", 0, 8),
        _all(_at("actor", 0, 8), _at("actor", 15, 23)),
        "Mark as Actor",
    ),
}


def _on(bench: "Maker", scheme: LabelScheme, name: str, marks: Marks) -> "Bench":
    on = bench(PAIRS[name].text)
    data = scheme_value(scheme)
    for rule in data["rules"]:
        if rule["id"] == name and rule["severity"] == "off":
            rule["severity"] = "error"
    on.scheme = read_scheme(json.dumps(data).encode())
    marks(on)
    return on


def test_all_rules_of_the_design_are_there_and_no_others() -> None:
    shipped = [rule["id"] for rule in json.loads(default_scheme_bytes())["rules"]]
    assert sorted(shipped) == sorted(DESIGN)
    assert set(RULES) == set(RULE_NEEDS) == set(PAIRS) == set(DESIGN)


def test_a_rules_letter_tells_how_severe_it_is(scheme: LabelScheme) -> None:
    levels = {"E": {"error"}, "W": {"warning"}, "I": {"hint"}}
    for rule in scheme.rules:
        assert {rule.severity} <= levels[rule.id[0]] or rule.id == "E13"


@pytest.mark.parametrize("name", DESIGN)
def test_a_rule_finds_what_is_wrong(bench: "Maker", scheme: LabelScheme, name: str) -> None:
    on = _on(bench, scheme, name, PAIRS[name].wrong)
    found = on.of(name, finishing=True)
    assert found
    assert all(0 <= problem.start <= problem.end <= len(on.text) for problem in found)
    titles = [problem.fixes[0].title if problem.fixes else "" for problem in found]
    assert PAIRS[name].fix in titles or not PAIRS[name].fix


@pytest.mark.parametrize("name", DESIGN)
def test_a_rule_lets_be_what_only_comes_near(
    bench: "Maker", scheme: LabelScheme, name: str
) -> None:
    assert _on(bench, scheme, name, PAIRS[name].right).of(name, finishing=True) == []


@pytest.mark.parametrize("name", [name for name in DESIGN if PAIRS[name].fix])
def test_a_fix_mends_what_its_rule_found(bench: "Maker", scheme: LabelScheme, name: str) -> None:
    on = _on(bench, scheme, name, PAIRS[name].wrong)
    for problem in on.of(name):
        for place in range(len(problem.fixes)):
            on.mended(problem, place)
    first = next(problem for problem in on.of(name) if problem.fixes)
    on.items = list(on.mended(first).values())
    assert on.of(name) == []
