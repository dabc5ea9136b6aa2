"""Rules about marks that share words."""

from typing import TYPE_CHECKING

from annotator.core.annotation import Relation, spans_of
from annotator.core.document import Region
from annotator.core.scheme import LabelScheme

if TYPE_CHECKING:
    from tests.core.check.conftest import Maker


def test_e04_deletes_the_double_and_keeps_what_hung_on_it(bench: "Maker") -> None:
    on = bench("Teo said it rained all day.")
    actor = on.span("actor", "Teo")
    first = on.span("claim", "it rained", "a")
    second = on.span("claim", "it rained", "b")
    on.link("attributed_to", second, actor)
    (problem,) = on.of("E04")
    after = on.mended(problem)
    assert second.id not in after
    (kept,) = [item for item in after.values() if isinstance(item, Relation)]
    assert (kept.source, kept.target) == (first.id, actor.id)


def test_e04_makes_no_double_relation(bench: "Maker") -> None:
    on = bench("Teo said it rained all day.")
    actor = on.span("actor", "Teo")
    first, second = on.span("claim", "it rained", "a"), on.span("claim", "it rained", "b")
    on.link("attributed_to", first, actor)
    on.link("attributed_to", second, actor)
    (problem,) = on.of("E04")
    assert len([i for i in on.mended(problem).values() if isinstance(i, Relation)]) == 1


def test_e04_lets_another_label_stand_on_the_same_words(bench: "Maker") -> None:
    on = bench("It rained all day.")
    on.span("claim", "It rained")
    on.span("denial", "It rained")
    assert on.of("E04") == []


def test_e07_offers_either_cut(bench: "Maker") -> None:
    on = bench("one two three four five")
    on.span("claim", "one two three", "a")
    on.span("claim", "three four five", "b")
    (problem,) = on.of("E07")
    assert problem.marks == ("a", "b")
    first, second = on.mended(problem, 0), on.mended(problem, 1)
    assert [span.text for span in spans_of(first.values())] == ["one two", "three four five"]
    assert [span.text for span in spans_of(second.values())] == ["one two three", "four five"]


def test_e07_lets_marks_nest_and_touch(bench: "Maker") -> None:
    on = bench("one two three four five")
    for words in ("one two three four five", "one two", "two", "three four", "four five"):
        on.span("claim", words)
    assert [problem.marks for problem in on.of("E07")] == [("s3", "s4")]


def test_w21_speaks_of_different_labels(bench: "Maker") -> None:
    on = bench("one two three four five")
    on.span("claim", "one two three", "a")
    on.span("denial", "three four five", "b")
    on.span("quote", "one two", "c")
    assert [problem.marks for problem in on.of("W21")] == [("a", "b")]
    assert on.of("E07") == []


def test_w20_tells_of_a_quote_in_a_quote_and_of_what_never_nests(bench: "Maker") -> None:
    on = bench("“He said ‘no, never’ to us,” said Teo of the mill.")
    on.span("quote", "“He said ‘no, never’ to us,”", "outer")
    on.span("quote", "‘no, never’", "inner")
    on.span("actor", "Teo of the mill", "actor")
    on.span("claim", "the mill", "claim")
    assert {p.marks: p.message for p in on.of("W20")} == {
        ("inner", "outer"): "Quote inside another",
        ("claim", "actor"): "Claim inside Actor",
    }


def test_w20_lets_two_labels_have_the_same_words(bench: "Maker") -> None:
    on = bench("Teo said so.")
    on.span("actor", "Teo")
    on.span("claim", "Teo")
    assert on.of("W20") == []


def test_w15_speaks_of_marks_in_what_was_set_aside(bench: "Maker") -> None:
    on = bench("Read more: the mill closed. The mill closed.")
    on.regions = [Region("g1", 0, 27, "boilerplate"), Region("g2", 28, 43, "body")]
    on.span("claim", "the mill closed", "aside")
    on.span("claim", "The mill closed", "body")
    (problem,) = on.of("W15")
    assert problem.marks == ("aside",)
    assert "aside" not in on.mended(problem)


def test_w20_leaves_alone_what_only_sticks_out(bench: "Maker", scheme: LabelScheme) -> None:
    inner, around = next(
        (label, one)
        for label, outers in scheme.nesting.unwelcome.items()
        for one in outers
        if one != label
    )
    on = bench("one two three four")
    on.span(around, "one two")
    on.span(inner, "two three")
    assert on.of("W20") == []
