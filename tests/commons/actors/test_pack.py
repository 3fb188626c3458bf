"""What a pack may say of organizations."""

import pytest
from django.utils.translation import override
from pydantic import ValidationError

from kyodo.commons.actors.models import Actor, Field
from kyodo.commons.actors.pack import ActorRecord, FieldRecord


def record(**values: str) -> ActorRecord:
    return ActorRecord.model_validate({"slug": "a", "kind": "business", "name": "社", "demo": "true", **values})


def test_a_corporate_number_must_be_right():
    assert record(corporate_number="8000020130001").corporate_number == "8000020130001"
    with override("en"), pytest.raises(ValidationError, match="7000020130001 is not a corporate number"):
        record(corporate_number="7000020130001")


def test_a_founding_day_may_be_known_in_part():
    assert [record(founded=day).founded for day in ("1979", "1997-11", "1997-11-01")] == [
        "1979",
        "1997-11",
        "1997-11-01",
    ]


@pytest.mark.parametrize(("schema", "model"), [(ActorRecord, Actor), (FieldRecord, Field)])
def test_no_text_is_longer_than_its_column(schema, model):
    columns = {field.name: getattr(field, "max_length", None) for field in model._meta.get_fields()}
    columns = {**columns, "kana": columns.get("name_reading"), "latin": columns.get("name_latin")}
    for name, field in schema.model_json_schema()["properties"].items():
        longest = field.get("maxLength")
        if longest and columns.get(name):
            assert longest <= columns[name], name
