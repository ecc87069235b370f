"""The JSON Schemas in data/schemas/ are those of the format."""

import json

import pytest

from app.protocols.schema import schema_files
from tests.sources import ROOT


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_the_stored_schema_is_current(name: str) -> None:
    """When this fails: python3 -m app protocol schemas data/schemas"""
    assert (ROOT / "data" / "schemas" / name).read_bytes() == schema_files()[name]


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_the_schema_refuses_unknown_fields_everywhere(name: str) -> None:
    definitions = json.loads(schema_files()[name])["$defs"]
    objects = [each for each in definitions.values() if each.get("type") == "object"]
    assert objects
    assert all(each["additionalProperties"] is False for each in objects)
