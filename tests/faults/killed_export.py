"""Run as a program: for each line on stdin, fork an export that may be killed.

A line is PROJECT, a tab, OUT, a tab and "force" or nothing. It answers with the process id, then
"began" once the export is at work, then "gone". Forking once all is imported makes a round cheap.
"""

import os
import sys
from pathlib import Path

from annotator.projects.opening import open_project
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset


def say(words: str) -> None:
    """Write a line at once; so short a one is never torn."""
    os.write(1, words.encode() + b"\n")


def work(project: Path, out: Path, *, force: bool) -> None:
    """Export, and tell when it begins."""
    with open_project(project, read_only=True) as opened:
        say("began")
        options = ExportOptions(view="all", force=force, split=(50, 25, 25))
        export_dataset(opened.store, opened.scheme, out, options)


def main() -> None:
    """Serve rounds until stdin ends."""
    for line in sys.stdin:
        project, out, force = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            say(str(os.getpid()))  # said here, so that it comes before what else the child says
            work(Path(project), Path(out), force=bool(force))
            os._exit(0)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
