"""What a visitor gets on the pages of events."""

import json
import re
from datetime import date
from typing import Any

import feedparser
import pytest
from django.test import Client

from kyodo.commons.gatherings.actions import create_gathering, publish_gathering
from kyodo.kernel.permissions import SYSTEM
from tests.factories.actors import an_actor
from tests.factories.gatherings import a_gathering, on
from tests.factories.places import a_facility, a_ward

pytestmark = pytest.mark.django_db


def page(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return response.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'<h2><a href="[^"]+">([^<]+)</a></h2>', html)


def data_of(html: str) -> Any:
    return json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])


def test_the_list_says_what_takes_place_this_weekend() -> None:
    a_gathering("週末", place=a_facility("会館"), is_free=True, organizer=an_actor("見本会"))
    a_gathering("来月", on(date(2026, 12, 5)))
    html = page("/events/?when=weekend")
    assert titles(html) == ["週末"]
    assert "2026年11月28日（土） 14:00〜16:00" in html
    assert "会館 · 青葉区 · 見本会" in html
    assert '<strong aria-current="true">この週末</strong>' in html


def test_an_empty_list_says_what_could_be_here() -> None:
    assert "団体の催しは、窓口で登録できます。" in page("/events/?when=today")


def test_a_cancelled_event_stays_visible_with_the_reason() -> None:
    a_gathering("中止の会", slug="off", state="cancelled", cancelled_reason="台風のため")
    assert "台風のため" in page("/events/")
    html = page("/events/off/")
    assert "この催しは中止になりました" in html
    assert "<del>2026年11月28日（土） 14:00〜16:00</del>" in html
    assert data_of(html)["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_event_says_all_that_one_must_know_to_come() -> None:
    hall = a_facility("会館", slug="hall", address="一番町1", latitude="38.26", longitude="140.87")
    a_gathering(
        "会計講座", on(), on(date(2026, 12, 5)), slug="kouza", kind="course", place=hall, audience="役員の方",
        fee_text="資料代500円", is_free=False, capacity=20, how_to_apply="お電話ください。", has_childcare=True,
        organizer=an_actor("見本会", slug="mihon"), contact_phone="022-000-0000", attendance="hybrid",
    )  # fmt: skip
    html = page("/events/kouza/")
    for said in ("会館</a><br>一番町1", "役員の方", "資料代500円", "20人", "お電話ください。", "託児"):
        assert said in html
    for link in ('href="/places/hall/"', 'href="/organizations/mihon/"', 'href="tel:0220000000"'):
        assert link in html
    data = data_of(html)
    assert (data["@type"], data["startDate"], len(data["subEvent"])) == (
        "EducationEvent", "2026-11-28T14:00:00+09:00", 2,
    )  # fmt: skip
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert data["subEvent"][1] == {
        "@type": "Event", "name": "会計講座", "eventStatus": "https://schema.org/EventScheduled",
        "startDate": "2026-12-05T14:00:00+09:00", "endDate": "2026-12-05T16:00:00+09:00",
    }  # fmt: skip


def test_nothing_that_is_not_public_is_named() -> None:
    hidden = a_facility("秘密の館", is_public=False, address="秘密の町")
    unlisted = an_actor("秘密の会", state="draft")
    a_gathering("催し", slug="e", place=hidden, organizer=unlisted)
    for path in ("/events/", "/events/e/", "/events/e.ics", "/events.ics", "/api/v1/events", "/events/month/2026-11/"):
        assert "秘密" not in page(path)
    table = b"".join(Client().get("/events/table/").streaming_content).decode()
    assert ("催し" in table, "秘密" in table) == (True, False)


def test_a_draft_does_not_exist_for_a_visitor() -> None:
    a_gathering("下書き", slug="draft", state="draft")
    page("/events/draft/", 404)
    assert "下書き" not in page("/events/")
    page("/api/v1/events/draft", 404)


def test_a_month_is_a_table_and_the_same_as_a_list() -> None:
    a_gathering("防災さんぽ")
    html = page("/events/month/2026-11/")
    assert html.count(">防災さんぽ<") == 2
    assert 'id="d28"' in html
    assert 'href="#d28"' in html
    assert 'href="/events/month/2026-10/"' in html
    assert "この月の催しは、まだ登録されていません" in page("/events/month/2026-12/")
    page("/events/month/2026-13/", 404)


def test_a_page_to_pass_round_has_boxes_for_the_houses() -> None:
    a_gathering("防災さんぽ", slug="sanpo")
    html = page("/events/sanpo/?paper=circular")
    assert html.count("<li></li>") == 16
    assert "次の家へお回しください" in html


def test_an_event_over_midnight_is_found_on_both_days() -> None:
    a_gathering("夜から朝", on(date(2026, 11, 24), 1320, 1440 + 120))
    assert titles(page("/events/?when=2026-11-24")) == ["夜から朝"]
    assert titles(page("/events/?when=2026-11-25")) == ["夜から朝"]
    assert titles(page("/events/")) == []


def test_the_home_page_says_what_takes_place_this_week() -> None:
    a_gathering("防災さんぽ")
    a_gathering("中止", state="cancelled", cancelled_reason="雨")
    a_gathering("来月", on(date(2026, 12, 15)))
    html = page("/")
    assert "11月28日（土） 14:00〜16:00" in html
    assert ("中止</span>" in html, "来月" in html) == (False, False)


def test_the_feed_the_search_and_the_sitemap_know_it() -> None:
    made = create_gathering(title="防災さんぽ", dates=[on()], description="町を歩く", by=SYSTEM, channel="web")
    made = publish_gathering(gathering=made, by=SYSTEM, channel="web")
    assert feedparser.parse(page("/feed.atom")).entries[0].title == "防災さんぽ"
    assert f"/events/{made.slug}/</loc>" in page("/sitemap.xml")
    assert f'<a href="/events/{made.slug}/"><mark>防災</mark>さんぽ</a>' in page("/search/?q=防災")


def test_the_api_gives_the_same() -> None:
    a_gathering("週末", on(), on(date(2026, 12, 7), 600, None), slug="w", ward=a_ward(), is_free=True)
    a_gathering("来月", on(date(2026, 12, 5)), slug="n")
    found = json.loads(page("/api/v1/events?when=weekend&fee=free"))
    assert (found["count"], found["next"], [item["slug"] for item in found["items"]]) == (1, None, ["w"])
    assert found["items"][0]["ward"] == {"slug": "aoba", "name": "青葉区"}
    assert found["items"][0]["dates"] == [
        {
            "number": 1, "starts_at": "2026-11-28T14:00:00+09:00", "ends_at": "2026-11-28T16:00:00+09:00",
            "is_all_day": False, "is_cancelled": False,
        },
        {
            "number": 2, "starts_at": "2026-12-07T10:00:00+09:00", "ends_at": None, "is_all_day": False,
            "is_cancelled": False,
        },
    ]  # fmt: skip
    assert json.loads(page("/api/v1/events/n"))["title"] == "来月"
    assert len(json.loads(page("/api/v1/events?limit=1"))["items"]) == 1
    page("/api/v1/events?ward=nowhere", 400)
    page("/api/v1/events?when=someday", 400)


def test_the_table_has_the_municipal_columns() -> None:
    a_gathering("防災さんぽ", on(), on(date(2026, 12, 5), None, None), slug="sanpo", ward=a_ward(code="041017"))
    lines = b"".join(Client().get("/events/table/").streaming_content).decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("全国地方公共団体コード,ID,地方公共団体名,イベント名,イベント名_カナ,イベント名_英語,")
    first, second = (line.split(",") for line in lines[1:3])
    assert first[1:4] == ["sanpo-1", "", "防災さんぽ"]
    assert first[7:11] == ["2026-11-28", "2026-11-28", "14:00", "16:00"]
    assert second[7:11] == ["2026-12-05", "2026-12-05", "", ""]
