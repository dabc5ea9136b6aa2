import pytest

from annotator.core.edge_stops import Which, next_stop, previous_stop, sign_beside

TEXT = "the union’s secretary. “Nobody asked us,” said she—“so ‘what’.”\n"


def _stops(text: str, which: Which) -> list[int]:
    found = [0]
    while (following := next_stop(text, which, found[-1])) > found[-1]:
        found.append(following)
    return found


def test_a_start_stops_before_words_and_before_the_marks_that_open_them() -> None:
    stops = [TEXT[at : at + 4] for at in _stops(TEXT, "start")[2:]]
    assert stops == [
        *("secr", "“Nob", "Nobo", "aske", "us,”", "said", "she—", "“so ", "so ‘", "‘wha", "what"),
        "\n",
    ]


def test_an_end_stops_behind_words_behind_each_closing_mark_and_behind_all_of_them() -> None:
    stops = [TEXT[max(at - 4, 0) : at] for at in _stops(TEXT, "end")[3:]]
    assert stops == [
        *("tary", "ary.", "body", "sked", "d us", "us,”", "said", " she", "“so"[-3:].rjust(4, "—")),
        *("what", "hat’", "t’.”"),
    ]


@pytest.mark.parametrize("which", ["start", "end"])
def test_the_way_back_has_the_same_stops(which: Which) -> None:
    forth = _stops(TEXT, which)
    back = [forth[-1]]
    while (before := previous_stop(TEXT, which, back[-1])) < back[-1]:
        back.append(before)
    assert back == forth[::-1]


def test_an_edge_behind_one_mark_of_several_is_a_stop() -> None:
    text = "er sagte „nie“. Dann"
    assert next_stop(text, "end", text.index("“")) == text.index("“") + 1
    assert next_stop(text, "end", text.index("“") + 1) == text.index(".") + 1


@pytest.mark.parametrize("which", ["start", "end"])
@pytest.mark.parametrize(
    "text", ["", "…", "   ", "*" * 5000, "a" + "*" * 5000 + "b", "'\"'\"", "\u0301"]
)
def test_any_text_has_an_edge_somewhere(which: Which, text: str) -> None:
    for at in (0, len(text) // 2, len(text)):
        assert at <= next_stop(text, which, at) <= len(text) or text.isspace()
        assert 0 <= previous_stop(text, which, at) <= at


def test_by_sign_an_edge_passes_over_blanks_and_stays_where_nothing_else_follows() -> None:
    text = " a ❤️\u00a0\n b "
    ends = [2]
    while (following := sign_beside(text, "end", ends[-1], 1)) != ends[-1]:
        ends.append(following)
    assert ends == [2, 5, 9], "no emoji is parted"
    starts = [8]
    while (before := sign_beside(text, "start", starts[-1], -1)) != starts[-1]:
        starts.append(before)
    assert starts == [8, 3, 1]
    assert sign_beside(text, "end", 9, -1) == 5
