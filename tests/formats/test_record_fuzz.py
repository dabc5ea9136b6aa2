"""Lines of any kind, held against the exact way: what is proved is sound, and written as ours is.

The exact way reads strictly, looks field by field, and writes the value anew. It is slow, and
shares nothing with the quick one but the reading of ids, digests and strings of JSON.
"""

# ruff: noqa: S311 chance, not secrets

import json
import random
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.canonical import text_digest
from annotator.formats.record_checks import UnprovedError, UnsoundError, proved, read_record
from annotator.formats.record_faults import faults
from annotator.formats.record_structs import (
    KEYS,
    PAIR_KEYS,
    REGION_KEYS,
    RELATION_KEYS,
    SPAN_KEYS,
    bytes_of_record,
)
from annotator.formats.strict_json import Json, JsonError, load
from tests.formats.sound import TEXT, as_json, full_record

USUAL = 2000
LINE = orjson.dumps(full_record()) + b"\n"


def exactly(line: bytes) -> tuple[Any, bool, bool]:
    """Return what a line holds, whether that is a sound record, and whether it is as ours are."""
    try:
        value = load(line)
    except JsonError:
        return None, False, False
    sound = not list(faults(value))
    return value, sound, sound and _in_order(value) and orjson.dumps(value) + b"\n" == line


def _in_order(record: Json) -> bool:
    marks = [*record["spans"], *record["relations"]]
    return (
        tuple(record) == KEYS
        and all(tuple(one) == SPAN_KEYS for one in record["spans"])
        and all(tuple(one) == RELATION_KEYS for one in record["relations"])
        and all(tuple(one) == REGION_KEYS for one in record["regions"])
        and all(tuple(pair) == PAIR_KEYS for one in marks for pair in one["attributes"])
    )


def hold(line: bytes) -> bool:
    """Hold the quick way against the exact one; tell whether the line is a sound record."""
    value, sound, as_ours = exactly(line)
    try:
        record, so = read_record(line)
    except (UnsoundError, JsonError) as error:
        found = getattr(error, "value", None)
        assert (sound, found) == (False, value), line
        return False
    assert sound, line
    assert so is as_ours, line
    assert _ordered(as_json(record)) == _ordered(value), line
    if as_ours:
        assert bytes_of_record(proved(line)) == line
    else:
        with pytest.raises(UnprovedError):
            proved(line)
    return True


def _ordered(value: Any) -> bytes:  # noqa: ANN401
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


TRICKS: list[tuple[bytes, bytes]] = [
    (b'"start":0', b'"start":0.0'),
    (b'"start":0', b'"start":-0'),
    (b'"start":0', b'"start":-0.0'),
    (b'"start":0', b'"start":0e0'),
    (b'"start":0', b'"start":00'),
    (b'"start":0', b'"start":-1'),
    (b'"start":0', b'"start":false'),
    (b'"start":0', b'"start":"0"'),
    (b'"start":0', b'"start":null'),
    (b'"start":0', b'"start":NaN'),
    (b'"start":0', b'"start":Infinity'),
    (b'"end":5', b'"end":18446744073709551616'),
    (b'"end":5', b'"end":' + b"9" * 400),
    (b'"end":5', b'"end":9223372036854775808'),
    (b'"end":5', b'"end":5,"end":5'),
    (b'"end":5', b'"end":6,"end":5'),
    (b'"end":5', b'"\\u0065nd":5'),
    (b'"end":5', b'"end" :5'),
    (b'"end":5', b'"end":5 '),
    (b'"end":11', b'"end":99'),
    (b'"id":"a1"', b'"id":"\\u0061\\u0031"'),
    (b'"id":"a1"', b'"id":"a1","id":"a1"'),
    (b'"id":"a1"', b'"id":"a1\\n"'),
    (b'"id":"a1"', b'"id":"a1","more":{}'),
    (b'"id":"s1"', b'"id":"status"'),
    (b'"id":"s1"', b'"id":"accept:s1"'),
    (b'"id":"s2"', b'"id":"s1"'),
    (b'"id":"r1"', b'"id":"s1"'),
    (b'"id":"r1"', b'"id":""'),
    (b'"tail":"s2"', b'"tail":"s9"'),
    (b'"tail":"s2"', b'"tail":"s1"'),
    (b'"annotator":"ann"', b'"annotator":""'),
    (b'"annotator":"ann"', b'"annotator":"9"'),
    (b'"certainty":""', b'"certainty":"unsure"'),
    (b'"certainty":""', b'"certainty":"Sure"'),
    (b'"fragments":[]', b'"fragments":[[0,1]]'),
    (b'"fragments":[]', b'"fragments":{}'),
    (b'"fragments":[]', b'"fragments":[ ]'),
    (b'"name":"role"', b'"name":"type"'),
    (b'"name":"role"', b'"name":"role","name":"role"'),
    (b'"name":"role"', b'"n\\u0061me":"role"'),
    (b'"name":"role","value":"source"', b'"value":"source","name":"role"'),
    (b'"name":"role","value":"source"', b'"name":"role"'),
    (b'"name":"role","value":"source"', b'"name":"role","value":"source","x":1'),
    (b'"name":"role","value":"source"', b'"name":"role","value":1'),
    (b'"attributes":[]', b'"attributes":null'),
    (b'"attributes":[]', b'"attributes":{}'),
    (b'"attributes":[]', b'"attributes":[ ]'),
    (b'"attributes":[]', b'"attributes":[[]]'),
    (b'"attributes":[]', b'"attributes":[{"name":"\\ud800","value":""}]'),
    (b'"attributes":[]', b'"attributes":[{"name":"\\ud83d\\ude00","value":""}]'),
    (b'"attributes":[]', b'"attributes":[{"name":"a","value":"\xed\xa0\x80"}]'),
    (b'"attributes":[]', b'"attributes":' + b"[" * 2000 + b"]" * 2000),
    (b'"attributes":[]', b'"attributes":' + b'[{"name":' * 90 + b"1" + b"}]" * 90),
    (b'"attributes":[]', b'"attributes":[{"name":"' + b"x" * 600 + b'","value":""}]'),
    (b'"note":"n"', b'"note":"\\ud800"'),
    (b'"note":"n"', b'"note":"\xff"'),
    (b'"note":"n"', b'"note":"\x00"'),
    (b'"note":"n"', b'"note":"\\u0000\\u001f\\u007f\\/"'),
    (b'"note":"n"', b'"note":"\\u0000\\u001f\x7f/"'),
    (b'"note":"n"', b'"note":"\\":1"'),
    (b'"note":"n"', b'"note":":1"'),
    (b'"split":"none"', b'"split":"dev"'),
    (b'"lang":"en-GB"', b'"lang":"en_GB"'),
    (b'"kind":"headline"', b'"kind":""'),
    (b'"kind":"headline"', b'"kind":"anything"'),
    (b'"meta_json":"{\\"title\\":\\"T\\"}"', b'"meta_json":"[]"'),
    (b'"meta_json":"{\\"title\\":\\"T\\"}"', b'"meta_json":"{\\"a\\":1,\\"a\\":2}"'),
    (b'"meta_json":"{\\"title\\":\\"T\\"}"', b'"meta_json":"{\\"a\\":NaN}"'),
    (b'"meta_json":"{\\"title\\":\\"T\\"}"', b'"meta_json":"{ \\"title\\": \\"T\\" }"'),
    (b'"provenance_json":"{}"', b'"provenance_json":{}'),
    (b'"provenance_json":"{}"', b'"provenance_json":"{}","x":"{}"'),
    (b"}\n", b"}"),
    (b"}\n", b"}\r\n"),
    (b"}\n", b"}\n\n"),
    (b"}\n", b"} \n"),
    (b"}\n", b"}x\n"),
    (b"}\n", b"}}\n"),
    (b"}\n", b",}\n"),
    (b"}\n", b"}\x00\n"),
    (b"}\n", b""),
    (b'{"schema"', b'\xef\xbb\xbf{"schema"'),
    (b'{"schema"', b' {"schema"'),
    (b'{"schema"', b'[{"schema"'),
    (b"\\r\\n", b"\\n"),
    (b"\\r\\n", b"\\u000d\\u000A"),
]


def test_a_sound_line_is_one() -> None:
    assert hold(LINE)


@pytest.mark.parametrize(("old", "new"), TRICKS)
def test_a_trick_is_judged_as_the_exact_way_does(old: bytes, new: bytes) -> None:
    assert old in LINE
    hold(LINE.replace(old, new, 1))
    hold(LINE.replace(old, new))
    start = LINE.rindex(old)
    hold(LINE[:start] + LINE[start:].replace(old, new, 1))
    hold(LINE.replace(old, new, 1))  # attributes that were seen are judged as new ones are


@pytest.mark.parametrize("beyond", [0, 1, 2**62])
def test_a_span_to_the_end_goes_no_further(beyond: int) -> None:
    record, length = full_record(), len(TEXT)
    record["spans"][0] |= {"start": length - 2, "end": length + beyond, "text": TEXT[-2:]}
    assert hold(orjson.dumps(record) + b"\n") is (beyond == 0)


def _spoilt(chance: random.Random) -> bytes:
    """Return the line with some tricks, and at times a byte or a piece that is not as it was."""
    line = LINE
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        line = line.replace(*chance.choice(TRICKS), chance.choice([1, 1, -1]))
    for _ in range(chance.choice([0, 0, 1, 2])):
        at = chance.randrange(len(line) + 1)
        piece = line[(start := chance.randrange(len(line))) : start + chance.randrange(30)]
        sign = bytes([chance.choice(b'{}[]",:0123456789.-+eE\\ \t\r\n\x00\xff')])
        line = line[:at] + chance.choice([b"", piece, sign]) + line[at + chance.randrange(4) :]
    return line


def test_spoiled_lines_are_judged_as_the_exact_way_does(rounds: Callable[[int], int]) -> None:
    seed = random.randrange(2**32)
    print(f"the seed is {seed}")
    chance = random.Random(seed)
    sound = sum(hold(_spoilt(chance)) for _ in range(rounds(USUAL)))
    print(f"{sound} were sound")
    assert sound


@given(
    st.permutations(KEYS),
    st.sampled_from([(",", ":"), (", ", ": "), (" ,", "\t:")]),
    st.booleans(),
    st.sampled_from([None, 0, 2]),
)
def test_a_record_is_sound_however_its_json_is_laid_out(
    keys: list[str], separators: tuple[str, str], ascii_only: bool, indent: int | None
) -> None:
    record = full_record()
    turned = {key: record[key] for key in keys}
    words = json.dumps(turned, ensure_ascii=ascii_only, separators=separators, indent=indent)
    assert hold(words.encode() + b"\n")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_characters_are_written_the_one_way(words: str) -> None:
    text = f"x{words}"
    record = {**full_record(), "text": text, "text_sha256": text_digest(text), "regions": []}
    span = {**record["spans"][0], "start": 0, "end": len(text), "text": text, "note": words}
    record |= {"relations": [], "spans": [{**span, "attributes": [{"name": words, "value": text}]}]}
    assert hold(orjson.dumps(record) + b"\n") is ("\0" not in text)
    assert hold(json.dumps(record).encode()) is ("\0" not in text)
