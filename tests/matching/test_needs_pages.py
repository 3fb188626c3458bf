"""The pages of needs: what a visitor reads, what anybody may write, what the desk does while somebody phones."""

import re
from typing import Any

import pytest
from django.test import Client

from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.trail.walk import back
from kyodo.matching import limits
from kyodo.matching.codes import OWN
from kyodo.matching.models import Need
from tests.factories.actors import a_field, a_seat, an_actor
from tests.factories.matching import a_need, an_open_need
from tests.factories.places import a_ward

pytestmark = pytest.mark.django_db
FORM = {"told": "見回りの人が足りません", "name": "山田 太郎", "phone": "０２２-０００-１２３４", "may_show": "on"}


def key_in(page: Any) -> str:
    return re.search(r'name="idempotency_key" value="([^"]+)"', page.content.decode())[1]  # type: ignore[index]


def test_a_visitor_finds_a_need_by_field_ward_and_month(client: Client) -> None:
    an_open_need("草取り", wards=[a_ward()], fields=[a_field()], months=[4, 10])
    an_open_need("雪かき", months=[1, 2])
    an_open_need("見えない困りごと", is_public=False)
    text = client.get("/needs/?ward=aoba&field=town&month=10").content.decode()
    assert "草取り" in text
    assert "雪かき" not in text
    assert "4月・10月" in text
    everything = client.get("/needs/").content.decode()
    assert ("雪かき" in everything, "見えない" in everything) == (True, False)
    assert "まだ何も載っていません" not in everything


def test_an_empty_list_says_how_to_begin(client: Client) -> None:
    assert "手が足りない団体は、ここか電話で" in client.get("/needs/").content.decode()
    assert "最初の申し出にお返事をすると" in client.get("/desk/figures/").content.decode()


def test_the_page_leads_to_an_offer_and_never_shows_what_was_told(client: Client) -> None:
    need = an_open_need(told="ヒミツのことば")
    text = client.get(f"/needs/{need.code}/").content.decode()
    assert f"/offers/new/?need={need.code}" in text
    assert '"@type": "Demand"' in text
    assert "ヒミツ" not in text
    assert client.get(f"/needs/{an_open_need(is_public=False).code}/").status_code == 404


def test_anybody_tells_a_need_once_and_takes_it_back_by_an_own_link(client: Client) -> None:
    page = client.get("/needs/new/")
    sent = {**FORM, "idempotency_key": key_in(page)}
    answer = client.post("/needs/new/", sent)
    assert client.post("/needs/new/", sent).headers["Location"] == answer.headers["Location"]
    need = Need.objects.get()
    assert need.person is not None
    assert need.person.contact_points.get().value == "022-000-1234"
    own = client.get(answer.headers["Location"])
    assert own.status_code == 200
    assert need.code in own.content.decode()
    assert client.get(f"/needs/{need.code}/own/{OWN.of('OTHERS')}/").status_code == 404
    client.post(answer.headers["Location"], {"reason": "solved"})
    need.refresh_from_db()
    assert (need.state, need.close_reason) == ("closed", "solved")


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(client: Client) -> None:
    sent = {"told": "草取り", "name": "山田", "idempotency_key": key_in(client.get("/needs/new/"))}
    answer = client.post("/needs/new/", sent)
    text = answer.content.decode()
    assert (answer.status_code, Need.objects.count()) == (422, 0)
    assert "電話番号かメールアドレスの、どちらかを書いてください。" in text
    assert "山田" in text


def test_nobody_fills_the_desk_by_machine(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST", 1)
    for status in (302, 429):
        sent = {**FORM, "idempotency_key": key_in(client.get("/needs/new/"))}
        assert client.post("/needs/new/", sent).status_code == status
    assert Need.objects.count() == 1
    assert limits.forget() == "0 counts"


def test_the_desk_writes_down_a_call_with_its_words_alone_and_cuts_out_the_first_hour(someone: Any) -> None:
    desk = someone("coordinator").client
    seat = a_seat(an_actor("片平町内会", "community_organization"))
    origin = an_actor("もとの会")
    address = f"/desk/needs/new/?q=片平&from=actors.actor:{origin.pk}"
    page = desk.get(address)
    assert "もとの会" in page.content.decode()
    sent = {"told": "夏まつりの片づけ", "seat": seat.pk, "channel": "phone", "idempotency_key": key_in(page)}
    answer = desk.post(address, sent)
    need = Need.objects.get()
    assert (need.seat, need.actor, need.channel) == (seat, seat.actor, "phone")
    assert [stop.title for stop in back(need, NOBODY)] == ["もとの会"]
    here = answer.headers["Location"]
    plain = {"title": "片づけ", "plain": "夏まつりの翌朝です。", "first_step": "下見", "first_minutes": "90"}
    assert desk.post(here, plain).status_code == 422
    plain |= {"first_minutes": "３０分", "months": ["8"], "may_show": "on"}
    desk.post(here, {**plain, "first_minutes": "３０"})
    for verb in ("ready", "show"):
        desk.post(f"{here}{verb}/")
    need.refresh_from_db()
    assert (need.state, need.is_public, need.first_minutes, need.months) == ("open", True, 30, [8])
    desk.post(f"{here}close/", {"reason": "time_over"})
    assert "終わりを取り消す" in desk.get(here).content.decode()
    desk.post(f"{here}undo/")
    need.refresh_from_db()
    assert (need.state, need.is_public) == ("open", True)


def test_the_desk_pages_do_not_exist_for_others(someone: Any, client: Client) -> None:
    need = a_need()
    assert someone("writer").client.get(f"/desk/needs/{need.code}/").status_code == 404
    assert client.get(f"/desk/needs/{need.code}/").status_code == 302


def test_needs_are_read_by_machines_without_any_person(client: Client) -> None:
    kai = an_actor("片平町内会", "community_organization")
    need = an_open_need(actor=kai, wards=[a_ward()], months=[5])
    [item] = client.get("/api/v1/needs?ward=aoba").json()["items"]
    assert (item["code"], item["organization"], item["kind"], item["months"]) == (
        need.code, "", "community_organization", [5],
    )  # fmt: skip
    assert client.get(f"/api/v1/needs/{need.code}").json() == item
    assert client.get("/api/v1/needs/NONESU").status_code == 404
    assert client.get("/api/v1/needs?ward=x").status_code == 400
    assert need.code in b"".join(client.get("/data/needs.csv").streaming_content).decode()
