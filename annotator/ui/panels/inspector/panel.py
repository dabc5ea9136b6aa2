"""Puts the parts of the inspector together."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.annotation import Items, Span
from annotator.core.scheme import LabelScheme
from annotator.ui.chips import counted, one_line
from annotator.ui.controls import ClampedLabel, PlainLabel, SectionHeader, heading_row, panel_frame
from annotator.ui.errors import override
from annotator.ui.panels.inspector.attributes import HEIGHT as ATTRIBUTE_HEIGHT
from annotator.ui.panels.inspector.attributes import AttributeRows
from annotator.ui.panels.inspector.lines import lines_for
from annotator.ui.panels.inspector.parts import LabelChoice, LabelGuide, NoteLine, Stepper, Tick
from annotator.ui.panels.inspector.relations import HEIGHT as RELATION_HEIGHT
from annotator.ui.panels.inspector.relations import SPARE_HEIGHT, RelationRows
from annotator.ui.tabs import take_keyboard
from annotator.ui.theme import Look, reading_font

MARGIN, GAP = 18, 4
TALLEST = 520


class SpanInspector(QFrame):
    """Shows one span and tells what is wanted of it; its height is the same for every span.

    `digits`: the number keys give labels.
    """

    label_picked = Signal(str)
    stepped = Signal(str, int)  # "start" or "end"; -1 left, 1 right
    attribute_set = Signal(str, str)  # name, value; "" takes it away
    relation_removed = Signal(str)
    span_picked = Signal(str)
    link_requested = Signal(str)  # the name of a kind of relation
    link_dragged = Signal(str, QPoint)  # the name of a kind, a place on the screen
    link_dropped = Signal(str, QPoint)
    discuss_set = Signal(bool)
    note_set = Signal(str)
    note_left = Signal()  # the note is written: back to the text

    def __init__(self, look: Look, *, digits: bool = True) -> None:
        super().__init__()
        panel_frame(self, edge="bottom")
        self.setAccessibleName("Span")
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._look = look
        self._scheme: LabelScheme | None = None
        self._meta = PlainLabel(tone="quiet", px=11)
        self.excerpt = ClampedLabel(lines=3, px=14)
        self.excerpt.setFont(reading_font(14))
        self.excerpt.set_pitch(21)
        self.choices: dict[str, LabelChoice] = {}
        self._choice_row = QHBoxLayout()
        self._choice_row.setSpacing(5)
        self.start, self.end = Stepper("start", look), Stepper("end", look)
        self.attributes = AttributeRows(look)
        self.relations = RelationRows(look)
        self.discuss = Tick("Discuss", look)
        self.note = NoteLine("Note for the reviewer")
        self._guide = LabelGuide(look, digits=digits)
        self._pages = QStackedWidget()
        self._details = QWidget()
        self._lay_out()
        self._connect()

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._look = look
        for edge in (self.start, self.end):
            edge.set_look(look)
        for choice in self.choices.values():
            choice.set_look(look)
        self.attributes.set_look(look)
        self.relations.set_look(look)
        self.discuss.set_look(look)
        self._guide.set_look(look)

    def show_span(self, span: Span | None, items: Items, scheme: LabelScheme) -> None:
        """Show a span among the items of an article, or (None) what the labels mean."""
        if scheme is not self._scheme:
            self._take_scheme(scheme)
        self._pages.setCurrentIndex(0 if span is None else 1)
        self._meta.setText("")
        if span is None:
            self.note.show_note("", "")
            return
        words = span.text.split()
        self._meta.setText(f"{counted(len(words), 'word')} · {span.start}–{span.end}")
        self.excerpt.setText(span.text)
        self.start.word.setText(f"{one_line(words[0], 40)} …" if words else "")
        self.end.word.setText(f"… {one_line(words[-1], 40)}" if words else "")
        for name, choice in self.choices.items():
            choice.setChecked(name == span.label)
        self.attributes.set_span(span, scheme.label_by_name.get(span.label))
        self.relations.set_lines(lines_for(span, items, scheme))
        self.discuss.setChecked(bool(span.discuss))
        self.note.show_note(span.id, span.note)

    def focus_note(self) -> None:
        """Wait for a note on the span; where no span is shown nothing happens."""
        if self._pages.currentIndex() == 1:
            take_keyboard(self.note, Qt.FocusReason.ShortcutFocusReason)
            self.note.choose_all()

    @override(QSize)
    def sizeHint(self) -> QSize:
        """Want the height of the fullest label, so that nothing below jumps."""
        inner = self._pages.sizeHint()
        return QSize(320, min(inner.height() + 52, TALLEST))

    def _take_scheme(self, scheme: LabelScheme) -> None:
        self._scheme = scheme
        for choice in self.choices.values():
            choice.hide()
            self._choice_row.removeWidget(choice)
            choice.deleteLater()
        self.choices = {
            label.name: LabelChoice(label, self._look) for label in scheme.enabled_labels
        }
        for name, choice in self.choices.items():
            choice.clicked.connect(lambda _on=False, n=name: self.label_picked.emit(n))
            self._choice_row.addWidget(choice)
        self._guide.set_labels(scheme.enabled_labels)
        attributes = (
            sum(one.enabled for one in label.attributes) for label in scheme.enabled_labels
        )
        rows = max(attributes, default=0) * (ATTRIBUTE_HEIGHT + GAP)
        rows += RELATION_HEIGHT + SPARE_HEIGHT + 2 * GAP
        self._details.setMinimumHeight(rows + GAP)
        self.updateGeometry()

    def _connect(self) -> None:
        self.start.stepped.connect(self.stepped)
        self.end.stepped.connect(self.stepped)
        self.attributes.chosen.connect(self.attribute_set)
        self.relations.picked.connect(self.span_picked)
        self.relations.removed.connect(self.relation_removed)
        self.relations.requested.connect(self.link_requested)
        self.relations.dragged.connect(self.link_dragged)
        self.relations.dropped.connect(self.link_dropped)
        self.discuss.clicked.connect(lambda: self.discuss_set.emit(not self.discuss.isChecked()))
        self.note.written.connect(self.note_set)
        self.note.left.connect(self.note_left)

    def _lay_out(self) -> None:
        self._pages.addWidget(self._resting())
        self._pages.addWidget(self._form())
        self._pages.setProperty("surface", "clear")
        area = QScrollArea()
        area.setProperty("surface", "clear")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(self._pages)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 1)
        column.setSpacing(10)
        column.addLayout(heading_row(SectionHeader("Span"), self._meta, MARGIN))
        column.addWidget(area, 1)

    def _resting(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 0, MARGIN, 12)
        column.setSpacing(14)
        column.addWidget(PlainLabel("Select words, then press a label key.", px=12, weight=500))
        column.addWidget(self._guide, 1)
        return page

    def _form(self) -> QWidget:
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(GAP)
        details.addWidget(self.attributes)
        details.addWidget(self.relations)
        details.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.discuss)
        foot.addWidget(self.note, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 0, MARGIN, 11)
        column.setSpacing(8)
        column.addWidget(self.excerpt)
        column.addLayout(self._choice_row)
        column.addWidget(self.start)
        column.addWidget(self.end)
        column.addWidget(self._details, 1)
        column.addLayout(foot)
        return page
