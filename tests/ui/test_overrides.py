"""Every override of a Qt virtual goes through the crash net, and what it raises kills nothing."""

import ast
import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject

import annotator.ui
from annotator.ui.errors import override

ROOT = Path(annotator.ui.__file__).parent
NEVER_CALLED_BY_QT = {"text", "setText"}  # QLabel's own are no virtuals
GUARDS_ITSELF = {"run"}  # a thread's: it hands over whatever is raised

PROGRAM = """
import sys
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from annotator.ui.crash import catch_everything
from annotator.ui.errors import override

class Broken(QWidget):
    @override()
    def paintEvent(self, event):
        raise ValueError("in a paint")

    @override(lambda: QSize(30, 30))
    def sizeHint(self):
        raise ValueError("in a size")

class Deaf(QLineEdit):
    @override(lambda: False)
    def event(self, event):
        raise ValueError("in an event")

app = QApplication(sys.argv)
net = catch_everything()
widget = Broken()
widget.show()
widget.grab()
deaf = Deaf()
deaf.show()
assert widget.sizeHint() == QSize(30, 30)
QTimer.singleShot(0, lambda: (print("alive", flush=True), app.quit()))
app.exec()
net.fold()
"""


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages([str(ROOT)], "annotator.ui."):
        yield found.name


def _qt_bases(kind: type) -> list[type]:
    return [
        base
        for base in kind.__mro__[1:]
        if base.__module__.startswith("PySide6.") and issubclass(base, shiboken6.Object)
    ]


def _overrides() -> Iterator[tuple[type, str]]:
    """Yield each function of a class of ours that takes the place of one of Qt's."""
    for name in _modules():
        module = importlib.import_module(name)
        for kind in vars(module).values():
            if inspect.isclass(kind) and kind.__module__ == name:
                bases = _qt_bases(kind)
                for member, value in vars(kind).items():
                    ours = inspect.isfunction(value) and not member.startswith("__")
                    if ours and any(hasattr(base, member) for base in bases):
                        yield kind, member


def test_there_are_overrides_to_look_at() -> None:
    found = {member for _, member in _overrides()}
    assert {"paintEvent", "event", "sizeHint", "data", "draw", "hitTest", "closeEvent"} <= found


def test_every_override_of_a_virtual_goes_through_the_net() -> None:
    unguarded = [
        f"{kind.__module__}.{kind.__name__}.{member}"
        for kind, member in _overrides()
        if not hasattr(vars(kind)[member], "__wrapped__")
        and member not in NEVER_CALLED_BY_QT | GUARDS_ITSELF
    ]
    assert unguarded == []


def test_every_override_gives_qt_the_kind_of_value_that_it_wants() -> None:
    """An override that returns something needs a fallback, or Qt is handed None."""
    without = [
        f"{path.name}: {node.name}"
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and _lacks_a_fallback(node)
    ]
    assert without == []


def _lacks_a_fallback(node: ast.FunctionDef) -> bool:
    if node.returns is None or ast.unparse(node.returns) in {"None", "object"}:
        return False
    return any(
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Name)
        and one.func.id == "override"
        and not one.args
        for one in node.decorator_list
    )


def test_what_is_raised_inside_qt_is_logged_and_the_process_lives(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QUOTH_LOG_DIR": str(tmp_path),
        },
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
    log = (tmp_path / "quoth.log").read_text(encoding="utf-8")
    for words in ("in a paint", "in a size", "in an event"):
        assert f"ValueError: {words}" in log


@pytest.mark.parametrize("kind", [ValueError, KeyError, AssertionError])
def test_the_fallback_goes_back_and_the_hook_hears_of_it(
    monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    heard: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda found, _error, _trace: heard.append(found))

    class Broken(QObject):
        @override(lambda: 7)
        def answer(self) -> int:
            """Raise."""
            raise kind("no")

    assert Broken().answer() == 7
    assert heard == [kind]
    assert Broken.answer.__doc__ == "Raise."
