"""Tables: CSV and TSV with a row for an article."""

import codecs
import csv
import hashlib
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.core.annotation import AnnotatedDocument
from annotator.core.canonical import sha256_hex
from annotator.formats.base import FormatError, ReadOptions, Tell
from annotator.formats.decoding import DecodingError, decode
from annotator.formats.rows import Row, checked_text, document_from, text_column

_CHUNK = 1 << 20  # bytes
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Table:
    """Reads and writes a row for an article; the first row names the columns."""

    name = "csv"

    def read(self, path: Path, options: ReadOptions, tell: Tell) -> Iterator[AnnotatedDocument]:
        """Yield the articles of a table; raise FormatError or OSError."""
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        lines, digest = _opened(path, options.encoding, tell)
        with lines:
            rows = csv.reader(lines, delimiter=_delimiter(path, lines), strict=True)
            at, names = _header(path, rows)
            column = text_column(Row(path, at, dict.fromkeys(names, "")), options.text_column)
            found = False
            for line, values in _numbered(path, rows):
                found = True
                row = Row(path, line, _columns(path, line, names, values))
                text = checked_text(row, column, tell)
                document = document_from(row, text, (column,), tell)
                yield AnnotatedDocument(replace(document, source_sha256=digest))
        if not found:
            raise FormatError(path, 0, "there is no article in it, only the names of columns.")

    def write(self, documents: Iterable[AnnotatedDocument], path: Path) -> list[str]:
        """Write id, title, language and text of articles; return what a table cannot hold.

        Cells that a spreadsheet would take for a formula get an apostrophe before them.
        """
        marks = guarded = 0
        with path.open("x", encoding="utf-8", newline="") as out:
            rows = csv.writer(out, delimiter="\t" if path.suffix == ".tsv" else ",")
            rows.writerow(["id", "title", "lang", "text"])
            for one in documents:
                document = one.document
                cells = [document.id, document.title, document.language, document.text]
                guarded += sum(cell.startswith(_FORMULA) for cell in cells)
                rows.writerow([_guarded(cell) for cell in cells])
                marks += sum(len(each.items) for each in one.sets) + len(document.meta)
        lost = [f"{path}: {marks} marks, states and meta are not held by a table."]
        kept = [f"{path}: {guarded} cells got an apostrophe, so that no formula runs."]
        return (lost if marks else []) + (kept if guarded else [])


def _opened(path: Path, encoding: str, tell: Tell) -> tuple[io.TextIOBase, str]:
    """Return the text of a table, line ends as they are, and the SHA-256 of the file.

    It is streamed where it is UTF-8.
    """
    digest = "" if encoding else _utf8_digest(path)
    if digest:
        if _is_marked(path):
            tell(f"{path}: a byte order mark was taken off.")
        return path.open(encoding="utf-8-sig", newline=""), digest
    data = path.read_bytes()
    try:
        found = decode(data, encoding)
    except DecodingError as error:
        raise FormatError(path, 0, f"{error}.") from error
    for note in found.notes:
        tell(f"{path}: {note}.")
    return io.StringIO(found.text, newline=""), sha256_hex(data)


def _utf8_digest(path: Path) -> str:
    """Return the SHA-256 of a file, "" where it is not UTF-8 or empty."""
    decoder, digest = codecs.getincrementaldecoder("utf-8")(), hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    return ""
                decoder.decode(chunk)
                digest.update(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return ""
    return digest.hexdigest() if path.stat().st_size else ""


def _is_marked(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def _delimiter(path: Path, lines: io.TextIOBase) -> str:
    first = lines.readline()
    lines.seek(0)
    if path.suffix.lower() == ".tsv":
        return "\t"
    unquoted = "".join(first.split('"')[::2])
    return max(",;\t", key=lambda char: (unquoted.count(char), char == ","))


def _header(path: Path, rows: Iterator[list[str]]) -> tuple[int, list[str]]:
    """Return the line on which the columns are named, and their names."""
    for line, cells in _numbered(path, rows):
        names = [name.strip() or f"column {n}" for n, name in enumerate(cells, start=1)]
        for name in names:
            if names.count(name) > 1:
                raise FormatError(path, line, f"the column {name[:40]!r} comes twice.")
        return line, names
    raise FormatError(path, 0, "there is nothing in it.")


def _numbered(path: Path, rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of the rows to come that are not blank."""
    line = getattr(rows, "line_num", 0) + 1
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            raise FormatError(path, line, f"the table breaks off here: {error}.") from error
        if any(cells):
            yield line, cells
        line = getattr(rows, "line_num", line) + 1


def _columns(path: Path, line: int, names: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(names):
        raise FormatError(path, line, f"it has {len(cells)} cells; there are {len(names)} columns.")
    return dict(zip(names, cells, strict=True))


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
