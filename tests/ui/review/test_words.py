"""What a difference is called, and the sentence that tells who marked what."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.annotation import Decision, Relation
from annotator.core.scheme import LabelScheme
from annotator.review import adjudication
from annotator.review.queue import review_of as read_review
from annotator.review.readings import Difference
from annotator.store.documents import document_ids
from annotator.ui.names import initials_of, title_of
from annotator.ui.review.words import outcome_of, people_of, rows_of, sentence_of, words_of
from tests.harbour import ANKE, BADR, CHLOE, HARBOUR, harbour_project
from tests.review.hands import TEXT, after, hand, review_of, span

NAMES = {name: name for name in (ANKE, BADR, CHLOE)}


@pytest.fixture
def differences(tmp_path: Path) -> dict[str, Difference]:
    with harbour_project(tmp_path / "harbour.quoth") as project:
        review = read_review(project.store, document_ids(project.store)[0])
    return {one.kind: one for one in reversed(review.differences)}


@pytest.mark.parametrize(
    ("kind", "title", "sentence"),
    [
        (
            "missing and nested",
            "Missing and nested",
            (
                "Two of three mark the denial. Only Anke marks the claim inside it; "
                "Badr marks the claim alone."
            ),
        ),
        ("label", "Label", "Anke and Chloé mark the denial. Only Badr marks the claim."),
        (
            "boundary",
            "Boundary",
            (
                "All mark the actor, but differ in where it starts. "
                "Anke and Chloé: “The Brackwater Harbour Board”; Badr: “Brackwater Harbour Board”"
            ),
        ),
        (
            "relation",
            "Link",
            (
                "All mark the same words, but relate them otherwise. "
                "Anke and Chloé: speaker → “Ilse Marrow”. Badr: no relation."
            ),
        ),
    ],
)
def test_a_difference_is_said_in_a_sentence_or_two(
    differences: dict[str, Difference], scheme: LabelScheme, kind: str, title: str, sentence: str
) -> None:
    one = differences[kind]
    assert title_of(one.kind) == title
    assert sentence_of(one, NAMES, scheme) == sentence


def test_its_words_are_the_longest_that_anyone_marked(differences: dict[str, Difference]) -> None:
    assert words_of(differences["boundary"], HARBOUR) == "The Brackwater Harbour Board"
    assert words_of(differences["missing and nested"], HARBOUR).startswith("denied that")
    assert words_of(differences["relation"], HARBOUR).startswith("“We have not found")


def test_where_nobody_marks_anything_by_now_the_words_are_those_of_the_text() -> None:
    review = review_of(hand("ann", span("actor", "growers")), hand("bob"))
    (found,) = review.differences
    decided = adjudication.take(review, found, found.readings[0])
    gold = after(review, decided).gold
    (left,) = review_of(hand("ann"), hand("bob"), gold).differences
    assert title_of(left.kind) == "All agree by now"
    assert words_of(left, TEXT) == "growers"


def test_initials_are_letters_of_the_names_and_never_the_same() -> None:
    assert initials_of(["Anke N.", "Badr K.", "Chloé T."]) == ["AN", "BK", "CT"]
    assert initials_of(["ann", "anna", "anne"]) == ["AN", "ANN", "A1"]
    assert initials_of(["Annotator 1", "Annotator 2"]) == ["A1", "A2"]
    many = initials_of([f"ann{number}" for number in range(12)])
    assert len(set(many)) == 12


def test_a_relation_is_told_from_the_end_that_is_in_question(scheme: LabelScheme) -> None:
    growers, later = span("actor", "growers", id="g"), span("actor", "they", id="t")
    claim = span("claim", "they had lost nearly half of their stock", id="c")
    ends = (
        Relation("r1", "same_actor", "t", "g"),
        Relation("r2", "attributed_to", "c", "g"),
    )
    review = review_of(hand("ann", growers, later, claim, *ends), hand("bob", later, claim))
    (one,) = review.differences
    assert words_of(one, TEXT) == "growers", "not the words at the other ends"
    marking = next(reading for reading in one.readings if reading.spans)
    told = [row.more for row in rows_of(marking, one, scheme) if row.more]
    assert sorted(told) == [
        "same actor ← “they”",
        "speaker ← “they had … their stock”",
    ]


def test_relations_of_one_difference_from_several_places_name_both_ends(
    scheme: LabelScheme,
) -> None:
    spans = (
        span("actor", "growers", id="g"),
        span("actor", "they", id="t"),
    )
    review = review_of(
        hand("ann", *spans, Relation("r", "same_actor", "g", "t")),
        hand("bob", *spans, Relation("r", "same_actor", "t", "g")),
    )
    (one,) = review.differences
    told = {row.more for each in one.readings for row in rows_of(each, one, scheme)}
    assert told == {"“growers” same actor → “they”", "“they” same actor → “growers”"}


def test_a_boundary_names_the_mark_whose_edge_differs_and_the_others_after_it(
    scheme: LabelScheme,
) -> None:
    review = review_of(
        hand("ann", span("claim", "growers said"), span("actor", "growers")),
        hand("bob", span("claim", "after growers said"), span("actor", "after growers")),
    )
    (found,) = review.differences
    assert sentence_of(found, {"ann": "ann", "bob": "bob"}, scheme) == (
        "All mark the claim, but differ in where it starts. "
        "ann: “growers said”; bob: “after growers said”; the actor differs, too"
    )
    review = review_of(
        hand("ann", span("claim", "growers said"), span("actor", "growers said they")),
        hand("bob", span("claim", "growers said"), span("actor", "growers said they had")),
    )
    (found,) = review.differences
    said = sentence_of(found, {"ann": "ann", "bob": "bob"}, scheme)
    assert said.startswith("All mark the actor, but differ in where it ends. ann: “growers")
    assert "too" not in said


def test_of_several_numbers_the_first_has_the_word() -> None:
    names = {who: f"Annotator {number}" for who, number in zip("abcd", (10, 2, 1, 4), strict=True)}
    assert people_of("abc", names) == ["Annotators 1", "2", "10"]
    assert people_of("a", names) == ["Annotator 10"]
    assert people_of(["a", "Anke"], names) == ["Anke", "Annotator 10"]
    sets = [hand(who, *([] if who == "d" else [span("claim", "growers")])) for who in "abcd"]
    (found,) = review_of(*sets).differences
    outcome = replace(found, decision=Decision("decide:1", 0, 1, "", "reading", ("a", "b", "c")))
    assert outcome_of(outcome, names).startswith(
        "Gold takes the reading of Annotators 1, 2 and 10."
    )


def test_gold_that_was_kept_says_whose_it_was(differences: dict[str, Difference]) -> None:
    kept = Decision("decide:1", 0, 1, "", "by hand", (ANKE,))
    said = outcome_of(replace(differences["label"], decision=kept), NAMES, "Denial “…”")
    assert said.startswith("Gold has what Anke marked before: Denial “…”.")
