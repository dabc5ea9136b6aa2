"""Files to be read, and what reading them gives."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.core.annotation import AnnotatedDocument
from annotator.formats.base import ReadOptions
from annotator.formats.registry import format_named


class Reading(NamedTuple):
    """The articles of a file, and the sentences that were told while it was read."""

    articles: list[AnnotatedDocument]
    said: list[str]

    @property
    def texts(self) -> list[str]:
        """Return the texts in their order."""
        return [one.document.text for one in self.articles]


Reads = Callable[..., Reading]
Makes = Callable[[str, "bytes | str"], Path]


@pytest.fixture
def make(tmp_path: Path) -> Makes:
    """Make a file of some bytes, or of a text in UTF-8; nothing is done to line ends."""

    def made(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return made


@pytest.fixture
def read() -> Reads:
    """Read a file to its end in a format that is named; the other words are ReadOptions."""

    def reads(form: str, path: Path, **options: object) -> Reading:
        said: list[str] = []
        given = ReadOptions(**options)  # type: ignore[arg-type]
        return Reading(list(format_named(form).read(path, given, said.append)), said)

    return reads
