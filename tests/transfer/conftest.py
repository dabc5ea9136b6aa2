"""A project with the default scheme, and articles with marks that no rule speaks against."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.core.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
    attributes,
)
from annotator.core.document import Region, new_document
from annotator.core.scheme import LabelScheme
from annotator.core.schemes import read_scheme, scheme_value
from annotator.projects.opening import Project, make_project
from annotator.store.bulk import import_documents
from tests.items import items_by_id

Put = Callable[..., None]
ACTOR = {"type": "group", "mention": "description", "role": "source"}
CLAIM = {"voice": "attributed", "polarity": "positive", "certainty": "asserted"}


class News:
    """Makes articles: a text of its own for each name, a claim in it and who says it."""

    @staticmethod
    def text(name: str) -> str:
        words = " ".join(f"{name}{number}" for number in range(40))
        return f"😀 The council said harbour fees will rise. Report {name}: {words}\n"

    def marks(self, text: str, *, done: bool = True, prefix: str = "") -> list[Item]:
        """Return marks that nothing is wrong with."""
        items: list[Item] = [
            self.span(f"{prefix}a1", "actor", text, "The council", ACTOR),
            self.span(f"{prefix}c1", "claim", text, "harbour fees will rise", CLAIM),
            Relation(f"{prefix}r1", "attributed_to", f"{prefix}c1", f"{prefix}a1"),
        ]
        return [*items, Status("done")] if done else items

    @staticmethod
    def span(name: str, label: str, text: str, words: str, attrs: dict[str, str]) -> Span:
        start = text.index(words)
        return Span(name, label, start, start + len(words), words, attributes(attrs))

    def blank_claim(self, text: str) -> Span:
        """Return a claim that is wrong: white space stands at its edges."""
        return self.span("c9", "claim", text, " Report ", {**CLAIM, "voice": "author"})

    @staticmethod
    def scheme_with(scheme: LabelScheme, **severities: str) -> LabelScheme:
        """Return a scheme with other severities of some rules."""
        value = scheme_value(scheme)
        for rule in value["rules"]:
            rule["severity"] = severities.get(rule["id"], rule["severity"])
        return read_scheme(json.dumps(value).encode())

    def article(
        self,
        name: str,
        hands: Mapping[str, Sequence[Item]] | None = None,
        *,
        text: str = "",
        regions: tuple[Region, ...] = (),
        **fields: Any,  # noqa: ANN401 fields of a document
    ) -> AnnotatedDocument:
        """Return an article with the sets that are given by annotator; else gold's good one."""
        text = text or self.text(name)
        document = replace(new_document(name, text, source=text.encode()), **fields)
        given = {"gold": self.marks(text)} if hands is None else hands
        sets = tuple(
            AnnotationSet(SetKey(name, hand), items_by_id(items))
            for hand, items in sorted(given.items())
        )
        return AnnotatedDocument(document, regions, sets)


@pytest.fixture
def news() -> News:
    return News()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "news.quoth", name="News") as made:
        yield made


@pytest.fixture
def put(project: Project) -> Put:
    """Put articles into the project."""

    def put_in(*articles: AnnotatedDocument, unqueued: Collection[str] = ()) -> None:
        refused = import_documents(
            project.store, articles, author="tester", name="Import", unqueued=unqueued
        )
        assert refused == []

    return put_in
