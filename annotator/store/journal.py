"""The journal: every edit for ever, each chained by its hash to those before it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import orjson

from annotator.core.annotation import SetKey
from annotator.core.change import Edit
from annotator.core.codec import edit_from_json
from annotator.store.applying import make, refuse_stale, sealed, standings
from annotator.store.backup import backup_if_due
from annotator.store.bulk import import_documents
from annotator.store.errors import (
    ReplacedProjectError,
    StaleSetError,
    StoreError,
    UnknownEditError,
    os_error,
)
from annotator.store.handle import Store
from annotator.store.verify import verify_journal

__all__ = [
    "acts_of",
    "final_acts",
    "import_documents",
    "read_edit",
    "read_journal",
    "record",
    "verify_journal",
]

_PAGE = 100  # edits


def record(store: Store, edit: Edit, revisions: Mapping[SetKey, int] | None = None) -> Edit:
    """Make an edit true and durable; return it sealed, with its parents and hash.

    `revisions` are those that the sets were read at. An edit that the journal has already is not
    made twice. Raise StaleSetError, MisplacedMarkError, UnknownDocumentError, ReadOnlyProjectError,
    LockedProjectError, DiskError, ReplacedProjectError or DamagedProjectError: the file is as it
    was then. When the file was replaced under the app, the edit is kept in the shadow log.
    """
    backup_if_due(store)
    with store.lock:
        try:
            return _record(store, edit, revisions or {})
        except ReplacedProjectError:
            _keep(store, edit)
            raise


def read_edit(store: Store, uuid: str) -> Edit:
    """Return an edit; raise UnknownEditError."""
    found = store.rows(
        "SELECT b.body, j.hash FROM journal j JOIN journal_body b USING (number) WHERE j.uuid = ?",
        (uuid,),
    )
    if not found:
        raise UnknownEditError(f"The journal has no edit {uuid}.")
    return _edit(found[0])


def read_journal(store: Store, *, key: SetKey | None = None) -> Iterator[Edit]:
    """Yield the edits in order, those of one set or all; no lock is held between pages."""
    last = 0
    where = _OF_SET if key is not None else ""
    values = tuple(key) if key is not None else ()
    while True:
        rows = store.rows(_EDITS.format(where=where), (last, *values, _PAGE))
        yield from (_edit(row) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1][2]


def acts_of(store: Store, author: str) -> list[tuple[str, str, str]]:
    """Return (uuid, uuid of what it undoes, origin) of one's edits in order."""
    return store.rows(
        "SELECT uuid, undoes, origin FROM journal WHERE author = ? ORDER BY number", (author,)
    )


def final_acts(store: Store, author: str) -> set[str]:
    """Return the uuids of one's edits on articles that left the queue for their stories."""
    return {uuid for (uuid,) in store.rows(_FINAL, (author,))}


_FINAL = """
SELECT j.uuid FROM document d JOIN annotation_set s ON s.document = d.number
JOIN journal_set l ON l."set" = s.number JOIN journal j ON j.number = l.number
WHERE NOT d.queued AND j.author = ?
"""

_EDITS = """
SELECT b.body, j.hash, j.number FROM journal j JOIN journal_body b USING (number)
WHERE j.number > ? {where} ORDER BY j.number LIMIT ?
"""

_OF_SET = """AND j.number IN (
    SELECT l.number FROM journal_set l JOIN annotation_set s ON s.number = l."set"
    JOIN document d ON d.number = s.document WHERE d.id = ? AND s.annotator = ?
)"""


def _record(store: Store, edit: Edit, revisions: Mapping[SetKey, int]) -> Edit:
    appended = False
    try:
        with store.writing() as db:
            if db.execute("SELECT 1 FROM journal WHERE uuid = ?", (edit.uuid,)).fetchone():
                return read_edit(store, edit.uuid)
            sets = standings(store, edit)
            refuse_stale(sets, revisions)
            _refuse_split(store, edit)
            after = sealed(edit, sets)
            make(store, after, sets)
            appended = _append(store, after)
    except ReplacedProjectError:
        raise
    except BaseException:
        if appended and store.shadow is not None:
            with suppress(OSError):
                store.shadow.refuse(edit.uuid)
        raise
    return after


def _refuse_split(store: Store, edit: Edit) -> None:
    """Raise StaleSetError for a mark made in an article that left the queue for its stories."""
    if edit.origin:
        return
    for name in edit.documents():
        if store.rows("SELECT 1 FROM document WHERE id = ? AND NOT queued", (name,)):
            raise StaleSetError(
                f"{name} was split into its stories meanwhile, and its marks went along; "
                "open one of those."
            )


def _append(store: Store, edit: Edit) -> bool:
    """Write an edit to the shadow log before it is committed; tell whether there is one."""
    if store.shadow is None:
        return False
    try:
        store.shadow.append(edit)
    except OSError as error:
        with suppress(OSError):
            store.shadow.refuse(edit.uuid)
        raise os_error(error, store.shadow.path) from error
    return True


def _keep(store: Store, edit: Edit) -> None:
    """Keep the first edit after the file went away in the shadow log; later ones build on it."""
    if store.lost or store.shadow is None:
        return
    store.lost = True
    with suppress(StoreError, OSError):
        store.refuse_rolled_back()  # what stands there is older than the edit
        store.shadow.append(sealed(edit, standings(store, edit)))


def _edit(row: tuple[Any, ...]) -> Edit:
    return edit_from_json({**orjson.loads(row[0]), "hash": row[1]})
