"""A row of columns (of a table, of JSON) as an article: which column is what."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from annotator.core.canonical import canonical
from annotator.core.document import Document, new_document
from annotator.formats.base import FormatError, NoTextColumnError, Tell
from annotator.formats.hazards import BOM, remarks, surrogate_fault, text_fault
from annotator.formats.naming import MAX_ID, RECORD_ID, language_or_none, slug

TEXT = "text"
_LANGUAGES = ("lang", "language")
_RESERVED = ("id", "title", "parent")


class Row:
    """One row with its place in a file, so that whatever is wrong can be named."""

    def __init__(self, path: Path, line: int, columns: Mapping[str, Any]) -> None:
        """Take the file, the line (from 1) and the columns by name."""
        self.path = path
        self.line = line
        self.columns = columns

    def wrong(self, reason: str) -> FormatError:
        """Return the error that names this row."""
        return FormatError(self.path, self.line, reason)

    def string(self, *names: str) -> str:
        """Return the first of some columns that is filled; raise FormatError for no string."""
        for name in names:
            value = self.columns.get(name)
            if value is None or value == "":
                continue
            if type(value) is int and name == "id":
                return str(value)
            if type(value) is not str:
                raise self.wrong(f"{name} is no string.")
            return value
        return ""


def text_column(row: Row, wanted: str) -> str:
    """Return the name of the column with the text; raise FormatError where there is none."""
    if not row.columns:
        raise row.wrong("it is an empty object.")
    if wanted:
        if wanted in row.columns:
            return wanted
        raise row.wrong(f"there is no column {wanted!r}; there are {_listed(row.columns)}.")
    for name in row.columns:
        if name.strip().lower() == TEXT:
            return name
    raise NoTextColumnError(
        row.path,
        row.line,
        f"there is no column {TEXT!r}; there are {_listed(row.columns)}: "
        "name the one with --text-column.",
        row.columns,
    )


def checked_text(row: Row, name: str, tell: Tell, *, marked: bool = False) -> str:
    """Return the text of a row; raise FormatError where it cannot be an article.

    A byte order mark at the start is taken off and told, unless marks count on it (`marked`).
    """
    text = row.columns.get(name)
    if text is None:
        text = ""
    if type(text) is not str:
        raise row.wrong(f"{name} is no string.")
    if text.startswith(BOM) and not marked:
        text = text.lstrip(BOM)
        tell(f"{row.path}, line {row.line}: a byte order mark was taken off the text.")
    fault = surrogate_fault(text) or text_fault(text)
    if fault:
        raise row.wrong(f"{name}: {fault}.")
    for remark in remarks(text):
        tell(f"{row.path}, line {row.line}: {remark}.")
    return text


def document_from(row: Row, text: str, known: Iterable[str], tell: Tell) -> Document:
    """Return the document of a row: id, title and language as it says, other columns as meta.

    `known` are columns that are something else already. An id that cannot be one is kept as meta.
    """
    said = row.string("id")
    name = said if _is_id(said) else slug(said or f"{row.path.stem.split('.')[0]}-{row.line}")
    meant = {"id": said} if said and name != said else {}
    made = new_document(name, text, title=row.string("title"))
    spoken = row.string(*_LANGUAGES)
    language = language_or_none(spoken) if spoken else "und"
    if not language:
        tell(f"{row.path}, line {row.line}: {spoken[:40]!r} is no language; it is kept as meta.")
    taken = {"id", "title", "meta", *known, *(_LANGUAGES if language else ())}
    columns = {key: value for key, value in row.columns.items() if key not in taken}
    meta = {**meant, **_meta_object(row), **columns}
    kept = {_free(key): _string(value) for key, value in meta.items() if value is not None}
    for key, value in kept.items():
        if surrogate_fault(key + value):
            raise row.wrong(f"{key[:40]!r}: {surrogate_fault(key + value)}.")
    return Document(
        made.id, made.title, text, made.sha256, "", language or "und", _filled(kept), None
    )


def _is_id(name: str) -> bool:
    return len(name) <= MAX_ID and RECORD_ID.fullmatch(name) is not None


def _meta_object(row: Row) -> Mapping[str, Any]:
    meta = row.columns.get("meta")
    if meta is None or meta == "":
        return {}
    return meta if isinstance(meta, dict) else {"meta": meta}


def _filled(meta: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in meta.items() if value}


def _free(key: str) -> str:
    return f"{key}_" if key in _RESERVED else key


def _string(value: Any) -> str:  # noqa: ANN401 whatever stands there
    return value if type(value) is str else canonical(value).decode()


def _listed(names: Iterable[str]) -> str:
    shown = [repr(name[:40]) for name in names]
    return ", ".join(shown[:8]) + (", ..." if shown[8:] else "")
