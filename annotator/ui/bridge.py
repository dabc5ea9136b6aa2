"""Lets the widgets hear what happens at the desk: the one file that knows the editing AND Qt."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, SignalInstance

from annotator.core.annotation import SetKey
from annotator.core.change import Change, Edit, Part, StaleChangeError
from annotator.core.people import GOLD
from annotator.editing.desk import BlockedDeskError, Desk
from annotator.editing.edits import UnfitEditError
from annotator.editing.open_document import OpenDocument
from annotator.projects.opening import Project

_log = logging.getLogger("quoth")


class Bench(Protocol):
    """Where marks are changed: what gestures in the text, and checks, need of the desk."""

    project: Project

    @property
    def article(self) -> OpenDocument | None:
        """Return the open article, or None."""

    @property
    def told(self) -> SignalInstance:
        """Return what tells one sentence for the annotator."""

    def do(self, change: Change) -> bool:
        """Make a change on the open article; tell whether it was made."""

    def attempt(self, edit: Callable[[], Change]) -> bool:
        """Make the change that an edit returns; where it is refused, that is told."""


class DeskBridge(QObject):
    """A desk whose changes are signals. What cannot be done is told, and changes nothing."""

    opened = Signal(object)  # OpenDocument, or None when the article was put away
    changed = Signal(object, object)  # the SetKey and the Change that was made to it
    gold_opened = Signal(object)  # the same two, where it is gold that is edited: for review
    gold_changed = Signal(object, object)
    walked = Signal(object, bool)  # Edit, and whether it was undone: its article is open
    recorded = Signal()  # an edit is on its way to the disk
    saved = Signal(object, object)  # Edit, datetime: after COMMIT
    refused = Signal(object, object)  # Exception, Edit: the store would not take it; screen = store
    taken_back = Signal(object, object)  # the same, for each edit that went with the first one
    told = Signal(str)  # one sentence for the annotator

    _saved_there = Signal(object, object)  # on the writer thread; heard on this one
    _refused_there = Signal(object, object)

    def __init__(self, project: Project, author: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.desk = Desk(project.store, author, self._saved, self._refused)
        self.desk.changed = self._tell_changed
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

    def open(self, document_id: str, hand: str = "") -> None:
        """Open an article and tell every widget; `hand` is whose set is edited, "" for one's."""
        self._tell_opened(self.desk.open(document_id, hand))

    def read_again(self) -> None:
        """Read what others wrote, and tell every widget of the open article as it is now."""
        self.desk.forget()
        self._tell_opened(self.article)

    def do(self, change: Change) -> bool:
        """Make a change on the open article; tell whether it was made."""
        return self.tried(lambda: self._mark(change))

    def attempt(self, edit: Callable[[], Change]) -> bool:
        """Make the change that an edit returns; where it is refused, that is told."""
        return self.tried(lambda: self._mark(edit()))

    def do_regions(self, change: Change) -> bool:
        """Make a change to the regions of the open article; tell whether it was made."""
        return self.tried(lambda: self.desk.do_regions(change))

    def decide(self, change: Change) -> bool:
        """Make a change on the open article as it is: it reopens nothing."""
        article = self.article
        return article is not None and self.do_parts(change.name, (Part(article.key, change),))

    def do_parts(self, name: str, parts: Sequence[Part]) -> bool:
        """Make one edit of several parts, here or in other articles; tell whether it was made."""
        return self.tried(lambda: self.desk.do_parts(name, parts))

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

    def _mark(self, change: Change) -> None:
        was = self._state
        self.desk.do(change)
        if was == "done" and self._state == "none":
            self.told.emit("The article was done; it is open again.")

    @property
    def _state(self) -> str:
        return self.article.marks.status.state if self.article is not None else ""

    def _walk(self, *, back: bool) -> Edit | None:
        before = self.article
        done: list[Edit | None] = []
        step = self.desk.undo if back else self.desk.redo
        if not self.tried(lambda: done.append(step())):
            return None
        if self.article is not before:
            self._tell_opened(self.article)
        edit = done[0]
        if edit is None:
            self.told.emit("Nothing to undo." if back else "Nothing to redo.")
        else:
            many = len(edit.documents())
            where = f", in {many:,} articles" if many > 1 else ""
            self.told.emit(f"{'Undone' if back else 'Redone'}: {edit.name}{where}")
            self.walked.emit(edit, back)
        return edit

    def _tell_opened(self, article: OpenDocument | None) -> None:
        (self.gold_opened if self._on_gold else self.opened).emit(article)

    def _tell_changed(self, key: SetKey, change: Change) -> None:
        (self.gold_changed if self._on_gold else self.changed).emit(key, change)

    @property
    def _on_gold(self) -> bool:
        return self.article is not None and self.article.hand == GOLD

    def tried(self, work: Callable[[], object]) -> bool:
        """Do some work at the desk; where it cannot be done, tell why, and return False."""
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
        self._refused_there.emit(error, edit)

    def _take_back(self, error: Exception, edit: Edit) -> None:
        already = self.desk.blocked
        try:
            self.desk.take_back()
        except Exception:  # noqa: BLE001 the disk gives nothing back either; the refusal says so
            _log.exception("The article could not be read again after a refusal.")
        if self.article is not None:
            self._tell_opened(self.article)
        self.taken_back.emit(error, edit)
        if not already:
            self.refused.emit(error, edit)
