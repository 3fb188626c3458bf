"""Places and the days on which they are open."""

from datetime import date, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kyodo.commons.places.models import HoursException
from kyodo.commons.places.public import (
    HoursOfDay,
    closures_text,
    facility_page,
    hours,
    next_closed_days,
    open_now,
    public_facilities,
    states_of,
    week_of,
)
from kyodo.commons.places.queries import unreadable_closures
from kyodo.kernel.clock.now import moment
from kyodo.kernel.clock.schedule import Span
from tests.commons.places.places import RULES, support_center
from tests.factories.places import a_desk, a_facility

pytestmark = pytest.mark.django_db


def test_the_days_of_a_week_with_a_holiday_and_a_closed_day() -> None:
    facility = support_center()
    long, short = (Span(time(9), time(22)),), (Span(time(9), time(18)),)
    with translation.override("ja"):
        assert week_of(facility, date(2026, 11, 26)) == [
            HoursOfDay(date(2026, 11, 23), True, time(9), time(18), "", "勤労感謝の日", short),
            HoursOfDay(date(2026, 11, 24), True, time(9), time(22), "", "", long),
            HoursOfDay(date(2026, 11, 25), False, None, None, "第2・第4水曜日"),
            HoursOfDay(date(2026, 11, 26), True, time(9), time(22), "", "", long),
            HoursOfDay(date(2026, 11, 27), True, time(9), time(22), "", "", long),
            HoursOfDay(date(2026, 11, 28), True, time(9), time(22), "", "", long),
            HoursOfDay(date(2026, 11, 29), True, time(9), time(18), "", "", short),
        ]


def test_the_end_is_not_included_and_a_long_stretch_is_cut() -> None:
    facility = support_center()
    assert [one.date for one in hours(facility, date(2026, 11, 23), date(2026, 11, 25))] == [
        date(2026, 11, 23),
        date(2026, 11, 24),
    ]
    assert hours(facility, date(2026, 11, 23), date(2026, 11, 23)) == []
    assert hours(facility, date(2026, 11, 23), date(2026, 11, 1)) == []
    assert len(hours(facility, date(2026, 1, 1), date(2036, 1, 1))) == 400


def test_open_now_and_the_next_closed_days() -> None:
    facility = support_center()
    with translation.override("ja"), time_machine.travel(moment(date(2026, 11, 24), time(21, 59, 59)), tick=False):
        assert (open_now(facility).is_open, open_now(facility).text) == (True, "開館中・22:00まで")
        assert [(one.date, one.reason) for one in next_closed_days(facility, count=2)] == [
            (date(2026, 11, 25), "第2・第4水曜日"),
            (date(2026, 12, 9), "第2・第4水曜日"),
        ]
        assert week_of(facility)[0].date == date(2026, 11, 23)
    assert open_now(facility, moment(date(2026, 11, 24), time(22))).is_open is False


def test_an_exception_of_a_date_is_stronger_than_the_rules() -> None:
    facility = support_center()
    HoursException.objects.create(facility=facility, date=date(2026, 11, 25), is_open=True, reason="臨時開館")
    HoursException.objects.create(facility=facility, date=date(2026, 11, 26), reason="大雪のため")
    HoursException.objects.create(
        facility=facility, date=date(2026, 11, 27), is_open=True, opens_at=time(12), closes_at=time(15), reason="点検"
    )
    days = hours(facility, date(2026, 11, 25), date(2026, 11, 28))
    assert [(one.open, one.opens_at, one.closes_at, one.reason) for one in days] == [
        (True, time(9), time(22), "臨時開館"),
        (False, None, None, "大雪のため"),
        (True, time(12), time(15), "点検"),
    ]


def test_a_place_without_hours_does_not_pretend_to_be_closed() -> None:
    facility = a_facility()
    assert open_now(facility).is_open is None
    assert [one.open for one in hours(facility, date(2026, 11, 23), date(2026, 11, 24))] == [None]


def test_rules_that_cannot_be_read_make_the_hours_unknown_and_are_reported() -> None:
    facility = support_center(closures=[{"days": "someday"}])
    assert open_now(facility).is_open is None
    assert closures_text(facility) == ""
    assert list(unreadable_closures()) == ["places: the closing rules of sapo-sen cannot be read (1 faults)"]


def test_the_closed_days_in_words() -> None:
    facility = support_center()
    with translation.override("ja"):
        assert closures_text(facility) == "第2・第4水曜日（祝日・休日の場合は翌日）、年末年始（12月29日〜1月3日）"
    facility.closures_text = "第2・第4水曜日ほか"
    assert closures_text(facility) == "第2・第4水曜日ほか"


def test_many_places_cost_as_many_queries_as_one() -> None:
    costs = []
    for _more in (1, 29):
        for _each in range(_more):
            a_facility(hours=(time(9), time(17)), closures=RULES)
        with CaptureQueriesContext(connection) as queries:
            found = states_of(public_facilities(), moment(date(2026, 11, 24), time(10)))
            assert {(each.ward and each.ward.slug, now.is_open) for each, now in found} == {("aoba", True)}
        costs.append((len(found), len(queries)))
    assert costs == [(1, 4), (30, 4)]


def test_a_places_own_page_costs_the_same_with_many_days() -> None:
    facility = support_center()
    a_desk(facility=facility)
    with CaptureQueriesContext(connection) as queries:
        found = facility_page().get(slug="sapo-sen")
        open_now(found), week_of(found), next_closed_days(found), hours(found, date(2026, 1, 1), date(2027, 1, 1))
        assert [desk.name for desk in found.desks.all()] == ["市民協働推進課"]
    # Place and ward, hours, exceptions, spaces, desks; and the list of holidays once for each of four questions,
    # which within one request is once.
    assert len(queries) == 9


def test_only_public_places_are_listed() -> None:
    a_facility("見える館", slug="shown")
    a_facility("見えない館", slug="hidden", is_public=False)
    assert [each.slug for each in public_facilities()] == ["shown"]
