"""Offers, needs and introductions as the desk sees them, and who answers."""

import itertools
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kyodo.commons.actors.capacity import tell_capacity
from kyodo.commons.actors.mandates.actions import draw_up, give
from kyodo.commons.actors.models import Actor, Mandate, Seat
from kyodo.commons.asks.actions import answer
from kyodo.commons.asks.models import Reply
from kyodo.commons.people.models import ContactPoint, Person
from kyodo.kernel.permissions import SYSTEM
from kyodo.matching.actions.introductions import ask_sides, draft_introduction, fix_meeting
from kyodo.matching.documents import keep_words
from kyodo.matching.models import Introduction, Need, Offer, Side
from tests.factories.actors import a_holding, a_seat, an_actor
from tests.factories.people import a_person

_numbers = itertools.count(1)
BY: dict[str, Any] = {"by": SYSTEM, "channel": "test"}
CARD: dict[str, Any] = {
    "we_do": "子どもの宿題をみる", "host_does": "集会所を開ける", "host_hours": 4, "paperwork": "offerer",
    "insurance": "offerer", "cost": "none", "first_step": "集会所で話を聞く", "first_minutes": 40,
    "ends_on": date(2027, 3, 31), "follows": "後輩の学生", "minors": False,
}  # fmt: skip


def a_body(name: str, kind: str, title: str, person: str, mail: str = "", phone: str = "") -> tuple[Actor, Seat]:
    """Make an organization with one seat and its holder, who is reached by these."""
    actor = an_actor(name, kind)
    seat = a_seat(actor, title)
    holder = a_person(person, "")
    a_holding(seat, holder, date(2026, 4, 1))
    reach(holder, mail, phone)
    return actor, seat


def reach(person: Person, mail: str = "", phone: str = "") -> None:
    """Let a person be reached by these."""
    for kind, value in (("mail", mail), ("phone", phone)):
        if value:
            ContactPoint.objects.create(person=person, kind=kind, value=value)


def a_host(name: str = "片平町内会", mail: str = "", phone: str = "022-000-1111", person: str = "片平 太郎") -> Actor:
    """Make a neighborhood association whose chair is phoned unless it has a mail address."""
    return a_body(name, "community_organization", "会長", person, mail, phone)[0]


def an_offerer(name: str = "青葉大学", mail: str = "gakusei@example.jp", phone: str = "") -> tuple[Actor, Seat]:
    """Make a university whose office offers something; reached by mail."""
    return a_body(name, "educational_institution", "地域連携室", "青葉 学", mail, phone)


def an_offer(title: str = "学生が宿題をみます", by: tuple[Actor, Seat] | None = None, **values: Any) -> Offer:
    """Make an offer that was sent today, with its whole burden card."""
    actor, seat = by or an_offerer()
    now = timezone.now()
    plain = {
        "actor": actor, "seat": seat, "plain": "毎週土曜日に、学生3人が小学生の宿題をみます。", "state": "received",
        "channel": "web", "sent_at": now, "answer_by": now + timedelta(days=21),
    }  # fmt: skip
    offer = Offer.objects.create(title=title, **{**CARD, **plain, **values})
    keep_words(offer)
    return offer


def a_need(title: str = "夏まつりの準備", host: Actor | None = None, **values: Any) -> Need:
    """Make a need that the desk has rewritten."""
    plain = {
        "actor": host or a_host(), "told": "人手が足りない", "plain": "テントを立てる人が要ります。",
        "first_step": "倉庫を一緒に見る", "first_minutes": 30, "state": "open", "channel": "phone",
        "told_at": timezone.now(),
    }  # fmt: skip
    need = Need.objects.create(title=title, **{**plain, **values})
    keep_words(need)
    return need


def an_introduction(host: Actor | None = None, offer: Offer | None = None, **values: Any) -> Introduction:
    """Prepare to bring an offer to a host."""
    given = {"first_step": "集会所で話を聞く", "first_minutes": 40, **BY, **values}
    return draft_introduction(host=host or a_host(), offer=offer or an_offer(), **given)


def an_asked(host: Actor | None = None, offer: Offer | None = None, **values: Any) -> Introduction:
    """Ask both sides of an introduction."""
    return ask_sides(introduction=an_introduction(host, offer, **values), **BY)


def say(introduction: Introduction, role: str, key: str, channel: str = "web", **more: Any) -> Reply:
    """Let one side answer with one of its choices."""
    side = Side.objects.select_related("ask").get(introduction=introduction, role=role)
    assert side.ask is not None
    return answer(ask=side.ask, choice=side.ask.choices.get(key=key), by=SYSTEM, channel=channel, **more)


def an_accepted(host: Actor | None = None, offer: Offer | None = None, **values: Any) -> Introduction:
    """Let both sides say yes: the host by phone, the guest on the web."""
    introduction = an_asked(host, offer, **values)
    say(introduction, "host", "yes", "phone")
    say(introduction, "guest", "yes")
    introduction.refresh_from_db()
    return introduction


def a_meeting(host: Actor | None = None, offer: Offer | None = None) -> Introduction:
    """Fix a meeting in three days."""
    at = timezone.now() + timedelta(days=3)
    return fix_meeting(introduction=an_accepted(host, offer), at=at, place="片平集会所", **BY)


def a_mandate(host: Actor, powers: tuple[str, ...] = ("receive_offers", "answer", "decline")) -> Mandate:
    """Let a host give a mandate to an intermediary whose office is reached by mail."""
    name = f"見守り支援センター{next(_numbers)}"
    middle, _seat = a_body(name, "intermediary", "担当", "支援 環", mail="middle@example.jp")
    seat = host.seats.get()
    drawn = draw_up(
        actor=host, intermediary=middle, seat=seat, powers=powers, since=date(2026, 4, 1), until=date(2027, 4, 1), **BY
    )
    return give(mandate=drawn, given_on=date(2026, 4, 1), **BY)


def with_capacity(host: Actor, **told: Any) -> Actor:
    """Let a host tell how much it can carry."""
    tell_capacity(actor=host, **BY, **told)
    return host
