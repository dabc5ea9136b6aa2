"""Small painted pieces that many widgets share: chips, key caps, rails, icons, lines of text."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

from annotator.core.problem import Severity
from annotator.ui.theme import LabelLook, Theme, colour, ui_font

LONGEST = 600  # code points of a text from outside that a line or two could ever show
KEYCAP_HEIGHT = 16.0


def one_line(text: str, limit: int = LONGEST) -> str:
    """Return the beginning of a text on one line: white space becomes single spaces."""
    cut = text[: limit + 1]
    flat = " ".join(cut.split())
    return f"{flat[:limit].rstrip()}…" if len(text) > limit else flat


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its word: "1 span", "1,204 spans"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def chip(painter: QPainter, rect: QRectF, label: LabelLook, theme: Theme, *, px: float = 9) -> None:
    """Paint a label's letter on its colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(label.colour))
    painter.drawRoundedRect(rect, 3, 3)
    painter.setFont(ui_font(px, 700))
    painter.setPen(colour(theme.chip_ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label.letter[:1])


def keycap_width(text: str) -> float:
    """Return how wide a key cap is, in pixels."""
    return max(KEYCAP_HEIGHT, QFontMetricsF(ui_font(10, 600)).horizontalAdvance(text) + 8)


def keycap(painter: QPainter, place: QPointF, text: str, theme: Theme) -> float:
    """Paint a key with its top left corner at a place; return its width."""
    width = keycap_width(text)
    rect = QRectF(place.x(), place.y(), width, KEYCAP_HEIGHT)
    painter.setPen(QPen(colour(theme.line), 1))
    painter.setBrush(colour(theme.paper))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
    painter.setFont(ui_font(10, 600))
    painter.setPen(colour(theme.ink2))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    return width


def rail_sample(painter: QPainter, start: QPointF, width: float, label: LabelLook) -> None:
    """Paint a piece of the rail that the text shows under a label's spans."""
    left, right, y = start.x(), start.x() + width, start.y()
    pen = QPen(colour(label.colour), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if label.rail == "zigzag":
        pen.setWidthF(1.4)
        painter.setPen(pen)
        painter.drawPath(_zigzag(left, right, y))
        return
    if label.rail == "double":
        pen.setWidthF(1.1)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y - 2.4), QPointF(right, y - 2.4))
    if label.rail == "dotted":
        pen.setDashPattern([1, 1.15])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def status_icon(painter: QPainter, centre: QPointF, state: str, theme: Theme) -> None:
    """Paint how far one is with an article: done, discarded, flagged, in progress or new."""
    painters: dict[str, Callable[[QPainter, QPointF, Theme], None]] = {
        "done": _tick,
        "discarded": _crossed,
        "flagged": lambda p, c, t: flag(p, c, t.warn),
        "in progress": _half,
    }
    painters.get(state, _ring)(painter, centre, theme)


def severity_icon(painter: QPainter, centre: QPointF, severity: Severity, theme: Theme) -> None:
    """Paint how bad a problem is: a filled disc, a triangle, or a ring."""
    if severity is Severity.WARNING:
        triangle(painter, centre, theme.warn)
        return
    if severity is Severity.HINT:
        painter.setPen(QPen(colour(theme.ink3), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 5.5, 5.5)
        painter.setPen(QPen(colour(theme.ink3), 1.5))
        painter.drawLine(centre + QPointF(0, -0.5), centre + QPointF(0, 2.6))
        painter.drawPoint(centre + QPointF(0, -2.8))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.error))
    painter.drawEllipse(centre, 7, 7)
    painter.setPen(_stroke(theme.panel, 1.6))
    painter.drawLine(centre + QPointF(-2.4, -2.4), centre + QPointF(2.4, 2.4))
    painter.drawLine(centre + QPointF(-2.4, 2.4), centre + QPointF(2.4, -2.4))


def triangle(painter: QPainter, centre: QPointF, hue: str) -> None:
    """Paint a warning triangle of 15 pixels."""
    corners = [QPointF(0, -7), QPointF(7.5, 6), QPointF(-7.5, 6)]
    painter.setPen(_stroke(hue, 1.4))
    painter.setBrush(colour(hue, 0.16))
    painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))
    painter.drawLine(centre + QPointF(0, -2.2), centre + QPointF(0, 1.4))
    painter.drawPoint(centre + QPointF(0, 3.7))


def flag(painter: QPainter, centre: QPointF, hue: str, size: float = 1.0) -> None:
    """Paint a small flag."""
    painter.setPen(_stroke(hue, 1.6 * size))
    painter.setBrush(colour(hue))
    top, foot = QPointF(-4, -6) * size, QPointF(-4, 7) * size
    painter.drawLine(centre + top, centre + foot)
    cloth = [top, QPointF(6, -3) * size, QPointF(-4, 1) * size]
    painter.drawPolygon(QPolygonF([centre + corner for corner in cloth]))


def arrow(painter: QPainter, centre: QPointF, hue: str, *, left: bool = False) -> None:
    """Paint a small arrow that points right, or left."""
    turn = -1 if left else 1
    painter.setPen(_stroke(hue, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(centre + QPointF(-5, 0), centre + QPointF(5, 0))
    tip = [QPointF(2 * turn, -3), QPointF(5 * turn, 0), QPointF(2 * turn, 3)]
    painter.drawPolyline(QPolygonF([centre + corner for corner in tip]))


def chevron(painter: QPainter, centre: QPointF, hue: str, *, closed: bool = False) -> None:
    """Paint a small angle that points down, or (closed) right."""
    down = [QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75)]
    right = [QPointF(-1.75, -3.5), QPointF(1.75, 0), QPointF(-1.75, 3.5)]
    painter.setPen(_stroke(hue, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([centre + corner for corner in (right if closed else down)]))


def cross(painter: QPainter, centre: QPointF, hue: str) -> None:
    """Paint a small ×."""
    half = 3.2
    painter.setPen(_stroke(hue, 1.4))
    painter.drawLine(centre + QPointF(-half, -half), centre + QPointF(half, half))
    painter.drawLine(centre + QPointF(-half, half), centre + QPointF(half, -half))


def focus_ring(painter: QPainter, rect: QRectF, theme: Theme, radius: float = 6) -> None:
    """Paint where the keyboard is."""
    painter.setPen(QPen(colour(theme.ink), 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)


def elided(
    text: str, font: QFont, width: float, where: Qt.TextElideMode = Qt.TextElideMode.ElideRight
) -> str:
    """Return what of a text fits in a width, with an ellipsis (at its end) where it is cut."""
    return QFontMetricsF(font).elidedText(one_line(text), where, max(0.0, width))


def clamped(text: str, font: QFont, width: float, lines: int) -> list[str]:
    """Return a text broken into lines of a width; the last of them is cut where more follows."""
    flat = one_line(text)
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = flat.encode("utf-16-le", "replace")  # Qt counts UTF-16 units
    found: list[str] = []
    layout.beginLayout()
    while len(found) < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        last = len(found) == lines - 1
        end = len(units) if last else 2 * (line.textStart() + line.textLength())
        found.append(units[2 * line.textStart() : end].decode("utf-16-le", "replace").strip())
    layout.endLayout()
    if found:
        found[-1] = elided(found[-1], font, width)
    return found


def draw_lines(
    painter: QPainter, place: QPointF, lines: list[str], height: float, font: QFont
) -> None:
    """Paint lines of text from a top left corner, each as high as said, with the pen as set."""
    painter.setFont(font)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    metrics = QFontMetricsF(font)
    baseline = place.y() + (height + metrics.ascent() - metrics.descent()) / 2
    for number, line in enumerate(lines):
        painter.drawText(QPointF(place.x(), baseline + number * height), line)


def _stroke(hue: str, width: float) -> QPen:
    return QPen(
        colour(hue),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _zigzag(left: float, right: float, y: float) -> QPainterPath:
    path, x, up = QPainterPath(QPointF(left, y)), left, True
    while x < right:
        x = min(x + 2.6, right)
        path.lineTo(x, y - (2.4 if up else 0))
        up = not up
    return path


def _ring(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(theme.ink3), 1.4))
    painter.drawEllipse(centre, 6, 6)


def _tick(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.ok))
    painter.drawEllipse(centre, 6.5, 6.5)
    painter.setPen(_stroke(theme.panel, 1.7))
    points = [QPointF(-3, 0.2), QPointF(-0.8, 2.5), QPointF(3.2, -2.4)]
    painter.drawPolyline(QPolygonF([centre + point for point in points]))


def _half(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(theme.ink), 1.5))
    painter.drawEllipse(centre, 6, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.ink))
    painter.drawPie(QRectF(centre.x() - 6, centre.y() - 6, 12, 12), 90 * 16, -230 * 16)


def _crossed(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    _ring(painter, centre, theme)
    painter.drawLine(centre + QPointF(-4.2, 4.2), centre + QPointF(4.2, -4.2))
