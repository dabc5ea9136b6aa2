"""The dataset record as it is exchanged: one JSON object a line. From this its JSON Schema is made.

Whoever reads a million records checks them by hand (`formats.record_checks`), for these models
would cost ten times as much; a test holds the two to one another. A program that reads our files
can use them as they are.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

RECORD_SCHEMA = "span-dataset/1.0"
SPLITS = ("train", "validation", "test", "none")
VIEWS = ("adjudicated", "annotator", "all")

Offset = Annotated[int, Field(ge=0, strict=True)]
MarkId = Annotated[str, Field(pattern=r"^[A-Za-z]")]
Named = Annotated[str, Field(min_length=1)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Model(BaseModel):
    """Every key is always present, none beside them, nothing is null."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class AttributeRecord(Model):
    """One property of a mark; names come once in a mark, sorted."""

    name: str
    value: str


class RegionRecord(Model):
    """A stretch of the text that is of a kind (headline, boilerplate, duplicate ...)."""

    start: Offset
    end: Offset
    kind: Named
    value: str


class SpanRecord(Model):
    """A labelled stretch of text. `text` is text[start:end]; `fragments` is always empty."""

    id: MarkId
    label: Named
    start: Offset
    end: Offset
    text: str
    fragments: Annotated[list[list[int]], Field(max_length=0)]
    annotator: Named
    certainty: Literal["", "sure", "unsure"]
    note: str
    attributes: list[AttributeRecord]


class RelationRecord(Model):
    """A labelled arrow from a span (head) to another (tail), both by one annotator."""

    id: MarkId
    label: Named
    head: MarkId
    tail: MarkId
    annotator: Named
    note: str
    attributes: list[AttributeRecord]


class DatasetRecord(Model):
    """One article with its marks. Offsets are code points into `text`: start in, end out.

    `annotators` are those who finished the article, also with no span. `meta_json` and
    `provenance_json` are JSON objects as strings: title, source and other open keys in the first,
    what has no column of its own in the second.
    """

    schema_: Annotated[Literal["span-dataset/1.0"], Field(alias="schema")]
    id: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9._:-]{0,127}$")]
    split: Literal["train", "validation", "test", "none"]
    lang: Annotated[str, Field(pattern=r"^[a-zA-Z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    text: Named
    text_sha256: Digest
    regions: list[RegionRecord]
    spans: list[SpanRecord]
    relations: list[RelationRecord]
    annotators: list[Named]
    view: Literal["adjudicated", "annotator", "all"]
    scheme: str
    meta_json: str
    provenance_json: str


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record."""
    made = DatasetRecord.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:span-dataset:record:1.0",
        **made,
        "title": "Span dataset record 1.0: one JSON object a line, UTF-8, no BOM, LF, no blank line",  # noqa: E501
    }
