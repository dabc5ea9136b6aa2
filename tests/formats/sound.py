"""What a record is judged to be, in a word, and a record with all that one can have."""

from typing import Any

import orjson

from annotator.core.canonical import text_digest
from annotator.formats.record_checks import UnsoundError, sound_record
from annotator.formats.record_structs import Record, bytes_of_record
from annotator.formats.strict_json import Json

TEXT = "😀 The mayor said fees rise.\r\nنعم e\u0301"


def is_sound(value: Any) -> bool:  # noqa: ANN401
    """Tell whether a value of JSON is a sound record."""
    try:
        sound_record(value)
    except UnsoundError:
        return False
    return True


def as_json(record: Record) -> Json:
    """Return a record as its line would be read."""
    found: Json = orjson.loads(bytes_of_record(record))
    return found


def full_record() -> Json:
    """Return a sound record with all that a record can have."""
    span = {"fragments": [], "annotator": "ann", "certainty": "", "note": "n"}
    pairs = [{"name": "role", "value": "source"}, {"name": "type", "value": ""}]
    return {
        "schema": "span-dataset/1.0",
        "id": "a1",
        "split": "none",
        "lang": "en-GB",
        "text": TEXT,
        "text_sha256": text_digest(TEXT),
        "regions": [{"start": 0, "end": 5, "kind": "headline", "value": ""}],
        "spans": [
            {"id": "s1", "label": "x", "start": 2, "end": 11, "text": TEXT[2:11], **span}
            | {"attributes": pairs},
            {"id": "s2", "label": "y", "start": 0, "end": 1, "text": "😀", **span}
            | {"attributes": []},
        ],
        "relations": [
            {"id": "r1", "label": "z", "head": "s1", "tail": "s2", "annotator": "ann"}
            | {"note": "", "attributes": []}
        ],
        "annotators": ["ann", "émile"],
        "view": "all",
        "scheme": "news@1",
        "meta_json": '{"title":"T"}',
        "provenance_json": "{}",
    }
