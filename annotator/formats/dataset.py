"""Our dataset: JSON lines of whole records; a folder of them, or one file."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator.core.annotation import AnnotatedDocument
from annotator.core.record import RECORD_SCHEMA
from annotator.formats.base import FormatError, ReadOptions, Tell
from annotator.formats.broken import unbroken
from annotator.formats.record_checks import UnsoundError, read_record, sound_record
from annotator.formats.record_faults import faults
from annotator.formats.record_reading import ProvenanceError, annotated_of
from annotator.formats.record_structs import NO_ATTRIBUTES, Record
from annotator.formats.record_writing import Frame, record_line
from annotator.formats.strict_json import JsonError

_SNIFFED = 4_000_000  # bytes of the first line
_NAMED = re.compile(rb'"schema"\s*:\s*"%b\\?/' % RECORD_SCHEMA.partition("/")[0].encode())


class Dataset:
    """Reads and writes dataset records; nothing that they hold is lost on the way."""

    name = "dataset"

    def read(self, path: Path, options: ReadOptions, tell: Tell) -> Iterator[AnnotatedDocument]:
        """Yield the articles of a file of records; raise FormatError or OSError.

        Marks are those of the annotators that the record names. What our records do not have but
        others of the kind may (certainty, attributes of relations, pieces) is turned or told.
        """
        for number, line in numbered_lines(path):
            record = _record(path, number, line, options)
            _tell_unheld(path, number, record, tell)
            try:
                yield annotated_of(record)
            except (ProvenanceError, JsonError) as error:
                raise FormatError(path, number, f"{error}.") from error

    def write(self, documents: Iterable[AnnotatedDocument], path: Path) -> list[str]:
        """Write articles with all their sets as one file of records; nothing is lost."""
        with path.open("xb") as out:
            for one in documents:
                out.write(record_line(one, Frame("all", "")))
        return []


def looks_like_records(path: Path) -> bool:
    """Tell whether the first line of a file names our record, of any version; raise OSError.

    Other programs write the keys in another order, and pandas (so `to_json` of `datasets`) a
    backslash before each slash. In a string of JSON the words would have one before each quotation
    mark, so that a text that speaks of records is no record.
    """
    with path.open("rb") as file:
        start = file.readline(_SNIFFED).lstrip(b"\xef\xbb\xbf")
    return start.lstrip().startswith(b"{") and _NAMED.search(start) is not None


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file with their numbers from 1; raise FormatError for an empty one."""
    number = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.isspace():
                raise FormatError(path, number, "the line is blank.")
            yield number, line
    if number == 0:
        raise FormatError(path, 0, "there is nothing in it.")


def _record(path: Path, number: int, line: bytes, options: ReadOptions) -> Record:
    """Return the sound record of a line; raise FormatError."""
    try:
        return read_record(line)[0]
    except UnsoundError as error:
        return _mended(path, number, error.value, options)
    except JsonError as error:
        raise FormatError(path, number, f"{error}.") from error


def _mended(path: Path, number: int, value: Any, options: ReadOptions) -> Record:  # noqa: ANN401
    """Return a record whose broken spans are in pieces now; raise FormatError for other faults."""
    if options.chain:
        with suppress(UnsoundError):
            return sound_record(unbroken(value, options.chain))
    found = list(faults(value))
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    first = found[0] if found else "it is not a record"
    raise FormatError(path, number, f"{first}{more}.")


def _tell_unheld(path: Path, number: int, record: Record, tell: Tell) -> None:
    sure = sum(1 for one in record.spans if one.certainty)
    if sure:
        tell(
            f"{path}, line {number}: the certainty of {sure} spans has no place: "
            "those that are unsure are marked to be discussed."
        )
    lost = sum(1 for one in record.relations if one.attributes != NO_ATTRIBUTES)
    if lost:
        tell(f"{path}, line {number}: the attributes of {lost} relations are not kept.")
