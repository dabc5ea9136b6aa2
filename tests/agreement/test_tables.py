import json

import pytest
from hypothesis import given

from annotator.agreement.report import Figure, Report
from annotator.agreement.tables import as_json, shown, tables
from tests.agreement.reports import NONE, REPORT, reports


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(0.6666, 0.5, 0.705), "0.67 (0.50 to 0.70)"),
        (Figure(1.0), "1.00"),
        (Figure(0.5, None, 0.7), "0.50"),
        (NONE, "n/a"),
    ],
)
def test_a_figure_is_shown_with_its_interval(figure: Figure, words: str) -> None:
    assert shown(figure) == words


@given(reports())
def test_every_row_is_as_long_as_its_table_is_wide(report: Report) -> None:
    for table in tables(report):
        assert {len(row) for row in table.rows} <= {len(table.columns)}
        assert len(set(table.columns)) == len(table.columns) or table.name == "confusion"


def test_tables_hold_the_figures_with_n_and_bounds() -> None:
    found = {table.name: table for table in tables(REPORT)}
    assert [row[0] for row in found["labels"].rows] == ["all", "claim", "quote"]
    assert found["labels"].columns[1:5] == ("exact", "exact_low", "exact_high", "exact_n")
    assert found["labels"].rows[1][1:5] == (0.5, 0.25, 0.75, 12)
    assert found["labels"].rows[2][1:5] == (None, None, None, 0)
    assert found["token_kappa"].rows[1][:4] == ("ann", "bob", "quote", None)
    assert found["confusion"].rows[2] == ("Nothing", 2, 0, 0)
    assert found["edges"].rows == ((-2, 1, 0), (0, 9, 8), (1, 0, 2))


@given(reports())
def test_the_json_of_a_report_is_json_and_says_why_there_is_no_value(report: Report) -> None:
    said = json.loads(json.dumps(as_json(report), allow_nan=False))
    assert said["articles"] == report.documents
    for one in [said["overall"], *said["by_label"]]:
        if one["exact"]["value"] is None:
            assert one["exact"]["why"]
