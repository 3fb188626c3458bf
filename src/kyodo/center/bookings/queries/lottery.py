"""Reads of the lottery: rounds, what can be wished for, who may be alike, streaks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from kyodo.center.bookings.likeness import Face, pairs
from kyodo.center.bookings.models import Entry, Likeness, Resource, Round, Wish
from kyodo.center.bookings.states import EntryState, RoundState
from kyodo.center.bookings.streaks import tickets_after
from kyodo.commons.people.public import ContactKind, ContactPoint
from kyodo.commons.places.public import HoursOfDay, hours
from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.draws.record import check, from_json

#: States in which an entry has won something.
WINS = (EntryState.WON, EntryState.KEPT)
#: States of an entry that went through a draw.
DRAWN = (EntryState.WON, EntryState.KEPT, EntryState.LOST, EntryState.VOID)


def rounds() -> QuerySet[Round]:
    """Return all rounds with their rooms and how many take part."""
    takes_part = ~Q(entries__state__in=(EntryState.WITHDRAWN, EntryState.EXCLUDED))
    counted = Round.objects.annotate(entry_count=Count("entries", filter=takes_part))
    return counted.select_related("parent").prefetch_related("resources").order_by("-month", "-closes_at", "-pk")


def entries_of(round_: Round) -> QuerySet[Entry]:
    """Return the entries of a round with their wishes, in the order of their numbers."""
    wishes = Prefetch("wishes", Wish.objects.select_related("resource").order_by("rank"))
    return round_.entries.select_related("round", "party__contact", "won__resource", "booking").prefetch_related(wishes)


def order_of(round_: Round) -> QuerySet[Entry]:
    """Return the entries of a drawn round in the order in which they were drawn."""
    return entries_of(round_).filter(place__isnull=False).order_by("place")


def is_taking(round_: Round, now: datetime) -> bool:
    """Say whether entries are taken now."""
    return round_.state == RoundState.OPEN and round_.opens_at <= now < round_.closes_at


def month_end(round_: Round) -> datetime:
    """Return the first moment after the month of use."""
    after = (round_.month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return moment(after)


def span_of_slot(day_starts: datetime, slot: str) -> tuple[datetime, datetime]:
    """Return the period of a slot written ``09:00-12:00`` on a day of Tokyo. Raises ``ValueError``."""
    begin, end = (time.fromisoformat(part) for part in slot.split("-"))
    day = in_tokyo(day_starts).date()
    return moment(day, begin), moment(day, end)


def is_open(resource: Resource, starts_at: datetime, ends_at: datetime) -> bool:
    """Say whether the house is open for the whole of a period; on Sundays and holidays that may be shorter."""
    begin, end = in_tokyo(starts_at), in_tokyo(ends_at)
    return end.date() == begin.date() and any(
        span.opens_at <= begin.time() and end.time() <= span.closes_at for span in _day(resource, begin.date()).spans
    )


def _day(resource: Resource, on: date) -> HoursOfDay:
    return hours(resource.facility, on, on + timedelta(days=1))[0]


def open_days(round_: Round) -> list[date]:
    """Return the days of the month on which the house of the round's rooms is not closed."""
    room = round_.resources.select_related("facility").first()
    if room is None:
        return []
    return [one.date for one in hours(room.facility, round_.month, in_tokyo(month_end(round_)).date()) if one.open]


def find_alike(round_: Round) -> list[tuple[Entry, Entry, list[str]]]:
    """Return the pairs of entries that take part and may be of the same group."""
    entries = {
        entry.number: entry
        for entry in round_.entries.filter(state=EntryState.ENTERED).select_related("party__contact", "person")
    }
    phones = _phones(entry.party.contact_id for entry in entries.values())
    faces = [
        Face(
            entry.number, entry.party.name, entry.party.contact.name if entry.party.contact else "",
            phones.get(entry.party.contact_id or 0, ""),
        )
        for entry in entries.values()
    ]  # fmt: skip
    return [(entries[one.number], entries[other.number], alike) for one, other, alike in pairs(faces)]


def _phones(people: Iterable[int | None]) -> dict[int, str]:
    points = ContactPoint.objects.filter(person__in=[pk for pk in people if pk], kind=ContactKind.PHONE)
    return dict(points.values_list("person_id", "value"))


def open_likenesses(round_: Round) -> QuerySet[Likeness]:
    """Return what waits for a person's decision, with both entries."""
    both = Q(entry__state=EntryState.ENTERED, other__state=EntryState.ENTERED)
    waiting = Likeness.objects.filter(both, entry__round=round_, verdict=Likeness.Verdict.OPEN)
    return waiting.select_related("entry__party__contact", "other__party__contact")


def tickets_of(parties: Iterable[int], before: Round) -> Mapping[int, int]:
    """Return how many tickets each party holds in a round, from how its last rounds ended; one query.

    A win in the second draw of what was given back counts for its round.
    """
    rows = Entry.objects.filter(party__in=set(parties), state__in=DRAWN).exclude(round=before)
    results: dict[int, dict[int, bool]] = defaultdict(dict)
    for party, own, parent, state in rows.order_by("-round__closed_at", "-round_id").values_list(
        "party_id", "round_id", "round__parent_id", "state"
    ):
        root = parent or own
        won = state != EntryState.LOST
        results[party][root] = results[party].get(root, False) or won
    return {party: tickets_after(results[party].values()) for party in set(parties)}


def sitemap() -> Iterator[tuple[str, Any]]:
    """Yield the public pages of the lottery with the day of their last change."""
    for name in ("lottery", "lottery_how", "fees", "figures"):
        yield reverse(f"bookings:{name}"), None
    for round_ in Round.objects.order_by("pk").only("code", "changed_at").iterator(chunk_size=500):
        yield round_.get_absolute_url(), timezone.localdate(round_.changed_at)


def unsound_draws() -> Iterator[str]:
    """Yield one line for each draw that does not come out again from its own file, or whose list was altered."""
    for round_ in Round.objects.exclude(record="").iterator(chunk_size=50):
        last = check(round_.record)[-1]
        draw_list = from_json(round_.record).listing if last.is_right else None
        if draw_list is None or (draw_list.text, draw_list.commitment) != (round_.listing, round_.commitment):
            yield f"lottery {round_.code}: {last.code}"
