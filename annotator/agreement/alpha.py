"""Krippendorff's alpha over what can be compared: 1 - observed / expected disagreement.

Krippendorff 2004, chapter 11: values are tallied as coincidences, each pair of values of one unit
both ways round and weighted by 1 / (m - 1), m being how many values the unit has.
"""

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.exact import ratio
from annotator.agreement.units import Floats, Ints


def alpha(observed: Floats, marginals: Floats, distance: Floats) -> Floats:
    """Return alpha, nan where the values do not vary.

    `observed` is the sum of coincidences times their distance, `marginals` (... x values) how
    often each value comes among those that can be compared, `distance` values x values.
    """
    values = marginals.sum(axis=-1)
    expected = ((marginals @ distance) * marginals).sum(axis=-1)
    return 1 - ratio(observed * (values - 1), expected)


def nominal_distance(values: int) -> Floats:
    """Return 0 for the same value and 1 for others: values x values."""
    return 1.0 - np.eye(values)


def jaccard_distance(codes: Ints) -> Floats:
    """Return 1 - what two sets share over what they have: codes x codes.

    Codes are sets as bits; two empty sets are the same.
    """
    shared = bits_in(codes[:, None] & codes[None, :])
    either = bits_in(codes[:, None] | codes[None, :])
    found: Floats = 1 - np.where(either > 0, shared / np.maximum(either, 1), 1.0)
    return found


def bits_in(codes: NDArray[np.int64]) -> Floats:
    """Return how many bits each code has."""
    octets = codes.astype("<u8").view(np.uint8).reshape(*codes.shape, 8)
    found: Floats = np.unpackbits(octets, axis=-1).sum(axis=-1).astype(np.float64)
    return found
