"""Which files an import means, and in which format each is."""

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.base import Format
from annotator.formats.dataset import looks_like_records
from annotator.formats.registry import format_named

AUTO = "auto"
_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
_DATA = "data"
_MANIFEST = "manifest.json"
_STDIN = "-"
_SHOWN = 5  # of the files that were passed over

_NOT_YET = frozenset({".html", ".htm", ".xhtml", ".xml"})  # only as text, when that is said


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be imported, and the name of its format."""

    path: Path
    form: str
    size: int  # bytes

    @property
    def format(self) -> Format:
        """Return the format itself; raise UnknownFormatError."""
        return format_named(self.form)


def find_sources(
    paths: Iterable[Path],
    form: str,
    refused: list[str],
    hindered: Callable[[OSError], None] = lambda _: None,
    notes: list[str] | None = None,
) -> list[Source]:
    """Return the files that paths mean, folders gone through in the order of names.

    Hidden files, and in folders those whose names say no format, are passed over; of the latter
    `notes` tells. What cannot be imported is said in `refused`: missing paths, and folders without
    articles. `hindered` hears of what the computer does not let be read.
    """
    found: dict[Path, Source] = {}
    passed: list[Path] = []
    for path in paths:
        if form == AUTO and path.suffix.lower() in _NOT_YET:
            refused.append(f"{path}: it is a web page or XML; save its words as plain text.")
            continue
        if str(path) == _STDIN and not path.exists():
            refused.append("-: the standard input is not read; write it to a file first.")
            continue
        try:
            here = list(_sources(path, form, passed))
        except OSError as error:
            refused.append(f"{error.filename or path}: {error.strerror or error}.")
            hindered(error)
            continue
        if not here:
            refused.append(f"{path}: there are no articles in this folder.")
        for one in here:
            found.setdefault(one.path, one)
    if passed and notes is not None:
        notes.append(_passed_over(passed))
    return list(found.values())


def is_dataset_folder(path: Path) -> bool:
    """Tell whether a folder is a dataset of ours, or laid out like one."""
    data = path / _DATA
    if not data.is_dir() or not any(data.glob("*.jsonl")):
        return False
    return (path / _MANIFEST).is_file() or (path / "README.md").is_file()


def _passed_over(files: Sequence[Path]) -> str:
    """Return the sentence on what in folders was not taken."""
    more = f" and {len(files) - _SHOWN:,} more" if files[_SHOWN:] else ""
    shown = ", ".join(map(str, files[:_SHOWN])) + more
    were = "1 file was" if len(files) == 1 else f"{len(files):,} files were"
    return f"{were} passed over; a folder's texts, JSON lines and tables are taken: {shown}."


def _sources(path: Path, form: str, passed: list[Path]) -> Iterator[Source]:
    if not path.is_dir():
        yield _source(path, form)
        return
    if is_dataset_folder(path):
        for one in _data_files(path):
            yield _source(one, "dataset" if form == AUTO else form)
        return
    for one in sorted(path.iterdir(), key=lambda each: each.name):
        if one.name.startswith("."):
            continue
        if one.is_dir() and not one.is_symlink():
            yield from _sources(one, form, passed)
        elif one.is_file() and one.suffix.lower() in _BY_SUFFIX:
            yield _source(one, form)
        else:
            passed.append(one)


def _data_files(folder: Path) -> list[Path]:
    """Return the data files of a dataset in the order in which its splits are written."""
    order = {"train.jsonl": 0, "validation.jsonl": 1, "test.jsonl": 2}
    files = (folder / _DATA).glob("*.jsonl")
    return sorted(files, key=lambda each: (order.get(each.name, 3), each.name))


def _source(path: Path, form: str) -> Source:
    there = path.stat()
    if not stat.S_ISREG(there.st_mode):  # reading a pipe or a device may never end
        pipe = "it is a pipe; write what comes through it to a file first"
        is_pipe = stat.S_ISFIFO(there.st_mode)
        raise OSError(pipe if is_pipe else "it is neither a file nor a folder")
    size = there.st_size
    if form != AUTO:
        return Source(path, form, size)
    found = _BY_SUFFIX.get(path.suffix.lower(), "text")
    if found == "jsonl" and path.suffix.lower() != ".json" and looks_like_records(path):
        found = "dataset"
    return Source(path, found, size)
