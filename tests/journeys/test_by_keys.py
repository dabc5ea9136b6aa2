"""With the keyboard alone: every row of the key grammar, in the real window on a real file."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.core.problem import Severity
from annotator.ui.actions import ACTS, REVIEW_ACTS, WINDOW, label_acts, reading_acts
from annotator.ui.dialogs.keys_help import KeysDialog
from tests.journeys.conftest import OTHER, TEXT
from tests.journeys.person import ALT, CTRL, FREE, SHIFT, K, Person

FIRST, QUOTE = "Nobody", "“Nobody asked us,”"
Keys = tuple[Qt.Key, Qt.KeyboardModifier]


def test_a_quote_its_actor_and_their_relation_then_undo_close_and_open_again(
    person: Person, again: Callable[[Person], Person]
) -> None:
    person.press(K.Key_Down)
    assert person.word == FIRST
    person.press(K.Key_E, times=4)
    assert person.chosen == QUOTE
    person.press(K.Key_Q)
    person.press(K.Key_Right, times=2)
    assert person.word == "Odalys"
    person.press(K.Key_Right, SHIFT, times=2)
    person.press(K.Key_A)
    person.press(K.Key_N)
    assert person.focused == QUOTE
    person.press(K.Key_L)
    person.press(K.Key_Return)
    whole = [("quote", QUOTE), ("actor", "Odalys Fenn")]
    relation = [("attributed_to", QUOTE, "Odalys Fenn")]
    assert person.spans == whole
    assert person.relations == relation
    person.press(K.Key_Z)
    assert person.relations == []
    person.press(K.Key_Z)
    assert person.spans == whole[:1]
    person.press(K.Key_Z, SHIFT, times=2)
    assert (person.spans, person.relations) == (whole, relation)
    person.assert_screen_desk_store_and_journal_agree()
    later = again(person)
    assert (later.spans, later.relations) == (whole, relation)
    later.press(K.Key_Z)
    assert later.relations == []
    later.assert_screen_desk_store_and_journal_agree()


def test_arrows_land_on_words_lines_and_sentences(person: Person) -> None:
    assert person.word == "Ferry"
    person.press(K.Key_Right)
    assert person.word == "firm"
    person.press(K.Key_Left)
    assert person.word == "Ferry"
    person.press(K.Key_Down, times=2)
    assert TEXT.index("The firm") <= person.view.caret() < TEXT.index("Fenn said")
    person.press(K.Key_Up)
    assert TEXT.index(FIRST) <= person.view.caret() < TEXT.index("The firm")
    person.go_to("The firm")
    person.press(K.Key_Right, CTRL)
    assert person.word == "Fenn"
    person.press(K.Key_Left, CTRL)
    assert person.word == "The"
    person.press(K.Key_End)
    person.press(K.Key_Home)
    assert person.word == "The"
    person.press(K.Key_Home, CTRL)
    assert person.view.caret() == 0
    person.press(K.Key_End, CTRL)
    assert person.view.caret() == len(TEXT)
    person.press(K.Key_Up, CTRL)
    assert person.word == "The"
    person.press(K.Key_PageUp)
    assert person.view.caret() < TEXT.index("The firm")


def test_shift_extends_by_each_of_these(person: Person) -> None:
    person.go_to("The firm")
    person.press(K.Key_Right, SHIFT, times=2)
    assert person.chosen == "The firm"
    person.press(K.Key_Left, SHIFT)
    assert person.chosen == "The"
    person.press(K.Key_Right, SHIFT | CTRL)
    assert person.chosen == "The firm denied that it removed two boats."
    person.press(K.Key_Escape)
    assert person.chosen == ""
    person.go_to("Fenn said")
    person.press(K.Key_Left, SHIFT | CTRL)
    assert person.chosen.startswith("The firm denied")
    person.press(K.Key_Escape)
    person.go_to("Fenn said")
    person.press(K.Key_End, SHIFT)
    assert person.chosen == "Fenn said the boats were gone."
    person.press(K.Key_Home, SHIFT)
    person.press(K.Key_Up, SHIFT)
    assert person.view.selection() is not None
    assert person.view.caret() < TEXT.index("The firm")


def test_s_takes_the_sentence(person: Person) -> None:
    person.go_to("denied that")
    person.press(K.Key_S)
    assert person.chosen == "The firm denied that it removed two boats."


def test_e_grows_from_word_to_paragraph_and_shift_e_goes_back(person: Person) -> None:
    person.go_to("asked")
    grown = []
    for _ in range(9):
        person.press(K.Key_E)
        grown.append(person.chosen)
    grown = list(dict.fromkeys(grown))
    assert grown[0] == "asked"
    assert "Nobody asked us" in grown, "the clause, without its final comma"
    assert "Nobody asked us," in grown, "inside the marks"
    assert QUOTE in grown, "the quote"
    assert grown[-1] == "“Nobody asked us,” said Odalys Fenn, the union’s secretary."
    assert all(a in b for a, b in pairwise(grown))
    for words in grown[-2::-1]:
        person.press(K.Key_E, SHIFT)
        assert person.chosen == words
    person.press(K.Key_E, SHIFT)
    assert person.chosen == ""
    assert person.word == "asked"


def test_e_says_when_it_is_as_wide_as_it_can_be(person: Person) -> None:
    person.go_to("asked")
    person.press(K.Key_E, times=9)
    widest = person.chosen
    person.press(K.Key_E)
    assert person.chosen == widest
    assert person.heard[-1] == "It is as wide as it can be."


def test_e_grows_to_what_is_denied_with_the_word_that_denies(person: Person) -> None:
    person.go_to("two boats")
    grown = []
    for _ in range(3):
        person.press(K.Key_E)
        grown.append(person.chosen)
    assert grown == ["two", "it removed two boats", "denied that it removed two boats"]


def test_shift_e_narrows_what_was_not_grown_step_by_step(person: Person) -> None:
    person.go_to("two boats")
    person.press(K.Key_S)
    assert person.chosen == "The firm denied that it removed two boats."
    person.press(K.Key_E, SHIFT)
    assert person.chosen == "denied that it removed two boats"
    person.press(K.Key_E, SHIFT)
    assert person.chosen == "it removed two boats", "the clause at the caret"
    person.press(K.Key_E)
    assert len(person.chosen) > len("it removed two boats")
    person.press(K.Key_E, SHIFT, times=2)
    assert person.chosen == "two"
    person.press(K.Key_E, SHIFT)
    assert (person.chosen, person.word) == ("", "two")
    person.mark("it removed two boats", K.Key_C)
    person.press(K.Key_E, SHIFT)
    assert person.chosen == "it"
    assert person.spans == [("claim", "it removed two boats")]


@pytest.mark.parametrize(
    ("key", "label"),
    [
        (K.Key_C, "claim"),
        (K.Key_D, "denial"),
        (K.Key_Q, "quote"),
        (K.Key_A, "actor"),
        (K.Key_1, "claim"),
        (K.Key_2, "denial"),
        (K.Key_3, "quote"),
        (K.Key_4, "actor"),
    ],
)
def test_letters_and_digits_label_the_selection(person: Person, key: Qt.Key, label: str) -> None:
    person.mark("two boats", key)
    assert person.spans == [(label, "two boats")]
    assert person.focused == "two boats"
    assert person.chosen == ""
    person.assert_screen_desk_store_and_journal_agree()


@pytest.mark.parametrize(
    ("key", "words", "marked"),
    [
        (K.Key_Q, "Nobody asked us", ("quote", QUOTE)),
        (K.Key_Q, "Nobody asked", ("quote", "Nobody asked")),
        (K.Key_C, "Nobody asked us", ("claim", "Nobody asked us")),
    ],
)
def test_all_words_of_a_quotation_take_its_marks_in_where_the_label_wants_them(
    person: Person, key: Qt.Key, words: str, marked: tuple[str, str]
) -> None:
    person.mark(words, key)
    assert person.spans == [marked]
    assert person.focused == marked[1]
    person.press(K.Key_Z)
    assert person.spans == [], "it is one step"
    person.press(K.Key_F)
    person.view.select(TEXT.index(words), TEXT.index(words) + len(words))
    person.press(key)
    assert person.spans == [(marked[0], words)], "by character it is what was selected"


def test_a_label_key_relabels_the_focused_span_and_guesses_its_attributes(person: Person) -> None:
    person.mark("Odalys Fenn", K.Key_C)
    person.press(K.Key_A)
    assert person.spans == [("actor", "Odalys Fenn")]
    span = person.article.marks.spans[0]
    assert span.attribute("type") == "person"
    assert span.attribute("voice") == ""
    person.press(K.Key_A)
    person.press(K.Key_Z)
    assert person.spans == [("claim", "Odalys Fenn")], "the same label again was no edit"


def test_a_label_key_with_nothing_selected_arms_once(person: Person) -> None:
    person.press(K.Key_A)
    assert (person.page.marking.armed, person.page.marking.locked) == ("actor", False)
    hand = person.hand
    hand.drag(hand.on(TEXT.index("dalys")), hand.on(TEXT.index("enn,")))
    assert person.spans == [("actor", "Odalys Fenn")]
    assert person.page.marking.armed == ""
    person.press(K.Key_Escape)
    hand.drag(hand.on(TEXT.index("two boats")), hand.on(TEXT.index("boats.")))
    assert len(person.spans) == 1


def test_shift_and_a_letter_lock_a_label_until_esc(person: Person) -> None:
    person.press(K.Key_A, SHIFT)
    assert person.page.marking.locked
    hand = person.hand
    for words in ("Odalys", "secretary", "Fenn said"):
        hand.double_click(hand.on(TEXT.index(words) + 2))
    assert person.spans == [("actor", "Odalys"), ("actor", "secretary"), ("actor", "Fenn")]
    assert person.page.marking.armed == "actor"
    person.press(K.Key_Escape)
    assert person.page.marking.armed == ""
    hand.double_click(hand.on(TEXT.index("boats were") + 2))
    assert len(person.spans) == 3


def test_the_same_label_key_again_disarms(person: Person) -> None:
    for key in (K.Key_D, K.Key_D):
        person.press(key)
    assert person.page.marking.armed == ""
    person.press(K.Key_D, SHIFT)
    person.press(K.Key_D, SHIFT)
    assert person.page.marking.armed == ""
    person.press(K.Key_D)
    person.press(K.Key_D, SHIFT)
    assert (person.page.marking.armed, person.page.marking.locked) == ("denial", True)


def test_the_bar_says_whether_a_label_is_armed_once_or_locked(person: Person) -> None:
    buttons = person.page.parts.label_bar.buttons

    def said() -> dict[str, str]:
        words = {name: one.accessibleDescription() for name, one in buttons.items()}
        states = {name: [x for x in ("armed", "locked") if x in words[name]] for name in words}
        return {name: " ".join(one) for name, one in states.items() if one}

    assert said() == {}
    person.press(K.Key_A)
    assert said() == {"actor": "armed"}
    person.press(K.Key_A, SHIFT)
    assert said() == {"actor": "locked"}
    person.press(K.Key_C)
    assert said() == {"claim": "armed"}, "another label is armed in its place, and once"
    hand = person.hand
    for words in ("Odalys", "secretary"):
        hand.double_click(hand.on(TEXT.index(words) + 2))
    assert person.spans == [("claim", "Odalys")]
    assert said() == {}
    person.press(K.Key_Escape, times=3)
    person.press(K.Key_C, SHIFT)
    assert said() == {"claim": "locked"}
    person.press(K.Key_C)
    assert said() == {}, "the key alone lets a lock go as well"


def test_n_and_b_go_through_the_spans_and_round_the_end(person: Person) -> None:
    for key, words in ((K.Key_Q, "Nobody asked"), (K.Key_A, "Odalys Fenn"), (K.Key_C, "the boats")):
        person.mark(words, key)
    person.press(K.Key_Escape, times=2)
    person.press(K.Key_Home, CTRL)
    seen = []
    for _ in range(4):
        person.press(K.Key_N)
        seen.append(person.focused)
    assert seen == ["Nobody asked", "Odalys Fenn", "the boats", "Nobody asked"]
    person.press(K.Key_B)
    assert person.focused == "the boats"
    person.press(K.Key_N, SHIFT)
    assert person.focused == "Odalys Fenn"
    person.press(K.Key_Escape)
    person.go_to("The firm")
    person.press(K.Key_B)
    assert person.focused == "Odalys Fenn"
    person.press(K.Key_Escape)
    person.go_to("The firm")
    person.press(K.Key_N)
    assert person.focused == "the boats"


def test_n_without_marks_says_so(person: Person) -> None:
    person.press(K.Key_N)
    assert person.heard[-1] == "You have no marks here yet."


def test_u_goes_from_problem_to_problem(person: Person) -> None:
    person.mark("Nobody asked", K.Key_Q)
    person.mark("denied that it removed two boats", K.Key_D)
    person.press(K.Key_Escape, times=2)
    person.press(K.Key_Home, CTRL)
    assert len(person.problems) > 1
    seen = set()
    for _ in range(8):
        person.press(K.Key_U)
        current = person.page.parts.problems.model.current_problem
        assert current is not None
        assert not current.accepted
        seen.add(person.focused or person.chosen)
    assert {"Nobody asked", "denied that it removed two boats"} <= seen


def test_u_with_nothing_wrong_says_so(person: Person) -> None:
    person.press(K.Key_PageDown, CTRL)
    assert person.problems == []
    person.press(K.Key_U)
    assert person.heard[-1] == "Nothing stands in the way."


def test_o_goes_outward_through_the_overlaps(person: Person) -> None:
    person.mark("it removed two boats", K.Key_C)
    person.mark("two boats")
    person.mark("denied that it removed two boats", K.Key_D)
    person.press(K.Key_Escape, times=2)
    person.go_to("boats.")
    seen = []
    for _ in range(4):
        person.press(K.Key_O)
        seen.append(person.focused)
    assert seen == [
        "two boats",
        "it removed two boats",
        "denied that it removed two boats",
        "two boats",
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((K.Key_Right, ALT), "two boats."),
        ((K.Key_Period, FREE), "two boats."),
        ((K.Key_Left, ALT), "two"),
        ((K.Key_Comma, FREE), "two"),
        ((K.Key_Right, ALT | SHIFT), "boats"),
        ((K.Key_Greater, FREE), "boats"),
        ((K.Key_Left, ALT | SHIFT), "removed two boats"),
        ((K.Key_Less, FREE), "removed two boats"),
    ],
)
def test_edges_move_by_word(person: Person, keys: Keys, expected: str) -> None:
    person.mark("two boats", K.Key_C)
    person.press(*keys)
    assert person.spans == [("claim", expected)]
    assert person.focused == expected
    person.press(K.Key_Z)
    assert person.spans == [("claim", "two boats")]


def test_f_makes_edges_and_steps_go_by_character(person: Person) -> None:
    person.mark("two boats", K.Key_C)
    person.press(K.Key_F)
    assert person.view.fine()
    person.press(K.Key_Comma, times=2)
    assert person.spans == [("claim", "two boa")]
    person.press(K.Key_Greater)
    assert person.spans == [("claim", "wo boa")]
    person.press(K.Key_Escape)
    person.go_to("Fenn said")
    person.press(K.Key_Right)
    assert person.view.caret() == TEXT.index("enn said")
    person.press(K.Key_Right, SHIFT, times=2)
    assert person.chosen == "en"
    person.press(K.Key_F)
    person.press(K.Key_Escape)
    person.press(K.Key_Right)
    assert person.word == "said"


def test_while_steps_go_by_character_the_line_above_the_text_says_so(person: Person) -> None:
    line = person.page.parts.heading._line
    person.press(K.Key_F)
    assert line.text().startswith("Steps go by character: F takes words")
    person.press(K.Key_PageDown, CTRL)
    assert line.text().startswith("Steps go by character"), "in the next article too"
    person.press(K.Key_F)
    assert "by character" not in line.text()


def test_edges_of_the_selection_move_too(person: Person) -> None:
    person.go_to("two")
    person.press(K.Key_Right, SHIFT)
    person.press(K.Key_Period)
    assert person.chosen == "two boats"
    person.press(K.Key_Less)
    assert person.chosen == "removed two boats"
    assert person.spans == []


def test_an_edge_stops_before_nothing_is_left(person: Person) -> None:
    person.mark("boats", K.Key_C)
    person.press(K.Key_Comma, times=3)
    assert person.spans == [("claim", "boats")]
    assert person.heard[-1] == "A mark needs at least one letter."


@pytest.mark.parametrize("key", [K.Key_X, K.Key_Delete, K.Key_Backspace])
def test_x_del_and_backspace_remove_the_span_and_its_relations(person: Person, key: Qt.Key) -> None:
    person.mark("Odalys Fenn")
    person.mark("Nobody asked", K.Key_Q)
    person.press(K.Key_L)
    person.press(K.Key_Return)
    assert len(person.relations) == 1
    person.press(key)
    assert person.spans == [("actor", "Odalys Fenn")]
    assert person.relations == []
    assert person.focused == ""
    person.press(key)
    assert person.heard[-1] == "Focus a mark first: N goes to the next one."
    person.press(K.Key_Z)
    assert len(person.relations) == 1
    person.assert_screen_desk_store_and_journal_agree()


def test_l_offers_the_nearest_span_then_the_next_and_enter_takes(person: Person) -> None:
    person.mark("The firm")
    person.mark("Odalys Fenn")
    person.mark("Nobody asked", K.Key_Q)
    person.press(K.Key_L)
    proposal = person.view.scene.proposal
    assert proposal is not None
    assert person.article.span(proposal.target).text == "Odalys Fenn"  # type: ignore[union-attr]
    assert "Odalys Fenn" in person.heard[-1]
    person.press(K.Key_L)
    person.press(K.Key_Return)
    assert person.relations == [("attributed_to", "Nobody asked", "The firm")]
    assert person.view.scene.proposal is None
    person.assert_screen_desk_store_and_journal_agree()


def test_esc_lets_an_offer_go_and_enter_then_does_nothing(person: Person) -> None:
    person.mark("Odalys Fenn")
    person.mark("Nobody asked", K.Key_Q)
    person.press(K.Key_L)
    person.press(K.Key_Escape)
    assert person.view.scene.proposal is None
    assert person.focused == "Nobody asked", "one thing is let go at a time"
    person.press(K.Key_Return)
    assert person.relations == []


def test_a_denial_s_relation_runs_to_what_it_denies(person: Person) -> None:
    person.mark("it removed two boats", K.Key_C)
    person.mark("denied that it removed two boats", K.Key_D)
    person.press(K.Key_L)
    person.press(K.Key_Return)
    assert person.relations == [
        ("denies", "denied that it removed two boats", "it removed two boats")
    ]


def test_esc_lets_go_of_one_thing_after_the_other(person: Person) -> None:
    person.mark("two boats", K.Key_C)
    person.press(K.Key_A, SHIFT)
    person.press(K.Key_Escape)
    assert person.page.marking.armed == ""
    assert person.focused == "two boats"
    person.press(K.Key_Escape)
    assert person.focused == ""
    person.press(K.Key_Right, SHIFT)
    person.press(K.Key_Escape)
    assert person.chosen == ""


@pytest.mark.parametrize(
    ("undo", "redo"),
    [
        ((K.Key_Z, FREE), (K.Key_Z, SHIFT)),
        ((K.Key_Z, CTRL), (K.Key_Z, CTRL | SHIFT)),
        ((K.Key_Z, CTRL), (K.Key_Y, CTRL)),
    ],
)
def test_undo_crosses_articles_and_restarts(
    person: Person, again: Callable[[Person], Person], undo: Keys, redo: Keys
) -> None:
    person.mark("Odalys Fenn")
    person.press(K.Key_PageDown, CTRL)
    assert person.text == OTHER
    person.press(K.Key_Down)
    person.press(K.Key_S)
    person.press(K.Key_C)
    assert len(person.spans) == 1
    later = again(person)
    assert later.text == OTHER
    later.press(*undo)
    assert later.spans == []
    later.press(*undo)
    assert later.text == TEXT, "undo opens the article that it touches"
    assert later.spans == []
    later.press(*undo)
    assert later.heard[-1] == "Nothing to undo."
    later.press(*redo)
    assert later.spans == [("actor", "Odalys Fenn")]
    later.press(*redo)
    assert later.text == OTHER
    assert len(later.spans) == 1
    later.press(*redo)
    assert later.heard[-1] == "Nothing to redo."
    later.assert_screen_desk_store_and_journal_agree()


def test_a_new_edit_ends_what_could_be_redone(person: Person) -> None:
    person.mark("Odalys Fenn")
    person.press(K.Key_Z)
    person.mark("two boats", K.Key_C)
    person.press(K.Key_Z, SHIFT)
    assert person.heard[-1] == "Nothing to redo."
    assert person.spans == [("claim", "two boats")]


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter])
def test_done_is_refused_while_an_error_stands_and_goes_there(person: Person, key: Qt.Key) -> None:
    person.mark("removed two boats", K.Key_C)
    person.mark("it removed two", K.Key_C)
    assert any(one.severity is Severity.ERROR for one in person.problems)
    person.press(K.Key_Escape, times=2)
    person.press(key, CTRL)
    assert person.article.marks.status.state == "none"
    assert person.text == TEXT
    assert person.heard[-1].startswith("Not done yet: ")
    assert person.focused in {"removed two boats", "it removed two"}
    person.press(K.Key_X)
    person.press(key, CTRL)
    assert person.text == OTHER


def test_done_opens_the_next_unfinished_and_says_when_all_is_done(person: Person) -> None:
    person.press(K.Key_PageDown, CTRL)
    person.press(K.Key_Return, CTRL)
    assert person.article.document.title == "Third"
    person.press(K.Key_Return, CTRL)
    assert person.article.document.title == "Ferry", "round the end, to what is not done"
    person.press(K.Key_Return, CTRL)
    assert person.heard[-1].endswith(" All is done.")
    person.wait_until_saved()
    model = person.page.parts.queue.model
    assert model.finished == model.total == 3
    person.press(K.Key_Z)
    assert person.article.marks.status.state == "none"


def test_the_queue_tells_how_ones_day_goes(person: Person) -> None:
    strip = person.page.parts.queue._strip
    person.mark("Odalys Fenn")
    person.press(K.Key_Return, CTRL)
    person.qtbot.waitUntil(lambda: strip.accessibleDescription() != "", timeout=10_000)
    assert strip.accessibleDescription().startswith("today 1")
    person.press(K.Key_Z)
    person.qtbot.waitUntil(lambda: strip.accessibleDescription() == "", timeout=10_000)


def test_done_says_how_many_warnings_stay_behind(person: Person) -> None:
    person.mark("Nobody asked us", K.Key_Q)
    person.press(K.Key_Return, CTRL)
    assert person.article.document.title == "Second"
    assert person.heard[-1] == "Done, with 1 warning left open. Z goes back."
    person.press(K.Key_Z)
    assert person.article.document.title == "Ferry"
    assert person.article.marks.status.state == "none"
    person.press(K.Key_N)
    person.press(K.Key_L)
    person.press(K.Key_X)
    person.press(K.Key_Return, CTRL)
    assert "warning" not in person.heard[-1]


def test_ctrl_page_keys_just_move(person: Person) -> None:
    titles = []
    for key in (K.Key_PageDown, K.Key_PageDown, K.Key_PageDown, K.Key_PageUp):
        person.press(key, CTRL)
        titles.append(person.article.document.title)
    assert titles == ["Second", "Third", "Third", "Second"]
    assert "No further article." in person.heard
    assert person.article.marks.revision == 0


def test_m_writes_a_note_and_keys_that_mark_are_letters_there(person: Person) -> None:
    person.mark("Odalys Fenn")
    person.press(K.Key_M)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    person.type("x q 1 Z ? note")
    person.press(K.Key_Return)
    span = person.article.marks.spans[0]
    assert span.note == "x q 1 Z ? note"
    assert len(person.spans) == 1
    person.press(K.Key_Escape)
    assert person.view.hasFocus()
    person.press(K.Key_Z)
    assert person.article.marks.spans[0].note == ""


def test_t_flags_for_discussion_and_takes_the_flag_away(person: Person) -> None:
    person.mark("Odalys Fenn")
    person.press(K.Key_T)
    assert person.article.marks.spans[0].discuss
    person.wait_until_saved()
    entry = person.page.parts.queue.model.rows[0]
    assert entry.state_for(person.house.author) == "flagged"
    person.press(K.Key_T)
    assert not person.article.marks.spans[0].discuss


def test_h_hides_the_marks_and_shows_them(person: Person) -> None:
    person.mark("Odalys Fenn")
    shown = person.view.grab().toImage()
    person.press(K.Key_H)
    assert person.view.hidden()
    assert person.view.grab().toImage() != shown
    person.press(K.Key_H)
    assert person.view.grab().toImage() == shown


def test_a_mark_made_while_marks_are_hidden_is_seen(person: Person) -> None:
    person.mark("Odalys Fenn")
    person.press(K.Key_H)
    person.mark("boats", K.Key_C)
    assert not person.view.hidden()
    assert len(person.spans) == 2


def test_ctrl_f_finds_goes_on_goes_back_and_closes(person: Person) -> None:
    person.press(K.Key_F, CTRL)
    person.type("boats")
    assert person.chosen == "boats"
    first = person.view.selection()
    person.press(K.Key_Return)
    assert person.view.selection() == (TEXT.rindex("boats"), TEXT.rindex("boats") + 5)
    person.press(K.Key_Return, SHIFT)
    assert person.view.selection() == first
    person.press(K.Key_Escape)
    assert person.view.hasFocus()
    assert not person.page.parts.find_bar.isVisible()
    person.press(K.Key_C)
    assert person.spans == [("claim", "boats")]


def test_what_was_found_within_a_word_is_marked_as_the_whole_word(person: Person) -> None:
    person.press(K.Key_F, CTRL)
    person.type("BOAT")
    assert person.chosen == "boat"
    assert person.view.scene.sought == "BOAT"
    person.press(K.Key_Escape)
    assert person.view.scene.sought == ""
    person.press(K.Key_A)
    assert person.spans == [("actor", "boats")]


@pytest.mark.parametrize("key", [K.Key_Question, K.Key_F1])
def test_all_keys_are_shown_and_esc_closes_them(person: Person, key: Qt.Key) -> None:
    person.press(key)
    dialog = person.dialog()
    assert isinstance(dialog, KeysDialog)
    told = "\n".join(dialog.shown())
    for act in (*ACTS, *REVIEW_ACTS, *label_acts(person.page.scheme)):
        assert act.words.casefold() in told
    for words in ("What stands behind the figure", "Paste an article", "My work against gold"):
        assert words.casefold() in told, "neither the menu's keys nor those of Agreement are acts"
    person.press(K.Key_Escape)
    person.back()
    assert QApplication.activeModalWidget() is None
    person.mark("Odalys Fenn")
    assert len(person.spans) == 1


def test_ctrl_f_looks_for_the_words_that_are_selected(person: Person) -> None:
    person.go_to("boats. Fenn")
    person.press(K.Key_Right, SHIFT)
    person.press(K.Key_F, CTRL)
    bar = person.page.parts.find_bar
    assert (bar._words.text(), bar._count.text()) == ("boats", "1 of 2")
    assert person.chosen == "boats"
    person.press(K.Key_Return)
    assert person.view.selection() == (TEXT.rindex("boats"), TEXT.rindex("boats") + 5)
    person.press(K.Key_Escape)
    person.press(K.Key_A)
    assert person.spans == [("actor", "boats")]


def test_f6_goes_round_the_panes_and_letters_do_not_mark_in_a_search(person: Person) -> None:
    person.mark("Nobody asked", K.Key_Q)
    assert person.problems
    panes = []
    for _ in range(5):
        person.press(K.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        parts = person.page.parts
        named = (parts.queue, parts.view, parts.inspector, parts.marks, parts.problems)
        panes.append(next(p for p in named if p is focus or p.isAncestorOf(focus)))
    assert set(panes) == set(named)
    assert len(panes) == len(set(panes))
    person.press(K.Key_K, CTRL)
    rows = person.page.parts.queue.model
    person.type("nothing has that name")
    assert rows.rows == []
    person.press(K.Key_Escape)
    assert len(rows.rows) == 3
    assert not person.view.hasFocus()
    person.type("second")
    assert [row.title for row in rows.rows] == ["Second"]
    assert len(person.spans) == 1
    person.press(K.Key_Return)
    assert person.text == OTHER
    assert person.view.hasFocus()


def test_ctrl_plus_and_minus_change_the_size_of_the_text(person: Person) -> None:
    size = person.house.settings.text_size
    person.press(K.Key_Plus, CTRL)
    person.press(K.Key_Equal, CTRL)
    assert person.view.article_layout.measures.px == size + 2
    person.press(K.Key_Minus, CTRL)
    assert person.house.settings.text_size == size + 1


def test_f11_leaves_the_text_alone(person: Person) -> None:
    person.press(K.Key_F11)
    assert not person.page.parts.queue.isVisible()
    assert not person.page.parts.inspector.isVisible()
    person.press(K.Key_F11)
    assert person.page.parts.queue.isVisible()


def test_tab_leaves_the_text_and_shift_tab_comes_back(person: Person) -> None:
    person.press(K.Key_Tab)
    assert not person.view.hasFocus()
    person.press(K.Key_Backtab, SHIFT)
    assert person.view.hasFocus()


def test_no_two_acts_of_a_page_claim_a_key(person: Person) -> None:
    actions = person.house.window.actions()  # those of the menu, and what works on every page
    everywhere = [key.toString() for action in actions for key in action.shortcuts()]
    annotate = [*(act for act in ACTS if act.where != WINDOW), *label_acts(person.page.scheme)]
    assert {"Ctrl+I", "Ctrl+1"} <= set(everywhere)
    for acts in (annotate, [*REVIEW_ACTS, *reading_acts()]):
        own = [QKeySequence(key).toString() for act in acts for key in act.keys]
        claimed = Counter([*everywhere, *own])
        assert [key for key, times in claimed.items() if times > 1] == []


def test_keys_do_nothing_while_a_dialog_is_open(person: Person) -> None:
    person.mark("Odalys Fenn")
    person.press(K.Key_Question)
    dialog = person.dialog()
    person.press(K.Key_X)
    person.press(K.Key_Z, CTRL)
    assert len(person.spans) == 1
    dialog.close()


def test_n_brings_a_mark_into_sight_that_lies_far_below(person: Person) -> None:
    for _ in range(2):
        person.press(K.Key_PageDown, CTRL)
    start = person.text.rindex("Teo")
    person.view.select(start, start + 3)
    person.press(K.Key_A)
    person.press(K.Key_Escape)
    person.view.place_caret(0)
    person.view.scroll_to_offset(0)
    sheet = QRectF(person.view.viewport().rect())
    assert not sheet.intersects(person.view.rect_of(start, start + 3))
    person.press(K.Key_N)
    assert sheet.contains(person.view.rect_of(start, start + 3))
