"""The sample projects: copies of one's own, so that playing with them spoils nothing."""

from pathlib import Path

from annotator.projects.opening import SUFFIX, make_project
from annotator.settings import data_folder

NAME = "Sample project"
TEAM_NAME = "Sample of three annotators"


def sample_path(name: str = NAME) -> Path:
    """Return where the person's sample project lies, or would lie."""
    return data_folder() / f"{name}{SUFFIX}"


def is_sample(path: Path) -> bool:
    """Tell whether a path is that of the sample project that shows its gold to everyone."""
    return path.resolve() == sample_path().resolve()


def sample_project(*, team: bool = False) -> Path:
    """Return where the person's sample project lies; it is made where it is not there yet.

    That of the team holds the marks of three who differ, for Review and Agreement to work on.
    """
    from annotator.transfer.sample import Sample, import_sample

    name, sample = (TEAM_NAME, Sample.TEAM) if team else (NAME, Sample.GOLD)
    path = sample_path(name)
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f"{SUFFIX}.new")
    unfinished.unlink(missing_ok=True)
    with make_project(unfinished, name=name) as project:
        report = import_sample(project.store, project.scheme, sample=sample)
    if report.refused:
        raise OSError(report.refused[0])
    unfinished.rename(path)
    return path
