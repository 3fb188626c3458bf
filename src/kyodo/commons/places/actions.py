"""Writes about places: a day closed or open after all, each in one transaction with its audit row."""

from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from kyodo.commons.places.models import Facility, HoursException
from kyodo.commons.places.rules import MAY
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who, require


def close_day(*, facility: Facility, on: date, reason: str, by: Who, channel: str) -> HoursException:
    """Close a place on one date, whatever its rules say; an exception of that date is replaced.

    Raises ``Refused`` unless ``by`` is staff, ``Unusable`` without a reason: it is what
    people at the door will read.
    """
    require(MAY, "close_day", by, facility)
    return _keep(facility, on, reason, "close_day", by, channel)


def open_day(
    *,
    facility: Facility,
    on: date,
    by: Who,
    channel: str,
    reason: str = "",
    opens_at: time | None = None,
    closes_at: time | None = None,
) -> HoursException:
    """Open a place on one date, whatever its rules say; an exception of that date is replaced.

    Without times the usual hours of the day hold. Raises ``Refused`` unless ``by`` is
    staff, ``Unusable`` when one time is missing or they do not follow each other.
    """
    require(MAY, "open_day", by, facility)
    if (opens_at is None) != (closes_at is None):
        raise Unusable(_("Please give both times, when it opens and when it closes."))
    if opens_at and closes_at and closes_at <= opens_at:
        raise Unusable(_("The closing time must be later than the opening time."))
    hours = {"opens_at": opens_at, "closes_at": closes_at}
    return _keep(facility, on, reason or _("open after all"), "open_day", by, channel, is_open=True, **hours)


@transaction.atomic
def remove_exception(*, facility: Facility, on: date, by: Who, channel: str) -> None:
    """Let the rules hold again on a date. Raises ``Refused`` unless staff, ``Conflict`` when nothing is there."""
    require(MAY, "remove_exception", by, facility)
    removed, _kinds = HoursException.objects.filter(facility=facility, date=on).delete()
    if not removed:
        raise Conflict(_("There is no exception on this day any more. Please open the page again."))
    record(verb="remove_exception", thing=facility, by=by, channel=channel, facts={"date": on.isoformat()})


@transaction.atomic
def _keep(
    facility: Facility,
    on: date,
    reason: str,
    verb: str,
    by: Who,
    channel: str,
    *,
    is_open: bool = False,
    opens_at: time | None = None,
    closes_at: time | None = None,
) -> HoursException:
    if not reason.strip():
        raise Unusable(_("Please write the reason; it is shown to visitors."))
    values = {"is_open": is_open, "opens_at": opens_at, "closes_at": closes_at, "reason": reason.strip()}
    exception, _made = HoursException.objects.update_or_create(facility=facility, date=on, defaults=values)
    record(verb=verb, thing=facility, by=by, channel=channel, facts={"date": on.isoformat()})
    return exception
