import json
from pathlib import Path

import pytest

from annotator.core.annotation import (
    Acceptance,
    AnnotationSet,
    Decision,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
    attributes,
)
from annotator.core.scheme import LabelScheme
from annotator.transfer.mapping import LabelMap, MapError, Mapper, read_map
from tests.items import items_by_id


def _span(name: str, label: str, **attrs: str) -> Span:
    return Span(name, label, 0, 1, "x", attributes(attrs))


def _set(*items: Item) -> AnnotationSet:
    return AnnotationSet(SetKey("a1", "ann"), items_by_id(items))


def _write(tmp_path: Path, value: object) -> Path:
    path = tmp_path / "map.json"
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return path


def test_names_that_the_scheme_knows_stay_as_they_are(scheme: LabelScheme) -> None:
    one = _set(
        _span("s1", "claim", voice="author"),
        _span("s2", "actor"),
        Relation("r1", "attributed_to", "s1", "s2"),
        Acceptance("W09", ("s1",), "fine"),
        Status("done"),
    )
    mapper = Mapper(scheme, None)
    assert mapper.mapped(one) is one
    assert mapper.mapped(one) is one, "also the second time"
    assert not mapper.unknown
    assert mapper.dropped == 0


def test_old_names_become_new_ones(scheme: LabelScheme) -> None:
    names = LabelMap(
        {"statement": "claim", "speaker": "actor"},
        {"by": "attributed_to"},
        {"speaker.kind": "type", "mode": "voice"},
    )
    mapper = Mapper(scheme, names)
    found = mapper.mapped(
        _set(
            _span("s1", "statement", mode="author"),
            _span("s2", "speaker", kind="person", role="source"),
            Relation("r1", "by", "s1", "s2", "n"),
        )
    )
    assert found.spans == (
        _span("s1", "claim", voice="author"),
        _span("s2", "actor", role="source", type="person"),
    )
    assert found.relations == (Relation("r1", "attributed_to", "s1", "s2", "n"),)
    assert not mapper.unknown


def test_what_is_mapped_to_nothing_is_left_out_with_what_hangs_on_it(scheme: LabelScheme) -> None:
    mapper = Mapper(scheme, LabelMap({"noise": None}, {"near": None}, {"tone": None}))
    found = mapper.mapped(
        _set(
            _span("s1", "noise"),
            _span("s2", "actor", tone="angry", role="source"),
            _span("s3", "claim"),
            Relation("r1", "attributed_to", "s1", "s2"),
            Relation("r2", "near", "s3", "s2"),
            Relation("r3", "attributed_to", "s3", "s2"),
            Acceptance("W01", ("s1",), "fine"),
            Acceptance("W01", ("s2",), "fine"),
            Decision("decide:1", 0, 2, "label", "several", marks=("s1", "s2")),
        )
    )
    assert set(found.items) == {"s2", "s3", "r3", "accept:W01:s2", "decide:1"}
    assert [one.marks for one in found.decisions] == [("s2",)]
    assert found.spans[0].attributes == (("role", "source"),)
    assert mapper.dropped == 5
    assert not mapper.unknown


def test_names_that_nobody_knows_are_gathered_and_a_map_for_them_is_offered(
    scheme: LabelScheme,
) -> None:
    mapper = Mapper(scheme, LabelMap())
    mapper.mapped(
        _set(
            _span("s1", "rumour"),
            _span("s2", "actor", tone="x", voice="y"),
            Relation("r1", "near", "s1", "s2"),
        )
    )
    assert mapper.unknown
    complaint = mapper.complaint()
    for part in ("labels rumour", "relations near", "attributes actor.voice, tone"):
        assert part in complaint
    offered = json.loads(complaint[complaint.index("{") :])
    assert offered == {
        "labels": {"rumour": None},
        "relations": {"near": None},
        "attributes": {"actor.voice": None, "tone": None},
    }
    again = Mapper(scheme, LabelMap(offered["labels"], offered["relations"], offered["attributes"]))
    again.mapped(_set(_span("s1", "rumour"), _span("s2", "actor", tone="x", voice="y")))
    assert not again.unknown, "what was offered is enough"


def test_what_was_met_in_a_file_that_did_not_come_in_is_forgotten(scheme: LabelScheme) -> None:
    mapper = Mapper(scheme, LabelMap({"noise": None}))
    mapper.mapped(_set(_span("s1", "rumour"), _span("s2", "noise")))
    assert mapper.unknown
    assert mapper.dropped == 1
    mapper.forget()
    assert not mapper.unknown
    assert mapper.dropped == 0
    mapper.mapped(_set(_span("s1", "rumour")))
    assert mapper.unknown, "it is unknown still"


@pytest.mark.parametrize(
    "names",
    [
        LabelMap({"x": "nowhere"}),
        LabelMap({}, {"x": "nowhere"}),
        LabelMap({}, {}, {"x": "nowhere"}),
    ],
)
def test_a_map_that_leads_to_nowhere_is_refused(scheme: LabelScheme, names: LabelMap) -> None:
    with pytest.raises(MapError, match=r"turns \w+\.x into 'nowhere', which the scheme"):
        Mapper(scheme, names)


def test_a_map_is_read_from_a_file(tmp_path: Path) -> None:
    value = {"labels": {"a": "b", "c": None}, "attributes": {"x.y": "z"}}
    assert read_map(_write(tmp_path, value)) == LabelMap({"a": "b", "c": None}, {}, {"x.y": "z"})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (b"", "there is nothing in it"),
        (b'{"labels":{"a":"b","a":"c"}}', "a key comes twice"),
        ([], "a map is an object"),
        ({"label": {}}, "a map is an object with labels, relations, attributes, values, regions"),
        ({"labels": []}, "labels is no object"),
        ({"labels": {"a": ""}}, "labels.a is neither a name nor null"),
        ({"relations": {"a": 1}}, "relations.a is neither a name nor null"),
    ],
)
def test_a_map_file_that_is_none_is_refused_with_the_place(
    tmp_path: Path, value: object, told: str
) -> None:
    path = _write(tmp_path, value)
    with pytest.raises(MapError, match=told) as caught:
        read_map(path)
    assert str(path) in str(caught.value)


def test_a_map_file_that_is_not_there_is_said_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_map(tmp_path / "none.json")


def test_a_value_may_choose_the_label_and_values_get_new_names(scheme: LabelScheme) -> None:
    names = LabelMap(
        labels={"frame": "claim", "frame.polarity=no": "denial"},
        attributes={"kind": "type", "frame.tone": None},
        values={
            "kind=org": "organisation",
            "frame.polarity=no": None,
            "polarity=no": "negative",
            "frame.polarity=yes": "positive",
        },
    )
    mapper = Mapper(scheme, names)
    found = mapper.mapped(
        _set(
            _span("s1", "frame", polarity="yes", tone="low"),
            _span("s2", "frame", polarity="no"),
            _span("s3", "actor", kind="org"),
            _span("s4", "actor", kind="person"),
            _span("s5", "claim", polarity="no"),
        )
    )
    assert found.spans == (
        _span("s1", "claim", polarity="positive"),
        _span("s2", "denial"),
        _span("s3", "actor", type="organisation"),
        _span("s4", "actor", type="person"),
        _span("s5", "claim", polarity="negative"),
    )
    assert not mapper.unknown
    assert mapper.dropped == 2


def test_a_map_to_a_value_that_no_attribute_has_is_refused(scheme: LabelScheme) -> None:
    with pytest.raises(MapError, match=r"values\.kind=org into 'company'"):
        Mapper(scheme, LabelMap(values={"kind=org": "company"}))


def test_a_set_like_those_before_still_shows_what_is_strange_in_it(scheme: LabelScheme) -> None:
    usual = (_span("s1", "claim", voice="author"), _span("s2", "actor"))
    link = Relation("r1", "attributed_to", "s1", "s2")
    mapper = Mapper(scheme, LabelMap(relations={"names": None}))
    for _ in range(2):
        known = _set(*usual, link)
        assert mapper.mapped(known) is known
    assert mapper.mapped(_set(*usual, Relation("r1", "names", "s1", "s2"))).relations == ()
    assert mapper.dropped == 1
    mapper.mapped(_set(*usual, link, Relation("r2", "odd", "s1", "s2"), _span("s3", "strange")))
    assert (mapper.unknown.relations, mapper.unknown.labels) == ({"odd"}, {"strange"})
