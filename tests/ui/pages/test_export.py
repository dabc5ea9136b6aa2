"""The page where the dataset goes out, on a real project."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.annotation import SetKey, Span, Status
from annotator.core.change import Change, Edit, Part
from annotator.core.people import GOLD
from annotator.projects import articles
from annotator.projects.opening import Project, make_project
from annotator.store import journal
from annotator.transfer.importing import import_text
from annotator.ui.pages.export.form import ExportForm
from annotator.ui.pages.export.page import ExportPage
from annotator.ui.theme import DARK, Look, look_of

TEXT = "The firm denied it. Fenn, of the union, said the boats were gone.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.quoth", name="Pilot") as made:
        for number in range(3):
            import_text(made.store, made.scheme, f"{number} {TEXT}", title=f"Article {number}")
        yield made


@pytest.fixture
def page(qtbot: QtBot, project: Project, look: Look, tmp_path: Path) -> ExportPage:
    made = ExportPage(project, look, lambda: "ann")
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.form.folder.setText(str(tmp_path / "out"))
    made.form.view.setCurrentIndex(2)
    made.form.unfinished.setChecked(True)
    with qtbot.waitExposed(made):
        made.show()
    _wait(qtbot, made)
    return made


def _wait(qtbot: QtBot, page: ExportPage) -> None:
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)


def _mark(  # noqa: PLR0913, PLR0917 what a mark is made of
    project: Project, article: str, start: int, end: int, label: str = "actor", hand: str = "ann"
) -> None:
    """Record a mark of an article, which begins like all of them."""
    text = project.store.rows("SELECT text FROM document_text")[0][0]
    span = Span(f"s{start}", label, start, end, text[start:end], (("type", "person"),))
    change = Change("Mark", (), (span,))
    part = Part(SetKey(article, hand), change)
    name = f"u-{article}-{start}-{hand}"
    journal.record(project.store, Edit(name, hand, "2025-01-01T00:00:00", "Mark", (part,)))


def _first(project: Project) -> str:
    return str(project.store.rows("SELECT id FROM document ORDER BY number")[0][0])


def test_it_says_that_all_is_ready_then_exports_and_proves(
    qtbot: QtBot, page: ExportPage, tmp_path: Path
) -> None:
    page.refresh()
    assert page.busy
    assert not page.form.export.isEnabled()
    _wait(qtbot, page)
    assert page.title.text() == "Ready to export."
    QTest.mouseClick(page.form.export, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    assert page.title.text() == "Exported, and proved."
    lines = (tmp_path / "out" / "data" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["meta_json"] for line in lines] == [
        json.dumps({"title": f"Article {n}"}, separators=(",", ":")) for n in range(3)
    ]
    page.copy_path()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "out")
    assert page.form.verify.isEnabled()
    QTest.mouseClick(page.form.verify, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    assert page.title.text() == "Proved."


def test_what_could_not_be_proved_is_said_beside_what_was(
    qtbot: QtBot, page: ExportPage, tmp_path: Path
) -> None:
    page.refresh()
    _wait(qtbot, page)
    QTest.mouseClick(page.form.export, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    out = tmp_path / "out"
    (out / "scheme.json").unlink()  # as folders were before they carried one, by another scheme
    manifest = json.loads((out / "manifest.json").read_bytes())
    del manifest["files"]["scheme.json"]
    manifest["scheme"]["sha256"] = "0" * 64
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    QTest.mouseClick(page.form.verify, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    assert page.title.text() == "Proved."
    assert "scheme.json: there is none" in page.words.text()


def test_parquet_is_written_beside_when_its_box_is_ticked(
    qtbot: QtBot, page: ExportPage, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install pyarrow")
    assert not page.form.options().parquet
    page.form.parquet.click()
    QTest.mouseClick(page.form.export, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    assert page.title.text() == "Exported, and proved."
    assert (tmp_path / "out" / "parquet" / "train.parquet").is_file()


def test_parquet_without_its_library_is_said_and_nothing_is_written(
    qtbot: QtBot, page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as import finds it where it is not
    page.form.parquet.click()
    QTest.mouseClick(page.form.export, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    assert page.title.text() == "That did not work."
    assert "pip install pyarrow" in page.words.text()
    assert not (tmp_path / "out").exists()


def test_what_nobody_settled_is_said_with_the_ways_out(
    qtbot: QtBot, page: ExportPage, project: Project
) -> None:
    for article in articles.articles(project):
        for hand in ("ann", "bob"):
            part = Part(SetKey(article.id, hand), Change("Done", (), (Status("done"),)))
            name = f"u-{article.id}-{hand}"
            edit = Edit(name, hand, "2025-01-01T00:00:00", "Done", (part,))
            journal.record(project.store, edit)
    page.form.view.setCurrentIndex(0)
    _wait(qtbot, page)
    assert page.title.text() == "Nothing to export yet."
    assert page.words.text() == (
        "3 articles left out: several have finished, and no gold set settles it. "
        "Settle them in review, or choose another view."
    )


def test_where_only_unfinished_marks_are_found_the_box_that_lets_them_out_is_named(
    qtbot: QtBot, page: ExportPage, project: Project
) -> None:
    for article in articles.articles(project):
        _mark(project, article.id, 2, 10)
    page.form.unfinished.click()
    _wait(qtbot, page)
    assert page.title.text() == "Nothing to export yet."
    assert page.words.text().endswith("tick “Marks that are not done, too”.")
    page.form.unfinished.click()
    _wait(qtbot, page)
    assert page.title.text() == "3 problems to settle first."  # they would go out


def test_the_keyboard_stays_on_the_button_through_an_export(qtbot: QtBot, page: ExportPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.form.export.setFocus()
    QTest.keyClick(page.form.export, Qt.Key.Key_Space)
    assert page.busy
    _wait(qtbot, page)
    assert page.title.text() == "Exported, and proved."
    assert page.form.export.hasFocus()


def test_who_goes_on_while_it_is_exported_stays_there(qtbot: QtBot, page: ExportPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.form.export.setFocus()
    QTest.keyClick(page.form.export, Qt.Key.Key_Space)
    page.form.folder.setFocus()
    _wait(qtbot, page)
    assert page.form.folder.hasFocus()


def test_problems_are_listed_under_their_article_and_a_click_goes_there(
    qtbot: QtBot, page: ExportPage, project: Project, tmp_path: Path
) -> None:
    article = _first(project)
    _mark(project, article, 3, 8)  # from within a word into another
    page.refresh()
    _wait(qtbot, page)
    assert "to settle first" in page.title.text()
    rows = page.list.findings.rows
    assert rows[0].problem is None
    assert rows[0].document == article
    assert rows[0].below == f"{article} · ann"
    tip = page.list.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "he fi (rule W01: Splits a word)" in tip
    heard: list[tuple[str, object]] = []
    page.jump_requested.connect(lambda key, problem: heard.append((key, problem)))
    page.grab()
    for row in (0, 1):
        place = page.list.visualRect(page.list.model().index(row, 0)).center()
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [key for key, _ in heard] == [article, article]
    assert [problem for _, problem in heard] == [None, rows[1].problem]
    page.export()
    _wait(qtbot, page)
    assert not (tmp_path / "out").exists()


def test_open_warnings_are_let_out_when_that_is_chosen_errors_never(
    qtbot: QtBot, page: ExportPage, project: Project, tmp_path: Path
) -> None:
    article = _first(project)
    _mark(project, article, 3, 8)
    page.form.anyway.setChecked(True)
    _wait(qtbot, page)
    assert page.title.text() == "Ready, in spite of 2 open warnings."
    shown = [row.problem is not None for row in page.list.findings.rows]
    assert shown == [False, True, True]
    assert page.list.isVisible()
    assert page.form.hindered.isHidden()
    page.export()
    _wait(qtbot, page)
    assert (tmp_path / "out").is_dir()
    _mark(project, article, 20, 24, "rumour")
    page.form.folder.setText(str(tmp_path / "second"))
    page.export()
    _wait(qtbot, page)
    assert page.title.text() == "Nothing was written: 1 problem to settle first."
    assert "Errors never go out." in page.words.text()
    assert not (tmp_path / "second").exists()


def test_a_click_on_export_says_what_hinders_and_leads_there(
    qtbot: QtBot, page: ExportPage, project: Project, tmp_path: Path
) -> None:
    article = _first(project)
    _mark(project, article, 3, 8)
    page.refresh()
    _wait(qtbot, page)
    assert page.form.hindered.text() == "2 open warnings stand in the way."
    problem = page.list.findings.rows[1]
    assert problem.quoted == "he fi", "the words that it is about"
    with qtbot.waitActive(page):
        page.activateWindow()
    QTest.mouseClick(page.form.export, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    assert page.title.text() == "Nothing was written: 2 problems to settle first."
    assert page.words.text() == (
        "2 open warnings in what would go out. Click one to go there. "
        "Or tick “In spite of open warnings”."
    )
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.jump_requested) as jumped:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert jumped.args == [article, problem.problem]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (
            "adjudicated",
            (
                "One set of marks an article: gold where it is finished, else the marks of the "
                "only one who has finished. 1 article goes out. "
                "2 articles left out: nobody has finished."
            ),
        ),
        (
            "annotator",
            (
                "A record for each who marked an article, gold among them. 1 article goes out. … "
                "1 article left out: nobody has finished. 1 article left out: without marks."
            ),
        ),
        (
            "all",
            (
                "One record an article, with the marks of all who marked it, gold among them. "
                "2 articles go out. … 1 article left out: nobody has finished."
            ),
        ),
    ],
)
def test_each_view_says_what_it_lets_out_and_how_much_that_is(
    qtbot: QtBot, page: ExportPage, project: Project, view: str, words: str
) -> None:
    finished, begun, _ = [one.id for one in articles.articles(project)]
    _mark(project, begun, 2, 10)
    part = Part(SetKey(finished, "ann"), Change("Done", (), (Status("done"),)))
    journal.record(project.store, Edit("u-d", "ann", "2025-01-01T00:00:00", "Done", (part,)))
    page.form.unfinished.setChecked(False)
    page.form.view.setCurrentIndex(page.form.view.findData(view))
    page.refresh()
    _wait(qtbot, page)
    first, _, last = words.partition("…")
    assert page.form.means.text().startswith(first.rstrip())
    assert page.form.means.text().endswith(last.lstrip())
    assert page.form.annotator.isEnabled() is (view == "annotator")
    assert page.form.unfinished.isEnabled() is (view != "adjudicated")


def test_who_works_alone_beside_gold_is_offered_the_own_marks_until_a_view_is_chosen(
    qtbot: QtBot, project: Project, look: Look
) -> None:
    author = ["ann"]
    page = ExportPage(project, look, lambda: author[0])
    qtbot.addWidget(page)
    _mark(project, _first(project), 2, 10)
    page.refresh()
    _wait(qtbot, page)
    assert page.form.options().view == "adjudicated", "without gold these are the own ones"
    _mark(project, _first(project), 2, 10, hand=GOLD)
    author[0] = "lea"
    page.refresh()
    _wait(qtbot, page)
    assert page.form.options().view == "adjudicated", "a lead wants gold"
    author[0] = "ann"
    page.refresh()
    _wait(qtbot, page)
    assert (page.form.options().view, page.form.options().annotator) == ("annotator", "ann")
    assert page.form.means.text().startswith("The marks of ann alone, a record an article.")
    page.form.view.setCurrentIndex(0)
    _wait(qtbot, page)
    page.refresh()
    _wait(qtbot, page)
    assert page.form.options().view == "adjudicated"
    assert page.form.options().annotator == "", "whose marks says nothing here"


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("80, 10, 10", True),
        ("80 10 10", True),
        ("80/10", False),
        ("90, 10, 10", False),
        ("", False),
    ],
)
def test_shares_must_add_up(page: ExportPage, words: str, fits: bool) -> None:
    assert not page.form.shares.isEnabled()
    page.form.split.setChecked(True)
    assert page.form.shares.isEnabled()
    page.form.shares.setText(words)
    assert page.form.check() is fits
    assert page.form._trouble.isHidden() is fits
    page.form.split.setChecked(False)
    assert page.form.check(), "shares that are not asked for hinder nothing"


def test_without_a_folder_nothing_is_exported(qtbot: QtBot, page: ExportPage) -> None:
    page.form.folder.setText("   ")
    assert page.form._trouble.text() == "Choose a folder."
    page.export()
    assert not page.busy


def test_a_split_is_written_as_chosen(qtbot: QtBot, page: ExportPage, tmp_path: Path) -> None:
    page.form.split.setChecked(True)
    page.form.shares.setText("0, 100, 0")
    _wait(qtbot, page)
    page.export()
    _wait(qtbot, page)
    assert page.title.text() == "Exported, and proved."
    assert [path.name for path in (tmp_path / "out" / "data").iterdir()] == ["validation.jsonl"]


def test_the_choice_of_annotator_stays_when_names_come(qtbot: QtBot, tmp_path: Path) -> None:
    form = ExportForm(tmp_path / "out")
    qtbot.addWidget(form)
    form.view.setCurrentIndex(form.view.findData("annotator"))
    form.set_annotators(["ann", "ben"])
    form.annotator.setCurrentIndex(2)
    assert form.options().annotator == "ben"
    form.set_annotators(["ann", "ben", "cem"])
    assert form.options().annotator == "ben"
    form.set_annotators(["ann"])
    assert form.options().annotator == ""


def test_what_goes_wrong_is_told_and_the_page_lives_on(
    qtbot: QtBot, page: ExportPage, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("x")
    page.form.folder.setText(str(blocked / "inside"))
    page.export()
    _wait(qtbot, page)
    assert page.title.text() == "That did not work."
    page.form.folder.setText(str(tmp_path / "out"))
    page.export()
    _wait(qtbot, page)
    assert page.title.text() == "Exported, and proved."


def test_both_themes_are_painted(page: ExportPage, project: Project) -> None:
    light = page.grab().toImage()
    page.set_look(look_of(project.scheme, DARK))
    assert page.grab().toImage() != light
