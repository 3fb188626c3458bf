"""What a pack may say of places."""

from datetime import time

import pytest
from django.utils.translation import override

from kyodo.commons.places.models import City, Desk, District, Facility, Space, Ward
from kyodo.commons.places.pack import (
    CityRecord,
    DeskRecord,
    DistrictRecord,
    FacilityRecord,
    SpaceRecord,
    WardRecord,
    opening_hours,
)


def test_hours_of_days_and_ranges():
    assert opening_hours({"mon-tue": "9:00-21:00", "holiday": "09:00-12:00, 13:00-17:00"}) == [
        (1, time(9), time(21)),
        (2, time(9), time(21)),
        (8, time(9), time(12)),
        (8, time(13), time(17)),
    ]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({"mon": "9-21"}, '9-21 is not a time from and to; write "09:00-21:00"'),
        ({"mon": "21:00-9:00"}, '21:00-9:00 is not a time from and to; write "09:00-21:00"'),
        ({"mon": "9:00-25:00"}, '9:00-25:00 is not a time from and to; write "09:00-21:00"'),
        ({"mon": "9:00-12:00,11:00-13:00"}, "the times of mon overlap"),
        ({"mon-wed": "9:00-12:00", "tue": "9:00-12:00"}, "tue has hours twice"),
        ({"sun-mon": "9:00-12:00"}, "sun-mon runs backwards; write for example mon-sat"),
        ({"everyday": "9:00-12:00"}, "everyday is not a day; write mon … sun, holiday, or a range such as mon-sat"),
    ],
)
def test_hours_that_cannot_be_read(hours: dict[str, str], words: str):
    with override("en"), pytest.raises(ValueError) as fault:
        opening_hours(hours)
    assert str(fault.value) == words


@pytest.mark.parametrize(
    ("schema", "model"),
    [
        (CityRecord, City),
        (WardRecord, Ward),
        (DistrictRecord, District),
        (FacilityRecord, Facility),
        (SpaceRecord, Space),
        (DeskRecord, Desk),
    ],
)
def test_no_text_is_longer_than_its_column(schema, model):
    columns = {field.name: getattr(field, "max_length", None) for field in model._meta.get_fields()}
    columns = {**columns, "kana": columns.get("name_reading"), "latin": columns.get("name_latin")}
    for name, field in schema.model_json_schema()["properties"].items():
        longest = field.get("maxLength")
        if longest and columns.get(name):
            assert longest <= columns[name], name
