"""What is shipped as JSON Schema is what the models say, and what we ship follows it."""

import json

import jsonschema

from annotator.assets import asset, default_scheme_bytes
from annotator.core.json_schemas import label_scheme_schema, label_scheme_schema_bytes
from tests.json_schemas import apart

HOW = "write it again: asset(...).write_bytes(label_scheme_schema_bytes())"


def test_the_schema_of_the_label_scheme_is_current() -> None:
    shipped = json.loads(asset("schemas", "label-scheme.schema.json").read_bytes())
    assert list(apart(json.loads(label_scheme_schema_bytes()), shipped)) == [], HOW


def test_a_schema_that_asks_for_something_else_is_told_apart() -> None:
    made = json.loads(label_scheme_schema_bytes())
    for spoil in (
        lambda rule: rule["properties"].pop("limit"),
        lambda rule: rule["properties"]["limit"].update(minimum=1),
        lambda rule: rule["properties"]["limit"].update(minimum=False),
        lambda rule: rule["required"].append("limit"),
        lambda rule: rule.update(additionalProperties=True),
        lambda rule: rule.update(title="Something else"),
    ):
        other = json.loads(label_scheme_schema_bytes())
        spoil(other["$defs"]["Rule"])
        assert len(list(apart(made, other))) == 1
    shipped = json.loads(label_scheme_schema_bytes())
    shipped["$defs"]["Rule"]["description"] = "Words that an older release leaves out."
    made["$defs"]["Rule"].pop("description", None)
    assert list(apart(made, shipped)) == []


def test_the_default_scheme_follows_its_schema() -> None:
    schema = label_scheme_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(default_scheme_bytes()), schema)


def test_the_schema_refuses_what_reading_refuses() -> None:
    data = json.loads(default_scheme_bytes())
    rules = {rule["id"]: rule for rule in data["rules"]}
    validator = jsonschema.Draft202012Validator(label_scheme_schema())
    for name, field, value in (("E01", "severity", "off"), ("W08", "id", "W77")):
        before = rules[name][field]
        rules[name][field] = value
        assert list(validator.iter_errors(data))
        rules[name][field] = before
    del rules["W08"]["relation"]
    assert list(validator.iter_errors(data))
