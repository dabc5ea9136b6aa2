"""A monkey at keyboard and mouse: whatever it does, screen, desk, store and journal agree.

400 actions in the suite; `--rounds 20000` for a long run.
"""

# ruff: noqa: S311 chance, not secrets
import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from annotator.core.annotation import SetKey
from annotator.projects.articles import articles
from annotator.store import annotations, journal
from annotator.store.journal import verify_journal
from annotator.ui.pages.annotate.parts import AnnotateParts
from tests.journeys.person import ALT, CTRL, FREE, SHIFT, K, Person

USUAL = 400
LOOK_EVERY = 40  # actions between two looks at the disk
Keys = tuple[Qt.Key, Qt.KeyboardModifier]

MOVES: list[Keys] = [
    (key, keys)
    for key in (K.Key_Left, K.Key_Right, K.Key_Up, K.Key_Down, K.Key_Home, K.Key_End)
    for keys in (FREE, SHIFT)
]
SELECT: list[Keys] = [
    *((key, keys) for key in (K.Key_Left, K.Key_Right) for keys in (CTRL, CTRL | SHIFT)),
    *((key, FREE) for key in (K.Key_S, K.Key_E, K.Key_E, K.Key_PageUp, K.Key_PageDown)),
    (K.Key_E, SHIFT),
]
LABELS: list[Keys] = [
    *((key, FREE) for key in (K.Key_C, K.Key_D, K.Key_Q, K.Key_A)),
    *((key, FREE) for key in (K.Key_1, K.Key_2, K.Key_3, K.Key_4)),
    (K.Key_A, SHIFT),
]
MARKS: list[Keys] = [
    *((key, keys) for key in (K.Key_Left, K.Key_Right) for keys in (ALT, ALT | SHIFT)),
    *((key, FREE) for key in (K.Key_Period, K.Key_Comma, K.Key_Less, K.Key_Greater)),
    *((key, FREE) for key in (K.Key_L, K.Key_L, K.Key_Return, K.Key_X, K.Key_Delete, K.Key_T)),
]
ABOUT: list[Keys] = [
    *((key, FREE) for key in (K.Key_N, K.Key_B, K.Key_U, K.Key_O, K.Key_F, K.Key_H, K.Key_Y)),
    *((key, FREE) for key in (K.Key_Escape, K.Key_Escape, K.Key_Escape, K.Key_F6, K.Key_M)),
    *((key, CTRL) for key in (K.Key_PageDown, K.Key_PageUp, K.Key_Return, K.Key_F, K.Key_K)),
    *((key, CTRL) for key in (K.Key_Plus, K.Key_Minus)),
    (K.Key_Tab, FREE),
]
HISTORY: list[Keys] = [(K.Key_Z, FREE), (K.Key_Z, CTRL), (K.Key_Z, SHIFT), (K.Key_Y, CTRL)]


class Monkey:
    """Does one thing after the other, by chance."""

    def __init__(self, person: Person, seed: int) -> None:
        self._person = person
        self._dice = random.Random(seed)
        self.done: list[str] = []

    def act(self) -> None:
        """Do something."""
        acts: list[tuple[int, Callable[[], None]]] = [
            (10, lambda: self._press(MOVES)),
            (10, lambda: self._press(SELECT)),
            (14, lambda: self._press(LABELS)),
            (10, lambda: self._press(MARKS)),
            (8, lambda: self._press(ABOUT)),
            (8, lambda: self._press(HISTORY)),
            (10, self._drag),
            (8, self._mark),
            (6, self._relate),
            (8, self._click),
            (3, self._click_often),
            (4, self._look_elsewhere),
            (4, self._in_the_panels),
            (2, self._resize),
            (6, self._focus),
        ]
        weights, doings = zip(*acts, strict=True)
        self._dice.choices(doings, weights)[0]()

    def _focus(self) -> None:
        self._person.view.setFocus()

    def _press(self, keys: list[Keys]) -> None:
        key, held = self._dice.choice(keys)
        self.done.append(f"{held.value} {key.name}")
        self._person.press(key, held)

    def _place(self) -> QPoint:
        view = self._person.view.viewport()
        left, width = self._person.view.column()
        x = self._dice.randrange(left - 10, left + width + 10)
        return QPoint(x, self._dice.randrange(view.height()))

    def _drag(self) -> None:
        held = self._dice.choice((FREE, FREE, FREE, ALT, CTRL))
        start, end = self._place(), self._place()
        if self._dice.random() < 0.6:
            end = start + QPoint(self._dice.randrange(-150, 150), self._dice.randrange(-9, 9))
        self.done.append(f"drag {start} {end}")
        self._person.hand.drag(start, end, held)

    def _mark(self) -> None:
        self._person.view.setFocus()
        self._drag()
        self._press(LABELS)

    def _relate(self) -> None:
        self._person.view.setFocus()
        self._press([(K.Key_N, FREE), (K.Key_B, FREE)])
        for _ in range(self._dice.randrange(1, 4)):
            self._press([(K.Key_L, FREE)])
        if self._dice.random() < 0.3:
            self._click()
        self._press([(K.Key_Return, FREE)])

    def _click(self) -> None:
        at, held = self._place(), self._dice.choice((FREE, FREE, FREE, SHIFT))
        self.done.append(f"click {at}")
        self._person.hand.click(at, held)

    def _click_often(self) -> None:
        hand = self._person.hand
        self.done.append("double or triple")
        self._dice.choice((hand.double_click, hand.triple_click))(self._place())

    def _look_elsewhere(self) -> None:
        bar = self._person.view.verticalScrollBar()
        bar.setValue(self._dice.randrange(bar.maximum() + 1))
        self._person.view.grab()

    def _in_the_panels(self) -> None:
        acts = (
            self._open_an_article,
            self._pick_a_mark,
            self._mind_a_problem,
            self._mind_a_problem,
            lambda: self._parts.inspector.note_set.emit(f"note {self._dice.random()}"),
            lambda: self._parts.inspector.attribute_set.emit("form", "mixed"),
            lambda: self._person.page.hands.lay_region("caption"),
            self._person.page.hands.lift_regions,
            self._person.page.hands.reopen,
        )
        number = self._dice.randrange(len(acts))
        self.done.append(f"panels {number}")
        acts[number]()

    @property
    def _parts(self) -> AnnotateParts:
        return self._person.page.parts

    def _open_an_article(self) -> None:
        if rows := self._parts.queue.model.rows:
            self._parts.queue.opened.emit(self._dice.choice(rows).id)

    def _pick_a_mark(self) -> None:
        if rows := self._parts.marks.model.rows:
            self._parts.marks.picked.emit(self._dice.choice(rows).span.id)

    def _mind_a_problem(self) -> None:
        panel, found = self._parts.problems, self._person.problems
        if not found:
            return
        problem = self._dice.choice(found)
        panel.picked.emit(problem)
        if problem.accepted:
            panel.unaccepted.emit(problem)
        elif problem.fixes and self._dice.random() < 0.6:
            panel.fixed.emit(problem, self._dice.choice(problem.fixes))
        elif not problem.blocks:
            panel.accepted.emit(problem, "so it is")

    def _resize(self) -> None:
        size = (self._dice.randrange(960, 1300), self._dice.randrange(600, 800))
        self.done.append(f"resize {size}")
        self._person.house.window.resize(*size)


def _assert_all_sets_are_the_replay_of_their_journal(person: Person) -> None:
    person.wait_until_saved()
    store = person.bridge.project.store
    assert verify_journal(store) == []
    for entry in articles(person.bridge.project):
        for hand in (person.house.author, ""):
            key = SetKey(entry.id, hand)
            items: dict[str, object] = {}
            for edit in journal.read_journal(store, key=key):
                for part in edit.parts:
                    if part.set == key:
                        items = part.change.applied_to(items)  # type: ignore[assignment, arg-type]
            if hand:  # regions that came with the import are of it, not of the journal's edits
                assert annotations.read_set(store, key).items == items
        assert entry.of(person.house.author).spans == len(
            annotations.read_set(store, SetKey(entry.id, person.house.author)).spans
        )


@pytest.mark.parametrize("seed", [11])
def test_whatever_is_done_all_agree(
    person: Person, rounds: Callable[[int], int], again: Callable[[Person], Person], seed: int
) -> None:
    monkey = Monkey(person, seed)
    count = rounds(USUAL)
    for number in range(count):
        monkey.act()
        if (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
            person.back()
        if number % LOOK_EVERY == 0:
            person.assert_screen_desk_store_and_journal_agree()
    told = " · ".join(monkey.done[-12:])
    assert person.bridge.project.store.rows("SELECT 1 FROM item WHERE kind = 'relation'"), told
    assert len(person.page.bridge.desk._known_history()._done) > count / 40, told
    person.assert_screen_desk_store_and_journal_agree()
    _assert_all_sets_are_the_replay_of_their_journal(person)
    marks = dict(person.article.items)
    later = again(person)
    assert dict(later.article.items) == marks
    for _ in range(count):
        if later.heard and later.heard[-1] == "Nothing to undo.":
            break
        later.bridge.undo()
    _assert_all_sets_are_the_replay_of_their_journal(later)
    assert all(entry.of(later.house.author).spans == 0 for entry in articles(later.bridge.project))
    later.assert_screen_desk_store_and_journal_agree()
