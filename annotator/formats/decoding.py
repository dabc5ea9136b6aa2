"""From bytes to text, strictly: byte order mark, UTF-8, what was declared, then a sure guess."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.formats.hazards import BOM, looks_binary, surrogate_fault, text_fault

PREVIEW = 300  # code points
_GUESSES, _GLIMPSE = 3, 16  # how many are told, with how many code points before what is told
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip file (a Word document?)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"PAR1\x15", "a Parquet file"),
    (b"ARROW1\0", "an Arrow file"),
    (b"SQLite format 3\0", "a database"),
)
_SURE = 0.45  # charset-normalizer: coherence with a language that is known
_APART = 0.2  # charset-normalizer: coherence that a right guess has before all others
_PRINTED = frozenset("“”‘’–—…•")  # in English little else is beyond ASCII
_EVIDENCE = 12  # signs beyond ASCII: fewer tell no encoding from its like
_CHAOS = 0.05  # charset-normalizer: share of disorder that a right guess stays under
_COMMON = (  # what news is written in; code pages of other machines are told, never taken
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "iso8859_15"),
    *("koi8_r", "koi8_u", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
)


class DecodingError(ValueError):
    """Some bytes are no text that can be told; the message says why and what to do."""


class UnsureError(DecodingError):
    """Some bytes are text, but in which encoding is not sure."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what was done to it, in words after its name."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Return the text of some bytes, line ends and all; `encoding` is what somebody declared.

    Raise DecodingError for what is no text, or in no encoding that is sure.
    """
    _refuse_binary(data)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    declared = codec_of(encoding) if encoding else ""
    found = _utf8(data, declared) or _declared(data, declared) or _guessed(data)
    fault = surrogate_fault(found.text) or text_fault(found.text)
    if fault:
        raise DecodingError(fault + _hint(found.text, declared))
    return found


def preview(data: bytes) -> list[tuple[str, str, float]]:
    """Return (encoding, first code points, confidence 0 to 1) of what bytes may be, best first."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return [(name, data[len(mark) :].decode(name, "replace")[:PREVIEW], 1.0)]
    try:
        return [("utf-8", data.decode("utf-8")[:PREVIEW], 1.0)]
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    found = [
        (one.encoding, str(one)[:PREVIEW], round((1 - one.chaos) * (0.5 + one.coherence / 2), 3))
        for one in from_bytes(data)
    ]
    return sorted(found, key=lambda one: (-one[2], one[0]))


def _refuse_binary(data: bytes) -> None:
    if not data.strip():
        raise DecodingError("there is no text in it")
    for start, kind in _KINDS:
        if data.startswith(start):
            raise DecodingError(f"it is {kind}, not plain text")


def _marked(data: bytes, name: str) -> Decoded:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise DecodingError(f"it begins as {name} but breaks it at byte {error.start}") from error
    text = text.lstrip(BOM)
    fault = text_fault(text)
    if fault:
        raise DecodingError(fault)
    return Decoded(text, name, (f"a byte order mark was taken off ({name})",))


def codec_of(encoding: str) -> str:
    """Return the usual name of an encoding; raise DecodingError for what is none of text."""
    try:
        codecs.lookup(encoding).incrementaldecoder  # noqa: B018 raises for what is no encoding
        "".encode(encoding)
    except (LookupError, TypeError, ValueError) as error:
        raise DecodingError(f"there is no encoding {encoding!r}") from error
    return codecs.lookup(encoding).name.removesuffix("-sig")


def _utf8(data: bytes, declared: str) -> Decoded | None:
    """Return what is UTF-8 beyond doubt: strictly so, and no plain ASCII declared as else."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared == "utf-8":
            raise DecodingError(f"it is not UTF-8 at byte {error.start}") from error
        return None
    if declared in {"", "utf-8"}:
        if looks_binary(text):
            raise DecodingError("it is not text: control characters abound")
        return Decoded(text, "utf-8")
    if text.isascii() or "\0" in text:
        return None
    return Decoded(text, "utf-8", (f"it is UTF-8, not {declared}, and was read so",))


def _declared(data: bytes, declared: str) -> Decoded | None:
    if not declared:
        return None
    try:
        text = data.decode(declared)
    except (UnicodeDecodeError, ValueError) as error:
        raise DecodingError(f"it is not written in {declared}: {error}") from error
    if looks_binary(text):
        raise DecodingError(f"it is no text when read as {declared}")
    notes = (f"a byte order mark was taken off ({declared})",) if text.startswith(BOM) else ()
    return Decoded(text.lstrip(BOM), declared, notes)


def _guessed(data: bytes) -> Decoded:
    """Return the text where one encoding alone makes sense of it; raise DecodingError elsewhere."""
    if b"\0" in data:
        raise DecodingError("it is not text (NUL bytes), or UTF-16: then say --encoding utf-16-le")
    from charset_normalizer import from_bytes

    found = from_bytes(data)
    best = found.best()
    if best is None or looks_binary(str(best)):
        raise UnsureError("it is not UTF-8 and in no encoding that can be told: say --encoding")
    text, likely = str(best), best.chaos + _CHAOS
    rivals = [one for one in found if one.chaos <= likely and str(one) != text]
    common = (one.coherence for one in rivals if one.encoding in _COMMON)
    name = _common_name(data, text)
    if (
        not name
        or _tells_little(text)
        or best.chaos > _CHAOS
        or best.coherence < max(_SURE, max(common, default=0.0) + _APART)
    ):
        readings = {name or best.encoding: text, **{one.encoding: str(one) for one in rivals}}
        raise UnsureError(
            f"it is not UTF-8, and what it is is not sure ({_readings(readings)}): say --encoding"
        )
    return Decoded(text, name, (f"it is not UTF-8; it was read as {name}",))


def _tells_little(text: str) -> bool:
    """Tell whether few signs beyond ASCII speak for a reading, and they are not marks of print."""
    beyond = [sign for sign in text if not sign.isascii()]
    return len(beyond) < _EVIDENCE and sum(map(_PRINTED.__contains__, beyond)) < len(beyond) * 0.6


def _common_name(data: bytes, text: str) -> str:
    """Return the first encoding in common use that gives just this text, "" where none does."""
    for name in _COMMON:
        try:
            if data.decode(name) == text:
                return name
        except UnicodeDecodeError:
            continue
    return ""


def _readings(texts: Mapping[str, str]) -> str:
    """Return how some encodings read the place where they part, those in common use first."""
    names = sorted(texts, key=lambda name: name not in _COMMON)[:_GUESSES]
    shown = [texts[name] for name in names]
    part = (place for place, signs in enumerate(zip(*shown, strict=False)) if _parts(signs))
    start = max(next(part, 0) - _GLIMPSE, 0)
    glimpses = (" ".join(text[start : start + 2 * _GLIMPSE].split()) for text in shown)
    told = (f"as {name} it reads {words!r}" for name, words in zip(names, glimpses, strict=True))
    return ", ".join(told)


def _parts(signs: tuple[str, ...]) -> bool:
    return len(set(signs)) > 1 or not (len(signs) > 1 or signs[0].isascii())


def _hint(text: str, declared: str) -> str:
    if "\0" in text and not declared:
        return "; is it UTF-16? Then say --encoding utf-16-le"
    return ""
