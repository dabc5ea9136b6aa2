"""Spans that a record holds in fragments become pieces joined by the scheme's own relation."""

from itertools import pairwise
from typing import Any

from annotator.formats.strict_json import Json


def unbroken(record: Any, chain: str) -> Any:  # noqa: ANN401 whatever a file holds
    """Return a record whose spans are whole: a broken one is cut into pieces.

    The first piece keeps the id, and each later one points to the one before by the relation
    `chain`. What is no such record comes back as it is, and so does one whose fragments do not
    run in order from the start of their span to its end.
    """
    try:
        if not any(one["fragments"] for one in record["spans"]):
            return record
        return _cut(record, chain)
    except (KeyError, TypeError, ValueError, IndexError):
        return record


def _cut(record: Json, chain: str) -> Json:
    spans: list[Json] = []
    relations = list(record["relations"])
    taken = {one["id"] for one in [*record["spans"], *relations]}
    for one in record["spans"]:
        if not one["fragments"]:
            spans.append(one)
            continue
        _refuse_unfit(one, record["text"])
        pieces = [_piece(one, record["text"], start, end) for start, end in one["fragments"]]
        for number, piece in enumerate(pieces[1:], start=2):
            piece["id"] = _unused(f"{one['id']}-{number}", taken)
        spans.extend(pieces)
        for former, later in pairwise(pieces):
            name = _unused(f"{later['id']}-joins", taken)
            relations.append(_joint(name, chain, later, former))
    return {**record, "spans": spans, "relations": relations}


def _refuse_unfit(one: Json, text: str) -> None:
    """Raise ValueError where fragments and span do not say the same."""
    edges = [edge for fragment in one["fragments"] for edge in fragment]
    if (
        [one["start"], one["end"]] != [edges[0], edges[-1]]
        or any(former >= later for former, later in pairwise(edges))
        or text[edges[0] : edges[-1]] != one["text"]
    ):
        raise ValueError


def _piece(one: Json, text: str, start: int, end: int) -> Json:
    return {**one, "start": start, "end": end, "text": text[start:end], "fragments": []}


def _joint(name: str, chain: str, later: Json, former: Json) -> Json:
    return {
        "id": name,
        "label": chain,
        "head": later["id"],
        "tail": former["id"],
        "annotator": later["annotator"],
        "note": "",
        "attributes": [],
    }


def _unused(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    return name
