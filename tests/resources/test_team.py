"""The sample that three annotators marked: the gold sample's texts, and marks that differ."""

import json
from pathlib import Path

import jsonschema
import pytest

from annotator.agreement.report import Scope
from annotator.assets import asset
from annotator.core.problem import Severity
from annotator.core.scheme import LabelScheme
from annotator.formats.base import ReadOptions
from annotator.formats.dataset import Dataset
from annotator.projects.opening import make_project
from annotator.review.measuring import measure
from annotator.transfer.checking import findings
from annotator.transfer.sample import Sample, import_sample

GOAL = 0.8
HANDS = ["Anke", "Badr", "Chloé"]


def _lines(sample: Sample) -> list[bytes]:
    return asset("resources", "samples", sample).read_bytes().splitlines()


def test_the_texts_are_those_of_the_gold_sample() -> None:
    texts = [[json.loads(line)["text"] for line in _lines(sample)] for sample in Sample]
    assert texts[0] == texts[1]


def test_each_line_follows_the_schema_and_is_read_without_a_word() -> None:
    schema = json.loads(asset("schemas", "record.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)
    for line in _lines(Sample.TEAM):
        assert list(validator.iter_errors(json.loads(line))) == []
    path = asset("resources", "samples", Sample.TEAM)
    found = list(Dataset().read(path, ReadOptions(), pytest.fail))
    assert [[one.key.annotator for one in each.sets] for each in found] == [HANDS] * 4 + [HANDS[:2]]


def test_there_is_something_to_find_and_nothing_that_is_wrong(
    tmp_path: Path, scheme: LabelScheme
) -> None:
    with make_project(tmp_path / "team.quoth") as project:
        assert not import_sample(project.store, scheme, sample=Sample.TEAM).refused
        wrong = [
            one for one in findings(project.store, scheme) if one.problem.severity is Severity.ERROR
        ]
        report = measure(project.store, scheme, Scope())
    assert wrong == []
    assert list(report.annotators) == HANDS
    reached = [(label.exact.value or 0) >= GOAL for label in report.by_label]
    assert any(reached)
    assert not all(reached)
