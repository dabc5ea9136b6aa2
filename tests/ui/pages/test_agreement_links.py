"""Every number of the agreement page leads to what it counts: by keys, and by mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.agreement.report import Scope
from annotator.core.annotation import SetKey
from annotator.core.change import Change, Edit, Part
from annotator.projects import articles
from annotator.projects.opening import Project
from annotator.review.measuring import each_behind, measure
from annotator.store import journal
from annotator.store.annotations import read_set
from annotator.ui.dialogs.behind import BehindDialog
from annotator.ui.dialogs.behind_articles import ArticlesDialog
from annotator.ui.pages.agreement.page import AgreementPage
from annotator.ui.pages.agreement.work import measured
from annotator.ui.plots.card import PlotCard
from annotator.ui.theme import Look
from tests.corpora import FIRST, SECOND
from tests.ui.pages.waiting import Shown, waited

LEFT = Qt.MouseButton.LeftButton
K = Qt.Key


def _open(qtbot: QtBot, page: AgreementPage, card: PlotCard, words: str) -> BehindDialog:
    """Open an item by its words, by Enter, and return the dialog once it shows what it found."""
    card.plot.setFocus()
    row = next(n for n, item in enumerate(card.plot.items.rows) if item.words.startswith(words))
    card.plot.setCurrentIndex(card.plot.items.index(row, 0))
    QTest.keyClick(card.plot, K.Key_Return)
    waited(qtbot, page)
    found = page.findChildren(BehindDialog)
    assert found
    return found[-1]


def test_an_alpha_opens_the_differences_of_its_label_and_of_all(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    page.body.more.toggle()
    kinds = measure(project.store, project.scheme, Scope()).kinds
    for words, label in (("Claim, cu-alpha", "claim"), ("All labels, Token alpha", "")):
        dialog = _open(qtbot, page, page.body.more.alphas, words)
        assert len(dialog.model.rows) == sum(kinds[label][1:])
        dialog.close()


def test_a_kappa_opens_what_two_differ_in_under_its_label(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    page.body.more.toggle()
    dialog = _open(qtbot, page, page.body.more.kappas, f"{FIRST} and {SECOND}, Actor")
    cell = ("pair", FIRST, SECOND, "actor")
    assert (
        len(dialog.model.rows)
        == len([*each_behind(project.store, project.scheme, Scope(), cell)])
        > 0
    )
    assert {row.names for row in dialog.model.rows} == {(FIRST, SECOND)}
    dialog.close()


def test_an_attribute_opens_the_spans_whose_values_differ_and_says_both(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    label, attribute = _with_another_value(project)
    page = shown(project)
    page.body.more.toggle()
    title = f"{label.capitalize()}, {attribute.replace('_', ' ')}"
    dialog = _open(qtbot, page, page.body.more.attributes, title)
    assert dialog.model.rows
    for row in dialog.model.rows:
        assert row.said[0] != row.said[1]
        said = dialog.model.words(row, Qt.ItemDataRole.AccessibleTextRole)
        assert isinstance(said, str)
        assert "Other value" in said
        assert all(row.beside(place) in said for place in range(2))
    dialog.close()


def _with_another_value(project: Project) -> tuple[str, str]:
    """Let the second annotator give a span that the first has too another value."""
    for entry in articles.articles(project):
        theirs = read_set(project.store, SetKey(entry.id, FIRST)).spans
        key = SetKey(entry.id, SECOND)
        there = {(one.label, one.start, one.end) for one in theirs}
        for span in read_set(project.store, key).spans:
            label = project.scheme.label_by_name[span.label]
            if (span.label, span.start, span.end) in there and label.attributes:
                attribute = label.attributes[0]
                old = dict(span.attributes)
                value = next(one for one in attribute.values if one != old.get(attribute.name))
                traits = tuple(sorted({**old, attribute.name: value}.items()))
                part = Part(key, Change("Value", (span,), (replace(span, attributes=traits),)))
                edit = Edit("value", SECOND, "2030-01-01T00:00:00", "Value", (part,))
                journal.record(project.store, edit)
                return span.label, attribute.name
    raise AssertionError


def test_a_relation_opens_those_that_one_alone_made(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    page.body.more.toggle()
    plot = page.body.more.relations.plot
    row = next(one for one in plot.items.rows if one.cell is not None)
    dialog = _open(qtbot, page, page.body.more.relations, row.words)
    for pair in dialog.model.rows:
        assert sum(bool(words) for words in pair.said) == 1
        assert any(pair.beside(place).startswith("→ ") for place in range(2))
    assert dialog.model.rows
    dialog.close()


@pytest.mark.parametrize("by", ["keys", "mouse"])
def test_a_line_of_progress_opens_its_articles_and_each_leads_to_review(
    qtbot: QtBot, shown: Shown, project: Project, by: str
) -> None:
    page = shown(project)
    plot = page.body.done.plot
    if by == "mouse":
        QTest.mouseClick(plot.viewport(), LEFT, pos=plot.box(0).center().toPoint())
    else:
        plot.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(plot, K.Key_Return)
    waited(qtbot, page)
    dialog = page.findChildren(ArticlesDialog)[-1]
    rows = dialog.articles.rows
    assert [row.document for row in rows] == [one.id for one in articles.articles(project)]
    assert dialog.told == f"{len(rows)} articles."
    QTest.keyClick(dialog.list, K.Key_Down)
    with qtbot.waitSignal(page.review_asked) as heard:
        QTest.keyClick(dialog.list, K.Key_Return)
    assert heard.args == [rows[1].document]


def test_a_count_of_work_opens_its_articles_and_nothing_opens_nothing(
    qtbot: QtBot, shown: Shown, project: Project
) -> None:
    page = shown(project)
    page.body.more.toggle()
    items = page.body.more.paces.plot.items.rows
    by_words = {item.words: item.cell for item in items}
    assert by_words[f"{FIRST}, begun: 0 articles"] is None
    done = next(cell for words, cell in by_words.items() if words.startswith(f"{FIRST}, done"))
    assert done == ("work", FIRST, "done")


def test_before_anything_was_measured_nothing_is_claimed(
    qtbot: QtBot, project: Project, look: Look
) -> None:
    page = AgreementPage(project, look)
    qtbot.addWidget(page)
    page.resize(1440, 852)
    page.show()
    seen = [card for card in page.body.cards if card.isVisible()]
    assert seen == []
    assert not page.body.more.isVisible()
    assert page.side.scope.batch.currentText() == "All"
    assert page.side.scope.annotators.words == page.side.scope.labels.words == "all"


def test_whoever_stopped_can_measure_again(qtbot: QtBot, project: Project, look: Look) -> None:
    page = AgreementPage(project, look)
    qtbot.addWidget(page)
    page.resize(1440, 852)
    page.show()
    page.refresh()
    page.stop()
    waited(qtbot, page)
    assert page.body.title.text() == "Stopped."
    assert page.body.again.isVisible()
    page.body.again.setFocus()
    QTest.keyClick(page.body.again, K.Key_Space)
    waited(qtbot, page)
    assert not page.body.again.isVisible()
    assert page.body.forest.isVisible()


def test_what_stands_around_the_figures_is_read_anew_after_an_edit(project: Project) -> None:
    def found() -> dict[str, int]:
        told = measured(project, Scope(), lambda _done, _total, _words: None)
        return {one.annotator: one.done for one in told.paces}

    before = found()
    assert found() == before
    key = SetKey(articles.articles(project)[0].id, FIRST)
    status = read_set(project.store, key).status
    part = Part(key, Change("Reopen", (status,), ()))
    journal.record(project.store, Edit("reopen", FIRST, "2030-01-01T00:00:00", "Reopen", (part,)))
    assert found() == {**before, FIRST: before[FIRST] - 1}


def test_looking_says_how_far_it_is(qtbot: QtBot, shown: Shown, project: Project) -> None:
    page = shown(project)
    dialog = page.open_behind(("label", "claim"), "Claim")
    assert isinstance(dialog, BehindDialog)
    dialog.show_progress(20, 5000)
    assert dialog.told == "Looking …  20 of 5,000 articles"
    waited(qtbot, page)
    assert "places in" in dialog.told
    dialog.close()
