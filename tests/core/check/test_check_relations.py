"""Rules about relations and about what a mark should be tied to."""

from typing import TYPE_CHECKING

from annotator.core.annotation import Relation

if TYPE_CHECKING:
    from tests.core.check.conftest import Bench, Maker


def _words(bench: "Maker") -> "Bench":
    return bench("Teo said one two three four five six seven, and Ana denied it.")


def test_e10_tells_of_what_leads_nowhere_back_or_where_it_may_not(bench: "Maker") -> None:
    on = _words(bench)
    claim, actor = on.span("claim", "one two three"), on.span("actor", "Teo")
    on.items.append(Relation("dangling", "attributed_to", claim.id, "gone"))
    on.items.append(Relation("itself", "attributed_to", claim.id, claim.id))
    on.items.append(Relation("wrong", "denies", actor.id, claim.id))
    found = on.of("E10")
    assert {problem.marks[0] for problem in found} == {"dangling", "itself", "wrong"}
    assert all(problem.marks[0] not in on.mended(problem, -1) for problem in found)


def test_e10_turns_round_what_was_drawn_backwards(bench: "Maker") -> None:
    on = _words(bench)
    claim, actor = on.span("claim", "one two three"), on.span("actor", "Teo")
    backwards = on.link("attributed_to", actor, claim)
    (problem,) = on.of("E10")
    after = on.mended(problem)[backwards.id]
    assert isinstance(after, Relation)
    assert (after.source, after.target) == (claim.id, actor.id)


def test_e11_deletes_the_double_and_sees_that_symmetric_ones_are_the_same(bench: "Maker") -> None:
    on = _words(bench)
    claim, teo, ana = on.span("claim", "one two"), on.span("actor", "Teo"), on.span("actor", "Ana")
    on.link("attributed_to", claim, teo)
    double = on.link("attributed_to", claim, teo)
    on.link("same_actor", teo, ana)
    mirrored = on.link("same_actor", ana, teo)
    found = on.of("E11")
    assert {problem.marks[0] for problem in found} == {double.id, mirrored.id}
    assert all(problem.marks[0] not in on.mended(problem) for problem in found)


def test_e12_tells_of_branches_and_circles(bench: "Maker") -> None:
    on = _words(bench)
    one, two, three = (on.span("claim", word) for word in ("one", "two", "three"))
    on.link("continues", two, one)
    on.link("continues", three, two)
    assert on.of("E12") == []
    branch = on.link("continues", three, one)
    circle = on.link("continues", one, three)
    assert {p.marks[0]: p.message for p in on.of("E12")} == {
        branch.id: "A chain branches here",
        circle.id: "A chain runs in a circle here",
    }
    for problem in on.of("E12"):
        on.mended(problem)


def test_i17_measures_from_edge_to_edge(bench: "Maker") -> None:
    on = bench("Teo" + " and so it went on" * 20 + " one two three")
    claim, actor = on.span("claim", "one two three"), on.span("actor", "Teo")
    on.link("attributed_to", claim, actor)
    (problem,) = on.of("I17")
    assert problem.message == "The speaker stands 361 characters away"


def test_w06_w08_and_w09_ask_for_a_speaker(bench: "Maker") -> None:
    on = bench("“It rained,” he said. He denied the flood. The mill had closed by May.")
    quote = on.span("quote", "“It rained,”")
    denial = on.span("denial", "denied the flood")
    claim = on.span("claim", "The mill had closed by May", voice="attributed")
    on.at("claim", 60, 65, "author", voice="author")
    actor = on.at("actor", 13, 15)
    rules = {"W06": denial, "W08": quote, "W09": claim}
    for rule, span in rules.items():
        (problem,) = on.of(rule)
        assert problem.marks == (span.id,)
        assert problem.message.endswith("has no speaker")
        on.link("attributed_to", span, actor)
        assert on.of(rule) == []


def test_w08_lets_a_continued_quote_share_its_speaker(bench: "Maker") -> None:
    on = bench("“It rained,” said Teo. “And how.”")
    first, second = on.span("quote", "“It rained,”"), on.span("quote", "“And how.”")
    on.link("attributed_to", first, on.span("actor", "Teo"))
    assert [problem.marks for problem in on.of("W08")] == [(second.id,)]
    on.link("continues", second, first)
    assert on.of("W08") == []


def test_w07_asks_what_is_denied(bench: "Maker") -> None:
    on = _words(bench)
    denial, claim = on.span("denial", "denied it"), on.span("claim", "one two three")
    (problem,) = on.of("W07")
    assert problem.message == "Denial denies nothing"
    on.link("denies", denial, claim)
    assert on.of("W07") == []


def test_w10_asks_that_a_source_or_one_who_is_the_same_says_something(bench: "Maker") -> None:
    on = _words(bench)
    teo = on.span("actor", "Teo", role="source")
    ana = on.span("actor", "Ana", role="source")
    assert len(on.of("W10")) == 2
    on.link("same_actor", teo, ana)
    assert len(on.of("W10")) == 2
    on.link("attributed_to", on.span("claim", "one two three"), ana)
    assert on.of("W10") == []


def test_w10_takes_a_missing_role_for_the_default(bench: "Maker") -> None:
    on = _words(bench)
    on.span("actor", "Teo", role="subject")
    on.span("actor", "Ana", "ana", role="")
    assert [problem.marks for problem in on.of("W10")] == [("ana",)]


def test_i16_asks_whom_a_pronoun_means(bench: "Maker") -> None:
    on = bench("Teo spoke. He left.")
    he = on.span("actor", "He", mention="pronoun")
    assert [problem.marks for problem in on.of("I16")] == [(he.id,)]
    on.link("same_actor", he, on.span("actor", "Teo"))
    assert on.of("I16") == []
