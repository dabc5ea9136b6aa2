"""Lets the widgets hear what happens at the desk: the one file that knows the editing AND Qt."""

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from annotator.core.change import Change, Edit, StaleChangeError
from annotator.editing.desk import BlockedDeskError, Desk
from annotator.editing.edits import UnfitEditError
from annotator.editing.open_document import OpenDocument
from annotator.projects.opening import Project

_log = logging.getLogger("quoth")


class DeskBridge(QObject):
    """A desk whose changes are signals. What cannot be done is told, and changes nothing."""

    opened = Signal(object)  # OpenDocument, or None when the article was put away
    changed = Signal(object, object)  # the SetKey and the Change that was made to it
    recorded = Signal()  # an edit is on its way to the disk
    saved = Signal(object, object)  # Edit, datetime: after COMMIT
    refused = Signal(object)  # Exception: the store would not take an edit; screen = store again
    told = Signal(str)  # one sentence for the annotator

    _saved_there = Signal(object, object)  # on the writer thread; heard on this one
    _refused_there = Signal(object)

    def __init__(self, project: Project, author: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.desk = Desk(project.store, author, self._saved, self._refused)
        self.desk.changed = self.changed.emit
        self._saved_there.connect(self._settle)
        self._refused_there.connect(self._take_back)

    @property
    def article(self) -> OpenDocument | None:
        """Return the open article, or None."""
        return self.desk.article

    @property
    def waiting(self) -> int:
        """Return how many edits are on their way to the disk."""
        return len(self.desk.waiting)

    def open(self, document_id: str) -> None:
        """Open an article and tell every widget."""
        self.opened.emit(self.desk.open(document_id))

    def do(self, change: Change) -> bool:
        """Make a change on the open article; tell whether it was made."""
        return self._try(lambda: self.desk.do(change))

    def attempt(self, edit: Callable[[], Change]) -> bool:
        """Make the change that an edit returns; where it is refused, that is told."""
        return self._try(lambda: self.desk.do(edit()))

    def do_regions(self, change: Change) -> bool:
        """Make a change to the regions of the open article; tell whether it was made."""
        return self._try(lambda: self.desk.do_regions(change))

    def undo(self) -> Edit | None:
        """Take one's newest edit back, open the article that it touched, and return it."""
        return self._walk(back=True)

    def redo(self) -> Edit | None:
        """Make again what was undone last; return the undo that was taken back."""
        return self._walk(back=False)

    def resume(self) -> None:
        """Let editing go on after what hindered it was solved."""
        self.desk.resume()

    def close(self) -> None:
        """Wait for the disk, tell what came of the last edits, and stop."""
        self.desk.close()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _walk(self, *, back: bool) -> Edit | None:
        before = self.article
        done: list[Edit | None] = []
        step = self.desk.undo if back else self.desk.redo
        if not self._try(lambda: done.append(step())):
            return None
        if self.article is not before:
            self.opened.emit(self.article)
        edit = done[0]
        if edit is None:
            self.told.emit("Nothing to undo." if back else "Nothing to redo.")
        else:
            self.told.emit(f"{'Undone' if back else 'Redone'}: {edit.name}")
        return edit

    def _try(self, work: Callable[[], object]) -> bool:
        if self.project.read_only:
            self.told.emit("This project is open for reading only.")
            return False
        try:
            work()
        except UnfitEditError as error:
            self.told.emit(str(error))
        except BlockedDeskError as error:
            self.told.emit(str(error))
        except StaleChangeError:
            self.told.emit(
                "That has changed since and stays as it is; the next undo goes on before it."
            )
        else:
            if self.waiting:
                self.recorded.emit()
            return True
        return False

    def _saved(self, edit: Edit, time: datetime) -> None:  # called on the writer thread
        self._saved_there.emit(edit, time)

    def _settle(self, edit: Edit, time: datetime) -> None:
        self.desk.waiting.discard(edit.uuid)
        self.saved.emit(edit, time)

    def _refused(self, edit: Edit, error: Exception) -> None:  # called on the writer thread
        self._refused_there.emit(error)

    def _take_back(self, error: Exception) -> None:
        already = self.desk.blocked
        try:
            self.desk.take_back()
        except Exception:  # noqa: BLE001 the disk gives nothing back either; the refusal says so
            _log.exception("The article could not be read again after a refusal.")
        if self.article is not None:
            self.opened.emit(self.article)
        if not already:
            self.refused.emit(error)
