"""A series: dates that somebody saw and chose, booked together."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from kyodo.center.bookings.actions.writing import reserve_all
from kyodo.center.bookings.models import Booking, Series
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.steps import letters
from kyodo.center.bookings.steps.planning import MOST
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Who
from kyodo.kernel.text.letters import with_new_code


@transaction.atomic
def reserve_series(
    *, requests: Sequence[Request], repeat: str, by: Who, channel: str, exception_reason: str = ""
) -> list[Booking]:
    """Book the dates of a series that somebody saw and chose, all or none.

    Raises as ``reserve``: ``Taken`` names the date that somebody took meanwhile.
    """
    if not requests:
        raise Unusable(_("No date of this series can be booked. Please choose other days or another room."))
    series = with_new_code(lambda: Series.objects.create(repeat=repeat))
    made = reserve_all(
        requests=[replace(request, series=series) for request in requests[:MOST]],
        by=by, channel=channel, exception_reason=exception_reason,
    )  # fmt: skip
    letters.tell_booked(made)
    return made
