"""A proof of a dataset on its way: what was found, and what later records are held against."""

import hashlib
from array import array
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.progress import Progress
from annotator.core.scheme import LabelScheme
from annotator.formats.dataset_manifest import SPLIT_FILES, split_path
from annotator.formats.dataset_tally import FileTally, Tally
from annotator.formats.record_checks import UnsoundError, read_record
from annotator.formats.record_faults import faults
from annotator.formats.record_structs import Record
from annotator.formats.strict_json import JsonError
from annotator.transfer.doubles import Doubles
from annotator.transfer.scheme_proof import SchemeProof, unheld

MOST = 1000  # problems that are told; more are counted
DATA_FILES = tuple(split_path(split) for split in SPLIT_FILES)
_TOLD_EVERY = 50  # lines
_FORM = "order of keys, spaces, escapes or line ends"


@dataclass(slots=True)
class Proof:
    """One proof on its way: what was found, and what no later record may have again."""

    progress: Progress
    tally: Tally = field(default_factory=Tally)
    files: dict[str, FileTally] = field(default_factory=dict)
    whole: bool = True  # every line could be counted
    views: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    no_scheme: str = ""  # why records are held against none, where somebody should know
    spoilt_scheme: bool = False
    _held: dict[str, SchemeProof] = field(default_factory=dict)
    _problems: list[str] = field(default_factory=list)
    _more: int = 0
    _ids: Doubles = field(default_factory=Doubles)
    _texts: Doubles = field(default_factory=Doubles)
    _homes: bytearray = field(default_factory=bytearray)  # of each record, where its split belongs
    _lines: "array[int]" = field(default_factory=lambda: array("I"))

    def tell(self, place: str, what: str) -> None:
        """Take note of a problem."""
        if len(self._problems) < MOST:
            self._problems.append(f"{place}: {what.rstrip('.')}.")
        else:
            self._more += 1

    def told(self) -> list[str]:
        """Return the problems as sentences, those between records at last."""
        for later, first in self._ids.pairs():
            self.tell(self._place(later), f"id: it is that of {self._place(first)} as well")
        for later, first in self._texts.pairs():
            if self._homes[later] != self._homes[first]:
                where = self._place(first)
                self.tell(self._place(later), f"text: {where} has the same, in another split")
        if not self._more:
            return self._problems
        return [*self._problems, f"There are {self._more:,} more problems, which are not told."]

    def notes(self) -> list[str]:
        """Return sentences on what was not held against a scheme."""
        if self.spoilt_scheme:  # which was told as a problem
            return []
        return [self.no_scheme] if self.no_scheme else list(unheld(self._held, self.schemes))

    def hold_against(self, scheme: LabelScheme) -> None:
        """Hold records that name a scheme against it, from here on."""
        self._held[scheme.full_name] = SchemeProof(scheme)

    def take_file(self, path: Path, name: str) -> str:
        """Prove a file of records, line by line; return its digest."""
        counts = self.files[name] = FileTally()
        digest = hashlib.sha256()
        size, done, number = path.stat().st_size, 0, 0
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if number % _TOLD_EVERY == 1:
                    self.progress(done, size, name)
                done += len(line)
                digest.update(line)
                record = self._record_in(line, f"{name}, line {number}")
                if record is not None:
                    counts.add(record)
                    self._take_record(record, name, number)
        if number == 0:
            self.tell(name, "there is nothing in it")
        self.progress(size, size, name)
        return digest.hexdigest()

    def _record_in(self, line: bytes, place: str) -> Record | None:
        """Return the record of a line, or None where it is none, with its faults taken note of."""
        try:
            record, as_ours = read_record(line)
        except UnsoundError as error:
            wrong = list(faults(error.value))
        except JsonError as error:
            wrong = [str(error) if line.strip() else "the line is blank"]
        else:
            if not as_ours:
                self.tell(place, f"it is not written as such records are: {_FORM}")
            return record
        for fault in wrong:
            self.tell(place, fault)
        self.whole = False
        return None

    def _take_record(self, record: Record, name: str, number: int) -> None:
        """Count a record, and keep what others are held against."""
        self.tally.add(record)
        self.views.add(record.view)
        self.schemes.add(record.scheme)
        held = self._held.get(record.scheme)
        for fault in held.faults(record) if held else ():
            self.tell(f"{name}, line {number}", fault)
        home = split_path(record.split)
        if name in DATA_FILES and home != name:
            what = f"split: it says {record.split!r}, whose records are in {home}"
            self.tell(f"{name}, line {number}", what)
        self._ids.add_name(record.id)
        self._texts.add(bytes.fromhex(record.text_sha256))
        self._homes.append(DATA_FILES.index(home))
        self._lines.append(number)

    def _place(self, number: int) -> str:
        """Return where a record stands; records are numbered from 0 through all files."""
        before = 0
        for name, counts in self.files.items():
            if number < before + counts.records:
                return f"{name}, line {self._lines[number]}"
            before += counts.records
        raise IndexError(number)
