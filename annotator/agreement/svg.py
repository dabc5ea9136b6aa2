"""Plots of a report as SVG, in words and lines: for pages that stand alone and are printed."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from annotator.agreement.report import Figure, Report

_ROW, _LEFT, _WIDE = 46, 120, 460  # pixels: a label's height, room for names, the scale
_INK, _FAINT, _BAR = "#1E1F23", "#D9D6CC", "#B9770E"
_FONT = 'font-family="Inter, Helvetica, Arial, sans-serif" font-size="13"'


class Row(NamedTuple):
    """A line of the plot of labels: its title, its colour, and the two figures."""

    title: str
    colour: str
    exact: Figure
    relaxed: Figure


def forest(rows: Sequence[Row], goal: float) -> str:
    """Return the plot of F1 by label with intervals: filled for same words, open for overlap."""
    low = _floor([*(one.exact for one in rows), *(one.relaxed for one in rows)])
    height = _ROW * len(rows)
    parts = [_rect(_x(max(goal, low), low), (0, _x(1, low), height), "#E7EBE2")]
    for step in range(round(low * 10), 11, 2):
        at = _x(step / 10, low)
        parts.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{height}" stroke="{_FAINT}"/>')
        parts.append(_text(at, height + 18, f"{step / 10:.1f}"))
    for place, row in enumerate(rows):
        middle = _ROW * place + _ROW / 2
        parts.append(
            f'<text x="0" y="{middle + 5:.1f}" fill="{row.colour}">{escape(row.title)}</text>'
        )
        parts.append(_dot(row.relaxed, row.colour, (low, middle - 8), filled=False))
        parts.append(_dot(row.exact, row.colour, (low, middle + 8), filled=True))
    said = "F1 by label with its interval. " + " ".join(
        f"{row.title}: {_said(row.exact)} for same words, {_said(row.relaxed)} for overlap."
        for row in rows
    )
    return _svg(_LEFT + _WIDE + 20, height + 26, said, parts)


def histogram(report: Report) -> str:
    """Return the bars of how many words later or earlier edges are, 0: by less than a word."""
    starts, ends = dict(report.starts), dict(report.ends)
    shifts = sorted({*starts, *ends})
    counted = ((shift, starts.get(shift, 0) + ends.get(shift, 0)) for shift in shifts)
    counts = {shift: count for shift, count in counted if count}
    if not counts:
        return ""
    most, step = max(counts.values()), min(48, 560 // len(counts))
    parts = []
    for place, (shift, count) in enumerate(counts.items()):
        top, left, middle = 170 - 150 * count / most, place * step + 4, place * step + step / 2
        parts.append(_rect(left, (top, left + step - 8, 170), _BAR))
        parts.append(_text(middle, top - 6, f"{count:,}"))
        parts.append(_text(middle, 188, _signed(shift)))
    parts.append(f'<line x1="0" x2="{len(counts) * step}" y1="170" y2="170" stroke="{_INK}"/>')
    said = (
        "How many words later (+) or earlier (−) edges are, 0: by less than a word. "
        + ", ".join(f"{_signed(shift)}: {count}" for shift, count in counts.items())
    )
    return _svg(len(counts) * step + 8, 196, said, parts)


def _rect(left: float, rest: tuple[float, float, float], colour: str) -> str:
    """Return a filled box; `rest` are top, right and bottom."""
    top, right, bottom = rest
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
        f'height="{bottom - top:.1f}" fill="{colour}"/>'
    )


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(words)}</text>'


def _svg(width: int, height: int, said: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" {_FONT} fill="{_INK}"><title>{escape(said)}</title>'
        f"{''.join(parts)}</svg>"
    )


def _dot(figure: Figure, colour: str, place: tuple[float, float], *, filled: bool) -> str:
    low, y = place
    if figure.value is None:
        return f'<text x="{_LEFT}" y="{y + 5:.1f}" fill="#6B6A66">n/a</text>' if filled else ""
    at, made = _x(figure.value, low), ""
    if figure.low is not None and figure.high is not None:
        made = (
            f'<line x1="{_x(figure.low, low):.1f}" x2="{_x(figure.high, low):.1f}" y1="{y:.1f}" '
            f'y2="{y:.1f}" stroke="{colour}" stroke-width="2"/>'
        )
    paint = colour if filled else "#FFFFFF"
    return made + (
        f'<circle cx="{at:.1f}" cy="{y:.1f}" r="5" fill="{paint}" stroke="{colour}" '
        'stroke-width="2"/>'
    )


def _floor(figures: Sequence[Figure]) -> float:
    """Return where the scale begins: at a fifth below the smallest bound, 0.8 at most."""
    values = [value for one in figures for value in (one.low, one.value) if value is not None]
    return max(0.0, min(0.8, int(min(values, default=0.0) * 5) / 5))


def _x(value: float, low: float) -> float:
    return _LEFT + _WIDE * (max(value, low) - low) / (1 - low)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def _said(figure: Figure) -> str:
    return "n/a" if figure.value is None else f"{figure.value:.2f}"
