"""The file is unlinked, renamed, replaced, truncated or rolled back while it is open."""

# ruff: noqa: S311 chance, not secrets
import os
import random
import shutil
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from annotator.core.change import Edit
from annotator.store import backup, journal
from annotator.store.connection import open_store
from annotator.store.errors import DamagedProjectError, MissingProjectError, StoreError

USUAL = 8  # rounds of each kind


def unlink(path: Path, old: Path) -> None:
    path.unlink()


def rename(path: Path, old: Path) -> None:
    path.rename(path.with_suffix(".moved"))


def replace(path: Path, old: Path) -> None:
    old.replace(path)


def roll_back(path: Path, old: Path) -> None:
    path.write_bytes(old.read_bytes())


def truncate(path: Path, old: Path) -> None:
    os.truncate(path, random.randrange(path.stat().st_size))


def overwrite(path: Path, old: Path) -> None:
    path.write_bytes(random.randbytes(random.randrange(1, 50_000)))


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of open files")
@pytest.mark.parametrize("mischief", [unlink, rename, replace, roll_back, truncate, overwrite])
def test_nothing_acknowledged_is_lost(
    mischief: Callable[[Path, Path], None],
    make_project: Callable[[], Path],
    any_edit: Callable[..., Edit],
    rounds: Callable[[int], int],
) -> None:
    for _ in range(rounds(USUAL)):
        path = make_project()
        saved = _work(path, mischief, any_edit)
        _recover(path)
        with open_store(path) as store:
            known = {uuid for uuid, _, _ in journal.acts_of(store, "ann")}
            assert saved <= known
            assert journal.verify_journal(store) == []


def _work(
    path: Path, mischief: Callable[[Path, Path], None], any_edit: Callable[..., Edit]
) -> set[str]:
    """Edit, spoil the file in between, edit on; return what was acknowledged."""
    saved = set()
    moments = sorted(random.sample(range(1, 12), 2))
    with open_store(path, timeout=0.2) as store:
        for number in range(14):
            if number == moments[0]:
                shutil.copy(path, path.with_suffix(".old"))
            if number == moments[1]:
                mischief(path, path.with_suffix(".old"))
            with suppress(StoreError) if number >= moments[1] else nullcontext():
                saved.add(journal.record(store, any_edit()).uuid)
    return saved


def _recover(path: Path) -> None:
    """Do what the sentences say."""
    moved = path.with_suffix(".moved")
    if moved.exists():
        moved.rename(path)
    try:
        open_store(path).close()
    except (DamagedProjectError, MissingProjectError):
        backup.restore_backup(backup.backups_of(path)[0], path)
    except StoreError:
        assert backup.backups_of(path), "without the header it is known by its path"
        backup.restore_backup(backup.backups_of(path)[0], path)
