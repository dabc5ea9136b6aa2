"""What label keys, edges and deletions do to marks: selection first, then the focused span."""

from PySide6.QtCore import QObject, Signal

from annotator.core import offsets, stretches
from annotator.core.annotation import Attributes, Span
from annotator.core.edge_stops import Which
from annotator.core.guess import default_attributes, takes_marks_in
from annotator.core.scheme import LabelScheme
from annotator.core.words import snap_to_words
from annotator.editing import edits
from annotator.editing.edge_walk import Edge, EdgeWalk
from annotator.editing.open_document import OpenDocument
from annotator.ui.bridge import Bench
from annotator.ui.chips import one_line
from annotator.ui.names import label_title
from annotator.ui.speech import speak
from annotator.ui.text.view import ArticleView

SPOKEN = 200  # code points of a mark that a screen reader says


class Marking(QObject):
    """One key, three jobs: a label key marks the selection, relabels the focused span, or arms."""

    armed_changed = Signal(str, bool)  # the label ("" for none), and whether it is locked
    focus_changed = Signal(object)  # span id, or None

    def __init__(self, bridge: Bench, view: ArticleView, scheme: LabelScheme) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._view = view
        self._scheme = scheme
        self.armed = ""
        self.locked = False
        self._walk = EdgeWalk()
        self._drawn = ""  # the id of the span that the mouse made last, "" where it made none

    @property
    def article(self) -> OpenDocument:
        """Return the open article; the page keeps keys dead where none is."""
        article = self._bridge.article
        if article is None:
            raise RuntimeError("no article is open")
        return article

    @property
    def focused(self) -> Span | None:
        """Return the focused span."""
        return self._bridge.article.span(self._view.focused()) if self._bridge.article else None

    def focus(self, span_id: str | None, *, reveal: bool = True) -> None:
        """Put the focus on a span, or on none."""
        span = self.article.span(span_id)
        self._view.set_focus(span.id if span else None)
        if span is not None and reveal:
            self._view.place_caret(span.start)
            self._view.reveal(span.start, span.end)
            name = label_title(span.label, self._scheme)
            speak(self._view, f"{name}: {one_line(span.text, SPOKEN)}")
        self.focus_changed.emit(span.id if span else None)

    def label(self, label: str) -> None:
        """Do what a label key does: mark the selection, relabel the focused span, or arm."""
        chosen = self._view.selection()
        if chosen is not None:
            self.create(*chosen, label)
        elif self.focused is not None:
            self._relabel(self.focused, label)
        else:
            self.arm(label)

    def arm(self, label: str, *, lock: bool = False) -> None:
        """Let the next selection by mouse take a label, once or (locked) until let go."""
        again = self.armed == label and (self.locked or not lock)
        self.armed, self.locked = ("", False) if again else (label, lock)
        self.armed_changed.emit(self.armed, self.locked)

    def disarm(self) -> bool:
        """Let go of an armed label; tell whether there was one."""
        was = bool(self.armed)
        self.armed, self.locked = "", False
        if was:
            self.armed_changed.emit("", False)
        return was

    def dragged(self, start: int, end: int) -> None:
        """Mark what the mouse selected, where a label is armed."""
        self._drawn = self.create(start, end, self.armed) if self.armed and end > start else ""

    def grown(self, start: int, end: int) -> None:
        """Let the word that two clicks marked run over the sentence that the third selected."""
        if self._drawn:
            self.set_edges(self._drawn, start, end)

    def create(self, start: int, end: int, label: str) -> str:
        """Mark text[start:end] in code points, without white space at its edges.

        All words of a quotation take their marks in where the label wants them inside, unless one
        works by character. Return the id of the span, "" where none was made.
        """
        text, (start, end) = self.article.text, self.whole_where_found(start, end)
        start, end = offsets.trimmed(text, *offsets.snapped_out(text, start, end))
        if start >= end:
            self._bridge.told.emit("There are no words in the selection.")
            return ""
        if takes_marks_in(self._scheme, label) and not self._view.fine():
            start, end = stretches.with_marks(text, start, end)
        span = Span(
            edits.fresh_id("s"), label, start, end, text[start:end], self._guess(label, start, end)
        )
        title = self._scheme.label_by_name[label].words
        here = {one.id: one for one in self._view.spans_at(start)}
        if not self._bridge.attempt(lambda: edits.add_span(span, title, here)):
            return ""
        self._view.place_caret(end)
        self.focus(span.id, reveal=False)
        if self.armed and not self.locked:
            self.disarm()
        return span.id

    def whole_where_found(self, start: int, end: int) -> tuple[int, int]:
        """Return a place that find selected in whole words, as a drag has them; any other as it is.

        Where one works by character it stays as it is too.
        """
        text, sought = self.article.text, self._view.scene.sought
        if not sought or text[start:end].lower() != sought.lower() or self._view.fine():
            return start, end
        return snap_to_words(text, start, end)

    def remove(self) -> None:
        """Remove the focused span with its relations, and move the focus on to none."""
        span = self.focused
        if span is None:
            self._bridge.told.emit("Focus a mark first: N goes to the next one.")
            return
        if self._bridge.do(edits.remove(self.article.items, [span.id])):
            self._view.place_caret(span.start)
            self.focus(None)

    def unrelate(self, relation_id: str) -> None:
        """Take a relation away."""
        self._bridge.do(edits.remove(self.article.items, [relation_id]))

    def edge(self, which: Which, step: int) -> None:
        """Move an edge ("start" or "end") of the focused span, or of the selection, by one step.

        1 moves it to the right and -1 to the left, as it is seen.
        """
        span, chosen = self.focused, self._view.selection()
        if chosen is not None:
            start, end = self._stepped(which, step, *chosen)
            if start < end:
                self._view.select(start, end)
        elif span is not None:
            self.set_edges(span.id, *self._stepped(which, step, span.start, span.end))

    def set_edges(self, span_id: str, start: int, end: int) -> None:
        """Let a span run from start to end, in code points."""
        span = self.article.span(span_id)
        if span is None or (start, end) == (span.start, span.end):
            return
        text = self.article.text
        start, end = offsets.trimmed(text, start, end) if start < end else (start, end)
        if start < end:
            guessed = self._guessed_again(span, start, end)
            self._bridge.attempt(lambda: edits.move_edges(span, start, end, text, guessed))
            self.focus(span_id, reveal=False)
        else:
            self._bridge.told.emit("A mark needs at least one letter.")

    def set_attribute(self, name: str, value: str) -> None:
        """Set an attribute of the focused span; "" takes it away."""
        if self.focused is not None:
            self._bridge.do(edits.set_attribute(self.focused, name, value))

    def set_note(self, note: str) -> None:
        """Write the note of the focused span."""
        if self.focused is not None and note != self.focused.note:
            self._bridge.do(edits.set_note(self.focused, note))

    def set_discuss(self, why: str) -> None:
        """Flag the focused span for discussion, or ("") settle it."""
        if self.focused is not None and why != self.focused.discuss:
            self._bridge.do(edits.set_discuss(self.focused, why))

    def toggle_discuss(self) -> None:
        """Turn the flag of the focused span."""
        if self.focused is None:
            self._bridge.told.emit("Focus a mark first: N goes to the next one.")
        else:
            self.flag(not self.focused.discuss)

    def flag(self, on: bool) -> None:  # noqa: FBT001 the state of a check box
        """Flag the focused span for discussion, or settle it."""
        self.set_discuss("to discuss" if on else "")

    def _relabel(self, span: Span, label: str) -> None:
        if span.label == label:
            return
        title = self._scheme.label_by_name[label].words
        guessed = self._guess(label, span.start, span.end)
        self._bridge.do(edits.relabel(span, label, title, guessed))

    def _guess(self, label: str, start: int, end: int) -> Attributes:
        document = self.article.document
        return default_attributes(self._scheme, label, document.text, start, end, document.language)

    def _guessed_again(self, span: Span, start: int, end: int) -> Attributes | None:
        """Return what the new words speak for, where nobody changed what the old ones did."""
        untouched = span.attributes == self._guess(span.label, span.start, span.end)
        return self._guess(span.label, start, end) if untouched else None

    def _stepped(self, which: Which, step: int, start: int, end: int) -> tuple[int, int]:
        focused = self._view.focused() if self._view.selection() is None else None
        at, beside = (end, end - 1) if which == "end" else (start, start)
        self._walk.begin(Edge(focused or "", which, at), rtl=self._view.is_rtl(beside))
        moved = self._walk.moved(self.article.text, step, by_sign=self._view.fine())
        return (start, moved) if which == "end" else (moved, end)
