"""Prove a dataset without its project: every span, digest, id, relation, split and count."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.core.progress import Progress, silent
from annotator.formats.dataset import looks_like_records
from annotator.formats.dataset_croissant import told_digests
from annotator.formats.dataset_manifest import (
    CROISSANT,
    DATA,
    MANIFEST,
    PARQUET,
    SCHEMA,
    SCHEME,
    ManifestError,
    files_in,
    read_manifest,
)
from annotator.formats.dataset_parquet import (
    ParquetError,
    first_difference,
    has_parquet,
    parquet_path,
)
from annotator.formats.strict_json import Json, JsonError, load
from annotator.transfer.folder_scheme import hold_manifest_against, take_scheme
from annotator.transfer.proof import DATA_FILES, MOST, Proof
from annotator.transfer.scheme_proof import shipped_scheme

__all__ = [
    "MOST",
    "NotADatasetError",
    "Proved",
    "left_unproved",
    "prove_path",
]

_SCHEMA_ID = "urn:span-dataset:record:1.0"


class NotADatasetError(ValueError):
    """A path leads to no dataset: neither a folder with data files nor a file of records."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What came of a proof: problems, and notes on what could not be looked at; sentences."""

    problems: list[str]
    notes: list[str]


def prove_path(path: Path, progress: Progress = silent) -> Proved:
    """Return what is wrong with a dataset folder or a file of records, and what was not proved.

    Nothing but the path is needed. Raise NotADatasetError, OSError, or what `progress` raises.
    """
    work = Proof(progress)
    if path.is_dir():
        _prove_folder(path, work)
    else:
        _refuse_other_file(path)
        work.hold_against(shipped_scheme())
        work.take_file(path, path.name)
    return Proved(work.told(), [*work.notes(), *left_unproved(path)])


def left_unproved(path: Path) -> list[str]:
    """Return sentences on what `prove_path` could not look at, for want of a library."""
    if has_parquet() or not (path / PARQUET).is_dir():
        return []
    words = "its digests were proved, but not that its rows are the records"
    return [f"{PARQUET}: {words}: that needs the library pyarrow (pip install pyarrow)."]


def _refuse_other_file(path: Path) -> None:
    """Raise NotADatasetError unless a file begins like one of records; raise OSError."""
    if not path.exists():
        raise NotADatasetError(f"{path}: there is nothing there.")
    if not path.is_file() or not looks_like_records(path):
        raise NotADatasetError(f"{path} is no dataset: it does not begin with a record.")


def _prove_folder(folder: Path, work: Proof) -> None:
    there = files_in(folder)
    data = [name for name in DATA_FILES if name in there]
    data += [name for name in there if _is_of_no_split(name)]
    if not data and MANIFEST not in there:
        raise NotADatasetError(f"{folder} is no dataset: there is no {DATA} folder with records.")
    digests: dict[str, str] = {}
    scheme = take_scheme(folder, there, work)
    _tell_links(folder, there, work)
    for name in data:
        if _is_plain(folder, name):
            digests[name] = work.take_file(folder / name, name)
        if name not in DATA_FILES:
            work.tell(name, "it is named like no split")
    if not data:
        work.tell(DATA, "there are no records")
    listed = _prove_manifest(folder, there, digests, work)
    if scheme is not None and SCHEME in listed:
        hold_manifest_against(scheme, folder, work)
    _prove_schema(folder, listed, work)


def _tell_links(folder: Path, there: list[str], work: Proof) -> None:
    for name in there:
        if not _is_plain(folder, name):
            work.tell(name, "it is no file of its own (a link?), so it is not looked at")


def _prove_schema(folder: Path, listed: Collection[str], work: Proof) -> None:
    path = folder / SCHEMA
    if not path.is_file():
        if SCHEMA not in listed:  # else it was told
            work.tell(SCHEMA, "it is missing")
        return
    try:
        value = load(path.read_bytes())
    except JsonError as error:
        work.tell(SCHEMA, str(error))
        return
    if type(value) is not dict or value.get("$id") != _SCHEMA_ID:
        work.tell(SCHEMA, f"it is not the schema {_SCHEMA_ID}")


def _prove_manifest(
    folder: Path, there: list[str], digests: dict[str, str], work: Proof
) -> Collection[str]:
    """Hold all files against what the manifest says; return the names that it lists."""
    if MANIFEST not in there:
        work.tell(MANIFEST, "it is missing")
        return ()
    try:
        manifest = read_manifest(folder / MANIFEST)
    except ManifestError as error:
        work.tell(MANIFEST, str(error))
        return ()
    listed: Json = manifest["files"]
    sound = _sound_files(folder, listed, there, digests, work)
    data = {name for name in (*listed, *there) if name.startswith(f"{DATA}/")}
    if work.whole and data <= sound.keys():  # else the totals cannot be right, which was told
        _hold_against_totals(manifest, work)
    _prove_parquet(folder, sound, work)
    _prove_croissant(folder, sound, work)
    return listed


def _sound_files(
    folder: Path, listed: Json, there: list[str], digests: Mapping[str, str], work: Proof
) -> dict[str, str]:
    """Return the digests of the files that are those the manifest lists; tell of all others."""
    sound: dict[str, str] = {}
    for name in sorted({*listed, *there} - {MANIFEST}):
        if name not in listed:
            work.tell(name, f"{MANIFEST} does not name it")
        elif name not in there:
            work.tell(name, f"{MANIFEST} names it, but it is missing")
        elif type(listed[name]) is not dict:
            work.tell(MANIFEST, f"files.{name} is no object")
        elif _is_plain(folder, name):
            digest = digests.get(name) or _digest(folder / name)
            if _hold_against_file(folder / name, name, listed[name], digest, work):
                sound[name] = digest
    return sound


def _hold_against_file(path: Path, name: str, said: Json, digest: str, work: Proof) -> bool:
    """Hold a file against what the manifest says of it; tell whether it is that file."""
    if said.get("sha256") != digest or said.get("bytes") != path.stat().st_size:
        work.tell(name, f"it is not the file that {MANIFEST} speaks of: size or digest differ")
        return False
    counts = work.files[name].as_json() if name in work.files and work.whole else {}
    for key, number in counts.items():
        if said.get(key) != number:
            work.tell(
                MANIFEST, f"files.{name}.{key}: it says {_said(said.get(key))}, there are {number}"
            )
    return True


def _prove_parquet(folder: Path, sound: Mapping[str, str], work: Proof) -> None:
    """Hold rows against the records that they repeat, where Parquet can be read here."""
    if not has_parquet() or not work.whole:
        return
    for data in work.files:
        name = parquet_path(data)
        if name not in sound:
            continue
        work.progress(0, 0, name)
        try:
            number = first_difference(folder / data, folder / name)
        except ParquetError as error:
            work.tell(name, f"it cannot be read: {error}")
            continue
        if number:
            work.tell(name, f"row {number}: it is not what {data} has on line {number}")


def _prove_croissant(folder: Path, sound: Mapping[str, str], work: Proof) -> None:
    """Hold the digests that the description tells against those of the files, where it is sound."""
    if CROISSANT not in sound:
        return
    try:
        told = told_digests((folder / CROISSANT).read_bytes())
    except JsonError as error:
        work.tell(CROISSANT, str(error))
        return
    for name, digest in sound.items():
        if name.startswith((f"{DATA}/", f"{PARQUET}/")) and told.get(name) != digest:
            work.tell(CROISSANT, f"it tells of another {name}, or of none: the digests differ")


def _hold_against_totals(manifest: Json, work: Proof) -> None:
    for key, value in work.tally.as_json().items():
        if manifest["totals"].get(key) != value:
            work.tell(MANIFEST, f"totals.{key}: that is not what the files hold")
    for key, found in (("view", work.views), ("scheme", work.schemes)):
        said = manifest.get(key)
        said = said.get("name") if type(said) is dict else said
        if found and found != {said}:
            work.tell(MANIFEST, f"{key}: it says {_said(said)}, and records say {_or(found)}")


def _is_plain(folder: Path, name: str) -> bool:
    path = folder / name
    return path.is_file() and not path.is_symlink()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_of_no_split(name: str) -> bool:
    return name.startswith(f"{DATA}/") and name.endswith(".jsonl") and name not in DATA_FILES


def _said(value: Any) -> str:  # noqa: ANN401 whatever stands there
    return "nothing" if value is None else repr(value)[:80]


def _or(names: set[str]) -> str:
    return " or ".join(repr(name) for name in sorted(names))
