"""The page where articles are marked: a gesture becomes an edit, a change becomes paint."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from annotator.core.annotation import SetKey, relations_of, spans_of
from annotator.core.change import Change, Edit
from annotator.core.problem import Problem
from annotator.editing.open_document import OpenDocument
from annotator.projects import articles
from annotator.projects.people import may_see_others
from annotator.ui.actions import ACTS, PAGE, TEXT, add_actions, label_acts
from annotator.ui.bridge import DeskBridge
from annotator.ui.editing.live_checks import LiveChecks
from annotator.ui.pages.annotate.finishing import ALL_DONE, finish, next_open
from annotator.ui.pages.annotate.hands import Hands
from annotator.ui.pages.annotate.keys import key_slots
from annotator.ui.pages.annotate.parts import AnnotateParts
from annotator.ui.pages.annotate.walk import beside, first_of
from annotator.ui.pages.article.page import ArticlePage
from annotator.ui.sample import is_sample
from annotator.ui.theme import Look

FEW = 20  # articles of one edit whose lines in the queue are read one by one


class AnnotatePage(ArticlePage):
    """Connects the parts: what a person does, what the desk tells, what is shown."""

    parts: AnnotateParts
    title_changed = Signal(str)
    others_toggled = Signal(bool)  # whether the marks of others are shown from now on
    split_asked = Signal()  # the open article holds several stories

    def __init__(self, bridge: DeskBridge, look: Look, parts: AnnotateParts | None = None) -> None:
        """Take over the parts where they show the open article already."""
        super().__init__(bridge, AnnotateParts(look) if parts is None else parts)
        self.parts.furnish(self.scheme, look)
        self.equip(bridge)
        self.checks = LiveChecks(bridge, self)
        self.others_shown = False
        self.set_look(look)
        self.parts.heading.set_fine(fine=self.view.fine())
        self._connect_desk()
        self.marking.focus_changed.connect(self._focused)
        self.hands = Hands(self)
        acts = [*ACTS, *label_acts(self.scheme)]
        self.acts = add_actions(acts, {TEXT: self.view, PAGE: self}, key_slots(self))
        self.refresh_queue()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self.parts.set_look(look)

    def action(self, name: str) -> QAction | None:
        """Return what a key of this page does, by the act's name, or None."""
        return self.acts.get(name)

    def refresh_queue(self) -> None:
        """Read the list of articles again, and which of them were given to whoever marks."""
        project, author = self.bridge.project, self.bridge.desk.author
        self.parts.queue.set_mine(articles.given_to(project, author))
        entries = articles.articles(project)
        self.parts.queue.set_entries(entries, author)
        self.parts.blank.show_for(len(entries))
        if self.bridge.article is not None:
            self.parts.queue.set_current(self.bridge.article.id)

    def catch_up(self) -> None:
        """Show in the queue what others wrote; the list is read anew where it is another."""
        if not self.parts.queue.catch_up(articles.articles(self.bridge.project)):
            self.refresh_queue()

    def open_first(self, wanted: str = "") -> None:
        """Open the article wanted, else the first unfinished one, else the first."""
        first = first_of(self.bridge, self.parts.queue.model, wanted)
        if first:
            self.bridge.open(first)

    def open_beside(self, step: int, *, unfinished: bool = False) -> None:
        """Open the next article (step 1) or the one before (-1); unfinished ones go round.

        While the queue shows one's own articles alone, only those are walked through.
        """
        queue, told = self.parts.queue.model, self.bridge.told
        if unfinished:
            found, said = next_open(self)
        else:
            found, said = beside(self.bridge, queue, step, unfinished=False), ""
        if found:
            self.bridge.open(found)
            if said:
                told.emit(said)
        else:
            few = " in this list" if queue.searching else ""
            told.emit(ALL_DONE if unfinished else f"No further article{few}.")

    def come_back(self) -> None:
        """Open one's own marks where gold was open, at the place where one was reading."""
        article, here = self.bridge.article, self.parts.queue.model.current
        if article is not None and article.hand != self.bridge.desk.author and here:
            offset = self.view.first_visible_offset()
            self.bridge.open(here)
            self.view.scroll_to_offset(offset)
        self.view.setFocus()

    def done(self) -> None:
        """Finish the article and open the next unfinished one; refused while errors stand."""
        finish(self)

    def set_others_shown(self, *, shown: bool) -> None:
        """Show the marks that others left on articles, or hide them."""
        self.others_shown = shown
        self._show_others()

    @property
    def may_see_others(self) -> bool:
        """Tell whether others' marks may be shown: to leads, and in the sample project."""
        project = self.bridge.project
        return is_sample(project.path) or may_see_others(project, self.bridge.desk.author)

    def toggle_others(self) -> None:
        """Show or hide the marks that others left on the article."""
        if not self.may_see_others:
            self.bridge.told.emit("In this project annotators see their own marks alone.")
            return
        self.set_others_shown(shown=not self.others_shown)
        self.others_toggled.emit(self.others_shown)
        article = self.bridge.article
        names = ", ".join(one.key.annotator for one in article.others) if article else ""
        told = f"Marks of {names or 'nobody else'} are shown." if self.others_shown else ""
        self.bridge.told.emit(told or "Only your own marks are shown.")

    def toggle_marks(self) -> None:
        """Hide the marks, or show them; while they are hidden the line above the text says so."""
        hidden = not self.view.hidden()
        self.view.set_hidden(hidden)
        self.parts.heading.set_marks_hidden(hidden=hidden)

    def toggle_fine(self) -> None:
        """Let steps and edges go by character, or by word; the line above the text says so."""
        self.view.set_fine(not self.view.fine())
        self.parts.heading.set_fine(fine=self.view.fine())

    def find_words(self) -> None:
        """Wait for words to look for in the article; a few that are selected are looked for."""
        self.parts.find_bar.open(self.reading.few_words())

    def undo(self) -> None:
        """Take one's newest edit back, and show what that changed."""
        self._show_walked(self.bridge.undo())

    def redo(self) -> None:
        """Make again what was undone last, and show it."""
        self._show_walked(self.bridge.redo())

    def _show_walked(self, edit: Edit | None) -> None:
        article = self.bridge.article
        if edit is None or article is None or article.hand != self.bridge.desk.author:
            return
        changes = [part.change for part in edit.parts if part.set == article.key]
        spans = spans_of(item for change in changes for item in (*change.removed, *change.added))
        there = next((span for span in spans if article.span(span.id)), None)
        if there is not None:
            self.marking.focus(there.id)
        elif spans:
            self.view.place_caret(spans[0].start)
            self.view.reveal(spans[0].start, spans[0].end)

    def let_go(self) -> None:
        """Let go of one thing: a drag, the offer, the armed label, the selection, the focus."""
        if not (self.view.let_go() or self.linking.let_go() or self.marking.disarm()):
            if self.view.selection() is not None:
                self.view.place_caret(self.view.caret())
            else:
                self.marking.focus(None)
        self.view.setFocus()

    def next_problem(self) -> None:
        """Go to the next problem and show it in its panel."""
        found = self.reading.next_problem(self.checks.now())
        if found is not None:
            self.parts.problems.set_current(found)

    # -- what the desk tells

    def _connect_desk(self) -> None:
        self.bridge.opened.connect(self._opened)
        self.bridge.changed.connect(self._changed)
        self.bridge.saved.connect(self._saved)
        self.bridge.told.connect(self.parts.told.say)
        self.checks.checked.connect(self._checked)
        self.checks.outdated.connect(self.parts.problems.set_outdated)
        self.parts.heading.split_asked.connect(self.split_asked)

    def _opened(self, article: OpenDocument | None) -> None:
        self.linking.let_go()
        self.marking.disarm()
        if article is not None:
            marks = article.marks
            self.view.show_article(article.text, article.regions, marks.spans, marks.relations)
        self.accompany(article)

    def accompany(self, article: OpenDocument | None) -> None:
        """Show what stands around an article that the view shows already."""
        if article is None:
            return
        self._show_others()
        self.parts.queue.set_current(article.id)
        self.parts.marks.set_marks(article.items)
        self.parts.problems.list.scrollToTop()
        self.parts.lists.begin()
        self._show_state(article)
        self._focused(None)
        self.view.setFocus()
        self.title_changed.emit(article.document.title)

    def _changed(self, key: SetKey, change: Change) -> None:
        article = self.bridge.article
        if article is None or key.document != article.id:
            return
        if key == article.key:
            self.view.change_marks(change.removed, change.added)
            self.parts.marks.change_marks(change.removed, change.added)
            touched = (*change.removed, *change.added)
            if self.view.hidden() and (spans_of(touched) or relations_of(touched)):
                self.toggle_marks()  # no mark changes unseen
        else:
            self.view.set_regions(article.regions)
        self._show_state(article)
        if article.span(self.view.focused()) is None:
            self.view.set_focus(None)
        self._focused(self.view.focused())

    def _show_state(self, article: OpenDocument) -> None:
        self.checks.soon()
        status = article.marks.status
        self.parts.heading.show_article(article.document, status, article.regions)
        self.parts.heading.show_note(status.note)

    def _saved(self, edit: Edit) -> None:
        touched = edit.documents()
        if len(touched) > FEW:
            self.refresh_queue()
            return
        for document in touched:
            self.parts.queue.update_entry(articles.article_entry(self.bridge.project, document))

    def _checked(self, problems: list[Problem]) -> None:
        article = self.bridge.article
        if article is None:
            return
        standing = {
            mark: one.severity
            for one in reversed(problems)
            if not one.accepted and one.severity.value != "hint"
            for mark in one.marks[:1]
        }
        self.view.set_problems(standing)
        self.parts.problems.set_problems(problems, article.text)
        self.parts.lists.want(self.parts.problems.wanted_height)

    def _show_others(self) -> None:
        article = self.bridge.article
        wanted = self.others_shown and self.may_see_others
        shown = article.others if article is not None and wanted else ()
        self.view.set_ghosts([span for one in shown for span in one.spans])

    def _focused(self, span_id: str | None) -> None:
        article = self.bridge.article
        if article is not None:
            span = article.span(span_id)
            around = self.view.marks_around(span_id)
            self.parts.inspector.show_span(span, around, self.scheme)
            self.parts.marks.set_current(span_id)
