"""Run as a program: for each path on stdin, fork a writer that edits until it is killed.

It answers with the writer's process id, then a line for each edit that was acknowledged, then
"gone". Forking once all is imported makes a round cost milliseconds.
"""

# ruff: noqa: S311 chance, not secrets
import os
import random
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.store import annotations, documents
from annotator.store.connection import open_store
from annotator.store.writer import Writer


def say(words: str) -> None:
    """Write a line at once; so short a one is never torn."""
    os.write(1, words.encode() + b"\n")


def work(path: Path) -> None:
    """Edit for ever."""
    with open_store(path) as store:
        writer = Writer(
            store,
            saved=lambda edit, time: say(edit.uuid),
            refused=lambda edit, error: say(f"refused {error!r}"),
        )
        text = documents.read_document(store, "harbour").text
        key = SetKey("harbour", "ann")
        items = dict(annotations.read_set(store, key).items)
        while True:
            change = any_change(items, text)
            items = change.applied_to(items)
            edit = Edit(str(uuid4()), "ann", "2025-01-01T00:00:00+00:00", "x", (Part(key, change),))
            writer.submit(edit)
            if random.random() < 0.5:
                writer.flush()


def any_change(items: dict, text: str) -> Change:  # type: ignore[type-arg]
    """Return a change that fits."""
    if items and random.random() < 0.5:
        old = random.choice(list(items.values()))
        if random.random() < 0.3:
            return Change("delete", (old,), ())
        return Change("note", (old,), (replace(old, note=str(random.random())),))
    start = random.randrange(len(text) - 1)
    end = random.randint(start + 1, len(text))
    return Change("mark", (), (Span(f"s{uuid4().hex}", "quote", start, end, text[start:end]),))


def main() -> None:
    """Answer until stdin ends."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            say(str(os.getpid()))  # said here, so that it comes before what else the child says
            random.seed()
            work(Path(line.strip()))
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
