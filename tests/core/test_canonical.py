"""Equal values have equal bytes."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.canonical import canonical, sha256_hex, text_digest

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_put_between() -> None:
    assert canonical({"b": [1, "é"], "a": {}}) == '{"a":{},"b":[1,"é"]}'.encode()


@given(VALUES)
def test_what_is_written_is_read_again(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_the_order_of_keys_makes_no_difference(value: dict[str, object]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", [{1: 2}, {"a": {1, 2}}, b"bytes", 2**70, "\ud800"])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_digests_are_those_of_sha_256() -> None:
    assert sha256_hex(b"") == hashlib.sha256(b"").hexdigest()
    assert text_digest("é\r\n") == sha256_hex(b"\xc3\xa9\r\n")
    assert text_digest("é") != text_digest("e\u0301"), "nothing is normalised"
