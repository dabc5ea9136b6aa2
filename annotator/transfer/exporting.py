"""A dataset folder out of a project: checked, written beside its place, proved, then put there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.assets import asset
from annotator.core.annotation import AnnotatedDocument
from annotator.core.canonical import sha256_hex
from annotator.core.collector import without_collector
from annotator.core.people import GOLD
from annotator.core.problem import Severity
from annotator.core.progress import Progress, silent
from annotator.formats.dataset_card import card
from annotator.formats.dataset_croissant import StoredFile, croissant
from annotator.formats.dataset_manifest import (
    CARD,
    CROISSANT,
    LOSSES,
    MANIFEST,
    PARQUET,
    SCHEMA,
    SCHEME,
    Origin,
    manifest_bytes,
)
from annotator.formats.dataset_parquet import (
    parquet_path,
    refuse_without_parquet,
    write_parquet,
)
from annotator.formats.dataset_tally import FileTally
from annotator.formats.kept_items import KeptRelation, KeptSpan, kept_items
from annotator.formats.record_structs import Record
from annotator.formats.record_writing import Frame, own_split, record_from
from annotator.store.documents import document_ids
from annotator.store.meta import read_scheme_bytes
from annotator.store.outdated import outdated_gold
from annotator.store.raw import RawSet, raw_articles
from annotator.transfer.checking import (
    Finding,
    judged_by,
    problems_of,
    refuse_stranger,
    refuses_unfinished,
)
from annotator.transfer.clean import CleanSets, clean_sets
from annotator.transfer.data_files import DataFiles, SpoiltFileError, file_digest
from annotator.transfer.export_terms import (
    ExportOptions,
    ExportRefusedError,
    ExportReport,
    NothingToExportError,
    Preview,
    empty_splits,
    left_out_sentences,
    outdated_note,
    untouched_note,
)
from annotator.transfer.folders import whole_folder, write_file
from annotator.transfer.outgoing import Outgoing, outgoing
from annotator.transfer.splits import planned_splits
from annotator.transfer.views import ADJUDICATED, BY_ANNOTATOR, pieces_of

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme
    from annotator.store.connection import Store

KEPT = 1000  # findings that are told one by one; more are counted
_TOLD_EVERY = 20  # articles


def export_dataset(
    store: "Store",
    scheme: "LabelScheme",
    out: Path,
    options: ExportOptions,
    progress: Progress = silent,
) -> ExportReport:
    """Write a dataset folder, whole and proved or not at all, and report what went out.

    The project is only read, in short pages. Raise ExportRefusedError, NothingToExportError,
    OutTakenError, UnknownAnnotatorError, NoParquetError, StoreError (DiskError for what the file
    system refuses), or what `progress` raises; `out` is as it was then.
    """
    if options.parquet:
        refuse_without_parquet()
    with without_collector(), whole_folder(out, force=options.force) as folder:
        work = _Export(store, scheme, options, progress)
        with closing(DataFiles(folder)) as data:
            for records in work.records():
                data.add(records)
            work.refuse_problems()
            files = data.finish()
        work.refuse_nothing(files)
        _write_rest(folder, work, data, files)
    tally = data.tally.whole
    counts = {path: one.records for path, one in files.items()}
    left_out, notes = dict(work.left_out), [*empty_splits(options, counts), *work.notes()]
    return ExportReport(out, counts, tally.spans, tally.relations, left_out, work.losses(), notes)


def preview_export(
    store: "Store",
    scheme: "LabelScheme",
    options: ExportOptions,
    progress: Progress = silent,
) -> Preview:
    """Return what an export would find; nothing is written. Raise UnknownAnnotatorError."""
    work = _Export(store, scheme, options, progress)
    articles = 0
    labels: dict[type, Counter[str]] = {KeptSpan: Counter(), KeptRelation: Counter()}
    with without_collector():
        for _, going in work.checked():
            articles += 1
            for item in chain.from_iterable(items for _, items in going.hands):
                if isinstance(item, KeptSpan | KeptRelation):
                    labels[type(item)][item.label] += 1
    counts = work.counts
    return Preview(
        work.findings,
        counts[Severity.ERROR],
        counts[Severity.WARNING],
        articles,
        dict(work.left_out),
        dict(labels[KeptSpan]),
        dict(labels[KeptRelation]),
        work.notes(),
    )


@dataclass(slots=True)
class _Export:
    """One export on its way: what was found, and what was left out so far."""

    store: "Store"
    scheme: "LabelScheme"
    options: ExportOptions
    progress: Progress
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[Severity] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    renamed: int = 0
    untouched: int = 0  # articles that go out though nobody began them
    gold: set[str] = field(default_factory=set)  # articles whose gold goes out
    scheme_bytes: bytes = field(init=False)
    _rules: "LabelScheme" = field(init=False)
    _clean: CleanSets = field(init=False)

    def __post_init__(self) -> None:
        refuse_stranger(self.store, self.options.annotator)
        self.scheme_bytes = read_scheme_bytes(self.store)
        self._rules = judged_by(self.scheme, warnings=not self.options.allow_problems)
        self._clean = clean_sets(self.store.project_id, self._rules)

    @property
    def origin(self) -> Origin:
        """Return how the dataset is made."""
        options = self.options
        return Origin(
            options.view,
            options.annotator,
            self.scheme.full_name,
            sha256_hex(self.scheme_bytes),
            options.split or (),
            options.seed,
            options.unfinished,
            dict(sorted(self.left_out.items())),
            tuple(left_out_sentences(self.left_out)),
        )

    def records(self) -> Iterator[list[Record]]:
        """Yield the records of each article that goes out, until a problem stands."""
        ids = document_ids(self.store, queued_only=True)
        splits = self._splits(ids)
        for number, going in self.checked(ids):
            if not self.counts:
                yield list(self._records(going, splits[number] if splits else ""))

    def checked(self, ids: list[str] | None = None) -> Iterator[tuple[int, Outgoing]]:
        """Yield each article that goes out with its number, problems taken note of."""
        if ids is None:
            ids = document_ids(self.store, queued_only=True)
        options = self.options
        every = options.unfinished or refuses_unfinished(self.scheme)
        for number, article in enumerate(raw_articles(self.store, ids)):
            if number % _TOLD_EVERY == 0:
                self.progress(number, len(ids), article.document.title)
            going, why = outgoing(article, options.view, options.annotator, unfinished=every)
            if why:
                self.left_out[why] += 1
                continue
            self.left_out.update(going.at_home)
            self.untouched += not going.sets
            for one in going.sets:
                self._judge(going, one)
                if one.annotator == GOLD:
                    self.gold.add(article.document.id)
            yield number, going
        self._clean.keep()
        self.progress(len(ids), len(ids), "written")

    def refuse_problems(self) -> None:
        """Raise ExportRefusedError where problems stand."""
        if self.counts:
            raise ExportRefusedError(self.findings, self.counts)

    def refuse_nothing(self, files: dict[str, FileTally]) -> None:
        """Raise NothingToExportError where no article went out."""
        if not files:
            raise NothingToExportError(self.left_out)

    def losses(self) -> list[str]:
        """Return what the dataset does not hold, in sentences."""
        if not self.renamed:
            return []
        shared = f"{self.renamed:,} ids of marks were borne by two annotators on one article"
        return [f"{shared}; the later ones went out with the annotator's name before them."]

    def notes(self) -> list[str]:
        """Return what to know of what goes out: gold older than the marks it settles, no marks."""
        settled = self.gold if self.options.view == ADJUDICATED else set[str]()
        stale = settled.intersection(outdated_gold(self.store)) if settled else ()
        untouched = untouched_note(self.untouched, self.options.annotator)
        return [*outdated_note(len(stale)), *untouched]

    def _splits(self, ids: list[str]) -> list[str]:
        options = self.options
        if options.split is None:
            return []
        return planned_splits(self.store, ids, options.split, options.seed, self.progress)

    def _records(self, going: Outgoing, split: str) -> Iterator[Record]:
        view = self.options.view
        document = going.article.document
        regions = kept_items(going.article.regions.body)
        split = split or own_split(document)
        self.renamed += going.renamed
        for hands in pieces_of(going.hands, view):
            annotator = hands[0][0] if view == BY_ANNOTATOR else ""
            frame = Frame(view, self.scheme.full_name, split, annotator)
            yield record_from(document, regions, hands, frame)

    def _judge(self, going: Outgoing, one: RawSet) -> None:
        """Take note of what hinders that a set goes out."""
        digest = self._clean.digest(going.article, one)
        if self._clean.has(digest):
            return
        article = AnnotatedDocument(going.article.document, going.regions)
        problems = problems_of(article, going.decoded(one), self._rules, finishing=True)
        standing = [found for found in problems if found.stands]
        if not standing:
            self._clean.add(digest)
        self.counts.update(found.problem.severity for found in standing)
        self.findings.extend(standing[: max(0, KEPT - len(self.findings))])


def _write_rest(folder: Path, work: _Export, data: DataFiles, files: dict[str, FileTally]) -> None:
    """Write what lies beside the data: Parquet, card, schema, losses, and at last the manifest.

    Raise SpoiltFileError where a file reads otherwise than it was written.
    """
    digests = data.digests()
    meant = {path: digests[path] for path in files}
    if work.options.parquet:
        meant.update(_write_parquet(folder, work, files))
    texts = _texts(folder, work, data, files, meant)
    for name, text in texts.items():
        write_file(folder / name, text)
    meant.update({name: sha256_hex(text) for name, text in texts.items()})
    listed: dict[str, dict[str, int | str]] = {}
    for path, digest in meant.items():
        if file_digest(folder / path) != digest:
            raise SpoiltFileError(folder / path)
        counted = files[path].as_json() if path in files else {}
        listed[path] = {"sha256": digest, "bytes": (folder / path).stat().st_size, **counted}
    write_file(folder / MANIFEST, manifest_bytes(work.origin, listed, data.tally.as_json()))


def _write_parquet(folder: Path, work: _Export, files: Iterable[str]) -> dict[str, str]:
    """Write each data file once more as Parquet; return the digests by path."""
    (folder / PARQUET).mkdir()
    digests: dict[str, str] = {}
    for path in files:
        work.progress(len(digests), 0, parquet_path(path))
        digests[parquet_path(path)] = write_parquet(folder / path, folder / parquet_path(path))
    return digests


def _texts(
    folder: Path,
    work: _Export,
    data: DataFiles,
    files: Mapping[str, FileTally],
    digests: Mapping[str, str],
) -> dict[str, bytes]:
    """Return the files of words that lie beside those whose digests are given, by name."""
    scheme, origin = work.scheme, work.origin
    counts = {path: one.records for path, one in files.items()}
    stored = {
        path: StoredFile(digest, (folder / path).stat().st_size) for path, digest in digests.items()
    }
    title = scheme.title or scheme.full_name
    words = card(scheme, origin, data.tally, counts, parquet=work.options.parquet)
    texts = {
        CARD: words.encode(),
        SCHEMA: asset("schemas", "record.schema.json").read_bytes(),
        SCHEME: work.scheme_bytes,
        CROISSANT: croissant(title, origin, data.tally, stored),
    }
    losses = work.losses()
    if losses:
        texts[LOSSES] = "".join(["# Losses\n\n", *(f"- {one}\n" for one in losses)]).encode()
    return texts
