"""Any run of edits, undo, redo and restarts: what is on screen, stored and replayed is the same."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from annotator.core.annotation import (
    NO_HAND,
    STATUS_ID,
    Item,
    Items,
    Relation,
    SetKey,
    Span,
    Status,
    spans_of,
)
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Region, new_document
from annotator.editing import edits
from annotator.editing.desk import Desk
from annotator.store import annotations, journal
from annotator.store.connection import Store, create_store, open_store
from tests.items import add_document

TEXTS = {
    "one": "Harbour fees will rise, the mayor said.\nThe union denied it.",
    "two": "😀 Ünïcode \u200f عربي e\u0301\r\n“No,” she said.",
    "three": "x",
}
LABELS = ("claim", "quote", "actor")
State = dict[SetKey, Items]


class Journal(RuleBasedStateMachine):
    """A desk, and beside it a model that keeps the whole state before and after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "news.quoth"
        self._refused: list[Exception] = []
        self._state: State = {}
        self._done: list[tuple[State, State]] = []
        self._undone: list[tuple[State, State]] = []
        with create_store(self._path, name="News", scheme=b"{}") as store:
            for name, text in TEXTS.items():
                add_document(store, new_document(name, text))
        self._sit_down()

    def _sit_down(self) -> None:
        self._store: Store = open_store(self._path)
        self._desk = Desk(self._store, "ann", _ignore, lambda _, error: self._refused.append(error))
        self._desk.open("one")

    @property
    def _key(self) -> SetKey:
        assert self._desk.article is not None
        return self._desk.article.key

    @property
    def _spans(self) -> tuple[Span, ...]:
        return spans_of(self._state.get(self._key, {}).values())

    def _made(self, *parts: Part) -> None:
        """Make the same edit in the model."""
        before = dict(self._state)
        for part in parts:
            items = self._state.get(part.set, {})
            self._state[part.set] = part.change.applied_to(items)
        self._done.append((before, dict(self._state)))
        self._undone.clear()

    def _do(self, change: Change, *, remark: bool = False) -> None:
        """Do a change; one that is more than a remark reopens an article that was done."""
        self._desk.do(change)
        if not change:
            return
        status = self._state.get(self._key, {}).get(STATUS_ID)
        if isinstance(status, Status) and status.state == "done" and not remark:
            kept = (Status("none", status.note),) if status.note else ()
            change = Change("", (*change.removed, status), (*change.added, *kept))
        self._made(Part(self._key, change))

    @initialize(name=st.sampled_from(sorted(TEXTS)))
    def begin(self, name: str) -> None:
        self._desk.open(name)

    @rule(name=st.sampled_from(sorted(TEXTS)))
    def open(self, name: str) -> None:
        self._desk.open(name)

    @rule(data=st.data(), label=st.sampled_from(LABELS))
    def mark(self, data: st.DataObject, label: str) -> None:
        text = TEXTS[self._key.document]
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        self._do(
            Change("Mark", (), (Span(edits.fresh_id("s"), label, start, end, text[start:end]),))
        )

    @precondition(lambda self: self._spans)
    @rule(data=st.data(), label=st.sampled_from(LABELS), note=st.text(max_size=3))
    def modify(self, data: st.DataObject, label: str, note: str) -> None:
        span = data.draw(st.sampled_from(self._spans))
        text = TEXTS[self._key.document]
        note = note.encode("utf-8", "replace").decode()
        makes: dict[str, Callable[[], Change]] = {
            "label": lambda: edits.relabel(span, label, label, (("form", "direct"),)),
            "edges": lambda: edits.move_edges(span, 0, len(text), text),
            "note": lambda: edits.set_note(span, note),
            "discuss": lambda: edits.set_discuss(span, note),
            "attribute": lambda: edits.set_attribute(span, "form", note),
        }
        what = data.draw(st.sampled_from(sorted(makes)))
        self._do(makes[what](), remark=what == "note")

    @precondition(lambda self: self._spans)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        gone = data.draw(st.sets(st.sampled_from([one.id for one in self._spans]), min_size=1))
        self._do(edits.remove(self._state[self._key], gone))

    @precondition(lambda self: self._spans)
    @rule(data=st.data())
    def relate(self, data: st.DataObject) -> None:
        ends = [data.draw(st.sampled_from(self._spans)).id for _ in range(2)]
        relation = Relation(edits.fresh_id("r"), "attributed_to", ends[0], ends[1])
        self._do(Change("Relate", (), (relation,)))

    @rule(state=st.sampled_from(["none", "done", "discarded"]), note=st.sampled_from(["", "why"]))
    def tell_status(self, state: str, note: str) -> None:
        self._do(edits.set_status(self._state.get(self._key, {}), state, note), remark=True)

    @rule(kind=st.sampled_from(["headline", "caption"]))
    def lay_region(self, kind: str) -> None:
        change = edits.add_region(Region(edits.fresh_id("g"), 0, 1, kind))
        self._desk.do_regions(change)
        self._made(Part(SetKey(self._key.document, NO_HAND), change))

    @rule()
    def mark_all_articles(self) -> None:
        parts = tuple(
            Part(
                SetKey(name, "ann"),
                Change("Mark all", (), (Span(edits.fresh_id("s"), "claim", 0, 1, text[:1]),)),
            )
            for name, text in TEXTS.items()
        )
        self._desk.do_parts("Mark all", parts)
        self._made(*parts)

    @rule()
    def undo(self) -> None:
        assert bool(self._desk.undo()) == bool(self._done)
        if self._done:
            self._undone.append(self._done.pop())
            self._state = dict(self._undone[-1][0])

    @rule()
    def redo(self) -> None:
        assert bool(self._desk.redo()) == bool(self._undone)
        if self._undone:
            self._done.append(self._undone.pop())
            self._state = dict(self._done[-1][1])

    @rule()
    def restart(self) -> None:
        name = self._key.document
        self._desk.close()
        self._store.close()
        self._sit_down()
        assert self._store.notices == []
        self._desk.open(name)

    @rule()
    def read_again(self) -> None:
        self._desk.forget()

    @invariant()
    def the_screen_shows_the_model(self) -> None:
        article = self._desk.article
        assert article is not None
        assert dict(article.items) == dict(self._state.get(article.key, {}))
        regions = self._state.get(SetKey(article.id, NO_HAND), {})
        assert {one.id for one in article.regions} == set(regions)

    @rule()
    def the_store_holds_the_model_and_the_journal_replays_to_it(self) -> None:
        assert self._desk.flush(), self._refused
        replay: dict[SetKey, dict[str, Item]] = {}
        for edit in journal.read_journal(self._store):
            for part in edit.parts:
                replay[part.set] = part.change.applied_to(replay.get(part.set, {}))
        for key in self._state.keys() | replay.keys():
            want = dict(self._state.get(key, {}))
            assert replay.get(key, {}) == want
            assert dict(annotations.read_set(self._store, key).items) == want
        assert journal.verify_journal(self._store) == []

    def teardown(self) -> None:
        self.the_store_holds_the_model_and_the_journal_replays_to_it()
        while self._done:
            self.undo()
        assert not any(self._state.values())
        self.the_store_holds_the_model_and_the_journal_replays_to_it()
        assert self._refused == []
        self._desk.close()
        self._store.close()
        self._folder.cleanup()


def _ignore(_edit: Edit, _time: object) -> None:
    """Hear nothing: what was saved is read from the store."""


TestJournal = Journal.TestCase
TestJournal.settings = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
