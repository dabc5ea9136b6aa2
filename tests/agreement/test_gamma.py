"""Gamma over articles: seeded, stopped when asked, and n/a where nobody marked anything."""

import pytest

from annotator.agreement.gamma_sampling import NOTHING_MARKED, gamma_of
from annotator.agreement.report import Figure, Scope
from annotator.core.progress import CancelledError
from tests.agreement.made import article

SPANS = [("claim", 0, 5), ("quote", 7, 15), ("claim", 17, 22)]
MOVED = [("claim", 1, 5), ("quote", 7, 16), ("quote", 17, 22)]


def test_the_same_marks_have_a_gamma_of_one() -> None:
    found = gamma_of([article("a", {"ann": SPANS, "bob": SPANS})], Scope())
    assert found.value == 1.0
    assert (found.n, found.unit, found.low) == (6, "spans", None)


def test_the_less_marks_are_alike_the_less_gamma_is_and_a_seed_decides_it() -> None:
    moved = [article(f"a{n}", {"ann": SPANS, "bob": MOVED, "cay": SPANS}) for n in range(3)]
    found = gamma_of(moved, Scope(seed=3))
    assert found == gamma_of(moved, Scope(seed=3))
    assert found != gamma_of(moved, Scope(seed=4))
    assert found.value is not None
    assert found.low is not None
    assert 0 < found.low <= found.value < 1


def test_only_the_labels_that_are_asked_for_are_aligned() -> None:
    one = article("a", {"ann": SPANS, "bob": [*SPANS[1:2], ("claim", 20, 21)]})
    assert gamma_of([one], Scope(labels=("quote",))).value == 1.0
    assert gamma_of([one], Scope()).value != 1.0


def test_nothing_marked_is_no_figure() -> None:
    for many in ([], [article("a", {"ann": [], "bob": []})]):
        assert gamma_of(many, Scope()) == Figure(None, why=NOTHING_MARKED)


def test_it_stops_when_asked() -> None:
    def stop(done: int, total: int, words: str) -> None:
        if done:
            raise CancelledError

    many = [article(f"a{n}", {"ann": SPANS, "bob": SPANS}) for n in range(2)]
    with pytest.raises(CancelledError):
        gamma_of(many, Scope(), stop)
