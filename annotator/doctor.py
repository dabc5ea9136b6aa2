"""Look at the computer and at a project: what was found, why it matters, how to mend it."""

import ctypes
import platform
import shlex
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile

from annotator import __version__
from annotator.assets import MissingAssetError, asset
from annotator.core.canonical import sha256_hex
from annotator.core.schemes import SchemeError, read_scheme
from annotator.formats.registry import format_names
from annotator.log import NAME, log_folder
from annotator.settings import config_folder, data_folder
from annotator.store.backup import backups_of
from annotator.store.connection import Store, open_store
from annotator.store.errors import (
    DamagedProjectError,
    DiskError,
    LockedProjectError,
    MissingProjectError,
    NewerProjectError,
    NotAProjectError,
    ReadOnlyProjectError,
    StoreError,
)
from annotator.store.journal import verify_journal
from annotator.store.meta import read_scheme_bytes
from annotator.store.places import place_notice

_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
_LIBRARIES = (
    "PySide6-Essentials",
    "pydantic",
    "orjson",
    "msgspec",
    "platformdirs",
    "click",
    "regex",
    "charset-normalizer",
    "numpy",
    "scipy",
)
_FORMATS = ("csv", "dataset", "jsonl", "text")
_FONTS = {
    "literata": "Literata",
    "inter": "Inter",
    "notonaskharabic": "Noto Naskh Arabic",
    "notoemoji": "Noto Emoji",
}
_LINUX_LIBRARIES = {  # what Qt's window needs, and the Debian package that holds it
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
}
_MOST = 5  # sentences on one project that are shown
_CAUSES: dict[type[StoreError], str] = {
    DamagedProjectError: "The disk, a copy that broke off, or another program changed the file.",
    NewerProjectError: "A later version writes what this one does not know.",
    NotAProjectError: "Another program made the file.",
    MissingProjectError: "It was moved or deleted, or the name is misspelt.",
    LockedProjectError: "Another program has it open and is writing.",
    ReadOnlyProjectError: "The file or its folder may not be written.",
    DiskError: "The disk is full, not there or failing, or the rights forbid it.",
}
_MENDS: dict[type[StoreError], str] = {
    DamagedProjectError: "Copy a backup of your own over it.",
    NewerProjectError: "Install the newest version.",
    NotAProjectError: "Name a project, or make one with `quoth new`.",
    MissingProjectError: "Name a project, or make one with `quoth new`.",
    LockedProjectError: "Close it there and try again.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `cause` and `mend` are "" where it is right."""

    subject: str
    ok: bool
    finding: str
    cause: str = ""
    mend: str = ""


def examine(project: Path | None = None) -> list[Finding]:
    """Return what was found of the computer, and of a project where one is named; write nothing."""
    found = [_right("Quoth", __version__), _python(), *_versions(), _sqlite(), *_qt()]
    found += [_formats(), _fonts(), _scheme(), *_folders()]
    if project is not None:
        found.extend(_project(project))
    return found


def _right(subject: str, finding: str) -> Finding:
    return Finding(subject, ok=True, finding=finding)


def _wrong(subject: str, finding: str, cause: str, mend: str) -> Finding:
    return Finding(subject, ok=False, finding=finding, cause=cause, mend=mend)


def _python() -> Finding:
    return _right("Python", f"{platform.python_version()} on {platform.platform()}")


def _versions() -> Iterator[Finding]:
    for name in _LIBRARIES:
        try:
            yield _right(name, version(name))
        except PackageNotFoundError:
            yield _wrong(name, "is missing", "It was not installed.", f"pip install {name}")


def _sqlite() -> Finding:
    words = f"SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info >= _OLDEST_SQLITE:
        return _right("SQLite", words)
    return _wrong("SQLite", words, "Projects need 3.37.", "Install a newer Python.")


def _qt() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    for name, package in _LINUX_LIBRARIES.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            yield _wrong(
                name,
                "cannot be loaded",
                "The window needs it; the command line does not.",
                f"sudo apt install {package}",
            )
        else:
            yield _right(name, "is there")


def _formats() -> Finding:
    names = format_names()
    missing = [name for name in _FORMATS if name not in names]
    if not missing:
        return _right("formats", ", ".join(names))
    words = f"{', '.join(missing)} cannot be found"
    return _wrong("formats", words, "The installation is not whole.", "Install Quoth again.")


def _fonts() -> Finding:
    try:
        files = sorted(path.name for path in asset("resources", "fonts").glob("*.[ot]tf"))
    except MissingAssetError:
        files = []
    lacking = [
        font
        for name, font in _FONTS.items()
        if not any(file.lower().startswith(name) for file in files)
    ]
    if not lacking:
        return _right("fonts", f"{', '.join(_FONTS.values())}: {len(files)} files")
    words = f"{', '.join(lacking)} cannot be found"
    return _wrong("fonts", words, "Files are missing.", "Install Quoth again.")


def _scheme() -> Finding:
    try:
        data = asset("schemas", "labels", "news-attribution.json").read_bytes()
    except MissingAssetError as error:
        return _wrong("label scheme", str(error), "Files are missing.", "Install Quoth again.")
    return _right("label scheme", f"sha256 {sha256_hex(data)[:12]}")


def _folders() -> Iterator[Finding]:
    yield _folder("settings", config_folder())
    yield _folder("backups and shadow logs", data_folder())
    log = _folder("log", log_folder())
    yield _right("log", str(log_folder() / NAME)) if log.ok else log


def _folder(subject: str, folder: Path) -> Finding:
    standing = folder.absolute()
    while not standing.exists() and standing != standing.parent:
        standing = standing.parent
    try:
        with TemporaryFile(dir=standing):
            pass
    except OSError as error:
        cause = f"{standing}: {error.strerror}."
        mend = "Change the rights of the folder."
        return _wrong(subject, f"{folder} cannot be written", cause, mend)
    return _right(subject, str(folder))


def _project(path: Path) -> Iterator[Finding]:
    try:
        store = open_store(path, read_only=True)
    except StoreError as error:
        yield _unopened(path, error)
        return
    with store:
        yield _right("project", f"{store.name} ({store.project_id})")
        for notice in filter(None, (*store.notices, place_notice(path))):
            yield _right("project", notice)
        yield _label_scheme(store)
        wrong = verify_journal(store)
        kept = backups_of(store.kept_as)
    mend = _mend(path, kept)
    for sentence in wrong[:_MOST]:
        yield _wrong("project", sentence, _CAUSES[DamagedProjectError], mend)
    if len(wrong) > _MOST:
        yield _wrong("project", f"{len(wrong) - _MOST} more", "The same.", mend)
    if not wrong:
        yield _right("project", "pages, digests, offsets, hash chain and replay are right")
    words = f"{len(kept)}, the newest {kept[0]}" if kept else "none yet"
    yield _right("automatic backups", words)


def _unopened(path: Path, error: StoreError) -> Finding:
    kinds = [kind for kind in type(error).__mro__ if issubclass(kind, StoreError)]
    cause = next((_CAUSES[kind] for kind in kinds if kind in _CAUSES), "The sentence says it.")
    mend = next((_MENDS[kind] for kind in kinds if kind in _MENDS), "Do what the sentence says.")
    if isinstance(error, DamagedProjectError) and error.backups:
        mend = _mend(path, error.backups)
    return _wrong("project", str(error), cause, mend)


def _label_scheme(store: Store) -> Finding:
    try:
        scheme = read_scheme(read_scheme_bytes(store))
    except SchemeError as error:
        mend = "Make a new project with a scheme that is right, and import an export of this one."
        return _wrong("project", str(error), "It was written by another program.", mend)
    return _right("project", f"label scheme {scheme.full_name}")


def _mend(path: Path, backups: list[Path]) -> str:
    if not backups:
        return _MENDS[DamagedProjectError]
    return f"Put the newest backup in its place: quoth doctor --restore {shlex.quote(str(path))}"
