"""Articles that are there already and hold several stories: split afterwards, where it is safe."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.store.annotations import regions_on, sets_on
from annotator.store.documents import article_entry, read_document
from annotator.store.errors import UnknownDocumentError
from annotator.transfer.splitting import SplitError, split_article

if TYPE_CHECKING:
    from annotator.store.connection import Store

Range = tuple[int, int]
Outcome = tuple[list[str], str]  # the ids of the stories, or none and a sentence why


def split_known(
    store: "Store", document_id: str, author: str, *, dry_run: bool = False
) -> Outcome | None:
    """Split an article of the project into its stories; return None where it holds but one.

    One that bears marks is left whole, and so is one whose stories are there by themselves; the
    sentence says so. Without marks nothing can be cut, so that nobody need be asked.
    """
    stories = _stories(store, document_id)
    if len(stories) < 2:  # noqa: PLR2004 one story is no split
        return None
    count, children, words = len(stories), [], ""
    if any(one.items for one in sets_on(store, document_id)):
        words = f"{document_id} is there already, with marks, and holds {count} stories"
        words += ": it was left whole. It can be split in the window."
    elif dry_run:
        words = f"{document_id} is there already; it would be split into {count} stories."
    else:
        try:
            children = split_article(store, document_id, stories, author)
        except SplitError as error:
            words = str(error)
    return children, words


def _stories(store: "Store", document_id: str) -> Sequence[Range]:
    """Return the stories of an article; none of one that was split already, or is a story.

    One that would only come in with the same dry run has none either: it was told as new.
    """
    from annotator.core.regions import split_stories

    try:
        document = read_document(store, document_id)
    except UnknownDocumentError:
        return ()
    if document.parent is not None or not article_entry(store, document_id).queued:
        return ()
    return split_stories(document.text, regions_on(store, document_id))
