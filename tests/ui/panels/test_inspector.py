from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Items, Relation, Span, attributes
from annotator.core.scheme import LabelScheme
from annotator.ui.panels.inspector import SpanInspector
from annotator.ui.panels.inspector.parts import LabelGuide
from annotator.ui.panels.inspector.relations import EndBox
from annotator.ui.theme import DARK, Look, look_of
from tests.items import items_by_id
from tests.ui.hand import LEFT, NONE, send

TEXT = "“Nobody asked us,” said Odalys Fenn. The firm denied that it removed two boats."
QUOTE = Span("q", "quote", 0, 18, TEXT[0:18], attributes({"form": "direct"}), note="so it is")
ACTOR = Span("a", "actor", 24, 35, TEXT[24:35], attributes({"type": "person", "mention": "name"}))
DENIAL = Span("d", "denial", 46, 78, TEXT[46:78])
SPEAKER = Relation("r1", "attributed_to", "q", "a")
ITEMS = items_by_id([QUOTE, ACTOR, DENIAL, SPEAKER])


@dataclass
class Told:
    """What the inspector told."""

    labels: list[str] = field(default_factory=list)
    steps: list[tuple[str, int]] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    picked: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    dropped: list[tuple[str, QPoint]] = field(default_factory=list)
    discuss: list[bool] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@pytest.fixture
def inspector(qtbot: QtBot, look: Look) -> SpanInspector:
    made = SpanInspector(look)
    qtbot.addWidget(made)
    made.resize(320, 430)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def told(inspector: SpanInspector) -> Told:
    heard = Told()
    inspector.label_picked.connect(heard.labels.append)
    inspector.stepped.connect(lambda *step: heard.steps.append(step))
    inspector.attribute_set.connect(lambda *pair: heard.attributes.append(pair))
    inspector.relation_removed.connect(heard.removed.append)
    inspector.span_picked.connect(heard.picked.append)
    inspector.link_requested.connect(heard.links.append)
    inspector.link_dropped.connect(lambda *drop: heard.dropped.append(drop))
    inspector.discuss_set.connect(heard.discuss.append)
    inspector.note_set.connect(heard.notes.append)
    return heard


@pytest.fixture
def shown(inspector: SpanInspector, scheme: LabelScheme) -> SpanInspector:
    """The inspector on the quote."""
    inspector.show_span(QUOTE, ITEMS, scheme)
    return inspector


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def _box(inspector: SpanInspector, kind: str) -> EndBox:
    relations = inspector.relations
    boxes = [row.box for row in relations.rows]
    boxes += relations.spare.boxes.values() if relations.spare else []
    return next(box for box in boxes if box._line.kind == kind)


def test_without_a_span_it_explains_the_labels(
    inspector: SpanInspector, scheme: LabelScheme
) -> None:
    inspector.show_span(None, ITEMS, scheme)
    assert inspector._pages.currentIndex() == 0
    said = inspector._guide.accessibleDescription()
    for label in scheme.enabled_labels:
        assert label.words in said
    assert inspector._meta.text() == ""
    assert not inspector.grab().isNull()


def test_it_shows_words_size_place_label_and_edges(shown: SpanInspector) -> None:
    assert shown.excerpt.text() == QUOTE.text
    assert shown._meta.text() == "3 words · 0–18"
    assert [name for name, one in shown.choices.items() if one.isChecked()] == ["quote"]
    assert shown.start.word.text() == "“Nobody …"
    assert shown.end.word.text() == "… us,”"


def test_its_height_is_the_same_for_every_span(
    inspector: SpanInspector, scheme: LabelScheme
) -> None:
    heights = set()
    for span in (QUOTE, ACTOR, DENIAL, None):
        inspector.show_span(span, ITEMS, scheme)
        heights.add(inspector.sizeHint().height())
    assert len(heights) == 1


def test_a_label_is_picked_and_not_shown_before_it_holds(shown: SpanInspector, told: Told) -> None:
    _click(shown.choices["claim"])
    assert told.labels == ["claim"]
    assert shown.choices["quote"].isChecked()
    assert not shown.choices["claim"].isChecked()


def test_edges_step_left_and_right(shown: SpanInspector, told: Told) -> None:
    for button in (shown.start.left, shown.start.right, shown.end.left, shown.end.right):
        _click(button)
    assert told.steps == [("start", -1), ("start", 1), ("end", -1), ("end", 1)]


def test_attributes_are_those_of_the_label_and_their_values_are_picked(
    inspector: SpanInspector, scheme: LabelScheme, told: Told
) -> None:
    inspector.show_span(ACTOR, ITEMS, scheme)
    rows = inspector.attributes.rows
    assert list(rows) == ["type", "mention", "role"]
    mention = rows["mention"].segments
    assert mention.button("name").isChecked()
    _click(mention.button("pronoun"))
    assert told.attributes == [("mention", "pronoun")]
    assert mention.button("name").isChecked(), "what holds is shown by show_span alone"
    _click(mention.button("name"))
    assert told.attributes[-1] == ("mention", ""), "the same again takes it away"


def test_a_required_attribute_cannot_be_taken_away(shown: SpanInspector, told: Told) -> None:
    _click(shown.attributes.rows["form"].segments.button("direct"))
    assert told.attributes == []


def test_many_values_are_a_list(inspector: SpanInspector, scheme: LabelScheme, told: Told) -> None:
    inspector.show_span(ACTOR, ITEMS, scheme)
    row = inspector.attributes.rows["type"]
    assert not row.combo.isHidden()
    assert row.segments.isHidden()
    assert row.combo.currentData() == "person"
    values = [row.combo.itemData(n) for n in range(row.combo.count())]
    assert values == ["person", "organisation", "group", "unnamed_official", "other"]
    assert row.combo.itemText(3) == "unnamed official"
    row.combo.activated.emit(1)
    assert told.attributes == [("type", "organisation")]


def test_a_value_that_the_scheme_does_not_know_is_shown_as_such(
    inspector: SpanInspector, scheme: LabelScheme
) -> None:
    strange = replace(QUOTE, attributes=attributes({"form": "sung"}))
    inspector.show_span(strange, ITEMS, scheme)
    row = inspector.attributes.rows["form"]
    assert row.combo.currentData() == "sung"
    assert row.combo.currentText() == "sung (not in the scheme)"
    inspector.show_span(replace(QUOTE, label="rumour"), ITEMS, scheme)
    assert inspector.attributes.rows == {}
    assert not any(one.isChecked() for one in inspector.choices.values())


def test_relations_lead_to_their_other_end_and_are_taken_away(
    shown: SpanInspector, told: Told
) -> None:
    box = _box(shown, "attributed_to")
    assert box.words == "Odalys Fenn"
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert told.picked == ["a"]
    row = shown.relations.rows[0]
    assert row.remove.isVisible()
    _click(row.remove)
    assert told.removed == ["r1"]
    _click(row.add)
    assert told.links == ["attributed_to"]


def test_the_other_end_shows_the_relation_as_coming_in(
    inspector: SpanInspector, scheme: LabelScheme, told: Told
) -> None:
    inspector.show_span(ACTOR, ITEMS, scheme)
    box = _box(inspector, "attributed_to")
    assert box._line.incoming
    assert box.words == QUOTE.text
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(40, 12))
    assert told.picked == ["q"]


def test_a_kind_that_is_not_there_yet_is_asked_for(
    inspector: SpanInspector, scheme: LabelScheme, told: Told
) -> None:
    inspector.show_span(DENIAL, ITEMS, scheme)
    speaker = _box(inspector, "attributed_to")
    assert speaker.words == "None yet"
    _click(speaker)
    denies = _box(inspector, "denies")
    _click(denies)
    assert told.links == ["attributed_to", "denies"]


def test_a_drag_from_a_box_tells_where_it_was_let_go(
    inspector: SpanInspector, scheme: LabelScheme, told: Told
) -> None:
    inspector.show_span(DENIAL, ITEMS, scheme)
    box = _box(inspector, "denies")
    start, end = box.rect().center(), QPoint(-300, -80)
    send(box, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    send(box, QEvent.Type.MouseMove, end, NONE, LEFT)
    assert box.cursor().shape() == Qt.CursorShape.CrossCursor
    send(box, QEvent.Type.MouseButtonRelease, end, LEFT, NONE)
    assert told.dropped == [("denies", box.mapToGlobal(end))]
    assert told.links == []
    send(box, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    send(box, QEvent.Type.MouseMove, start + QPoint(30, 0), NONE, LEFT)
    send(box, QEvent.Type.MouseButtonRelease, start, LEFT, NONE)
    assert len(told.dropped) == 1, "let go inside the box it is nothing"


def test_a_relation_to_nowhere_and_many_of_a_kind_are_shown(
    inspector: SpanInspector, scheme: LabelScheme
) -> None:
    many: list[Span | Relation] = [QUOTE]
    for number in range(7):
        many.append(Span(f"a{number}", "actor", 24, 35, TEXT[24:35]))
        many.append(Relation(f"t{number}", "attributed_to", "q", f"a{number}"))
    items: Items = items_by_id([*many, Relation("x", "attributed_to", "q", "gone")])
    inspector.show_span(QUOTE, items, scheme)
    words = [row.box.words for row in inspector.relations.rows]
    assert len(words) == 4
    assert words[-1].endswith("(and 4 more)")
    lonely = items_by_id([QUOTE, Relation("x", "attributed_to", "q", "gone")])
    inspector.show_span(QUOTE, lonely, scheme)
    assert inspector.relations.rows[0].box.words == "Its other end is missing"
    strange = items_by_id([QUOTE, ACTOR, Relation("x", "whispers_to", "q", "a")])
    inspector.show_span(QUOTE, strange, scheme)
    assert "whispers to" in [row.box._line.words for row in inspector.relations.rows]


def test_discuss_is_asked_for_and_shown_when_it_holds(
    shown: SpanInspector, told: Told, scheme: LabelScheme
) -> None:
    QTest.mouseClick(shown.discuss, Qt.MouseButton.LeftButton, pos=QPoint(8, 14))
    assert told.discuss == [True]
    assert not shown.discuss.isChecked()
    shown.show_span(replace(QUOTE, discuss="why?"), ITEMS, scheme)
    assert shown.discuss.isChecked()
    QTest.mouseClick(shown.discuss, Qt.MouseButton.LeftButton, pos=QPoint(8, 14))
    assert told.discuss == [True, False]


def test_a_note_is_told_once_when_it_is_finished(shown: SpanInspector, told: Told) -> None:
    assert shown.note.text() == "so it is"
    shown.focus_note()
    QTest.keyClicks(shown.note, "  more words ")
    QTest.keyClick(shown.note, Qt.Key.Key_Return)
    shown.note.clearFocus()
    assert told.notes == ["more words"]


def test_a_note_that_is_being_written_is_not_lost_when_the_span_changes(
    shown: SpanInspector, told: Told, scheme: LabelScheme
) -> None:
    shown.focus_note()
    QTest.keyClicks(shown.note, "half a no")
    shown.show_span(replace(QUOTE, discuss="why?"), ITEMS, scheme)
    assert shown.note.text() == "half a no"
    shown.show_span(DENIAL, ITEMS, scheme)
    assert shown.note.text() == ""
    shown.show_span(QUOTE, ITEMS, scheme)
    assert shown.note.text() == "so it is"


def test_without_a_span_there_is_no_note_to_write(
    inspector: SpanInspector, scheme: LabelScheme
) -> None:
    inspector.show_span(None, ITEMS, scheme)
    inspector.focus_note()
    assert not inspector.note.hasFocus()


def test_from_right_to_left_the_ellipses_stand_where_the_text_goes_on(
    inspector: SpanInspector, scheme: LabelScheme
) -> None:
    for text, right in (("Nobody asked us", True), ("وقالت الوزارة نفت", False)):
        inspector.show_span(Span("s", "claim", 0, len(text), text), {}, scheme)
        assert _dots_at_the_right(inspector.start.word) is right
        assert _dots_at_the_right(inspector.end.word) is not right


def _dots_at_the_right(word: QWidget) -> bool:
    """Tell at which end of what is painted the ink is low, as dots are and letters are not."""
    image = word.grab().toImage()
    paper = image.pixelColor(image.width() - 1, 0)
    ink = {
        x: [y for y in range(image.height()) if image.pixelColor(x, y) != paper]
        for x in range(image.width())
    }
    columns = [x for x, ys in ink.items() if ys]
    left, right = (len({y for x in part for y in ink[x]}) for part in (columns[:6], columns[-6:]))
    assert min(left, right) < 5 < max(left, right)
    return right < left


def test_both_themes_are_painted(shown: SpanInspector, scheme: LabelScheme) -> None:
    light = shown.grab().toImage()
    shown.set_look(look_of(scheme, DARK))
    assert shown.grab().toImage() != light


def test_labels_are_explained_with_their_digits_or_where_these_do_other_things_their_letters(
    qtbot: QtBot, look: Look, scheme: LabelScheme
) -> None:
    said, painted = [], []
    for digits in (True, False):
        made = SpanInspector(look, digits=digits)
        qtbot.addWidget(made)
        made.resize(320, 430)
        with qtbot.waitExposed(made):
            made.show()
        made.show_span(None, {}, scheme)
        (guide,) = made.findChildren(LabelGuide)
        said.append([line.split(":")[0] for line in guide.accessibleDescription().splitlines()])
        painted.append(guide.grab().toImage())
    keys = [(label.words, label.digit, label.key.upper()) for label in scheme.enabled_labels]
    assert said[0] == [f"{words}, key {digit}" for words, digit, _ in keys]
    assert said[1] == [f"{words}, key {letter}" for words, _, letter in keys]
    assert painted[0] != painted[1]
