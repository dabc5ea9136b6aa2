import json
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.strict_json import JsonError, keys_in, keys_once, load, load_lax

ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=20,
)
TRICKY = st.text(st.sampled_from('":\\ {}[],ab\n'), max_size=8)
TRICKY_VALUES = st.recursive(
    TRICKY, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TRICKY, inner, max_size=4)
)


@given(value=ANY, indent=st.sampled_from([None, 2]), spaces=st.booleans())
def test_any_json_is_read_as_the_standard_library_reads_it(
    value: object, indent: int | None, spaces: bool
) -> None:
    separators = (" , ", " : ") if spaces else (",", ":")
    data = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators).encode()
    assert load(data) == json.loads(data)


@given(value=TRICKY_VALUES)
def test_keys_and_words_that_look_like_json_do_not_mislead_the_count(value: object) -> None:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    assert load(data) == value
    assert keys_once(data, keys_in(value))


@given(key=TRICKY, value=TRICKY_VALUES, escaped=st.booleans())
def test_a_key_that_comes_twice_is_refused_however_it_is_written(
    key: str, value: object, escaped: bool
) -> None:
    first = json.dumps(key)
    again = '"' + "".join(f"\\u{ord(c):04x}" for c in key) + '"' if escaped else first
    words = json.dumps(value, ensure_ascii=False)
    for gap in ("", " ", "\n"):
        data = f'[{{"x":{words},{first}{gap}:1,{again}{gap}:{words}}}]'.encode()
        if key == "x":
            continue
        assert load_lax(data)
        with pytest.raises(JsonError, match="a key comes twice"):
            load(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "there is nothing in it"),
        (b" \n ", "there is nothing in it"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b'{"a":"\xff"}', "not UTF-8 at byte 7"),
        (b'{"a":NaN}', "NaN is not JSON"),
        (b'{"a":-Infinity}', "Infinity is not JSON"),
        (b'{"a":"wor', "cut off in the middle"),
        (b'{"a":1', "cut off in the middle"),
        (b'{"a"', "cut off in the middle"),
        (b"[1,2", "cut off in the middle"),
        (b"{'a':1}", "not JSON at character 2"),
        (b"[1,]", "not JSON at character 3"),
        (b"{} {}", "not JSON at character 4"),
        (b'"\\ud800"', "half a character"),
        (b'"\\udc00\\ud800"', "half a character"),
        (b'"a\x01"', "not JSON"),
        (b"1e999", "not JSON"),
        (b"18446744073709551616", "more than 64 bits"),
        (b'{"a":-9223372036854775809}', "more than 64 bits"),
        (b"[" + b"1" * 300 + b"]", "more than 64 bits"),
        (b"[" * 65 + b"]" * 65, "nested more than 64 deep"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a":' * 70 + b"1" + b"}" * 70, "nested more than 64 deep"),
    ],
)
def test_what_is_not_strict_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(JsonError, match=words):
        load(data)


def test_the_widest_numbers_and_the_deepest_nesting_are_read() -> None:
    assert load(b"[18446744073709551615,-9223372036854775808]") == [2**64 - 1, -(2**63)]
    assert load(b"[0.1234567890123456789012345]") == [0.12345678901234568]
    assert load(b"[" * 64 + b"]" * 64)


@given(data=st.binary(max_size=80))
def test_any_bytes_are_a_value_or_a_sentence(data: bytes) -> None:
    with suppress(JsonError):
        load(data)


@given(
    data=st.from_regex(
        rb'\{("[ab]":[0-9]{1,20},)?"[ab]":(\[1\]|"\\u0061"|1\.0|-0)\}', fullmatch=True
    )
)
def test_what_is_written_as_we_would_is_read_like_all_else(data: bytes) -> None:
    spaced = b" " + data  # never what we would write, so each key and number is looked at
    assert _read(data) == _read(spaced)


def _read(data: bytes) -> object:
    try:
        return load(data)
    except JsonError as error:
        return re.sub(r"character \d+", "", str(error))
