"""What the tests of regions share: the phrases of the default scheme, and a scraped page."""

from collections.abc import Mapping

import pytest

from annotator.core.scheme import LabelScheme

LEXICONS = ("furniture", "byline", "caption", "updated")


@pytest.fixture(scope="session")
def phrases(scheme: LabelScheme) -> Mapping[str, frozenset[str]]:
    """The lexicons by which lines are known, in all languages."""
    return {name: scheme.words_in(name) for name in LEXICONS}


@pytest.fixture
def scraped() -> str:
    """A page with two stories, furniture and repeats, as a scraper leaves it."""
    return (
        "Harbour master rejects claim that buoys were sold\n"
        "\n"
        "Harbour master rejects claim that buoys were sold\n"
        "The old buoys on the quay. (Photo: Inlet Post/File)\n"
        "Share this article\n"
        "Updated 3 May 2021\n"
        "\n"
        "Harbour master rejects claim that buoys were sold\n"
        "  • Fishermen say four buoys went missing in March\n"
        "  • Port office opens its books\n"
        "\n"
        "EASTINLET: The harbour master has rejected a claim that four buoys were sold for scrap.\n"
        "\n"
        "“They are in the shed, all four,” said Ines Maddern on Monday.\n"
        "\n"
        "ADVERTISEMENT\n"
        "\n"
        "A fisherman said nobody had been let into the shed since the spring.\n"
        "\n"
        "Read more: Seven lighthouses to see before they close\n"
        "\n"
        "\n"
        "Ice harvest begins late on the upper lake\n"
        "\n"
        "Updated 12 min 30 sec ago\n"
        "\n"
        "Ice harvest begins late on the upper lake\n"
        "\n"
        "EASTINLET: The ice harvest on the upper lake began on Tuesday, nine days behind.\n"
        "“It was thin as paper,” said Tomas Reed, who has cut ice there since he was a boy.\n"
    )
