"""Find the words of a lexicon in a text: whole words, in any case, with or without vowel signs."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import accumulate

import regex

Range = tuple[int, int]

_WORDS = r"([\w\u00AD]+(?:['’][\w\u00AD]+)*+)"
_WORD, _EASY_WORD = regex.compile(_WORDS), re.compile(_WORDS)
_EASY = re.compile(  # signs of which both say alike whether they are letters; one of them is faster
    r"[\0-\xb1\xb4-\xb8\xba\xbb\xbf-\u02ff\u2010-\u2027\u2030-\u203e\u20a0-\u20bf]*+"
)
_SPACE = re.compile(r"\s")  # no word holds one
_VOWEL_SIGNS = [0x0640, *range(0x064B, 0x0653), 0x0670, *range(0x05B0, 0x05BE)]
_VOWEL_SIGNS += [0x05BF, 0x05C1, 0x05C2, 0x05C7]
_DROPPED = str.maketrans({"’": "'", "\u00ad": None} | {chr(c): None for c in _VOWEL_SIGNS})
_AT_A_TIME = 30_000  # code points: some milliseconds' work
_GAP = 4  # code points between two words of a phrase, fewer than these
_JOINTS = " \t\r\n\u00a0\u2009\u202f-‐‑"


class WordIndex:
    """The words of a text as they are compared, and where each of them stands."""

    def __init__(self, text: str) -> None:
        """Take the text; it is indexed by `read`."""
        self.text = text
        self.starts: list[int] = []
        self.words: list[str] = []
        self.places: dict[str, list[int]] = defaultdict(list)
        self._next = 0

    def read(self) -> bool:
        """Index the next stretch of the text; tell whether any is left."""
        at, text = self._next, self.text
        if at == len(text):
            return False
        gap = _SPACE.search(text, at + _AT_A_TIME)
        self._next = gap.start() if gap else len(text)
        piece = text[at : self._next]
        word = _EASY_WORD if _EASY.fullmatch(piece) else _WORD
        parts = word.split(piece)  # what lies between words, and words, by turns
        self.starts += [*accumulate(map(len, parts), initial=at)][1:-1:2]
        words = [*map(folded, parts[1::2])]
        for place, word in enumerate(words, len(self.words)):
            self.places[word].append(place)
        self.words += words
        return self._next < len(text)

    def occurrences(self, phrase: tuple[str, ...]) -> Iterator[Range]:
        """Yield where some folded words stand one after the other, parted by spaces or hyphens."""
        if not phrase:
            return
        rarest = min(range(len(phrase)), key=lambda at: len(self.places.get(phrase[at], ())))
        for place in self.places.get(phrase[rarest], ()):
            first = place - rarest
            last = first + len(phrase) - 1
            if first < 0 or tuple(self.words[first : last + 1]) != phrase:
                continue
            if all(self._meet(at) for at in range(first, last)):
                yield self.starts[first], self._end(last)

    def _end(self, place: int) -> int:
        found = _WORD.match(self.text, self.starts[place])
        return self.starts[place] if found is None else found.end()

    def _meet(self, place: int) -> bool:
        between = self.text[self._end(place) : self.starts[place + 1]]
        return 0 < len(between) < _GAP and not between.strip(_JOINTS)


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """Return a word as it is compared: lower case, without vowel signs and soft hyphens."""
    return word.lower() if word.isascii() else word.lower().translate(_DROPPED)


def words_of(piece: str) -> list[str]:
    """Return the words of a short text as they are compared."""
    return [folded(word) for word in _WORD.findall(piece)]


def indexed(text: str) -> WordIndex:
    """Return the index of a text; that of the last texts is kept, for the text never changes."""
    index = _begun(text)
    while index.read():
        pass
    return index


def indexing(text: str) -> Iterator[None]:
    """Index a text bit by bit, for who has other things to do in between."""
    index = _begun(text)
    while index.read():
        yield


@lru_cache(maxsize=2)
def _begun(text: str) -> WordIndex:
    return WordIndex(text)


def find_phrases(text: str, entries: Collection[str]) -> list[Range]:
    """Return where the entries of a lexicon stand in a text, in order; the longer win."""
    index = indexed(text)
    phrases = _phrases(frozenset(entries))
    found = [
        place
        for first in phrases.keys() & index.places.keys()
        for phrase in phrases[first]
        for place in index.occurrences(phrase)
    ]
    kept: list[Range] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def has_phrase(piece: str, entries: Collection[str]) -> bool:
    """Tell whether a short text holds an entry of a lexicon as whole words."""
    words = words_of(piece)
    held = set(words)
    phrases = _phrases(frozenset(entries))
    return any(
        held.issuperset(phrase) and (len(phrase) == 1 or _follows(words, phrase))
        for first in phrases.keys() & held
        for phrase in phrases[first]
    )


def folded_entries(entries: Collection[str]) -> frozenset[str]:
    """Return entries as they are compared, the words of each joined by single spaces."""
    return _joined(frozenset(entries))


@lru_cache(maxsize=64)
def _joined(entries: frozenset[str]) -> frozenset[str]:
    return frozenset(" ".join(phrase) for same in _phrases(entries).values() for phrase in same)


@lru_cache(maxsize=64)
def _phrases(entries: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return the words of each entry as they are compared, under the first of them."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in sorted({tuple(words_of(entry)) for entry in entries}):
        if phrase:
            found[phrase[0]].append(phrase)
    return dict(found)


def _follows(words: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == phrase for at in range(len(words) - size + 1))
