"""The left side of the agreement page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.agreement.report import Scope
from annotator.ui.panels.agreement import AgreementSide, Offer
from annotator.ui.panels.agreement.choices import AnyOf
from annotator.ui.theme import DARK, Look, look_of

K = Qt.Key


@pytest.fixture
def side(qtbot: QtBot, look: Look) -> AgreementSide:
    made = AgreementSide(look)
    qtbot.addWidget(made)
    made.scope.set_batches([("Pilot 1", 14), ("Pilot 2", 46)], 60)
    made.scope.annotators.set_options([(name, name) for name in ("Anke", "Badr", "Chloé")])
    made.scope.labels.set_options([("claim", "Claim"), ("denial", "Denial")])
    made.resize(268, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_all_is_meant_until_something_is_chosen(side: AgreementSide) -> None:
    assert side.scope.scope() == Scope()
    assert side.scope.batch.currentText() == "All, 60 articles"
    assert side.scope.annotators.words == "all 3"


def test_what_is_chosen_is_the_scope(qtbot: QtBot, side: AgreementSide) -> None:
    with qtbot.waitSignal(side.scope.changed):
        side.scope.batch.setCurrentIndex(2)
    with qtbot.waitSignal(side.scope.changed):
        side.scope.interval.setCurrentIndex(2)
    with qtbot.waitSignal(side.scope.changed):
        side.scope.annotators.lines()[3].trigger()
    with qtbot.waitSignal(side.scope.changed):
        side.scope.annotators.lines()[1].trigger()
    with qtbot.waitSignal(side.scope.changed):
        side.scope.labels.lines()[2].trigger()
    assert side.scope.scope() == Scope(("Anke", "Chloé"), ("denial",), "Pilot 2", 0.99)
    assert side.scope.annotators.words == "Anke, Chloé"
    assert side.scope.annotators.accessibleName() == "Annotators: Anke, Chloé"


def test_another_match_is_no_other_scope(qtbot: QtBot, side: AgreementSide) -> None:
    scope = side.scope
    with qtbot.assertNotEmitted(scope.changed), qtbot.waitSignal(scope.match_changed) as heard:
        scope.match.setCurrentIndex(1)
    assert heard.args == ["relaxed"]


def test_all_of_many_is_the_same_as_none_and_the_last_out_means_all(side: AgreementSide) -> None:
    field = side.scope.annotators
    seen = []
    for name in ("Badr", "Anke", "Chloé", "Badr", "Badr"):
        field.flip(name)
        seen.append(field.chosen)
    assert seen == [("Badr",), ("Anke", "Badr"), (), ("Badr",), ()]
    assert [line.isChecked() for line in field.lines()] == [True, False, False, False]


def test_a_choice_stays_when_the_project_is_measured_again_and_goes_with_what_is_gone(
    qtbot: QtBot, side: AgreementSide
) -> None:
    side.scope.batch.setCurrentIndex(1)
    side.scope.annotators.choose(["Badr", "Anke"])
    with qtbot.assertNotEmitted(side.scope.changed):
        side.scope.set_batches([("Pilot 1", 15)], 61)
        side.scope.annotators.set_options([("Badr", "Badr"), ("Dora", "Dora")])
    assert side.scope.scope() == Scope(("Badr",), (), "Pilot 1")
    side.scope.set_batches([], 61)
    assert side.scope.scope().batch == ""


def test_the_menu_of_check_marks_opens_by_key(qtbot: QtBot, side: AgreementSide) -> None:
    field: AnyOf = side.scope.annotators
    field.setFocus()
    QTest.keyClick(field, K.Key_Space)
    menu = field.check_marks
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, K.Key_Down)
    QTest.keyClick(menu, K.Key_Down)
    QTest.keyClick(menu, K.Key_Return)
    assert field.chosen == ("Anke",)


def test_the_articles_that_differ_most_are_offered_and_a_click_goes_there(
    qtbot: QtBot, side: AgreementSide
) -> None:
    side.show_first([(f"d{n}", f"Article {n}", n) for n in range(10)])
    rows = side.first.articles.rows
    assert [row.document for row in rows] == ["d9", "d8", "d7", "d6", "d5", "d4"]
    place = side.first.visualRect(side.first.articles.index(1, 0)).center()
    with qtbot.waitSignal(side.review_asked) as heard:
        QTest.mouseClick(side.first.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["d8"]
    side.first.setFocus()
    QTest.keyClick(side.first, K.Key_Down)
    with qtbot.waitSignal(side.review_asked) as heard:
        QTest.keyClick(side.first, K.Key_Return)
    assert heard.args == ["d7"]


def test_without_differences_that_is_said(side: AgreementSide) -> None:
    side.show_first([("d1", "A", 0)])
    assert not side.first.isVisible()


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        (Offer(0, 0), "No articles yet."),
        (Offer(0, 5), "No article has finished gold yet."),
        (Offer(1, 1), "1 of 1 article has finished gold and can be exported now."),
        (Offer(31, 1046), "31 of 1,046 articles have finished gold and can be exported now."),
    ],
)
def test_what_can_be_exported_is_said(side: AgreementSide, offer: Offer, words: str) -> None:
    side.show_offer(offer)
    assert side.told == words


def test_the_way_to_the_export_and_another_theme(qtbot: QtBot, side: AgreementSide) -> None:
    with qtbot.waitSignal(side.export_asked):
        QTest.mouseClick(side.export, Qt.MouseButton.LeftButton)
    side.show_first([("d1", "A", 2)])
    before = side.grab().toImage()
    side.set_look(look_of(None, DARK))
    assert side.grab().toImage() != before
