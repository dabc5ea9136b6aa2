import threading

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.core.progress import Progress
from annotator.ui.progress import watch
from annotator.ui.tasks import Task


def test_the_strip_shows_long_work_and_goes_with_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    go = threading.Event()

    def work(progress: Progress) -> None:
        progress(3, 10, "<b>a.txt</b>")
        go.wait(10)
        progress(10, 10, "done")

    task = Task(work, "Importing")
    strip = watch(task, window)
    task.start()
    assert not strip.isVisible(), "what is done at once shows nothing"
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: strip.words.text() == "Importing  3 of 10")
    window.resize(500, 400)
    assert window.rect().contains(strip.geometry())
    with qtbot.waitSignal(strip.destroyed):
        go.set()
    assert not task.running


def test_short_work_shows_no_strip(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    task = Task(lambda progress: progress(1, 1, ""))
    strip = watch(task, window)
    with qtbot.waitSignal(task.ended):
        task.start()
    assert strip.isHidden()


def test_stop_cancels_the_task(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def work(progress: Progress) -> None:
        while True:
            progress(1, 0, "")

    task = Task(work, "Importing")
    strip = watch(task, window)
    task.start()
    qtbot.waitUntil(strip.isVisible)
    with qtbot.waitSignal(task.cancelled):
        strip.stop.click()
    assert strip.isHidden()
