"""The sample articles with their marks, for projects to play with."""

from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.assets import asset
from annotator.transfer.importing import ImportOptions, ImportReport, import_paths

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme
    from annotator.store.connection import Store


class Sample(StrEnum):
    """Which marks the articles come with: gold, or those of three who differ, without gold."""

    GOLD = "samples.jsonl"
    TEAM = "team.jsonl"


def import_sample(
    store: "Store",
    scheme: "LabelScheme",
    *,
    sample: Sample = Sample.GOLD,
) -> ImportReport:
    """Bring the sample articles with their marks into a project."""
    paths = [asset("resources", "samples", sample)]
    return import_paths(store, scheme, paths, ImportOptions())
