"""Marks in the simple form: spans {label, start, end, text, attrs}, relations {type, from, to}."""

from typing import Any

from annotator.core.annotation import Attributes, Item, Relation, Span
from annotator.core.canonical import canonical
from annotator.core.document import Region
from annotator.formats.record_checks import RESERVED
from annotator.formats.rows import Row

_STATUS = "status"


class Marks:
    """The marks of one row over a text, read one after the other; ids are made where they lack."""

    def __init__(self, row: Row, text: str) -> None:
        """Take the row, for its place, and the text."""
        self.row = row
        self.text = text
        self.items: dict[str, Item] = {}
        self.renamed = 0
        self._names: dict[str, str] = {}

    def add_span(self, value: Any, place: str) -> None:  # noqa: ANN401 whatever stands there
        """Add a span; raise FormatError where it does not fit the text."""
        one = self._object(value, place)
        start, end = self._range(one, place)
        words = self.text[start:end]
        said = one.get("text")
        if said is not None and said != words:
            raise self.row.wrong(
                f"{place}.text: it says {_short(said)}, but the text has {_short(words)} "
                f"at {start} to {end}."
            )
        name = self._new_id(one, place, "s")
        key = "attrs" if "attrs" in one else "attributes"
        pairs = self._attributes(one.get(key), f"{place}.{key}")
        note = self._string(one, place, "note")
        discuss = self._string(one, place, "discuss")
        label = self._filled(one, place, "label")
        self.items[name] = Span(name, label, start, end, words, pairs, note, discuss)

    def add_relation(self, value: Any, place: str) -> None:  # noqa: ANN401 whatever stands there
        """Add a relation between spans that were added; raise FormatError for one to nowhere."""
        one = self._object(value, place)
        source = self._end(one, place, ("from", "head", "source"))
        target = self._end(one, place, ("to", "tail", "target"))
        label = self._filled(one, place, "type", "label")
        name = self._new_id(one, place, "r")
        self.items[name] = Relation(name, label, source, target, self._string(one, place, "note"))

    def region(self, value: Any, place: str, number: int) -> Region:  # noqa: ANN401
        """Return a region; raise FormatError where it does not fit the text."""
        one = self._object(value, place)
        start, end = self._range(one, place)
        kind, said = self._filled(one, place, "kind"), one.get("text")
        if type(said) is str and not self.text[start:end].startswith(said.removesuffix("…")):
            raise self.row.wrong(f"{place}.text: it is not what stands at {start} to {end}.")
        return Region(f"region-{number}", start, end, kind, self._string(one, place, "value"))

    def _object(self, value: Any, place: str) -> dict[str, Any]:  # noqa: ANN401
        if type(value) is not dict:
            raise self.row.wrong(f"{place} is no object.")
        return value

    def _range(self, one: dict[str, Any], place: str) -> tuple[int, int]:
        start, end = one.get("start"), one.get("end")
        if type(start) is not int or type(end) is not int:
            raise self.row.wrong(f"{place}: start and end are not both whole numbers.")
        if not 0 <= start < end <= len(self.text):
            raise self.row.wrong(
                f"{place}: {start} to {end} holds no part of the text, "
                f"which has {len(self.text)} characters."
            )
        return start, end

    def _new_id(self, one: dict[str, Any], place: str, letter: str) -> str:
        """Return an id that may stand: the one that is said, or a new one that is counted."""
        said = one.get("id")
        if said is None or said == "":
            return self._fresh(letter)
        if type(said) not in (str, int):
            raise self.row.wrong(f"{place}.id is neither a string nor a whole number.")
        key = str(said)
        if key in self._names:
            raise self.row.wrong(f"the id {_short(key)} comes twice.")
        name = key
        if not _may_stand(key) or key in self.items:
            name = self._unused(f"{letter}{key}")
            self.renamed += 1
        self._names[key] = name
        return name

    def _fresh(self, letter: str) -> str:
        number = len(self.items) + 1
        while f"{letter}{number}" in self.items or f"{letter}{number}" in self._names:
            number += 1
        return f"{letter}{number}"

    def _unused(self, wanted: str) -> str:
        while wanted in self.items or wanted in self._names:
            wanted += "x"
        return wanted

    def _end(self, one: dict[str, Any], place: str, keys: tuple[str, ...]) -> str:
        said = next((one[key] for key in keys if key in one), None)
        name = self._names.get(str(said)) if type(said) in (str, int) else None
        if name is None or not isinstance(self.items.get(name), Span):
            raise self.row.wrong(f"{place}.{keys[0]}: there is no span {_short(said)}.")
        return name

    def _attributes(self, value: Any, place: str) -> Attributes:  # noqa: ANN401
        if value is None:
            return ()
        if type(value) is not dict:
            raise self.row.wrong(f"{place} is no object.")
        pairs = {key: _scalar(one) for key, one in value.items() if one is not None}
        if None in pairs.values():
            raise self.row.wrong(f"{place}: a value is neither a word nor a number.")
        return tuple(sorted((key, one) for key, one in pairs.items() if one))

    def _filled(self, one: dict[str, Any], place: str, *keys: str) -> str:
        found = next((self._string(one, place, key) for key in keys if key in one), "")
        if not found:
            raise self.row.wrong(f"{place}: it has no {keys[0]}.")
        return found

    def _string(self, one: dict[str, Any], place: str, key: str) -> str:
        value = one.get(key)
        if value is None:
            return ""
        if type(value) is not str:
            raise self.row.wrong(f"{place}.{key} is no string.")
        return value


def _may_stand(name: str) -> bool:
    first = name[:1]
    return first.isascii() and first.isalpha() and name != _STATUS and not name.startswith(RESERVED)


def _scalar(value: Any) -> str | None:  # noqa: ANN401 whatever stands there
    if type(value) is str:
        return value
    if type(value) in (int, float, bool):
        return canonical(value).decode()
    return None


def _short(value: Any, limit: int = 40) -> str:  # noqa: ANN401 whatever stands there
    text = value if type(value) is str else str(value)
    return repr(text if len(text) <= limit else text[:limit] + "…")
