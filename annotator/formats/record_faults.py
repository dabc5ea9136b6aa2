"""What is wrong with a dataset record, field by field, in words for whoever made the file."""

from collections.abc import Callable, Iterator
from typing import Any

from annotator.core.annotation import STATUS_ID
from annotator.core.canonical import text_digest
from annotator.core.record import RECORD_SCHEMA, SPLITS, VIEWS
from annotator.formats.hazards import text_fault
from annotator.formats.naming import LANGUAGE, RECORD_ID
from annotator.formats.record_checks import RESERVED
from annotator.formats.record_structs import (
    KEYS,
    PAIR_KEYS,
    REGION_KEYS,
    RELATION_KEYS,
    SPAN_KEYS,
)
from annotator.formats.strict_json import Json, JsonError, load

Found = Iterator[str]


def faults(record: Any) -> Found:  # noqa: ANN401 whatever a file holds
    """Yield what is wrong with a record: the field, and why; nothing where it is sound."""
    if type(record) is dict and record.get("schema", RECORD_SCHEMA) != RECORD_SCHEMA:
        yield f"schema: it says {_shown(record['schema'])}, not {RECORD_SCHEMA!r}"
        return
    shape = list(_shape(record, KEYS, ""))
    yield from shape
    if shape:
        return
    yield from _top(record)
    text = record["text"] if type(record["text"]) is str else ""
    for name, look in (("regions", _region), ("spans", _span), ("relations", _relation)):
        yield from _list(record, name, look, text)
    yield from _across(record)


def _shape(value: Any, keys: tuple[str, ...], place: str) -> Found:  # noqa: ANN401
    at = f"{place}: " if place else ""
    if type(value) is not dict:
        yield f"{at}{_kind(value)} stands where an object should"
        return
    missing = [key for key in keys if key not in value]
    unknown = [key for key in value if key not in keys]
    if missing:
        yield f"{at}{_named(missing)} missing"
    if unknown:
        yield f"{at}{_named(unknown)} not known"


def _named(keys: list[str]) -> str:
    shown = ", ".join(repr(_short(key)) for key in keys[:4]) + (", ..." if keys[4:] else "")
    return f"{shown} {'is' if len(keys) == 1 else 'are'}"


def _top(record: Json) -> Found:
    yield from _matches(
        record, "id", RECORD_ID.fullmatch, "a letter, then letters, digits and ._:-"
    )
    yield from _among(record, "split", SPLITS)
    yield from _matches(record, "lang", LANGUAGE.fullmatch, "a language tag such as en or und")
    yield from _text(record)
    yield from _hands(record["annotators"])
    yield from _among(record, "view", VIEWS)
    yield from _matches(record, "scheme", lambda _: True, "")
    for key in ("meta_json", "provenance_json"):
        yield from _object(record[key], key)


def _text(record: Json) -> Found:
    text = record["text"]
    if type(text) is not str:
        yield f"text: {_kind(text)} stands where a string should"
        return
    if text_fault(text):
        yield f"text: {text_fault(text)}"
    if record["text_sha256"] != text_digest(text):
        yield "text_sha256: it is not the digest of the text"


def _hands(hands: Any) -> Found:  # noqa: ANN401
    if type(hands) is not list:
        yield f"annotators: {_kind(hands)} stands where a list should"
        return
    for number, hand in enumerate(hands):
        yield from _hand(hand, f"annotators[{number}]")
    names = [hand for hand in hands if type(hand) is str]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"annotators: {_shown(name)} comes twice"


def _hand(hand: Any, place: str) -> Found:  # noqa: ANN401
    if type(hand) is not str:
        yield f"{place}: {_kind(hand)} stands where a name should"
    elif not hand[:1].isalpha():
        yield f"{place}: {_shown(hand)} is no name, which begins with a letter"


def _object(text: Any, place: str) -> Found:  # noqa: ANN401
    if type(text) is not str:
        yield f"{place}: {_kind(text)} stands where a string should"
        return
    try:
        if type(load(text.encode())) is not dict:
            yield f"{place}: the string holds no JSON object"
    except JsonError as error:
        yield f"{place}: {error}"


def _list(record: Json, name: str, look: Callable[[Json, str, str], Found], text: str) -> Found:
    """Yield the faults of each thing in a list; `look` is asked where its keys are right."""
    keys = {"regions": REGION_KEYS, "spans": SPAN_KEYS, "relations": RELATION_KEYS}[name]
    if type(record[name]) is not list:
        yield f"{name}: {_kind(record[name])} stands where a list should"
        return
    for number, one in enumerate(record[name]):
        place = f"{name}[{number}]"
        shape = list(_shape(one, keys, place))
        yield from shape or look(one, place, text)


def _region(one: Json, place: str, text: str) -> Found:
    yield from _range(one, place, text)
    yield from _strings(one, place, ("kind", "value"), filled=("kind",))


def _span(one: Json, place: str, text: str) -> Found:
    wrong = list(_range(one, place, text))
    yield from wrong
    yield from _id(one, place)
    yield from _strings(one, place, ("label", "text", "note"), filled=("label",))
    if not wrong and one["text"] != text[one["start"] : one["end"]]:
        yield (
            f"{place}.text: it says {_shown(one['text'])}, but the text has "
            f"{_shown(text[one['start'] : one['end']])} at {one['start']} to {one['end']}"
        )
    if one["fragments"] != []:
        yield (
            f"{place}.fragments: it is not empty, and broken spans are pieces joined by a relation"
        )
    if type(one["certainty"]) is not str or one["certainty"] not in ("", "sure", "unsure"):
        yield f"{place}.certainty: {_shown(one['certainty'])} is none of '', 'sure', 'unsure'"
    yield from _hand(one["annotator"], f"{place}.annotator")
    yield from _attributes(one["attributes"], f"{place}.attributes")


def _relation(one: Json, place: str, _: str) -> Found:
    yield from _id(one, place)
    yield from _strings(one, place, ("label", "head", "tail", "note"), filled=("label",))
    yield from _hand(one["annotator"], f"{place}.annotator")
    yield from _attributes(one["attributes"], f"{place}.attributes")


def _range(one: Json, place: str, text: str) -> Found:
    for key in ("start", "end"):
        if type(one[key]) is not int:
            yield f"{place}.{key}: {_kind(one[key])} stands where a whole number should"
            return
    start, end = one["start"], one["end"]
    if start < 0 or end > len(text):
        yield (
            f"{place}: {start} to {end} does not lie in the text, which has {len(text)} characters"
        )
    elif start >= end:
        yield f"{place}: {start} to {end} holds nothing"


def _id(one: Json, place: str) -> Found:
    name = one["id"]
    if type(name) is not str or not (name[:1].isascii() and name[:1].isalpha()):
        yield f"{place}.id: {_shown(name)} is no id, which begins with a letter"
    elif name == STATUS_ID or name.startswith(RESERVED):
        yield f"{place}.id: {_shown(name)} is an id that marks cannot have"


def _strings(one: Json, place: str, keys: tuple[str, ...], *, filled: tuple[str, ...]) -> Found:
    for key in keys:
        if type(one[key]) is not str:
            yield f"{place}.{key}: {_kind(one[key])} stands where a string should"
        elif key in filled and not one[key]:
            yield f"{place}.{key}: it is empty"


def _attributes(pairs: Any, place: str) -> Found:  # noqa: ANN401
    if type(pairs) is not list:
        yield f"{place}: {_kind(pairs)} stands where a list should"
        return
    seen: set[str] = set()
    for number, pair in enumerate(pairs):
        here = f"{place}[{number}]"
        shape = list(_shape(pair, PAIR_KEYS, here)) or list(
            _strings(pair, here, PAIR_KEYS, filled=())
        )
        yield from shape
        if shape:
            continue
        if pair["name"] in seen:
            yield f"{here}: {_shown(pair['name'])} comes twice"
        seen.add(pair["name"])


def _across(record: Json) -> Found:
    """Yield what is wrong between marks: ids that come twice, relations to nowhere."""
    spans, relations = _objects(record["spans"]), _objects(record["relations"])
    yield from _twice([*spans, *relations])
    owners = {str(one.get("id")): one.get("annotator") for one in spans}
    for number, one in enumerate(relations):
        for end in ("head", "tail"):
            name = one.get(end)
            if type(name) is not str:
                continue
            if name not in owners:
                yield f"relations[{number}].{end}: there is no span {_shown(name)}"
            elif owners[name] != one.get("annotator"):
                yield f"relations[{number}].{end}: the span {_shown(name)} is another annotator's"


def _twice(marks: list[Json]) -> Found:
    seen: set[str] = set()
    for one in marks:
        name = one.get("id")
        if type(name) is str and name in seen:
            yield f"the id {_shown(name)} comes twice"
        elif type(name) is str:
            seen.add(name)


def _objects(value: Any) -> list[Json]:  # noqa: ANN401
    return [one for one in value if type(one) is dict] if type(value) is list else []


def _matches(record: Json, key: str, look: Callable[[str], object], words: str) -> Found:
    if type(record[key]) is not str:
        yield f"{key}: {_kind(record[key])} stands where a string should"
    elif not look(record[key]):
        yield f"{key}: {_shown(record[key])} is not {words}"


def _among(record: Json, key: str, values: tuple[str, ...]) -> Found:
    if type(record[key]) is not str or record[key] not in values:
        yield f"{key}: {_shown(record[key])} is none of {', '.join(values)}"


def _kind(value: Any) -> str:  # noqa: ANN401
    kinds = {
        dict: "an object",
        list: "a list",
        str: "a string",
        int: "a whole number",
        float: "a decimal number",
        bool: "true or false",
    }
    return "null" if value is None else kinds[type(value)]


def _shown(value: Any) -> str:  # noqa: ANN401
    return repr(_short(value)) if type(value) is str else _kind(value)


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[:limit] + "…"
