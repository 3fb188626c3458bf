"""What comes due by the clock: the books of March, and successors who took their seat."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from kyodo.commons.actors.handover.actions import make_book, succeed
from kyodo.commons.actors.handover.queries import has_something
from kyodo.commons.actors.models import Handover, Holding, Seat
from kyodo.commons.actors.queries import open_on
from kyodo.commons.actors.states import HandoverState
from kyodo.commons.actors.telling import add_paper, path_of, tell
from kyodo.kernel.errors import Conflict
from kyodo.kernel.permissions import SYSTEM

READY = "actors.handover_ready"
MONTH = 3


def make_ready(on: date | None = None) -> str:
    """Make the books of all held seats that have something to hand over, in March and once a year; returns how many.

    Each book is a transaction of its own.
    """
    day = on or timezone.localdate()
    if day.month != MONTH:
        return "not in March"
    return f"{sum(_make(seat) for seat in _without_book(day))} books"


def _without_book(day: date) -> Iterator[Seat]:
    made = Handover.objects.filter(made_at__date__gte=day.replace(day=1))
    seats = Seat.objects.filter(pk__in=Holding.objects.filter(open_on(day)).values("seat"))
    for seat in seats.exclude(pk__in=made.values("seat")).select_related("actor").order_by("pk"):
        if has_something(seat):
            yield seat


@transaction.atomic
def _make(seat: Seat) -> bool:
    try:
        book = make_book(seat=seat, by=SYSTEM, channel="clock")
    except Conflict:  # its holder makes one in this very moment
        return False
    slug, key = seat.actor.slug, f"handover:{book.pk}"
    printed = path_of("actors:handover_book", slug, seat.pk, book.pk)
    told = tell(
        seat=seat, key=f"{key}:ready", kind=READY, template="actors/notices/handover.txt", about=book,
        page=path_of("actors:handover", slug, seat.pk), context={}, paper=("引き継ぎ帳", printed),
    )  # fmt: skip
    if told == "paper":
        envelope = path_of("actors:handover_envelope", slug, seat.pk, book.pk)
        add_paper(seat=seat, key=f"{key}:envelope", title="引き継ぎ帳の封筒に貼る紙", path=envelope)
    return True


def go_on() -> str:
    """Tell the rooms of successors who confirmed their book and hold the seat by now; returns how many."""
    waiting = Handover.objects.filter(state=HandoverState.CONFIRMED, succeeded_at=None)
    found = waiting.select_related("seat__actor", "holding")
    return f"{sum(succeed(book=book, by=SYSTEM, channel='clock') for book in found)} successions"
