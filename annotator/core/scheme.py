"""The label scheme: what marks a project allows, how they look, what is checked. All of it is data.

A scheme is a file from outside: `core.schemes` has pydantic hold it against the annotations here,
which is strict and takes no unknown keys, for a misspelt field must not be lost in silence. These
are plain dataclasses all the same, so that a window opens without waiting for pydantic.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from annotator.core.severity import Severity

ALIASES = {"source": "from", "target": "to", "schema_": "$schema"}  # fields to keys of the file


class Must:
    """What pydantic is to ask of a value besides its type."""

    def __init__(self, **limits: Any) -> None:  # noqa: ANN401 as pydantic's core schemas have them
        """Take the limits: `pattern`, `min_length`, `ge`."""
        self._limits = limits

    def __get_pydantic_core_schema__(
        self,
        source: Any,  # noqa: ANN401 as pydantic has it
        handler: Callable[[Any], dict[str, Any]],
    ) -> dict[str, Any]:
        """Return pydantic's schema of a value with the limits in it."""
        return {**handler(source), **self._limits}


Name = Annotated[str, Must(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]
Colour = Annotated[str, Must(pattern=r"^#[0-9A-Fa-f]{6}$")]
Pattern = Literal["solid", "zigzag", "double", "dotted"]

# The checks that the program knows, with the fields that each cannot do without.
RULE_NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys([f"E{number:02}" for number in range(1, 14)], ()),
    "W01": (),
    "W02": ("labels",),
    "W03": ("labels",),
    "W04": ("labels",),
    "W05": ("labels", "lexicon"),
    "W06": ("labels", "relation"),
    "W07": ("labels", "relation"),
    "W08": ("labels", "relation"),
    "W09": ("labels", "relation"),
    "W10": ("labels",),
    "W11": ("labels", "limit"),
    "W12": ("labels", "limit"),
    "W13": ("labels", "limit"),
    "W14": ("labels",),
    "W15": ("kinds",),
    "W20": (),
    "W21": (),
    "W22": ("labels", "lexicon"),
    "W24": (),
    "I13": ("labels",),
    "I16": ("labels", "relation"),
    "I17": ("relation", "limit"),
    "I18": ("labels", "limit"),
    "I19": ("labels", "lexicon"),
    "I23": ("labels",),
    "I25": (),
}

# What guards the data itself: always checked, always an error, whatever a scheme says.
_LEVELS = {"off": None, **{one.value: one for one in Severity}}
ALWAYS = ("E01", "E02", "E03", "E05", "E09", "E10", "E11")
AT_EXPORT = "E13"  # that a set is not finished: asked when it goes out, at no other time


def _alias(name: str) -> str:
    return ALIASES.get(name, name)


class Model:
    """Strict, frozen, and no unknown keys."""

    __pydantic_config__ = {"extra": "forbid", "strict": True, "alias_generator": _alias}  # noqa: RUF012


@dataclass(frozen=True, kw_only=True)
class Colours(Model):
    """A colour on light and on dark paper."""

    light: Colour
    dark: Colour


@dataclass(frozen=True, kw_only=True)
class Guess(Model):
    """How a default is guessed from the words: the first guess that fits gives the value.

    when: "whole sentence" and "quoted" look at quotation marks, at the edges or just outside: do
    they hold a sentence of their own, or a piece of the reporter's? "is in", "head in" and
    "word in" look for all the words, the head of the phrase, or any word in `lexicon`; the head is
    the last word before one of the lexicon `until` (the first in scripts written from the right).
    "capitalised" holds for what ends like a proper name, "otherwise" always.
    """

    when: Literal[
        "whole sentence", "quoted", "is in", "head in", "word in", "capitalised", "otherwise"
    ]
    lexicon: str = ""
    until: str = ""
    value: str

    def __post_init__(self) -> None:
        if self.when in {"is in", "head in", "word in"} and not self.lexicon:
            raise ValueError(f"the guess {self.when!r} needs a lexicon")


@dataclass(frozen=True, kw_only=True)
class Attribute(Model):
    """A property of a span with named values."""

    name: Name
    title: str = ""
    values: Annotated[list[str], Must(min_length=1)]
    default: str | None = None
    required: bool = False
    enabled: bool = True
    guess: list[Guess] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Label(Model):
    """One name that a span may bear; `key` and `digit` are single characters."""

    name: Name
    title: str = ""
    digit: Annotated[str, Must(pattern=r"^[0-9]?$")] = ""
    key: Annotated[str, Must(pattern=r"^[A-Za-z]?$")] = ""
    colour: Colours
    rail: Pattern = "solid"
    filled: bool = True
    definition: str = ""
    boundary: str = ""
    attributes: list[Attribute] = field(default_factory=list)
    enabled: bool = True

    @property
    def words(self) -> str:
        """Return the label as it stands on screen."""
        return self.title or self.name.replace("_", " ").capitalize()

    @property
    def letter(self) -> str:
        """Return the letter on the tag."""
        return (self.key or self.name[:1]).upper()


@dataclass(frozen=True, kw_only=True)
class RelationLabel(Model):
    """One name that a relation may bear, and which labels it joins.

    `to` is a list of labels, or "same label". `chain` forbids branches and loops.
    """

    name: Name
    title: str = ""
    source: list[str]
    target: list[str] | Literal["same label"]
    cardinality: Literal["many-to-many", "one-to-one chain"] = "many-to-many"
    symmetric: bool = False
    transitive: bool = False
    enabled: bool = True

    @property
    def words(self) -> str:
        """Return the relation as it stands on screen."""
        return self.title or self.name.replace("_", " ")

    @property
    def chain(self) -> bool:
        """Tell whether each span may have one before it and one after it."""
        return self.cardinality == "one-to-one chain"

    def joins(self, source: str, target: str) -> bool:
        """Tell whether the relation may run from one label to another."""
        if source not in self.source:
            return False
        return source == target if self.target == "same label" else target in self.target


@dataclass(frozen=True, kw_only=True)
class Rule(Model):
    """One check: its id names the code that does it; the rest is what it speaks of.

    `labels` are the labels looked at (none: all), narrowed to spans whose `attribute` has one of
    `values` where these are given. `relation` is the tie that is looked for; ties may be borne by
    spans joined `through` another relation. `limit` counts words or code points, `kinds` are
    region kinds, `lexicon` names a list of words; `unless` one whose words, where they come next,
    show that something else is meant.
    """

    id: Annotated[str, Must(pattern=r"^[EWI][0-9]{2}$")]
    severity: Literal["error", "warning", "hint", "off"]
    title: str = ""
    labels: list[str] = field(default_factory=list)
    relation: str = ""
    through: str = ""
    attribute: str = ""
    values: list[str] = field(default_factory=list)
    limit: Annotated[int, Must(ge=0)] = 0
    lexicon: str = ""
    unless: str = ""
    kinds: list[str] = field(default_factory=list)

    @property
    def level(self) -> Severity | None:
        """Return the severity, or None where the rule is off."""
        return _LEVELS[self.severity]

    def __post_init__(self) -> None:
        if self.id not in RULE_NEEDS:
            known = ", ".join(RULE_NEEDS)
            raise ValueError(f"there is no rule {self.id!r}; there are {known}")
        if self.id in ALWAYS and self.severity != "error":
            raise ValueError(f"rule {self.id} guards the data: its severity is always error")
        for need in RULE_NEEDS[self.id]:
            if self.severity != "off" and not getattr(self, need):
                raise ValueError(f"rule {self.id} needs {need!r}")


@dataclass(frozen=True, kw_only=True)
class Nesting(Model):
    """Which label may lie in which: pairs of outer and inner."""

    allowed: list[tuple[str, str]] = field(default_factory=list)
    warn: list[tuple[str, str]] = field(default_factory=list)
    never: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def unwelcome(self) -> dict[str, dict[str, None]]:
        """Return, under each inner label, the outer ones that are warned of or never hold it."""
        found: dict[str, dict[str, None]] = {}
        for outer, inner in [*self.warn, *self.never]:
            found.setdefault(inner, {})[outer] = None
        return found


@dataclass(frozen=True, kw_only=True)
class LabelScheme(Model):
    """All that a project allows. `lexicons` are lists of words by name, then by language."""

    schema_: str = field(default="", repr=False)
    id: Name
    version: Annotated[str, Must(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+-]{0,31}$")]
    title: str = ""
    labels: Annotated[list[Label], Must(min_length=1)]
    relations: list[RelationLabel] = field(default_factory=list)
    nesting: Nesting = field(default_factory=Nesting)
    regions: list[str] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lexicons: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """Return the scheme as records name it: id@version."""
        return f"{self.id}@{self.version}"

    @cached_property
    def label_by_name(self) -> dict[str, Label]:
        """Return the labels under their names."""
        return {label.name: label for label in self.labels}

    @cached_property
    def relation_by_name(self) -> dict[str, RelationLabel]:
        """Return the relations under their names."""
        return {relation.name: relation for relation in self.relations}

    @cached_property
    def rule_by_id(self) -> dict[str, Rule]:
        """Return the rules under their ids."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def attributes_by_label(self) -> dict[str, dict[str, Attribute]]:
        """Return the attributes under the names of their labels and their own."""
        return {label.name: {one.name: one for one in label.attributes} for label in self.labels}

    @cached_property
    def right_attributes(self) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
        """Return the labels and attributes of spans that were judged to be right, for the next."""
        return set()

    @cached_property
    def right_kinds(self) -> set[tuple[str, str, str]]:
        """Return what relations join and may: their name and the labels of their two ends."""
        names = list(self.label_by_name)
        return {
            (kind.name, source, target)
            for kind in self.relations
            for source in names
            for target in names
            if kind.joins(source, target)
        }

    @cached_property
    def symmetric(self) -> frozenset[str]:
        """Return the names of the relations that say the same either way round."""
        return frozenset(kind.name for kind in self.relations if kind.symmetric)

    @property
    def enabled_labels(self) -> list[Label]:
        """Return the labels that an annotator sees."""
        return [label for label in self.labels if label.enabled]

    def words_in(self, lexicon: str, language: str = "") -> frozenset[str]:
        """Return a lexicon's entries in lower case: those of a language ("en-GB" is "en").

        "", "und" and "mul" give those of all languages, a language without a list gives none.
        """
        known = self._words.get((lexicon, language))
        if known is None:
            known = self._words[lexicon, language] = self._read_words(lexicon, language)
        return known

    @cached_property
    def _words(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    def _read_words(self, lexicon: str, language: str) -> frozenset[str]:
        lists = self.lexicons.get(lexicon, {})
        main = language.lower().replace("_", "-").split("-")[0]
        chosen = list(lists.values()) if main in {"", "und", "mul"} else [lists.get(main, [])]
        return frozenset(word.lower() for words in chosen for word in words)

    def __post_init__(self) -> None:
        _refuse_twice("label", [label.name for label in self.labels])
        _refuse_twice("relation", [relation.name for relation in self.relations])
        _refuse_twice("key", [x.key.lower() for x in self.labels if x.key])
        _refuse_twice("digit", [x.digit for x in self.labels if x.digit])
        _refuse_twice("rule", [rule.id for rule in self.rules])
        for label in self.labels:
            _refuse_bad_attributes(label, self)
        for relation in self.relations:
            target = relation.target if isinstance(relation.target, list) else []
            ends = [*relation.source, *target]
            _refuse_unknown(f"relation {relation.name}", ends, self.label_by_name)
        for pair in [*self.nesting.allowed, *self.nesting.warn, *self.nesting.never]:
            _refuse_unknown("nesting", pair, self.label_by_name)
        for rule in self.rules:
            _refuse_bad_rule(rule, self)


def _refuse_twice(what: str, names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"the {what} {name!r} comes twice")
        seen.add(name)


def _refuse_unknown(where: str, names: Iterable[str], known: Iterable[str]) -> None:
    there = list(known)
    for name in names:
        if name not in there:
            listed = f"there are {', '.join(there)}" if there else "there are none"
            raise ValueError(f"{where} names {name!r}, which is not there; {listed}")


def _refuse_bad_attributes(label: Label, scheme: LabelScheme) -> None:
    _refuse_twice(f"attribute of {label.name}", [attribute.name for attribute in label.attributes])
    for attribute in label.attributes:
        where = f"{label.name}.{attribute.name}"
        _refuse_twice(f"value of {where}", attribute.values)
        guessed = [guess.value for guess in attribute.guess]
        default = [attribute.default] if attribute.default is not None else []
        _refuse_unknown(where, [*default, *guessed], attribute.values)
        lexicons = [name for guess in attribute.guess for name in (guess.lexicon, guess.until)]
        _refuse_unknown(f"a guess of {where}", filter(None, lexicons), scheme.lexicons)


def _refuse_bad_rule(rule: Rule, scheme: LabelScheme) -> None:
    where = f"rule {rule.id}"
    _refuse_unknown(where, rule.labels, scheme.label_by_name)
    relations = filter(None, [rule.relation, rule.through])
    _refuse_unknown(where, relations, scheme.relation_by_name)
    _refuse_unknown(where, filter(None, [rule.lexicon, rule.unless]), scheme.lexicons)
    if scheme.regions:
        _refuse_unknown(where, rule.kinds, scheme.regions)
    if not rule.attribute:
        return
    for name in rule.labels:
        attributes = {one.name: one for one in scheme.label_by_name[name].attributes}
        _refuse_unknown(f"{where} on {name}", [rule.attribute], attributes)
        _refuse_unknown(f"{where} on {name}", rule.values, attributes[rule.attribute].values)
