"""What a visitor gets on the pages of places and desks."""

import json
import re
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from kyodo.commons.places.models import Facility, OpeningHours, Space
from tests.factories.places import a_desk, a_facility
from tests.navigator.things import a_programme

pytestmark = pytest.mark.django_db
CLOSURES = [{"days": "24We", "on_holiday": "next_day"}, {"yearly": "12-29/01-03", "reason": "年末年始"}]


@pytest.fixture
def center() -> Facility:
    center = a_facility(
        "市民活動サポートセンター",
        slug="center",
        closures=CLOSURES,
        phone="022-000-0000",
        confirmed_on=date(2026, 11, 1),
        hours=(time(9), time(22)),
    )
    OpeningHours.objects.filter(facility=center, weekday=7).update(closes_at=time(18))
    OpeningHours.objects.create(facility=center, weekday=8, opens_at=time(9), closes_at=time(18))
    return center


def page(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return response.content.decode()


def test_the_list_says_whether_each_is_open_now(center: Facility) -> None:
    a_facility("時間の分からない場所")
    html = page("/places/")
    # 23 November 2026 is a holiday: open from 9 to 18.
    assert "いま開いています" in html
    assert html.count("<h2><a") == 2


def test_a_place_shows_seven_days_and_the_next_closed_ones(center: Facility) -> None:
    html = page("/places/center/")
    assert "11月23日（月・祝）" in html
    assert re.findall(r'<li><time datetime="([^"]+)"', html)[:3] == ["2026-11-25", "2026-12-09", "2026-12-23"]


@pytest.mark.parametrize("typed", ["2026-12-29", "令和8年12月29日", "R8.12.29", "２０２６/１２/２９"])
def test_another_day_can_be_asked_for_as_people_write_it(center: Facility, typed: str) -> None:
    html = page(f"/places/center/?on={typed}")
    assert "2026年12月29日（火）" in html
    assert "休み(年末年始)" in html


@pytest.mark.parametrize(
    "typed", ["abc", "2026-13-45", "令和99年1月1日", "9999-01-01", "0001-01-01", "%00", "2026", "<b>"]
)
def test_a_day_that_cannot_be_read_gets_a_kind_word_and_today(center: Facility, typed: str) -> None:
    html = page(f"/places/center/?on={typed}")
    assert "今日からの予定を表示しています。" in html
    assert "11月23日（月・祝）" in html


def test_spaces_and_desks_are_shown_as_far_as_they_are_known(center: Facility) -> None:
    Space.objects.create(
        facility=center, slug="theatre", name="市民活動シアター", floor="B1", capacity=200, is_capacity_approximate=True
    )
    Space.objects.create(facility=center, slug="room-3", name="研修室3")
    a_desk("相談カウンター", facility=center, topics="助成金の申請")
    html = page("/places/center/")
    for words in (
        "市民活動シアター",
        "約 200人",
        "研修室3",
        "予約できるかは、お尋ねください。",
        "相談カウンター",
        "助成金の申請",
    ):
        assert words in html


def test_the_closed_days_come_as_a_calendar(center: Facility) -> None:
    response = Client().get("/places/center/closures.ics")
    events = list(Calendar.from_ical(response.content).walk("VEVENT"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [event["DTSTART"].dt for event in events[:5]] == [
        date(2026, 11, 25),
        date(2026, 12, 9),
        date(2026, 12, 23),
        date(2026, 12, 29),
        date(2026, 12, 30),
    ]


def test_machines_read_its_hours(center: Facility) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page("/places/center/"), re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "CivicStructure"
    assert {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/PublicHolidays",
        "opens": "09:00",
        "closes": "18:00",
    } in data["openingHoursSpecification"]


def test_a_place_that_is_not_public_does_not_exist() -> None:
    a_facility("ひみつの場所", slug="secret", is_public=False)
    assert "ひみつの場所" not in page("/places/")
    page("/places/secret/", status=404)
    page("/places/secret/closures.ics", status=404)


def test_places_can_be_narrowed_by_kind() -> None:
    a_facility("図書館", kind="library")
    a_facility("ホール", kind="hall")
    html = page("/places/?kind=library&kind=nonsense&ward=%00")
    assert "図書館" in html
    assert "ホール</a>" not in html


def test_a_desk_says_what_to_ask_and_names_its_programmes() -> None:
    desk = a_desk("市民協働推進課", slug="kyodo", phone="022-000-0000", topics="協働の制度")
    programme = a_programme("提案制度", desk=desk)
    a_programme("下書き", desk=desk, live=False)
    html = page("/desks/kyodo/")
    for words in ("市民協働推進課", "協働の制度", 'href="tel:022-000-0000"', f'href="/support/{programme.slug}/"'):
        assert words in html
    assert "下書き" not in html
    assert "市民協働推進課" in page("/desks/")


def test_the_list_costs_the_same_with_one_and_with_many(django_assert_num_queries: Any) -> None:
    a_facility(hours=(time(9), time(21)))
    Client().get("/places/")
    with django_assert_num_queries(10):
        Client().get("/places/")
    for _number in range(29):
        a_facility(hours=(time(9), time(21)))
    with django_assert_num_queries(10):
        Client().get("/places/")
