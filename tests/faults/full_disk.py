"""Run as a program: for each line "PATH BYTES", record an edit where no file may grow beyond.

It answers with "saved UUID", or with "refused", the exit code and the sentence.
"""

import os
import resource
import sys
from pathlib import Path
from uuid import uuid4

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.store import journal
from annotator.store.connection import open_store
from annotator.store.errors import StoreError

NOTE = "a note that takes room " * 400


def work(path: Path, limit: int) -> str:
    """Record an edit under a limit; return what came of it."""
    with open_store(path) as store:
        span = Span(f"s{uuid4().hex}", "quote", 0, 7, "Harbour", note=NOTE)
        part = Part(SetKey("harbour", "ann"), Change("Mark", (), (span,)))
        edit = Edit(str(uuid4()), "ann", "2025-01-01T00:00:00+00:00", "Mark", (part,))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            return f"saved {journal.record(store, edit).uuid}"
        except StoreError as error:
            return f"refused {error.exit_code} {error}"
        finally:
            resource.setrlimit(
                resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            )


def main() -> None:
    """Answer until stdin ends, each time in a process of its own."""
    for line in sys.stdin:
        path, _, limit = line.rpartition(" ")
        child = os.fork()
        if not child:
            os.write(1, work(Path(path), int(limit)).encode() + b"\n")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            os.write(1, f"died {status}\n".encode())


if __name__ == "__main__":
    main()
