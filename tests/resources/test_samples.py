"""The sample articles that are shipped: their texts, their gold marks, and that they go through."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest

from annotator.assets import asset
from annotator.cli.app import run
from annotator.core.annotation import AnnotatedDocument, AnnotationSet
from annotator.core.canonical import sha256_hex, text_digest
from annotator.core.document import headline
from annotator.core.scheme import LabelScheme
from annotator.formats.base import ReadOptions
from annotator.formats.dataset import Dataset
from annotator.formats.record_checks import proved
from annotator.transfer.splitting import CutTiesError, children_of

SAMPLES = asset("resources", "samples", "samples.jsonl")
SOURCES = {
    "ferry": "sample_01_ferry",
    "reservoir": "sample_02_reservoir_scraped",
    "tram": "sample_03_tram_scraped",
    "stadium": "sample_04_stadium_emoji",
    "wells": "sample_05_wells_arabic",
}


def _articles() -> dict[str, AnnotatedDocument]:
    found = Dataset().read(SAMPLES, ReadOptions(), pytest.fail)
    return {one.document.id: one for one in found}


ARTICLES = _articles()


def _gold(article: AnnotatedDocument) -> AnnotationSet:
    (one,) = article.sets
    return one


def test_there_are_five_articles_each_finished_by_gold_alone() -> None:
    assert list(ARTICLES) == list(SOURCES)
    for article in ARTICLES.values():
        one = _gold(article)
        assert (one.key.annotator, one.status.state) == ("gold", "done")


def test_each_line_follows_the_schema_and_is_written_the_one_way() -> None:
    schema = json.loads(asset("schemas", "record.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)
    for line in SAMPLES.read_bytes().splitlines(keepends=True):
        assert proved(line)
        assert list(validator.iter_errors(json.loads(line))) == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_mark_and_region_is_a_slice_of_the_text(name: str) -> None:
    article = ARTICLES[name]
    text = article.document.text
    assert text_digest(text) == article.document.sha256
    for span in _gold(article).spans:
        assert text[span.start : span.end] == span.text
    for region in article.regions:
        assert 0 <= region.start < region.end <= len(text)
        if region.kind == "duplicate":
            start, end = map(int, region.value.split("-"))
            assert text[start:end] == text[region.start : region.end]


@pytest.mark.parametrize(("name", "source"), SOURCES.items())
def test_text_and_gold_are_those_of_the_collection(name: str, source: str, shared: Path) -> None:
    data = (shared / "samples" / f"{source}.txt").read_bytes()
    gold = json.loads((shared / "samples" / f"{source}.gold.json").read_bytes())
    document = ARTICLES[name].document
    assert document.text.encode() == data
    assert document.source_sha256 == sha256_hex(data)
    assert document.sha256 == gold["text_sha256"]
    assert document.title == headline(document.text, ARTICLES[name].regions)
    one = _gold(ARTICLES[name])
    marks = {span.id: (span.label, span.start, span.end, span.text) for span in one.spans}
    assert marks == {x["id"]: (x["label"], x["start"], x["end"], x["text"]) for x in gold["spans"]}
    assert {span.id: dict(span.attributes) for span in one.spans} == {
        x["id"]: x["attrs"] for x in gold["spans"]
    }
    ties = {(link.id, link.label, link.source, link.target) for link in one.relations}
    assert ties == {(x["id"], x["type"], x["from"], x["to"]) for x in gold["relations"]}


@pytest.mark.parametrize(("name", "source"), SOURCES.items())
def test_regions_are_those_of_the_collection_and_its_stories(
    name: str, source: str, shared: Path
) -> None:
    gold = json.loads((shared / "samples" / f"{source}.gold.json").read_bytes())
    regions: list[dict[str, Any]] = gold.get("regions", [])
    if not regions:  # what an import would propose was taken
        kinds = [one.kind for one in ARTICLES[name].regions]
        assert kinds == ["headline", "body"]
        return
    ours = [one for one in ARTICLES[name].regions if one.kind != "story"]
    told = Counter((one.kind, one.start, one.end) for one in ours)
    assert told == Counter((one["kind"], one["start"], one["end"]) for one in regions)
    stories = [one for one in ARTICLES[name].regions if one.kind == "story"]
    numbers = {str(one["story"]) for one in regions}
    assert {one.value for one in stories} == (numbers if len(numbers) > 1 else set())
    for one in regions if stories else []:
        (story,) = [each for each in stories if each.value == str(one["story"])]
        assert story.start <= one["start"]
        assert one["end"] <= story.end


def test_no_span_lies_across_the_two_stories_and_the_one_tie_between_them_is_not_lost() -> None:
    article = ARTICLES["reservoir"]
    ranges = [(one.start, one.end) for one in article.regions if one.kind == "story"]
    one = _gold(article)
    for span in one.spans:
        assert any(start <= span.start and span.end <= end for start, end in ranges)
    with pytest.raises(CutTiesError, match=r"gold join two stories: “.*” same actor “.*”"):
        children_of(article, ranges, set())
    untied = replace(one, items={key: item for key, item in one.items.items() if key != "r31"})
    children = children_of(replace(article, sets=(untied,)), ranges, set())
    marks = [len(_gold(child).spans) + len(_gold(child).relations) for child in children]
    assert sum(marks) == len(one.spans) + len(one.relations) - 1


def test_languages_are_said() -> None:
    found = {name: one.document.language for name, one in ARTICLES.items()}
    assert found.pop("wells") == "mul", "two languages, hardly more of one than of the other"
    assert set(found.values()) == {"en"}


def test_marks_have_the_scheme_that_is_shipped(scheme: LabelScheme) -> None:
    for line in SAMPLES.read_bytes().splitlines():
        record = orjson.loads(line)
        assert record["scheme"] == scheme.full_name
        assert {one["label"] for one in record["spans"]} <= set(scheme.label_by_name)
        assert {one["label"] for one in record["relations"]} <= set(scheme.relation_by_name)


def test_they_are_imported_checked_exported_and_proved_without_a_problem(tmp_path: Path) -> None:
    project, out = str(tmp_path / "sample.quoth"), tmp_path / "out"
    assert run(["new", project]) == 0
    assert run(["import", project, str(SAMPLES)]) == 0
    assert run(["check", project]) == 0
    assert run(["export", project, str(out)]) == 0
    assert run(["verify", str(out)]) == 0
    lines = (out / "data" / "train.jsonl").read_bytes().splitlines()
    assert sorted(lines) == sorted(SAMPLES.read_bytes().splitlines()), "the same bytes come out"
