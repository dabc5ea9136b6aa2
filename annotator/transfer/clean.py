"""Sets that were judged before and had nothing that hinders an export: they need no second look.

What a set is judged by (text, language, regions, marks, rules, the code itself) goes into one
digest; the digests of those that passed are kept in the person's data folder, 16 bytes each. Where
nothing is kept, or anything differs, a set is judged: what is kept only saves time.
"""

import os
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from annotator import core, settings
from annotator.core.annotation import AnnotatedDocument, AnnotationSet

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme

SIZE = 16  # bytes of a digest
MOST = 1_000_000  # digests that are kept of a project


class CleanSets:
    """The digests of sets that passed under some rules; the file begins with that of the rules."""

    def __init__(self, path: Path, scheme: "LabelScheme") -> None:
        """Take where digests are kept, and the rules; a file that cannot be read holds none."""
        self._path = path
        self._rules = _digest(scheme.model_dump_json().encode(), _code())
        self._known: set[bytes] = set()
        self._met: set[bytes] = set()
        with suppress(OSError):
            data = path.read_bytes()
            if data.startswith(self._rules) and len(data) % SIZE == 0:
                self._known = {data[at : at + SIZE] for at in range(SIZE, len(data), SIZE)}

    def digest(self, article: AnnotatedDocument, one: AnnotationSet) -> bytes:
        """Return the digest of all that a verdict on a set rests on, but for the rules."""
        document = article.document
        items = list(one.items.values())
        said = (document.sha256, document.language, article.regions, items)
        return _digest(orjson.dumps(said), document.text.encode())

    def has(self, digest: bytes) -> bool:
        """Tell whether a set passed before."""
        if digest not in self._known:
            return False
        self._met.add(digest)
        return True

    def add(self, digest: bytes) -> None:
        """Take note that a set passed."""
        self._met.add(digest)

    def keep(self) -> None:
        """Write down what passed; a folder that cannot be written is no harm."""
        if self._met <= self._known:
            return
        kept = self._met | self._known
        if len(kept) > MOST:
            kept = self._met
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._rules + b"".join(sorted(kept)))
            beside.replace(self._path)
            self._known = kept
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def clean_sets(project_id: str, scheme: "LabelScheme") -> CleanSets:
    """Return what is kept of a project under the rules of a scheme."""
    return CleanSets(settings.data_folder() / "checked" / project_id, scheme)


def _digest(*parts: bytes) -> bytes:
    made = blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


@cache
def _code() -> bytes:
    """Return the digest of the code that judges."""
    folder = Path(core.__file__).parent
    return _digest(*(path.read_bytes() for path in sorted(folder.rglob("*.py"))))
