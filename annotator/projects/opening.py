"""A project's life: make it, open it, close it."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from annotator.assets import default_scheme_bytes
from annotator.store import meta
from annotator.store.connection import Store, create_store, open_store
from annotator.store.errors import (
    DamagedProjectError,
    StaleSetError,
    StoreError,
    UnmergedShadowError,
)

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme

__all__ = [
    "SUFFIX",
    "DamagedProjectError",
    "Project",
    "StaleSetError",
    "StoreError",
    "UnmergedShadowError",
    "is_there",
    "make_project",
    "meant",
    "open_project",
    "with_ending",
]

SUFFIX = ".quoth"


@dataclass
class Project:
    """An open project: its store, and what it allows."""

    store: Store

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        return self.store.path

    @property
    def id(self) -> str:
        """Return the project's id, the same in every copy of it."""
        return self.store.project_id

    def written_elsewhere(self) -> int:
        """Return a number that is another once other programs wrote into it; raise StoreError."""
        return self.store.written_elsewhere()

    @property
    def name(self) -> str:
        """Return the project's name."""
        return self.store.name

    @property
    def read_only(self) -> bool:
        """Tell whether it can only be looked at."""
        return self.store.read_only

    @property
    def notices(self) -> list[str]:
        """Return what opening found or did, in sentences for the person."""
        return self.store.notices

    @cached_property
    def scheme(self) -> "LabelScheme":
        """Return the project's own label scheme; it is read when first asked for."""
        from annotator.core.schemes import known_scheme

        return known_scheme(meta.read_scheme_bytes(self.store), f"the scheme of {self.path.name}")

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def __enter__(self) -> "Project":
        """Return the project itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the project."""
        self.close()


def make_project(path: Path, *, name: str = "", scheme: bytes | None = None) -> Project:
    """Make a project with a label scheme (ours, when none is given) and open it.

    Raise SchemeError where the scheme is wrong, ProjectExistsError where something lies there.
    """
    from annotator.core.schemes import read_scheme

    data = default_scheme_bytes() if scheme is None else scheme
    read_scheme(data)
    shown = (name or path.stem).encode("utf-8", "replace").decode()  # paths may hold odd bytes
    return Project(create_store(path, name=shown, scheme=data))


def open_project(
    path: Path, *, read_only: bool = False, shadow_choice: Literal["ask", "keep aside"] = "ask"
) -> Project:
    """Open a project; the ending may be left out. Raise what `store.open_store` raises."""
    store = open_store(meant(path), read_only=read_only, shadow_choice=shadow_choice)
    return Project(store)


def refuse_missing(path: Path) -> None:
    """Raise MissingProjectError where nothing lies at a path: no window need open to say so."""
    if not os.path.lexists(meant(path)):
        open_project(path, read_only=True).close()


def is_there(path: Path) -> bool:
    """Tell whether a file lies at a path; not where one may not even look."""
    return os.path.isfile(path)  # noqa: PTH113 never raises


def meant(path: Path) -> Path:
    """Return the path, with the ending of projects behind it where it was left out."""
    if not os.path.exists(path) and os.path.exists(f"{path}{SUFFIX}"):  # noqa: PTH110 never raises
        return with_ending(path)
    return path


def with_ending(path: Path) -> Path:
    """Return the path with the ending of projects behind it, unless it has it."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
