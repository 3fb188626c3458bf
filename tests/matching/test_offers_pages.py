"""Writing an offer: whether the host has hands, the burden card, who one is, check, and the receipt."""

from typing import Any

import pytest
from django.test import Client

from kyodo.commons.actors.public import tell_capacity
from kyodo.matching.codes import OWN
from kyodo.matching.models import Offer
from tests.factories.actors import an_actor
from tests.factories.matching import BY, a_draft, a_shown_offer, an_offer, an_open_need
from tests.matching.test_needs_pages import key_in

pytestmark = pytest.mark.django_db
CARD = {
    "title": "花だんの植えかえ", "we_do": "学生6人がうかがいます。", "host_hours": "６時間", "paperwork": "offerer",
    "insurance": "offerer", "cost": "none", "first_step": "公園を見る", "first_minutes": "30", "follows": "次の学年",
    "ends_on_year": "2027", "ends_on_month": "9", "ends_on_day": "30", "minors": "no",
}  # fmt: skip
WHO = {
    "body": "片平大学",
    "kind": "educational_institution",
    "name": "田中",
    "mail": "m@example.jp",
    "passes_contact": "on",
}


def own(offer: Offer) -> str:
    return f"/offers/{offer.code}/own/{OWN.of(offer.code)}/"


def begun(client: Client, query: str = "") -> str:
    page = client.get(f"/offers/new/{query}")
    return client.post(f"/offers/new/{query}", {"idempotency_key": key_in(page)}).headers["Location"]


def test_an_offer_goes_from_a_need_to_its_receipt(client: Client) -> None:
    need = an_open_need()
    card = begun(client, f"?need={need.code}")
    offer = Offer.objects.get()
    assert (offer.need, card) == (need, f"{own(offer)}card/")
    contact = client.post(card, {**CARD, "go": "on"}).headers["Location"]
    check = client.post(contact, {**WHO, "go": "on"}).headers["Location"]
    text = client.get(check).content.decode()
    assert "申し出を窓口に送る" in text
    assert "m@example.jp" in text
    receipt = client.post(check, {"how": "now"}).headers["Location"]
    text = client.get(receipt).content.decode()
    assert "申し出を受け付けました" in text
    assert "までに、必ずお返事をします" in text
    assert "m@example.jp" not in text
    offer.refresh_from_db()
    assert (offer.state, str(offer.host_hours), offer.offerer) == ("received", "6.0", "片平大学")
    # A double tap and a replayed link find the same receipt.
    assert client.post(check, {"how": "now"}).headers["Location"] == receipt
    assert client.get(card).headers["Location"] == receipt
    assert client.post(card, {"title": "別の題"}).headers["Location"] == receipt
    assert Offer.objects.get().title == "花だんの植えかえ"


def test_what_is_missing_is_told_kindly_and_what_was_typed_is_kept(client: Client) -> None:
    card = begun(client)
    answer = client.post(card, {"title": "草取り", "host_hours": "たくさん", "go": "on"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "「みなさんがすること」を書き足してください。" in text
    assert "時間は、3 や 1.5 のように数字で書いてください。" in text
    assert 'value="たくさん"' in text
    later = client.post(card, {"title": "草取り、続き", "go": "later"})
    page = client.get(later.headers["Location"]).content.decode()
    assert Offer.objects.get().title == "草取り、続き"
    assert "<li>団体にかかる時間</li>" in page
    check = card.replace("card/", "check/")
    assert client.post(check, {"how": "now"}).headers["Location"] == check
    assert Offer.objects.get().state == "draft"


def test_whoever_offers_sees_at_once_whether_a_host_has_hands(client: Client) -> None:
    host = an_actor("片平町内会", "community_organization", slug="katahira")
    assert "まだうかがっていません" in client.get("/offers/new/?q=片平").content.decode()
    tell_capacity(actor=host, most_open=0, **BY)
    assert "いまは手いっぱいです。" in client.get("/offers/new/?host=katahira").content.decode()
    page = client.get("/organizations/katahira/").content.decode()
    assert "いまは手いっぱいです。" in page
    assert "/offers/new/?host=katahira" in page
    draft = a_draft(to=host)
    assert "送って、順番を待つ" in client.get(f"{own(draft)}check/").content.decode()
    client.post(f"{own(draft)}check/", {"how": "wait"})
    draft.refresh_from_db()
    assert draft.state == "queued"
    other = a_draft(to=host)
    client.post(f"{own(other)}choose/", {"host": "no-such"})
    other.refresh_from_db()
    assert (other.to, other.state) == (None, "draft")


def test_a_public_offer_shows_its_card_and_no_contact(client: Client) -> None:
    offer = a_shown_offer(mail="himitsu@example.jp")
    page = client.get(f"/offers/{offer.code}/").content.decode()
    assert "手間の申告" in page
    assert "教育機関" in page
    assert ("himitsu" in page, "田中" in page, "片平大学" in page) == (False, False, False)
    assert client.get(f"/offers/{offer.code}/paper/").headers["Content-Type"] == "application/pdf"
    assert offer.get_absolute_url() in client.get("/offers/?kind=educational_institution&month=5").content.decode()
    assert client.get("/api/v1/offers").json()["items"][0]["host_hours"] == "6.0"
    hidden = an_offer()
    assert [client.get(f"/offers/{hidden.code}/{end}").status_code for end in ("", "paper/")] == [404, 404]


def test_an_offer_is_taken_back_once(client: Client) -> None:
    offer = an_offer()
    for _twice in range(2):
        client.post(f"{own(offer)}withdraw/")
    offer.refresh_from_db()
    assert offer.state == "withdrawn"
    assert client.get(f"/offers/{offer.code}/own/wrong/").status_code == 404


def test_the_desk_shows_queues_closes_and_undoes(someone: Any) -> None:
    desk = someone("coordinator").client
    offer = an_offer(may_show=True)
    here = f"/desk/offers/{offer.code}/"
    assert "manabu@example.jp" in desk.get(here).content.decode()
    for verb in ("show", "queue", "take_up", "hide"):
        desk.post(f"{here}{verb}/")
    desk.post(f"{here}close/", {"reason": "no_host"})
    offer.refresh_from_db()
    assert (offer.state, offer.is_public, offer.close_reason) == ("closed", False, "no_host")
    desk.post(f"{here}undo/")
    offer.refresh_from_db()
    assert offer.state == "open"
    assert someone("writer").client.get(here).status_code == 404


def test_who_is_signed_in_stays_so_on_the_pages_of_a_need_and_an_offer(someone: Any) -> None:
    desk = someone("coordinator").client
    for thing in (an_open_need(), a_shown_offer()):
        page = desk.get(thing.get_absolute_url()).content.decode()
        assert ("マイページ" in page, "サインイン" in page) == (True, False)
