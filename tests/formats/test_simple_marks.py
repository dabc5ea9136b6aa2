from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import Relation, Span
from annotator.core.document import Region
from annotator.formats.base import FormatError
from annotator.formats.rows import Row
from annotator.formats.simple_marks import Marks

TEXT = "😀 “No,” she said."
QUOTE = {"id": "q", "label": "quote", "start": 2, "end": 7, "text": "“No,”"}
ACTOR = {"id": 1, "label": "actor", "start": 8, "end": 11}


def marks() -> Marks:
    return Marks(Row(Path("news.jsonl"), 3, {}), TEXT)


def test_spans_and_relations_come_in_as_they_are_said() -> None:
    made = marks()
    made.add_span({**QUOTE, "attrs": {"b": "2", "a": 1, "c": None, "d": "", "e": True}}, "spans[0]")
    made.add_span({**ACTOR, "note": "n", "discuss": "why?"}, "spans[1]")
    made.add_relation({"type": "said", "from": "q", "to": 1, "note": "m"}, "relations[0]")
    assert list(made.items.values()) == [
        Span("q", "quote", 2, 7, "“No,”", (("a", "1"), ("b", "2"), ("e", "true"))),
        Span("s1", "actor", 8, 11, "she", (), "n", "why?"),
        Relation("r3", "said", "q", "s1", "m"),
    ]
    assert made.renamed == 1


@pytest.mark.parametrize(
    ("source", "target", "label"),
    [("from", "to", "type"), ("head", "tail", "label"), ("source", "target", "label")],
)
def test_the_ends_of_a_relation_have_several_names(source: str, target: str, label: str) -> None:
    made = marks()
    made.add_span(QUOTE, "")
    made.add_span(ACTOR, "")
    made.add_relation({label: "said", source: "q", target: "1"}, "")
    assert made.items["r3"] == Relation("r3", "said", "q", "s1")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": "2"}, "not both whole numbers"),
        ({"start": 2.0}, "not both whole numbers"),
        ({"start": True}, "not both whole numbers"),
        ({"end": None}, "not both whole numbers"),
        ({"start": -1}, "holds no part of the text, which has 17 characters"),
        ({"end": 99}, "holds no part of the text"),
        ({"start": 7}, "holds no part of the text"),
        ({"start": 3}, "it says '“No,”', but the text has 'No,”' at 3 to 7"),
        ({"text": 5}, "it says '5', but"),
        ({"label": ""}, "it has no label"),
        ({"label": 3}, "label is no string"),
        ({"id": 1.5}, "id is neither a string nor a whole number"),
        ({"id": []}, "id is neither"),
        ({"attrs": []}, "attrs is no object"),
        ({"attrs": {"a": []}}, "neither a word nor a number"),
        ({"note": 3}, "note is no string"),
        ({"discuss": {}}, "discuss is no string"),
    ],
)
def test_a_span_that_does_not_fit_is_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(FormatError, match=rf"^news\.jsonl, line 3: spans\[4\].*{words}"):
        marks().add_span({**QUOTE, **change}, "spans[4]")


@pytest.mark.parametrize("value", [None, 3, "x", []])
def test_what_is_no_object_is_no_mark(value: object) -> None:
    for add in (marks().add_span, marks().add_relation):
        with pytest.raises(FormatError, match=r"x\[0\] is no object"):
            add(value, "x[0]")


@pytest.mark.parametrize("end", ["nobody", None, [], 7, "r"])
def test_a_relation_to_nowhere_is_refused(end: object) -> None:
    made = marks()
    made.add_span(QUOTE, "")
    made.add_span(ACTOR, "")
    made.add_relation({"id": "r", "type": "said", "from": "q", "to": 1}, "")
    with pytest.raises(FormatError, match=r"relations\[1\].to: there is no span"):
        made.add_relation({"type": "said", "from": "q", "to": end}, "relations[1]")


def test_the_same_id_twice_is_refused_among_all_marks() -> None:
    made = marks()
    made.add_span(QUOTE, "")
    for add, one in (
        (made.add_span, QUOTE),
        (made.add_relation, {"id": "q", "type": "said", "from": "q", "to": "q"}),
    ):
        with pytest.raises(FormatError, match="the id 'q' comes twice"):
            add(one, "x")


@given(
    ids=st.lists(st.sampled_from(["", "s1", "ss1", "1", 1, "status", "accept:x", "é", None, "a"]))
)
def test_whatever_ids_a_file_has_each_mark_gets_one_that_may_stand(ids: list[Any]) -> None:
    made, said = marks(), list(dict.fromkeys(str(one) if one else "" for one in ids))
    for one in said:
        made.add_span({**QUOTE, "id": one}, "")
    assert len(made.items) == len(said)
    for name in made.items:
        assert name[0].isascii()
        assert name[0].isalpha()
        assert name != "status"
        assert not name.startswith("accept:")


def test_a_region_is_held_against_the_text() -> None:
    region = {"start": 0, "end": 7, "kind": "headline", "value": "v", "text": "😀 “N…"}
    assert marks().region(region, "regions[0]", 1) == Region("region-1", 0, 7, "headline", "v")
    with pytest.raises(FormatError, match=r"regions\[0\].text"):
        marks().region({**region, "text": "other"}, "regions[0]", 1)
    with pytest.raises(FormatError, match="it has no kind"):
        marks().region({**region, "kind": ""}, "regions[0]", 1)
