"""Pictures that are kept: what is painted anew is held against them, or takes their place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

HERE = Path(__file__).parent
APART = 24  # of 255: what differs more in a channel is another colour
SHARE = 0.005  # of the pixels may be of another colour

Compare = Callable[[str, QImage], None]


def difference(a: QImage, b: QImage) -> tuple[float, QImage]:
    """Return which share of the pixels is of another colour, and a picture of where."""
    where = QImage(a.size(), QImage.Format.Format_RGB32)
    where.fill(Qt.GlobalColor.white)
    if a.size() != b.size():
        return 1.0, where
    first, second, count = bytes(a.constBits()), bytes(b.constBits()), 0
    for y in range(a.height()):
        row = slice(y * a.bytesPerLine(), (y + 1) * a.bytesPerLine())
        one, other = first[row], second[row]
        if one != other:
            for x in range(a.width()):
                pixel = slice(4 * x, 4 * x + 3)
                if any(abs(m - n) > APART for m, n in zip(one[pixel], other[pixel], strict=True)):
                    where.setPixelColor(x, y, Qt.GlobalColor.red)
                    count += 1
    return count / (a.width() * a.height()), where


def settled(widget: QWidget, qtbot: QtBot) -> QImage:
    """Return the picture of a widget once it is painted twice alike: all is laid out then."""
    QApplication.processEvents()
    last = [widget.grab().toImage()]

    def alike() -> bool:
        last.append(widget.grab().toImage())
        return last[-1] == last[-2]

    qtbot.waitUntil(alike)
    assert last[-1].devicePixelRatio() == 1
    return last[-1].convertToFormat(QImage.Format.Format_RGB32)


def compare(request: pytest.FixtureRequest, folder: Path, name: str, image: QImage) -> None:
    """Hold a picture against the one that is kept, or (--renew-pictures) keep it.

    Where they differ, the new picture and one of the difference are written to a folder.
    """
    kept = HERE / f"{name}.png"
    if request.config.getoption("--renew-pictures"):
        assert image.save(str(kept), quality=0)
    share, where = difference(image, QImage(str(kept)).convertToFormat(image.format()))
    if share >= SHARE:
        image.save(str(folder / kept.name))
        where.save(str(folder / f"difference-{kept.name}"))
    assert share < SHARE, f"{share:.1%} of {kept.name} differ; the new one is in {folder}"
