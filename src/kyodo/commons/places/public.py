"""What other rooms may use of places.

Lists: ``public_facilities()`` (ward, hours and exceptions fetched: three queries for any
number), ``facility_page()`` for one place's page, ``wards()``, ``desks()``.

Days: ``open_now(facility, when=None)`` and ``states_of(facilities, when=None)`` give a
``State`` (``is_open`` True/False/None, ``text`` one sentence, ``today``, ``closes_at``,
``opens_next``); ``hours(facility, start, end)`` with ``end`` not included, ``week_of(facility,
on=None)`` and ``next_closed_days(facility, start=None, count=5)`` give ``HoursOfDay``
(``date``, ``open``, ``opens_at``, ``closes_at``, ``reason``, ``holiday``, ``spans``).
``closures_text(facility)`` says the closed days in words. ``closures_calendar(facility)``
is the iCalendar file (bytes) of a year of closed days.

Rules: ``MAY`` (verbs ``view``, ``close_day``, ``open_day``, ``remove_exception``) and
``may_view(who, facility)`` for ``find_or_404``.
"""

from kyodo.commons.places.actions import close_day, open_day, remove_exception
from kyodo.commons.places.city import Contact, frame_city
from kyodo.commons.places.ical import closures_calendar
from kyodo.commons.places.models import (
    City,
    Desk,
    District,
    Facility,
    FacilityKind,
    HoursException,
    OpeningHours,
    Space,
    Ward,
)
from kyodo.commons.places.queries import (
    HoursOfDay,
    closures_text,
    desks,
    facility_page,
    hours,
    next_closed_days,
    open_now,
    public_facilities,
    schedule_of,
    schedules_of,
    states_of,
    wards,
    week_of,
    with_hours,
)
from kyodo.commons.places.rules import MAY, may_view

__all__ = [
    "MAY",
    "City",
    "Contact",
    "Desk",
    "District",
    "Facility",
    "FacilityKind",
    "HoursException",
    "HoursOfDay",
    "OpeningHours",
    "Space",
    "Ward",
    "close_day",
    "closures_calendar",
    "closures_text",
    "desks",
    "facility_page",
    "frame_city",
    "hours",
    "may_view",
    "next_closed_days",
    "open_day",
    "open_now",
    "public_facilities",
    "remove_exception",
    "schedule_of",
    "schedules_of",
    "states_of",
    "wards",
    "week_of",
    "with_hours",
]
