import json
from pathlib import Path

import pytest

from annotator import assets
from annotator.assets import MissingAssetError, asset, default_scheme_bytes


@pytest.mark.parametrize(
    "parts",
    [
        ("resources", "fonts"),
        ("resources", "icons"),
        ("resources", "samples", "samples.jsonl"),
        ("schemas", "labels", "news-attribution.json"),
        ("schemas", "label-scheme.schema.json"),
    ],
)
def test_what_is_shipped_is_found(parts: tuple[str, ...]) -> None:
    assert asset(*parts).exists()


def test_every_font_has_its_licence_beside_it() -> None:
    folder = asset("resources", "fonts")
    families = {one.name.split("-")[0].lower() for one in folder.glob("*.[ot]tf")}
    licences = {one.name.split("-")[1].lower() for one in folder.glob("LICENSE-*")}
    assert families
    assert families <= licences


def test_what_is_missing_is_named_with_what_to_do() -> None:
    with pytest.raises(
        MissingAssetError, match="resources/nowhere is missing: install Quoth again"
    ):
        asset("resources", "nowhere")


def test_what_lies_in_the_package_goes_before_what_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "annotator"
    for root in (package, tmp_path):
        (root / "schemas").mkdir(parents=True)
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assert asset("schemas") == package / "schemas"
    (package / "schemas").rmdir()
    assert asset("schemas") == tmp_path / "schemas"


def test_the_scheme_of_a_new_project_is_the_one_that_is_shipped() -> None:
    assert json.loads(default_scheme_bytes())["id"] == "news-attribution"
    assert (
        default_scheme_bytes() == asset("schemas", "labels", "news-attribution.json").read_bytes()
    )
