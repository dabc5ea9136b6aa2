"""A proof without the project finds just what the checks of a project find against its scheme."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.assets import default_scheme_bytes
from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Item,
    Relation,
    SetKey,
    Span,
    attributes,
)
from annotator.core.check import check
from annotator.core.document import new_document
from annotator.core.languages import language_tag
from annotator.core.schemes import read_scheme
from annotator.formats.naming import LANGUAGE
from annotator.formats.record_writing import Frame, record_of
from annotator.transfer.scheme_proof import SchemeProof
from tests.items import items_by_id

SCHEME = read_scheme(default_scheme_bytes())
PROOF = SchemeProof(SCHEME)
TEXT = "The council said harbour fees will rise."
LABELS = [*SCHEME.label_by_name, "rumour"]
NAMES = {name: one for kinds in SCHEME.attributes_by_label.values() for name, one in kinds.items()}
VALUES = sorted({value for one in NAMES.values() for value in one.values} | {"low"})
ENDS = ["s0", "s1", "s2"]
AGAINST_A_SCHEME = {"E03", "E08", "E10"}


@st.composite
def marks(draw: st.DrawFn) -> list[Item]:
    """Draw three spans and a relation: their names are often the scheme's."""
    items: list[Item] = []
    for number, name in enumerate(ENDS):
        label = draw(st.sampled_from(LABELS))
        known = SCHEME.attributes_by_label.get(label, {})
        pairs = {name: draw(st.sampled_from(one.values)) for name, one in known.items()}
        if draw(st.booleans()):
            pairs[draw(st.sampled_from([*NAMES, "mood"]))] = draw(st.sampled_from(VALUES))
        if draw(st.integers(0, 3)) == 0:
            pairs.pop(draw(st.sampled_from([*NAMES])), None)
        place = (number * 4, number * 4 + 3)
        items.append(Span(name, label, *place, TEXT[slice(*place)], attributes(pairs)))
    label = draw(st.sampled_from([*SCHEME.relation_by_name, "hates"]))
    source, target = draw(st.permutations(ENDS))[:2]
    return [*items, Relation("r", label, source, target)]


@settings(max_examples=400, deadline=None)
@given(marks())
def test_the_proof_and_the_checks_find_the_same(items: list[Item]) -> None:
    one = AnnotationSet(SetKey("a", "ann"), items_by_id(items))
    record = record_of(
        AnnotatedDocument(new_document("a", TEXT), (), (one,)), Frame("all", SCHEME.full_name)
    )
    found = {problem.rule for problem in check(TEXT, one.items, (), SCHEME)} & AGAINST_A_SCHEME
    told = list(PROOF.faults(record))
    assert bool(told) == bool(found), (told, found)


@given(st.from_regex(LANGUAGE, fullmatch=True) | st.text(max_size=12))
def test_a_language_tag_is_one_of_records_and_stays_as_it_is(tag: str) -> None:
    made = language_tag(tag)
    if made:
        assert LANGUAGE.fullmatch(made)
        assert language_tag(made) == made
        assert made.lower() == tag.strip().replace("_", "-").lower()
