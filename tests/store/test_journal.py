from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from annotator.core.annotation import (
    NO_HAND,
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.change import Change, Edit, Part
from annotator.core.codec import edit_hash
from annotator.core.document import Document, Region, new_document
from annotator.store import annotations, documents, journal
from annotator.store.connection import Store, open_store
from annotator.store.errors import (
    MisplacedMarkError,
    ReadOnlyProjectError,
    StaleSetError,
    UnknownDocumentError,
    UnknownEditError,
)

EditOf = Callable[..., Edit]


def test_an_edit_is_sealed_stored_and_read_back(
    store: Store, edit_of: EditOf, span: Span, key: SetKey
) -> None:
    items = (span, Relation("l1", "speaker", "s1", "s1"), Acceptance("W01", ("s1",), "fine"))
    after = journal.record(store, edit_of(*items, Status("done", "all read")), {key: 0})
    assert after.parents == ("",)
    assert after.hash == edit_hash(after)
    assert journal.read_edit(store, after.uuid) == after
    stored = annotations.read_set(store, key)
    assert stored.revision == 1
    assert set(stored.items.values()) == {*items, Status("done", "all read")}
    entry = documents.article_entry(store, "harbour").of("ann")
    assert (entry.state, entry.spans, entry.relations, entry.flagged) == ("done", 1, 1, 1)
    assert journal.verify_journal(store) == []


def test_each_edit_follows_on_the_one_before_it(
    store: Store, edit_of: EditOf, span: Span, key: SetKey
) -> None:
    first = journal.record(store, edit_of(span))
    longer = replace(span, end=12, text="Harbour fees")
    second = journal.record(store, edit_of(longer, removed=(span,)), {key: 1})
    assert second.parents == (first.hash,)
    assert [one.uuid for one in journal.read_journal(store, key=key)] == [first.uuid, second.uuid]
    assert len(list(journal.read_journal(store))) == 3, "and the import of the regions"
    assert journal.acts_of(store, "ann") == [(first.uuid, "", ""), (second.uuid, "", "")]


def test_an_edit_may_touch_many_sets(store: Store, edit_of: EditOf, span: Span) -> None:
    one = edit_of(span)
    other = Part(SetKey("second", "ann"), Change("Mark", (), (Span("s1", "x", 0, 6, "Nobody"),)))
    region = Part(SetKey("second", NO_HAND), Change("Mark", (), (Region("r1", 0, 6, "byline"),)))
    after = journal.record(store, replace(one, parts=(*one.parts, other, region)))
    assert after.parents == ("", "", "")
    assert annotations.regions_on(store, "second") == (Region("r1", 0, 6, "byline"),)
    assert [x.key.annotator for x in annotations.sets_on(store, "second")] == ["ann"]
    assert journal.verify_journal(store) == []


def test_a_stale_revision_is_refused_and_nothing_is_written(
    store: Store, edit_of: EditOf, span: Span, key: SetKey
) -> None:
    journal.record(store, edit_of(span))
    before = store.path.read_bytes()
    with pytest.raises(StaleSetError, match="harbour"):
        journal.record(store, edit_of(replace(span, id="s2")), {key: 0})
    assert store.path.read_bytes() == before


def test_what_an_edit_removes_must_stand_just_so(
    store: Store, edit_of: EditOf, span: Span, key: SetKey
) -> None:
    journal.record(store, edit_of(span))
    for wrong in (replace(span, note="another"), replace(span, id="s9")):
        with pytest.raises(StaleSetError, match="not as it was"):
            journal.record(store, edit_of(removed=(wrong,)))
    with pytest.raises(StaleSetError, match="there already"):
        journal.record(store, edit_of(span))
    assert annotations.read_set(store, key).revision == 1
    assert journal.verify_journal(store) == []


@pytest.mark.parametrize("place", [(0, 8), (70, 90), (-3, 2), (5, 3)])
def test_a_span_must_lie_in_the_text_word_for_word(
    store: Store, edit_of: EditOf, span: Span, place: tuple[int, int]
) -> None:
    with pytest.raises(MisplacedMarkError, match="s1 in harbour"):
        journal.record(store, edit_of(replace(span, start=place[0], end=place[1])))


def test_a_retried_edit_is_made_once(store: Store, edit_of: EditOf, span: Span) -> None:
    edit = edit_of(span)
    assert journal.record(store, edit) == journal.record(store, edit)


def test_an_edit_of_no_article_is_refused(store: Store, edit_of: EditOf, span: Span) -> None:
    with pytest.raises(UnknownDocumentError, match="nowhere"):
        journal.record(store, edit_of(span, key=SetKey("nowhere", "ann")))
    with pytest.raises(UnknownEditError):
        journal.read_edit(store, "no such")


def test_a_reader_cannot_write(store: Store, edit_of: EditOf, span: Span, path: Path) -> None:
    store.close()
    with open_store(path, read_only=True) as reader, pytest.raises(ReadOnlyProjectError):
        journal.record(reader, edit_of(span))


def test_the_journal_is_only_added_to(store: Store) -> None:
    for words in (
        "DELETE FROM journal",
        "UPDATE journal SET author = 'x'",
        "DELETE FROM journal_body",
        "UPDATE journal_body SET body = x''",
        "UPDATE document_text SET text = 'x'",
    ):
        with pytest.raises(Exception, match=r"only added to|never changes"):
            store.db.execute(words)


def marked(number: int, words: str = "Article") -> AnnotatedDocument:
    text = f"Article {number}. “No,” she said 😀."
    document = new_document(f"a{number}", text, source=text.encode())
    span = Span("s1", "quote", 0, 7, words, (("b", "2"), ("a", "1")), origin="model")
    items: dict[str, Item] = {"s1": span, "status": Status("done")}
    regions = (Region("r1", 0, 7, "headline", "1"),)
    return AnnotatedDocument(
        document, regions, (AnnotationSet(SetKey(f"a{number}", "ann"), items),)
    )


def test_an_import_is_one_edit_for_each_article_with_a_true_hash(store: Store) -> None:
    batch = [marked(number) for number in range(250)]
    assert journal.import_documents(store, batch, author="ann", name="Import") == []
    edits = [edit for edit in journal.read_journal(store) if edit.documents()[0].startswith("a")]
    assert len(edits) == 250
    assert all(edit.hash == edit_hash(edit) and edit.origin == "import" for edit in edits)
    back = list(annotations.annotated(store, [f"a{number}" for number in range(249, -1, -1)]))
    assert [one.document for one in back] == [one.document for one in batch[::-1]]
    assert [one.regions for one in back] == [one.regions for one in batch]
    assert back[0].sets[0].revision == 1
    assert back[0].sets[0].items["s1"].attributes == (("a", "1"), ("b", "2"))  # type: ignore[union-attr]
    assert documents.article_entry(store, "a7").of("ann").state == "done"
    assert journal.verify_journal(store) == []


def test_the_body_of_an_import_is_what_the_codec_writes(store: Store) -> None:
    journal.import_documents(store, [marked(1)], author="ann", name="Import é")
    (body,) = store.rows("SELECT body FROM journal_body ORDER BY number DESC LIMIT 1")[0]
    assert orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS) == body


def test_one_bad_article_leaves_no_trace_and_the_others_come(store: Store) -> None:
    lone = replace(marked(5).document, title="\ud800")
    batch = [
        marked(1),
        marked(2, "Artikel"),
        replace(marked(3), document=replace(marked(3).document, sha256="0" * 64)),
        AnnotatedDocument(marked(1).document),
        AnnotatedDocument(new_document("a1", "Another text.")),
        AnnotatedDocument(lone),
        marked(4),
    ]
    refused = journal.import_documents(store, batch, author="ann", name="Import")
    assert [one for one, _ in refused] == ["a2", "a3", "a1", "a1", "a5"]
    assert documents.taken_ids(store) == {"harbour", "second", "a1", "a4"}
    assert journal.verify_journal(store) == []


def test_marks_on_a_known_text_come_as_a_set_of_their_hand(store: Store, article: Document) -> None:
    items = {"s1": Span("s1", "quote", 0, 7, "Harbour")}
    given = AnnotationSet(SetKey("other-name", "gold"), items)
    again = AnnotatedDocument(replace(article, id="other-name"), (), (given,))
    assert journal.import_documents(store, [again], author="x", name="Import") == []
    assert documents.taken_ids(store) == {"harbour", "second"}
    assert annotations.read_set(store, SetKey("harbour", "gold")).items == items
    refused = journal.import_documents(store, [again], author="x", name="Import")
    assert "gold has marks on harbour already" in refused[0][1]


def test_an_import_that_is_stopped_leaves_nothing(store: Store) -> None:
    def stopped() -> Iterator[AnnotatedDocument]:
        yield from (marked(number) for number in range(150))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.import_documents(store, stopped(), author="ann", name="Import")
    assert documents.taken_ids(store) == {"harbour", "second"}


def test_an_import_can_keep_articles_out_of_the_queue(store: Store) -> None:
    journal.import_documents(
        store, [marked(1), marked(2)], author="x", name="Import", unqueued=["a1"]
    )
    assert documents.document_ids(store, queued_only=True) == ["harbour", "second", "a2"]
