"""Checks go on between keys, and what they tell is what holds after the last change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.annotation import Span
from annotator.core.change import Change
from annotator.core.check import check
from annotator.core.problem import Problem
from annotator.editing.edits import fresh_id
from annotator.projects.opening import make_project, open_project
from annotator.transfer.importing import import_text
from annotator.ui.bridge import DeskBridge
from annotator.ui.editing.live_checks import MANY, LiveChecks

SENTENCE = "The harbour denied that it had shut. "
TEXT = SENTENCE * (MANY + 20)


@pytest.fixture
def bridge(qtbot: QtBot, tmp_path: Path) -> Iterator[DeskBridge]:
    with make_project(tmp_path / "one.quoth") as project:
        report = import_text(project.store, project.scheme, TEXT)
        made = DeskBridge(project, "ann")
        made.open(report.added[0])
        yield made
        made.close()


def _denials(first: int, count: int) -> Change:
    starts = [number * len(SENTENCE) + 12 for number in range(first, first + count)]
    spans = [Span(fresh_id("s"), "denial", at, at + 6, TEXT[at : at + 6]) for at in starts]
    return Change("Mark", added=tuple(spans))


def _all(bridge: DeskBridge) -> list[Problem]:
    article = bridge.article
    assert article is not None
    return check(
        article.text,
        article.items,
        article.regions,
        bridge.project.scheme,
        language=article.document.language,
    )


@pytest.mark.parametrize("count", [3, MANY + 1])
def test_few_marks_and_many_are_checked_alike(qtbot: QtBot, bridge: DeskBridge, count: int) -> None:
    checks = LiveChecks(bridge, bridge)
    bridge.do(_denials(0, count))
    with qtbot.waitSignal(checks.checked) as told:
        checks.soon()
    assert told.args == [_all(bridge)]
    assert checks.now() == _all(bridge) != []


def test_what_stands_now_holds_the_last_change(bridge: DeskBridge) -> None:
    checks = LiveChecks(bridge, bridge)
    for first in (0, 1):
        bridge.do(_denials(first, 1))
        checks.soon()
        assert checks.now() == _all(bridge) != []


def test_a_change_during_a_check_begins_it_anew(qtbot: QtBot, bridge: DeskBridge) -> None:
    checks = LiveChecks(bridge, bridge)
    bridge.do(_denials(0, 5))
    checks.soon()
    checks._step()
    bridge.do(_denials(5, 5))
    with qtbot.waitSignal(checks.checked) as told:
        checks.soon()
    assert told.args == [_all(bridge)]


def test_a_text_that_is_not_the_one_that_was_marked_is_told_each_time(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "one.quoth"
    with make_project(path) as project:
        added = import_text(project.store, project.scheme, SENTENCE).added
    path.write_bytes(path.read_bytes().replace(b"had shut", b"had sunk"))
    with open_project(path) as project:
        bridge = DeskBridge(project, "ann")
        bridge.open(added[0])
        checks = LiveChecks(bridge, bridge)
        for _ in range(2):
            with qtbot.waitSignal(checks.checked) as told:
                checks.soon()
            assert "This is not the text that was marked" in told.args[0][0].message
        bridge.close()
