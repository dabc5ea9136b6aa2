"""The JSON values of a file with their lines: one a line, one after another, or in a list."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from annotator.core.canonical import sha256_hex
from annotator.formats.base import FormatError, Tell
from annotator.formats.decoding import DecodingError, decode
from annotator.formats.strict_json import JsonError, load

Value = tuple[int, str, Any]  # the line (from 1), and the SHA-256 of the bytes it was read from
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # the marks of UTF-16 and UTF-32
_BLANK, _GAP = re.compile(r"[ \t\r\n]*+"), re.compile(r"[ \t\r\n,]*+")


def values_of(path: Path, encoding: str, tell: Tell) -> Iterator[Value]:
    """Yield the values of a file: those of a list in a .json file one by one.

    Lines are read one by one, so that a file may be large; objects that run over several lines
    are read as a whole. `encoding` is what somebody declared. Raise FormatError or OSError.
    """
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if encoding or start.startswith(_WIDE):
            data = file.read()
            digest = sha256_hex(data)  # of the file: what is read now are no bytes of it
            found = _values(path, BytesIO(_recoded(path, data, encoding, tell)), tell)
            yield from ((line, digest, value) for line, _, value in found)
        else:
            yield from _values(path, file, tell)


def _values(path: Path, file: IO[bytes], tell: Tell) -> Iterator[Value]:
    if path.suffix.lower() == ".json":
        yield from _of_document(path, _unmarked(path, file.read(), tell))
        return
    for number, line in enumerate(file, start=1):
        data = _unmarked(path, line, tell) if number == 1 else line
        if data.strip() == b"{" or data.lstrip().startswith(b"["):
            rest = file.read()
            _refuse_lists(path, number, data, rest)
            yield from _spread(path, data + rest, number)
            return
        if data.strip():
            yield number, sha256_hex(data), _loaded(path, number, data)


def _refuse_lists(path: Path, line: int, data: bytes, rest: bytes) -> None:
    """Raise FormatError where a line is a list, and more lines come: no list of articles."""
    if not rest.strip() or not data.rstrip().endswith(b"]"):
        return
    try:
        load(data)
    except JsonError:
        return
    raise FormatError(path, line, "it is a list, where an object with a text should stand.")


def _of_document(path: Path, data: bytes) -> Iterator[Value]:
    try:
        value = load(data)
    except JsonError as error:
        if not str(error).endswith("after document"):
            raise FormatError(path, 1 + error.line, f"{error.reason}.") from error
        value = None  # JSON lines under the name of JSON
    if type(value) is dict:
        yield 1, sha256_hex(data), value
    else:
        yield from _spread(path, data, 1)


def _spread(path: Path, data: bytes, line: int) -> Iterator[Value]:
    """Yield values that run over lines, from a line on: those of one list, or any in a row."""
    text = _text(path, data, line)
    at = _ahead(_BLANK, text, 0)
    listed = text.startswith("[", at)
    if listed:
        _loaded(path, line, data)
        at += 1
    gap, counted = _GAP if listed else _BLANK, 0
    while (at := _ahead(gap, text, at)) < len(text):
        if listed and text[at] == "]":
            return
        line += text.count("\n", counted, at)
        counted, end = at, _end(text, at)
        piece = text[at:end].encode()
        yield line, sha256_hex(piece), _loaded(path, line, piece)
        at = end


def _text(path: Path, data: bytes, line: int) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line += data.count(b"\n", 0, error.start)
        raise FormatError(path, line, "it is not UTF-8.") from error


def _end(text: str, at: int) -> int:
    """Return where a value ends; the end of the text where it is none, as reading it will tell."""
    try:
        return json.JSONDecoder().raw_decode(text, at)[1]
    except (ValueError, RecursionError):
        return len(text)


def _ahead(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _recoded(path: Path, data: bytes, encoding: str, tell: Tell) -> bytes:
    try:
        found = decode(data, encoding)
    except DecodingError as error:
        raise FormatError(path, 0, f"{error}.") from error
    for note in found.notes:
        tell(f"{path}: {note}.")
    return found.text.encode()


def _unmarked(path: Path, data: bytes, tell: Tell) -> bytes:
    if not data.startswith(_BOM):
        return data
    tell(f"{path}: a byte order mark was taken off.")
    return data[len(_BOM) :]


def _loaded(path: Path, line: int, data: bytes) -> Any:  # noqa: ANN401 whatever stands there
    try:
        return load(data)
    except JsonError as error:
        raise FormatError(path, line + error.line, f"{error.reason}.") from error
