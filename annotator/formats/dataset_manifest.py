"""The manifest of a dataset folder: every file with its digest, what it holds, what wrote it.

No clock times: the same dataset has the same manifest.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from annotator import __version__
from annotator.core.record import RECORD_SCHEMA
from annotator.formats.strict_json import JsonError, load

MANIFEST, CARD, SCHEMA, SCHEME, CROISSANT, LOSSES, DATA, PARQUET = (
    "manifest.json",
    "README.md",
    "schema.json",
    "scheme.json",
    "croissant.json",
    "LOSSES.md",
    "data",
    "parquet",
)
SPLIT_FILES = ("train", "validation", "test")  # in the order in which they are written and read
PROGRAM = "Quoth"
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class ManifestError(ValueError):
    """A manifest is no manifest of ours; the message says why, without a path."""


@dataclass(frozen=True, slots=True)
class Origin:
    """How a dataset was made: what its manifest says besides the files.

    `shares` are the per cents of the splits, () where articles kept the split that they came with.
    `unfinished` tells that sets were let out that nobody finished; `left_out` counts what stayed at
    home, by why, and `stayed` says it in sentences.
    """

    view: str
    annotator: str
    scheme: str
    scheme_sha256: str
    shares: tuple[int, ...] = ()
    seed: int = 0
    unfinished: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)
    stayed: tuple[str, ...] = ()


def split_path(split: str) -> str:
    """Return the data file of a split, "/" between its parts; "none" goes to train."""
    return f"{DATA}/{split if split in SPLIT_FILES else SPLIT_FILES[0]}.jsonl"


def manifest_bytes(
    origin: Origin, files: Mapping[str, Mapping[str, Any]], totals: Mapping[str, Any]
) -> bytes:
    """Return a manifest; `files` are digests and counts by path, in the order to be kept."""
    made = {
        "schema": RECORD_SCHEMA,
        "made_by": {"name": PROGRAM, "version": __version__},
        "view": origin.view,
        "annotator": origin.annotator,
        "scheme": {"name": origin.scheme, "sha256": origin.scheme_sha256},
        "split": {"shares": list(origin.shares), "seed": origin.seed if origin.shares else 0},
        "unfinished": origin.unfinished,
        "left_out": dict(origin.left_out),
        "totals": totals,
        "files": files,
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(path: Path) -> dict[str, Any]:
    """Return the manifest in a file, its `files` and `totals` being objects.

    Raise ManifestError or OSError.
    """
    try:
        value = load(path.read_bytes())
    except JsonError as error:
        raise ManifestError(str(error)) from error
    if type(value) is not dict or value.get("schema") != RECORD_SCHEMA:
        raise ManifestError(f"it does not say that this is a {RECORD_SCHEMA}")
    for key in ("files", "totals"):
        if type(value.get(key)) is not dict:
            raise ManifestError(f"{key} is no object")
    return value


def is_ours(folder: Path) -> bool:
    """Tell whether a manifest that Quoth wrote lies in a folder."""
    try:
        made_by = read_manifest(folder / MANIFEST).get("made_by")
    except (ManifestError, OSError):
        return False
    return type(made_by) is dict and made_by.get("name") == PROGRAM


def unlisted(folder: Path) -> list[str]:
    """Return what lies in a folder beside the files of its manifest, by path with "/", sorted.

    What desktops leave everywhere does not count. Raise ManifestError or OSError.
    """
    known = {MANIFEST, *read_manifest(folder / MANIFEST)["files"]}
    return [name for name in files_in(folder) if name not in known]


def files_in(folder: Path) -> list[str]:
    """Return all files and links in a folder by path with "/", sorted; raise OSError."""
    found = []
    for root, folders, files in os.walk(folder, onerror=_raise):
        links = (name for name in folders if (Path(root) / name).is_symlink())
        found += [Path(root) / name for name in (*files, *links) if name not in _LITTER]
    return sorted(one.relative_to(folder).as_posix() for one in found)


def _raise(error: OSError) -> NoReturn:
    raise error
