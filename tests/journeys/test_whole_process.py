"""The whole program in a process of its own, by the real `main()`: it works and ends well."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli.app import run

PROGRAM = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from annotator.__main__ import main
from annotator.ui.app import prepare
from annotator.ui.text.view import ArticleView
from annotator.ui.window import MainWindow

prepare()
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
K = Qt.Key

def look():
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    view = windows[0].findChild(ArticleView) if windows else None
    if view is None or not view.hasFocus():
        if windows:
            windows[0].activateWindow()
        QTimer.singleShot(1, look)
        return
    for keys in {keys}:
        QTest.keyClick(QApplication.focusWidget() or view, *keys)
    windows[0].close()

QTimer.singleShot(0, look)
sys.argv = ["quoth", {path!r}]
main()
"""
MARK = "[(K.Key_Down,), (K.Key_Right, SHIFT), (K.Key_Q,), (K.Key_E,), (K.Key_C, CTRL)]"
UNDO = "[(K.Key_Z,)]"


def _work(path: Path, keys: str) -> subprocess.CompletedProcess[str]:
    """Open a project in a new process, press keys, close the window."""
    code = PROGRAM.replace("{keys}", keys).replace("{path!r}", repr(str(path)))
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
    )


def _spans(path: Path, capsys: pytest.CaptureFixture[str]) -> int:
    capsys.readouterr()
    assert run(["list", str(path), "--json"]) == 0
    sets = json.loads(capsys.readouterr().out)["articles"][0]["sets"]
    return int(sets[0]["spans"]) if sets else 0


def test_marks_and_undo_outlive_the_process_and_it_ends_well(
    project_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = _work(project_path, MARK)
    assert done.returncode == 0, done.stderr
    assert _spans(project_path, capsys) == 1
    done = _work(project_path, UNDO)
    assert done.returncode == 0, done.stderr
    assert _spans(project_path, capsys) == 0


def test_a_project_that_is_none_is_refused_and_the_window_still_closes(tmp_path: Path) -> None:
    path = tmp_path / "no project.quoth"
    path.write_bytes(b"words, no database")
    code = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from annotator.ui.app import prepare\n"
        "prepare()\n"
        "QTimer.singleShot(0, QApplication.closeAllWindows)\n"
        "sys.argv = ['quoth', sys.argv[1]]\n"
        "from annotator.__main__ import main\n"
        "main()\n"
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        check=False,
        capture_output=True,
        text=True,
        env=env,
        timeout=60,
    )
    assert done.returncode == 2, done.stderr
    assert path.read_bytes() == b"words, no database"


PLACE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from annotator.__main__ import main
from annotator.ui.app import prepare
from annotator.ui.pages.annotate.parts import AnnotateParts
from annotator.ui.window import MainWindow

prepare()

def look():
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    parts = windows[0].findChild(AnnotateParts) if windows else None
    if parts is None or not parts.isVisible():
        QTimer.singleShot(1, look)
        return
    window = windows[0]
    if {place}:
        window.setGeometry(*{place})
        QApplication.processEvents()
        parts.setSizes([300, 700, 400])
        QApplication.processEvents()
    full = int(window.isMaximized())
    print(*window.geometry().getRect(), *parts.sizes(), full, flush=True)
    window.close()

QTimer.singleShot(0, look)
sys.argv = ["quoth", {path!r}]
main()
"""


def test_the_window_stands_where_it_stood_and_as_wide(project_path: Path, tmp_path: Path) -> None:
    large = _screen(tmp_path, 1920, 1200)
    placed = _places(project_path, large, (140, 90, 1402, 777))
    assert placed[:4] == [140, 90, 1402, 777]
    assert _places(project_path, large) == placed


@pytest.mark.parametrize(("size", "fills"), [((1920, 1200), 0), ((1440, 900), 1)])
def test_the_first_window_lies_on_its_screen_as_a_whole(
    project_path: Path, tmp_path: Path, size: tuple[int, int], fills: int
) -> None:
    """On a screen just as large it fills it: with its frame it would reach over the edge."""
    assert _places(project_path, _screen(tmp_path, *size))[-1] == fills


def _screen(folder: Path, width: int, height: int) -> str:
    """Return the platform with a screen of a size, in pixels."""
    screen = {"name": "own", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    (folder / "screen.json").write_text(json.dumps({"screens": [screen]}))
    return f"offscreen:configfile={folder / 'screen.json'}"


def _places(
    project: Path, platform: str, place: tuple[int, int, int, int] | None = None
) -> list[int]:
    """Open the window, in a place if one is given; return its rectangle, columns, if it fills."""
    code = PLACE.replace("{place}", str(place or ())).replace("{path!r}", repr(str(project)))
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": platform},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [int(number) for number in done.stdout.split()]
