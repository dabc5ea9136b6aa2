from dataclasses import replace

import pytest

from annotator.core.annotation import AnnotatedDocument
from annotator.core.articles import SetSummary
from annotator.core.document import Document, Parent, Region, new_document
from annotator.store import annotations, documents, journal
from annotator.store.connection import Store
from annotator.store.errors import StoreError, UnknownDocumentError
from tests.items import add_document


def test_an_article_comes_back_as_it_went_in(store: Store, article: Document) -> None:
    assert documents.read_document(store, "harbour") == article
    assert annotations.regions_on(store, "harbour") == (Region("r1", 0, 39, "headline"),)
    child = replace(new_document("child", "The union"), parent=Parent("harbour", "f" * 64, 40))
    add_document(store, child, queued=False)
    assert documents.read_document(store, "child") == child


def test_a_text_keeps_every_character(store: Store) -> None:
    text = "a\r\nb\rc\u2028d\u2029e\ufeff\ufdd0\x00\U0010ffff \u200f"
    add_document(store, new_document("odd", text))
    assert documents.read_document(store, "odd").text == text
    assert journal.verify_journal(store) == []


def test_the_same_article_twice_is_refused(store: Store, article: Document) -> None:
    with pytest.raises(StoreError, match="harbour"):
        add_document(store, replace(article, id="again"))
    with pytest.raises(StoreError, match="second"):
        add_document(store, new_document("second", "other words"))
    with pytest.raises(StoreError, match="digest"):
        add_document(store, replace(article, id="x", sha256="0" * 64))
    assert documents.document_ids(store) == ["harbour", "second"]


def test_articles_are_found_by_id_and_digest(store: Store, article: Document) -> None:
    assert documents.document_with_digest(store, article.sha256) == "harbour"
    assert documents.document_with_digest(store, "0" * 64) is None
    assert documents.taken_ids(store) == {"harbour", "second"}
    with pytest.raises(UnknownDocumentError, match="nowhere"):
        documents.read_document(store, "nowhere")
    with pytest.raises(UnknownDocumentError):
        documents.article_entry(store, "nowhere")
    with pytest.raises(UnknownDocumentError):
        list(annotations.annotated(store, ["nowhere"]))


def test_an_article_goes_out_of_the_queue_and_back(store: Store) -> None:
    documents.set_queued(store, "harbour", False)
    assert documents.document_ids(store, queued_only=True) == ["second"]
    assert [one.id for one in documents.list_articles(store)] == ["second"]
    assert [one.queued for one in documents.list_articles(store, queued_only=False)] == [0, 1]
    assert journal.verify_journal(store) == []
    documents.set_queued(store, "harbour", True)
    assert documents.document_ids(store, queued_only=True) == ["harbour", "second"]


def test_the_list_is_searched_and_paged(store: Store) -> None:
    batch = [
        AnnotatedDocument(new_document(f"n{n}", f"x{n}", title=f"STRASSE Été {n}"))
        for n in range(30)
    ]
    journal.import_documents(store, batch, author="x", name="Import")
    found = documents.list_articles(store, search="straße ÉTÉ 1", limit=5, offset=2)
    assert [one.id for one in found] == ["n11", "n12", "n13", "n14", "n15"]
    assert documents.count_articles(store, search="straße") == 30
    assert [one.id for one in documents.list_articles(store, search="HARB")] == ["harbour"]
    assert documents.list_articles(store, search="%") == []
    assert documents.list_articles(store)[0].sets == ()


def test_many_hands_make_one_line(store: Store, article: Document) -> None:
    for hand in ("b", "a"):
        with store.writing() as db:
            db.execute("INSERT INTO journal VALUES (NULL, ?, 'x', '', '', '')", (hand,))
            last = db.execute("SELECT max(number) FROM journal").fetchone()[0]
            db.execute(
                "INSERT INTO annotation_set VALUES (NULL, 1, ?, 1, '', ?, 'none', 2, 1, 0)",
                (hand, last),
            )
    line = documents.article_entry(store, "harbour")
    assert line.sets == (SetSummary("a", "none", 2, 1, 0), SetSummary("b", "none", 2, 1, 0))
    assert (line.length, line.words) == (len(article.text), len(article.text.split()))


def test_what_was_split_off_stands_where_the_whole_stood(store: Store) -> None:
    for name in ("a", "b", "c", "b-1", "b-2", "d", "b-2-1"):
        add_document(store, new_document(name, f"The text of {name}."))
    before = [one.id for one in documents.list_articles(store)]
    assert before == ["harbour", "second", "a", "b", "c", "b-1", "b-2", "d", "b-2-1"]
    documents.place_behind(store, "b", ["b-1", "b-2"])
    documents.place_behind(store, "b-2", ["b-2-1"])
    documents.set_queued(store, "b", False)
    listed = [one.id for one in documents.list_articles(store)]
    assert listed == ["harbour", "second", "a", "b-1", "b-2", "b-2-1", "c", "d"]
    paged = [documents.list_articles(store, limit=1, offset=at)[0].id for at in range(8)]
    assert paged == listed
    assert [one.id for one in documents.list_articles(store, search="B-")] == listed[3:6]
    assert documents.article_entry(store, "c").id == "c"
    assert documents.document_ids(store)[-1] == "b-2-1", "what goes out keeps the order of import"
