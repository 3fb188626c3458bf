"""Open now? Until when? When next?"""

from datetime import date, time
from typing import Any

import pytest
from django.utils import translation

from kyodo.kernel.clock.closures import read_rules
from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.schedule import ExceptionalDay, Schedule, Span
from kyodo.kernel.clock.state import state

HOURS = {weekday: (Span(time(9), time(12)), Span(time(13), time(22))) for weekday in range(1, 7)}
RULES = read_rules([{"days": "24We", "on_holiday": "next_day"}, {"yearly": "12-29/01-03"}])
SCHEDULE = Schedule(HOURS, RULES)


@pytest.mark.parametrize(
    ("day", "at", "is_open", "japanese", "english"),
    [
        (date(2026, 11, 24), time(9), True, "開館中・12:00まで", "Open until 12:00"),
        (date(2026, 11, 24), time(21, 59, 59), True, "開館中・22:00まで", "Open until 22:00"),
        (
            date(2026, 11, 24), time(12, 30), False,
            "ただいま閉館しています。本日13:00に開きます。", "Closed now. Opens today at 13:00.",
        ),
        (
            date(2026, 11, 24), time(22), False,
            "ただいま閉館しています。次は11月26日（木）の9:00に開きます。",
            "Closed now. Opens next on Thu 26 November at 9:00.",
        ),
        (
            date(2026, 11, 25), time(10), False,
            "本日は休館です（第2・第4水曜日）。次は明日11月26日（木）の9:00に開きます。",
            "Closed today (second and fourth Wednesday). Opens tomorrow (Thu 26 November) at 9:00.",
        ),
        (
            date(2026, 12, 31), time(10), False,
            "本日は休館です（年末年始）。次は1月4日（月）の9:00に開きます。",
            "Closed today (year-end and New Year holidays). Opens next on Mon 4 January at 9:00.",
        ),
        (
            date(2026, 11, 22), time(10), False,
            "本日は休館です（日曜日は休み）。次は明日11月23日（月・祝）の9:00に開きます。",
            "Closed today (closed on Sunday). Opens tomorrow (Mon 23 November (public holiday)) at 9:00.",
        ),
    ],
)  # fmt: skip
def test_one_sentence(day: date, at: time, is_open: bool, japanese: str, english: str) -> None:
    with translation.override("ja"):
        now = state(SCHEDULE, moment(day, at))
        assert (now.is_open, now.text) == (is_open, japanese)
    with translation.override("en"):
        assert state(SCHEDULE, moment(day, at)).text == english


@pytest.mark.parametrize(
    ("schedule", "text"),
    [
        (Schedule({}), "開館時間を確認できていません。施設に直接お問い合わせください。"),
        (Schedule({}, read_rules([{"days": "0Tu"}])), "本日は休館です（毎週火曜日）。"),
        (
            Schedule({}, exceptions={date(2026, 11, 24): ExceptionalDay(True)}),
            "本日は開館します。時間は施設にお問い合わせください。",
        ),
    ],
)
def test_where_hours_are_not_known(schedule: Any, text: str) -> None:
    with translation.override("ja"):
        assert state(schedule, moment(date(2026, 11, 24), time(10))).text == text
