"""Reads about asks. Names and numbers of people are for the staff of the desks; nothing here is public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from kyodo.commons.actors.public import Holding, Seat, fold
from kyodo.commons.asks.codes import LINK
from kyodo.commons.asks.models import Ask, Call, Choice, Reply
from kyodo.commons.asks.states import AskState
from kyodo.commons.people.models import ContactKind, ContactPoint, Person
from kyodo.kernel.clock.now import day_of
from kyodo.kernel.notices import line
from kyodo.kernel.notices.models import Notice
from kyodo.kernel.notices.states import NoticeState

#: For so long the one who answered may say something else instead.
CORRECTED_WITHIN = timedelta(hours=24)
#: For so long the desk may take an answer back that was written down by mistake.
TAKEN_BACK_WITHIN = timedelta(minutes=10)


def whole(asks: QuerySet[Ask]) -> QuerySet[Ask]:
    """Return asks with all that their pages show; four queries more, whatever their number."""
    return asks.select_related("seat__actor", "person").prefetch_related(
        Prefetch("choices", Choice.objects.order_by("number")),
        Prefetch("replies", Reply.objects.select_related("choice", "typed_by").order_by("pk")),
        Prefetch("calls", Call.objects.select_related("by").order_by("-at", "-pk")),
    )


def can_be_answered(ask: Ask, at: datetime) -> bool:
    """Say whether whoever has the code may still answer: until the end, and to correct for a day after the reply."""
    if ask.state == AskState.OPEN:
        return at < ask.answer_by
    reply = current_reply(ask)
    return ask.state == AskState.ANSWERED and reply is not None and at < reply.at + CORRECTED_WITHIN


def by_code(code: str, at: datetime) -> Ask | None:
    """Return the ask of a whole code while it can be answered; a code is of no use afterward."""
    found = whole(Ask.objects.filter(code=code)).first()
    return found if found and can_be_answered(found, at) else None


def by_letters(letters: str) -> list[Ask]:
    """Return the open asks whose code begins with these letters, a few at most; for the staff who type slips."""
    return list(whole(Ask.objects.filter(state=AskState.OPEN, code__startswith=letters).order_by("code"))[:9])


def current_reply(ask: Ask) -> Reply | None:
    """Return the reply that counts, from what was read with the ask or by a query."""
    return next((reply for reply in ask.replies.all() if reply.is_current), None)


def address_of(ask: Ask) -> str:
    """Return the signed path by which the accountable one answers, in the site's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("asks:signed", args=[ask.code, LINK.of(ask.code)])


# --- who answers -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Accountable:
    """Who answers an ask today and how that person is reached; ``person`` is None for a vacant seat."""

    person: Person | None
    points: tuple[ContactPoint, ...]

    @property
    def mail(self) -> str:
        """The mail address to write to: the preferred contact where it is one, else the first."""
        return self._first(ContactKind.MAIL)

    @property
    def phone(self) -> str:
        """The number to call."""
        return self._first(ContactKind.PHONE)

    @property
    def line(self) -> str:
        """The LINE id to write to, where the site has LINE."""
        return self._first(ContactKind.LINE) if line.is_on() else ""

    @property
    def ways(self) -> list[tuple[str, str]]:
        """The channels by which letters go out by themselves, with their addresses, the first to be tried first.

        The preferred contact decides: mail or LINE comes first, the other one when it fails; whoever
        prefers phone, fax or post is not written to at all.
        """
        preferred = next((point.kind for point in self.points if point.is_preferred), ContactKind.MAIL)
        if preferred not in (ContactKind.MAIL, ContactKind.LINE):
            return []
        found = [("mail", self.mail), (line.PUSH, self.line)]
        if preferred == ContactKind.LINE:
            found.reverse()
        return [way for way in found if way[1]]

    @property
    def is_written_to(self) -> bool:
        """Whether letters and reminders go out by themselves; all others are phoned or get paper."""
        return bool(self.ways)

    def _first(self, kind: str) -> str:
        known = [point for point in self.points if point.kind == kind]
        return min(known, key=lambda point: (not point.is_preferred, point.pk)).value if known else ""


class Addressed(Protocol):
    """An ask, or anything else that goes to one seat or one person."""

    @property
    def pk(self) -> Any: ...
    @property
    def seat_id(self) -> int | None: ...
    @property
    def person_id(self) -> int | None: ...


def accountable(asks: Iterable[Addressed], on: date | None = None) -> dict[int, Accountable]:
    """Return who answers each ask on a day (default: today), by id; three queries for any number."""
    asks, day = list(asks), on or timezone.localdate()
    seats = [ask.seat_id for ask in asks if ask.seat_id]
    held = Holding.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day, seat__in=seats)
    holders = dict(held.order_by("since", "pk").values_list("seat", "person"))
    ids = {ask.pk: holders.get(ask.seat_id) if ask.seat_id else ask.person_id for ask in asks}
    people = Person.objects.filter(pk__in=[pk for pk in ids.values() if pk], erased_at=None)
    known = {person.pk: person for person in people.prefetch_related("contact_points")}
    found = {}
    for ask in asks:
        person = known.get(ids[ask.pk] or 0)
        found[ask.pk] = Accountable(person, tuple(person.contact_points.all()) if person else ())
    return found


# --- the desk's day --------------------------------------------------------------------------


def open_asks() -> QuerySet[Ask]:
    """Return what waits for an answer, the nearest end first."""
    return whole(Ask.objects.filter(state=AskState.OPEN).order_by("answer_by", "pk"))


@dataclass(frozen=True)
class Waiting:
    """An ask that waits, with who answers for it: ``needs_call`` when a reminder is due by phone, ``needs_paper``
    when nobody can write to that person, or the letter could not be sent (``has_failed``), and no slip was
    printed yet."""

    ask: Ask
    answers: Accountable
    needs_call: bool
    needs_paper: bool
    has_failed: bool = False

    @property
    def last_day(self) -> date:
        """The last day on which an answer is in time."""
        return last_day(self.ask)


def waiting(asks: QuerySet[Ask] | None = None) -> list[Waiting]:
    """Return what waits for an answer, the nearest end first; a constant number of queries."""
    found = list(open_asks() if asks is None else asks)
    answers, failed = accountable(found), unsent(found)
    return [_waiting(ask, answers[ask.pk], ask.pk in failed) for ask in found]


def _waiting(ask: Ask, answers: Accountable, has_failed: bool) -> Waiting:
    last_call = max((call.at for call in ask.calls.all()), default=None)
    is_due = ask.reminded_at is not None and (last_call is None or last_call < ask.reminded_at)
    by_hand = has_failed or not answers.is_written_to
    return Waiting(ask, answers, is_due and by_hand, by_hand and not ask.printed_at, has_failed)


def unsent(asks: Iterable[Ask]) -> set[int]:
    """Return the ids of asks of which the latest letter could not be sent by any way; one query."""
    ids = [str(ask.pk) for ask in asks]
    letters = Notice.objects.filter(about_kind=Ask._meta.label_lower, about_id__in=ids).exclude(
        state=NoticeState.WITHDRAWN
    )
    latest = {row[0]: row[1:] for row in letters.order_by("pk").values_list("about_id", "state", "digest__state")}
    return {int(pk) for pk, states in latest.items() if NoticeState.GIVEN_UP in states}


def replies_since(since: datetime, limit: int = 30) -> list[Reply]:
    """Return the latest replies that count, newest first; one query."""
    found = Reply.objects.filter(is_current=True, at__gte=since, ask__state=AskState.ANSWERED)
    return list(found.select_related("ask__seat__actor", "ask__person", "choice", "typed_by").order_by("-at")[:limit])


def seats_named(sought: str, limit: int = 40) -> list[Seat]:
    """Return the offices of associations whose name holds what was typed; one query."""
    if not sought:
        return []
    found = Seat.objects.filter(Q(actor__name_key__contains=fold(sought)) | Q(actor__sort_key__contains=fold(sought)))
    return list(found.select_related("actor").order_by("actor__sort_key", "order", "pk")[:limit])


def undone_until(ask: Ask) -> datetime | None:
    """Return until when the desk may take back the answer that counts, None where it may not."""
    reply = current_reply(ask)
    until = reply.at + TAKEN_BACK_WITHIN if reply and ask.state == AskState.ANSWERED else None
    return until if until and timezone.now() < until else None


def asks_of(seat: Seat) -> list[Ask]:
    """Return what waits for the holder of a seat, the nearest end first; four queries."""
    return list(open_asks().filter(seat=seat))


def last_day(ask: Ask) -> date:
    """Return the last day on which an answer is in time."""
    return day_of(ask.answer_by - timedelta(microseconds=1))


def connected_people() -> int:
    """Return how many people are reached by LINE; one query."""
    return ContactPoint.objects.filter(kind=ContactKind.LINE).count()
