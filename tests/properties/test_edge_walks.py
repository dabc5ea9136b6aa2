"""A step of an edge and the step back: where it was, over all articles that are at hand."""

import json
from collections.abc import Iterator

import pytest

from annotator.assets import asset
from annotator.core import words
from annotator.core.edge_stops import Which, next_stop, previous_stop
from annotator.editing.edge_walk import Edge, EdgeWalk
from tests.journeys.conftest import TEXT as FERRY
from tests.journeys.test_right_to_left import TEXT as WELLS

QUOTES = "\"'“”„‘’‚«»"
AFTER = ".,;:!?…،؛؟。，"


def _samples() -> Iterator[tuple[str, str]]:
    for name in ("samples.jsonl", "team.jsonl"):
        lines = asset("resources", "samples", name).read_text("utf-8").splitlines()
        for line in lines:
            record = json.loads(line)
            yield f"{name}:{record['id']}", record["text"]
    yield "ferry", FERRY
    yield "right to left", WELLS


TEXTS = dict(_samples())


def _starts(text: str) -> Iterator[int]:
    """Yield where words start, and where the quotation marks start that touch them."""
    for start, _ in words.words(text):
        at = start
        yield at
        while at and text[at - 1] in QUOTES:
            at -= 1
            yield at


def _ends(text: str) -> Iterator[int]:
    """Yield where words end, and where the marks end that touch them; a comma may lie between."""
    for _, end in words.words(text):
        at = end
        yield at
        while text[at : at + 1] and text[at] in QUOTES + AFTER:
            at += 1
            yield at


def _edges(text: str) -> Iterator[Edge]:
    for at in sorted(set(_starts(text))):
        yield Edge("s", "start", at)
    for at in sorted(set(_ends(text))):
        yield Edge("s", "end", at)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("steps", [1, 2, 5])
@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("by_sign", [False, True])
def test_so_many_steps_and_as_many_back_end_where_they_began(
    name: str, steps: int, way: int, *, by_sign: bool
) -> None:
    text = TEXTS[name]
    for edge in _edges(text):
        walk, at, stood = EdgeWalk(), edge.at, []
        for _ in range(steps):
            stood.append(at)
            walk.begin(edge._replace(at=at), rtl=bool(at % 2))  # as if it changed on the way
            at = walk.moved(text, way, by_sign=by_sign)
        if at == stood[-1]:
            continue  # the text ends there
        for before in reversed(stood):
            walk.begin(edge._replace(at=at), rtl=bool(at % 2))
            at = walk.moved(text, -way, by_sign=by_sign)
            assert at == before, f"{edge}: {text[max(at - 20, 0) : at + 20]!r}"


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("which", ["start", "end"])
def test_what_can_be_reached_is_reached_from_the_other_side_too(name: str, which: Which) -> None:
    text, at = TEXTS[name], 0
    while (following := next_stop(text, which, at)) > at:
        assert not at or previous_stop(text, which, following) == at
        at = following
