"""Plain text: a file is an article, byte for byte."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.core.annotation import AnnotatedDocument
from annotator.core.document import new_document
from annotator.formats.base import FormatError, ReadOptions, Tell, UnsureEncodingError
from annotator.formats.decoding import DecodingError, UnsureError, decode
from annotator.formats.hazards import remarks
from annotator.formats.naming import slug


class Plain:
    """Reads and writes texts. No line end is changed, nothing is stripped but a byte order mark."""

    name = "text"

    def read(self, path: Path, options: ReadOptions, tell: Tell) -> Iterator[AnnotatedDocument]:
        """Yield the article that a file holds; raise FormatError or OSError."""
        data = path.read_bytes()
        try:
            found = decode(data, options.encoding)
        except UnsureError as error:
            raise UnsureEncodingError(path, 0, f"{error}.") from error
        except DecodingError as error:
            raise FormatError(path, 0, f"{error}.") from error
        for note in (*found.notes, *remarks(found.text)):
            tell(f"{path}: {note}.")
        yield AnnotatedDocument(new_document(slug(path.stem), found.text, source=data))

    def write(self, documents: Iterable[AnnotatedDocument], path: Path) -> list[str]:
        """Write the text of one article as UTF-8; return what is lost, which is all marks."""
        one, *more = documents
        if more:
            raise ValueError(f"{path}: plain text holds one article, not {1 + len(more)}")
        with path.open("xb") as out:
            out.write(one.document.text.encode("utf-8"))
        marks = sum(len(each.items) for each in one.sets)
        return [f"{path}: {marks} marks and their kin are not held by plain text."] if marks else []
