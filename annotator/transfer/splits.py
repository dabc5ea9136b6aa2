"""Which article goes to train, validation or test, so that no split leaks into another.

Parts of one article, and articles of nearly the same words, go the same way. Where a group goes is
a hash of its texts and the seed: it does not hang on the order of articles, nor on a clock.
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.core.progress import Progress, silent
from annotator.formats.dataset_manifest import SPLIT_FILES
from annotator.store.documents import read_document
from annotator.transfer.sketches import Groups, Sketch, join_near, sketch

if TYPE_CHECKING:
    from annotator.store.connection import Store

Shares = tuple[int, int, int]
WHOLE = 100  # per cent
_TOLD_EVERY = 50  # articles


def planned_splits(
    store: "Store",
    ids: Sequence[str],
    shares: Shares,
    seed: int,
    progress: Progress = silent,
) -> list[str]:
    """Return the split of each article, in the order of the ids; `shares` add up to 100."""
    keys: list[str] = []
    sketches: list[Sketch] = []
    for number, name in enumerate(ids):
        if number % _TOLD_EVERY == 0:
            progress(number, len(ids), "looking for texts that are nearly the same")
        document = read_document(store, name)
        keys.append(document.parent.sha256 if document.parent else document.sha256)
        sketches.append(sketch(document.text))
    firsts = _groups(keys, sketches)
    leading: dict[int, str] = {}
    for first, key in zip(firsts, keys, strict=True):
        leading[first] = min(key, leading.get(first, key))
    chosen = {first: split_for(key, shares, seed) for first, key in leading.items()}
    return [chosen[first] for first in firsts]


def split_for(key: str, shares: Shares, seed: int) -> str:
    """Return where a hash of the key and the seed leads."""
    digest = hashlib.sha256(f"{seed}:{key}".encode()).digest()
    place = int.from_bytes(digest[:8], "big") % WHOLE
    for name, share in zip(SPLIT_FILES, shares, strict=True):
        if place < share:
            return name
        place -= share
    raise ValueError(f"the shares {shares} do not add up to {WHOLE}")


def _groups(keys: Sequence[str], sketches: Sequence[Sketch]) -> list[int]:
    """Return the first number of each article's group."""
    groups = Groups(len(keys))
    by_key: dict[str, int] = {}
    for number, key in enumerate(keys):
        groups.join(by_key.setdefault(key, number), number)
    join_near(groups, sketches)
    return [groups.first(number) for number in range(len(keys))]
