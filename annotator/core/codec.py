"""Items, changes and edits as plain JSON values, and back: what journal and shadow log hold."""

from collections.abc import Callable, Mapping
from typing import Any

from annotator.core.annotation import Acceptance, Decision, Item, Relation, SetKey, Span, Status
from annotator.core.canonical import canonical, sha256_hex
from annotator.core.change import Change, Edit, Part
from annotator.core.document import Region

Json = dict[str, Any]


def item_to_json(item: Item) -> Json:
    """Return an item as a JSON object; its "kind" says what it is."""
    return _WRITERS[type(item)](item)


def item_from_json(value: Mapping[str, Any]) -> Item:
    """Return the item that a JSON object holds; raise KeyError or TypeError where it holds none."""
    return _READERS[value["kind"]](value)


def change_to_json(change: Change) -> Json:
    """Return a change as a JSON object."""
    return {
        "name": change.name,
        "removed": [item_to_json(item) for item in change.removed],
        "added": [item_to_json(item) for item in change.added],
    }


def change_from_json(value: Mapping[str, Any]) -> Change:
    """Return the change that a JSON object holds."""
    return Change(
        name=value["name"],
        removed=tuple(item_from_json(item) for item in value["removed"]),
        added=tuple(item_from_json(item) for item in value["added"]),
    )


def edit_to_json(edit: Edit) -> Json:
    """Return an edit as a JSON object, its hash included."""
    return {**_body(edit), "hash": edit.hash}


def edit_from_json(value: Mapping[str, Any]) -> Edit:
    """Return the edit that a JSON object holds; the hash is taken over, not proved."""
    parts = tuple(
        Part(SetKey(part["document"], part["annotator"]), change_from_json(part["change"]))
        for part in value["parts"]
    )
    return Edit(
        uuid=value["uuid"],
        author=value["author"],
        time=value["time"],
        name=value["name"],
        parts=parts,
        undoes=value["undoes"],
        origin=value["origin"],
        parents=tuple(value["parents"]),
        hash=value["hash"],
    )


def edit_hash(edit: Edit) -> str:
    """Return the SHA-256 over the canonical JSON of all fields but the hash, parents included."""
    return sha256_hex(canonical(_body(edit)))


def _body(edit: Edit) -> Json:
    parts = [
        {
            "document": part.set.document,
            "annotator": part.set.annotator,
            "change": change_to_json(part.change),
        }
        for part in edit.parts
    ]
    return {
        "uuid": edit.uuid,
        "author": edit.author,
        "time": edit.time,
        "name": edit.name,
        "parts": parts,
        "undoes": edit.undoes,
        "origin": edit.origin,
        "parents": list(edit.parents),
    }


def _span(item: Span) -> Json:
    return {
        "kind": "span",
        "id": item.id,
        "label": item.label,
        "start": item.start,
        "end": item.end,
        "text": item.text,
        "attributes": dict(item.attributes),
        "note": item.note,
        "discuss": item.discuss,
        "origin": item.origin,
    }


def _relation(item: Relation) -> Json:
    return {
        "kind": "relation",
        "id": item.id,
        "label": item.label,
        "source": item.source,
        "target": item.target,
        "note": item.note,
    }


def _region(item: Region) -> Json:
    return {
        "kind": "region",
        "id": item.id,
        "start": item.start,
        "end": item.end,
        "region": item.kind,
        "value": item.value,
    }


def _acceptance(item: Acceptance) -> Json:
    return {
        "kind": "acceptance",
        "rule": item.rule,
        "marks": list(item.marks),
        "reason": item.reason,
    }


def _status(item: Status) -> Json:
    return {"kind": "status", "state": item.state, "note": item.note}


def _decision(item: Decision) -> Json:
    return {
        "kind": "decision",
        "id": item.id,
        "start": item.start,
        "end": item.end,
        "difference": item.kind,
        "outcome": item.outcome,
        "taken": list(item.taken),
        "marks": list(item.marks),
        "basis": item.basis,
        "reason": item.reason,
        "guideline": item.guideline,
    }


def _read_span(v: Mapping[str, Any]) -> Item:
    return Span(
        v["id"],
        v["label"],
        v["start"],
        v["end"],
        v["text"],
        tuple(sorted(v["attributes"].items())),
        v["note"],
        v["discuss"],
        v["origin"],
    )


def _read_relation(v: Mapping[str, Any]) -> Item:
    return Relation(v["id"], v["label"], v["source"], v["target"], v["note"])


def _read_region(v: Mapping[str, Any]) -> Item:
    return Region(v["id"], v["start"], v["end"], v["region"], v["value"])


def _read_acceptance(v: Mapping[str, Any]) -> Item:
    return Acceptance(v["rule"], tuple(v["marks"]), v["reason"])


def _read_status(v: Mapping[str, Any]) -> Item:
    return Status(v["state"], v["note"])


def _read_decision(v: Mapping[str, Any]) -> Item:
    return Decision(
        v["id"],
        v["start"],
        v["end"],
        v["difference"],
        v["outcome"],
        tuple(v["taken"]),
        tuple(v["marks"]),
        v["basis"],
        v["reason"],
        v["guideline"],
    )


_WRITERS: dict[type, Callable[..., Json]] = {
    Span: _span,
    Relation: _relation,
    Region: _region,
    Acceptance: _acceptance,
    Status: _status,
    Decision: _decision,
}
_READERS: dict[str, Callable[[Mapping[str, Any]], Item]] = {
    "span": _read_span,
    "relation": _read_relation,
    "region": _read_region,
    "acceptance": _read_acceptance,
    "status": _read_status,
    "decision": _read_decision,
}
