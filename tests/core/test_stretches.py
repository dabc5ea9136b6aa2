"""Quotations in pairs, and what a selection grows to, step by step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import OffsetError, is_boundary
from annotator.core.scheme import LabelScheme
from annotator.core.stretches import (
    Cues,
    expansions,
    quotations_near,
    quoted_stretches,
    unbalanced_marks,
    with_marks,
)

QUOTED = {
    "“It rained,” Ines said. “It hailed.”": ["“It rained,”", "“It hailed.”"],
    "“He said ‘no, never’ to us.”": ["“He said ‘no, never’ to us.”", "‘no, never’"],
    'She said "It rained" and "it hailed".': ['"It rained"', '"it hailed"'],
    "He called it 'a scandal', no less.": ["'a scandal'"],
    "The union’s “members’ vote” wasn’t ‘yes’.": ["“members’ vote”", "‘yes’"],
    "the drivers’ and farmers’ wives": [],
    "in the ’90s it rained": [],
    'a 6" pipe and a 7" pipe': [],
    'צה"ל אמר': [],
    "قالت: «لم نُغلق أيَّ بئر».": ["«لم نُغلق أيَّ بئر»"],
    "Er sagte: „Es regnet.“ Dann ging er.": ["„Es regnet.“"],
    "Hon sade: ”Det regnar.”": ["”Det regnar.”"],
    "Il dit : « Il pleut. »": ["« Il pleut. »"],
    "»Es regnet«, sagte sie.": ["»Es regnet«"],
    "他说：「没有『污染』。」": ["「没有『污染』。」", "『污染』"],
    "“It rained.\n\n“It hailed, too,” she said.": ["“It rained.\n\n“It hailed, too,”"],
    "“It rained.\n\nNobody knew. “It hailed.”": ["“It hailed.”"],
    "“It rained\nall day,” she said.": ["“It rained\nall day,”"],
    "accused it of “planning since spring. She left.": [],
    "“”": [],
}


@pytest.mark.parametrize("text", QUOTED)
def test_quotations_are_paired(text: str) -> None:
    assert [text[one.start : one.end] for one in quoted_stretches(text)] == QUOTED[text]


@pytest.mark.parametrize("text", QUOTED)
def test_the_words_lie_between_the_marks(text: str) -> None:
    for one in quoted_stretches(text):
        assert text[one.start] == one.open
        assert text[one.end - 1] == one.close
        inner = text[one.inner_start : one.inner_end]
        assert inner == text[one.start + 1 : one.end - 1].strip() != ""


def test_marks_without_a_partner_are_named() -> None:
    text = "He said “it rained and left. It’s the drivers’ fault."
    assert unbalanced_marks(text, 0, len(text)) == [text.index("“")]
    assert unbalanced_marks("it rained” and", 0, 14) == [9]
    assert unbalanced_marks("“It rained,” she said.", 0, 5) == [0]
    assert unbalanced_marks("“It rained,” she said.", 0, 22) == []


def test_marks_that_open_for_ever_cost_no_more_than_they_are() -> None:
    text = "“a " * 50_000 + "b”"
    assert [(one.end - one.start) for one in quoted_stretches(text)] == [5]
    assert len(unbalanced_marks(text, 0, len(text))) == 49_999


def test_only_quotations_around_a_place_are_looked_for() -> None:
    far, near = "“Far away,” he said.\n" * 40, "“Near,” she said.\n"
    text = far + near + far
    at = len(far) + 2
    found = [text[one.start : one.end] for one in quotations_near(text, at, at)]
    assert "“Near,”" in found
    assert len(found) < 40


def _grown(scheme: LabelScheme, marked: str) -> list[str]:
    """Return what the words between two bars grow to, step by step."""
    start, end = marked.index("|"), marked.rindex("|") - 1
    text = marked.replace("|", "")
    cues = Cues(scheme.words_in("reporting_verbs"), scheme.words_in("denial_cues"))
    steps = expansions(text, start, end, cues)
    return [text[low:high] for low, high in steps]


def test_a_caret_grows_to_word_clause_quotation_sentence_and_paragraph(
    scheme: LabelScheme,
) -> None:
    text = "Ines left. “It ra||ined all day, and nobody knew,” she said. Reed stayed."
    assert _grown(scheme, text) == [
        "rained",
        "It rained all day",
        "It rained all day, and nobody knew",
        "It rained all day, and nobody knew,",
        "“It rained all day, and nobody knew,”",
        "“It rained all day, and nobody knew,” she said",
        "“It rained all day, and nobody knew,” she said.",
        "Ines left. “It rained all day, and nobody knew,” she said. Reed stayed.",
    ]


CLAUSES = {
    "what follows “that”": (
        "Reed said on Monday that the |mill| had closed.",
        "the mill had closed",
    ),
    "what stands before who said it": ("The |mill| had closed, Reed said.", "The mill had closed"),
    "what is denied, with the word that denies": (
        "The town hall has denied the delay was linked to the |dam|.",
        "has denied the delay was linked to the dam",
    ),
    "a piece in quotation marks": (
        "The union said that the firm had “quietly |unbolted|” the boats.",
        "the firm had “quietly unbolted” the boats",
    ),
    "the half behind “but”": ("He had no doubt, but the |mill| had closed.", "the mill had closed"),
    "Arabic": ("قال أن |الماء| قليل.", "الماء قليل"),
}


@pytest.mark.parametrize("name", CLAUSES)
def test_clauses_leave_out_what_introduces_and_reports_them(scheme: LabelScheme, name: str) -> None:
    marked, clause = CLAUSES[name]
    assert clause in _grown(scheme, marked)


def test_a_selection_over_two_sentences_grows_to_both() -> None:
    text = "One came. Two left.\n\nThree."
    steps = [text[low:high] for low, high in expansions(text, 5, 12)]
    assert steps == ["came. Two", "One came. Two left."]


def test_a_selection_over_two_paragraphs_grows_to_both() -> None:
    text = "One came.\n\nTwo left."
    assert expansions(text, 5, 13)[-1] == (0, len(text))


def test_the_whole_text_grows_no_more() -> None:
    assert expansions("One came.", 0, 9) == []
    assert expansions("", 0, 0) == []


def test_a_range_outside_is_refused() -> None:
    for ask in (expansions, quotations_near, unbalanced_marks):
        with pytest.raises(OffsetError):
            ask("abc", 2, 4)


PIECES = [
    *("It rained", "he said", " ", ", ", ". ", "\n", "\n\n", "that ", "and ", "denied "),
    *("“", "”", "‘", "’", '"', "'", "«", "»", "„", "「", "」", "e\u0301", "👩‍👩‍👧", "\u200b"),
]
TEXTS = st.one_of(
    st.text(st.characters(), max_size=30),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)
CUES = Cues(reporting=frozenset({"said"}), denying=frozenset({"denied"}))


@given(TEXTS)
def test_quotations_nest_or_lie_apart(text: str) -> None:
    found = quoted_stretches(text)
    assert found == sorted(found, key=lambda one: (one.start, -one.end))
    for one in found:
        assert one.start < one.inner_start < one.inner_end < one.end <= len(text)
        for other in found:
            apart = one.end <= other.start or other.end <= one.start
            nested = one.start <= other.start and other.end <= one.end
            assert apart or nested or (other.start <= one.start and one.end <= other.end)
    marks = {edge for one in found for edge in (one.start, one.end - 1)}
    assert not marks & set(unbalanced_marks(text, 0, len(text)))


@given(TEXTS, st.data())
def test_each_step_holds_the_one_before_and_cuts_no_sign(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    held = (start, end)
    for step in expansions(text, start, end, CUES):
        assert step != held
        assert step[0] <= held[0]
        assert held[1] <= step[1]
        held = step
        if is_boundary(text, start) and is_boundary(text, end):
            assert is_boundary(text, step[0])
            assert is_boundary(text, step[1])


@pytest.mark.parametrize(
    ("text", "chosen", "grown"),
    [
        ("“It rained,” Ines said.", "It rained", "“It rained,”"),
        ("“It rained,” Ines said.", "It rained,", "“It rained,”"),
        ("“It rained,” Ines said.", "“It rained", "“It rained,”"),
        ("“It rained,” Ines said.", "“It rained,”", "“It rained,”"),
        ("“It rained,” Ines said.", "rained", "rained"),
        ("“It rained,” Ines said.", "It rained,” Ines", "It rained,” Ines"),
        ("“He said ‘no, never’ to us.”", "no, never", "‘no, never’"),
        (
            "“He said ‘no, never’ to us.”",
            "He said ‘no, never’ to us",
            "“He said ‘no, never’ to us.”",
        ),
        ("Il dit : « Il pleut. »", "Il pleut", "« Il pleut. »"),
        ("قالت: «لم نُغلق أيَّ بئر».", "لم نُغلق أيَّ بئر", "«لم نُغلق أيَّ بئر»"),
        ("It rained, Ines said.", "It rained", "It rained"),
    ],
)
def test_all_words_of_a_quotation_grow_to_its_marks(text: str, chosen: str, grown: str) -> None:
    start = text.index(chosen)
    low, high = with_marks(text, start, start + len(chosen))
    assert text[low:high] == grown
