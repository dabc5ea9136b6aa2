"""JSON Schema of the label scheme file, for editors and other tools; generated from the model."""

import json
from typing import Any

from annotator.core.scheme import ALWAYS, RULE_NEEDS
from annotator.core.schemes import scheme_adapter


def label_scheme_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a label scheme file.

    It holds what can be said of each field; that names agree with one another is checked when a
    scheme is read.
    """
    made = scheme_adapter().json_schema(by_alias=True)
    made["$defs"]["Rule"]["properties"]["id"]["enum"] = list(RULE_NEEDS)
    asked = [(name, needs) for name, needs in RULE_NEEDS.items() if needs or name in ALWAYS]
    made["$defs"]["Rule"]["allOf"] = [_needs(name, needs) for name, needs in asked]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:quoth:label-scheme:1.0",
        **made,
        "title": "Label scheme 1.0: what marks a project allows, how they look, what is checked",
    }


def label_scheme_schema_bytes() -> bytes:
    """Return the JSON Schema of a label scheme file as it is shipped."""
    return (json.dumps(label_scheme_schema(), indent=2, ensure_ascii=False) + "\n").encode()


def _needs(name: str, needs: tuple[str, ...]) -> dict[str, Any]:
    """Return what a rule of one id asks for: fields that must be filled unless it is off."""
    speaks = {"id": {"const": name}, "severity": {"not": {"const": "off"}}}
    if name in ALWAYS:
        return {"if": _has({"id": {"const": name}}), "then": _has({"severity": {"const": "error"}})}
    return {"if": _has(speaks), "then": {"required": list(needs)}}


def _has(properties: dict[str, Any]) -> dict[str, Any]:
    return {"properties": properties}
