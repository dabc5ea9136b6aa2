"""The page where a lead sees agreement, on real projects."""

import csv
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.agreement.matching import Match, matched
from annotator.agreement.report import NOTHING, Scope
from annotator.core.annotation import SetKey
from annotator.core.people import GOLD, Assignment, Role
from annotator.projects import articles
from annotator.projects.opening import Project, make_project, open_project
from annotator.projects.people import add_person
from annotator.review.measuring import measure
from annotator.store import assignments
from annotator.transfer.importing import import_text
from annotator.ui.dialogs.behind import BehindDialog
from annotator.ui.models.behind_model import Pair
from annotator.ui.pages.agreement.page import AgreementPage
from annotator.ui.plots.card import PlotCard
from annotator.ui.plots.forest import HEAD
from annotator.ui.plots.ink import number
from annotator.ui.plots.plot import Plot
from annotator.ui.theme import DARK, look_of
from tests.corpora import FIRST, SECOND, THIRD
from tests.noise import finish
from tests.ui.pages.waiting import Shown, waited

LEFT = Qt.MouseButton.LeftButton
Place = tuple[str, tuple[str, str], int, int, str]


def _matches(project: Project) -> Iterator[tuple[str, tuple[str, str], Match]]:
    """Yield what each pair of annotators marked, article by article."""
    for entry in articles.articles(project):
        sets = {one.key.annotator: one.spans for one in articles.sets(project, entry.id)}
        for left, right in combinations(sorted(sets), 2):
            for match in matched(sets[left], sets[right]):
                yield entry.id, (left, right), match


def _place(pair: Pair) -> Place:
    first, second = sorted(pair.names)  # behind a cell of the confusion they may be turned
    return pair.document, (first, second), *pair.range, pair.kind


def _places(project: Project, wanted: Callable[[tuple[str, str], Match], bool]) -> list[Place]:
    return sorted(
        _place(Pair(document, names, (match.left, match.right), match.kind))
        for document, names, match in _matches(project)
        if wanted(names, match)
    )


def _labels(match: Match) -> tuple[str, str]:
    sides = (match.left, match.right)
    first, second = (side.label if side else NOTHING for side in sides)
    return first, second


def _dialog(qtbot: QtBot, page: AgreementPage) -> BehindDialog:
    """Return the dialog that was opened last, once it has found what it shows."""
    waited(qtbot, page)
    return page.findChildren(BehindDialog)[-1]


def _click(plot: Plot, words: str) -> None:
    row = next(n for n, item in enumerate(plot.items.rows) if item.words.startswith(words))
    QTest.mouseClick(plot.viewport(), LEFT, pos=plot.box(row).center().toPoint())


def test_it_shows_what_was_measured(shown: Shown, project: Project) -> None:
    page = shown(project)
    report = measure(project.store, project.scheme, Scope())
    rows = page.body.forest.plot.items.rows
    claims = report.by_label[0]
    assert rows[0].words.startswith(f"Claim, overlapping words: {number(claims.relaxed.value)} (")
    assert rows[1].words.startswith(f"Claim, same words: {number(claims.exact.value)} (")
    assert len(page.body.pairs.plot.items.rows) == 6
    assert page.body.title.text()
    assert number(report.overall.exact.value) in page.body.words.text()
    assert "on 5 of 5 articles" in page.side.told
    first = page.side.first.articles.rows[0]
    assert int(first.told) == max(one.differing for one in report.by_article)


def test_few_articles_are_warned_of(shown: Shown, project: Project) -> None:
    page = shown(project)
    assert page.body.warnings.isVisible()
    assert "5" in page.body.warnings.text()


def test_a_cell_of_the_confusion_opens_just_its_pairs(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    _click(page.body.confusion.plot, "Claim that the other left out")
    dialog = _dialog(qtbot, page)
    found = sorted(_place(pair) for pair in dialog.model.rows)
    wanted = {("claim", NOTHING), (NOTHING, "claim")}
    assert found == _places(project, lambda _names, match: _labels(match) in wanted)
    assert found
    dialog.close()


def test_the_count_of_each_cell_is_the_number_of_places_behind_it(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    plot = page.body.confusion.plot
    for row, item in enumerate(plot.items.rows):
        if item.cell is None:
            continue
        QTest.mouseClick(plot.viewport(), LEFT, pos=plot.box(row).center().toPoint())
        dialog = _dialog(qtbot, page)
        assert f": {len(dialog.model.rows):,} time" in item.words
        dialog.close()


def test_a_pair_of_annotators_opens_their_differences_alone(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    _click(page.body.pairs.plot, f"{THIRD} and {FIRST}")
    dialog = _dialog(qtbot, page)
    found = sorted(_place(pair) for pair in dialog.model.rows)
    assert found == _places(
        project, lambda names, match: names == (FIRST, THIRD) and match.kind != "exact"
    )
    dialog.close()


def test_a_bar_opens_the_edges_that_it_counts(qtbot: QtBot, shown: Shown, project: Project) -> None:
    page = shown(project)
    page.body.pick_edge("end")
    plot = page.body.edges.plot
    item = plot.items.rows[0]
    QTest.mouseClick(plot.viewport(), LEFT, pos=plot.box(0).center().toPoint())
    dialog = _dialog(qtbot, page)
    pairs = dialog.model.rows
    assert pairs
    assert item.words.split(": ")[1].startswith(f"{len(pairs)} end")
    later = not item.words.startswith("−")
    for pair in pairs:
        left, right = pair.spans
        assert left is not None
        assert right is not None
        assert (right.end > left.end) == later
    dialog.close()


def test_a_kind_of_difference_opens_its_places(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    page.body.more.toggle()
    plot = page.body.more.kinds.plot
    plot.setFocus()
    _press_until(plot, "All labels, label:")
    QTest.keyClick(plot, Qt.Key.Key_Return)
    dialog = _dialog(qtbot, page)
    found = sorted(_place(pair) for pair in dialog.model.rows)
    assert found == _places(project, lambda _names, match: match.kind == "label")
    dialog.close()


def _press_until(plot: Plot, words: str) -> None:
    QTest.keyClick(plot, Qt.Key.Key_Home)
    for _ in plot.items.rows:
        if plot.items.rows[plot.currentIndex().row()].words.startswith(words):
            return
        QTest.keyClick(plot, Qt.Key.Key_Right)
    pytest.fail(f"{words} was not reached")


def test_enter_in_the_list_asks_for_the_place(qtbot: QtBot, shown: Shown, project: Project) -> None:
    page = shown(project)
    _click(page.body.confusion.plot, "Claim at both")
    dialog = _dialog(qtbot, page)
    pair = dialog.model.rows[0]
    with qtbot.waitSignal(page.difference_asked) as heard:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert heard.args == [pair.document, *pair.range]


def test_other_annotators_other_labels_and_another_interval_are_measured_anew(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    page.side.scope.annotators.choose([FIRST, SECOND])
    waited(qtbot, page)
    page.side.scope.labels.choose(["quote"])
    waited(qtbot, page)
    page.side.scope.interval.setCurrentIndex(2)
    waited(qtbot, page)
    scope = Scope((FIRST, SECOND), ("quote",), confidence=0.99)
    report = measure(project.store, project.scheme, scope)
    rows = page.body.forest.plot.items.rows
    assert len(rows) == 2
    assert rows[1].words.startswith(f"Quote, same words: {number(report.by_label[0].exact.value)}")
    assert page.body.forest.words.startswith("F1 with 99 % interval")
    assert len(page.body.pairs.plot.items.rows) == 2


def test_what_is_chosen_while_it_measures_is_measured_next(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    page.refresh()
    page.side.scope.labels.choose(["actor"])
    assert page.busy
    waited(qtbot, page)
    assert len(page.body.forest.plot.items.rows) == 2
    assert page.body.forest.plot.items.rows[0].words.startswith("Actor")


def test_a_batch_narrows_what_is_measured(qtbot: QtBot, shown: Shown, project: Project) -> None:
    ids = [entry.id for entry in articles.articles(project)]
    given = [Assignment(ids[0], name, "Pilot") for name in (FIRST, SECOND)]
    assignments.assign(project.store, given)
    page = shown(project)
    assert page.side.scope.batch.itemText(1) == "Pilot, 1 article"
    page.side.scope.batch.setCurrentIndex(1)
    waited(qtbot, page)
    assert "on 1 of 5 articles" in page.side.told


def test_another_match_puts_another_figure_in_front_without_measuring(
    shown: Shown, project: Project
) -> None:
    page = shown(project)
    before = page.body.forest.plot.items.rows[1].words
    page.side.scope.match.setCurrentIndex(1)
    assert not page.busy
    assert page.body.forest.plot.items.rows[0].words == before
    page.side.scope.match.setCurrentIndex(2)
    assert "u-alpha" in page.body.forest.plot.items.rows[1].words


def test_what_was_edited_since_is_in_it_when_the_page_comes_again(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    before = page.body.confusion.plot.items.rows[0].words
    key = SetKey(articles.articles(project)[0].id, THIRD)
    spans = next(one for one in articles.sets(project, key.document) if one.key == key).spans
    gone = [span for span in spans if span.label == "claim"]
    _take_away(project, key, [span.id for span in gone])
    page.refresh()
    waited(qtbot, page)
    assert page.body.confusion.plot.items.rows[0].words != before


def _take_away(project: Project, key: SetKey, ids: list[str]) -> None:
    from annotator.core.change import Change, Edit, Part
    from annotator.store import journal
    from annotator.store.annotations import read_set

    items = read_set(project.store, key).items
    part = Part(key, Change("Remove", tuple(items[one] for one in ids), ()))
    journal.record(project.store, Edit("later", THIRD, "2030-01-01T00:00:00", "Remove", (part,)))


# -- nothing to compare


def test_an_empty_project_is_calm(shown: Shown, tmp_path: Path) -> None:
    with make_project(tmp_path / "empty.quoth") as project:
        page = shown(project)
        _is_calm(page)
        assert page.side.told.startswith("No articles yet.")


def test_one_annotator_alone_is_no_agreement(shown: Shown, tmp_path: Path) -> None:
    with make_project(tmp_path / "one.quoth") as project:
        import_text(project.store, project.scheme, "The firm denied it.\n", title="A")
        key = SetKey(articles.articles(project)[0].id, "Anke")
        finish(project.store, key, ())
        page = shown(project)
        _is_calm(page)
        assert page.body.more.left_out.articles.rows[0].told == "Only Anke finished it."
        people = page.body.more.paces.plot.items.rows
        assert any(item.words == "Anke, done: 1 article" for item in people)


def test_nobody_finished_says_who_is_missing(shown: Shown, tmp_path: Path) -> None:
    with make_project(tmp_path / "none.quoth") as project:
        import_text(project.store, project.scheme, "The firm denied it.\n", title="A")
        document = articles.articles(project)[0].id
        given = [Assignment(document, name) for name in ("Anke", "Badr")]
        assignments.assign(project.store, given)
        page = shown(project)
        _is_calm(page)
        assert "Anke and Badr have not finished an article yet." in page.body.words.text()


def _is_calm(page: AgreementPage) -> None:
    body = page.body
    assert body.title.text()
    for card in (body.forest, body.confusion, body.pairs, body.edges):
        assert not card.isVisible()
    shown = " ".join([body.title.text(), body.words.text(), body.warnings.text(), page.side.told])
    assert "nan" not in shown.lower().split()
    assert "0.00" not in shown
    assert "1.00" not in shown


# -- out of the window


def test_a_drawing_goes_to_the_clipboard_as_a_picture(shown: Shown, project: Project) -> None:
    page = shown(project)
    QGuiApplication.clipboard().clear()
    page.body.confusion.wanted.emit("copy")
    assert QGuiApplication.clipboard().image().width() > 800


def test_svg_and_csv_are_written_whole(shown: Shown, project: Project, tmp_path: Path) -> None:
    page = shown(project)
    page.write(page.body.confusion, "svg", tmp_path / "c.svg")
    assert b"<svg" in (tmp_path / "c.svg").read_bytes()
    page.write(page.body.confusion, "csv", tmp_path / "c.csv")
    rows = list(csv.reader((tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()))
    report = measure(project.store, project.scheme, Scope())
    assert rows[0] == ["", "Claim", "Denial", "Quote", "Actor", "Nothing"]
    assert int(rows[1][5]) == report.confusion[0][4]
    assert sorted(path.name for path in tmp_path.glob("c.*")) == ["c.csv", "c.svg"]


def test_every_drawing_can_be_saved_in_every_way(
    shown: Shown, project: Project, tmp_path: Path
) -> None:
    page = shown(project)
    for number_, card in enumerate(page.body.cards):
        for way in ("svg", "csv"):
            path = tmp_path / f"{number_}.{way}"
            page.write(card, way, path)
            assert path.stat().st_size > 20, card.title


def test_where_a_file_cannot_be_written_that_is_told(
    qtbot: QtBot, shown: Shown, project: Project, tmp_path: Path
) -> None:
    from annotator.ui.dialogs.message import MessageDialog

    page = shown(project)
    (tmp_path / "a file").touch()
    page.write(page.body.confusion, "svg", tmp_path / "a file" / "c.svg")
    told = page.findChildren(MessageDialog)
    assert [dialog.words for dialog in told] == ["c.svg could not be written"]
    told[0].close()


# -- the rest


def test_a_project_that_can_only_be_looked_at_is_measured(
    qtbot: QtBot, shown: Shown, team_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "kept.quoth"
    path.write_bytes(team_path.read_bytes())
    path.chmod(0o444)
    with open_project(path) as project:
        page = shown(project)
        assert page.body.forest.isVisible()


def test_articles_lead_to_review_and_the_button_to_the_export(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    first = page.side.first
    place = first.visualRect(first.articles.index(0, 0)).center()
    with qtbot.waitSignal(page.review_asked) as heard:
        QTest.mouseClick(first.viewport(), LEFT, pos=place)
    assert heard.args == [first.articles.rows[0].document]
    with qtbot.waitSignal(page.export_asked):
        QTest.mouseClick(page.side.export, LEFT)


def test_an_article_whose_gold_is_finished_need_not_be_reviewed_and_can_go_out(
    shown: Shown, project: Project
) -> None:
    worst = shown(project).side.first.articles.rows[0].document
    finish(project.store, SetKey(worst, GOLD), ())
    page = shown(project)
    assert worst not in [row.document for row in page.side.first.articles.rows]
    assert "1 of 5 articles has finished gold" in page.side.told


def test_the_fold_shows_more_and_hides_it_again(shown: Shown, project: Project) -> None:
    page = shown(project)
    assert not page.body.more.alphas.isVisible()
    QTest.mouseClick(page.body.more.button, LEFT)
    assert page.body.more.alphas.isVisible()
    assert page.body.more.articles.isVisible()
    assert len(page.body.more.articles.articles.rows) == 5
    QTest.mouseClick(page.body.more.button, LEFT)
    assert not page.body.more.alphas.isVisible()


def test_gamma_is_measured_when_it_is_asked_for(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    more = page.body.more
    more.toggle()
    QTest.mouseClick(more.gamma, LEFT)
    assert more.gamma.text() == "Stop"
    waited(qtbot, page)
    assert more.gamma.text() == "Measure gamma"
    assert more.gamma_words.text().startswith("Gamma 0.")
    page.side.scope.labels.choose(["actor"])
    waited(qtbot, page)
    assert not more.gamma_words.text().startswith("Gamma 0.")


def test_gamma_can_be_stopped(qtbot: QtBot, shown: Shown, project: Project) -> None:
    page = shown(project)
    more = page.body.more
    more.toggle()
    QTest.mouseClick(more.gamma, LEFT)
    QTest.mouseClick(more.gamma, LEFT)
    waited(qtbot, page)
    assert more.gamma.text() == "Measure gamma"
    assert not more.gamma_words.text().startswith("Gamma 0.")
    assert page.body.forest.isVisible()


def test_it_takes_another_theme_with_the_figures_in_it(shown: Shown, project: Project) -> None:
    page = shown(project)
    before = page.body.forest.grab().toImage()
    page.set_look(look_of(project.scheme, DARK))
    assert page.body.forest.grab().toImage() != before


def test_everything_on_the_page_has_a_name(shown: Shown, project: Project) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox

    page = shown(project)
    page.body.more.toggle()
    for kind in (QAbstractButton, QAbstractItemView, QComboBox):
        for widget in page.findChildren(kind):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name, widget


def test_who_leads_and_marks_nothing_is_not_among_the_annotators(
    project: Project, shown: Shown
) -> None:
    add_person(project, "lea", Role.LEAD)
    choice = shown(project).side.scope.annotators
    assert choice.words == "all 3"
    assert [line.text() for line in choice.lines()] == ["All", FIRST, SECOND, THIRD]


def test_on_a_small_screen_titles_are_whole_and_the_fold_is_in_sight(
    qtbot: QtBot, project: Project, shown: Shown
) -> None:
    page = shown(project)
    page.resize(1366, 720)  # under the top bar of a window of 1366 x 768
    body = page.body
    fold = body.more.button

    def foot() -> int:
        return fold.mapTo(body.viewport(), QPoint(0, fold.height())).y()

    qtbot.waitUntil(lambda: foot() <= body.viewport().height())
    for width in (1366, 1280, 1100, 1024):
        page.resize(width, 720)
        qtbot.waitUntil(lambda: all(map(_is_whole, body.cards[:5])))


def test_what_the_goal_is_called_stands_over_the_dots(shown: Shown, project: Project) -> None:
    plot = shown(project).body.forest.plot
    assert min(box.top() for box in plot.drawing.boxes(QRectF(plot.rect()))) >= HEAD


def _is_whole(card: PlotCard) -> bool:
    """Tell whether a card's title is not cut and nothing lies over it."""
    title = card._title
    beside = (card._side.geometry(), card.more.geometry())
    clear = not any(title.geometry().intersects(one) for one in beside)
    return clear and title.width() >= title.sizeHint().width()
