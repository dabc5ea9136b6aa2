"""The data files of a dataset on their way to the disk: one for each split that has records."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from annotator.formats.dataset_manifest import DATA, SPLIT_FILES, split_path
from annotator.formats.dataset_tally import FileTally, Tally
from annotator.formats.record_structs import NO_ATTRIBUTES, Record, bytes_of_record

_BLOCK = 1 << 20  # bytes copied at once
_FULL = 5  # kinds of content that a record can have


class SpoiltFileError(Exception):
    """A file does not hold what was written into it; the disk may be failing."""

    exit_code = 3

    def __init__(self, path: Path) -> None:
        """Take the file's path."""
        super().__init__(
            f"{path} does not hold what was written into it; the disk may be failing. "
            "Nothing was exported."
        )


class DataFiles:
    """Takes records article by article; nothing is made before the first one of a split."""

    def __init__(self, folder: Path) -> None:
        """Take the dataset's folder."""
        self._folder = folder
        self._files: dict[str, _DataFile] = {}
        self.tally = Tally()

    def add(self, records: list[Record]) -> None:
        """Write the records of one article, which are of one split."""
        path = split_path(records[0].split)
        file = self._files.get(path)
        if file is None:
            (self._folder / DATA).mkdir(exist_ok=True)
            file = self._files[path] = _DataFile(self._folder / path)
        file.begin_article()
        for record in records:
            self.tally.add(record)
            file.add(record)

    def finish(self) -> dict[str, FileTally]:
        """Bring all to the disk; return the counts of each file by path, in the usual order."""
        for file in self._files.values():
            file.finish()
        paths = [split_path(split) for split in SPLIT_FILES]
        return {path: self._files[path].tally for path in paths if path in self._files}

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 that each file should have by now, by path."""
        return {path: file.hash.hexdigest() for path, file in self._files.items()}

    def close(self) -> None:
        """Let go of the files, finished or not."""
        for file in self._files.values():
            file.close()


@dataclass(slots=True)
class _DataFile:
    """One file: where the first of its fullest records stands, and where that one's article.

    `hash` is over what was meant to be written, to be held against what the disk gives back.
    """

    path: Path
    tally: FileTally = field(default_factory=FileTally)
    hash: Any = field(default_factory=hashlib.sha256)
    _file: BinaryIO = field(init=False)
    _end: int = 0  # bytes so far
    _article: int = 0  # where the article at hand begins
    _fullest: int = -1
    _line: tuple[int, int] = (0, 0)  # the fullest record
    _around: list[int] = field(default_factory=list)  # where its article begins, and ends

    def __post_init__(self) -> None:
        self._file = self.path.open("xb")

    def begin_article(self) -> None:
        """Take note that what follows is of another article."""
        if len(self._around) == 1:
            self._around.append(self._end)
        self._article = self._end

    def add(self, record: Record) -> None:
        """Write a record as a line."""
        line = bytes_of_record(record)
        self._file.write(line)
        self.hash.update(line)
        self.tally.add(record)
        start, self._end = self._end, self._end + len(line)
        if self._fullest < _FULL and (fullness := _fullness(record)) > self._fullest:
            self._fullest = fullness
            self._line = start, self._end
            self._around = [self._article]

    def finish(self) -> None:
        """Bring the file to the disk, a populated record first."""
        self.begin_article()
        self._flush()
        if self._line[0]:
            self._reorder()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _reorder(self) -> None:
        """Put the fullest record before all others, and its article's with it.

        So programs that guess types by the first record guess right, and an import of the file
        followed by another export comes to the same order.
        """
        (line, after), (first, last) = self._line, self._around
        pieces = [(line, after), (first, line), (after, last), (0, first), (last, self._end)]
        before = self.path.with_name(f"{self.path.name}.unordered")
        self._file.close()
        self.path.rename(before)
        if file_digest(before) != self.hash.hexdigest():
            raise SpoiltFileError(self.path)
        self.hash = hashlib.sha256()
        self._file = self.path.open("xb")
        with before.open("rb") as source:
            for start, end in pieces:
                source.seek(start)
                self._copy(source, end - start)
        self._flush()
        before.unlink()

    def _copy(self, source: BinaryIO, size: int) -> None:
        while size > 0:
            data = source.read(min(size, _BLOCK))
            self._file.write(data)
            self.hash.update(data)
            size -= len(data)

    def _flush(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, as the disk gives it back."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fullness(record: Record) -> int:
    """Return how many of its lists have something in them."""
    spans = record.spans
    return (
        bool(spans)
        + bool(record.relations)
        + bool(record.regions)
        + bool(record.annotators)
        + any(one.attributes != NO_ATTRIBUTES for one in spans)
    )
