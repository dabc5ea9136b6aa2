"""Python's collector of cycles, held back where much is read and written that holds none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the collector from walking rows and marks again and again: a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def spare_what_is_there() -> None:
    """Keep the collector from walking what is there now: it is gone by itself, or stays for long.

    To walk the marks of a large article with what was found in them takes some tenths of a second.
    """
    gc.freeze()


def spare_no_more() -> None:
    """Let the collector walk again what it was told to spare."""
    gc.unfreeze()
