"""Which associations are asked this season how much they can take on, and who wishes to be phoned about it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kyodo.commons.actors.public import Actor, Capacity, Holding, Seat, listed
from kyodo.commons.asks.public import MANY, Ask, AskState, Reply, meter
from kyodo.commons.people.public import ContactPoint
from kyodo.matching.models import Introduction, Need, Offer, SeasonAsk
from kyodo.matching.seasons import season_of

#: Joint works that take hands now.
UNDER_WAY = ("preparing", "active")
#: The answer by which somebody wishes to be phoned.
CALL = "call"


def to_ask(on: date, limit: int) -> list[Actor]:
    """Return associations to ask on a day, at most ``limit``; three queries, and three for each of those.

    They have an office whose holder is reached, and open needs, offers wished for them or an introduction.
    Not those who were asked this season, for whom this is a busy month, who do not wish to be asked yet, and who
    were asked much this month already.
    """
    concerned = (
        Exists(Need.objects.filter(actor=OuterRef("pk"), state="open"))
        | Exists(Offer.objects.filter(to=OuterRef("pk"), state__in=("received", "open", "queued")))
        | Exists(Introduction.objects.filter(host=OuterRef("pk")))
    )
    asked = SeasonAsk.objects.filter(actor=OuterRef("pk"), season=season_of(on))
    found = listed().filter(concerned, Exists(reachable_seats(on).filter(actor=OuterRef("pk"))), ~Exists(asked))
    kept = [actor for actor in found.select_related("capacity").order_by("pk") if _may_be_asked(actor, on)]
    free: list[Actor] = []
    for actor in kept:
        if len(free) < limit and meter(actor, on).total < MANY:
            free.append(actor)
    return free


def _may_be_asked(actor: Actor, on: date) -> bool:
    capacity: Capacity | None = getattr(actor, "capacity", None)
    if capacity is None:
        return True
    return on.month not in capacity.busy_months and not (capacity.not_before and capacity.not_before > on)


def held_now(on: date) -> QuerySet[Holding]:
    """Return the terms that hold on a day."""
    return Holding.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


def reachable_seats(on: date) -> QuerySet[Seat]:
    """Return offices whose holder can be reached somehow, in the order in which they answer for their association."""
    points = ContactPoint.objects.filter(person=OuterRef("person"))
    held = held_now(on).filter(Exists(points), seat=OuterRef("pk"), person__erased_at=None)
    return Seat.objects.filter(Exists(held)).order_by("order", "pk")


def to_phone(on: date) -> list[Ask]:
    """Return the questions of this season to which the answer was to talk, until they were called."""
    called = Ask.objects.filter(pk=OuterRef("ask"), calls__at__gt=OuterRef("at"))
    replies = Reply.objects.filter(~Exists(called), is_current=True, choice__key=CALL, ask=OuterRef("pk"))
    asks = SeasonAsk.objects.filter(season=season_of(on)).values("ask")
    found = Ask.objects.filter(Exists(replies), pk__in=asks, state=AskState.ANSWERED)
    return list(found.order_by("answer_by", "pk"))
