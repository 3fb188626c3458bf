"""A need and an offer as the desk works on them: who looks after them, notes, what is left open, what failed twice."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kyodo.commons.asks.actions import answer, write_call
from kyodo.commons.asks.models import Ask
from kyodo.commons.asks.states import CallOutcome
from kyodo.kernel.clock.now import today
from kyodo.kernel.idempotency.keys import FIELD, new_key
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.followups import ask_follow_up
from kyodo.matching.actions.forming import form_collaboration
from kyodo.matching.actions.notes import write_note
from kyodo.matching.actions.seasons import ask_capacity
from kyodo.matching.models import DeskNote, FollowUp, Introduction, Letter, Offer
from kyodo.matching.queries.desk import Look, the_day
from kyodo.matching.seasons import season_of
from tests.factories.matching_desk import BY, a_host, a_need, an_accepted, an_asked, an_offer, an_offerer
from tests.factories.people import Signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(someone: Any) -> Signed:
    return someone("coordinator")  # type: ignore[no-any-return]


def the_rows() -> dict[str, int]:
    day = the_day(Look(None, "all", timezone.now(), today()))
    return {section.key: section.total for section in day if section.total}


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_need_and_an_offer_are_looked_after_and_noted_on_their_own_pages(coordinator: Signed, someone: Any) -> None:
    colleague = someone("coordinator")
    for here, thing in (
        (f"/desk/needs/{(need := a_need()).code}/", need),
        (f"/desk/offers/{(o := an_offer()).code}/", o),
    ):
        assert 'href="/desk/"' in read(coordinator.client, here)
        coordinator.client.post(f"{here}claim/", {"next": here})
        thing.refresh_from_db()
        assert thing.keeper == coordinator.person
        sent = coordinator.client.post(f"{here}notes/", {"words": "水曜がよい", "minutes": "１０", FIELD: new_key()})
        assert sent.headers["Location"] == here
        page = read(coordinator.client, here)
        assert ("水曜がよい" in page, "10分" in page, "まだ、どなたにも引き合わせていません" in page) == (
            True,
            True,
            True,
        )
        over = {"to": colleague.person.pk, "seen": coordinator.person.pk, "next": here}
        coordinator.client.post(f"{here}hand-over/", over)
        thing.refresh_from_db()
        assert thing.keeper == colleague.person
    assert sum(DeskNote.objects.values_list("minutes", flat=True)) == 20


def test_once_an_offer_is_met_the_desk_is_told_what_is_open_and_closes_it_kindly(coordinator: Signed) -> None:
    offer = an_offer()
    met = an_accepted(a_host(), offer)
    others = [an_asked(a_host(f"北町内会{number}"), offer) for number in range(2)]
    here = f"/desk/offers/{offer.code}/"
    assert coordinator.client.post(f"{here}others/close/").status_code == 409
    form_collaboration(introduction=met, **BY)
    assert the_rows()["left"] == 1
    page = read(coordinator.client, here)
    assert ("ほかに2件の引き合わせが続いています" in page, "北町内会1" in page) == (True, True)
    coordinator.client.post(f"{here}others/close/")
    assert set(Introduction.objects.filter(pk__in=[one.pk for one in others]).values_list("state", "close_reason")) == {
        ("closed", "solved")
    }
    told = Letter.objects.filter(kind="closing", role="host")
    assert (told.count(), Ask.objects.filter(state="open").count()) == (2, 0)
    assert not any("片平町内会" in letter.body for letter in told)
    assert "left" not in the_rows()
    coordinator.client.post(f"{here}look_again/")
    assert Offer.objects.get().state == "open"


@pytest.mark.both_databases
def test_what_failed_twice_is_flagged_until_the_desk_has_written_a_note(coordinator: Signed) -> None:
    host = a_host()
    work = an_accepted(host, an_offer(by=an_offerer()))
    form_collaboration(introduction=work, **BY)
    for stage in ("weeks", "half_year"):
        one = FollowUp.objects.create(introduction=work, role="host", stage=stage, due_on=today())
        ask = ask_follow_up(follow_up=one, **BY)
        assert ask is not None
        answer(ask=ask, choice=ask.choices.get(key="no"), by=SYSTEM, channel="phone")
    assert the_rows()["failing"] == 2
    assert "2度、役に立たなかったとのお返事" in read(coordinator.client, "/desk/day/failing/")
    write_note(about=host, words="電話でうかがった", **BY)
    assert the_rows()["failing"] == 1
    page = read(coordinator.client, f"/desk/hosts/{host.slug}/")
    assert "2度、役に立たなかったとのお返事" in page
    assert (f"/organizations/{host.slug}/capacity/" in page, f"/organizations/{host.slug}/mandates/" in page) == (
        True, True,
    )  # fmt: skip
    entry = f"/organizations/{host.slug}/"
    assert f"/desk/hosts/{host.slug}/" in read(coordinator.client, entry)
    assert f"/desk/hosts/{host.slug}/" not in read(Client(), entry)


@pytest.mark.both_databases
def test_who_wishes_to_be_phoned_about_the_season_stands_first_among_the_calls(coordinator: Signed) -> None:
    host = a_host(phone="022-000-7777")
    ask = ask_capacity(actor=host, season=season_of(today()), **BY)
    assert ask is not None
    answer(ask=ask, choice=ask.choices.get(key="call"), by=SYSTEM, channel="fax")
    assert the_rows() == {"calls": 1}
    page = read(coordinator.client, "/desk/day/calls/")
    assert ("お電話をご希望" in page, "tel:022-000-7777" in page) == (True, True)
    write_call(ask=ask, outcome=CallOutcome.REACHED, by=SYSTEM, channel="phone")
    assert the_rows() == {}


def test_a_side_finds_its_introduction_on_its_own_page_and_answers_from_there(someone: Any) -> None:
    chair, host = someone(), a_host()
    holding = host.seats.get().holdings.get()
    holding.person = chair.person
    holding.save()
    introduction = an_asked(host)
    assert f"/introductions/{introduction.pk}/" in read(chair.client, "/my/")
    page = read(chair.client, f"/introductions/{introduction.pk}/")
    code = introduction.sides.get(role="host").ask.code  # type: ignore[union-attr]
    assert (f"/r/{code}/" in page, "返事をする" in page) == (True, True)
    assert "/introductions/" not in read(someone().client, "/my/")
