"""At opening: make those edits again that the shadow log has and the file lacks."""

from time import monotonic, sleep
from typing import Literal

from annotator.core.change import Edit
from annotator.store.applying import make, standings
from annotator.store.backup import backup_if_due
from annotator.store.errors import (
    MisplacedMarkError,
    StaleSetError,
    UnknownDocumentError,
    UnmergedShadowError,
)
from annotator.store.handle import Store
from annotator.store.shadow import ShadowLog

_COMMIT = 1.0  # seconds in which an edit that is in the log comes into the file

Choice = Literal["ask", "keep aside"]


def replay(store: Store, choice: Choice = "ask") -> None:
    """Make again what the file lacks, all or nothing, and say so in the store's notices.

    Where the log does not continue the file, it is set aside if that is the choice; otherwise
    raise UnmergedShadowError. A project that is only looked at is left as it is.
    """
    if store.shadow is None:
        return
    try:
        made = _made(store, store.shadow)
    except OSError as error:
        store.notices.append(f"The shadow log could not be read: {error.strerror}.")
    except UnmergedShadowError as error:
        if choice != "keep aside":
            raise
        store.notices.append(f"{error} It is kept as {store.shadow.set_aside()}.")
    else:
        if made:
            store.notices.append(
                f"{_edits(made)} missing in the file and came from the shadow log."
            )


def _made(store: Store, shadow: ShadowLog) -> list[Edit]:
    """Make the edits that the file lacks, and return them; of a file that is read, only tell.

    The log is read anew under the lock: another program may have been about to commit one.
    """
    pending = shadow.pending(lambda uuid: _knows(store, uuid))
    if store.read_only and _stays(store, pending):
        store.notices.append(
            f"{_edits(pending)} newer than the file; open it for editing to make them again."
        )
    if store.read_only or not pending:
        return []
    backup_if_due(store)
    with store.writing():
        pending = shadow.pending(lambda uuid: _knows(store, uuid))
        _make(store, pending)
    return pending


def _stays(store: Store, pending: list[Edit]) -> bool:
    """Tell whether a file that cannot be locked lacks edits for longer than a commit takes."""
    until = monotonic() + _COMMIT
    while not all(_knows(store, one.uuid) for one in pending):
        if monotonic() > until:
            return True
        sleep(_COMMIT / 50)
    return False


def _make(store: Store, pending: list[Edit]) -> None:
    for edit in pending:
        sets = standings(store, edit)
        if edit.parents != tuple(sets[part.set].head for part in edit.parts):
            raise _unmerged(store, pending)
        try:
            make(store, edit, sets)
        except (StaleSetError, MisplacedMarkError, UnknownDocumentError) as error:
            raise _unmerged(store, pending) from error


def _knows(store: Store, uuid: str) -> bool:
    return bool(store.rows("SELECT 1 FROM journal WHERE uuid = ?", (uuid,)))


def _unmerged(store: Store, pending: list[Edit]) -> UnmergedShadowError:
    place = store.shadow.path if store.shadow is not None else ""
    edits, do = ("1 edit", "does") if len(pending) == 1 else (f"{len(pending)} edits", "do")
    return UnmergedShadowError(
        f"{place} holds {edits} that {store.path} lacks and that {do} not continue it: "
        "put the newer file or a backup back, or let `quoth doctor --log-aside` set the log aside."
    )


def _edits(pending: list[Edit]) -> str:
    return f"{len(pending)} edit{' was' if len(pending) == 1 else 's were'}"
