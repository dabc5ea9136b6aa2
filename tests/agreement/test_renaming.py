"""Sums whose names are numbered otherwise: nothing changes its meaning."""

import numpy as np

from annotator.agreement.renaming import renamed
from annotator.agreement.sums import ATTRIBUTE
from annotator.agreement.units import Vocabulary


def test_no_value_stays_no_value_where_there_are_more_values() -> None:
    own = Vocabulary(labels=("a",), attributes=(("a", "x", ("n",)),), relations=())
    whole = Vocabulary(labels=("a",), attributes=(("a", "x", ("m", "n")),), relations=())
    lines = np.array([[0], [0], [0], [1], [1]], dtype=np.int32)  # two values: none, and "n"
    assert renamed(lines, ATTRIBUTE, own, whole)[2:4, 0].tolist() == [0, 2]
