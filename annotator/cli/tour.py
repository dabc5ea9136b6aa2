"""The whole job once, without a window: what `python3 run.py` does where there is no display."""

import sys
import tempfile
from pathlib import Path

from annotator.assets import asset
from annotator.cli.app import run
from annotator.cli.output import say


def tour(folder: Path) -> int:
    """Make the sample project in a folder, check, export and verify it; return the exit code.

    Each step is a command as it could be typed, and is shown.
    """
    project, out = str(folder / "sample.quoth"), str(folder / "dataset")
    samples = str(asset("resources", "samples", "samples.jsonl"))
    for step in (
        ["new", project, "--name", "Sample"],
        ["import", project, samples],
        ["list", project],
        ["check", project],
        ["export", project, out],
        ["verify", out],
    ):
        say(f"\n$ quoth {' '.join(step)}")
        sys.stdout.flush()
        code = run(step)
        if code:
            return code
    say(f"\nAll of it went well. The project and the dataset are in {folder}.")
    return 0


if __name__ == "__main__":
    say("There is no display here, so the job is done in words, on the sample articles.")
    sys.exit(tour(Path(tempfile.mkdtemp(prefix="quoth-"))))
