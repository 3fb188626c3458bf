"""A day closed or open after all."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from kyodo.commons.places.models import HoursException
from kyodo.commons.places.public import close_day, open_day, remove_exception
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.permissions import NOBODY
from tests.factories.places import a_facility

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)


def kept() -> list[tuple[Any, ...]]:
    return list(HoursException.objects.values_list("date", "is_open", "opens_at", "closes_at", "reason"))


def test_staff_close_a_day_and_it_is_in_the_audit(someone: Callable[..., Any]) -> None:
    facility, staff = a_facility(), someone("center_staff").who
    close_day(facility=facility, on=DAY, reason=" 大雪のため ", by=staff, channel="web")
    assert kept() == [(DAY, False, None, None, "大雪のため")]
    [entry] = Entry.objects.filter(kind="places.facility")
    assert (entry.verb, entry.thing, entry.by, entry.channel, entry.facts) == (
        "close_day", str(facility.pk), f"person:{staff.pk}", "web", {"date": "2026-11-25"},
    )  # fmt: skip


def test_a_second_word_on_the_same_day_replaces_the_first(someone: Callable[..., Any]) -> None:
    facility, staff = a_facility(), someone("city_staff").who
    close_day(facility=facility, on=DAY, reason="大雪のため", by=staff, channel="web")
    with translation.override("ja"):
        open_day(facility=facility, on=DAY, opens_at=time(13), closes_at=time(17), by=staff, channel="phone")
    assert kept() == [(DAY, True, time(13), time(17), "臨時開館")]
    remove_exception(facility=facility, on=DAY, by=staff, channel="web")
    assert kept() == []
    assert list(Entry.objects.filter(kind="places.facility").order_by("number").values_list("verb", flat=True)) == [
        "close_day",
        "open_day",
        "remove_exception",
    ]


@pytest.mark.parametrize("role", ["editor", "coordinator", "reviewer"])
def test_others_are_refused_with_a_reason(someone: Callable[..., Any], role: str) -> None:
    facility = a_facility()
    for who in (someone(role).who, NOBODY):
        with translation.override("ja"), pytest.raises(Refused) as error:
            close_day(facility=facility, on=DAY, reason="理由", by=who, channel="web")
        assert str(error.value.message) == "開館日を変更できるのは職員だけです。施設にお電話ください。"
        with pytest.raises(Refused):
            open_day(facility=facility, on=DAY, by=who, channel="web")
        with pytest.raises(Refused):
            remove_exception(facility=facility, on=DAY, by=who, channel="web")
    assert (kept(), Entry.objects.filter(kind="places.facility").count()) == ([], 0)


@pytest.mark.parametrize(
    "times",
    [
        {"opens_at": time(13)},
        {"closes_at": time(13)},
        {"opens_at": time(13), "closes_at": time(13)},
        {"opens_at": time(17), "closes_at": time(13)},
    ],
)
def test_times_that_make_no_sense(someone: Callable[..., Any], times: dict[str, time]) -> None:
    with pytest.raises(Unusable):
        open_day(facility=a_facility(), on=DAY, by=someone("administrator").who, channel="web", **times)
    assert kept() == []


def test_a_closing_needs_a_reason(someone: Callable[..., Any]) -> None:
    with translation.override("ja"), pytest.raises(Unusable) as error:
        close_day(facility=a_facility(), on=DAY, reason="  ", by=someone("city_staff").who, channel="web")
    assert str(error.value.message) == "理由をお書きください。来館する方に表示されます。"


def test_removing_what_is_not_there(someone: Callable[..., Any]) -> None:
    with pytest.raises(Conflict):
        remove_exception(facility=a_facility(), on=DAY, by=someone("city_staff").who, channel="web")


@pytest.mark.parametrize(
    "values",
    [
        {"is_open": True, "opens_at": time(13)},
        {"is_open": True, "closes_at": time(13)},
        {"is_open": False, "opens_at": time(13), "closes_at": time(17)},
    ],
)
def test_the_database_refuses_half_a_pair_of_times(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HoursException.objects.create(facility=a_facility(), date=DAY, reason="理由", **values)
