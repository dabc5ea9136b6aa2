"""A folder that is there whole or not at all: filled under another name beside its place."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from annotator.formats.dataset_manifest import is_ours, unlisted
from annotator.store.errors import os_error
from annotator.store.shadow import sync_folder

UNFINISHED, REPLACED = ".exporting", ".replaced"  # endings of what lies beside for a while


class OutTakenError(Exception):
    """Something lies where the dataset should go."""

    exit_code = 2


@contextmanager
def whole_folder(out: Path, *, force: bool) -> Iterator[Path]:
    """Yield an empty folder; when the block ends well, it is on the disk and bears the name.

    With `force` a dataset that Quoth wrote is replaced, and nothing else. Raise OutTakenError, or
    DiskError for whatever the file system refuses, in the block as well; whatever is raised, `out`
    is as it was. What an export that was killed left beside is cleared away.
    """
    place = Path(os.path.realpath(out))
    try:
        _tidy(place)
        _refuse_taken(place, out, force=force)
        made = _make_parents(place.parent)
        try:
            with _beside(place) as folder:
                yield folder
                _sync(folder)
                _refuse_taken(place, out, force=force)
                _put_in_place(folder, place)
        except BaseException:
            for parent in made:
                with suppress(OSError):
                    parent.rmdir()
            raise
    except OSError as error:
        raise os_error(error, out) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a new file and wait for the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refuse_taken(place: Path, out: Path, *, force: bool) -> None:
    if not os.path.lexists(place):
        return
    if not place.is_dir():
        raise OutTakenError(f"{out} is a file; a dataset is a folder: choose another name.")
    if not force:
        raise OutTakenError(
            f"{out} is there already; choose another name, or replace it (--force)."
        )
    if not any(place.iterdir()):
        return
    if not is_ours(place):
        raise OutTakenError(
            f"{out} is not replaced: no manifest of Quoth lies in it, so it may hold other things."
        )
    others = unlisted(place)
    if others:
        raise OutTakenError(
            f"{out} is not replaced: {others[0]} lies in it, which is no part of the dataset."
        )


def _make_parents(parent: Path) -> list[Path]:
    """Make the folders that lead to a place; return those that were made, the innermost first."""
    missing = []
    while not parent.exists():
        missing.append(parent)
        parent = parent.parent
    if not parent.is_dir():
        raise OutTakenError(f"{parent} is a file, so no folder can be made in it.")
    for one in reversed(missing):
        one.mkdir()
    return missing


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Yield a new folder beside a place, which is gone at the end unless it was renamed."""
    folder = _name(place, UNFINISHED)
    folder.mkdir()
    try:
        with _held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _name(place: Path, ending: str) -> Path:
    return place.with_name(f".{place.name}.{uuid4().hex[:12]}{ending}")


def _put_in_place(folder: Path, place: Path) -> None:
    """Give a folder its name; what bore it before is taken aside first, and away at last."""
    if not place.exists():
        folder.rename(place)
        sync_folder(place.parent)
        return
    aside = _name(place, REPLACED)
    place.rename(aside)
    try:
        folder.rename(place)
    except BaseException:
        aside.rename(place)
        raise
    sync_folder(place.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _sync(folder: Path) -> None:
    for one in (*(each for each in folder.rglob("*") if each.is_dir()), folder):
        sync_folder(one)


def _tidy(place: Path) -> None:
    """Clear away what exports to a place left beside it when they were killed.

    A dataset that was taken aside and not replaced is put back.
    """
    with suppress(OSError):
        for one in list(place.parent.iterdir()):
            if not one.name.startswith(f".{place.name}."):
                continue
            if one.name.endswith(REPLACED) and not os.path.lexists(place):
                one.rename(place)
            elif one.name.endswith((UNFINISHED, REPLACED)) and _is_abandoned(one):
                shutil.rmtree(one, ignore_errors=True)


if sys.platform == "win32":

    @contextmanager
    def _held(folder: Path) -> Iterator[None]:
        """Do nothing: a folder with open files cannot be renamed here, which tells enough."""
        yield

    def _is_abandoned(folder: Path) -> bool:
        """Tell whether nobody writes in a folder."""
        try:
            folder.rename(folder.with_name(f"{folder.name}{UNFINISHED}"))
            folder.with_name(f"{folder.name}{UNFINISHED}").rename(folder)
        except OSError:
            return False
        return True

else:
    import fcntl

    @contextmanager
    def _held(folder: Path) -> Iterator[None]:
        """Hold a lock on a folder, which the system lets go of when the process dies."""
        file = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # where there are no locks, nothing is cleared away either
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        finally:
            os.close(file)

    def _is_abandoned(folder: Path) -> bool:
        """Tell whether nobody holds a lock on a folder."""
        file = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        finally:
            os.close(file)
        return True
