"""The sample articles with their marks, for a project to play with."""

from typing import TYPE_CHECKING

from annotator.assets import asset
from annotator.core.progress import Progress, silent
from annotator.transfer.importing import ImportOptions, ImportReport, import_paths

if TYPE_CHECKING:
    from annotator.core.scheme import LabelScheme
    from annotator.store.connection import Store


def import_sample(
    store: "Store", scheme: "LabelScheme", progress: Progress = silent
) -> ImportReport:
    """Bring the sample articles with their gold marks into a project."""
    paths = [asset("resources", "samples", "samples.jsonl")]
    return import_paths(store, scheme, paths, ImportOptions(), progress)
