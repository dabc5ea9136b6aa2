"""The bytes of a dataset are kept: whoever changes them knows it, and raises the record's version.

To write them anew: QUOTH_WRITE_GOLDEN=1 python -m pytest tests/golden/test_dataset.py
"""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import __version__
from annotator.core.annotation import (
    Acceptance,
    AnnotatedDocument,
    AnnotationSet,
    Item,
    Relation,
    SetKey,
    Span,
    Status,
    attributes,
)
from annotator.core.canonical import sha256_hex, text_digest
from annotator.core.document import Document, Parent, Region
from annotator.projects.opening import Project, make_project
from annotator.store.bulk import import_documents
from annotator.transfer.export_terms import ExportOptions
from annotator.transfer.exporting import export_dataset
from annotator.transfer.importing import ImportOptions, import_paths
from annotator.transfer.verify import Proved, prove_path
from tests.items import items_by_id

HERE = Path(__file__).parent
GOLDEN = HERE / "dataset"
SCHEME = json.dumps(
    {
        "id": "golden",
        "version": "1.0.0",
        "title": "A scheme for one test",
        "labels": [
            {
                "name": "saying",
                "colour": {"light": "#000000", "dark": "#ffffff"},
                "definition": "What is said.",
                "boundary": "All of it.",
                "attributes": [{"name": "form", "values": ["whole", "part"]}],
            },
            {"name": "sayer", "colour": {"light": "#000000", "dark": "#ffffff"}},
        ],
        "relations": [{"name": "said_by", "from": ["saying"], "to": ["sayer"]}],
        "rules": [{"id": "W24", "severity": "warning"}],
    }
).encode()
FERRY = "😀 “The boats are gone,” Fenn said.\r\n\tنفى الوزير e\u0301 ok\n"


def _document(name: str, text: str, **fields: object) -> Document:
    source = fields.pop("source", "")
    return Document(name, f"On {name}", text, text_digest(text), str(source), **fields)  # type: ignore[arg-type]


def _span(name: str, label: str, text: str, words: str, **fields: str) -> Span:
    start = text.index(words)
    form = fields.pop("form", "")
    return Span(
        name,
        label,
        start,
        start + len(words),
        words,
        attributes({"form": form} if form else {}),
        **fields,
    )


def _sets(name: str, **hands: list[Item]) -> tuple[AnnotationSet, ...]:
    return tuple(
        AnnotationSet(SetKey(name, hand), items_by_id(items)) for hand, items in hands.items()
    )


def _articles() -> Iterator[AnnotatedDocument]:
    parent = Parent("whole", "a" * 64, 120)
    empty = _document(
        "empty", "Nobody said a word.", parent=parent, meta={"url": "x", "title": "y"}
    )
    yield AnnotatedDocument(empty, (), _sets("empty", ann=[Status("done")]))
    ferry = _document(
        "ferry",
        FERRY,
        source=sha256_hex(FERRY.encode("utf-16")),
        language="mul",
        meta={"split": "train"},
    )
    ann: list[Item] = [
        _span("s1", "saying", FERRY, "“The boats are gone,”", form="whole", note="a “note”\n"),
        _span("s2", "saying", FERRY, "boats are", form="part"),
        _span("s3", "sayer", FERRY, "are gone,” Fenn", discuss="crosses", origin="model"),
        _span("s4", "sayer", FERRY, "الوزير"),
        Relation("r1", "said_by", "s1", "s3", "why not"),
        Acceptance("W24", ("s3",), "talked about"),
        Status("done", "read twice"),
    ]
    bob: list[Item] = [_span("b1", "sayer", FERRY, "e\u0301"), Status("discarded", "an advert")]
    regions = (Region("r", 0, 34, "headline"), Region("q", 36, 46, "duplicate", "0-10"))
    yield AnnotatedDocument(ferry, regions, _sets("ferry", ann=ann, bob=bob))
    test = _document("mill", "The mill burned, he said.", language="en", meta={"split": "test"})
    marks: list[Item] = [_span("m1", "sayer", test.text, "he")]
    yield AnnotatedDocument(test, (), _sets("mill", ann=marks))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "golden.quoth", scheme=SCHEME) as made:
        assert import_documents(made.store, _articles(), author="x", name="Import") == []
        yield made


def _files(folder: Path) -> dict[str, bytes]:
    found = {one.relative_to(folder).as_posix(): one for one in folder.rglob("*") if one.is_file()}
    return {name: path.read_bytes() for name, path in sorted(found.items())}


def _export(project: Project, out: Path, view: str, *, unfinished: bool = False) -> None:
    options = ExportOptions(view=view, unfinished=unfinished)
    export_dataset(project.store, project.scheme, out, options)


def test_a_dataset_has_the_bytes_that_were_kept(project: Project, tmp_path: Path) -> None:
    _export(project, tmp_path / "out", "all", unfinished=True)
    if os.environ.get("QUOTH_WRITE_GOLDEN"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(tmp_path / "out", GOLDEN)
    kept = _files(GOLDEN)
    version = json.loads(kept["manifest.json"])["made_by"]["version"]
    old, new = f'"version": "{version}"'.encode(), f'"version": "{__version__}"'.encode()
    kept["manifest.json"] = kept["manifest.json"].replace(old, new)
    assert _files(tmp_path / "out") == kept


def test_what_was_kept_proves_right() -> None:
    free = "Attributes were not held against golden@1.0.0, which makes them no errors."
    assert prove_path(GOLDEN) == Proved([], [free])


@pytest.mark.parametrize("unfinished", [False, True])
@pytest.mark.parametrize("view", ["all", "annotator", "adjudicated"])
def test_what_was_kept_is_imported_and_comes_out_again(
    project: Project, tmp_path: Path, view: str, *, unfinished: bool
) -> None:
    with make_project(tmp_path / "again.quoth", scheme=SCHEME) as again:
        report = import_paths(again.store, again.scheme, [GOLDEN], ImportOptions())
        assert report.refused == []
        assert len(report.added) == 3
        _export(again, tmp_path / "again", view, unfinished=unfinished)
    _export(project, tmp_path / "out", view, unfinished=unfinished)
    assert _files(tmp_path / "again") == _files(tmp_path / "out")
