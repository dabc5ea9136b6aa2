"""What an annotator leaves on a document."""

import dataclasses

import pytest

from annotator.core.annotation import (
    Acceptance,
    AnnotationSet,
    Relation,
    SetKey,
    Span,
    Status,
    attributes,
    relations_of,
    spans_of,
)
from annotator.core.document import Region
from tests.items import items_by_id

ONE = Span("s1", "quote", 3, 9, "rained", (("form", "direct"), ("tone", "dry")))
LONGER = Span("s2", "claim", 3, 12, "rained al")
SAME = Span("s0", "actor", 3, 9, "rained")
LATER = Span("a9", "actor", 4, 5, "a")
LINK = Relation("r1", "attributed_to", "s1", "s0")


def _set(*items: Span | Relation | Region | Acceptance | Status) -> AnnotationSet:
    return AnnotationSet(SetKey("mill", "ines"), items_by_id(items))


def test_spans_come_in_reading_order_the_longer_first() -> None:
    made = _set(LATER, ONE, LINK, LONGER, SAME)
    assert made.spans == (LONGER, SAME, ONE, LATER)
    assert made.relations == (LINK,)
    assert not spans_of([LINK])
    assert not relations_of([ONE])


def test_a_set_without_a_status_has_none_yet() -> None:
    assert _set(ONE).status == Status("none")
    done = Status("done", "all read")
    assert _set(ONE, done).status == done
    assert _set(done, ONE).spans == (ONE,)


def test_an_acceptance_is_known_by_its_rule_and_marks() -> None:
    first, second = Acceptance("W08", ("s1", "s2"), "why"), Acceptance("W02", (), "so")
    assert first.id == "accept:W08:s1,s2"
    assert second.id == "accept:W02:"
    assert _set(first, second).acceptances == (second, first)


def test_attributes_are_read_set_and_taken_away() -> None:
    assert ONE.attribute("form") == "direct"
    assert ONE.attribute("size") == ""
    assert ONE.with_attribute("form", "mixed").attributes == (("form", "mixed"), ("tone", "dry"))
    assert ONE.with_attribute("age", "old").attributes[0] == ("age", "old")
    assert ONE.with_attribute("form", "").attributes == (("tone", "dry"),)
    assert ONE.attribute("form") == "direct", "the span itself stays as it was"
    assert attributes({"b": "2", "a": "1"}) == (("a", "1"), ("b", "2"))


@pytest.mark.parametrize("value", [ONE, LINK, Acceptance("W08", (), ""), Status("done"), _set(ONE)])
def test_values_never_change(value: object) -> None:
    name = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, "other")
