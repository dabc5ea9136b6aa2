"""What is shipped as JSON Schema is what the models say, and what we ship follows it."""

import json

import jsonschema

from annotator.assets import asset, default_scheme_bytes
from annotator.core.json_schemas import label_scheme_schema, label_scheme_schema_bytes

HOW = "write it again: asset(...).write_bytes(label_scheme_schema_bytes())"


def test_the_schema_of_the_label_scheme_is_current() -> None:
    shipped = asset("schemas", "label-scheme.schema.json").read_bytes()
    assert json.loads(shipped) == json.loads(label_scheme_schema_bytes()), HOW


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
