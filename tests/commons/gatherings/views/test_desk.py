"""What the keepers of events do at their desk."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kyodo.commons.gatherings.models import Gathering
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.gatherings import a_gathering, on
from tests.factories.people import sign_in
from tests.factories.places import a_facility

pytestmark = pytest.mark.django_db


def day(number: int, year: str, month: str, number_of_day: str, era: str = "") -> dict[str, str]:
    name = f"day_{number}"
    return {f"{name}_era": era, f"{name}_year": year, f"{name}_month": month, f"{name}_day": number_of_day}


def typed(**values: str) -> dict[str, str]:
    return {
        "idempotency_key": new_key(), "title": "会計講座", "kind": "course", "attendance": "onsite", "rows": "2",
        **day(1, "8", "12", "5", "令和"), "begins_1": "１４：００", "ends_1": "午後4時", **values,
    }  # fmt: skip


def write(client: Client, **values: str) -> Any:
    return client.post("/desk/events/new/", typed(**values))


def test_an_editor_writes_publishes_and_cancels_an_event(visitor: Client) -> None:
    desk = sign_in("editor").client
    hall = a_facility("会館")
    listed = an_actor("見本会")
    page = write(desk, place=str(hall.pk), organizer_name="見本　会", is_free="1", capacity="２０名")["Location"]
    made = Gathering.objects.get()
    assert (made.state, made.place, made.organizer, made.is_free, made.capacity) == ("draft", hall, listed, True, 20)
    assert (made.occurrences.get().starts_at.isoformat(), page) == (
        "2026-12-05T05:00:00+00:00", f"/events/{made.slug}/",
    )  # fmt: skip
    assert visitor.get(page).status_code == 404
    desk.post(f"/desk/events/{made.slug}/publish/")
    assert visitor.get(page).status_code == 200
    assert desk.post(f"/desk/events/{made.slug}/cancel/", {"reason": ""}).status_code == 422
    desk.post(f"/desk/events/{made.slug}/cancel/", {"reason": "台風のため"})
    assert "台風のため" in visitor.get(page).content.decode()
    desk.post(f"/desk/events/{made.slug}/reinstate/")
    assert "台風のため" not in visitor.get(page).content.decode()


def test_another_date_is_added_and_nothing_typed_is_lost() -> None:
    desk = sign_in("editor").client
    response = desk.post("/desk/events/new/", typed(more="1"))
    html = response.content.decode()
    assert (response.status_code, Gathering.objects.count()) == (200, 0)
    for said in ('name="day_3_year"', 'value="会計講座"', 'value="１４：００"', 'name="rows" value="3"'):
        assert said in html


def test_what_cannot_be_a_date_is_said_beside_it_and_kept() -> None:
    desk = sign_in("editor").client
    response = write(desk, ends_1="13:00", begins_2="10:00")
    html = response.content.decode()
    assert response.status_code == 422
    assert "終了が開始より前になっています" in html
    assert "日付も書いてください" in html
    assert 'value="13:00"' in html
    assert Gathering.objects.count() == 0


def test_an_event_is_changed_and_its_form_shows_it_as_it_is() -> None:
    desk = sign_in("center_staff").client
    made = a_gathering("講座", on(), on(date(2026, 12, 5), 1320, 1560), slug="kouza", is_free=False)
    html = desk.get("/desk/events/kouza/edit/").content.decode()
    for said in ('value="14:00"', 'value="16:00"', 'value="22:00"', 'value="2:00"', 'name="day_3_year"'):
        assert said in html
    seen = made.changed_at.isoformat()
    data = typed(title="新しい名前", seen_at=seen, **day(2, "2026", "12", "12"))
    assert desk.post("/desk/events/kouza/edit/", data)["Location"] == "/events/kouza/"
    made.refresh_from_db()
    found = [(one.number, one.is_all_day, one.is_cancelled) for one in made.occurrences.order_by("number")]
    assert (made.title, found) == ("新しい名前", [(1, False, False), (2, True, False)])


def test_somebody_who_was_faster_is_not_overwritten() -> None:
    desk = sign_in("center_staff").client
    a_gathering("講座", slug="kouza")
    response = desk.post("/desk/events/kouza/edit/", typed(seen_at="2026-11-01T00:00:00+00:00"))
    assert response.status_code == 422
    assert "ほかの人がこの催しを変更しました" in response.content.decode()


def test_the_desk_finds_drafts_first_then_what_comes_next_then_what_is_over() -> None:
    today = timezone.localdate()
    days = {"先月": -30, "来週": 7, "あす": 1, "きのう": -1}
    for title, ahead in days.items():
        a_gathering(f"{title}の会", on(today + timedelta(days=ahead)))
    a_gathering("夜市", on(today + timedelta(days=3), None, None))
    a_gathering("続く会", *(on(today + timedelta(days=ahead)) for ahead in (-9, 2)))
    a_gathering("下書きの会", on(today + timedelta(days=60)), state="draft")
    page = sign_in("editor").client.get("/desk/events/").text
    titles = ["下書きの会", "あすの会", "続く会", "夜市", "来週の会", "きのうの会", "先月の会"]
    assert sorted(titles, key=lambda title: page.index(f">{title}</a>")) == titles
    assert (" 0:00" in page, page.count("（終了）")) == (False, 2)


def test_an_event_without_a_date_is_not_published_and_it_is_said_why() -> None:
    desk = sign_in("editor").client
    write(desk, day_1_era="", day_1_year="", day_1_month="", day_1_day="", begins_1="", ends_1="")
    made = Gathering.objects.get()
    answer = desk.post(f"/desk/events/{made.slug}/publish/", follow=True)
    assert "日程がまだありません" in answer.content.decode()


def test_an_officer_writes_drafts_of_the_own_organization_and_staff_publish_them() -> None:
    own, other = an_actor("見本会"), an_actor("別の会")
    officer = sign_in()
    a_holding(a_seat(own), officer.person)
    assert write(officer.client, organizer_name=str(other.pk)).status_code == 422
    page = write(officer.client, organizer_name=str(own.pk))["Location"]
    made = Gathering.objects.get()
    assert (made.organizer, officer.client.get(page).status_code) == (own, 200)
    assert "会計講座" in officer.client.get("/desk/events/").content.decode()
    assert officer.client.post(f"/desk/events/{made.slug}/publish/").status_code == 404
    sign_in("editor").client.post(f"/desk/events/{made.slug}/publish/")
    assert officer.client.get(f"/desk/events/{made.slug}/edit/").status_code == 404
    stranger = sign_in().client
    assert [stranger.get(path).status_code for path in ("/desk/events/", "/desk/events/new/")] == [404, 404]


def test_an_officer_of_an_organization_that_is_not_public_keeps_the_draft() -> None:
    own = an_actor("非公開の会", state="draft")
    officer = sign_in()
    a_holding(a_seat(own), officer.person)
    write(officer.client, organizer_name=str(own.pk))
    made = Gathering.objects.get()
    desk = sign_in("editor").client
    data = typed(seen_at=made.changed_at.isoformat(), organizer_name="非公開の会", title="直した")
    desk.post(f"/desk/events/{made.slug}/edit/", data)
    made.refresh_from_db()
    assert (made.organizer, made.organizer_name, made.title) == (own, "", "直した")


def test_the_desk_lists_by_state() -> None:
    desk = sign_in("editor").client
    a_gathering("公開の会")
    a_gathering("下書きの会", state="draft")
    html = desk.get("/desk/events/?state=draft").content.decode()
    assert ("下書きの会" in html, "公開の会" in html) == (True, False)
