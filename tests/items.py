"""Items under their ids, and articles put into a project one by one: what many tests begin with."""

from collections.abc import Iterable, Sequence

from annotator.core.annotation import NO_HAND, AnnotatedDocument, Item
from annotator.core.document import Document, Region
from annotator.store.bulk import import_documents
from annotator.store.errors import StoreError
from annotator.store.handle import Store


def items_by_id(items: Iterable[Item]) -> dict[str, Item]:
    """Return items under their ids, of which none may come twice."""
    found = list(items)
    made = {one.id: one for one in found}
    assert len(made) == len(found), "an id comes twice"
    return made


def add_document(
    store: Store, document: Document, regions: Sequence[Region] = (), *, queued: bool = True
) -> None:
    """Add an article and its regions; raise StoreError where the store refuses it."""
    refused = import_documents(
        store,
        [AnnotatedDocument(document, tuple(regions))],
        author=NO_HAND,
        name="Add an article",
        unqueued=() if queued else (document.id,),
    )
    if refused:
        raise StoreError(refused[0][1])
