"""News that nobody wrote: texts of any length with marks that fit the default scheme, by a seed."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Attributes,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
)
from annotator.core.document import new_document
from annotator.formats.dataset import Dataset
from tests.items import items_by_id

PARAGRAPH = 600  # code points, about
HAND = "gold"
_WORDS = """
the of and to in is for it as was with be by on not at but are this have from or had they which one
were all there would their we been has when who will more out up about than into them can only other
time new some could these two may first then any like now over such our most made after also did
many off before must well back through years where much way down should because each those people
state world still work own between under same never know while last might great old year since
against right used three house without again place around however small found part once general
high upon school every council harbour winter water public enough far night end called office point
program city business group toward young room side given order national second possible rather per
face among often things large interest need members board fees bridge ferry union minister court
report inquiry fishing railway storm budget hospital teachers village election market farmers
"""
_NAMES = """
Maria Okafor, Odalys Fenn, Samir Haddad, Björk Marchetti, Léa Novák, Tomasz Kowalski, Ngozi Abara,
Ines Duarte, Paul Brandt, Hana Ito, Piet Lindqvist, Ada Orsini, Milan Petrov, Rosa Achterberg
"""
WORDS = _WORDS.split()
NAMES = [name.strip() for name in _NAMES.split(",")]

Kind = tuple[str, Attributes]
_ACTOR: Kind = ("actor", (("mention", "name"), ("role", "source"), ("type", "person")))
_QUOTE: Kind = ("quote", (("form", "direct"),))
_CLAIM: Kind = ("claim", (("voice", "attributed"),))
_DENIED: Kind = ("claim", (("voice", "unattributed"),))
_DENIAL: Kind = ("denial", (("form", "explicit"),))


class News(NamedTuple):
    """A text with its marks; offsets are code points."""

    text: str
    spans: tuple[Span, ...]
    relations: tuple[Relation, ...]


def chance(seed: int) -> random.Random:
    """Return the same accidents for the same seed."""
    return random.Random(seed)  # noqa: S311 nobody is to be kept from guessing


def news(size: int, spans: int, seed: int = 1, *, paragraphs: bool = True) -> News:
    """Return a text of about `size` code points with about as many spans, evenly spread."""
    desk = _Desk(chance(seed), paragraphs=paragraphs)
    while desk.length < size:
        if len(desk.spans) * size < spans * desk.length:
            desk.write_marked()
        else:
            desk.write(f"{desk.clause(8, 22).capitalize()}.")
    return News("".join(desk.parts), tuple(desk.spans), tuple(desk.relations))


def article(name: str, size: int, spans: int, seed: int) -> AnnotatedDocument:
    """Return an article that is done, so that it can be exported."""
    made = news(size, spans, seed)
    document = new_document(name, made.text, title=f"Article {seed}")
    items = {**items_of(made), **items_by_id([Status("done")])}
    return AnnotatedDocument(document, (), (AnnotationSet(SetKey(name, HAND), items),))


def items_of(made: News) -> dict[str, Item]:
    """Return the marks of a text under their ids."""
    return items_by_id([*made.spans, *made.relations])


def articles(count: int, size: int = 4000, spans: int = 25) -> Iterator[AnnotatedDocument]:
    """Yield articles no two of which are alike."""
    for number in range(count):
        yield article(f"news-{number:06}", size, spans, number)


def write_records(path: Path, count: int, size: int = 4000, spans: int = 25) -> Path:
    """Write a file of dataset records and return its path."""
    Dataset().write(articles(count, size, spans), path)
    return path


class _Desk:
    """A text on its way."""

    def __init__(self, accidents: random.Random, *, paragraphs: bool) -> None:
        self.parts: list[str] = []
        self.spans: list[Span] = []
        self.relations: list[Relation] = []
        self.length = 0
        self._chance = accidents
        self._begun = 0  # where the paragraph began
        self._paragraphs = paragraphs

    def clause(self, least: int, most: int) -> str:
        """Return words without a capital or a stop."""
        return " ".join(self._chance.choices(WORDS, k=self._chance.randint(least, most)))

    def write(self, sentence: str) -> int:
        """Write a sentence and return where it begins."""
        start = self.length
        end = self._paragraphs and start - self._begun > PARAGRAPH
        self.parts.append(f"{sentence}\n" if end else f"{sentence} ")
        self.length += len(sentence) + 1
        self._begun = self.length if end else self._begun
        return start

    def write_marked(self) -> None:
        """Write a quote, a claim or a denial with its speaker."""
        name = self._chance.choice(NAMES)
        words = self.clause(6, 18)
        turn = self._chance.random()
        if turn < 0.4:
            quote = f"“{words.capitalize()},”"
            start = self.write(f"{quote} said {name}.")
            said = self._mark(_QUOTE, start, quote)
            who = self._mark(_ACTOR, start + len(quote) + 6, name)
        elif turn < 0.8:
            start = self.write(f"{name} said that {words}.")
            who = self._mark(_ACTOR, start, name)
            said = self._mark(_CLAIM, start + len(name) + 11, words)
        else:
            denial = f"denied that {words}"
            start = self.write(f"{name} {denial}.")
            who = self._mark(_ACTOR, start, name)
            said = self._mark(_DENIAL, start + len(name) + 1, denial)
            self._tie("denies", said, self._mark(_DENIED, start + len(name) + 13, words))
        self._tie("attributed_to", said, who)

    def _mark(self, kind: Kind, start: int, words: str) -> str:
        label, attributes = kind
        made = Span(f"s{len(self.spans) + 1}", label, start, start + len(words), words, attributes)
        self.spans.append(made)
        return made.id

    def _tie(self, label: str, source: str, target: str) -> None:
        self.relations.append(Relation(f"r{len(self.relations) + 1}", label, source, target))
