"""Sets that were judged before and had nothing that hinders an export: they need no second look.

What a set is judged by (text, language, regions, marks, rules, the code itself) goes into one
digest; the digests of those that passed are kept in the person's data folder, 16 bytes each. Where
nothing is kept, or anything differs, a set is judged: what is kept only saves time.
"""

import os
from bisect import bisect_left
from contextlib import suppress
from functools import cache
from hashlib import sha256
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import core, settings
from annotator.core.canonical import canonical
from annotator.core.schemes import scheme_value
from annotator.store.raw import RawArticle, RawSet

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme

SIZE = 16  # bytes of a digest
MOST = 1_000_000  # digests that are kept of a project; beyond it, the newest alone


class CleanSets:
    """The digests of sets that passed under some rules.

    The file holds the digest of the rules, then those of the sets, sorted, all of one size.
    """

    def __init__(self, path: Path, scheme: "LabelScheme") -> None:
        """Take where digests are kept, and the rules; a file that cannot be read holds none."""
        self._path = path
        self._rules = _digest(canonical(scheme_value(scheme)), _code())
        self._known = b""
        self._fresh = bytearray()
        with suppress(OSError):
            data = path.read_bytes()
            if data.startswith(self._rules) and len(data) % SIZE == 0:
                self._known = data[SIZE:]

    def digest(self, article: RawArticle, one: RawSet) -> bytes:
        """Return the digest of all that a verdict on a set rests on, but for the rules."""
        document = article.document
        said = (document.sha256, document.language, document.text)
        return _digest(*map(str.encode, said), article.regions.body, one.body)

    def has(self, digest: bytes) -> bool:
        """Tell whether a set passed before."""
        known = self._known
        count = len(known) // SIZE
        at = bisect_left(range(count), digest, key=lambda n: known[n * SIZE : n * SIZE + SIZE])
        return known[at * SIZE : at * SIZE + SIZE] == digest

    def add(self, digest: bytes) -> None:
        """Take note that a set passed."""
        self._fresh += digest

    def keep(self) -> None:
        """Write down what passed; a folder that cannot be written is no harm."""
        if not self._fresh:
            return
        full = len(self._known) + len(self._fresh) > MOST * SIZE
        kept = _joined(b"" if full else self._known, bytes(self._fresh))
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._rules + kept)
            beside.replace(self._path)
            self._known, self._fresh = kept, bytearray()
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def clean_sets(project_id: str, scheme: "LabelScheme") -> CleanSets:
    """Return what is kept of a project under the rules of a scheme."""
    return CleanSets(settings.data_folder() / "checked" / project_id, scheme)


def _joined(known: bytes, fresh: bytes) -> bytes:
    """Return the digests of both, sorted, each once; `known` is sorted."""
    old = (known[at : at + SIZE] for at in range(0, len(known), SIZE))
    new = sorted(fresh[at : at + SIZE] for at in range(0, len(fresh), SIZE))
    made = bytearray()
    for one, _ in groupby(merge(old, new)):
        made += one
    return bytes(made)


def _digest(*parts: bytes) -> bytes:
    sizes = ",".join(str(len(part)) for part in parts)
    return sha256(b"\n".join((sizes.encode(), *parts))).digest()[:SIZE]


@cache
def _code() -> bytes:
    """Return the digest of the code that judges."""
    folder = Path(core.__file__).parent
    return _digest(*(path.read_bytes() for path in sorted(folder.rglob("*.py"))))
