"""What a difference is called, and the sentence that tells who marked what."""

from pathlib import Path

import pytest

from annotator.core.scheme import LabelScheme
from annotator.review.queue import review_of
from annotator.review.readings import Difference
from annotator.store.documents import document_ids
from annotator.ui.review_words import initials_of, sentence_of, title_of, words_of
from tests.harbour import ANKE, BADR, CHLOE, harbour_project

NAMES = {name: name for name in (ANKE, BADR, CHLOE)}


@pytest.fixture
def differences(tmp_path: Path) -> dict[str, Difference]:
    with harbour_project(tmp_path / "harbour.quoth") as project:
        review = review_of(project.store, document_ids(project.store)[0])
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
    assert words_of(differences["boundary"]) == "The Brackwater Harbour Board"
    assert words_of(differences["missing and nested"]).startswith("denied that")
    assert words_of(differences["relation"]).startswith("“We have not found")


def test_initials_are_letters_of_the_names_and_never_the_same() -> None:
    assert initials_of(["Anke N.", "Badr K.", "Chloé T."]) == ["AN", "BK", "CT"]
    assert initials_of(["ann", "anna", "anne"]) == ["AN", "ANN", "A1"]
    assert initials_of(["Annotator 1", "Annotator 2"]) == ["A1", "A2"]
    many = initials_of([f"ann{number}" for number in range(12)])
    assert len(set(many)) == 12
