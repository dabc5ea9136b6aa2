from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.pages.start import StartPage
from annotator.ui.theme import DARK, LIGHT, look_of


def _page(qtbot: QtBot) -> StartPage:
    page = StartPage(look_of(None, LIGHT))
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    return page


def test_each_way_in_is_told(qtbot: QtBot) -> None:
    page = _page(qtbot)
    for row, signal in zip(
        page.rows,
        (page.sample_wanted, page.team_wanted, page.new_wanted, page.open_wanted),
        strict=True,
    ):
        with qtbot.waitSignal(signal):
            row.click()


def test_recent_projects_open_and_missing_ones_are_greyed(qtbot: QtBot, tmp_path: Path) -> None:
    there = tmp_path / "here.quoth"
    there.write_text("x")
    page = _page(qtbot)
    page.set_recent([there, tmp_path / "gone.quoth"])
    here, gone = page.rows[-2:]
    assert not gone.isEnabled()
    with qtbot.waitSignal(page.recent_wanted) as told:
        qtbot.keyClick(here, Qt.Key.Key_Space)
    assert told.args == [str(there)]


def test_hostile_names_are_painted_as_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    page = _page(qtbot)
    page.set_recent([tmp_path / "<b>x</b>&amp;.quoth", tmp_path / ("n" * 3000), Path("\u202ex")])
    page.set_look(look_of(None, DARK))
    assert page.grab().width() == 900
    assert len(page.rows) == 7
