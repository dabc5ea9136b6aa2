"""Read a label scheme from bytes, or say what is wrong with it and where."""

import json
from functools import cache

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annotator.core.scheme import LabelScheme

_WORDS = {
    "missing": "it is missing",
    "extra_forbidden": "this field is not known here; is it misspelt?",
    "model_type": "an object {...} is needed here",
}
_PATTERNS = {
    "^#[0-9A-Fa-f]{6}$": "a colour such as #1A6BC9",
    "^[EWI][0-9]{2}$": "the id of a rule, such as E01",
    "^[0-9]?$": "a single digit",
    "^[A-Za-z]?$": "a single letter",
}
_A_NAME = "a name of letters, digits, _ . or - that begins with a letter"


class SchemeError(ValueError):
    """A scheme file is wrong; the message names the place and the reason."""


def read_scheme(data: bytes, name: str = "the scheme") -> LabelScheme:
    """Return the scheme that some JSON bytes hold; raise SchemeError with place and reason."""
    value = _parsed(data, name)
    try:
        return LabelScheme.model_validate_json(data)
    except ValidationError as error:
        raise SchemeError(f"{name}: {_first(error, value)}") from error


@cache
def cached_scheme(data: bytes) -> LabelScheme:
    """Return the scheme of some bytes that were read before and are known to be right."""
    return read_scheme(data)


def _parsed(data: bytes, name: str) -> object:
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_without_doubles)
    except UnicodeDecodeError as error:
        raise SchemeError(f"{name}: byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SchemeError(f"{name}: not JSON at {place}: {error.msg}") from error
    except RecursionError as error:
        raise SchemeError(f"{name}: it is nested too deeply to be a scheme") from error
    except _DoubleKeyError as error:
        raise SchemeError(f"{name}: the key {error} comes twice in one object") from error
    if not isinstance(value, dict):
        raise SchemeError(f"{name}: a scheme is an object {{...}}, this is another kind of JSON")
    return value


class _DoubleKeyError(ValueError):
    """A key comes twice in one JSON object; readers would keep the last in silence."""


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = [key for key, _ in pairs]
    raise _DoubleKeyError(repr(next(key for key in keys if keys.count(key) > 1)))


def _first(error: ValidationError, value: object) -> str:
    found = error.errors()
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"at {_place(found[0]['loc'], value)}: {_reason(found[0])}{more}"


def _place(steps: tuple[int | str, ...], value: object) -> str:
    """Return the place in words; what stands in a list is called by its name or id as well."""
    words: list[str] = []
    for step in steps:
        value = _inside(value, step)
        own = (value.get("name") or value.get("id")) if isinstance(value, dict) else None
        words.append(f"{step} ({own})" if isinstance(step, int) and own else str(step))
    return ".".join(words) or "the whole"


def _inside(value: object, step: int | str) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _reason(found: ErrorDetails) -> str:
    if found["type"] == "string_pattern_mismatch":
        wanted = _PATTERNS.get(str(found["ctx"]["pattern"]), _A_NAME)
        return f"{found['input']!r} is not {wanted}"
    return _WORDS.get(found["type"], found["msg"].removeprefix("Value error, "))
