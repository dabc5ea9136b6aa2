"""Run as a program with a path, a name and a number: make so many edits, others at work beside."""

import sys
from pathlib import Path
from uuid import uuid4

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.store import journal
from annotator.store.connection import open_store


def main() -> None:
    """Make the edits; whatever is raised ends the program with a traceback."""
    path, name, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with open_store(path, timeout=60) as store:
        for _ in range(number):
            span = Span(f"s{uuid4().hex}", "quote", 0, 7, "Harbour")
            part = Part(SetKey("harbour", name), Change("Mark", (), (span,)))
            edit = Edit(str(uuid4()), name, "2025-01-01T00:00:00+00:00", "Mark", (part,))
            journal.record(store, edit)


if __name__ == "__main__":
    main()
