"""The article: a text that never changes, and the regions laid over it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.core.canonical import sha256_hex, text_digest

HEADLINE = "headline"  # the kind of region that names a story


@dataclass(frozen=True, slots=True)
class Parent:
    """Where a child article was cut from: `base` code points into the text of the parent."""

    id: str
    sha256: str
    base: int


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the text that is of a kind (headline, boilerplate, duplicate ...).

    Offsets are code points, half-open. Regions belong to the document, not to an annotator.
    `value` says more: the story's number, or the first occurrence of what is doubled.
    """

    id: str
    start: int
    end: int
    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its name and digests. The text is kept as it came: never stripped or normalised.

    `sha256` is that of the text in UTF-8, `source_sha256` that of the bytes it was read from
    ("" where there were none, as when pasted). `language` is a BCP 47 tag, "und" when unknown.
    """

    id: str
    title: str
    text: str
    sha256: str
    source_sha256: str = ""
    language: str = "und"
    meta: Mapping[str, str] = field(default_factory=dict)
    parent: Parent | None = None


def new_document(
    id: str,  # noqa: A002 the field's own name
    text: str,
    *,
    title: str = "",
    source: bytes | None = None,
) -> Document:
    """Return a document over a text, with its digests; without a title, the first line serves."""
    return Document(
        id=id,
        title=title or first_line(text) or id,
        text=text,
        sha256=text_digest(text),
        source_sha256=sha256_hex(source) if source is not None else "",
    )


def first_line(text: str, limit: int = 200) -> str:
    """Return the first line that has words, at most `limit` code points of it, or ""."""
    for _, _, line in lines(text):
        if line.strip():
            return line.strip()[:limit]
    return ""


def headline(text: str, regions: Iterable[Region], limit: int = 200) -> str:
    """Return the words of the first headline that has any, at most `limit` code points, or ""."""
    found = (text[one.start : one.end].strip() for one in regions if one.kind == HEADLINE)
    return next(filter(None, found), "")[:limit]


def lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, words) of each line, in code points; only line feeds part lines."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end, text[start:end]
        start = end + 1
