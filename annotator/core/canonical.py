"""One way to write a value as JSON bytes: equal values have equal bytes and equal digests."""

from typing import Any

import orjson


def canonical(value: Any) -> bytes:  # noqa: ANN401 whatever JSON can hold
    """Return UTF-8 JSON with sorted keys and no spaces; raise TypeError for what is no JSON."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits."""
    from hashlib import sha256  # not before the first paint

    return sha256(data).hexdigest()


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes; raise UnicodeEncodeError for lone surrogates."""
    return sha256_hex(text.encode("utf-8"))
