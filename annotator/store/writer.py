"""The writer: one thread that makes edits durable, in order, and says when they are."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Condition, Thread
from time import monotonic

from annotator.core.annotation import SetKey
from annotator.core.change import Edit
from annotator.store.backup import backup_if_due
from annotator.store.handle import Store
from annotator.store.journal import record

Saved = Callable[[Edit, datetime], None]
Refused = Callable[[Edit, Exception], None]


class Writer:
    """One thread that records the edits handed to it.

    `saved` and `refused` are called on that thread: after COMMIT with the sealed edit and the time
    in UTC, or instead of it with the error. After a refusal all that waits or comes is refused too,
    with the same error, until `resume`: it was made on marks that never were.
    """

    def __init__(self, store: Store, *, saved: Saved, refused: Refused) -> None:
        self._store = store
        self._saved = saved
        self._refused = refused
        self._changed = Condition()
        self._waiting: deque[tuple[Edit, dict[SetKey, int]]] = deque()
        self._busy = False
        self._closing = False
        self._error: Exception | None = None
        self._thread: Thread | None = None

    def submit(self, edit: Edit, revisions: Mapping[SetKey, int] | None = None) -> None:
        """Hand over an edit; raise RuntimeError after close."""
        with self._changed:
            if self._closing:
                raise RuntimeError("the writer is closed")
            self._waiting.append((edit, dict(revisions or {})))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self, timeout: float | None = None) -> bool:
        """Wait, at most `timeout` seconds, for what is on its way; tell whether all is saved."""
        until = None if timeout is None else monotonic() + timeout
        with self._changed:
            while self._waiting or self._busy:
                rest = None if until is None else until - monotonic()
                if rest is not None and rest <= 0:
                    return False
                self._changed.wait(rest)
            return self._error is None

    def resume(self) -> None:
        """Take edits again after one was refused."""
        with self._changed:
            self._error = None

    def close(self) -> None:
        """Wait for what is on its way, then stop; closing twice does no harm."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while (one := self._next()) is not None:
            try:
                self._write(*one)
            finally:
                with self._changed:
                    self._busy = False
                    self._changed.notify_all()
            backup_if_due(self._store)

    def _next(self) -> tuple[Edit, dict[SetKey, int]] | None:
        with self._changed:
            while not self._waiting:
                if self._closing:
                    return None
                self._changed.wait()
            self._busy = True
            return self._waiting.popleft()

    def _write(self, edit: Edit, revisions: dict[SetKey, int]) -> None:
        if self._error is None:
            try:
                after = record(self._store, edit, revisions)
            except Exception as error:  # noqa: BLE001 whatever it is, the person must hear of it
                with self._changed:
                    self._error = error
            else:
                self._saved(after, datetime.now(UTC))
                return
        self._refused(edit, self._error)
