"""Cohen's kappa (1960): agreement of two on one value each, corrected for what chance gives."""

from annotator.agreement.exact import ratio
from annotator.agreement.units import Floats


def kappa(agreed: Floats, left: Floats, right: Floats) -> Floats:
    """Return kappa, nan where chance alone would agree or there is nothing.

    `agreed` is how often both gave the same value; `left` and `right` (... x values) are how often
    each gave each value.
    """
    total = left.sum(axis=-1)
    observed = ratio(agreed, total)
    expected = ratio((left * right).sum(axis=-1), total**2)
    return 1 - ratio(1 - observed, 1 - expected)
