"""A drawing under its title, outside the window: as a picture, and as SVG."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from annotator.ui.chips import clamped, draw_lines
from annotator.ui.plots.drawing import Drawing
from annotator.ui.theme import Look, colour, ui_font

SCALE = 2  # pixels of a picture for each of the screen
DOTS = 96  # an inch of an SVG file: then its pixels are those of the screen
FAMILY = re.compile(rb'font-family="([^"]*)"')  # the fonts may not be there where it is opened
MARGIN, TITLE, LINE, LINES, GAP = 20, 22, 17, 2, 10  # pixels


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is saved: title, what stands below it, the drawing, and its size in pixels."""

    title: str
    words: str
    drawing: Drawing
    size: QSize


def picture_of(sheet: Sheet, look: Look) -> QImage:
    """Return a picture, twice as fine as on screen."""
    size = _whole(sheet)
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint(painter, size, sheet, look)
    painter.end()
    return image


def svg_of(sheet: Sheet, look: Look) -> bytes:
    """Return the drawing as one SVG file, with the words as words."""
    from PySide6.QtSvg import QSvgGenerator

    size, data = _whole(sheet), QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setResolution(DOTS)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(sheet.title)
    generator.setDescription(sheet.words)
    painter = QPainter(generator)
    _paint(painter, size, sheet, look)
    painter.end()
    buffer.close()
    return FAMILY.sub(rb'font-family="\1, Helvetica, Arial, sans-serif"', bytes(data.data()))


def _whole(sheet: Sheet) -> QSize:
    head = TITLE + LINE * LINES + GAP
    return sheet.size + QSize(2 * MARGIN, 2 * MARGIN + head)


def _paint(painter: QPainter, size: QSize, sheet: Sheet, look: Look) -> None:
    theme = look.theme
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), colour(theme.paper))
    place = QPointF(MARGIN, MARGIN)
    painter.setPen(colour(theme.ink))
    draw_lines(painter, place, [sheet.title], TITLE, ui_font(14, 600))
    painter.setPen(colour(theme.ink2))
    lines = clamped(sheet.words, ui_font(12), sheet.size.width(), LINES)
    draw_lines(painter, place + QPointF(0, TITLE), lines, LINE, ui_font(12))
    top = MARGIN + TITLE + LINE * LINES + GAP
    painter.translate(MARGIN, top)
    area = QRectF(0, 0, sheet.size.width(), sheet.size.height())
    sheet.drawing.paint(painter, area, look)
