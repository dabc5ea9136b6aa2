"""What hinders an export: problems under the articles that have them; a click jumps there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.core.people import GOLD
from annotator.core.problem import Problem
from annotator.transfer.checking import Finding
from annotator.ui.chips import elided, one_line, severity_icon
from annotator.ui.controls import ModelIndex, RowList, plain_tip
from annotator.ui.errors import override
from annotator.ui.models.rows import RowsModel
from annotator.ui.painted import APART, Ground, Inked, paint_ends, painted_row
from annotator.ui.theme import Look, colour, reading_font, ui_font

ARTICLE_HEIGHT, PROBLEM_HEIGHT, LEFT = 40, 32, 26  # pixels
QUOTED = 12  # pixels between what is wrong and the words that it is about


@dataclass(frozen=True, slots=True)
class Row:
    """An article's name (problem is None), or one of its problems; `annotator` is whose marks.

    `quoted` are the words that a problem is about, on one line.
    """

    document: str
    words: str
    below: str = ""
    problem: Problem | None = None
    annotator: str = ""
    quoted: str = ""


class FindingsModel(RowsModel[Row]):
    """Findings as rows, an article's name before its problems; `titles` are the rules' by id."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = titles

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings, which come article by article."""
        self.put(list(_rows(findings)))

    def words(self, row: Row, role: int) -> object:
        """Return the words of a row for screen readers and search."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " ".join(filter(None, (row.words, row.quoted, row.below)))
        if role == Qt.ItemDataRole.ToolTipRole and row.problem is not None:
            rule = row.problem.rule
            said = ": ".join(filter(None, (row.words, row.quoted)))
            return plain_tip(f"{said} (rule {rule}: {self._titles.get(rule) or row.words})")
        return None


class FindingsList(RowList):
    """The list; `jumped` tells an article and one of its problems (None: the article itself).

    What is in gold is told apart, by where it lies: it is mended in review.
    """

    jumped = Signal(str, object)
    gold_jumped = Signal(str, int, int)  # the article, start and end; 0 and 0 for all of it

    def __init__(self, look: Look, titles: Mapping[str, str]) -> None:
        super().__init__("What hinders the export")
        self.findings = FindingsModel(titles)
        self._delegate = FindingDelegate(look)
        self.setModel(self.findings)
        self.setItemDelegate(self._delegate)
        self.chosen.connect(self._jump)

    def set_look(self, look: Look) -> None:
        """Take another theme."""
        self._delegate.look = look
        self.viewport().update()

    def show_first(self) -> None:
        """Put the keyboard on the first problem: Enter goes there."""
        rows = self.findings.rows
        self.show_row(next((n for n, row in enumerate(rows) if row.problem is not None), -1))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, index: QModelIndex) -> None:
        row = self.findings.rows[index.row()]
        if row.annotator == GOLD:
            place = (row.problem.start, row.problem.end) if row.problem else (0, 0)
            self.gold_jumped.emit(row.document, *place)
        else:
            self.jumped.emit(row.document, row.problem)


class FindingDelegate(QStyledItemDelegate):
    """Paints an article's name, or a problem with its sign, its words and its rule."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    @override(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """Return the height of a name or of a problem."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, PROBLEM_HEIGHT if row.problem else ARTICLE_HEIGHT)

    @override()
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """Paint one row."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        theme = self.look.theme
        with painted_row(painter, option, Ground(theme, here=False, gap=1, radius=6, side=0)):
            inner = QRectF(option.rect).adjusted(8, 0, -12, 0)
            if row.problem is None:
                self._line(painter, inner.adjusted(0, 8, 0, 0), row, weight=600)
            else:
                place = QPointF(inner.left() + 8, inner.center().y())
                severity_icon(painter, place, row.problem.severity, theme)
                self._line(painter, inner.adjusted(LEFT, 0, 0, 0), row, weight=400)

    def _line(self, painter: QPainter, box: QRectF, row: Row, *, weight: int) -> None:
        theme, quiet = self.look.theme, ui_font(12)
        below = Inked(elided(row.below, quiet, box.width() / 3), quiet, theme.ink3)
        said = Inked(row.words, ui_font(13, weight), theme.ink)
        paint_ends(painter, box, said, below)
        if row.quoted:
            right = QFontMetricsF(quiet).horizontalAdvance(below.words) + APART
            left = QFontMetricsF(said.font).horizontalAdvance(said.words) + QUOTED
            room = box.adjusted(left, 0, -right, 0)
            font = reading_font(14)
            painter.setFont(font)
            painter.setPen(colour(theme.ink2))
            words = elided(row.quoted, font, room.width())
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
            )


def _rows(findings: Sequence[Finding]) -> list[Row]:
    rows: list[Row] = []
    place = ("", "")
    for one in findings:
        if place != (one.document, one.annotator):
            place = (one.document, one.annotator)
            below = f"{one.document} · {one.annotator}"
            rows.append(Row(one.document, one_line(one.title), below, None, one.annotator))
        problem = one.problem
        said = (one_line(problem.message), problem.rule)
        quoted = one_line(one.words)  # it has quotation marks of its own, or none
        rows.append(Row(one.document, *said, problem, one.annotator, quoted))
    return rows
