"""Any marks, any text: checks answer, always the same, and their fixes mend what they name."""

import random
from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.assets import default_scheme_bytes
from annotator.core.annotation import Acceptance, Item, Relation, Span, Status
from annotator.core.check import check
from annotator.core.document import Region
from annotator.core.problem import Problem
from annotator.core.schemes import read_scheme

SCHEME = read_scheme(default_scheme_bytes())
LABELS = [*SCHEME.label_by_name, "rumour", ""]
RELATIONS = [*SCHEME.relation_by_name, "whispers"]
PIECES = [
    *(" ", " ", "\n", "\n\n", "\r\n", ". ", ", ", "“", "”", "‘", "’", '"', "'", "«", "»", "\u200b"),
    *("that ", "he said ", "denied ", "it rained all day", "Teo", "The mill", "not true", "1,500"),
    *(
        "👨‍👩‍👧",
        "é",
        "e\u0301",
        "🇫🇷",
        "نفى",
        "أن",
        "عاريةٌ",
        "政府",
        "ด้วย",
        "\u00ad",
        "\ufeff",
        "\u0600",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(), max_size=60),  # lone surrogates among them
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)
IDS = st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h", "status", "", "accept:W01:a"])
VALUES = ["attributed", "author", "direct", "mixed", "source", "pronoun", "name", "person", "odd"]
NAMES = ["voice", "form", "role", "mention", "type", "tone"]
ATTRIBUTES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=3).map(
    tuple
)


Case = tuple[str, dict[str, Item], list[Region]]


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    wild = st.integers(-3, len(text) + 3) | st.sampled_from([-(10**20), 10**20])
    inside = st.integers(0, len(text))
    start, end = draw(st.tuples(inside, inside).map(sorted) | st.tuples(wild, wild))
    words = text[max(start, 0) : max(end, 0)]
    return Span(
        draw(IDS),
        draw(st.sampled_from(LABELS)),
        start,
        end,
        draw(st.just(words) | st.text(max_size=3)),
        draw(ATTRIBUTES),
        discuss=draw(st.sampled_from(["", "why?"])),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    text = draw(TEXTS)
    relations = st.builds(Relation, IDS, st.sampled_from(RELATIONS), IDS, IDS)
    others = st.builds(Acceptance, st.sampled_from(["W01", "E01"]), st.just(("a",)), st.text())
    items: list[Item] = draw(
        st.lists(spans(text) | relations | others | st.just(Status("done")), max_size=12)
    )
    keyed = draw(st.booleans())
    found = {item.id if keyed else f"{item.id}{place}": item for place, item in enumerate(items)}
    kinds = st.sampled_from([*SCHEME.regions, "margin"])
    offsets = st.integers(-3, len(text) + 3)
    regions = draw(st.lists(st.builds(Region, IDS, offsets, offsets, kinds), max_size=3))
    return text, found, regions


def _keys(problems: list[Problem], *rules: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.rule, one.marks) for one in problems if not rules or one.rule in rules}


def _shuffled(items: Mapping[str, Item], seed: int) -> dict[str, Item]:
    pairs = list(items.items())
    random.Random(seed).shuffle(pairs)  # noqa: S311 an order, no secret
    return dict(pairs)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.integers(), st.sampled_from(["und", "en", "ar", "xx", "zh-Hant"]))
def test_checks_never_crash_and_do_not_hang_on_the_order(
    case: Case, seed: int, language: str
) -> None:
    text, items, regions = case
    found = check(text, items, regions, SCHEME, language=language, sha256="0", finishing=True)
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert all(one.message and "\n" not in one.message[:10] for one in found)
    again = check(
        text,
        _shuffled(items, seed),
        regions[::-1],
        SCHEME,
        language=language,
        sha256="0",
        finishing=True,
    )
    assert again == found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_a_fix_mends_its_problem_and_breaks_no_offset(case: Case) -> None:
    text, items, regions = case
    before = check(text, items, regions, SCHEME)
    shared = {item.id for item in items.values()} & {region.id for region in regions}
    for problem in before:
        for fix in problem.fixes:
            after = fix.change.applied_to(items)
            found = check(text, after, regions, SCHEME)
            if problem.marks and shared.isdisjoint(problem.marks):
                assert (problem.rule, problem.marks) not in _keys(found)
            assert _keys(found, "E01", "E02", "E09") <= _keys(before, "E01", "E02", "E09")
            hanging = {
                key
                for key, item in items.items()
                if isinstance(item, Relation) and {item.source, item.target} & set(problem.marks)
            }
            touched = {item.id for item in fix.change.removed}
            assert touched <= set(problem.marks) | hanging
            new = {item.id for item in fix.change.added} - touched
            assert not new & set(items)
