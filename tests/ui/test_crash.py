import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.ui.crash import FAULTS, CrashNet


@pytest.fixture
def net(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashNet]:
    monkeypatch.setenv("QUOTH_LOG_DIR", str(tmp_path))
    made = CrashNet().spread()
    yield made
    made.fold()
    if made.dialog is not None:
        made.dialog.close()


def _raise(net: CrashNet, error: BaseException) -> None:
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


def test_what_nobody_caught_is_logged_and_told(qtbot: QtBot, net: CrashNet, tmp_path: Path) -> None:
    _raise(net, ValueError("the <b>words</b>"))
    qtbot.waitUntil(lambda: net.dialog is not None)
    assert net.dialog is not None
    assert "ValueError: the <b>words</b>" in net.dialog.details
    assert "ValueError" in (tmp_path / "quoth.log").read_text(encoding="utf-8")
    assert (tmp_path / FAULTS).exists()
    net.dialog.copy_details()
    assert "Traceback" in QGuiApplication.clipboard().text()


def test_a_storm_of_errors_opens_one_dialog(qtbot: QtBot, net: CrashNet) -> None:
    for number in range(50):
        _raise(net, RuntimeError(str(number)))
    qtbot.waitUntil(lambda: net.held_back == 49)
    assert net.dialog is not None
    assert "RuntimeError: 0" in net.dialog.details
    net.dialog.close()
    assert net.dialog is None


def test_errors_on_other_threads_are_caught(qtbot: QtBot, net: CrashNet) -> None:
    def breaks() -> None:
        raise KeyError("elsewhere")

    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: net.dialog is not None)


def test_qt_speaks_to_the_log(net: CrashNet, tmp_path: Path) -> None:
    qWarning("a word from Qt")
    for handler in logging.getLogger().handlers:
        handler.flush()
    assert "a word from Qt" in (tmp_path / "quoth.log").read_text(encoding="utf-8")


def test_an_unwritable_log_folder_is_survived(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("QUOTH_LOG_DIR", str(blocked / "log"))
    net = CrashNet().spread()
    try:
        assert net.log_path is None
        _raise(net, ValueError("still told"))
        qtbot.waitUntil(lambda: net.dialog is not None)
        assert net.dialog is not None
        net.dialog.close()
    finally:
        net.fold()
