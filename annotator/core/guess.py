"""Guess what a new mark's attributes are from its words, as the scheme's data says."""

from collections.abc import Callable

import regex

from annotator.core.annotation import Attributes, attributes
from annotator.core.lexicons import folded_entries, has_phrase, words_of
from annotator.core.scheme import Attribute, Guess, LabelScheme

_OPENING = "\"'“‘«‹„‚‟‛「『〝＂❝"
_CLOSING = "\"'”’»›“‘」』〞＂❞"
_STOPS = ".!?…。！？؟۔"
_SENTENCE_BEFORE = regex.compile(r"(?:^|[\n:：]|[.!?…。！？؟۔][”’\"'»)\]]*)\s*\Z")
_LEAD_BEFORE = regex.compile(r"[,،、，;—–-]\s*\Z")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Arabic}\p{Hebrew}]")
_WORDS = regex.compile(r"\w+(?:['’-]\w+)*+")
_POSSESSIVE = regex.compile(r"['’]s?$")
_MARKS_OUTSIDE = "W04"  # the rule that finds marks left just outside
_REACH = 200  # code points before a mark that are looked at


def default_attributes(  # noqa: PLR0913, PLR0917 a scheme, a label, a place in a text
    scheme: LabelScheme, label_name: str, text: str, start: int, end: int, language: str = ""
) -> Attributes:
    """Return the attributes that a mark from start to end (code points) begins with.

    What a scheme has switched off stays unset, and so does what has neither a guess that fits nor
    a default, unless it is required: then the first value serves. An unknown label has none.
    """
    label = scheme.label_by_name.get(label_name)
    if label is None:
        return ()
    start = min(max(start, 0), len(text))
    place = _Place(text, start, min(max(end, start), len(text)), scheme, language)
    found = {one.name: _value(one, place) for one in label.attributes if one.enabled}
    return attributes({name: value for name, value in found.items() if value})


def takes_marks_in(scheme: LabelScheme, label: str) -> bool:
    """Tell whether a label wants the quotation marks inside its marks: a rule speaks of it."""
    rule = scheme.rule_by_id.get(_MARKS_OUTSIDE)
    return rule is not None and rule.level is not None and label in rule.labels


class _Place:
    """A stretch of text as the guesses look at it."""

    def __init__(self, text: str, start: int, end: int, scheme: LabelScheme, language: str) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.words = text[start:end]
        self.scheme = scheme
        self.language = language

    def lexicon(self, name: str) -> frozenset[str]:
        """Return a lexicon's words in the article's language."""
        return self.scheme.words_in(name, self.language)

    @property
    def before(self) -> str:
        """Return some of the text before."""
        return self.text[max(self.start - _REACH, 0) : self.start]

    def quoted(self) -> tuple[int, int] | None:
        """Return what stands between the quotation marks at the edges or just outside them."""
        start, end = self.start, self.end
        opens = self.text[start : start + 1]
        if opens and opens in _OPENING:
            start += 1
        elif not (start and self.text[start - 1] in _OPENING):
            return None
        if end - 1 > start and self.text[end - 1] in _CLOSING:
            end -= 1
        return (start, end) if start < end else None


def _value(attribute: Attribute, place: _Place) -> str:
    for guess in attribute.guess:
        if _GUESSES[guess.when](guess, place):
            return guess.value
    if attribute.default is None and attribute.required:
        return attribute.values[0]
    return attribute.default or ""


def _whole_sentence(_guess: Guess, place: _Place) -> bool:
    """Tell whether the quoted words stand on their own rather than inside the reporter's sentence.

    They do where a sentence or a colon ends before them, and where a comma stands before them and
    they begin with a capital or end their own sentence; small letters at the start speak against.
    """
    inside = place.quoted()
    if inside is None:
        return False
    words = place.text[inside[0] : inside[1]]
    before = place.text[max(inside[0] - 1 - _REACH, 0) : inside[0] - 1]
    first = next((char for char in words if char.isalpha()), "")
    ends = words.rstrip()[-1:]
    if _SENTENCE_BEFORE.search(before):
        return not first.islower() or (ends != "" and ends in _STOPS)
    if _LEAD_BEFORE.search(before):
        return first.isupper() or (ends != "" and ends in _STOPS)
    return first.isupper() and ends != "" and ends in _STOPS + ","


def _quoted(_guess: Guess, place: _Place) -> bool:
    return place.quoted() is not None


def _is_in(guess: Guess, place: _Place) -> bool:
    return " ".join(words_of(place.words)) in folded_entries(place.lexicon(guess.lexicon))


def _head_in(guess: Guess, place: _Place) -> bool:
    head = _head(place, guess.until)
    return bool(head) and head in folded_entries(place.lexicon(guess.lexicon))


def _head(place: _Place, until: str) -> str:
    words = words_of(place.words.split(",")[0])
    if _RIGHT_TO_LEFT.search(place.words):
        return words[0] if words else ""
    stops = folded_entries(place.lexicon(until)) if until else frozenset()
    size = next((at for at, word in enumerate(words) if at and word in stops), len(words))
    return _POSSESSIVE.sub("", words[size - 1]) if words else ""


def _word_in(guess: Guess, place: _Place) -> bool:
    return has_phrase(place.words, place.lexicon(guess.lexicon))


def _capitalised(_guess: Guess, place: _Place) -> bool:
    """Tell whether the words end like a proper name.

    A single word that begins a sentence has its capital anyway: then it is a name unless the same
    word stands somewhere in small letters. Scripts without capitals give no sign: a name, too,
    where it has several words or no article.
    """
    words = _WORDS.findall(place.words.replace("\u00ad", ""))
    if not words:
        return False
    last = words[-1]
    if not (last[0].isupper() or last[0].islower()):
        return _uncased_name(words)
    alone = len(words) == 1 and _SENTENCE_BEFORE.search(place.before) is not None
    return last[0].isupper() and not (alone and _stands_small(last, place.text))


def _stands_small(word: str, text: str) -> bool:
    small = regex.escape(word[0].lower() + word[1:])
    return regex.search(rf"\b{small}\b", text) is not None


def _uncased_name(words: list[str]) -> bool:
    return len(words) > 1 or not words[0].startswith("ال")


def _otherwise(_guess: Guess, _place: _Place) -> bool:
    return True


_GUESSES: dict[str, Callable[[Guess, _Place], bool]] = {
    "whole sentence": _whole_sentence,
    "quoted": _quoted,
    "is in": _is_in,
    "head in": _head_in,
    "word in": _word_in,
    "capitalised": _capitalised,
    "otherwise": _otherwise,
}
