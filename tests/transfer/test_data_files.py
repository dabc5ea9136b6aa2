import json
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from annotator.formats.record_structs import (
    NO_ATTRIBUTES,
    Record,
    RecordRegion,
    RecordRelation,
    RecordSpan,
    bytes_of_record,
)
from annotator.transfer.data_files import DataFiles


def _record(name: str, *, full: int = 0, split: str = "none") -> Record:
    """Return what is looked at in a record; `full` of its lists have something in them."""
    pairs = Raw(b'[{"name":"x","value":""}]') if full > 4 else NO_ATTRIBUTES
    span = RecordSpan("s", "x", 0, 1, "x", (), "a", "", "", pairs)
    link = RecordRelation("r", "x", "s", "s", "a", "", NO_ATTRIBUTES)
    return Record(
        "",
        name,
        split,
        "en",
        "x",
        "",
        [RecordRegion(0, 1, "body", "")] * (full > 2),
        [span] * (full > 0),
        [link] * (full > 1),
        ["a"] * (full > 3),
        "all",
        "",
        "{}",
        "{}",
    )


def _written(folder: Path, articles: list[list[Record]], name: str = "train") -> list[str]:
    folder.mkdir(exist_ok=True)
    with closing(DataFiles(folder)) as data:
        for records in articles:
            data.add(records)
        data.finish()
    path = folder / "data" / f"{name}.jsonl"
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]


def test_only_splits_that_have_records_have_files(tmp_path: Path) -> None:
    with closing(DataFiles(tmp_path)) as data:
        data.add([_record("a", split="test")])
        data.add([_record("b")])
        files = data.finish()
    assert {path: one.records for path, one in files.items()} == {
        "data/train.jsonl": 1,
        "data/test.jsonl": 1,
    }
    assert list(files) == ["data/train.jsonl", "data/test.jsonl"], "in the usual order"
    assert sorted(one.name for one in (tmp_path / "data").iterdir()) == [
        "test.jsonl",
        "train.jsonl",
    ]


def test_nothing_at_all_makes_nothing(tmp_path: Path) -> None:
    with closing(DataFiles(tmp_path)) as data:
        assert data.finish() == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("fullness", "order"),
    [
        ([5, 0, 5], "abc"),
        ([0, 5, 5], "bac"),
        ([0, 0, 5], "cab"),
        ([1, 4, 2], "bac"),
        ([0, 0, 0], "abc"),
        ([3, 3, 3], "abc"),
    ],
)
def test_the_first_of_the_fullest_records_comes_first(
    tmp_path: Path, fullness: list[int], order: str
) -> None:
    articles = [[_record(name, full=n)] for name, n in zip("abc", fullness, strict=True)]
    assert "".join(_written(tmp_path, articles)) == order


ARTICLES = st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4), min_size=1, max_size=6)


@given(ARTICLES)
def test_writing_again_in_the_order_of_the_file_gives_the_same_file(
    tmp_path_factory: pytest.TempPathFactory, fullness: list[list[int]]
) -> None:
    folder = tmp_path_factory.mktemp("data")
    articles = [
        [_record(f"{number}-{part}", full=full) for part, full in enumerate(one)]
        for number, one in enumerate(fullness)
    ]
    first = _written(folder / "one", articles)
    by_name = {str(number): records for number, records in enumerate(articles)}
    names = list(dict.fromkeys(one.split("-")[0] for one in first))
    assert _written(folder / "two", [by_name[name] for name in names]) == first
    assert sorted(first) == sorted(one.id for records in articles for one in records)
    best = max(max(one) for one in fullness)
    assert first[0] in {
        one.id
        for records, fulls in zip(articles, fullness, strict=True)
        for one, full in zip(records, fulls, strict=True)
        if full == best
    }


def test_lines_are_those_of_the_records(tmp_path: Path) -> None:
    records = [_record("a"), _record("b", full=5)]
    _written(tmp_path, [[one] for one in records])
    expected = b"".join(map(bytes_of_record, reversed(records)))
    assert (tmp_path / "data" / "train.jsonl").read_bytes() == expected
