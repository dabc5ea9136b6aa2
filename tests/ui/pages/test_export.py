from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core.annotation import SetKey, Span
from annotator.core.change import Change, Edit, Part
from annotator.projects.opening import Project, make_project
from annotator.store import journal
from annotator.store.annotations import read_set
from annotator.transfer.sample import import_sample
from annotator.transfer.verify import verify_path
from annotator.ui.pages.export import ExportPage
from annotator.ui.theme import LIGHT, look_of


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "sample.quoth") as made:
        import_sample(made.store, made.scheme)
        yield made


@pytest.fixture
def page(qtbot: QtBot, project: Project) -> Iterator[ExportPage]:
    made = ExportPage(project, look_of(project.scheme, LIGHT))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    made.stop()
    qtbot.waitUntil(lambda: not made.busy)


def _settled(qtbot: QtBot, page: ExportPage) -> str:
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)
    return str(page.title.text())


def _spoil(project: Project) -> None:
    """Leave a claim in gold that begins with a space, and an actor that nothing is tied to."""
    key = SetKey("ferry", "gold")
    text = next(iter(read_set(project.store, key).spans)).text
    assert text == "Ferry operator"
    span = Span("bad", "actor", 5, 14, " operator", (("type", "other"), ("role", "source")))
    edit = Edit(
        "u" * 8, "gold", "2025-01-01T00:00:00Z", "Mark", (Part(key, Change("x", (), (span,))),)
    )
    journal.record(project.store, edit)


def test_a_page_that_comes_to_the_front_says_whether_all_is_ready(
    qtbot: QtBot, page: ExportPage
) -> None:
    page.refresh()
    assert page.busy
    assert _settled(qtbot, page) == "Ready to export."
    assert "5 articles" in page.words.text()
    assert page.list.findings.rows == []


def test_a_dataset_is_written_and_proved_and_its_folder_offered(
    qtbot: QtBot, page: ExportPage, project: Project
) -> None:
    out = project.path.with_name("sample dataset")
    assert page.form.out() == out
    with qtbot.waitSignal(page.exported, timeout=20_000) as told:
        qtbot.mouseClick(page.form.export, Qt.MouseButton.LeftButton)
    assert told.args == [out]
    assert _settled(qtbot, page) == "Exported, and proved."
    assert "5 records" in page.words.text()
    assert verify_path(out) == []
    page.verify()
    assert _settled(qtbot, page) == "Proved."


def test_what_hinders_is_listed_and_leads_to_its_article(
    qtbot: QtBot, page: ExportPage, project: Project
) -> None:
    _spoil(project)
    page.refresh()
    assert "to settle first" in _settled(qtbot, page)
    rows = page.list.findings.rows
    assert rows[0].document == "ferry"
    assert rows[0].problem is None
    rules = {row.problem.rule for row in rows if row.problem}
    assert "E06" in rules
    with qtbot.waitSignal(page.jump_requested) as told:
        page.list.chosen.emit(page.list.findings.index(1, 0))
    assert told.args[0] == "ferry"
    assert told.args[1] == rows[1].problem


def test_an_export_that_is_refused_lists_why_and_writes_nothing(
    qtbot: QtBot, page: ExportPage, project: Project
) -> None:
    _spoil(project)
    page.export()
    assert "to settle first" in _settled(qtbot, page)
    assert any(row.problem for row in page.list.findings.rows)
    assert not page.form.out().exists()


def test_in_spite_of_warnings_is_not_in_spite_of_errors(
    qtbot: QtBot, page: ExportPage, project: Project
) -> None:
    _spoil(project)
    page.refresh()
    _settled(qtbot, page)
    before = {row.problem.rule for row in page.list.findings.rows if row.problem}
    page.form.anyway.setChecked(True)
    _settled(qtbot, page)
    after = {row.problem.rule for row in page.list.findings.rows if row.problem}
    assert "E06" in after
    assert after < before


def test_shares_that_are_none_are_said_at_once_and_hinder_only_the_export(
    qtbot: QtBot, page: ExportPage
) -> None:
    page.form.split.setChecked(True)
    page.form.shares.setText("80, 10")
    assert not page.form.check()
    assert page.form.options_or_usual().split is None
    page.export()
    assert not page.form.out().exists()
    with pytest.raises(ValueError, match="add up to 100"):
        page.form.options()
    page.form.shares.setText("60, 20, 20")
    page.form.seed.setText("7")
    assert page.form.check()
    options = page.form.options_or_usual()
    assert (options.split, options.seed, options.force) == ((60, 20, 20), 7, False)
    _settled(qtbot, page)


def test_what_is_chosen_while_it_is_checked_is_checked_as_well(
    qtbot: QtBot, page: ExportPage
) -> None:
    page.refresh()
    page.form.view.setCurrentIndex(page.form.view.findData("annotator"))
    page.form.annotator.setCurrentIndex(page.form.annotator.findData("gold"))
    assert _settled(qtbot, page) == "Ready to export."
    options = page.form.options_or_usual()
    assert (options.view, options.annotator) == ("annotator", "gold")


def test_what_was_stopped_is_said_and_nothing_is_written(qtbot: QtBot, page: ExportPage) -> None:
    page.export()
    page.stop()
    assert _settled(qtbot, page) in {"Stopped.", "Exported, and proved."}
    assert page.form.out().exists() is (page.title.text() == "Exported, and proved.")
