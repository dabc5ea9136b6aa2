"""Readings without names: which number an annotator has on an article, and their order."""

from collections.abc import Iterable, Mapping

from annotator.core.canonical import canonical, sha256_hex
from annotator.review.readings import Reading


def numbers(document_id: str, annotators: Iterable[str], seed: str = "") -> dict[str, int]:
    """Return annotators with numbers from 1, shuffled anew on each article, the same each time.

    With another `seed` (the project's id) the numbers are others.
    """
    shuffled = sorted(annotators, key=lambda name: sha256_hex(canonical([seed, document_id, name])))
    return {name: number for number, name in enumerate(shuffled, start=1)}


def shuffled(readings: Iterable[Reading], known: Mapping[str, int]) -> list[Reading]:
    """Return readings by the lowest number in each, so that their order tells no name."""
    return sorted(readings, key=lambda one: min(known.get(name, 0) for name in one.annotators))
