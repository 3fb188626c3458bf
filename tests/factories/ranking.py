"""Needs, offers and introductions as they stand once they can be ranked."""

import itertools
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kyodo.commons.actors.models import Actor, Field
from kyodo.commons.people.models import Person
from kyodo.commons.places.models import Ward
from kyodo.matching.documents import keep_words
from kyodo.matching.models import Introduction, Need, Offer, Side
from tests.factories.actors import an_actor
from tests.factories.collaborations import a_collaboration

_numbers = itertools.count(1)


def _link(thing: Any, **sets: Iterable[Any]) -> None:
    for name, things in sets.items():
        getattr(thing, name).set(things)


def an_open_need(
    title: str = "お年寄りの見守りを手伝ってほしい",
    actor: Actor | None = None,
    *,
    fields: Iterable[Field] = (),
    wards: Iterable[Ward] = (),
    **values: Any,
) -> Need:
    """Make a need for which somebody is looked for."""
    given = {
        "told": title, "plain": f"{title}。", "first_step": "一度、集会所を見に来る", "first_minutes": 60,
        "state": "open", "channel": "phone", "told_at": timezone.now(),
    }  # fmt: skip
    need = Need.objects.create(
        actor=actor or an_actor(f"町内会{next(_numbers)}", "community_organization"), title=title, **{**given, **values}
    )
    keep_words(need)
    _link(need, fields=fields, wards=wards)
    return need


def an_open_offer(
    title: str = "学生がお年寄りの見守りを手伝います",
    actor: Actor | None = None,
    *,
    fields: Iterable[Field] = (),
    wards: Iterable[Ward] = (),
    **values: Any,
) -> Offer:
    """Make an offer with its whole burden card, for which a host is looked for."""
    now = timezone.now()
    given = {
        "plain": f"{title}。", "we_do": "週に一度うかがいます", "host_does": "予定を知らせる", "host_hours": 6,
        "paperwork": "offerer", "insurance": "offerer", "cost": "offerer", "first_step": "集会所でお話をうかがう",
        "first_minutes": 40, "starts_on": date(2027, 6, 1), "ends_on": date(2027, 8, 31),
        "follows": "大学の次の学年", "minors": False, "state": "open", "channel": "web", "sent_at": now,
        "answer_by": now + timedelta(days=21),
    }  # fmt: skip
    offer = Offer.objects.create(
        actor=actor or an_actor(f"大学{next(_numbers)}", "educational_institution"), title=title, **{**given, **values}
    )
    keep_words(offer)
    _link(offer, fields=fields, wards=wards)
    return offer


def an_introduction(offer: Offer, host: Actor, **values: Any) -> Introduction:
    """Bring an offer and a host together, drafted unless said otherwise."""
    given = {"first_step": offer.first_step, "moved_at": timezone.now(), **values}
    return Introduction.objects.create(offer=offer, host=host, **given)


def a_formed_introduction(offer: Offer, host: Actor, **values: Any) -> Introduction:
    """Bring two together who work together since now."""
    work = a_collaboration("いっしょに見守り", state="active", is_public=False)
    return an_introduction(offer, host, state="formed", collaboration=work, **values)


def a_side(introduction: Introduction, role: str, seat: Any = None, person: Person | None = None) -> Side:
    """Say who answers for a side, which said yes."""
    return Side.objects.create(introduction=introduction, role=role, seat=seat, person=person, answer="yes")
