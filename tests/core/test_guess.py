"""Guessed attributes."""

import json
from pathlib import Path

import pytest

from annotator.assets import default_scheme_bytes
from annotator.core.guess import default_attributes, takes_marks_in
from annotator.core.scheme import LabelScheme
from annotator.core.schemes import read_scheme

DIRECT = [
    ("“It rained,” said Teo.", "“It rained,”"),
    ("Teo said: “It rained.”", "“It rained.”"),
    ("Teo said, “It rained.”", "“It rained.”"),
    ("“It rained,” said Teo, “and then it hailed.”", "“and then it hailed.”"),
    ("She left. “It rained,” said Teo.", "It rained"),
    ("وأضاف: «لدينا صور للأقفال».", "«لدينا صور للأقفال»"),
    ("It rained, said Teo.", "It rained"),
]
MIXED = [
    ("Teo called it “a stuck lift, not the roof”.", "“a stuck lift, not the roof”"),
    ("Teo spoke of ‘visible seepage’ here.", "‘visible seepage’"),
    ("Teo spoke of visible “seepage” here.", "seepage"),
    ("They accused it of “Planning this”.", "“Planning this”"),
]
ACTORS = {
    "She": ("person", "pronoun"),
    "The Coastal Safety Board": ("organisation", "name"),
    "the company": ("organisation", "description"),
    "Two councillors": ("group", "description"),
    "a spokesman for the commissioner": ("unnamed_official", "description"),
    "Councillor Bram Ostrander": ("person", "name"),
    "the farmer": ("person", "description"),
    "a government report": ("other", "description"),
    "الوزارة": ("organisation", "description"),
    "مَروان الزَّيْدَقي": ("person", "name"),
}


def _guess(
    scheme: LabelScheme, label: str, text: str, words: str, language: str = "und"
) -> dict[str, str]:
    start = text.index(words)
    return dict(default_attributes(scheme, label, text, start, start + len(words), language))


@pytest.mark.parametrize(("text", "words"), DIRECT)
def test_a_sentence_of_its_own_is_a_direct_quote(
    scheme: LabelScheme, text: str, words: str
) -> None:
    assert _guess(scheme, "quote", text, words)["form"] == "direct"


@pytest.mark.parametrize(("text", "words"), MIXED)
def test_a_piece_of_the_reporters_sentence_is_a_mixed_quote(
    scheme: LabelScheme, text: str, words: str
) -> None:
    assert _guess(scheme, "quote", text, words)["form"] == "mixed"


@pytest.mark.parametrize("words", ACTORS)
def test_what_kind_of_actor_and_how_it_is_named(scheme: LabelScheme, words: str) -> None:
    found = _guess(scheme, "actor", f"Today, {words} said so.", words)
    assert (found["type"], found["mention"]) == ACTORS[words]


def test_a_capital_at_the_start_of_a_sentence_is_no_name_where_the_word_stands_small(
    scheme: LabelScheme,
) -> None:
    text = "Ministry denies it. The ministry spoke. Varrick said no."
    assert _guess(scheme, "actor", text, "Ministry")["mention"] == "description"
    assert _guess(scheme, "actor", text, "Varrick")["mention"] == "name"


def test_claims_and_denials_take_their_sign_from_the_words(scheme: LabelScheme) -> None:
    text = "Nobody asked us. It may be late. No boat was moved. It denied the report."
    assert _guess(scheme, "claim", text, "Nobody asked us")["polarity"] == "negative"
    assert _guess(scheme, "claim", text, "It may be late")["certainty"] == "hedged"
    assert _guess(scheme, "denial", text, "No boat was moved") == {"form": "negation"}
    assert _guess(scheme, "denial", text, "denied the report") == {"form": "explicit"}


def test_what_is_switched_off_stays_unset(scheme: LabelScheme) -> None:
    assert "check_worthy" not in _guess(scheme, "claim", "It rained.", "It rained")


def test_what_is_required_gets_its_first_value_at_last() -> None:
    data = {
        "id": "x",
        "version": "1",
        "labels": [
            {
                "name": "thing",
                "colour": {"light": "#000000", "dark": "#ffffff"},
                "attributes": [
                    {"name": "size", "values": ["small", "large"], "required": True},
                    {"name": "mood", "values": ["sad", "glad"]},
                ],
            }
        ],
    }
    scheme = read_scheme(json.dumps(data).encode())
    assert default_attributes(scheme, "thing", "word", 0, 4, "en") == (("size", "small"),)


def test_an_unknown_label_and_a_wild_range_have_nothing_to_say(scheme: LabelScheme) -> None:
    assert default_attributes(scheme, "rumour", "word", 0, 4, "en") == ()
    for start, end in ((-5, 99), (4, 4), (9, 2), (50, 60)):
        for label in scheme.labels:
            default_attributes(scheme, label.name, "word", start, end, "en")


def test_most_guesses_agree_with_the_gold_marks(scheme: LabelScheme, shared: Path) -> None:
    right = total = 0
    for path in sorted((shared / "samples").glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode()
        for span in json.loads(path.read_bytes())["spans"]:
            found = default_attributes(
                scheme, span["label"], text, span["start"], span["end"], "und"
            )
            guessed = dict(found)
            right += sum(guessed.get(name) == value for name, value in span["attrs"].items())
            total += len(span["attrs"])
    assert right / total > 0.95


def test_which_labels_want_quotation_marks_inside_is_what_the_scheme_s_rule_says(
    scheme: LabelScheme,
) -> None:
    wanting = {name for name in scheme.label_by_name if takes_marks_in(scheme, name)}
    rule = scheme.rule_by_id["W04"]
    assert wanting == set(rule.labels)
    data = json.loads(default_scheme_bytes())
    next(one for one in data["rules"] if one["id"] == "W04")["severity"] = "off"
    off = read_scheme(json.dumps(data).encode())
    assert not any(takes_marks_in(off, name) for name in off.label_by_name)
