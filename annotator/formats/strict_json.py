"""JSON as strict as evidence needs: no NaN, no key twice, no half characters, nothing over 64 bit.

orjson refuses all of that but two things. A key that comes twice: of those it keeps the last. So
the keys in the bytes are counted against those that came out; where the count is not beyond doubt,
the standard library reads the bytes once more and looks at each key. And integers over 64 bit,
which become floats: where as many digits stand in a row, the standard library looks at them.
"""

import json
import re
from collections.abc import Callable
from typing import Any

import orjson

Json = dict[str, Any]  # an object
MAX_DEPTH = 64
_LONG = re.compile(rb"[0-9]{19}")  # the shortest integers over 64 bit have as many digits
_LEAST, _MOST = -(2**63), 2**64 - 1


class JsonError(ValueError):
    """Some bytes are not JSON, or not as strict; the message says why, `line` after how many lines.

    `reason` is the message without that.
    """

    def __init__(self, reason: str, line: int = 0) -> None:
        """Take the reason, and how many lines stand before the fault, where that is known."""
        super().__init__(f"line {line + 1}: {reason}" if line else reason)
        self.reason = reason
        self.line = line


def load(data: bytes) -> Any:  # noqa: ANN401 whatever stands there
    """Return the value that some bytes hold; raise JsonError."""
    value = load_lax(data)
    if _is_just(data, value):
        return value
    if not keys_once(data, keys_in(value)):
        raise JsonError(said_twice(data))
    if _LONG.search(data):
        _read_again(data, parse_int=_within_64_bits)
    return value


def load_lax(data: bytes) -> Any:  # noqa: ANN401 whatever stands there
    """Return the value that some bytes hold, keys not counted; raise JsonError."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        before = data.rstrip()[: _byte(data, error.pos)] if _is_utf8(data) else b""
        raise JsonError(_said(data, error), before.count(b"\n")) from error


def keys_in(value: Any, depth: int = 0) -> int:  # noqa: ANN401 whatever stands there
    """Return how many keys all objects in a value have; raise JsonError where it is too deep."""
    if depth >= MAX_DEPTH:
        raise JsonError(f"it is nested more than {MAX_DEPTH} deep")
    if type(value) is dict:
        inner = (keys_in(one, depth + 1) for one in value.values() if type(one) in _NESTS)
        return len(value) + sum(inner)
    if type(value) is list:
        return sum(keys_in(one, depth + 1) for one in value if type(one) in _NESTS)
    return 0


def keys_once(data: bytes, keys: int) -> bool:
    r"""Tell whether bytes that were read as so many keys have no key twice in one object.

    A key ends in `":`. Inside a string that is written `\":`, and is not counted. White space
    before a colon, or a backslash at the end of a key, would let a key go uncounted, so there the
    slow way is gone.
    """
    escaped = data.count(b'\\":')
    if (
        data.count(b'":') - escaped == keys
        and not (escaped and b'\\\\":' in data)
        and b" :" not in data
        and not _has_gap(data.rstrip())
    ):
        return True
    return _each_key_once(data)


def said_twice(data: bytes) -> str:
    """Return what is wrong with bytes in which a key comes twice in one object, and which it is."""
    try:
        json.loads(data, object_pairs_hook=_once)
    except _TwiceError as error:
        return f"a key comes twice in one object: {error}"
    except (ValueError, RecursionError):
        pass
    return "a key comes twice in one object"


_NESTS = (dict, list)


def _has_gap(data: bytes) -> bool:
    """Tell whether white space but a blank stands before a colon; most lines have none at all."""
    return any(one in data and one + b":" in data for one in (b"\t", b"\n", b"\r"))


def _is_just(data: bytes, value: Any) -> bool:  # noqa: ANN401 whatever stands there
    """Tell whether bytes are what a shallow value is written as: nothing in them was passed over.

    A key that comes twice or an integer that became a float would be written otherwise.
    """
    depth = data.count(b"{") + data.count(b"[")
    return depth < MAX_DEPTH and orjson.dumps(value) == data


def _each_key_once(data: bytes) -> bool:
    try:
        _read_again(data, object_pairs_hook=_once)
    except _TwiceError:
        return False
    return True


def _read_again(
    data: bytes,
    *,
    object_pairs_hook: Callable[[list[tuple[str, Any]]], Any] | None = None,
    parse_int: Callable[[str], int] | None = None,
) -> None:
    try:
        json.loads(data, object_pairs_hook=object_pairs_hook, parse_int=parse_int)
    except _WideError as error:
        raise JsonError(f"the number {error}... has more than 64 bits") from error
    except (ValueError, RecursionError) as error:
        raise JsonError(f"it is not JSON that can be read twice alike: {error}") from error


class _WideError(Exception):
    """An integer has more than 64 bits."""


def _within_64_bits(digits: str) -> int:
    if len(digits) > len(str(_LEAST)) or not _LEAST <= int(digits) <= _MOST:
        raise _WideError(digits[:12])
    return int(digits)


class _TwiceError(Exception):
    """A key comes twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(repr(next(name for name in names if names.count(name) > 1)[:40]))
    return found


def _said(data: bytes, error: orjson.JSONDecodeError) -> str:
    """Return why orjson refused some bytes, in words for whoever made the file."""
    return (
        _said_of_bytes(data)
        or _said_of_end(data, error)
        or f"it is not JSON at character {_column(data, error.pos)}: {_why(error)}"
    )


def _said_of_bytes(data: bytes) -> str:
    if not data.strip():
        return "there is nothing in it"
    if data.startswith(b"\xef\xbb\xbf"):
        return "it begins with a byte order mark"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return f"it is not UTF-8 at byte {wrong.start + 1}"
    return ""


def _said_of_end(data: bytes, error: orjson.JSONDecodeError) -> str:
    rest = data[_byte(data, error.pos) :]
    for word in (b"NaN", b"Infinity"):
        if rest.lstrip(b"-").startswith(word):
            return f"{word.decode()} is not JSON"
    if "surrogate" in error.msg:
        place = _column(data, error.pos)
        return f"half a character (a lone surrogate) stands at character {place}"
    if not rest.strip() or "end of data" in error.msg:
        return "it is cut off in the middle (a truncated file?)"
    return ""


def _why(error: orjson.JSONDecodeError) -> str:
    return error.msg.partition(": line ")[0]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _column(data: bytes, position: int) -> int:
    """Return which character of its line stands at a position, from 1."""
    return position - data.decode("utf-8").rfind("\n", 0, position)


def _byte(data: bytes, position: int) -> int:
    return len(data.decode("utf-8")[:position].encode("utf-8"))
