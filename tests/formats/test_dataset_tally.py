from typing import Any

from annotator.formats.dataset_tally import FileTally, Tally


def _record(**fields: Any) -> dict[str, Any]:  # noqa: ANN401
    spans = [{"label": "claim", "annotator": "ann"}, {"label": "actor", "annotator": "bob"}]
    links = [{"label": "said", "annotator": "ann"}]
    usual = {"text": "😀 fees", "split": "none", "lang": "en", "annotators": ["zoe"]}
    return {"spans": spans, "relations": links, "regions": [{}], **usual, **fields}


def test_a_file_is_counted_record_by_record() -> None:
    tally = FileTally()
    for record in (_record(), _record(spans=[], regions=[])):
        tally.add(record)
    assert tally.as_json() == {"records": 2, "spans": 2, "relations": 2, "regions": 1}


def test_totals_are_by_label_split_language_and_annotator_sorted_by_name() -> None:
    tally = Tally()
    tally.add(_record())
    tally.add(_record(split="test", lang="ar", annotators=[]))
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
