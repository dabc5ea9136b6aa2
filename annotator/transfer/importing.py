"""Articles and marks from files into a project: all or nothing for each file."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from annotator.core.annotation import AnnotatedDocument, Relation, Span
from annotator.core.document import new_document
from annotator.core.progress import CancelledError, Progress, silent
from annotator.formats.base import (
    FormatError,
    NobodysMarksError,
    NoTextColumnError,
    ReadOptions,
    UnsureEncodingError,
)
from annotator.formats.hazards import remarks, surrogate_fault, text_fault
from annotator.formats.naming import slug
from annotator.store.documents import read_document, set_queued
from annotator.store.journal import import_documents
from annotator.transfer.intake import Intake, RefusedError
from annotator.transfer.known_stories import split_known
from annotator.transfer.mapping import LabelMap, MapError, Unknown, read_map
from annotator.transfer.options import ASKS_ABOVE, ImportOptions
from annotator.transfer.sources import Source, find_sources

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme
    from annotator.store.connection import Store

__all__ = [
    "ASKS_ABOVE",
    "ImportOptions",
    "ImportReport",
    "LabelMap",
    "MapError",
    "Question",
    "Unknown",
    "import_paths",
    "import_text",
    "read_map",
]

_STREAMED_ABOVE = 1_000_000  # bytes: a file above is a transaction of its own
_BATCH = 200  # articles in one transaction
_TOLD_EVERY = 50  # articles
_NOTES = 500  # sentences; more are counted
_NAME = "Import"
_LEADS_NOWHERE = {None, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP}


@dataclass(frozen=True, slots=True)
class Question:
    """A file that was refused, and that may come in once a person has answered.

    `about` names the option that answers: "size" `allow_large`, "encoding" and "annotator" those of
    the same name, "column" `text_column`, one of `columns`, and "names" a `mapping` for those that
    are `unknown`. `refusal` is its sentence in the report.
    """

    path: Path
    about: Literal["size", "encoding", "column", "annotator", "names"]
    refusal: str
    columns: tuple[str, ...] = ()
    unknown: Unknown | None = None


@dataclass(slots=True)
class ImportReport:
    """What came of an import. `known` are (name, id) of texts that were there; their marks too.

    `marks` are the spans and relations that came in; `refused` and `notes` are sentences; `split`
    are parents with their children; `cancelled` tells that it was stopped: what is in `added` came
    in whole, the rest left no trace. `hindered` counts the refusals that are the computer's fault.
    """

    added: list[str] = field(default_factory=list)
    known: list[tuple[str, str]] = field(default_factory=list)
    marks: int = 0
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    split: list[tuple[str, list[str]]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    cancelled: bool = False
    hindered: int = 0

    def hinder(self, error: OSError) -> None:
        """Take note of a refusal; one for a path that leads nowhere is not the computer's fault."""
        self.hindered += error.errno not in _LEADS_NOWHERE


def import_paths(
    store: "Store",
    scheme: "LabelScheme",
    paths: Sequence[Path],
    options: ImportOptions,
    progress: Progress = silent,
) -> ImportReport:
    """Import files and folders; what is refused is named in the report and leaves no trace.

    Raise MapError for a map that does not fit the scheme, UnknownFormatError, StoreError. When
    `progress` raises CancelledError the import stops, and the report says what came in.
    """
    report = ImportReport()
    work = _Import(Intake(store, scheme, options), report, progress)
    sources = find_sources(paths, options.form, report.refused, report.hinder, report.notes)
    try:
        for number, source in enumerate(sources):
            progress(number, len(sources), source.path.name)
            work.take(source)
        work.flush()
        work.split_known()
        progress(len(sources), len(sources), "imported")
    except CancelledError:
        report.cancelled = True
        report.notes.append("The import was stopped; what had come in by then is whole.")
    return report


def import_text(
    store: "Store",
    scheme: "LabelScheme",
    text: str,
    *,
    title: str = "",
    options: ImportOptions | None = None,
) -> ImportReport:
    """Import one text that was pasted, as it is; the report names it, or says why it was not."""
    report = ImportReport()
    work = _Import(Intake(store, scheme, options or ImportOptions()), report, silent)
    name = title or "The text"
    fault = surrogate_fault(text) or text_fault(text)
    if fault:
        report.refused.append(f"{name}: {fault}.")
        return report
    report.notes.extend(f"{name}: {remark}." for remark in remarks(text))
    made = new_document("article", text, title=title)
    made = new_document(slug(made.title)[:60].rstrip("-._"), text, title=title)
    work.take_all(name, "text", [AnnotatedDocument(made)])
    work.flush()
    return report


class _UnknownNamesError(RefusedError):
    """Marks bear names that neither the scheme nor the map knows."""

    def __init__(self, message: str, unknown: Unknown) -> None:
        super().__init__(message)
        self.unknown = unknown


class _Import:
    """One import on its way: small files are gathered, large ones go straight through."""

    def __init__(self, intake: Intake, report: ImportReport, progress: Progress) -> None:
        self._intake = intake
        self._store = intake.store
        self._options = intake.options
        self._report = report
        self._progress = progress
        self._waiting: list[AnnotatedDocument] = []
        self._places: dict[str, str] = {}  # of those waiting: id -> the file's name
        self._outcome = ImportReport()  # of those waiting

    def take(self, source: Source) -> None:
        """Read a file and bring its articles in, at once or with the next batch."""
        if source.size > self._options.max_bytes and not self._options.allow_large:
            words = (
                f"{source.path}: it has {source.size / 1e6:,.0f} MB, more than the "
                f"{self._options.max_bytes / 1e6:,.0f} MB that come in without asking: say --large."
            )
            self._report.refused.append(words)
            self._report.questions.append(Question(source.path, "size", words))
            return
        if source.size > _STREAMED_ABOVE and source.form != "text":
            self.flush()
            self._stream(source)
            return
        with self._refusing(str(source.path)):
            self.take_all(str(source.path), source.form, self._read(source))
        if len(self._waiting) >= _BATCH:
            self.flush()

    def take_all(self, place: str, form: str, articles: Sequence[AnnotatedDocument]) -> None:
        """Put all articles of a small file among those waiting; raise RefusedError for none."""
        intake = self._intake
        found = [ready for one in articles for ready in intake.ready(one, form, place)]
        self._refuse_unknown()
        self._waiting.extend(found)
        self._places.update((one.document.id, place) for one in found)
        for one in found:
            self._count(self._outcome, one)
        self._keep_outcome(self._outcome)

    def flush(self) -> None:
        """Bring in what waits, in one transaction."""
        waiting, places, outcome = self._waiting, self._places, self._outcome
        self._waiting, self._places, self._outcome = [], {}, ImportReport()
        unqueued = {parent for parent, _ in outcome.split}
        if waiting and not self._options.dry_run:
            refused = import_documents(
                self._store, waiting, author=self._options.author, name=_NAME, unqueued=unqueued
            )
            for name, why in refused:
                outcome.refused.append(f"{places.get(name, name)}: {why}")
                outcome.added = [one for one in outcome.added if one != name]
        self._intake.written()
        self._merge(outcome)

    def split_known(self) -> None:
        """Split what was there already into its stories, where that was asked for and is safe."""
        options, report = self._options, self._report
        if not options.split_stories:
            return
        known = list(dict.fromkeys(name for _, name in report.known))
        for number, name in enumerate(known):
            self._progress(number, len(known), name)
            found = split_known(self._store, name, options.author, dry_run=options.dry_run)
            children, words = found or ([], "")
            if children:
                report.split.append((name, children))
                report.added.extend(children)
            if words:
                report.notes.append(words)

    def _read(self, source: Source) -> list[AnnotatedDocument]:
        return list(source.format.read(source.path, self._read_options(), self._note))

    def _read_options(self) -> ReadOptions:
        options = self._options
        chains = (one.name for one in self._intake.scheme.relations if one.chain)
        return ReadOptions(
            text_column=options.text_column,
            annotator=options.annotator,
            encoding=options.encoding,
            chain=next(chains, ""),
            text_of=self._text_of,
        )

    def _text_of(self, sha256: str) -> str | None:
        from annotator.store.documents import document_with_digest

        known = document_with_digest(self._store, sha256)
        return None if known is None else read_document(self._store, known).text

    def _note(self, sentence: str) -> None:
        self._intake.notes.append(sentence)

    def _stream(self, source: Source) -> None:
        """Bring a large file in as one transaction, article by article."""
        outcome = ImportReport()
        with self._refusing(str(source.path)):
            articles = self._streamed(source, outcome)
            if self._options.dry_run:
                for _ in articles:
                    pass
            else:
                refused = import_documents(
                    self._store, articles, author=self._options.author, name=_NAME
                )
                outcome.refused.extend(f"{source.path}: {why}" for _, why in refused)
                for parent, _ in outcome.split:
                    set_queued(self._store, parent, False)  # noqa: FBT003 as the store has it
            self._merge(outcome)

    def _streamed(self, source: Source, outcome: ImportReport) -> Iterator[AnnotatedDocument]:
        """Yield the articles of a file; raise at its end where names were unknown."""
        intake, name = self._intake, source.path.name
        articles = source.format.read(source.path, self._read_options(), self._note)
        for number, one in enumerate(articles):
            if number % _TOLD_EVERY == 0:
                self._progress(number, 0, name)
            for ready in intake.ready(one, source.form, str(source.path)):
                self._count(outcome, ready)
                yield ready
                self._intake.written()
        self._refuse_unknown()
        self._keep_outcome(outcome)

    def _refuse_unknown(self) -> None:
        mapper = self._intake.mapper
        if mapper.unknown:
            error = _UnknownNamesError(f"{mapper.complaint()}.", mapper.unknown)
            mapper.forget()
            raise error

    @contextmanager
    def _refusing(self, place: str) -> Iterator[None]:
        """Turn what is wrong with a file into a sentence of the report; it leaves no trace."""
        try:
            yield
        except FormatError as error:
            self._report.refused.append(str(error))
            self._report.questions.extend(_question(error))
        except RefusedError as error:
            words = f"{place}: {error}"
            self._report.refused.append(words)
            if isinstance(error, _UnknownNamesError):
                asked = Question(Path(place), "names", words, unknown=error.unknown)
                self._report.questions.append(asked)
        except OSError as error:
            self._report.refused.append(f"{place}: {error.strerror or error}.")
            self._report.hinder(error)
        else:
            self._intake.settle()
            return
        self._intake.forget()

    def _count(self, outcome: ImportReport, one: AnnotatedDocument) -> None:
        if self._intake.is_new(one.document.id):
            outcome.added.append(one.document.id)
        for each in one.sets:
            kinds = list(map(type, each.items.values()))
            outcome.marks += kinds.count(Span) + kinds.count(Relation)

    def _keep_outcome(self, outcome: ImportReport) -> None:
        """Take over what the intake found out about the file at hand."""
        intake = self._intake
        outcome.known.extend(intake.known)
        outcome.split.extend((parent, list(children)) for parent, children in intake.split)
        outcome.notes.extend(intake.notes)
        if intake.mapper.dropped:
            outcome.notes.append(_left_out(intake.mapper.dropped))
            intake.mapper.dropped = 0
        intake.settle()

    def _merge(self, outcome: ImportReport) -> None:
        report = self._report
        for name in ("added", "known", "refused", "split"):
            getattr(report, name).extend(getattr(outcome, name))
        report.marks += outcome.marks
        room = max(_NOTES - len(report.notes), 0)
        report.notes.extend(outcome.notes[:room])
        if len(outcome.notes) > room and room:
            report.notes.append("There are more such notes; they are not all told here.")


def _left_out(many: int) -> str:
    if many == 1:
        return "1 mark or attribute was left out."
    return f"{many:,} marks and attributes were left out."


def _question(error: FormatError) -> Iterator[Question]:
    """Yield what a person may answer so that the file comes in after all."""
    path, words = Path(error.path), str(error)
    if isinstance(error, UnsureEncodingError):
        yield Question(path, "encoding", words)
    elif isinstance(error, NoTextColumnError):
        yield Question(path, "column", words, error.columns)
    elif isinstance(error, NobodysMarksError):
        yield Question(path, "annotator", words)
