"""The collector is held back, and goes on as it did before."""

import gc

import pytest

from annotator.core.collector import without_collector


def _fail() -> None:
    assert not gc.isenabled()
    raise KeyError


def test_the_collector_rests_and_goes_on_whatever_is_raised() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError), without_collector():
        _fail()
    assert gc.isenabled()


def test_a_collector_that_rests_already_is_left_at_rest() -> None:
    with without_collector():
        with without_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
