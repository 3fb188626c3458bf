"""The desk's day: by need and by risk, each line with its next step; who may see it, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from kyodo.commons.asks.actions import remind, write_call
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.states import CallOutcome
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Conflict
from kyodo.kernel.idempotency.keys import FIELD, new_key
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.introductions import ask_sides, fix_meeting
from kyodo.matching.actions.notes import claim, hand_over, write_note
from kyodo.matching.actions.offers import queue_offer
from kyodo.matching.models import DeskNote, Introduction, Letter, Offer
from kyodo.matching.queries.desk import Look, the_day, to_call
from tests.factories.matching_desk import (
    BY,
    a_host,
    a_meeting,
    a_need,
    an_accepted,
    an_asked,
    an_introduction,
    an_offer,
    an_offerer,
    say,
    with_capacity,
)
from tests.factories.people import Signed

pytestmark = pytest.mark.django_db


def the_rows(me: int | None = None, whose: str = "all", rows: int = 6) -> dict[str, int]:
    """Return how many things stand in each section that is not empty."""
    day = the_day(Look(me, whose, timezone.now(), today(), rows=rows))
    return {section.key: section.total for section in day if section.total}


@pytest.fixture
def coordinator(someone: Any) -> Signed:
    return someone("coordinator")  # type: ignore[no-any-return]


@pytest.mark.both_databases
def test_everything_stands_where_its_next_step_is(coordinator: Signed) -> None:
    now = timezone.now()
    by = an_offerer()
    host = with_capacity(a_host(), most_open=9)
    an_offer("期限が近い", by, answer_by=now + timedelta(days=2))
    an_offer("新しい", by)
    a_need("", host, told="聞いたばかり", state="told")
    an_accepted(host, an_offer("承諾", by))
    say(an_asked(host, an_offer("見送り", by)), "host", "too_heavy")
    a_meeting(host, an_offer("顔合わせ", by))
    Introduction.objects.filter(pk=an_asked(host, an_offer("つかない", by)).pk).update(state="unreached")
    queue_offer(offer=an_offer("順番", by), look_on=today(), **BY)
    write_note(about=host, words="見てください", for_whom=coordinator.person, **BY)
    assert the_rows(coordinator.person.pk) == {
        "clocks": 1, "letters": 1, "arrived": 2, "fresh": 2, "meetings": 1, "eyes": 1, "refused": 1, "unreached": 1,
        "hands": 1,
    }  # fmt: skip
    page = coordinator.client.get("/desk/").content.decode()
    for words in (
        "期限が近い",
        "受け入れ先を選ぶ",
        "顔合わせを決める",
        "ほかの受け入れ先をさがす",
        "確認した",
        "担当する",
    ):
        assert words in page
    assert coordinator.client.get("/desk/day/fresh/").status_code == 200
    assert coordinator.client.get("/desk/day/no-such-part/").status_code == 404


def test_whom_to_phone_with_the_number_and_how_the_last_call_went(coordinator: Signed) -> None:
    an_asked(a_host(phone="022-000-1111"))
    ask = Ask.objects.get(kind="matching.host")
    look = Look(None, "all", timezone.now(), today())
    assert list(to_call(look)) == []
    for one in Ask.objects.all():
        remind(ask=one, at=timezone.now() + timedelta(days=10), by=SYSTEM, channel="clock")
    assert list(to_call(look)) == [ask]  # the university is reached by mail
    write_call(ask=ask, outcome=CallOutcome.LATER, note="夕方に", by=SYSTEM, channel="phone")
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        write_call(ask=ask, outcome=CallOutcome.LATER, note="夕方に", by=SYSTEM, channel="phone")
    assert list(to_call(look)) == []
    Ask.objects.filter(pk=ask.pk).update(reminded_at=timezone.now() + timedelta(days=12))
    page = coordinator.client.get("/desk/").content.decode()
    assert "tel:022-000-1111" in page
    assert "夕方に" in page


def test_mine_and_nobodys(coordinator: Signed) -> None:
    by = an_offerer()
    mine, _free = an_offer("わたし", by), an_offer("だれも", by)
    claim(thing=mine, by=coordinator.who, channel="web")
    me = coordinator.person.pk
    assert (the_rows(me, "mine"), the_rows(me, "nobody"), the_rows(me)) == ({"fresh": 1}, {"fresh": 1}, {"fresh": 2})
    assert "わたし" in coordinator.client.get("/desk/?whose=mine").content.decode()


@pytest.mark.both_databases
def test_of_two_who_claim_or_hand_over_at_once_one_wins(someone: Any) -> None:
    one, two, offer = someone("coordinator"), someone("coordinator"), an_offer()
    claim(thing=offer, by=one.who, channel="web")
    with pytest.raises(Conflict, match="ほかの人"):
        claim(thing=offer, by=two.who, channel="web")
    with pytest.raises(Conflict):
        hand_over(thing=offer, to=two.person, seen=None, by=two.who, channel="web")
    hand_over(thing=offer, to=two.person, seen=one.person, by=one.who, channel="web")
    assert Offer.objects.get().keeper == two.person
    answer = one.client.post(f"/desk/offers/{offer.code}/claim/", follow=True)
    assert "すでにほかの人が担当しています。" in answer.content.decode()


@pytest.mark.both_databases
def test_the_queue_shows_an_offer_again_once_its_host_has_hands() -> None:
    host = a_host()
    queue_offer(offer=an_offer(to=host), **BY)
    assert the_rows() == {}
    with_capacity(host, most_open=2)
    assert the_rows() == {"hands": 1}


@pytest.mark.both_databases
def test_the_cost_of_the_day_does_not_grow(coordinator: Signed, django_assert_max_num_queries: Any) -> None:
    by, host = an_offerer(), with_capacity(a_host(), most_open=20)
    for n in range(3):
        an_accepted(host, an_offer(f"申し出{n}", by))
        an_offer(f"新しい{n}", by)
    with django_assert_max_num_queries(60) as few:
        coordinator.client.get("/desk/")
    for n in range(9):
        an_accepted(host, an_offer(f"次の申し出{n}", by))
        an_offer(f"次の新しい{n}", by)
    with django_assert_max_num_queries(len(few)):
        page = coordinator.client.get("/desk/").content.decode()
    assert "12件のうち6件" in page


def test_an_introduction_from_the_first_line_to_the_joint_work(coordinator: Signed) -> None:
    """The whole way as a coordinator goes it, on pages alone."""
    client, offer, host = coordinator.client, an_offer(), a_host("片平町内会")
    assert "片平町内会" in client.get(f"/desk/offers/{offer.code}/introduce/?q=片平").content.decode()
    made = post(client, f"/desk/offers/{offer.code}/introduce/{host.slug}/", first_step="話を聞く", first_minutes="40")
    introduction = Introduction.objects.get()
    page = f"/desk/introductions/{introduction.pk}/"
    assert made["Location"] == page
    assert client.post(f"{page}ask/")["Location"] == page
    assert "取り消す" in client.get(page).content.decode()
    client.post(f"{page}undo/")
    client.post(f"{page}ask/")
    assert "ページを開き直して" in client.post(f"{page}ask/", follow=True).content.decode()
    said = {"host-said": "yes", "host-channel": "phone", "host-words": "ぜひ"}
    assert post(client, f"{page}host/answer/", **said).status_code == 302
    post(client, f"{page}guest/answer/", **{"guest-said": "yes", "guest-channel": "mail"})
    when = timezone.localdate() + timedelta(days=5)
    day = {"day_year": f"{when:%Y年%-m月%-d日}"}
    assert post(client, f"{page}meeting/", time="いつか", place="集会所", **day).status_code == 422
    fixed = post(client, f"{page}meeting/", time="14:00", place="片平集会所", **day)
    assert fixed.status_code == 302
    assert Letter.objects.filter(kind="meeting").count() == 2
    post(client, f"{page}notes/", words="順調", minutes="15")
    assert DeskNote.objects.get().minutes == 15
    assert post(client, f"{page}form/", title="宿題の会").status_code == 302
    introduction.refresh_from_db()
    assert (introduction.state, introduction.collaboration.title) == ("formed", "宿題の会")  # type: ignore[union-attr]
    assert client.get(page).status_code == 200
    assert client.get(f"/desk/hosts/{host.slug}/").status_code == 200


def post(client: Client, path: str, **values: Any) -> Any:
    """Send a form with a fresh key."""
    return client.post(path, {FIELD: new_key(), **values})


def test_beyond_capacity_the_page_gives_the_three_ways_on(coordinator: Signed) -> None:
    client, offer = coordinator.client, an_offer()
    host = with_capacity(a_host(), most_open=0)
    path = f"/desk/offers/{offer.code}/introduce/{host.slug}/"
    answer = post(client, path, first_step="話を聞く", first_minutes="40")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "順番待ちにする" in page
    assert "ほかの受け入れ先を選ぶ" in page
    queued = client.post(f"/desk/offers/{offer.code}/queue/")
    assert queued["Location"] == f"/desk/offers/{offer.code}/letter/"
    assert "順番にお預かり" in client.get(queued["Location"]).content.decode()


def test_a_letter_is_edited_before_it_leaves(coordinator: Signed) -> None:
    client, introduction = coordinator.client, an_asked()
    path = f"/desk/introductions/{introduction.pk}/host/letter/?kind=ask_host"
    assert "ご検討いただけないでしょうか" in client.get(path).content.decode()
    assert "お願いがあります" in client.get(f"{path}&easy=1").content.decode()
    sent = post(client, path, subject="お尋ね", body="本文です。", way="paper")
    letter = Letter.objects.get()
    assert (sent["Location"], letter.body, letter.by_mail) == (f"/desk/letters/{letter.pk}/", "本文です。", False)
    assert client.get(f"/desk/letters/{letter.pk}/letter.pdf").content.startswith(b"%PDF")
    client.post(f"/desk/letters/{letter.pk}/printed/")
    letter.refresh_from_db()
    assert letter.printed_at is not None
    assert client.get(f"/desk/introductions/{introduction.pk}/host/letter/?kind=meeting").status_code == 404


SECRETS = ("kaicho-secret@example.jp", "022-999-8888")


def test_no_side_sees_the_others_contact_before_a_meeting_is_fixed(someone: Any) -> None:
    """The host's officer and the guest's office are signed in and look wherever they may."""
    host_person, guest_person = someone(), someone()
    host, by = a_host(mail=SECRETS[0]), an_offerer(phone=SECRETS[1])
    offer = an_offer(by=by)
    for actor, signed in ((host, host_person), (by[0], guest_person)):
        holding = actor.seats.get().holdings.get()
        holding.person.contact_points.update(person=signed.person)
        holding.person = signed.person
        holding.save()
    introduction = an_introduction(host, offer)
    page = f"/introductions/{introduction.pk}/"
    assert host_person.client.get(page).status_code == 404
    introduction = ask_sides(introduction=introduction, **BY)
    for role in ("host", "guest"):
        assert not any(secret in text for text in seen_by(host_person, page) for secret in SECRETS[1:])
        assert not any(secret in text for text in seen_by(guest_person, page) for secret in SECRETS[:1])
        say(introduction, role, "yes")
    assert "kaicho" not in "".join(str(entry.facts) for entry in Entry.objects.all())
    assert not any("kaicho" in ask.question for ask in Ask.objects.all())
    assert someone().client.get(page).status_code == 404
    fix_meeting(introduction=introduction, at=timezone.now() + timedelta(days=3), place="集会所", **BY)
    assert SECRETS[1] in host_person.client.get(page).content.decode()
    assert SECRETS[0] in guest_person.client.get(page).content.decode()
    assert "kaicho" not in "".join(str(entry.facts) for entry in Entry.objects.all())


def seen_by(signed: Signed, page: str) -> list[str]:
    """Return what somebody reads: their page of the introduction, my page, search, directory, feed, API."""
    paths = [page, "/my/", "/search/?q=町内会", "/organizations/", "/feed.atom", "/api/v1/organizations"]
    return [signed.client.get(path).content.decode() for path in paths]


def test_an_offer_that_waits_for_a_host_beyond_the_promise_is_told_how_it_stands(coordinator: Signed) -> None:
    offer = an_offer("期限が近い", answer_by=timezone.now() + timedelta(days=2))
    an_asked(a_host(), offer)
    letter = f"/desk/offers/{offer.code}/letter/?kind=waiting"
    page = coordinator.client.get("/desk/").content.decode()
    assert (letter in page, "途中経過を知らせる" in page) == (True, True)
    editor = coordinator.client.get(letter)
    typed = {name: editor.context["form"].initial[name] for name in ("subject", "body")}
    coordinator.client.post(letter, {**typed, "way": "mail", FIELD: new_key()})
    sent = Letter.objects.get(kind="waiting")
    assert (sent.subject, sent.by_mail) == ("お返事をお待ちしているところです", True)
    offer.refresh_from_db()
    assert offer.answered_at is None  # it says how things stand; the promise of an answer is still open
