"""What the center lends, to whom, and the cells that are taken."""

from kyodo.center.bookings.models.bookings import Booking, Extra, Series, Wait
from kyodo.center.bookings.models.cells import Cell, YearCell
from kyodo.center.bookings.models.resources import Conditions, PostedNotice, Resource, Unit
from kyodo.center.bookings.models.users import Party, PartyMember

__all__ = [
    "Booking",
    "Cell",
    "Conditions",
    "Extra",
    "Party",
    "PartyMember",
    "PostedNotice",
    "Resource",
    "Series",
    "Unit",
    "Wait",
    "YearCell",
]
