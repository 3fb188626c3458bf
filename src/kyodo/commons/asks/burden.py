"""How much one association is asked, told to whoever is about to ask once more, with a day that suits better."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils import timezone

from kyodo.commons.actors.public import Actor, busy_months
from kyodo.commons.asks.models import Ask, OtherAsk
from kyodo.commons.asks.states import AskState
from kyodo.kernel.clock.holidays import calendar
from kyodo.kernel.clock.now import moment

#: So many questions in a month are a lot for people who do this beside their lives.
MANY = 4


def busy_months_of(actor: Actor) -> frozenset[int]:
    """Return the months in which an association is busy, as far as it told; one query."""
    return busy_months([actor.pk]).get(actor.pk, frozenset())


@dataclass(frozen=True)
class Meter:
    """How much an association was asked in a month: by us over all rooms, and by others as far as written down.

    ``better`` is a day that suits it better, None where this month is as good as any.
    """

    on: date
    ours: int
    others: int
    waiting: int
    is_busy: bool = False
    better: date | None = None

    @property
    def total(self) -> int:
        return self.ours + self.others

    @property
    def tone(self) -> str:
        """The tone in which it is told to whoever is about to ask once more."""
        return "warning" if self.total >= MANY or self.is_busy else "info"


def month_of(day: date) -> tuple[date, date]:
    """Return the first day of a month and of the one after."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def meter(actor: Actor, on: date | None = None) -> Meter:
    """Return the meter of an association for the month of a day (default: today); four queries."""
    on = on or timezone.localdate()
    busy = busy_months_of(actor)
    since, until = month_of(on)
    ours = Ask.objects.filter(seat__actor=actor).exclude(state=AskState.WITHDRAWN)
    written = OtherAsk.objects.filter(actor=actor, on__gte=since).values_list("on", flat=True)
    by_month: dict[date, int] = {}
    for day in written:
        by_month[day.replace(day=1)] = by_month.get(day.replace(day=1), 0) + 1
    sent = ours.filter(sent_at__gte=moment(since), sent_at__lt=moment(until)).count()
    others = by_month.get(since, 0)
    better = better_day(on, busy, {**by_month, since: others + sent})
    return Meter(on, sent, others, ours.filter(state=AskState.OPEN).count(), on.month in busy, better)


def better_day(on: date, busy: Collection[int], asked: Mapping[date, int]) -> date | None:
    """Return the first working day of the next month that suits better; None where the month of ``on`` suits.

    ``asked`` counts questions by the first day of their month. A month suits that is not busy and has
    fewer than ``MANY``. None too where no month of the coming year suits.
    """
    month = on.replace(day=1)
    for _number in range(12):
        if month.month not in busy and asked.get(month, 0) < MANY:
            return None if month <= on else _working_day(month)
        month = month_of(month)[1]
    return None


def _working_day(day: date) -> date:
    holidays = calendar()
    while day.weekday() >= 5 or day in holidays or (day.month, day.day) in ((1, 2), (1, 3)):
        day += timedelta(days=1)
    return day


def asked_this_month(actors: Iterable[int]) -> dict[int, int]:
    """Return how often each of these associations was asked this month, by id; two queries for any number."""
    since, until = month_of(timezone.localdate())
    ids = set(actors)
    sent = Ask.objects.filter(seat__actor__in=ids, sent_at__gte=moment(since), sent_at__lt=moment(until))
    sent = sent.exclude(state=AskState.WITHDRAWN).order_by()
    found = dict(sent.values_list("seat__actor").annotate(n=Count("pk")))
    written = OtherAsk.objects.filter(actor__in=ids, on__gte=since, on__lt=until).order_by()
    for actor, count in written.values_list("actor").annotate(n=Count("pk")):
        found[actor] = found.get(actor, 0) + count
    return found


def most_asked(since: date, until: date, limit: int = 50) -> list[tuple[Actor, int, int]]:
    """Return (association, asked by us, asked by others) of a period, the most asked first; three queries."""
    sent = Ask.objects.filter(sent_at__gte=moment(since), sent_at__lt=moment(until), seat__isnull=False)
    sent = sent.exclude(state=AskState.WITHDRAWN)
    ours = dict(sent.order_by().values_list("seat__actor").annotate(n=Count("pk")))
    written = OtherAsk.objects.filter(on__gte=since, on__lt=until)
    others = dict(written.order_by().values_list("actor").annotate(n=Count("pk")))
    ids = sorted({*ours, *others}, key=lambda pk: (-ours.get(pk, 0) - others.get(pk, 0), pk))[:limit]
    actors = Actor.objects.in_bulk(ids)
    return [(actors[pk], ours.get(pk, 0), others.get(pk, 0)) for pk in ids]
