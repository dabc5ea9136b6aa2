"""Find the words of a lexicon in a text: whole words, in any case, with or without vowel signs."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice

import regex

Range = tuple[int, int]

_WORD = regex.compile(r"[\w\u00AD]+(?:['’][\w\u00AD]+)*+")
_VOWEL_SIGNS = [0x0640, *range(0x064B, 0x0653), 0x0670, *range(0x05B0, 0x05BE)]
_VOWEL_SIGNS += [0x05BF, 0x05C1, 0x05C2, 0x05C7]
_DROPPED = str.maketrans({"’": "'", "\u00ad": None} | {chr(c): None for c in _VOWEL_SIGNS})
_AT_A_TIME = 5000  # words: some milliseconds' work
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
        self._known: dict[str, str] = {}
        self._coming = enumerate(_WORD.finditer(text))

    def read(self, most: int) -> bool:
        """Index at most so many further words; tell whether any may be left."""
        known, place = self._known, -1
        first = len(self.words)
        for place, found in islice(self._coming, most):
            raw = found.group()
            word = known.get(raw)
            if word is None:
                word = known[raw] = folded(raw)
            self.starts.append(found.start())
            self.words.append(word)
            self.places[word].append(place)
        return place - first + 1 == most

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


def folded(word: str) -> str:
    """Return a word as it is compared: lower case, without vowel signs and soft hyphens."""
    return word.lower() if word.isascii() else word.lower().translate(_DROPPED)


def words_of(piece: str) -> list[str]:
    """Return the words of a short text as they are compared."""
    return [folded(word) for word in _WORD.findall(piece)]


def indexed(text: str) -> WordIndex:
    """Return the index of a text; that of the last texts is kept, for the text never changes."""
    index = _begun(text)
    while index.read(_AT_A_TIME):
        pass
    return index


def indexing(text: str) -> Iterator[None]:
    """Index a text bit by bit, for who has other things to do in between."""
    index = _begun(text)
    while index.read(_AT_A_TIME):
        yield


@lru_cache(maxsize=2)
def _begun(text: str) -> WordIndex:
    return WordIndex(text)


def find_phrases(text: str, entries: Collection[str]) -> list[Range]:
    """Return where the entries of a lexicon stand in a text, in order; the longer win."""
    index = indexed(text)
    found = [
        place for phrase in _phrases(frozenset(entries)) for place in index.occurrences(phrase)
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
    return any(
        held.issuperset(phrase) and (len(phrase) == 1 or _follows(words, phrase))
        for phrase in _phrases(frozenset(entries))
    )


def folded_entries(entries: Collection[str]) -> frozenset[str]:
    """Return entries as they are compared, the words of each joined by single spaces."""
    return frozenset(" ".join(phrase) for phrase in _phrases(frozenset(entries)))


@lru_cache(maxsize=64)
def _phrases(entries: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    phrases = {tuple(words_of(entry)) for entry in entries}
    return tuple(sorted(phrase for phrase in phrases if phrase))


def _follows(words: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == phrase for at in range(len(words) - size + 1))
