"""Reads about organizations, their seats and who holds them. What is public is listed; nothing here names a holder
but the functions that say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from kyodo.commons.actors.models import Actor, Holding, Seat
from kyodo.commons.actors.names import fold, keys_of
from kyodo.commons.actors.states import ListingState
from kyodo.commons.people.models import Consent, Person
from kyodo.kernel.text.fold import tidy, to_katakana

#: What a person consents to, to be named in public beside a seat.
PUBLIC_NAME = "public_name"


def is_stale(confirmed_on: date | None, day: date | None = None) -> bool:
    """Say whether nobody has confirmed an entry for a year (setting ``STALE_AFTER_DAYS``); officers change yearly."""
    oldest = (day or timezone.localdate()) - timedelta(days=getattr(settings, "STALE_AFTER_DAYS", 365))
    return confirmed_on is None or confirmed_on < oldest


def listed() -> QuerySet[Actor]:
    """Return the organizations that are public."""
    return Actor.objects.filter(state=ListingState.LISTED)


def only_named(name: str) -> Actor | None:
    """Return the public organization of this name, however it is written; None where there are none or several."""
    found = list(listed().filter(name_key=fold(name))[:2]) if fold(name) else []
    return found[0] if len(found) == 1 else None


def newest(limit: int) -> list[Actor]:
    """Return what was listed last, newest first; one query."""
    return list(listed().exclude(listed_at=None).order_by("-listed_at")[:limit])


@cache
def _pages() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("actors:detail", args=["-"]).removesuffix("-/")


def address_of(slug: str) -> str:
    """Return the path of an organization's page in the site's first language, whoever asks in which."""
    return f"{_pages()}{slug}/"


def sitemap() -> Iterator[tuple[str, date]]:
    """Yield the address of every public organization with the day of its last change."""
    for slug, changed in listed().order_by("pk").values_list("slug", "changed_at").iterator(chunk_size=2000):
        yield address_of(slug), timezone.localdate(changed)


def names_out_of_step() -> Iterator[str]:
    """Yield a line for each entry whose folded names do not belong to its name."""
    columns = ("slug", "name", "name_reading", "sort_key", "name_key")
    for slug, name, reading, *keys in Actor.objects.order_by("pk").values_list(*columns).iterator(chunk_size=2000):
        if keys != list(keys_of(name, reading).values()):
            yield f"organizations: the folded names of {slug} are out of step; save its entry again"


# --- seats ---------------------------------------------------------------------------------


def open_on(day: date) -> Q:
    """Return the condition that a holding holds on a day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


def holder_of(seat: Seat, on: date | None = None) -> Person | None:
    """Return who holds a seat on a day (default: today)."""
    holding = holding_of(seat, on)
    return holding.person if holding else None


def holding_of(seat: Seat, on: date | None = None) -> Holding | None:
    """Return the holding of a seat on a day (default: today); one query."""
    day = on or timezone.localdate()
    return Holding.objects.filter(open_on(day), seat=seat).select_related("person").order_by("-since", "-pk").first()


def seats_of(person: Person, on: date | None = None) -> list[Seat]:
    """Return the seats that a person holds on a day (default: today), with their organizations; one query."""
    day = on or timezone.localdate()
    held = Holding.objects.filter(open_on(day), person=person).select_related("seat__actor")
    return [holding.seat for holding in held.order_by("seat__actor__sort_key", "seat__order", "pk")]


def own_seats(actor: Actor, person_id: int | None) -> list[Seat]:
    """Return the seats of an organization that a person holds today; one query."""
    held = Holding.objects.filter(open_on(timezone.localdate()), person=person_id or 0)
    return list(actor.seats.filter(pk__in=held.values("seat")))


@dataclass(frozen=True)
class SeatRow:
    """A seat as its keepers see it: who holds it, who follows and who held it before."""

    seat: Seat
    current: Holding | None
    coming: list[Holding]
    past: list[Holding]


def seat_rows(actor: Actor, on: date | None = None) -> list[SeatRow]:
    """Return all seats of an organization with all who hold, will hold or held them; two queries. Names holders."""
    day = on or timezone.localdate()
    by_seat: dict[int, list[Holding]] = {}
    for holding in Holding.objects.filter(seat__actor=actor).select_related("person").order_by("-since", "-pk"):
        if holding.until != holding.since:
            by_seat.setdefault(holding.seat_id, []).append(holding)
    return [_row(seat, by_seat.get(seat.pk, []), day) for seat in actor.seats.order_by("order", "pk")]


def _row(seat: Seat, holdings: list[Holding], day: date) -> SeatRow:
    current = next((h for h in holdings if h.since <= day and (h.until is None or h.until > day)), None)
    coming = [h for h in holdings if h.since > day]
    past = [h for h in holdings if h.until is not None and h.until <= day]
    return SeatRow(seat, current, coming, past)


def public_names(actor: Actor) -> dict[int, str]:
    """Return the names of today's holders who agreed to be named in public, by seat; one query.

    Whoever did not agree, or no longer does, is not there.
    """
    now = timezone.now()
    agreed = Consent.objects.filter(Q(until=None) | Q(until__gt=now), purpose=PUBLIC_NAME, since__lte=now)
    held = Holding.objects.filter(open_on(timezone.localdate()), seat__actor=actor)
    return dict(held.filter(person__in=agreed.values("person")).values_list("seat", "person__name"))


def last_holding(seat: Seat) -> Holding | None:
    """Return the holding of a seat that has no end yet; one query. Names its holder."""
    return Holding.objects.filter(seat=seat, until=None).select_related("person").first()


def people_named(typed: str, chosen: str = "", limit: int = 20) -> list[Person]:
    """Return people whose name or reading holds all the words typed, and whoever was chosen already, with the
    seats that they hold today; two queries.

    For the keepers of seats only.
    """
    named = Q(pk=chosen) if chosen.isascii() and chosen.isdigit() else Q()
    if words := tidy(typed).split():
        holds = Q()
        for word in words:
            kana = to_katakana(word)
            holds &= Q(name__icontains=word) | Q(called__icontains=word) | Q(name_reading__icontains=kana)
        named |= holds
    if not named:
        return []
    seats = Prefetch("holdings", Holding.objects.filter(open_on(timezone.localdate())).select_related("seat__actor"))
    found = Person.objects.filter(named, erased_at=None).prefetch_related(seats)
    return list(found.order_by("name_reading", "name", "pk")[:limit])
