"""Run as a program: make edits in a project, and write down what happened to its files.

python -m tests.faults.recorded_writer PROJECT SHADOW EVENTS EDITS [SETTING...]: settings are
PRAGMAs of SQLite that take the place of ours, for what must be seen to lose.
"""

# ruff: noqa: S311 chance, not secrets
import random
import sys
from pathlib import Path
from uuid import uuid4

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.store import documents
from annotator.store.connection import open_store
from annotator.store.journal import record
from tests.faults.recorder import Recorder


def main(project: Path, shadow: Path, events: Path, edits: int, settings: list[str]) -> None:
    """Make so many edits, a small one mostly, at times one over many pages."""
    shadow.mkdir()
    recorder = Recorder({"project": project.parent, "shadow": shadow})
    with open_store(project, shadow=shadow) as store:
        for setting in settings:
            store.db.execute(f"PRAGMA {setting}")
        text = documents.read_document(store, "harbour").text
        for number in range(edits):
            size = random.choice([1, 1, 1, 2, 40, 300])
            spans = tuple(_span(text, f"s{number}-{each}") for each in range(size))
            part = Part(SetKey("harbour", random.choice(["ann", "bob"])), Change("Mark", (), spans))
            edit = Edit(str(uuid4()), "ann", "2025-01-01T00:00:00+00:00", "Mark", (part,))
            recorder.ack(record(store, edit).uuid)
        recorder.save(events)


def _span(text: str, name: str) -> Span:
    start = random.randrange(len(text) - 1)
    end = random.randint(start + 1, len(text))
    return Span(name, "quote", start, end, text[start:end], note=str(random.random()))


if __name__ == "__main__":
    project, shadow, events, edits, *settings = sys.argv[1:]
    main(Path(project), Path(shadow), Path(events), int(edits), settings)
