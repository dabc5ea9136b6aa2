"""Out, in and out again: the same bytes, whatever articles and marks there are."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.annotation import (
    NOTED,
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Decision,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
    attributes,
)
from annotator.core.canonical import text_digest
from annotator.core.document import Document, Parent, Region
from annotator.core.offsets import is_boundary
from annotator.formats.hazards import text_fault
from annotator.formats.record_checks import proved
from annotator.formats.record_reading import annotated_of
from annotator.formats.record_writing import Frame, record_line
from annotator.projects.opening import make_project
from annotator.store.bulk import import_documents
from annotator.transfer.export_terms import ExportOptions, ExportReport, NothingToExportError
from annotator.transfer.exporting import export_dataset
from annotator.transfer.importing import ImportOptions, import_paths
from tests.items import items_by_id
from tests.proofs import problems_in

LABELS, LINKS, NAMES = ("alpha", "beta"), ("to", "fro"), ("form", "tone")
COLOUR = {"light": "#000000", "dark": "#ffffff"}
SCHEME = json.dumps(
    {
        "id": "free",
        "version": "1",
        "labels": [
            {
                "name": name,
                "colour": COLOUR,
                "attributes": [{"name": one, "values": ["x"]} for one in NAMES],
            }
            for name in LABELS
        ],
        "relations": [{"name": one, "from": LABELS, "to": LABELS} for one in LINKS],
        "rules": [],
    }
).encode()
PIECES = [
    *(
        "a",
        " ",
        "\n",
        "\r\n",
        "\t",
        "the mayor ",
        "“",
        "”",
        '"',
        "\\",
        "'",
        "<b>",
        "\u2028",
        "\x85",
    ),
    *(
        "😀",
        "👨‍👩‍👧‍👦",
        "🇫🇷",
        "e\u0301",
        "نفى",
        "\u200f",
        "\u00ad",
        "\u200b",
        "政府",
        "𝗕",
        "\x7f",
        "\ufdd0",
    ),
]
ANY = st.characters(exclude_categories=["Cs"])
WORDS = st.text(ANY, max_size=6)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join),
    st.text(ANY, min_size=1, max_size=30),
).filter(lambda text: not text_fault(text))
HANDS = st.sampled_from(["ann", "Bo Ek", "gold", "عمر", "x-1"])
STATUS = st.one_of(
    st.builds(Status, st.sampled_from(["done", "discarded"]), WORDS),
    st.builds(Status, st.just("none"), st.text(ANY, min_size=1, max_size=4)),
)


@st.composite
def spans(draw: st.DrawFn, text: str, name: str) -> Span:
    edges = [at for at in range(len(text) + 1) if is_boundary(text, at)]
    start = draw(st.integers(0, len(edges) - 2))
    end = draw(st.integers(start + 1, len(edges) - 1))
    place = edges[start], edges[end]
    pairs = draw(st.dictionaries(st.sampled_from(NAMES), WORDS, max_size=2))
    texts = draw(st.tuples(WORDS, WORDS, WORDS))
    label = draw(st.sampled_from(LABELS))
    return Span(name, label, *place, text[place[0] : place[1]], attributes(pairs), *texts)


@st.composite
def decisions(draw: st.DrawFn, text: str, name: str, marks: list[str]) -> Decision:
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    said = draw(st.tuples(*[WORDS] * 5))
    names = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2)))
    outcome = draw(st.sampled_from([said[1], NOTED]))
    return Decision(name, start, end, said[0], outcome, names, tuple(marks[:2]), *said[2:])


@st.composite
def sets(draw: st.DrawFn, text: str, prefix: str) -> list[Item]:
    """Draw a set that no guard speaks against: nothing else is asked of it."""
    count = draw(st.integers(0, 4))
    items: list[Item] = [draw(spans(text, f"{prefix}s{number}")) for number in range(count)]
    names = [one.id for one in items]
    ties = st.tuples(st.sampled_from(LINKS), st.sampled_from(names), st.sampled_from(names))
    found = draw(st.lists(ties, max_size=3, unique=True)) if len(names) > 1 else []
    for number, (label, source, target) in enumerate(found):
        if source != target:
            items.append(Relation(f"{prefix}r{number}", label, source, target, draw(WORDS)))
    accepted = st.lists(st.sampled_from(names), max_size=2, unique=True) if names else st.just([])
    if draw(st.booleans()):
        items.append(Acceptance("W09", tuple(draw(accepted)), draw(WORDS)))
    if draw(st.booleans()):
        items.append(draw(decisions(text, f"decide:{prefix}", names)))
    return [*items, draw(STATUS)] if draw(st.booleans()) else items


@st.composite
def articles(draw: st.DrawFn, number: int, text: str) -> AnnotatedDocument:
    name = f"a{number}"
    meta = draw(
        st.dictionaries(st.sampled_from(["url", "title", "parent", "title_", "x y"]), WORDS)
        | st.fixed_dictionaries({"split": st.sampled_from(["train", "test", "dev", ""])})
    )
    parent = draw(st.none() | st.builds(Parent, st.just("whole"), WORDS, st.integers(0, 99)))
    language = draw(st.sampled_from(["und", "en", "ar", "zh-Hant"]))
    source = draw(st.sampled_from(["", "f" * 64]))
    document = Document(name, draw(WORDS), text, text_digest(text), source, language, meta, parent)
    ends = st.integers(0, len(text))
    places = draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=3))
    kinds = st.sampled_from(["headline", "story", "duplicate"])
    regions = [
        Region(f"g{n}", start, end, draw(kinds), draw(WORDS))
        for n, (start, end) in enumerate(places)
        if start < end
    ]
    hands = draw(st.lists(HANDS, max_size=3, unique=True))
    # an id that two share is changed on the first way out, and then stays
    prefixes = draw(st.sampled_from([["", "", ""], ["x", "y", "z"]]))
    made = [
        AnnotationSet(SetKey(name, hand), items_by_id(draw(sets(text, prefix))))
        for hand, prefix in zip(sorted(hands), prefixes, strict=False)
    ]
    return AnnotatedDocument(document, tuple(regions), tuple(made))


@st.composite
def corpora(draw: st.DrawFn) -> list[AnnotatedDocument]:
    texts = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    return [draw(articles(number, text)) for number, text in enumerate(texts)]


def _files(folder: Path) -> dict[str, bytes]:
    found = {one.relative_to(folder).as_posix(): one for one in folder.rglob("*") if one.is_file()}
    return {name: path.read_bytes() for name, path in found.items()}


def _same(one: AnnotatedDocument, other: AnnotatedDocument) -> bool:
    """Tell whether two articles hold the same: empty sets and the ids of regions do not count."""
    regions = [
        sorted((each.start, -each.end, each.kind, each.value) for each in article.regions)
        for article in (one, other)
    ]
    kept = [
        {each.key: dict(each.items) for each in article.sets if each.items}
        for article in (one, other)
    ]
    return regions[0] == regions[1] and kept[0] == kept[1]


SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS.flatmap(lambda text: articles(1, text)))
def test_a_record_holds_an_article_whole(article: AnnotatedDocument) -> None:
    ids = [key for one in article.sets for key in one.items if not key.startswith(("acc", "sta"))]
    if len(set(ids)) < len(ids):
        return
    line = record_line(article, Frame("all", "free@1"))
    again = annotated_of(proved(line))
    assert _same(article, again)
    assert again.document.text == article.document.text
    assert (again.document.id, again.document.title) == (
        article.document.id,
        article.document.title,
    )
    assert again.document.parent == article.document.parent
    assert again.document.language == article.document.language
    assert again.document.source_sha256 == article.document.source_sha256
    assert record_line(again, Frame("all", "free@1")) == line


def _out(
    folder: Path, options: ExportOptions, corpus: Sequence[AnnotatedDocument]
) -> ExportReport | None:
    """Export articles from a project of their own; return what came of it, None for nothing."""
    with make_project(folder / "one.quoth", scheme=SCHEME) as project:
        assert import_documents(project.store, corpus, author="x", name="Import") == []
        try:
            return export_dataset(project.store, project.scheme, folder / "one", options)
        except NothingToExportError:
            return None


def _unfinished(folder: Path) -> set[str]:
    """Return the records in which somebody has marks who has not finished."""
    lines = [line for one in (folder / "data").iterdir() for line in one.read_bytes().splitlines()]
    return {
        record["id"]
        for record in map(json.loads, lines)
        if not {one["annotator"] for one in record["spans"]} <= set(record["annotators"])
    }


@SLOW
@given(corpora(), st.sampled_from(["all", "annotator", "adjudicated"]), st.booleans())
def test_out_in_and_out_again_gives_the_same_bytes(
    corpus: list[AnnotatedDocument], view: str, unfinished: bool
) -> None:
    """But for the files that say what stayed at home, and what was renamed: only the first has."""
    out = ExportOptions(view=view, unfinished=unfinished)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        report = _out(folder, out, corpus)
        if report is None:
            return
        assert problems_in(folder / "one") == []
        assert unfinished or not _unfinished(folder / "one")
        with make_project(folder / "two.quoth", scheme=SCHEME) as project:
            options = ImportOptions()
            taken = import_paths(project.store, project.scheme, [folder / "one"], options)
            assert taken.refused == []
            assert taken.known == []
            again = export_dataset(project.store, project.scheme, folder / "two", out)
        one, two = _files(folder / "one"), _files(folder / "two")
        differing = {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}
        may = {"LOSSES.md", "manifest.json"} if report.losses else set()
        if report.left_out != again.left_out:
            may |= {"README.md", "manifest.json"}
        assert differing <= may


@SLOW
@given(corpora())
def test_a_split_is_the_same_when_it_is_made_again(corpus: list[AnnotatedDocument]) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        options = ExportOptions(view="all", split=(40, 30, 30), seed=5, unfinished=True)
        with make_project(folder / "one.quoth", scheme=SCHEME) as project:
            assert import_documents(project.store, corpus, author="x", name="Import") == []
            export_dataset(project.store, project.scheme, folder / "one", options)
        with make_project(folder / "two.quoth", scheme=SCHEME) as project:
            paths = [folder / "one"]
            assert import_paths(project.store, project.scheme, paths, ImportOptions()).refused == []
            export_dataset(project.store, project.scheme, folder / "two", options)
            kept = ExportOptions(view="all", unfinished=True)
            export_dataset(project.store, project.scheme, folder / "three", kept)
        data = [
            {name: one for name, one in _files(folder / each).items() if name.startswith("data")}
            for each in ("one", "two", "three")
        ]
        assert data[0] == data[1] == data[2]
