"""Times of day as people type them."""

from datetime import date, datetime

import pytest

from kyodo.kernel.clock.now import TOKYO
from kyodo.kernel.clock.times import at_minutes, read_time
from kyodo.kernel.errors import Unusable


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("14:00", 840), ("１４：００", 840), ("9:05", 545), ("14時", 840), ("14時半", 870), ("14時05分", 845),
        ("午後2時", 840), ("午後2時30分", 870), ("午前10:15", 615), ("PM2:00", 840), ("2:00PM", 840), ("2pm", 840),
        ("午後12時", 720), ("午前12時", 0), ("正午", 720), ("1400", 840), ("14:00:00", 840), ("24:00", 1440),
        ("26:00", 1560), ("0:00", 0),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed, minutes):
    assert read_time(typed) == minutes


@pytest.mark.parametrize("typed", ["", "14", "31:00", "30:01", "14:60", "午後14時", "昼すぎ", "14:00頃"])
def test_what_is_no_time_is_refused_with_words(typed):
    with pytest.raises(Unusable):
        read_time(typed)


def test_minutes_beyond_midnight_belong_to_the_next_day():
    assert at_minutes(date(2026, 12, 31), 1560) == datetime(2027, 1, 1, 2, tzinfo=TOKYO)
