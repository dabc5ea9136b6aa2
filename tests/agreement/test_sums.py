"""Sums of an article: kept as bytes, read back, and put beside those of others."""

import numpy as np
from hypothesis import given

from annotator.agreement.counting import count_articles
from annotator.agreement.pool import pooled
from annotator.agreement.sums import (
    SPANS,
    dense_of,
    head_of,
    is_readable,
    names_in,
    pack,
    parts_of,
)
from annotator.agreement.units import Article
from annotator.agreement.vocabulary import by_vocabulary, vocabulary_of
from tests.agreement.made import LABELS, article, articles, made_scheme, packed


@given(articles(2))
def test_packed_sums_hold_what_was_counted(many: list[Article]) -> None:
    vocabulary = vocabulary_of(made_scheme())
    for sums in count_articles(many, vocabulary):
        body = pack(sums)
        head, dense, lines = parts_of(body)
        assert is_readable(body)
        assert names_in(head) == (vocabulary, sums.annotators)
        assert head == head_of(*names_in(head))
        assert (np.frombuffer(dense, dtype="<i8") == dense_of(sums)).all()
        assert (np.frombuffer(lines, dtype="<i4").reshape(-1, 6) == sums.lines).all()


def test_sums_of_another_version_or_of_none_are_not_read() -> None:
    body = packed([article("a", {"ann": [], "bob": []})], made_scheme())["a"]
    assert is_readable(body)
    assert not is_readable(body.replace(b"[1,", b"[0,", 1))
    assert not is_readable(b"")


@given(articles())
def test_an_article_is_counted_alike_alone_and_among_others(many: list[Article]) -> None:
    scheme = made_scheme()
    together = packed(many, scheme)
    assert together == {one.document: packed([one], scheme)[one.document] for one in many}


def test_a_stranger_in_one_article_leaves_the_others_as_they_are() -> None:
    plain = article("a", {"ann": [("claim", 0, 9)], "bob": []})
    odd = article("b", {"ann": [("rumour", 0, 9)], "bob": []})
    vocabulary = vocabulary_of(made_scheme())
    needed = [
        (found.labels, [one.document for one in run])
        for found, run in by_vocabulary([plain, odd, plain], vocabulary)
    ]
    assert needed == [(LABELS, ["a"]), ((*LABELS, "rumour"), ["b"]), (LABELS, ["a"])]


def test_sums_made_under_other_labels_are_put_in_their_places() -> None:
    spans = {name: [("claim", 0, 9), ("quote", 3, 5)] for name in ("ann", "bob")}
    before = packed([article("a", spans)], made_scheme(("quote", "gone", "claim")))
    after = packed([article("b", spans)], made_scheme(("claim", "quote")))
    pool = pooled(before | after, ("ann", "bob"), vocabulary_of(made_scheme(("claim", "quote"))))
    assert pool.vocabulary.labels == ("claim", "quote", "gone")
    assert (pool.sides[..., SPANS] == [1, 1, 0]).all()
    halves = [
        [line[1:].tolist() for line in table.T if pool.row_article[line[0]] == one]
        for table in pool.tables
        for one in (0, 1)
    ]
    assert [sorted(one) for one in halves[::2]] == [sorted(one) for one in halves[1::2]]
