"""Regions proposed over a text: what is found, what is left alone, what never goes wrong."""

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assets import default_scheme_bytes
from annotator.core.document import Region
from annotator.core.offsets import is_boundary
from annotator.core.regions import child_regions, propose_regions, split_stories
from annotator.core.schemes import read_scheme

Phrases = Mapping[str, frozenset[str]]

SCHEME = read_scheme(default_scheme_bytes())
PHRASES = {name: SCHEME.words_in(name) for name in ("furniture", "byline", "caption", "updated")}
LINES = [
    *("", "", " ", "\r", "\u200b", "* * *"),
    *("It rained all day in the valley", "It rained all day in the valley | The Post"),
    *("Short Url", "By Ines Maddern", "Updated 3 May 2020", "4 May 2020", "• One", "Photo: A. B"),
    "VALE: The river rose on Monday, and the mill was under water by the evening of that day.",
    "“Nobody told us that it would rain,” said the miller, who had slept through all of it.",
    *(
        "\u0600 ",
        "e\u0301\u200d",
        "👨‍👩‍👧 \ufe0f",
        "🇫🇷🇫",
        "\u115f",
        "\ud800",
        "نفى",
        "政府は否定した",
    ),
]


def _words(text: str, regions: list[Region], kind: str) -> list[str]:
    return [text[one.start : one.end] for one in regions if one.kind == kind]


def test_a_scraped_page_falls_into_its_parts(scraped: str, phrases: Phrases) -> None:
    found = propose_regions(scraped, phrases)
    first, second = "Harbour master rejects claim that buoys were sold", "Ice harvest begins late"
    assert [words[: len(second)] for words in _words(scraped, found, "headline")] == [
        first[: len(second)],
        second,
    ]
    assert _words(scraped, found, "duplicate") == [first, first, second + " on the upper lake"]
    assert _words(scraped, found, "caption") == [
        "The old buoys on the quay. (Photo: Inlet Post/File)"
    ]
    assert _words(scraped, found, "dateline") == ["Updated 3 May 2021", "Updated 12 min 30 sec ago"]
    assert _words(scraped, found, "boilerplate") == [
        "Share this article",
        "ADVERTISEMENT",
        "Read more: Seven lighthouses to see before they close",
    ]
    (summary,) = _words(scraped, found, "summary")
    assert summary.startswith("• Fishermen")
    assert summary.endswith("books")
    assert [words[:10] for words in _words(scraped, found, "body")] == [
        "EASTINLET:",
        "A fisherma",
        "EASTINLET:",
    ]


def test_stories_are_numbered_and_hold_all_that_is_read(scraped: str, phrases: Phrases) -> None:
    found = propose_regions(scraped, phrases)
    stories = [one for one in found if one.kind == "story"]
    assert [one.value for one in stories] == ["1", "2"]
    ranges = split_stories(scraped, found)
    assert ranges == [(one.start, one.end) for one in stories]
    assert scraped[slice(*ranges[1])].startswith("Ice harvest begins late")
    between = [scraped[: ranges[0][0]], scraped[ranges[0][1] : ranges[1][0]]]
    assert not "".join([*between, scraped[ranges[1][1] :]]).strip()


def test_a_duplicate_names_the_range_of_the_first_occurrence(
    scraped: str, phrases: Phrases
) -> None:
    for one in propose_regions(scraped, phrases):
        if one.kind == "duplicate":
            start, end = map(int, one.value.split("-"))
            assert scraped[start:end] == scraped[one.start : one.end]
            assert start < one.start


def test_children_keep_their_regions_at_the_same_words(scraped: str, phrases: Phrases) -> None:
    found = propose_regions(scraped, phrases)
    kept = 0
    for start, end in split_stories(scraped, found):
        child = scraped[start:end]
        regions = list(child_regions(found, start, end))
        assert "story" not in {one.kind for one in regions}
        for one in regions:
            before = next(region for region in found if region.id == one.id)
            assert child[one.start : one.end] == scraped[before.start : before.end]
            if one.kind == "duplicate":
                first = slice(*map(int, one.value.split("-")))
                assert child[first] == child[one.start : one.end]
        kept += len(regions)
    assert kept == len(found) - 2


def test_a_region_across_the_edge_of_a_child_stays_behind() -> None:
    given = [
        Region("a", 0, 5, "body"),
        Region("b", 5, 9, "duplicate", "0-4"),
        Region("c", 6, 9, "duplicate", "by hand"),
        Region("d", 8, 12, "body"),
        Region("e", 5, 10, "story", "2"),
        Region("f", 5, 6, "story", "2a"),
    ]
    assert list(child_regions(given, 5, 10)) == [
        Region("b", 0, 4, "duplicate", ""),
        Region("c", 1, 4, "duplicate", "by hand"),
        Region("f", 0, 1, "story", "2a"),
    ]


def test_the_same_text_gets_the_same_regions(scraped: str, phrases: Phrases) -> None:
    found = propose_regions(scraped, phrases)
    assert propose_regions(scraped, dict(sorted(phrases.items()))) == found
    assert len({one.id for one in found}) == len(found)
    assert all(one.id[0].isalpha() for one in found)
    assert found == sorted(found, key=lambda one: (one.start, -one.end))


def test_stories_given_by_hand_are_taken_and_one_is_no_split() -> None:
    text = "One story.\n\nAnother one."
    first, second = Region("a", 0, 10, "story", "1"), Region("b", 12, 24, "story", "2")
    assert split_stories(text, [second, Region("c", 0, 3, "body"), first]) == [(0, 10), (12, 24)]
    assert len(split_stories(text, [first])) < 2
    assert len(split_stories(text, [Region("c", 0, 3, "body")])) < 2
    assert len(split_stories(text, [])) < 2


def test_a_text_without_regions_is_looked_through(scraped: str, phrases: Phrases) -> None:
    assert split_stories(scraped, []) == split_stories(scraped, propose_regions(scraped, phrases))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \r\n",
        "It rained.",
        "It rained all day.\n\nIt hailed as well, and nobody had been told.\n",
        "a sentence that a program broke after\nso many characters, as in a letter\nit ends",
    ],
)
def test_plain_words_get_no_regions(phrases: Phrases, text: str) -> None:
    assert propose_regions(text, phrases) == []


def test_a_clean_article_is_a_headline_and_a_body(phrases: Phrases) -> None:
    text = "Mill closes\n\nThe mill closed on Monday.\n\nIt will not open again.\n"
    found = propose_regions(text, phrases)
    assert [(one.kind, text[one.start : one.end]) for one in found] == [
        ("headline", "Mill closes"),
        ("body", "The mill closed on Monday.\n\nIt will not open again."),
    ]


def test_a_browsers_title_gives_way_to_the_headline(phrases: Phrases) -> None:
    text = "News &amp; Views | Mill closes for ever\nMill closes for ever\n\nIt closed on Monday.\n"
    found = propose_regions(text, phrases)
    assert _words(text, found, "headline") == ["Mill closes for ever"]
    assert _words(text, found, "boilerplate") == ["News &amp; Views | Mill closes for ever"]


def test_a_browsers_title_below_the_headline_is_furniture(phrases: Phrases) -> None:
    text = (
        "Mill closes for ever\nMill closes for ever - The Post\nMill closes for ever\n\nIt did.\n"
    )
    found = propose_regions(text, phrases)
    assert [one.kind for one in found] == ["headline", "boilerplate", "duplicate", "body"]


def test_bullets_below_a_headline_are_its_body_where_nothing_else_is(phrases: Phrases) -> None:
    text = "Five things to know\n• It rained\n• It hailed\n"
    assert [one.kind for one in propose_regions(text, phrases)] == ["headline", "body"]


def test_a_paragraph_that_comes_twice_is_a_duplicate_the_second_time(phrases: Phrases) -> None:
    long = "“Nobody told us that the water would rise so far above the mill,” he said."
    text = f"Mill closes\n\n{long}\n\nYes.\n\n{long}\n\nYes.\n"
    found = propose_regions(text, phrases)
    (double,) = [one for one in found if one.kind == "duplicate"]
    assert double.start == text.rindex(long)
    assert double.value == f"{text.index(long)}-{text.index(long) + len(long)}"


LATER = "the council had been told of the seepage in August, he said."
LONE = {
    "a subheading": f"What the council knew\n\n{LATER}",
    "a subheading before a report": f"In other news\n\nVALE: {LATER}",
    "a teaser": f"Ten fairs to see in May\n\nTen fairs to see in May\n\n{LATER}",
    "a live blog": f"Crowd at the gate\n\nUpdated 14:05\n\n{LATER}",
    "a refrain": f"Row, row, row your boat\nRow, row, row your boat\n{LATER}",
    "a question": f"\n\nWhat did the council know?\n\n{LATER}",
    "a speaker": f"\n\nREED: And what then\n\nMADDERN: {LATER}",
    "a line of one word": f"\n\nCorrections\n\nUpdated 5 May 2020\n\n{LATER}",
    "what has nothing to read": "\n\nMore news from the valley\n\nUpdated 5 min ago\n\nMost read\n",
    "its headline": f"\n\nMill closes for ever\n\nUpdated 5 min ago\n\nVALE: {LATER}",
}


@pytest.mark.parametrize("name", LONE)
def test_one_story_stays_one(phrases: Phrases, name: str) -> None:
    body = "VALE: The mill closed on Monday, and it will not open again before the spring.\n\n"
    text = f"Mill closes for ever\n\n{body}{LONE[name]}\n"
    assert split_stories(text, propose_regions(text, phrases)) == []


SECOND = {
    "repeated and dated": "\nRiver rises again\nUpdated 5 min ago\nRiver rises again\n{}",
    "dated and apart": "\n\nRiver rises again\n\nSunday, 3 May 2020\n\n{}",
    "apart before a report": "\n\nRiver rises again\n\nVALE: {}",
    "after furniture": "Related\n👏 River rises again\n\nVALE: {}",
    "signed, with a standfirst": "\n\nRiver rises again\nBy Ines Maddern\n\nAgain\n\n{}",
}


@pytest.mark.parametrize("name", SECOND)
def test_another_story_is_found_by_two_signs(phrases: Phrases, name: str) -> None:
    body = "The mill closed on Monday, and it will not open again before the spring.\n\n"
    text = f"Mill closes for ever\n\n{body}{body.lower()}{SECOND[name].format(body)}"
    found = propose_regions(text, phrases)
    _, (start, end) = split_stories(text, found)
    assert "River rises again" in text[start:end].splitlines()[0]
    assert end == len(text.rstrip())


@given(st.lists(st.sampled_from(LINES) | st.text(st.characters(), max_size=8), max_size=30))
def test_regions_lie_soundly_in_any_text(made: list[str]) -> None:
    text = "\n".join(made)
    found = propose_regions(text, PHRASES)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert is_boundary(text, one.start)
        assert is_boundary(text, one.end)
    assert len({one.id for one in found}) == len(found)
    assert {one.kind for one in found} <= set(SCHEME.regions)
    flat = [one for one in found if one.kind != "story"]
    assert all(one.end <= after.start for one, after in pairwise(flat))
    assert propose_regions(text, PHRASES) == found
    ranges = split_stories(text, found)
    assert all(end <= start for (_, end), (start, _) in pairwise(ranges))
    children = [one for place in ranges for one in child_regions(found, *place)]
    assert not ranges or len(children) == len(flat)


@pytest.mark.parametrize("name", ["sample_02_reservoir_scraped", "sample_03_tram_scraped"])
def test_the_gold_regions_are_found(shared: Path, phrases: Phrases, name: str) -> None:
    text = (shared / "samples" / f"{name}.txt").read_bytes().decode()
    gold = json.loads((shared / "samples" / f"{name}.gold.json").read_bytes())
    wanted = {(r["kind"], text[r["start"] : r["end"]].strip()) for r in gold["regions"]}
    found = propose_regions(text, phrases)
    assert {(r.kind, text[r.start : r.end]) for r in found if r.kind != "story"} == wanted
    stories = {one["story"] for one in gold["regions"]}
    assert len(split_stories(text, found)) == (len(stories) if len(stories) > 1 else 0)


def test_the_scraped_article_falls_into_two(shared: Path, phrases: Phrases) -> None:
    (path,) = (shared / "seeds").glob("*.txt")
    text = path.read_bytes().decode()
    found = propose_regions(text, phrases)
    ranges = split_stories(text, found)
    assert len(ranges) == 2
    inside = [list(child_regions(found, *place)) for place in ranges]
    kinds = [[one.kind for one in regions] for regions in inside]
    assert [each.count("headline") + each.count("duplicate") for each in kinds] == [4, 3]
    assert {"caption", "boilerplate", "dateline", "summary", "body"} <= set(kinds[0])
    assert {"dateline", "summary", "body"} <= set(kinds[1])
    for (start, end), regions in zip(ranges, inside, strict=True):
        title = next(one for one in regions if one.kind == "headline")
        for one in regions:
            words = text[start:end][one.start : one.end]
            assert words == text[start + one.start : start + one.end]
            assert one.kind != "duplicate" or words == text[start:end][title.start : title.end]


def test_clean_news_is_one_story_each(shared: Path, phrases: Phrases) -> None:
    rows = (shared / "corpora" / "gum_wikinews.jsonl").read_bytes().splitlines()
    for row in map(json.loads, rows):
        assert split_stories(row["text"], propose_regions(row["text"], phrases)) == [], row["id"]


def test_news_put_one_behind_the_other_is_never_parted_in_the_wrong_place(
    shared: Path, phrases: Phrases
) -> None:
    rows = (shared / "corpora" / "gum_wikinews.jsonl").read_bytes().splitlines()
    texts = [json.loads(row)["text"].strip() for row in rows]
    parted = 0
    for one, other in pairwise(texts):
        text = f"{one}\n\n\n{other}"
        ranges = split_stories(text, propose_regions(text, phrases))
        assert ranges in ([], [(0, len(one)), (len(one) + 3, len(text))])
        parted += bool(ranges)
    assert parted > len(texts) // 2
