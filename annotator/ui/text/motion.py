"""Where the caret goes: by character, word, line, sentence, paragraph, page, document."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF

from annotator.core import sentences, words
from annotator.core.offsets import next_boundary, previous_boundary
from annotator.ui.text.geometry import Geometry
from annotator.ui.text.layout import ArticleLayout
from annotator.ui.text.scene import Scene

Unit = Literal["character", "word", "line", "sentence", "paragraph", "page", "document"]
Ends = tuple[int, int]  # the anchor and the head of a selection
SIDEWAYS = ("character", "word", "sentence")


class Motion:
    """Works out moves of the caret; `direction` is -1 for left or up, 1 for right or down.

    In a right-to-left paragraph, left goes on and right goes back.
    """

    def __init__(self, layout: ArticleLayout, geometry: Geometry, scene: Scene) -> None:
        self._layout = layout
        self._geometry = geometry
        self._scene = scene
        self._goal: float | None = None

    def moved(self, ends: Ends, unit: Unit, direction: int, *, extend: bool) -> Ends:
        """Return the anchor and the head after a move."""
        if unit not in {"line", "page"}:
            self._goal = None
        if unit in SIDEWAYS and self.is_rtl(ends[1]):
            direction = -direction
        if extend:
            return self._extended(ends, unit, direction)
        head = self._next(self._leave(ends, unit, direction), unit, direction)
        return head, head

    def line_edge(self, ends: Ends, direction: int, *, extend: bool) -> Ends:
        """Return the anchor and the head after a move to the start or the end of the line."""
        self._goal = None
        layout, blocks = self._layout, self._layout.blocks
        block = blocks.at(ends[1])
        line = layout.laid(block).line_at(blocks.local(block, ends[1]))
        low = blocks.offset_in(block, line.textStart())
        high = blocks.offset_in(block, line.textStart() + line.textLength())
        wrapped = line.lineNumber() + 1 < layout.laid(block).layout.lineCount()
        if wrapped or blocks.text[high - 1 : high] == "\r":
            high = max(low, previous_boundary(blocks.text, high))
        head = low if direction < 0 else high
        return (ends[0] if extend else head), head

    def _leave(self, ends: Ends, unit: Unit, direction: int) -> int:
        """Return where a plain move starts from: the selection's edge on the side it goes to."""
        if ends[0] == ends[1] or unit not in SIDEWAYS:
            return ends[1]
        if unit == "character":  # one step short, since the step itself goes to the edge
            text = self._layout.blocks.text
            low, high = sorted(ends)
            return previous_boundary(text, high) if direction > 0 else next_boundary(text, low)
        return max(ends) - 1 if direction > 0 else min(ends)

    def _next(self, offset: int, unit: Unit, direction: int) -> int:
        text = self._layout.blocks.text
        steps: dict[str, Callable[[], int]] = {
            "character": lambda: _character(text, offset, direction),
            "word": lambda: _word(text, offset, direction),
            "line": lambda: self._by_line(offset, direction),
            "page": lambda: self._by_page(offset, direction),
            "sentence": lambda: _sentence(text, offset, direction),
            "paragraph": lambda: self._by_paragraph(offset, direction),
            "document": lambda: 0 if direction < 0 else len(text),
        }
        return steps[unit]()

    def _extended(self, ends: Ends, unit: Unit, direction: int) -> Ends:
        text = self._layout.blocks.text
        anchor, head = ends
        if unit == "word":
            return _extended_by_word(text, anchor, head, direction)
        if unit == "sentence":
            return anchor, _sentence_edge(text, head, direction)
        head = self._next(head, unit, direction)
        if not self._scene.fine and unit in {"line", "page"}:
            low, high = words.snap_to_words(text, min(anchor, head), max(anchor, head))
            return (low, high) if head >= anchor else (high, low)
        return anchor, head

    def _by_line(self, offset: int, direction: int) -> int:
        blocks, layout = self._layout.blocks, self._layout
        goal = self._goal_at(offset)
        block = blocks.at(offset)
        laid = layout.laid(block)
        number = laid.line_at(blocks.local(block, offset)).lineNumber() + direction
        if not 0 <= number < laid.layout.lineCount():
            block += direction
            while 0 <= block < len(blocks) and blocks.blank[block] and not self._scene.fine:
                block += direction
            if not 0 <= block < len(blocks):
                return (
                    offset if not self._scene.fine else (0 if direction < 0 else len(blocks.text))
                )
            number = 0 if direction > 0 else layout.laid(block).layout.lineCount() - 1
        line = layout.laid(block).layout.lineAt(number)
        middle = layout.top(block) + line.y() + line.height() / 2
        return self._landed(QPointF(goal, middle))

    def _by_page(self, offset: int, direction: int) -> int:
        goal = self._goal_at(offset)
        step = max(
            self._scene.height - 2 * self._layout.measures.pitch, self._layout.measures.pitch
        )
        y = self._geometry.caret(offset).center().y() + direction * step
        return self._landed(QPointF(goal, y))

    def _goal_at(self, offset: int) -> float:
        """Return the x that moves from line to line keep to."""
        if self._goal is None:
            word = None if self._scene.fine else words.word_at(self._layout.blocks.text, offset)
            rects = self._geometry.rects(*word) if word else []
            where = rects[0].center() if rects else self._geometry.caret(offset).center()
            self._goal = where.x()
        return self._goal

    def _landed(self, point: QPointF) -> int:
        """Return the offset to land on: by character the gap nearest, by word the word there."""
        if self._scene.fine:
            return self._geometry.offset_at(point)
        offset = self._geometry.character_at(point)
        word = words.word_at(self._layout.blocks.text, offset)
        return word[0] if word else offset

    def _by_paragraph(self, offset: int, direction: int) -> int:
        blocks = self._layout.blocks
        block = blocks.first(blocks.at(offset))
        if direction < 0 and offset > blocks.starts[block]:
            return blocks.starts[block]
        block += direction
        while 0 <= block < len(blocks):
            if not blocks.blank[block] and blocks.first(block) == block:
                return blocks.starts[block]
            block += direction
        return offset if direction < 0 else len(blocks.text)

    def is_rtl(self, offset: int) -> bool:
        """Tell the direction at an offset; a line without words has that of the line before it."""
        blocks = self._layout.blocks
        block = blocks.at(offset)
        while block > 0 and blocks.blank[block]:
            block -= 1
        return self._layout.laid(block).rtl


def _character(text: str, offset: int, direction: int) -> int:
    return next_boundary(text, offset) if direction > 0 else previous_boundary(text, offset)


def _word(text: str, offset: int, direction: int) -> int:
    if direction > 0:
        return words.next_word_start(text, offset)
    return words.previous_word_start(text, offset)


def _sentence(text: str, offset: int, direction: int) -> int:
    if direction > 0:
        return sentences.next_sentence(text, offset)[0]
    return sentences.previous_sentence(text, offset)[0]


def _sentence_edge(text: str, head: int, direction: int) -> int:
    if direction < 0:
        return sentences.previous_sentence(text, head)[0]
    end = sentences.sentence_at(text, head)[1]
    return end if end > head else sentences.next_sentence(text, head)[1]


def _extended_by_word(text: str, anchor: int, head: int, direction: int) -> Ends:
    """Return a selection grown or shrunk by a word; the word at the caret comes first."""
    if anchor == head:
        word = words.word_at(text, head)
        if word is None and direction < 0:
            return words.previous_word_end(text, head), words.previous_word_start(text, head)
        if word is None:
            start = words.next_word_start(text, head)
            word = words.word_at(text, start) or (head, start)
        return word if direction > 0 else (word[1], word[0])
    if head > anchor:
        step = words.next_word_end if direction > 0 else words.previous_word_end
    else:
        step = words.next_word_start if direction > 0 else words.previous_word_start
    moved = step(text, head)
    crossed = (moved - anchor) * (head - anchor) <= 0
    return (anchor, anchor) if crossed else (anchor, moved)
