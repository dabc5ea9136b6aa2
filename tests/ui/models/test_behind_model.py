"""The places behind a number: the words around them, and what is said of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from annotator.core.annotation import Span
from annotator.core.document import Document, new_document
from annotator.ui.excerpts import LONG, excerpt
from annotator.ui.models.articles_model import most_differing
from annotator.ui.models.behind_model import BehindModel, Pair, summary

TEXT = "The firm, which runs the ferry, denied it. Fenn said the boats were gone.\n\nMore of it."
SAID = Qt.ItemDataRole.AccessibleTextRole


def _span(words: str, label: str = "claim") -> Span:
    start = TEXT.index(words)
    return Span(f"s{start}{label}", label, start, start + len(words), words)


def _pair(left: Span | None, right: Span | None, kind: str = "boundary") -> Pair:
    return Pair("d1", ("Anke", "Badr"), (left, right), kind)


@pytest.fixture
def model() -> BehindModel:
    made = BehindModel(lambda document: new_document(document, TEXT, title="Ferry"))
    made.titles = str.capitalize
    return made


def test_an_excerpt_is_the_text_around_with_whole_words_on_one_line() -> None:
    span = _span("the boats were gone")
    before, words, after = excerpt(TEXT, span.start, span.end)
    assert words == "the boats were gone"
    assert before == "… denied it. Fenn said "
    assert after == ". More of it."


def test_an_excerpt_at_the_start_and_at_the_end_has_nothing_beyond() -> None:
    assert excerpt(TEXT, 0, 8) == ("", "The firm", TEXT[8:].replace("\n\n", " "))
    assert excerpt(TEXT, len(TEXT) - 3, len(TEXT))[1:] == ("it.", "")


def test_both_sides_of_a_pair_begin_at_the_same_place(model: BehindModel) -> None:
    left, right = _span("Fenn said the boats"), _span("boats")
    one, other = (model.excerpt(_pair(left, right), span) for span in (left, right))
    assert other.before == f"{one.before}Fenn said the "


def test_what_lies_far_before_is_cut_inside() -> None:
    text = "Begin " + "word " * 400 + "finish."
    before = excerpt(text, len(text) - 7, len(text), begin=6).before
    assert before.startswith("Begin word")
    assert before.endswith("word ")
    assert len(before) < LONG + 10


def test_a_long_stretch_shows_its_start_and_its_end() -> None:
    text = "Begin " + "word " * 400 + "finish."
    words = excerpt(text, 0, len(text)).words
    assert words.startswith("Begin word")
    assert words.endswith("word finish.")
    assert " … " in words
    assert len(words) < LONG + 10


def test_all_of_a_pair_is_said(model: BehindModel) -> None:
    left, right = _span("the boats were gone"), _span("boats were gone", "denial")
    assert model.words(_pair(left, right), SAID) == (
        "Ferry. Other edges. Anke: Claim, the boats were gone. Badr: Denial, boats were gone"
    )
    assert str(model.words(_pair(None, right, "missing"), SAID)).startswith(
        "Ferry. Left out. Anke: nothing. Badr: Denial"
    )


def test_the_place_of_a_pair_holds_both_spans() -> None:
    left, right = _span("the boats"), _span("boats were gone")
    assert _pair(left, right).range == (left.start, right.end)
    assert _pair(None, right).range == (right.start, right.end)


def test_an_article_without_a_title_goes_by_its_id() -> None:
    model = BehindModel(lambda name: replace(new_document(name, TEXT), title=" "))
    assert model.title(_pair(None, _span("The firm"))) == "d1"


def test_texts_are_read_once_for_rows_that_lie_together() -> None:
    asked: list[str] = []

    def read(document: str) -> Document:
        asked.append(document)
        return new_document(document, TEXT)

    model = BehindModel(read)
    pair = _pair(_span("The firm"), _span("firm"))
    model.put([pair] * 10)
    assert asked == []
    for row in range(10):
        model.data(model.index(row, 0), SAID)
    assert asked == ["d1"]


def test_places_and_articles_are_counted() -> None:
    one = _pair(_span("The firm"), None)
    assert summary([one]) == "1 place in 1 article."
    assert summary([one, one, one._replace(document="d2")]) == "3 places in 2 articles."


def test_articles_that_differ_most_come_first_and_those_that_agree_not_at_all() -> None:
    rows = most_differing([("a", "A", 1), ("b", "B", 0), ("c", "C", 4), ("d", "D", 4)], 2)
    assert [(row.document, row.told, row.share) for row in rows] == [
        ("c", "4", 1.0),
        ("d", "4", 1.0),
    ]
    rows = most_differing([("a", "A", 1), ("c", "C", 4)], 9)
    assert rows[1].share == 0.25
    assert rows[1].said == "1 difference"
    assert most_differing([], 6) == []
