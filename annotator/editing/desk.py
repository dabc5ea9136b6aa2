"""One annotator at work: an open article, edits on their way to the disk, undo over articles."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from annotator.core.annotation import NO_HAND, Items, SetKey
from annotator.core.change import Change, Edit, Part, StaleChangeError
from annotator.core.people import GOLD
from annotator.editing.edits import UnfitEditError, reopened
from annotator.editing.history import History, way_back
from annotator.editing.open_document import OpenDocument
from annotator.store import annotations, journal
from annotator.store.connection import Store
from annotator.store.errors import StoreError
from annotator.store.writer import Writer

RECENT = 100  # edits that are kept in memory

Changed = Callable[[SetKey, Change], None]
Saved = Callable[[Edit, datetime], None]
Refused = Callable[[Edit, Exception], None]


class BlockedDeskError(Exception):
    """Editing has stopped because the last edit could not be saved."""


class Desk:
    """One person at work in one project.

    An edit is made in memory at once and handed to the writer thread in order. `changed` is called
    after each change of the open article. When the store refuses an edit, `take_back` reads what
    the store holds again, and nothing can be edited until `resume`. `saved` and `refused` are
    called on the writer thread, after COMMIT and instead of it.
    """

    def __init__(self, store: Store, author: str, saved: Saved, refused: Refused) -> None:
        self.author = author
        self.article: OpenDocument | None = None
        self.changed: Changed = _nobody
        self.blocked = False
        self.waiting: set[str] = set()  # uuids of edits that are not known to be on the disk
        self._store = store
        self._writer = Writer(store, saved=saved, refused=refused)
        self._history: History | None = None
        self._recent: dict[str, Edit] = {}
        self._made_at: dict[str, str] = {}  # the article that was open then
        self._final: tuple[str, str] | None = None  # the edit before what is final; why it is

    def open(self, document_id: str, hand: str = "") -> OpenDocument:
        """Open an article; nothing is written. Edits on their way are waited for.

        `hand` names the set that is edited then, "" for one's own. Whatever the hand, the edits are
        those of the person at the desk, and so is the way back.
        """
        self._writer.flush()
        self.article = OpenDocument(self._store, document_id, hand or self.author)
        return self.article

    def do(self, change: Change) -> None:
        """Make a change to the marks of the open article's hand; a change of nothing is left out.

        One that changes marks of a done article reopens it in the same edit.
        """
        if change:
            article = self._open()
            whole = reopened(article.items, change)
            self.do_parts(change.name, (Part(article.key, whole),))

    def do_regions(self, change: Change) -> None:
        """Make a change to the regions of the open article."""
        if change:
            self.do_parts(change.name, (Part(SetKey(self._open().id, NO_HAND), change),))

    def do_parts(self, name: str, parts: Sequence[Part], *, undoes: str = "") -> Edit:
        """Make an edit of several parts as one act, in this article or in others."""
        if self.blocked:
            raise BlockedDeskError(
                "The last edit could not be saved: solve that, then click “Go on editing” above."
            )
        now = datetime.now(UTC).isoformat(timespec="seconds")
        edit = Edit(str(uuid4()), self.author, now, name, tuple(parts), undoes=undoes)
        revisions = self._revisions(edit)
        self._prove(edit)
        self._apply(edit)
        self._remember(edit)
        self._made_at[edit.uuid] = self.article.id if self.article is not None else ""
        self._known_history().note((edit.uuid, undoes, ""))
        self.waiting.add(edit.uuid)
        self._writer.submit(edit, revisions)
        return edit

    def undo(self) -> Edit | None:
        """Take back one's newest edit, wherever it was made; return it, or None for none left.

        The article that it touched is opened, under the hand whose set it changed. With that hand
        at work one stays where one is, if the edit was made from there, or touched several. Raise
        StaleChangeError where it has changed since; the same article is open then as before. Raise
        UnfitEditError once where something final was done after it.
        """
        newest = self._known_history().to_undo
        if self._final is not None and self._final[0] == newest:
            why, self._final = self._final[1], None
            raise UnfitEditError(why)
        return self._take(newest)

    def note_final(self, why: str) -> None:
        """Let undo say once, when it comes to what was just done, why that stays as it is."""
        self._final = (self._known_history().to_undo, why)

    def redo(self) -> Edit | None:
        """Make again what was undone last; return the undo that was taken back, or None."""
        return self._take(self._known_history().to_redo)

    @property
    def can_undo(self) -> bool:
        """Tell whether an edit of one's own is left to take back, or why the last act stays."""
        return bool(self._known_history().to_undo) or self._final is not None

    @property
    def can_redo(self) -> bool:
        """Tell whether something undone can be made again."""
        return bool(self._known_history().to_redo)

    def take_back(self) -> None:
        """Forget what the store refused, show what it holds, and stop editing.

        Where the disk gives nothing back either, the refused edits are taken out of what was seen
        of it last, and StoreError is raised.
        """
        self.blocked = True
        refused = [edit for uuid, edit in self._recent.items() if uuid in self.waiting]
        self.waiting.clear()
        try:
            self._read_again()
        except StoreError:
            self._take_out(refused)
            raise

    def is_stale(self) -> bool:
        """Tell whether others changed the open article's marks since; one's own are all kept."""
        article = self.article
        if article is None or self.waiting:
            return False
        return not article.is_at(annotations.revisions_on(self._store, article.id))

    def forget(self) -> None:
        """Read anew what others may have written: an import, a split, another program.

        Edits on their way are waited for; the open article is another object afterwards.
        """
        self._writer.flush()
        self._read_again()

    def resume(self) -> None:
        """Let editing go on after what hindered it was solved."""
        self._writer.resume()
        self.blocked = False

    def close(self) -> None:
        """Wait for the disk and stop the writer."""
        self._writer.close()

    def flush(self) -> bool:
        """Wait until all edits are on the disk; tell whether they are."""
        return self._writer.flush()

    def _take(self, uuid: str) -> Edit | None:
        if not uuid:
            return None
        edit, before = self._edit(uuid), self.article
        hand, touched = self._hand_of(edit), edit.documents()
        if before is None or before.hand != hand or not self._shows(edit, before.id):
            self.open(touched[0], hand)
        try:
            self.do_parts(edit.name, way_back(edit), undoes=uuid)
        except StaleChangeError:
            self.article = before
            self._known_history().step_over(uuid)
            raise
        except BlockedDeskError:
            self.article = before
            raise
        return edit

    def _shows(self, edit: Edit, document: str) -> bool:
        """Tell whether an edit is taken back without another article in sight than this one."""
        touched = edit.documents()
        return document in touched or len(touched) > 1 or self._made_at.get(edit.uuid) == document

    def _hand_of(self, edit: Edit) -> str:
        """Return whose set shows an edit: gold's where nothing else was touched, else one's own."""
        return GOLD if {part.set.annotator for part in edit.parts} == {GOLD} else self.author

    def _read_again(self) -> None:
        self._history = None
        self._recent.clear()
        if self.article is not None:
            self.article = OpenDocument(self._store, self.article.id, self.article.hand)

    def _take_out(self, edits: Sequence[Edit]) -> None:
        for edit in reversed(edits):
            for part in reversed(edit.parts):
                if self.article is not None and self.article.holds(part.set):
                    self.article.take_out(part.set, part.change)

    def _edit(self, uuid: str) -> Edit:
        if uuid not in self._recent:
            self._writer.flush()
            self._remember(journal.read_edit(self._store, uuid))
        return self._recent[uuid]

    def _remember(self, edit: Edit) -> None:
        """Keep an edit in memory; older ones that are on the disk are read from there again."""
        self._recent[edit.uuid] = edit
        while (
            len(self._recent) > RECENT and (oldest := next(iter(self._recent))) not in self.waiting
        ):
            del self._recent[oldest]

    def _known_history(self) -> History:
        if self._history is None:
            self._writer.flush()
            acts = journal.acts_of(self._store, self.author)
            self._history = History(acts, journal.final_acts(self._store, self.author))
        return self._history

    def _revisions(self, edit: Edit) -> Mapping[SetKey, int]:
        known = {}
        for part in edit.parts:
            if self.article is not None and self.article.holds(part.set):
                known[part.set] = self.article.revision(part.set)
        return known

    def _prove(self, edit: Edit) -> None:
        """Raise StaleChangeError where a part does not fit, before anything is changed.

        A part that stands alone in the open article proves itself when it is applied.
        """
        if len(edit.parts) == 1 and self.article and self.article.holds(edit.parts[0].set):
            return
        after: dict[SetKey, Items] = {}
        for part in edit.parts:
            items = after.get(part.set)
            items = self._items_of(part.set) if items is None else items
            after[part.set] = part.change.applied_to(items)

    def _items_of(self, key: SetKey) -> Items:
        if self.article is not None and self.article.holds(key):
            return self.article.items_of(key)
        self._writer.flush()
        return annotations.read_set(self._store, key).items

    def _apply(self, edit: Edit) -> None:
        for part in edit.parts:
            if self.article is not None and self.article.holds(part.set):
                self.article.apply(part.set, part.change)
                self.changed(part.set, part.change)

    def _open(self) -> OpenDocument:
        if self.article is None:
            raise StaleChangeError("No article is open.")
        return self.article


def _nobody(key: SetKey, change: Change) -> None:
    """Hear nothing: the desk stands alone."""
