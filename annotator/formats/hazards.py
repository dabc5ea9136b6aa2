"""What a text may not hold, and what is worth telling about one that may come in."""

import re
import unicodedata

BOM = "\ufeff"
_AT_START = {"\ufffe": "U+FFFE", "\uffff": "U+FFFF", BOM: "a byte order mark (U+FEFF)"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TELLTALE = 0.1  # share of control characters above which something is no text
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def text_fault(text: str) -> str:
    """Return why a text cannot be an article, in words that follow its name, or ""."""
    if not _shows(text):
        return "there is no text in it"
    if "\0" in text:
        return f"a NUL character stands at {text.index(chr(0))}, which no text has"
    if text[0] in _AT_START:
        return f"the text begins with {_AT_START[text[0]]}, which is no character of a text"
    return ""


def surrogate_fault(text: str) -> str:
    """Return why a text cannot be written as UTF-8 (half a character stands in it), or ""."""
    if text.isascii():
        return ""
    found = _SURROGATE.search(text)
    if found is None:
        return ""
    return f"half a character (U+{ord(found[0]):04X}) stands at {found.start()}"


def looks_binary(text: str) -> bool:
    """Tell whether what was decoded is no text: control characters abound."""
    start = text[:65536]
    return len(_CONTROL.findall(start)) > _TELLTALE * max(len(start), 1)


def remarks(text: str) -> list[str]:
    """Return what stands in a text that a reader would not see, in words that follow its name."""
    if text.isascii() and text.isprintable():
        return []
    said = []
    controls = len(_CONTROL.findall(text))
    if controls:
        said.append(f"{_counted(controls, 'control character')} kept")
    hidden = sum(text.count(char) for char in set(text) if unicodedata.category(char) == "Cf")
    if hidden:
        said.append(f"{_counted(hidden, 'invisible character')} kept")
    return said


def _shows(text: str) -> bool:
    """Tell whether anything in a text is seen: most texts begin with it."""
    return text[:1].isalnum() or any(unicodedata.category(char) not in _UNSEEN for char in text)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
