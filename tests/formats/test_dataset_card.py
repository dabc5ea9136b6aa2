import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotation import AnnotatedDocument
from annotator.core.document import new_document
from annotator.core.scheme import LabelScheme
from annotator.core.schemes import read_scheme, scheme_value
from annotator.formats.dataset_card import FEATURES, card, yaml_string
from annotator.formats.dataset_manifest import Origin
from annotator.formats.dataset_tally import Tally
from annotator.formats.record_structs import (
    KEYS,
    PAIR_KEYS,
    REGION_KEYS,
    RELATION_KEYS,
    SPAN_KEYS,
)
from annotator.formats.record_writing import Frame, record_of

ORIGIN = Origin("adjudicated", "", "news@1", "0" * 64)


def _tally(*languages: str) -> Tally:
    made = Tally()
    for number, language in enumerate(languages):
        document = replace(new_document(f"a{number}", "Words."), language=language)
        made.add(record_of(AnnotatedDocument(document), Frame("adjudicated", "news@1")))
    return made


def _front(words: str) -> str:
    return words.split("---\n")[1]


def test_the_features_have_the_keys_of_a_record_in_their_order() -> None:
    assert tuple(FEATURES) == KEYS
    assert tuple(FEATURES["regions"][0]) == REGION_KEYS
    assert tuple(FEATURES["spans"][0]) == SPAN_KEYS
    assert tuple(FEATURES["relations"][0]) == RELATION_KEYS
    for name in ("spans", "relations"):
        assert tuple(FEATURES[name][0]["attributes"][0]) == PAIR_KEYS


def test_the_front_matter_names_the_files_that_are_there(scheme: LabelScheme) -> None:
    files = {"data/train.jsonl": 1, "data/test.jsonl": 1}
    front = _front(card(scheme, ORIGIN, _tally("en", "und"), files))
    assert "- split: train\n    path: data/train.jsonl" in front
    assert "- split: test\n    path: data/test.jsonl" in front
    assert "validation" not in front
    assert 'language: ["en"]' in front
    assert 'size_categories: ["n<1K"]' in front


def test_languages_that_yaml_takes_for_something_else_stay_words(scheme: LabelScheme) -> None:
    front = _front(card(scheme, ORIGIN, _tally("no", "en"), {}))
    assert 'language: ["en", "no"]' in front
    assert "language:" not in _front(card(scheme, ORIGIN, _tally("und"), {}))


def test_a_split_is_told_with_its_seed(scheme: LabelScheme) -> None:
    origin = replace(ORIGIN, shares=(80, 15, 5), seed=42)
    words = card(scheme, origin, _tally("en"), {})
    assert "80 % train, 15 % validation, 5 % test" in words
    assert "seed 42" in words
    assert "seed" not in card(scheme, ORIGIN, _tally("en"), {})


def test_words_of_others_are_no_markup_and_stay_on_their_line(scheme: LabelScheme) -> None:
    value = scheme_value(scheme)
    value["title"] = "# A <b>title</b>\n---\nkey: [x](javascript:1) | *y*"
    value["labels"][0]["definition"] = "one\n\n# two | <img src=x>"
    words = card(read_scheme(json.dumps(value).encode()), ORIGIN, _tally("en"), {})
    assert words.count("\n---\n") == 1
    body = words.split("\n---\n")[1]
    assert "\n# two" not in body
    for sign in ("<", ">", "["):
        assert re.search(r"(?<![\\`])" + re.escape(sign), body.split("## Offsets")[0]) is None


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_line_of_yaml(text: str) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with datasets, which is not here")
    written = yaml_string(text)
    assert "\n" not in written
    assert yaml.safe_load(f"a: {written}") == {"a": text}
