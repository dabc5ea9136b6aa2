import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.scheme import LabelScheme
from annotator.ui.panels.label_bar import Hint, HintBar, LabelBar
from annotator.ui.theme import DARK, Look, look_of
from tests.ui.hand import LEFT, NONE, send

HINTS = [
    Hint(["E"], "expand", "expand"),
    Hint(["Alt", "→"], "resize", "end_more"),
    Hint(["Z"], "undo", "undo"),
    Hint(["?"], "all keys", "keys"),
]


@pytest.fixture
def bar(qtbot: QtBot, scheme: LabelScheme, look: Look) -> LabelBar:
    made = LabelBar(scheme, look, HINTS)
    qtbot.addWidget(made)
    made.resize(820, 96)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_there_is_a_button_for_each_label_with_its_keys_and_meaning(
    bar: LabelBar, scheme: LabelScheme
) -> None:
    assert list(bar.buttons) == [label.name for label in scheme.enabled_labels]
    for label in scheme.enabled_labels:
        button = bar.buttons[label.name]
        assert button.accessibleName() == label.words
        assert f"key {label.key.upper()} or {label.digit}" in button.toolTip()
        assert button.isVisible()


def test_where_digits_do_something_else_only_letters_are_told(
    qtbot: QtBot, scheme: LabelScheme, look: Look
) -> None:
    bar = LabelBar(scheme, look, HINTS, digits=False)
    qtbot.addWidget(bar)
    for label in scheme.enabled_labels:
        button = bar.buttons[label.name]
        for said in (button.toolTip(), button.accessibleDescription()):
            assert f"key {label.key.upper()}." in said


@pytest.mark.parametrize("shift", [False, True])
def test_a_click_picks_and_with_shift_locks(bar: LabelBar, shift: bool) -> None:
    heard: list[tuple[str, str]] = []
    bar.picked.connect(lambda name: heard.append(("picked", name)))
    bar.locked.connect(lambda name: heard.append(("locked", name)))
    button = bar.buttons["quote"]
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    place = button.rect().center()
    send(button, QEvent.Type.MouseButtonPress, place, LEFT, LEFT, keys)
    send(button, QEvent.Type.MouseButtonRelease, place, LEFT, NONE, keys)
    assert heard == [("locked" if shift else "picked", "quote")]
    assert not button.isChecked(), "what holds is shown by set_state alone"
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard[-1] == ("picked", "quote")


def test_the_armed_label_is_shown_and_told(bar: LabelBar) -> None:
    plain = bar.buttons["actor"].grab().toImage()
    bar.set_state("actor", False)
    armed = bar.buttons["actor"].grab().toImage()
    assert [name for name, button in bar.buttons.items() if button.isChecked()] == ["actor"]
    assert "armed" in bar.buttons["actor"].accessibleDescription()
    bar.set_state("actor", True)
    locked = bar.buttons["actor"].grab().toImage()
    assert "locked" in bar.buttons["actor"].accessibleDescription()
    assert len({plain.cacheKey(), armed.cacheKey(), locked.cacheKey()}) == 3
    assert plain not in (armed, locked)
    assert armed != locked
    bar.set_state("", False)
    assert bar.buttons["actor"].grab().toImage() == plain


def test_done_is_told_and_its_words_fit(bar: LabelBar) -> None:
    heard: list[bool] = []
    bar.done.connect(lambda: heard.append(True))
    bar.done_button.click()
    assert heard == [True]
    assert bar.done_button.text() == "Done, next article"
    bar.resize(500, 120)
    assert bar.done_button.text() == "Done"


def test_labels_break_into_lines_where_there_is_little_room(bar: LabelBar) -> None:
    tops = {button.y() for button in bar.buttons.values()}
    assert len(tops) == 1
    bar.resize(360, 200)
    bar.grab()
    tops = {button.y() for button in bar.buttons.values()}
    assert len(tops) > 1
    rows = [sum(button.y() == top for button in bar.buttons.values()) for top in tops]
    assert max(rows) - min(rows) <= 1, "no label stands alone below the others"
    room = bar.buttons["claim"].parentWidget()
    assert room is not None
    assert all(room.rect().contains(button.geometry()) for button in bar.buttons.values())


def test_the_last_hint_is_never_left_out(qtbot: QtBot, look: Look) -> None:
    hints = HintBar(look, HINTS)
    qtbot.addWidget(hints)
    assert list(hints.fitting(2000)) == HINTS
    few = list(hints.fitting(160))
    assert few[-1] == HINTS[-1]
    assert few[:-1] == HINTS[: len(few) - 1]
    assert list(hints.fitting(0)) == [HINTS[-1]]
    hints.set_hints([])
    assert list(hints.fitting(500)) == []
    assert not hints.grab().isNull()


def test_in_a_narrow_place_the_hints_take_two_lines_where_they_may(
    qtbot: QtBot, look: Look
) -> None:
    hints = HintBar(look, HINTS, lines=2)
    qtbot.addWidget(hints)
    hints.resize(600, 26)
    with qtbot.waitExposed(hints):
        hints.show()
    assert hints.height() == 26
    hints.resize(200, 26)
    assert list(hints.fitting(200)) == HINTS
    assert hints.height() == 52
    heard: list[str] = []
    hints.picked.connect(heard.append)
    for hint in HINTS:
        QTest.mouseClick(hints, LEFT, pos=hints.place_of(hint.act).center().toPoint())
    assert heard == [hint.act for hint in HINTS]
    few = list(hints.fitting(120))
    assert len(few) < len(HINTS)
    assert few[-1] == HINTS[-1]


def test_a_click_on_a_hint_tells_its_act_and_beside_it_none(qtbot: QtBot, look: Look) -> None:
    hints = HintBar(look, HINTS)
    qtbot.addWidget(hints)
    hints.resize(600, 26)
    heard: list[str] = []
    hints.picked.connect(heard.append)
    for hint in HINTS:
        QTest.mouseClick(hints, LEFT, pos=hints.place_of(hint.act).center().toPoint())
    assert heard == ["expand", "end_more", "undo", "keys"]
    QTest.mouseClick(hints, LEFT, pos=QPoint(590, 13))
    QTest.mouseClick(hints, LEFT, pos=hints.place_of("expand").topRight().toPoint() + QPoint(9, 9))
    QTest.mouseClick(
        hints, Qt.MouseButton.RightButton, pos=hints.place_of("undo").center().toPoint()
    )
    assert len(heard) == len(HINTS)
    assert hints.place_of("no such act").isEmpty()


def test_both_themes_are_painted(bar: LabelBar, scheme: LabelScheme) -> None:
    light = bar.grab().toImage()
    bar.set_look(look_of(scheme, DARK))
    assert bar.grab().toImage() != light
