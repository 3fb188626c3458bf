"""What other rooms of the center may use of bookings.

``reserve(request=Request(resource, starts_at, ends_at, …), by=…, channel="course")`` takes the cells (a course of the
center: ``is_block=True`` with ``title``, or for a party); ``release(booking=…)`` gives them back to whoever waits;
``move`` takes another period in its place; ``free_resources(starts_at, ends_at, people=…)`` are the rooms that are
free. Errors: ``Taken`` (409), ``Refused``, ``Unusable``.
"""

from kyodo.center.bookings.actions.waiting import cancel as release
from kyodo.center.bookings.actions.writing import move, reserve, reserve_all
from kyodo.center.bookings.errors import Taken
from kyodo.center.bookings.models import Booking, Party, Resource
from kyodo.center.bookings.queries.free import free_resources
from kyodo.center.bookings.requests import Request

__all__ = [
    "Booking",
    "Party",
    "Request",
    "Resource",
    "Taken",
    "free_resources",
    "move",
    "release",
    "reserve",
    "reserve_all",
]
