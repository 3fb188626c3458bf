"""What the center lends, to whom, and the cells that are taken."""

from kyodo.center.bookings.models.bookings import Booking, Extra, Series, Wait
from kyodo.center.bookings.models.cells import Cell, YearCell
from kyodo.center.bookings.models.lottery import Entry, Likeness, Round, SourceKind, Wish
from kyodo.center.bookings.models.money import (
    Closing,
    CommonReduction,
    Fee,
    Paper,
    Posting,
    Reduction,
    Serial,
    VisitCount,
)
from kyodo.center.bookings.models.payments import OnlinePayment
from kyodo.center.bookings.models.resources import Conditions, PostedNotice, Resource, Unit
from kyodo.center.bookings.models.users import Party, PartyMember

__all__ = [
    "Booking",
    "Cell",
    "Closing",
    "CommonReduction",
    "Conditions",
    "Entry",
    "Extra",
    "Fee",
    "Likeness",
    "OnlinePayment",
    "Paper",
    "Party",
    "PartyMember",
    "PostedNotice",
    "Posting",
    "Reduction",
    "Resource",
    "Round",
    "Serial",
    "Series",
    "SourceKind",
    "Unit",
    "VisitCount",
    "Wait",
    "Wish",
    "YearCell",
]
