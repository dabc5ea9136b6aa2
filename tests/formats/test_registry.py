from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

import pytest

from annotator.formats.registry import UnknownFormatError, format_named, format_names
from annotator.transfer.sources import AUTO, find_sources

if TYPE_CHECKING:
    from tests.formats.conftest import Makes

OURS = ("csv", "dataset", "jsonl", "text")


def test_our_formats_are_registered_under_their_names() -> None:
    assert set(OURS) <= set(format_names())
    for name in OURS:
        assert format_named(name).name == name


@pytest.mark.parametrize("entry", entry_points(group="annotator.formats"), ids=lambda e: e.name)
def test_every_registered_format_keeps_the_promise(entry: EntryPoint) -> None:
    made = format_named(entry.name)
    assert callable(made.read)
    assert callable(made.write)


def test_a_format_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(UnknownFormatError, match=r"'xml'.* csv, dataset, jsonl, text"):
        format_named("xml")


def test_a_file_is_read_by_a_format_that_knows_its_ending(make: "Makes") -> None:
    endings = {
        "text": "a.txt a.text",
        "jsonl": "a.jsonl a.ndjson a.json",
        "csv": "a.csv a.tsv A.CSV",
    }
    for form, names in endings.items():
        for name in names.split():
            (source,) = find_sources([make(name, "x")], AUTO, [])
            assert source.format.name == form
