"""What may be asked of an import."""

from dataclasses import dataclass

from annotator.transfer.mapping import LabelMap
from annotator.transfer.sources import AUTO

ASKS_ABOVE = 200_000_000  # bytes of one file


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What was asked for.

    `form` is "auto" or a format's name. `annotator` is whose set the marks become ("" as the files
    say). `author` is who imports, as the journal will say. Files above `max_bytes` are refused
    unless `allow_large`. `regions` proposes regions for texts that come without.
    `language` is that of articles whose files do not say theirs ("" for nobody knows).
    `done` takes marks whose file says nothing of how far they are for finished.
    """

    form: str = AUTO
    text_column: str = ""
    annotator: str = ""
    split_stories: bool = False
    mapping: LabelMap | None = None
    encoding: str = ""
    dry_run: bool = False
    allow_large: bool = False
    max_bytes: int = ASKS_ABOVE
    regions: bool = True
    author: str = "import"
    language: str = ""
    done: bool = False
