"""Projects with three annotators whose disagreement is known: from a corpus, and from our samples.

Of the corpus, the reporting clauses stand in for claims, so that all four labels occur.
"""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from annotator.assets import asset
from annotator.core.annotation import SetKey
from annotator.projects.opening import Project, make_project
from annotator.store.annotations import read_set
from annotator.store.documents import document_ids
from annotator.transfer.importing import ImportOptions, import_paths, read_map
from tests.noise import Noise, Rates, add_noisy_annotator, finish

GUM_MAP = Path(__file__).parent / "data" / "gum-map.json"
CAREFUL = Rates(move=0.06, relabel=0.02, both=0.01, drop=0.05, add=0.04, seed=1)
HASTY = Rates(move=0.15, relabel=0.05, both=0.03, drop=0.12, add=0.08, seed=2)
FIRST, SECOND, THIRD = "ann", "ben", "cleo"


class Team(NamedTuple):
    """An open project in which three finished all articles, and how two differ from the first."""

    project: Project
    noise: Mapping[str, Mapping[str, Noise]]  # by annotator, then by article


def gum_team(path: Path, shared: Path, *, articles: int = 40) -> Team:
    """Make a project of the first articles of the GUM corpus; `shared` is the fixture."""
    lines = path.with_suffix(".jsonl")
    with (shared / "corpora" / "gum_wikinews.jsonl").open(encoding="utf-8") as corpus:
        lines.write_text("".join(islice(corpus, articles)), encoding="utf-8")
    return _team(path, lines, ImportOptions(annotator=FIRST, mapping=read_map(GUM_MAP)))


def sample_team(path: Path) -> Team:
    """Make a project of the articles that we ship: five, with all labels and relations."""
    samples = asset("resources", "samples", "samples.jsonl")
    return _team(path, samples, ImportOptions(annotator=FIRST))


def _team(path: Path, articles: Path, options: ImportOptions) -> Team:
    project = make_project(path)
    report = import_paths(project.store, project.scheme, [articles], options)
    assert not report.refused, report.refused
    for number, one in enumerate(document_ids(project.store, queued_only=True), start=1):
        key = SetKey(one, FIRST)
        if read_set(project.store, key).status.state != "done":
            finish(project.store, key, (), number)
    return Team(
        project,
        {
            name: add_noisy_annotator(project.store, project.scheme, FIRST, name, rates)
            for name, rates in ((SECOND, CAREFUL), (THIRD, HASTY))
        },
    )
