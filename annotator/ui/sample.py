"""The sample project: a copy of one's own, so that playing with it spoils nothing."""

from pathlib import Path

from annotator.projects.opening import SUFFIX, make_project
from annotator.settings import data_folder

NAME = "Sample project"


def sample_path() -> Path:
    """Return where the person's sample project lies, or would lie."""
    return data_folder() / f"{NAME}{SUFFIX}"


def is_sample(path: Path) -> bool:
    """Tell whether a path is that of the sample project."""
    return path.resolve() == sample_path().resolve()


def sample_project() -> Path:
    """Return where the person's sample project lies; it is made where it is not there yet."""
    from annotator.transfer.sample import import_sample

    path = sample_path()
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f"{SUFFIX}.new")
    unfinished.unlink(missing_ok=True)
    with make_project(unfinished, name=NAME) as project:
        report = import_sample(project.store, project.scheme)
    if report.refused:
        raise OSError(report.refused[0])
    unfinished.rename(path)
    return path
