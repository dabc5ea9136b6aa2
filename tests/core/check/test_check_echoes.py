"""Rules about words that bear no mark."""

from typing import TYPE_CHECKING

from annotator.core.document import Region

if TYPE_CHECKING:
    from tests.core.check.conftest import Maker


def test_i19_tells_of_denial_cues_without_a_mark(bench: "Maker") -> None:
    on = bench("Teo denied it. Ana DISPUTED it, too. ونفى مروان. A denier spoke.")
    on.span("denial", "denied it")
    assert [on.text[p.start : p.end] for p in on.of("I19")] == ["DISPUTED", "ونفى"]
    assert [on.text[p.start : p.end] for p in on.of("I19", language="ar")] == ["ونفى"]


def test_i19_sees_cues_of_several_words_and_with_vowel_signs(bench: "Maker") -> None:
    on = bench("That is not\ntrue. It was not, true to form. عاريةٌ تمامًا من الصحة")
    assert len(on.of("I19")) == 2


def test_i19_leaves_furniture_alone(bench: "Maker") -> None:
    on = bench("Read more: mayor denies all")
    on.regions = [Region("g1", 0, len(on.text), "boilerplate")]
    assert on.of("I19") == []


def test_i25_tells_of_a_name_that_is_marked_only_elsewhere(bench: "Maker") -> None:
    on = bench("Teo Lindqvist-Amaro left. Then Teo Lindqvist-Amaro came. teo lindqvist-amaro")
    on.span("actor", "Teo Lindqvist-Amaro")
    (problem,) = on.of("I25")
    assert problem.start == 31
    assert problem.fixes[0].title == "Mark as Actor"


def test_i25_tells_of_the_same_words_under_another_label(bench: "Maker") -> None:
    on = bench("Cassel Rovers won. Cassel Rovers lost. Cassel Rovers drew.")
    for start, label in ((0, "actor"), (19, "actor"), (39, "claim")):
        on.at(label, start, start + 13, f"{label}{start}")
    assert [(p.marks, p.message) for p in on.of("I25") if p.marks] == [
        (("claim39",), "The same words are marked Actor elsewhere")
    ]
