from datetime import date

import pytest

from annotator.review.progress import Progress
from annotator.ui.house.own_pace import pace_words

MONDAY, TUESDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 5)


def _progress(*days: tuple[date, int], minutes: float | None = None) -> Progress:
    return Progress("ann", 0, 0, 0, 0, days, None, minutes)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (_progress(), ""),
        (_progress((MONDAY, 4), minutes=6.6), "about 7 min each"),
        (_progress((MONDAY, 4), (TUESDAY, 9), minutes=0.2), "today 5 · under a minute each"),
        (_progress((TUESDAY, 2)), "today 2"),
        (_progress((MONDAY, 4), (TUESDAY, 3)), ""),
        (_progress((MONDAY, 4), (THURSDAY, 9)), ""),
    ],
)
def test_the_day_is_told_and_what_is_not_known_is_left_out(found: Progress, words: str) -> None:
    assert pace_words(found, TUESDAY) == words
