import pytest

from annotator.cli import door
from annotator.cli.door import is_for_the_window


@pytest.mark.parametrize("given", [[], ["news.quoth"], ["./news"], ["a\\b"], ["/home/news"]])
def test_nothing_and_a_path_alone_are_for_the_window(given: list[str]) -> None:
    assert is_for_the_window(given)


@pytest.mark.parametrize(
    "given", [["list", "news.quoth"], ["--help"], ["-h"], ["news"], ["export"], ["./a", "./b"]]
)
def test_all_else_goes_to_the_commands(given: list[str]) -> None:
    assert not is_for_the_window(given)


def test_commands_are_run_by_the_door(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.run(["list", "nowhere/at all.quoth"]) == 2
    assert capsys.readouterr().err.startswith("quoth: ")
