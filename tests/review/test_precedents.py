import pytest

from annotator.core.annotation import SetKey
from annotator.core.document import Document, new_document
from annotator.core.people import GOLD
from annotator.review import adjudication
from annotator.review.precedents import UNMARKED, precedents
from annotator.review.queue import review_of
from annotator.store.handle import Store
from tests.items import add_document
from tests.review.hands import accepted, hand, marked, recorded, written

SAID = "The union spoke. {} denied it. Later the Union spoke again."


@pytest.fixture
def articles(store: Store) -> list[Document]:
    """Four articles with “the union”: ann marks it in each as an actor, bob in the last alone."""
    made = []
    for number in range(4):
        document = new_document(f"union-{number}", SAID.format(f"Mayor {number}"))
        add_document(store, document)
        actor = marked(document, "actor", "The union")
        mayor = marked(document, "actor", f"Mayor {number}")
        other = [actor] if number == 3 else []
        written(store, hand("ann", actor, document=document))
        written(store, hand("bob", mayor, *other, document=document))
        made.append(document)
    return made


def _decide(
    store: Store, document: Document, *, take: bool, why: tuple[str, str] = ("", "")
) -> None:
    review = review_of(store, document.id)
    one = next(each for each in review.differences if each.start == 0)
    if take:
        change = adjudication.take(
            review, one, next(each for each in one.readings if not each.empty)
        )
    else:
        change = adjudication.nothing_here(review, one)
    recorded(store, review.gold.key, change, by="lead")
    review = review_of(store, document.id)
    (one,) = [each for each in review.differences if each.start == 0]
    if any(why):
        recorded(store, review.gold.key, adjudication.explained(review, one, *why), by="lead")


def test_the_same_words_show_how_they_were_decided_the_newest_first(
    store: Store, articles: list[Document]
) -> None:
    _decide(store, articles[1], take=True, why=("An organisation.", "2.1"))
    _decide(store, articles[0], take=False, why=("Not a source.", "2.2"))
    accepted(store)
    review = review_of(store, "union-2")
    found = precedents(store).like(review.differences[0], review.document.text)
    assert [one.took for one in found.same_words] == ["", "The union"]
    assert [(one.document, one.outcome, one.reason, one.labels) for one in found.same_words] == [
        ("union-0", "nothing", "Not a source.", ()),
        ("union-1", "reading", "An organisation.", ("actor",)),
    ]
    assert found.counts == (("actor", 2), (UNMARKED, 1))  # one of them because all agree
    assert found.same_words[0].time == "2025-03-03T09:00:00+00:00"


def test_other_words_of_the_same_kind_and_labels_are_shown_apart(
    store: Store, articles: list[Document]
) -> None:
    _decide(store, articles[0], take=True)
    review = review_of(store, "union-1")
    mayor = next(one for one in review.differences if one.start > 0)
    found = precedents(store).like(mayor, review.document.text)
    assert found.same_words == ()
    assert [one.shown for one in found.same_kind] == ["The union"]
    assert found.counts == ()


def test_a_difference_is_no_precedent_of_its_own(store: Store, articles: list[Document]) -> None:
    _decide(store, articles[0], take=True)
    review = review_of(store, "union-0")
    found = precedents(store).like(review.differences[0], review.document.text)
    assert (found.same_words, found.counts) == ((), ())


def test_a_stale_decision_is_no_precedent(store: Store, articles: list[Document]) -> None:
    _decide(store, articles[0], take=True)
    written(store, hand("cyd", document=articles[0]))
    review = review_of(store, "union-1")
    assert precedents(store).like(review.differences[0], review.document.text).same_words == ()


def test_how_often_a_guideline_was_used_is_told(store: Store, articles: list[Document]) -> None:
    _decide(store, articles[0], take=True, why=("", "4.2"))
    _decide(store, articles[1], take=True, why=("", "4.2"))
    _decide(store, articles[2], take=True, why=("", "3"))
    found = precedents(store)
    assert found.guidelines() == [("4.2", 2), ("3", 1)]


def test_a_decision_made_just_now_is_the_newest(store: Store, articles: list[Document]) -> None:
    _decide(store, articles[0], take=True)
    known = precedents(store)
    _decide(store, articles[1], take=False, why=("No.", "1"))
    known.renew(review_of(store, "union-1"))
    review = review_of(store, "union-2")
    found = known.like(review.differences[0], review.document.text)
    assert [one.document for one in found.same_words] == ["union-1", "union-0"]
    fresh = precedents(store).like(review.differences[0], review.document.text)
    assert [one.document for one in fresh.same_words] == ["union-1", "union-0"]
    assert fresh.counts == found.counts
    _decide(store, articles[1], take=True)
    known.renew(review_of(store, "union-1"))
    assert known.guidelines() == []
    assert known.like(review.differences[0], review.document.text).counts == (("actor", 2),)


def test_gold_made_by_others_than_review_is_no_decision(
    store: Store, articles: list[Document]
) -> None:
    mark = marked(articles[0], "actor", "The union")
    written(store, hand(GOLD, mark, document=articles[0]))
    review = review_of(store, "union-1")
    assert precedents(store).like(review.differences[0], review.document.text).same_words == ()
    assert review_of(store, "union-0").gold.key == SetKey("union-0", GOLD)


@pytest.mark.parametrize("words", ["THE UNION", "the   union", "Straße des Marktes"])
def test_words_are_the_same_however_they_are_capitalised_and_spaced(
    store: Store, articles: list[Document], words: str
) -> None:
    """Also letters that only a comparison without case takes for the same."""
    first, said = articles[0], words
    if words.startswith("Straße"):
        first, said = _an_actor(store, "market", "Straße des Marktes"), "STRASSE DES MARKTES"
    _decide(store, first, take=True)
    later = _an_actor(store, "later", said)
    found = precedents(store).like(review_of(store, later.id).differences[0], later.text)
    assert [one.document for one in found.same_words] == [first.id]
    assert found.counts == (("actor", 1),)


def _an_actor(store: Store, name: str, words: str) -> Document:
    """An article that begins with words which one of two marks."""
    document = new_document(name, f"{words} spoke of it in {name}.")
    add_document(store, document)
    written(store, hand("ann", marked(document, "actor", words), document=document))
    written(store, hand("bob", document=document))
    return document
