"""With the mouse: marks, relations, handles and panels, in the real window on a real file."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip, QWidget

from annotator.ui.panels.inspector.relations import EndBox
from annotator.ui.text.margin import AWAY
from tests.journeys.conftest import OTHER, TEXT
from tests.journeys.person import CTRL, FREE, SHIFT, K, Person
from tests.journeys.test_by_keys import QUOTE
from tests.ui.hand import LEFT, NONE, send

WHOLE = [("quote", QUOTE), ("actor", "Odalys Fenn")]
SPEAKER = [("attributed_to", QUOTE, "Odalys Fenn")]


def _middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


def _drag_over(person: Person, first: str, last: str) -> None:
    """Select words with the mouse, from the first letter to the last."""
    start, end = TEXT.index(first), TEXT.index(last) + len(last) - 1
    hand = person.hand
    hand.drag(hand.gap(start, nudge=1), hand.gap(end + 1, nudge=-1))


def _pick_label(person: Person, name: str) -> None:
    button = person.page.parts.label_bar.buttons[name]
    person.click(button, _middle(button))


def _mark(person: Person, label: str, words: str) -> None:
    _drag_over(person, words, words)
    _pick_label(person, label)


def _click_on(person: Person, words: str) -> None:
    hand = person.hand
    hand.click(hand.on(TEXT.index(words) + 1))


def _row(person: Person, kind: str) -> EndBox:
    """Return the box of a kind of relation in the inspector."""
    relations = person.page.parts.inspector.relations
    boxes = [row.box for row in relations.rows]
    boxes += relations.spare.boxes.values() if relations.spare else []
    return next(box for box in boxes if box._line.kind == kind)


def _drag_onto_text(person: Person, box: QToolButton, words: str) -> None:
    """Drag from a box beside the text onto words in it."""
    offset = TEXT.index(words) + 1
    on_screen = person.view.viewport().mapToGlobal(person.hand.on(offset))
    start, end = _middle(box), box.mapFromGlobal(on_screen)
    send(box, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    for step in (0.3, 0.7, 1.0):
        send(box, QEvent.Type.MouseMove, start + (end - start) * step, NONE, LEFT)
    send(box, QEvent.Type.MouseButtonRelease, end, LEFT, NONE)


def test_a_quote_its_actor_and_their_relation_then_close_and_open_again(
    person: Person, again: Callable[[Person], Person]
) -> None:
    _mark(person, "quote", QUOTE)
    _mark(person, "actor", "Odalys Fenn")
    assert person.spans == WHOLE
    _click_on(person, "asked us")
    assert person.focused == QUOTE
    _drag_onto_text(person, _row(person, "attributed_to"), "Odalys Fenn")
    assert person.relations == SPEAKER
    person.assert_screen_desk_store_and_journal_agree()
    later = again(person)
    assert (later.spans, later.relations) == (WHOLE, SPEAKER)
    later.assert_screen_desk_store_and_journal_agree()


def test_l_and_a_click_draw_the_relation(person: Person) -> None:
    _mark(person, "actor", "The firm")
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    person.press(K.Key_L)
    _click_on(person, "The firm")
    assert person.relations == [("attributed_to", QUOTE, "The firm")]
    assert person.focused == QUOTE
    person.press(K.Key_L)
    _click_on(person, "Odalys Fenn")
    assert len(person.relations) == 2


def test_a_click_where_no_relation_fits_says_so_and_draws_none(person: Person) -> None:
    _mark(person, "claim", "it removed two boats")
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    person.press(K.Key_L)
    _click_on(person, "removed two")
    assert person.relations == []
    assert person.heard[-1] == "No relation fits between these two."


def test_a_click_on_the_row_offers_what_fits_and_enter_takes_it(person: Person) -> None:
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    box = _row(person, "attributed_to")
    person.click(box, _middle(box))
    assert person.view.scene.proposal is not None
    assert person.view.hasFocus()
    person.press(K.Key_Return)
    assert person.relations == SPEAKER


def test_what_a_drag_from_the_inspector_passes_over_shows_whether_it_fits(person: Person) -> None:
    _mark(person, "claim", "it removed two boats")
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    box, view = _row(person, "attributed_to"), person.view
    send(box, QEvent.Type.MouseButtonPress, _middle(box), LEFT, LEFT)

    def over(words: str) -> tuple[Qt.CursorShape, bool]:
        place = view.viewport().mapToGlobal(person.hand.on(TEXT.index(words) + 1))
        send(box, QEvent.Type.MouseMove, box.mapFromGlobal(place), NONE, LEFT)
        return box.cursor().shape(), view.scene.proposal is not None

    plain = view.grab().toImage()
    assert over("secretary") == (Qt.CursorShape.CrossCursor, False)
    assert over("Odalys") == (Qt.CursorShape.DragLinkCursor, True)
    assert view.grab().toImage() != plain
    assert over("secretary") == (Qt.CursorShape.CrossCursor, False)
    assert view.grab().toImage() == plain
    assert over("removed two") == (Qt.CursorShape.ForbiddenCursor, False)
    assert view.grab().toImage() != plain, "what does not fit is ringed too"
    assert over("asked us") == (Qt.CursorShape.CrossCursor, False), "the mark it starts from"
    assert over("Odalys") == (Qt.CursorShape.DragLinkCursor, True)
    assert over("secretary") == (Qt.CursorShape.CrossCursor, False)
    send(box, QEvent.Type.MouseButtonRelease, QPoint(-400, 40), LEFT, NONE)
    assert box.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert person.relations == []
    assert view.scene.proposal is None


def test_a_drag_that_ends_on_no_span_draws_nothing(person: Person) -> None:
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    _drag_onto_text(person, _row(person, "attributed_to"), "two boats")
    assert person.relations == []
    assert person.view.scene.proposal is None
    assert "mark the words first" in person.heard[-1]


def test_the_row_of_a_relation_leads_to_its_other_end_and_takes_it_away(person: Person) -> None:
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    _drag_onto_text(person, _row(person, "attributed_to"), "Odalys Fenn")
    box = _row(person, "attributed_to")
    assert box.words == "Odalys Fenn"
    person.click(box, QPoint(30, 10))
    assert person.focused == "Odalys Fenn"
    row = person.page.parts.inspector.relations.rows[0]
    person.click(row.remove, _middle(row.remove))
    assert person.relations == []
    assert len(person.spans) == 2
    person.assert_screen_desk_store_and_journal_agree()


def test_handles_draw_the_edges_and_undo_brings_them_back(person: Person) -> None:
    _mark(person, "claim", "two boats")
    hand, view = person.hand, person.view
    right = view.rect_of(TEXT.index("two"), TEXT.index(" Fenn said")).right()
    y = view.rect_of(TEXT.index("two"), TEXT.index("boats")).center().y()
    hand.drag(QPoint(round(right) - 4, round(y) + 2), hand.gap(TEXT.index(" boats.")))
    assert person.spans == [("claim", "two")]
    left = view.rect_of(TEXT.index("two"), TEXT.index(" boats.")).left()
    hand.drag(QPoint(round(left) - 2, round(y) + 2), hand.on(TEXT.index("removed") + 2))
    assert person.spans == [("claim", "removed two")]
    person.press(K.Key_Z, times=2)
    assert person.spans == [("claim", "two boats")]
    person.assert_screen_desk_store_and_journal_agree()


def test_marking_neither_scrolls_nor_reflows_the_article(person: Person) -> None:
    person.press(K.Key_PageDown, CTRL)
    person.press(K.Key_PageDown, CTRL)
    view = person.view
    view.verticalScrollBar().setValue(220)
    view.grab()
    before = (view.scroller.value, view.document().size())
    person.hand.drag(QPoint(view.column()[0] + 40, 200), QPoint(view.column()[0] + 300, 260))
    _pick_label(person, "claim")
    person.press(K.Key_A)
    person.press(K.Key_Period)
    person.press(K.Key_Z, times=3)
    view.grab()
    assert (view.scroller.value, view.document().size()) == before


def test_the_label_bar_arms_and_with_shift_locks(person: Person) -> None:
    bar = person.page.parts.label_bar
    _pick_label(person, "actor")
    assert bar.buttons["actor"].isChecked()
    _drag_over(person, "Odalys", "Fenn")
    assert person.spans == [("actor", "Odalys Fenn")]
    assert not bar.buttons["actor"].isChecked()
    button = bar.buttons["claim"]
    send(button, QEvent.Type.MouseButtonPress, _middle(button), LEFT, LEFT, SHIFT)
    send(button, QEvent.Type.MouseButtonRelease, _middle(button), LEFT, NONE, SHIFT)
    assert (person.page.marking.armed, person.page.marking.locked) == ("claim", True)
    person.press(K.Key_Escape)
    assert person.page.marking.armed == "", "the keyboard is back in the text"


def test_clicks_go_outward_through_nested_spans(person: Person) -> None:
    _mark(person, "claim", "it removed two boats")
    _mark(person, "actor", "two boats")
    seen = []
    for _ in range(3):
        _click_on(person, "two boats")
        seen.append(person.focused)
    assert seen == ["it removed two boats", "two boats", "it removed two boats"]


def test_the_inspector_changes_the_span(person: Person) -> None:
    _mark(person, "claim", "two boats")
    inspector = person.page.parts.inspector
    choice = inspector.choices["actor"]
    person.click(choice, _middle(choice))
    assert person.spans == [("actor", "two boats")]
    assert person.view.hasFocus()
    person.click(inspector.start.left, _middle(inspector.start.left))
    assert person.spans == [("actor", "removed two boats")]
    person.click(inspector.end.left, _middle(inspector.end.left))
    assert person.spans == [("actor", "removed two")]
    mention = inspector.attributes.rows["mention"].segments.button("pronoun")
    person.click(mention, _middle(mention))
    assert person.article.marks.spans[0].attribute("mention") == "pronoun"
    person.click(inspector.discuss, QPoint(8, 14))
    assert person.article.marks.spans[0].discuss
    assert inspector.discuss.isChecked()
    person.assert_screen_desk_store_and_journal_agree()


def test_the_queue_opens_articles_and_the_outline_goes_to_marks(person: Person) -> None:
    _mark(person, "actor", "Odalys Fenn")
    parts = person.page.parts
    rows = parts.marks.list
    person.click(rows.viewport(), rows.visualRect(rows.model().index(0, 0)).center())
    assert person.focused == "Odalys Fenn"
    queue = parts.queue.list
    person.click(queue.viewport(), queue.visualRect(queue.model().index(1, 0)).center())
    assert person.text == OTHER
    assert person.view.hasFocus()
    assert parts.marks.model.rows == []
    done = parts.label_bar.done_button
    person.click(done, _middle(done))
    assert person.article.document.title == "Third"


def test_only_the_window_itself_is_ever_shown_as_a_window(
    person: Person, shown_windows: Callable[[], list[QWidget]]
) -> None:
    """A part that is shown before it has a parent flashes as a window and takes the keyboard."""
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    _drag_onto_text(person, _row(person, "attributed_to"), "Odalys Fenn")
    _mark(person, "denial", "denied that it removed two boats")
    for key in (K.Key_U, K.Key_U, K.Key_N, K.Key_T, K.Key_H, K.Key_Y, K.Key_L, K.Key_Escape):
        person.press(key)
        person.view.grab()
    person.press(K.Key_PageDown, CTRL)
    person.press(K.Key_Z, times=3)
    assert shown_windows() == []


@pytest.mark.parametrize("lock", [True, False])
def test_a_third_click_lets_the_word_that_two_marked_run_over_the_sentence(
    person: Person, lock: bool
) -> None:
    person.press(K.Key_C, SHIFT if lock else FREE)
    hand = person.hand
    hand.triple_click(hand.on(TEXT.index("removed") + 2))
    assert person.spans == [("claim", "The firm denied that it removed two boats.")]
    assert person.focused == person.spans[0][1]
    assert person.page.marking.armed == ("claim" if lock else "")
    person.assert_screen_desk_store_and_journal_agree()
    person.press(K.Key_Escape, times=3)
    hand.triple_click(hand.on(TEXT.index("boats were") + 2))
    assert person.chosen == "Fenn said the boats were gone."
    assert len(person.spans) == 1, "without a label the clicks only select"


def test_undo_says_the_words_of_a_relation_that_stand_on_screen(person: Person) -> None:
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    _drag_onto_text(person, _row(person, "attributed_to"), "Odalys Fenn")
    person.press(K.Key_Z)
    assert person.heard[-1] == "Undone: Relate: speaker"


def test_a_warning_beside_a_line_tells_what_it_warns_of_and_leads_there(person: Person) -> None:
    person.mark("Odalys")  # an actor that nothing is tied to
    person.qtbot.waitUntil(lambda: bool(person.view.scene.problems), timeout=20_000)
    person.press(K.Key_Escape, times=2)
    assert person.focused == ""
    signs = person.page.hands.warnings
    spot = _spot(person)
    assert signs.under(spot)
    tip = QHelpEvent(QEvent.Type.ToolTip, spot, person.view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(person.view.viewport(), tip)
    assert "tied to nothing" in QToolTip.text()
    person.click(person.view.viewport(), spot)
    assert person.focused == "Odalys"
    assert person.page.parts.problems.remedies is not None
    person.hand.double_click(spot)
    assert (person.focused, person.chosen) == ("Odalys", ""), "a quick second click is no other"
    assert not signs.under(QPoint(2, 2))


def test_what_find_shows_within_a_word_is_marked_as_the_whole_word(person: Person) -> None:
    person.press(K.Key_F, CTRL)
    person.type("boat")
    assert person.chosen == "boat"
    _pick_label(person, "claim")
    assert person.spans == [("claim", "boats")]
    person.press(K.Key_F)
    person.page.find_words()
    person.type("boat")
    _pick_label(person, "actor")
    assert ("actor", "boat") in person.spans, "by character as it is"


def _spot(person: Person) -> QPoint:
    """Where the warning beside the line of the first mark stands."""
    view, layout = person.view, person.view.article_layout
    (span,) = person.article.marks.spans
    middle = view.rect_of(span.start, span.end).center().y()
    return QPoint(round(layout.left + layout.column + AWAY), round(middle))


def test_a_relation_that_is_dropped_on_bare_text_speaks_of_no_pair(person: Person) -> None:
    _mark(person, "actor", "Odalys Fenn")
    _mark(person, "quote", QUOTE)
    heard = len(person.heard)
    _drag_onto_text(person, _row(person, "attributed_to"), "two boats")
    assert person.relations == []
    (said,) = filter(None, person.heard[heard:])
    assert said.startswith("No mark lies there")
