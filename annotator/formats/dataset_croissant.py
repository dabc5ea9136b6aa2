"""The description of a dataset in MLCommons Croissant 1.0: its files with digests, its records.

Written from the features of the card, so the two say the same. Lists within the members of a list
(`attributes`, `fragments`) are not told as fields: readers of Croissant bring the first of each
alone, or none, and a part that looks like the whole is worse than none. The data files have them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.core.record import RECORD_SCHEMA
from annotator.formats.dataset_card import FEATURES, Feature
from annotator.formats.dataset_manifest import DATA, Origin
from annotator.formats.dataset_tally import Tally
from annotator.formats.strict_json import Json, load

_JSON_LINES, _PARQUET = "application/jsonlines", "application/x-parquet"
_TYPES = {"string": "sc:Text", "int32": "sc:Integer"}
_VERSION = "http://mlcommons.org/croissant/1.0"
_ITS_OWN = (  # terms of Croissant that need no more than their name
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty"),
    *("fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField"),
    *("path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate"),
    *("separator", "source", "subField", "transform"),
)
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _ITS_OWN},
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it lies in the dataset's folder: its SHA-256 in hex, and how many bytes it has."""

    sha256: str
    size: int


def croissant(title: str, origin: Origin, tally: Tally, files: Mapping[str, StoredFile]) -> bytes:
    """Return the croissant.json of a dataset; `files` are those with records, by path.

    No date, author or licence stands in it, for a project knows none: whoever publishes adds them.
    """
    languages = [one for one in tally.languages.as_json() if one != "und"]
    made: Json = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _VERSION,
        "name": " ".join(title.split()),
        "description": _about(origin, tally),
        **({"inLanguage": languages} if languages else {}),
        "distribution": [_file(path, one) for path, one in files.items()],
        "recordSet": [_record_set(path) for path in files if path.startswith(f"{DATA}/")],
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def told_digests(data: bytes) -> dict[str, str]:
    """Return the SHA-256 that a croissant.json tells of each file, by path.

    What is no such description tells of none; raise JsonError where it is no JSON.
    """
    value = load(data)
    files = value.get("distribution") if type(value) is dict else None
    objects = [one for one in files if type(one) is dict] if type(files) is list else []
    return {str(one.get("contentUrl")): str(one.get("sha256")) for one in objects}


def _about(origin: Origin, tally: Tally) -> str:
    whose = f" of {origin.annotator}" if origin.annotator else ""
    return (
        f"{tally.whole}{whose}, marked by the scheme {origin.scheme}; view {origin.view}, records "
        f"as in {RECORD_SCHEMA}. Offsets are Unicode code points into the text of the record, "
        "from 0, the end exclusive."
    )


def _file(path: str, one: StoredFile) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{one.size} B",
        "encodingFormat": _JSON_LINES if path.endswith(".jsonl") else _PARQUET,
        "sha256": one.sha256,
    }


def _record_set(path: str) -> Json:
    """Return the description of the records in one data file, which is named like its split."""
    split = path.removesuffix(".jsonl").rpartition("/")[2]
    return {
        "@type": "cr:RecordSet",
        "@id": split,
        "name": split,
        "description": f"One record a line of {path}, which holds one article with its marks.",
        "key": {"@id": f"{split}/id"},
        "field": [_column(path, split, name, feature) for name, feature in FEATURES.items()],
    }


def _column(path: str, split: str, name: str, feature: Feature) -> Json:
    """Return the description of a key of the record: a value, some values, or some objects."""
    made: Json = {"@type": "cr:Field", "@id": f"{split}/{name}", "name": name}
    if type(feature) is str:
        return {**made, "dataType": _TYPES[feature], "source": _source(path, name)}
    inner = feature[0]
    if type(inner) is str:
        source = _source(path, name)
        return {**made, "dataType": _TYPES[inner], "repeated": True, "source": source}
    return {**made, **_objects(path, split, name, inner)}


def _objects(path: str, split: str, name: str, inner: Mapping[str, Feature]) -> Json:
    untold = [key for key, one in inner.items() if type(one) is not str]
    words = {"description": f"In the file they also have {' and '.join(untold)}: lists."}
    fields = list(_members(path, split, name, inner))
    return {**(words if untold else {}), "repeated": True, "subField": fields}


def _members(path: str, split: str, column: str, inner: Mapping[str, Feature]) -> Iterator[Json]:
    for key, one in inner.items():
        if type(one) is str:
            yield {
                "@type": "cr:Field",
                "@id": f"{split}/{column}/{key}",
                "name": key,
                "dataType": _TYPES[one],
                "source": {**_source(path, column), "transform": {"jsonPath": key}},
            }


def _source(path: str, column: str) -> dict[str, Any]:
    return {"fileObject": {"@id": path}, "extract": {"column": column}}
