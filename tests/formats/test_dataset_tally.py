from annotator.formats.dataset_tally import FileTally, Tally
from annotator.formats.record_structs import (
    NO_ATTRIBUTES,
    Record,
    RecordRegion,
    RecordRelation,
    RecordSpan,
)


def _span(label: str, hand: str) -> RecordSpan:
    return RecordSpan("s", label, 0, 1, "😀", (), hand, "", "", NO_ATTRIBUTES)


def _record(*, bare: bool = False, split: str = "none", lang: str = "en", by: str = "") -> Record:
    """Return what is counted of a record, `by` being who has finished."""
    spans = [_span("claim", "ann"), _span("actor", "bob")]
    regions = [RecordRegion(0, 1, "body", "")]
    link = RecordRelation("r", "said", "s", "s", "ann", "", NO_ATTRIBUTES)
    return Record(
        "",
        "a",
        split,
        lang,
        "😀 fees",
        "",
        [] if bare else regions,
        [] if bare else spans,
        [link],
        [by] if by else [],
        "all",
        "",
        "{}",
        "{}",
    )


def test_a_file_is_counted_record_by_record() -> None:
    tally = FileTally()
    for record in (_record(), _record(bare=True)):
        tally.add(record)
    assert tally.as_json() == {"records": 2, "spans": 2, "relations": 2, "regions": 1}


def test_totals_are_by_label_split_language_and_annotator_sorted_by_name() -> None:
    tally = Tally()
    tally.add(_record(by="zoe"))
    tally.add(_record(split="test", lang="ar"))
    told = tally.as_json()
    assert told["characters"] == 12, "code points"
    assert list(told["labels"].items()) == [("actor", 2), ("claim", 2)]
    assert told["relation_labels"] == {"said": 2}
    assert told["splits"] == {"none": 1, "test": 1}
    assert list(told["languages"]) == ["ar", "en"]
    assert told["annotators"] == {
        "ann": {"finished": 0, "spans": 2, "relations": 2},
        "bob": {"finished": 0, "spans": 2, "relations": 0},
        "zoe": {"finished": 1, "spans": 0, "relations": 0},
    }
    assert tally.annotators == ["ann", "bob", "zoe"]
