import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.progress import CancelledError, Progress
from annotator.ui.tasks import Task, running_tasks, stop_all_tasks


def _counts(progress: Progress) -> int:
    for step in range(1000):
        progress(step, 1000, "counting")
    progress(1000, 1000, "counting")
    return 1000


def _until_stopped(progress: Progress) -> None:
    while True:
        progress(0, 0, "waiting")


def test_the_result_comes_on_the_thread_that_asked(qtbot: QtBot) -> None:
    heard: list[Any] = []
    task = Task(_counts)
    task.finished.connect(lambda result: heard.append((result, threading.current_thread())))
    with qtbot.waitSignal(task.ended):
        task.start()
    assert heard == [(1000, threading.main_thread())]
    assert not task.running


def test_progress_is_told_seldom_but_the_last_step_always(qtbot: QtBot) -> None:
    steps: list[tuple[int, int, str]] = []
    task = Task(_counts)
    task.progressed.connect(lambda *step: steps.append(step))
    with qtbot.waitSignal(task.ended):
        task.start()
    assert steps[-1] == (1000, 1000, "counting")
    assert len(steps) < 500


def test_a_task_stops_when_asked(qtbot: QtBot) -> None:
    task = Task(_until_stopped)
    task.start()
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    assert task not in running_tasks()


def test_what_went_wrong_is_handed_over(qtbot: QtBot) -> None:
    def breaks(progress: Progress) -> None:
        raise ValueError("no")

    task = Task(breaks)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert isinstance(failed.args[0], ValueError)


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_no_exception_leaves_the_thread(qtbot: QtBot, error: type[BaseException]) -> None:
    def breaks(progress: Progress) -> None:
        raise error

    task = Task(breaks)
    with qtbot.waitSignal(task.failed):
        task.start()


def test_a_task_lives_though_nobody_holds_it(qtbot: QtBot) -> None:
    started, go = threading.Event(), threading.Event()
    ended: list[bool] = []

    def waits(progress: Progress) -> None:
        started.set()
        go.wait(5)

    Task(waits).start().ended.connect(lambda: ended.append(True))
    assert started.wait(5)
    go.set()
    qtbot.waitUntil(lambda: ended == [True])


def test_leaving_stops_what_runs(qtbot: QtBot) -> None:
    tasks = [Task(_until_stopped).start() for _ in range(3)]
    stop_all_tasks()
    assert all(task.wait(0) for task in tasks)
    qtbot.waitUntil(lambda: not running_tasks())


def test_cancelled_is_told_once_and_not_as_a_failure(qtbot: QtBot) -> None:
    heard: list[str] = []

    def gives_up(progress: Progress) -> None:
        raise CancelledError("by itself")

    task = Task(gives_up)
    task.failed.connect(lambda _: heard.append("failed"))
    task.cancelled.connect(lambda: heard.append("cancelled"))
    with qtbot.waitSignal(task.ended):
        task.start()
    assert heard == ["cancelled"]
