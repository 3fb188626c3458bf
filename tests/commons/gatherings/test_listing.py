"""What a visitor finds, by days and conditions."""

from datetime import date, datetime
from typing import Any

import pytest
from django.http import QueryDict

from kyodo.commons.gatherings.listing import Listing
from kyodo.commons.gatherings.models import Occurrence
from kyodo.commons.gatherings.months import month
from kyodo.kernel.clock.now import TOKYO, now
from tests.factories.actors import a_field
from tests.factories.gatherings import a_gathering, on
from tests.factories.places import a_facility, a_ward

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def find(query: str = "", at: datetime | None = None, page: int = 1) -> Any:
    listing = Listing(at or now())
    return listing.page(listing.wanted(QueryDict(query)), page)


def titles(query: str = "", **more: Any) -> list[str]:
    return [line.gathering.title for line in find(query, **more).page]


@pytest.fixture
def city() -> None:
    aoba, izumi = a_ward("aoba", "青葉区"), a_ward("izumi", "泉区")
    hall = a_facility("会館", ward=izumi)
    town = a_field("town", "まちづくり")
    a_gathering("きょう", on(date(2026, 11, 25), 1080, 1200), ward=aoba, is_free=True)
    a_gathering("夜から朝", on(date(2026, 11, 27), 1320, 1560), kind="other", place=hall)
    a_gathering("週末", on(), ward=aoba, fields=[town], has_sign_language=True, is_free=True)
    a_gathering("来月", on(date(2026, 12, 5)), place=hall, attendance="hybrid", kind="course", is_free=False)
    a_gathering("連続", on(date(2026, 11, 20)), on(date(2026, 11, 29)), on(date(2026, 12, 6)), kind="course")
    a_gathering("おわった", on(date(2026, 11, 1)), ward=aoba)
    a_gathering("中止", on(date(2026, 12, 12)), state="cancelled", cancelled_reason="台風")
    a_gathering("下書き", on(), state="draft")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["きょう", "夜から朝", "週末", "連続", "来月", "中止"]),
        ("when=today", ["きょう"]),
        ("when=weekend", ["夜から朝", "週末", "連続"]),
        ("when=month", ["きょう", "夜から朝", "週末", "連続"]),
        ("when=2026-12-06", ["連続"]),
        ("when=2026-11-28", ["夜から朝", "週末"]),
        ("when=past", ["おわった"]),
        ("ward=aoba", ["きょう", "週末"]),
        ("ward=izumi", ["夜から朝", "来月"]),
        ("ward=aoba&ward=izumi&when=weekend", ["夜から朝", "週末"]),
        ("kind=course", ["連続", "来月"]),
        ("field=town", ["週末"]),
        ("fee=free", ["きょう", "週末"]),
        ("how=online", ["来月"]),
        ("support=sign", ["週末"]),
        ("support=sign&support=childcare", []),
        ("kind=nonsense&ward=nowhere", ["きょう", "夜から朝", "週末", "連続", "来月", "中止"]),
    ],
)
def test_days_and_conditions_narrow_the_list(city, query, found):
    assert titles(query) == found


def test_a_line_names_the_date_that_comes_next_and_how_many_follow(city):
    line = next(line for line in find().page if line.gathering.title == "連続")
    assert (line.occurrence.starts_at.astimezone(TOKYO).day, line.further) == (29, 1)


def test_what_goes_on_now_is_still_coming_until_its_last_minute(city):
    ends = datetime(2026, 11, 28, 2, 0, tzinfo=TOKYO)
    assert "夜から朝" in titles(at=ends.replace(hour=1, minute=59))
    assert "夜から朝" not in titles(at=ends)
    assert "夜から朝" in titles("when=past", at=ends)


def test_each_facet_counts_what_it_would_find(city):
    facets = find("when=weekend").facets
    assert {choice.value: choice.count for choice in facets["ward"]} == {"aoba": 1, "izumi": 1}
    assert {choice.value: choice.count for choice in facets["kind"]} == {"event": 1, "course": 1, "other": 1}
    assert {choice.value: choice.count for choice in facets["support"]} == {
        "sign": 1, "captions": 0, "wheelchair": 0, "childcare": 0,
    }  # fmt: skip


def test_the_list_costs_the_same_for_one_and_for_many(city, django_assert_num_queries):
    listing = Listing(now())
    with django_assert_num_queries(5):
        listing.page(listing.wanted(QueryDict("ward=aoba")), 1)
    for number in range(15):
        a_gathering(f"会{number}", ward=a_ward("aoba"))
    with django_assert_num_queries(5):
        listing.page(listing.wanted(QueryDict("ward=aoba")), 1)


def test_a_month_shows_each_day_that_a_date_touches(city):
    a_gathering("三日間", on(date(2026, 11, 29), None, None, last_day=date(2026, 12, 1)))
    november, december = month(date(2026, 11, 1)), month(date(2026, 12, 1))
    assert november.weeks[0][0].date == date(2026, 11, 1)
    on_days = {day.date.day: [found.gathering.title for found in day.occurrences] for day in november.busy_days}
    assert on_days == {
        1: ["おわった"], 20: ["連続"], 25: ["きょう"], 27: ["夜から朝"], 28: ["夜から朝", "週末"],
        29: ["三日間", "連続"], 30: ["三日間"],
    }  # fmt: skip
    assert [day.date.day for day in december.busy_days] == [1, 5, 6, 12]
    assert len(december.weeks) == 5
    assert next(day.holiday for week in november.weeks for day in week if day.date.day == 23) == "勤労感謝の日"


def test_a_date_that_was_taken_away_is_in_no_list(city):
    Occurrence.objects.filter(gathering__title="来月").update(is_cancelled=True)
    assert "来月" not in titles()
