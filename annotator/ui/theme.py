"""Colours, fonts and the looks of labels, on light and on dark paper."""

import sys
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from annotator.assets import asset
from annotator.core.scheme import LabelScheme

READING_FAMILIES = ("Literata", "Noto Naskh Arabic")
INTERFACE_FAMILIES = ("Inter", "Noto Naskh Arabic")
EMOJI = "NotoEmoji-Regular.ttf"  # given to Qt where nothing else shows them


class Theme(NamedTuple):
    """The colours of one paper; `fill` and `fill_focus` are the share of hue that a box takes."""

    name: str
    chrome: str
    panel: str
    paper: str
    line: str
    ink: str
    ink2: str
    ink3: str
    row: str
    accent: str
    accent_ink: str
    pending: str
    warn: str
    error: str
    ok: str
    fill: float
    fill_focus: float
    chip_ink: str
    unknown: str  # the hue of a label that the scheme does not know

    @property
    def dark(self) -> bool:
        """Tell whether the paper is dark."""
        return self.name == "dark"


LIGHT = Theme(
    "light",
    chrome="#EFECE5",
    panel="#F6F4EF",
    paper="#FCFBF8",
    line="#DFDAD0",
    ink="#1E1F23",
    ink2="#5C5A55",
    ink3="#6F6C66",
    row="#E7E2D8",
    accent="#2B2C31",
    accent_ink="#FFFFFF",
    pending="#F5E08C",
    warn="#8A5A00",
    error="#A3231F",
    ok="#3E6B3A",
    fill=0.13,
    fill_focus=0.26,
    chip_ink="#FFFFFF",
    unknown="#5C5A55",
)
DARK = Theme(
    "dark",
    chrome="#141518",
    panel="#191A1E",
    paper="#1C1D21",
    line="#303239",
    ink="#E6E5E1",
    ink2="#AEADA8",
    ink3="#96958F",
    row="#2A2C33",
    accent="#E6E5E1",
    accent_ink="#17181B",
    pending="#6B5710",
    warn="#E3B341",
    error="#F0837C",
    ok="#8CC084",
    fill=0.20,
    fill_focus=0.36,
    chip_ink="#111214",
    unknown="#AEADA8",
)


class LabelLook(NamedTuple):
    """How one label looks: colour, rail pattern, letter, and whether its box is tinted."""

    name: str
    title: str
    letter: str
    colour: str
    rail: str
    filled: bool = True


class Look(NamedTuple):
    """A theme and the labels in it; what every painter is given."""

    theme: Theme
    labels: Mapping[str, LabelLook] = MappingProxyType({})

    def of(self, label: str) -> LabelLook:
        """Return how a label looks; grey and solid where the scheme does not know it."""
        found = self.labels.get(label)
        return found or LabelLook(
            label, label, label[:1].upper() or "?", self.theme.unknown, "solid"
        )


def look_of(scheme: LabelScheme | None, theme: Theme) -> Look:
    """Return the look of a scheme's labels on a paper."""
    labels = scheme.labels if scheme else []
    looks = {
        label.name: LabelLook(
            label.name,
            label.words,
            label.letter,
            label.colour.dark if theme.dark else label.colour.light,
            label.rail,
            label.filled,
        )
        for label in labels
    }
    return Look(theme, looks)


def theme_named(name: str) -> Theme:
    """Return the theme: "light", "dark", or what the desktop prefers for "system"."""
    if name in {"light", "dark"}:
        return DARK if name == "dark" else LIGHT
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


@cache
def load_fonts() -> None:
    """Give Qt the fonts that we ship, once: Qt would keep a second copy, and be slower for it."""
    folder = asset("resources", "fonts")
    for path in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
        if path.name != EMOJI or _lacks_emoji():
            QFontDatabase.addApplicationFont(str(path))


def _lacks_emoji() -> bool:
    """Tell whether the computer shows no emoji; Windows and macOS do, and so do most desktops."""
    if sys.platform in {"win32", "darwin"}:
        return False
    return not any("emoji" in family.casefold() for family in QFontDatabase.families())


def ui_font(px: float = 13, weight: int = 400) -> QFont:
    """Return the interface font at a size in pixels."""
    return QFont(_font(INTERFACE_FAMILIES, px, weight))


def reading_font(px: float = 17, weight: int = 400) -> QFont:
    """Return the font that articles are read in, at a size in pixels."""
    return QFont(_font(READING_FAMILIES, px, weight))


@lru_cache(maxsize=256)
def colour(name: str, alpha: float = 1.0) -> QColor:
    """Return a colour by its hexadecimal name, as opaque as `alpha` says (0 to 1); it is shared."""
    found = QColor(name)
    found.setAlphaF(alpha)
    return found


@lru_cache(maxsize=256)
def mixed(front: str, back: str, share: float) -> QColor:
    """Return an opaque mix of two colours, `share` of the front one (0 to 1); it is shared."""
    a, b = QColor(front), QColor(back)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x * share + y * (1 - share)) for x, y in pairs))


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette for a theme."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, theme.chrome),
        (roles.Base, theme.paper),
        (roles.AlternateBase, theme.panel),
        (roles.Text, theme.ink),
        (roles.WindowText, theme.ink),
        (roles.Button, theme.panel),
        (roles.ButtonText, theme.ink),
        (roles.BrightText, theme.error),
        (roles.Highlight, theme.pending),
        (roles.HighlightedText, theme.ink),
        (roles.ToolTipBase, theme.panel),
        (roles.ToolTipText, theme.ink),
        (roles.Mid, theme.line),
        (roles.Link, theme.accent),
        (roles.PlaceholderText, theme.ink3),
    ):
        made.setColor(role, QColor(name))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink3))
    return made


@lru_cache(maxsize=64)
def _font(families: tuple[str, ...], px: float, weight: int) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(max(1, round(px)))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
