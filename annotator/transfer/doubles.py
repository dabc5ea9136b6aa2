"""What comes twice among very many things, in a few bytes for each of them."""

from array import array
from collections.abc import Iterator
from hashlib import sha256

_BYTES = 8  # of a digest: among a million things, two share one by chance once in 40 million runs


class Doubles:
    """Takes things by name or digest, in order, and tells at the end which came before."""

    def __init__(self) -> None:
        self._keys = array("Q")

    def add(self, digest: bytes) -> None:
        """Take the digest of the next thing."""
        self._keys.append(int.from_bytes(digest[:_BYTES], "big"))

    def add_name(self, name: str) -> None:
        """Take the name of the next thing."""
        self.add(sha256(name.encode()).digest())

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers of things that came before, and where, in order; from 0."""
        keys = self._keys
        order = sorted(range(len(keys)), key=keys.__getitem__)
        found = []
        first = order[0] if order else 0
        for number in order[1:]:
            if keys[number] == keys[first]:
                found.append((number, first))
            else:
                first = number
        yield from sorted(found)
