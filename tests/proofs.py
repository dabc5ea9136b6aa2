"""What a proof of a dataset finds, for tests that ask for nothing else."""

from pathlib import Path

from annotator.core.progress import Progress, silent
from annotator.transfer.verify import prove_path


def problems_in(path: Path, progress: Progress = silent) -> list[str]:
    """Return what is wrong with a dataset folder or a file of records."""
    return prove_path(path, progress).problems
