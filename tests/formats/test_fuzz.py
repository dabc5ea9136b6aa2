"""Spoiled files of each format: read, or refused in a sentence; never a crash or another text."""

# ruff: noqa: S311 chance, not secrets
import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core.annotation import AnnotatedDocument, Relation, Span
from annotator.core.canonical import text_digest
from annotator.core.document import new_document
from annotator.formats.base import FormatError, ReadOptions
from annotator.formats.dataset import Dataset
from annotator.formats.jsonl import JsonLines
from annotator.formats.registry import format_named

USUAL = 300  # of each format
TEXT = "😀 “No,” she said.\r\nThe union’s café \u200f denied it.\u2028نفى الوزير"
MARKED = {
    "id": "one",
    "title": "T",
    "lang": "en",
    "text": TEXT,
    "text_sha256": text_digest(TEXT),
    "annotator": "gold",
    "meta": {"outlet": "Herald", "n": 3},
    "regions": [{"start": 0, "end": 17, "kind": "headline", "value": ""}],
    "spans": [
        {"id": "q", "label": "quote", "start": 2, "end": 7, "text": "“No,”", "attrs": {"a": "b"}},
        {"id": "a", "label": "actor", "start": 8, "end": 11, "text": "she", "note": "n"},
    ],
    "relations": [{"id": "r", "type": "said", "from": "q", "to": "a"}],
}
TOKENS = [
    *(
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"\\u0000",
        b"\xe2\x80\xa8",
    ),
    *(b"NaN", b"1e999", b"18446744073709551616", b"-1", b"1.0", b"null", b"true", b"[]", b"{}"),
    *(b'"', b'""', b"\\", b"\r", b"\n", b"\r\n", b"\t", b",", b";", b":", b"'", b"=1+1", b"\x01"),
    *(b'"id":"q"', b'"text":"x"', b'"start":99', b"[" * 80, b'{"a":' * 80, "é".encode("cp1252")),
]
Spoil = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) * 8)
    data[place // 8] ^= 1 << place % 8


def cut(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice([1, 2, 7, 100, len(data)])]


def double(data: bytearray, chance: random.Random) -> None:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    data[end:end] = data[start:end]


def plant(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    data[start : start + chance.choice([0, 0, 1, 5])] = chance.choice(TOKENS)


def swap_number(data: bytearray, chance: random.Random) -> None:
    places = [place for place, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    if places:
        data[chance.choice(places)] = 0x30 + chance.randrange(10)


SPOILS: list[Spoil] = [flip, cut, double, plant, plant, swap_number]


def sound_files(folder: Path) -> dict[str, list[Path]]:
    """Return files of each format that are right."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerows([["id", "title", "lang", "text", "url"], ["a", "T", "en", TEXT, "https://x"]])
    jsonl = folder / "sound.jsonl"
    jsonl.write_text((json.dumps(MARKED, ensure_ascii=False) + "\n") * 2, encoding="utf-8")
    articles = list(JsonLines().read(jsonl, ReadOptions(), lambda _: None))
    records = folder / "records.jsonl"
    Dataset().write(articles, records)
    made: dict[str, bytes] = {
        "sound.txt": TEXT.encode(),
        "wide.txt": b"\xff\xfe" + TEXT.encode("utf-16-le"),
        "old.txt": "Le café est fermé, dit-il. ".encode("cp1252") * 9,
        "sound.csv": table.getvalue().encode(),
        "sound.tsv": b"\xef\xbb\xbf" + table.getvalue().replace(",", "\t").encode(),
        "list.json": json.dumps([MARKED, MARKED], indent=1).encode(),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {
        "text": [folder / "sound.txt", folder / "wide.txt", folder / "old.txt"],
        "csv": [folder / "sound.csv", folder / "sound.tsv"],
        "jsonl": [jsonl, folder / "list.json"],
        "dataset": [records],
    }


def options(chance: random.Random) -> ReadOptions:
    return ReadOptions(
        text_column=chance.choice(["", "", "text", "title", "nothing"]),
        annotator=chance.choice(["", "ann"]),
        encoding=chance.choice(["", "", "", "utf-8", "cp1252", "utf-16"]),
        chain=chance.choice(["", "continues"]),
    )


@pytest.mark.parametrize("form", ["text", "csv", "jsonl", "dataset"])
def test_a_spoiled_file_is_read_as_it_is_or_refused(
    form: str, tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    sound = sound_files(tmp_path)[form]
    for path in sound:
        assert read(form, path, ReadOptions(encoding="cp1252" if path.stem == "old" else ""))
    seed = random.randrange(2**32)
    print(f"the seed is {seed}")
    chance, taken = random.Random(seed), 0
    for _ in range(rounds(USUAL)):
        given = chance.choice(sound)
        data = bytearray(given.read_bytes())
        for _ in range(chance.choice([1, 1, 1, 2, 5])):
            if data:
                chance.choice(SPOILS)(data, chance)
        path = given.with_name(f"spoiled{given.suffix}")
        path.write_bytes(data)
        taken += bool(read(form, path, options(chance)))
    print(f"{taken} were read in part or whole")
    assert taken


def read(form: str, path: Path, given: ReadOptions) -> list[AnnotatedDocument]:
    """Read a file as far as it goes, and prove what came."""
    found: list[AnnotatedDocument] = []
    said: list[str] = []
    try:
        for one in format_named(form).read(path, given, said.append):
            prove(one)
            found.append(one)
    except FormatError as error:
        said.append(str(error))
    assert all(one.startswith(str(path)) and "\n" not in one for one in said)
    aloud = any("read as" in one or "read so" in one or "taken off" in one for one in said)
    if form == "text" and found and not aloud and not given.encoding:
        assert found[0].document.text.encode() == path.read_bytes()
    return found


def prove(one: AnnotatedDocument) -> None:
    document = one.document
    assert document.sha256 == text_digest(document.text)
    assert document.text.strip()
    assert new_document(document.id, document.text).sha256 == document.sha256
    assert document.id[0].isalpha()
    assert all(type(key) is type(value) is str for key, value in document.meta.items())
    for region in one.regions:
        assert 0 <= region.start < region.end <= len(document.text)
    for each in one.sets:
        assert each.key.document == document.id
        assert each.key.annotator[0].isalpha()
        for name, item in each.items.items():
            assert item.id == name
            if isinstance(item, Span):
                assert 0 <= item.start < item.end <= len(document.text)
                assert document.text[item.start : item.end] == item.text
            if isinstance(item, Relation):
                assert isinstance(each.items[item.source], Span)
                assert isinstance(each.items[item.target], Span)


def test_the_texts_of_lines_that_are_read_are_those_that_stand_there(
    tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    seed = random.randrange(2**32)
    print(f"the seed is {seed}")
    chance, line = random.Random(seed), json.dumps(MARKED, ensure_ascii=False).encode()
    path = tmp_path / "spoiled.jsonl"
    for _ in range(rounds(USUAL)):
        data = bytearray(line)
        chance.choice(SPOILS)(data, chance)
        path.write_bytes(data)
        for one in read("jsonl", path, ReadOptions(annotator="ann")):
            said = json.loads(bytes(data).removeprefix(b"\xef\xbb\xbf"))
            assert one.document.text == said["text"]
            assert {(x.start, x.end) for each in one.sets for x in each.spans} <= {
                (x["start"], x["end"]) for x in said.get("spans") or []
            }
