"""A column that keeps as much of a date as is known."""

import pytest
from django.core.exceptions import ValidationError

from kyodo.kernel.clock.fields import PartialDateField


def test_what_people_type_is_kept_in_one_form() -> None:
    field = PartialDateField(blank=True)
    typed = ["平成24年度", " 昭和40年代 ", "H27.6.26", "2015年7月", "1999", ""]
    assert [field.clean(text, None) for text in typed] == ["FY2012", "1965s", "2015-06-26", "2015-07", "1999", ""]


def test_what_is_no_date_is_told() -> None:
    with pytest.raises(ValidationError, match="お書きください"):
        PartialDateField().clean("いつか", None)
    with pytest.raises(ValidationError):
        PartialDateField().clean("", None)


def test_its_length_is_no_part_of_a_migration_and_forms_leave_room() -> None:
    field = PartialDateField("いつ")
    assert (field.max_length, field.formfield().max_length, field.deconstruct()[3]) == (
        10,
        40,
        {"verbose_name": "いつ"},
    )
