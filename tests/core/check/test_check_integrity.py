"""Rules that guard the data."""

import json
from typing import TYPE_CHECKING

from annotator.core.annotation import Acceptance, Relation, Span, Status
from annotator.core.canonical import text_digest
from annotator.core.check import RULES, check
from annotator.core.document import Region
from annotator.core.problem import Severity
from annotator.core.scheme import ALWAYS, RULE_NEEDS, LabelScheme
from annotator.core.schemes import read_scheme, scheme_value
from tests.items import items_by_id

if TYPE_CHECKING:
    from tests.core.check.conftest import Maker

BARE = b"""{"id": "bare", "version": "1", "labels":
 [{"name": "thing", "colour": {"light": "#000000", "dark": "#ffffff"}}]}"""


def test_every_rule_of_the_design_has_its_function() -> None:
    assert set(RULES) == set(RULE_NEEDS)


def test_e01_tells_what_is_outside_or_empty(bench: "Maker") -> None:
    on = bench("Nine words stand here.")
    on.at("claim", 3, 3, "empty")
    on.at("claim", 5, 99, "beyond")
    on.at("claim", -4, 2, "before")
    on.at("claim", 9, 4, "turned")
    found = on.of("E01")
    assert {problem.marks[0] for problem in found} == {"empty", "beyond", "before", "turned"}
    assert all(0 <= problem.start <= problem.end <= len(on.text) for problem in found)
    assert all(on.mended(problem, -1) is not None for problem in found)


def test_e01_speaks_of_regions_and_offers_nothing_that_cannot_be_done(bench: "Maker") -> None:
    on = bench("Short.")
    on.regions = [Region("g1", 2, 80, "headline")]
    assert [(p.marks, p.fixes) for p in on.of("E01")] == [(("g1",), ())]


def test_e02_tells_of_words_that_are_not_the_texts_and_finds_them_nearby(bench: "Maker") -> None:
    on = bench("The mill closed. The mill opened.")
    on.items.append(Span("s1", "claim", 4, 10, "opened", (("voice", "author"),)))
    (problem,) = on.of("E02")
    assert on.mended_text(problem, 0) == "opened"
    assert on.mended_text(problem, 1) == "mill c"


def test_e02_tells_of_another_text(bench: "Maker") -> None:
    on = bench("The mill closed.")
    assert on.of("E02", sha256=text_digest(on.text)) == []
    assert len(on.of("E02", sha256=text_digest("Another."))) == 1
    on.text = "lone \ud800"
    assert len(on.of("E02", sha256="0" * 64)) == 1


def test_e03_tells_of_names_that_the_scheme_lacks(bench: "Maker") -> None:
    on = bench("The mill closed.")
    one = on.span("rumour", "mill")
    on.items.append(Relation("r9", "whispers", one.id, one.id))
    assert [problem.marks for problem in on.of("E03")] == [("r9",), (one.id,)]


def test_e08_tells_of_attributes_and_sets_what_the_words_suggest(bench: "Maker") -> None:
    on = bench("She said “no.”")
    on.items.append(Span("s1", "actor", 0, 3, "She", (("mention", "nickname"), ("tone", "dry"))))
    (problem,) = on.of("E08")
    assert problem.message.endswith("and 2 more")
    after = on.mended(problem)["s1"]
    assert isinstance(after, Span)
    assert dict(after.attributes) == {"mention": "pronoun", "type": "person"}


def test_e08_says_nothing_of_what_is_not_required(bench: "Maker") -> None:
    on = bench("The mill closed.")
    on.items.append(Span("s1", "denial", 4, 8, "mill"))
    assert on.of("E08") == []


def test_e09_tells_of_an_id_that_is_borne_twice(scheme: LabelScheme) -> None:
    text = "The mill closed."
    span = Span("x", "claim", 0, 8, "The mill")
    found = check(text, {"x": span, "y": span}, [Region("x", 0, 3, "body")], scheme)
    assert [p.marks for p in found if p.rule == "E09"] == [("x",)]
    assert all(not problem.fixes or problem.rule != "E09" for problem in found)


def test_e13_is_asked_only_at_export_and_only_where_the_scheme_says_so(
    bench: "Maker", scheme: LabelScheme
) -> None:
    on = bench("The mill closed.")
    assert on.of("E13", finishing=True) == []
    data = scheme_value(scheme)
    next(rule for rule in data["rules"] if rule["id"] == "E13")["severity"] = "error"
    on.scheme = read_scheme(json.dumps(data).encode())
    assert on.of("E13") == []
    assert len(on.of("E13", finishing=True)) == 1
    on.items.append(Status("done"))
    assert on.of("E13", finishing=True) == []


def test_the_guards_run_though_a_scheme_names_no_rule() -> None:
    bare = read_scheme(BARE)
    items = items_by_id([Span("a", "thing", 0, 99, "x"), Relation("r", "is", "a", "zz")])
    found = check("Some text.", items, [], bare)
    assert {problem.rule for problem in found} == {"E01", "E03", "E10"}
    assert {problem.severity for problem in found} == {Severity.ERROR}
    assert {"E01", "E03", "E10"} <= set(ALWAYS)


def test_what_was_accepted_comes_back_with_its_reason_but_no_error_does(bench: "Maker") -> None:
    on = bench("“It rained,” she said. mill")
    quote = on.span("quote", "“It rained,”")
    on.at("claim", 4, 4, "empty")
    on.items.append(Acceptance("W08", (quote.id,), "Nobody is named."))
    on.items.append(Acceptance("E01", ("empty",), "Never mind."))
    assert [problem.accepted for problem in on.of("W08")] == ["Nobody is named."]
    assert [problem.accepted for problem in on.of("E01")] == [""]


def test_an_acceptance_speaks_for_its_rule_and_marks_only(bench: "Maker") -> None:
    on = bench("“It rained,” she said. “It hailed,” he said.")
    first, second = on.span("quote", "“It rained,”"), on.span("quote", "“It hailed,”")
    on.items.append(Acceptance("W08", (first.id,), "Nobody is named."))
    on.items.append(Acceptance("W02", (second.id,), "Nobody is named."))
    assert {problem.marks: bool(problem.accepted) for problem in on.of("W08")} == {
        (first.id,): True,
        (second.id,): False,
    }
