"""Whether the conditions let a request in: pure functions with a reason in words for each no.

A reason says what to do next. Cells are not looked at here: those the database knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from kyodo.center.bookings.models import Conditions, Party, Resource
from kyodo.center.bookings.quarters import is_on_quarter
from kyodo.center.bookings.states import NOT_IN_FORCE, PartyState
from kyodo.kernel.clock.now import in_tokyo, moment
from kyodo.kernel.clock.schedule import Day, Schedule, day
from kyodo.kernel.clock.words import date_text, time_text
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import YES, Answer, no

MIDNIGHT = time.min
#: A day ends with the last minute of the clock; a booking may go on until then.
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """What the conditions are asked about, with how many bookings the party has in that month already."""

    resource: Resource
    starts_at: datetime
    ends_at: datetime
    party: Party | None
    people: int | None
    layout: str
    in_month: int


def check_period(resource: Resource, starts_at: datetime, ends_at: datetime) -> None:
    """Raise ``Unusable`` unless this is a period at all: forward, on quarter-hours, within one day of Tokyo."""
    if resource.is_yearly:
        return
    if ends_at <= starts_at:
        raise Unusable(_("The end is before the beginning. Please write the times again."))
    if not (is_on_quarter(starts_at) and is_on_quarter(ends_at)):
        raise Unusable(_("Rooms are booked by quarter-hours. Please choose times such as 9:00, 9:15 or 9:30."))
    if ends_at > moment(in_tokyo(starts_at).date() + DAY):
        raise Unusable(_("A booking is for one day. Please book each day for itself."))


def admitted(asked: Asked, schedule: Schedule, now: datetime) -> Answer:
    """Return whether all conditions are met; of several reasons the first."""
    return next(_reasons(asked, schedule, now), YES)


def _reasons(asked: Asked, schedule: Schedule, now: datetime) -> Iterator[Answer]:
    resource, conditions = asked.resource, asked.resource.conditions
    if not resource.is_bookable or not resource.is_public:
        yield no(_("This is not for booking. Please ask at the counter."))
    if asked.starts_at <= now and not resource.is_yearly:
        yield no(_("This time has begun already. Please choose a later one."))
    if conditions is not None:
        yield from _in_time(resource, conditions, asked.starts_at, now)
        yield from _of_party(asked, conditions)
    if not resource.is_yearly:
        yield from _of_day(asked, day(schedule, in_tokyo(asked.starts_at).date()))
        yield from _of_length(asked)
    yield from _of_people(asked)


def opens_at(conditions: Conditions, starts_at: datetime) -> datetime:
    """Return the moment from which a day can be booked: so many months before, on the first day at an hour."""
    day = in_tokyo(starts_at)
    year, month = divmod(day.year * 12 + day.month - 1 - conditions.opens_months, 12)
    return moment(date(year, month + 1, 1), time(conditions.opens_at_hour))


def _in_time(resource: Resource, conditions: Conditions, starts_at: datetime, now: datetime) -> Iterator[Answer]:
    opening = opens_at(conditions, starts_at)
    if now < opening:
        words = {"day": date_text(in_tokyo(opening).date()), "hour": time_text(in_tokyo(opening).time())}
        yield no(_("Booking for this day opens on %(day)s at %(hour)s. Please come again then.") % words)
    if conditions.closes_days and not resource.is_yearly:
        # Until the end of the day so many days before, by Tokyo's clock: half-open.
        last = in_tokyo(starts_at).date() - conditions.closes_days * DAY
        if now >= moment(last + DAY):
            yield no(_("Booking for this day closed on %(day)s. Please call the counter.") % {"day": date_text(last)})


def _of_party(asked: Asked, conditions: Conditions) -> Iterator[Answer]:
    party = asked.party
    if party is None:
        return
    if party.state in NOT_IN_FORCE:
        yield no(_("This registration is not in force. Please call the counter."))
    if conditions.needs_registration and party.state != PartyState.REGISTERED:
        yield no(_("This can be booked once your registration is finished. We look at your papers in a few days."))
    if party.valid_until and in_tokyo(asked.starts_at).date() > party.valid_until:
        yield no(
            _("Your registration is valid until %(day)s. Please renew it at the counter.")
            % {"day": date_text(party.valid_until)}
        )
    if party.user_kind not in conditions.user_kinds:
        yield no(_("This cannot be used for your kind of use. Please ask at the counter what suits you."))
    if conditions.most_per_month is not None and asked.in_month >= conditions.most_per_month:
        yield no(
            _("You have booked %(count)s times in this month, which is the most. Please choose another month.")
            % {"count": asked.in_month}
        )


def _of_day(asked: Asked, here: Day) -> Iterator[Answer]:
    if here.is_open is False:
        words = {"day": date_text(here.date), "reason": here.reason}
        yield no(_("%(day)s is a closed day (%(reason)s). Please choose another day.") % words)
        return
    if not here.spans:
        words = {"day": date_text(here.date)}
        yield no(_("The opening hours of %(day)s are not known yet. Please call the counter.") % words)
        return
    begins, ends = (in_tokyo(moment_).time() for moment_ in (asked.starts_at, asked.ends_at))
    inside = any(span.opens_at <= begins and MIDNIGHT < ends <= span.closes_at for span in here.spans)
    if not inside:
        hours = "、".join(f"{time_text(span.opens_at)}～{time_text(span.closes_at)}" for span in here.spans)
        yield no(
            _("On %(day)s the house is open %(hours)s. Please choose a time within these hours.")
            % {"day": date_text(here.date), "hours": hours}
        )


def _of_length(asked: Asked) -> Iterator[Answer]:
    resource = asked.resource
    if resource.slots:
        begins, ends = f"{in_tokyo(asked.starts_at):%H:%M}", f"{in_tokyo(asked.ends_at):%H:%M}"
        fits = begins in {slot[0] for slot in resource.slots} and ends in {slot[1] for slot in resource.slots}
        if not fits:
            slots = "、".join(f"{slot[0]}～{slot[1]}" for slot in resource.slots)
            yield no(_("This is booked by slots: %(slots)s. Please choose from these.") % {"slots": slots})
        return
    quarters = (asked.ends_at - asked.starts_at) // timedelta(minutes=15)
    if quarters < resource.shortest:
        yield no(_("Please book at least %(minutes)s minutes.") % {"minutes": resource.shortest * 15})
    if quarters > resource.longest:
        yield no(_("Please book %(minutes)s minutes at the most.") % {"minutes": resource.longest * 15})


def _of_people(asked: Asked) -> Iterator[Answer]:
    resource, people = asked.resource, asked.people or 0
    chosen = next((layout for layout in resource.layouts if layout.get("key") == asked.layout), None)
    most = (chosen or {}).get("capacity") or resource.capacity
    if most is not None and people > most and resource.is_room:
        yield no(
            _("%(name)s has room for %(most)s people. Please choose a larger room.")
            % {"name": resource.name, "most": most}
        )


def first_of_month(starts_at: datetime) -> tuple[datetime, datetime]:
    """Return the month of Tokyo that holds a moment, half-open."""
    first = in_tokyo(starts_at).date().replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return moment(first), moment(after)
