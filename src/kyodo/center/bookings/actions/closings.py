"""The day's closing: cash is counted by one person and again by another, against the ledger."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kyodo.center.bookings.actions import numbered
from kyodo.center.bookings.models import Closing, VisitCount
from kyodo.center.bookings.queries import money as queries
from kyodo.center.bookings.states import CLOSING, ClosingState, Method
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Facility
from kyodo.kernel.audit.record import record
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.permissions import Who

#: Notes and coins, in yen.
MONEY = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1)


def worth(counted: Mapping[str, int]) -> int:
    """Return the worth of counted notes and coins."""
    return sum(int(coin) * number for coin, number in counted.items())


@transaction.atomic
def count_day(
    *, facility: Facility, day: date, counted: Mapping[int, int], float_yen: int, reason: str, by: Who, person: Person,
    channel: str,
) -> Closing:  # fmt: skip
    """Count a day's cash. From then on what is paid belongs to the next day's book.

    Until a second person checked it, it can be counted again. Raises ``Unusable`` for a difference without a reason,
    ``Conflict`` when it was checked.
    """
    numbered.hold(f"cash:{facility.pk}")
    sheet = {str(coin): number for coin, number in counted.items() if number}
    ledger = queries.taken_in(queries.of_book_day(facility, day), Method.CASH)
    found = Closing.objects.select_for_update().filter(facility=facility, day=day).first()
    if found is not None and found.state == ClosingState.CHECKED:
        raise Conflict(_("This day was closed by two people. It cannot be counted again."))
    closing = found or Closing(facility=facility, day=day)
    closing.counted, closing.counted_yen, closing.float_yen = sheet, worth(sheet), float_yen
    closing.ledger_yen, closing.reason, closing.counted_by = ledger, reason.strip()[:300], person
    if closing.difference and not closing.reason:
        words = {"difference": f"{closing.difference:+,}"}
        raise Unusable(_("The cash differs by %(difference)s yen. Please count again, or write the reason.") % words)
    closing.save()
    record(verb="count_day", thing=closing, by=by, channel=channel, facts={"difference": closing.difference})
    return closing


@transaction.atomic
def check_closing(*, closing: Closing, by: Who, person: Person, channel: str) -> Closing:
    """Check a closing as the second person. Raises ``Conflict`` for the one who counted, and when it was checked."""
    if closing.counted_by_id == person.pk:
        raise Conflict(_("A second person must check what you counted. Please ask a colleague."))
    return CLOSING.move(closing, "check_closing", by=by, channel=channel, checked_by=person)


@transaction.atomic
def note_visits(*, facility: Facility, day: date, where: str, people: int, by: Who, channel: str) -> VisitCount:
    """Write down how many people came on a day; the same day and part again replaces the number."""
    VisitCount.objects.bulk_create(
        [VisitCount(facility=facility, day=day, where=where, people=people)],
        update_conflicts=True, unique_fields=["facility", "day", "where"], update_fields=["people", "changed_at"],
    )  # fmt: skip
    noted = VisitCount.objects.get(facility=facility, day=day, where=where)
    record(verb="note_visits", thing=noted, by=by, channel=channel, facts={"people": people})
    return noted
