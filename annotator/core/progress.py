"""How long work tells where it is, and how it is stopped."""

from typing import Protocol


class CancelledError(Exception):
    """The person asked to stop; what was done so far is taken back or is whole."""


class Progress(Protocol):
    """Told how far a piece of work is; raises CancelledError to stop it."""

    def __call__(self, done: int, total: int, words: str) -> None:
        """Take note: `done` of `total` steps (0 when unknown), and what is being done."""


def silent(done: int, total: int, words: str) -> None:
    """Take no note of progress."""
