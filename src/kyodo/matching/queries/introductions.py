"""Reads about introductions: whom to ask, how the two sides stand, and what may still be undone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from kyodo.commons.actors.public import Actor, Holding, Mandate, Power, Seat, in_force
from kyodo.commons.asks.public import Ask, AskState, Reply
from kyodo.matching.models import Introduction, Letter, Need, Offer, Side
from kyodo.matching.states import LIVE, Role, SideAnswer

#: For so long a step of the desk may be undone; letters wait so long before they leave.
UNDONE_WITHIN = timedelta(minutes=10)
#: So many of their introductions stand on a person's own page.
SHOWN_TO_SIDE = 10


def whole(introductions: QuerySet[Introduction]) -> QuerySet[Introduction]:
    """Return introductions with all that their page shows; four queries more, whatever their number."""
    sides = Side.objects.select_related("seat__actor", "person", "mandate__intermediary", "mandate__holding", "ask")
    return introductions.select_related(
        "host", "need", "offer__actor", "offer__to", "guest", "collaboration", "need__keeper", "offer__keeper"
    ).prefetch_related(
        Prefetch("sides", sides.order_by("role")),
        Prefetch("sides__ask__replies", Reply.objects.filter(is_current=True).select_related("typed_by")),
        Prefetch("letters", Letter.objects.select_related("seat__actor", "person").order_by("-at", "-pk")),
    )


def side_of(introduction: Introduction, role: str) -> Side:
    """Return one side, from what was read with the introduction or by a query."""
    return next(side for side in introduction.sides.all() if side.role == role)


def guest_name(introduction: Introduction) -> str:
    """Return the name of the body that brings hands."""
    if introduction.offer:
        return introduction.offer.offerer
    return introduction.guest.name if introduction.guest else ""


# --- whom to ask -----------------------------------------------------------------------------


def accountable_seat(actor: Actor, on: date | None = None) -> Seat | None:
    """Return the seat that answers for an organization: the first that somebody holds, else the first; one query."""
    day = on or timezone.localdate()
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=day), seat=OuterRef("pk"), since__lte=day)
    return actor.seats.annotate(is_held=Exists(held)).order_by("-is_held", "order", "pk").first()


def mandate_to_ask(host: Actor, on: date | None = None) -> Mandate | None:
    """Return the mandate by which a host's intermediary is asked instead: it may receive offers and answer; one query.

    Whoever may only read offers first cannot say yes, so the host itself is asked.
    """
    found = in_force(on).filter(actor=host).select_related("intermediary", "holding")
    both = {str(Power.RECEIVE_OFFERS), str(Power.ANSWER)}
    return next((mandate for mandate in found.order_by("since", "pk") if both <= set(mandate.powers)), None)


def addressee_line(thing: Side | Letter) -> str:
    """Return to whom something goes: organization and office, or the person's name."""
    return f"{thing.seat.actor.name} {thing.seat.title}" if thing.seat else str(thing.person or "")


# --- what may be undone ----------------------------------------------------------------------


def has_replies(introduction: Introduction) -> bool:
    """Say whether somebody answered an ask of this introduction already; one query."""
    return Ask.objects.filter(pk__in=introduction.sides.values("ask"), state=AskState.ANSWERED).exists()


@dataclass(frozen=True)
class Undo:
    """What the desk may still undo, and until when."""

    verb: str
    until: datetime


#: A state that the desk's own step led to → the verb that undoes it.
UNDOES = {"asked": "take_back", "meeting": "unfix", "closed": "reopen"}


def undo_of(introduction: Introduction, at: datetime | None = None) -> Undo | None:
    """Return what may be undone now; None once ten minutes are over. Two queries at the most."""
    until = introduction.moved_at + UNDONE_WITHIN
    if (at or timezone.now()) >= until:
        return None
    if introduction.state == "declined":
        return Undo("wait_again", until) if typed_answers(introduction).exists() else None
    if introduction.state == "asked" and (introduction.asked_at != introduction.moved_at or has_replies(introduction)):
        return None
    verb = UNDOES.get(introduction.state)
    return Undo(verb, until) if verb else None


def typed_answers(introduction: Introduction) -> QuerySet[Reply]:
    """Return the refusal that the desk itself wrote down, where it did."""
    asks = introduction.sides.filter(role=introduction.declined_by, answer=SideAnswer.NO).values("ask")
    return Reply.objects.filter(ask__in=asks, is_current=True, typed_by__isnull=False)


# --- lists -----------------------------------------------------------------------------------


def about(thing: Need | Offer) -> QuerySet[Introduction]:
    """Return the introductions of a need or an offer, newest first, with the names of both sides."""
    own = Q(offer=thing) if isinstance(thing, Offer) else Q(need=thing)
    return Introduction.objects.filter(own).select_related("host", "guest", "offer__actor")


def open_about(thing: Need | Offer) -> QuerySet[Introduction]:
    """Return those of them that still lead somewhere."""
    return about(thing).filter(state__in=LIVE)


def refused_hosts(offer: Offer) -> set[int]:
    """Return the hosts that were asked about an offer already; one query."""
    return set(Introduction.objects.filter(offer=offer).values_list("host", flat=True))


def other_role(role: str) -> str:
    """Return the other side."""
    return Role.GUEST if role == Role.HOST else Role.HOST


def own_of(person: int, on: date | None = None) -> list[Introduction]:
    """Return the introductions in which somebody answers for a side today and was asked, newest first; one query."""
    day = on or timezone.localdate()
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=day), person=person, since__lte=day).values("seat")
    sides = Side.objects.filter(Q(person=person) | Q(seat__in=held), introduction=OuterRef("pk"))
    found = Introduction.objects.filter(Exists(sides), state__in=(*LIVE, "formed"), asked_at__isnull=False)
    return list(found.select_related("host", "offer", "need").order_by("-moved_at", "-pk")[:SHOWN_TO_SIDE])
