"""The collector is held back, and goes on as it did before."""

import gc

import pytest

from annotator.core.collector import spare_no_more, spare_what_is_there, without_collector


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


def test_what_is_spared_is_not_walked_until_it_is_spared_no_more() -> None:
    circle: list[object] = []
    circle.append(circle)
    name = id(circle)
    spare_what_is_there()
    del circle
    gc.collect()
    assert name not in {id(one) for one in gc.get_objects()}  # it is there, and not looked at
    spare_no_more()
    assert name in {id(one) for one in gc.get_objects()}
    gc.collect()
    assert name not in {id(one) for one in gc.get_objects()}
