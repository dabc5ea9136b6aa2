"""The sizes of the page: type, lines, margins."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui.theme import reading_font

READING_SIZE = 17
COLUMN = 590
MARGIN = 56  # holds the paragraph numbers and the warnings
LANE = 11.5  # pixels from lane to lane
FIRST_LANE = 13  # pixels from the letters' line to the first lane
ARABIC = 1.2  # of the size of the type: the Arabic face is drawn so much smaller
DEEP = 2  # usual descents: a line that reaches further down has Arabic on it, with dots down there
DEEPER, DEEPEST = 0.55, 6.0  # how far rails make room for it: of what it reaches down more; pixels
SAMPLE = "The board on Tuesday denied that winter work had caused the collapse of the beds, "


@dataclass(frozen=True)
class Measures:
    """Sizes in pixels that follow from the size of the reading type, `px`.

    `lanes` stand under each line, `heading_lanes` under the lines of the headline.
    """

    px: int = READING_SIZE
    lanes: int = 0
    heading_lanes: int = 0

    @property
    def scale(self) -> float:
        """Return how much larger than usual the type is."""
        return self.px / READING_SIZE

    def scaled(self, pixels: float) -> int:
        """Return a length at this size of type, in whole pixels."""
        return round(pixels * self.scale)

    @cached_property
    def font(self) -> QFont:
        """Return the type of the text."""
        return reading_font(self.px)

    @cached_property
    def heading_font(self) -> QFont:
        """Return the type of the headline."""
        return reading_font(self.scaled(27), 600)

    @cached_property
    def arabic_font(self) -> QFont:
        """Return the type of Arabic in the text, in which it looks as large as the rest."""
        return reading_font(self.px * ARABIC)

    @cached_property
    def heading_arabic_font(self) -> QFont:
        """Return the type of Arabic in the headline."""
        return reading_font(self.scaled(27) * ARABIC, 600)

    @cached_property
    def metrics(self) -> QFontMetricsF:
        """Return the measures of the text's type."""
        return QFontMetricsF(self.font)

    @cached_property
    def letters(self) -> tuple[float, float]:
        """Return how far most letters reach above and below their line."""
        return self.metrics.ascent() * 0.80, self.metrics.descent() * 0.62

    @cached_property
    def character(self) -> float:
        """Return how wide a character of running text is on average."""
        return self.metrics.horizontalAdvance(SAMPLE) / len(SAMPLE)

    @property
    def pitch(self) -> int:
        """Return the distance from line to line: room for boxes, rails, tags and arrows."""
        return self.scaled(44) if not self.lanes else self.drop + self._under(self.lanes)

    @property
    def heading_pitch(self) -> int:
        """Return the distance from line to line in the headline."""
        if not self.heading_lanes:
            return self.scaled(41)
        return self.heading_drop + self._under(self.heading_lanes)

    @property
    def drop(self) -> int:
        """Return how far below the top of its line the letters stand."""
        return self.scaled(24)

    @property
    def heading_drop(self) -> int:
        """Return how far below the top of its line the headline's letters stand."""
        return round(self.scaled(41) * self.drop / self.scaled(44))

    def lane(self, number: int) -> int:
        """Return how far below the letters' line a lane stands, from lane 0, in whole pixels."""
        return self.scaled(FIRST_LANE + number * LANE)

    def deeper(self, descent: float) -> float:
        """Return how much further than usual rails stand under a line, by how far it reaches down.

        They would strike out the dots by which Arabic letters are told apart.
        """
        usual = self.metrics.descent()
        if descent < DEEP * usual:
            return 0.0
        return min((descent - usual) * DEEPER, DEEPEST * self.scale)

    @property
    def gap(self) -> int:
        """Return the room after a paragraph."""
        return self.scaled(11)

    @property
    def blank(self) -> int:
        """Return the height of a line without words."""
        return self.scaled(12)

    def column(self, width: float) -> int:
        """Return how wide the column of text is in a window of some width."""
        return max(120, min(self.scaled(COLUMN), int(width) - 2 * MARGIN))

    def _under(self, lanes: int) -> int:
        return self.scaled(FIRST_LANE + lanes * LANE - 1)
