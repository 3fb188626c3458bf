"""The lives of the rooms, one file a noun's, and the fixed words about them."""

from kyodo.center.bookings.states.bookings import (
    BOOKING,
    COUNTED,
    NOT_IN_FORCE,
    PARTY,
    TAKING,
    WAIT,
    BookingState,
    PartyState,
    WaitState,
)
from kyodo.center.bookings.states.lottery import ENTRY, ROUND, EntryState, RoundState
from kyodo.center.bookings.states.money import CLOSING, ONLINE, ClosingState, Method, OnlineState, PostingKind
from kyodo.center.bookings.states.words import ROOMS, YEARLY, Channel, PartyKind, Purpose, ResourceKind, UserKind

__all__ = [
    "BOOKING",
    "CLOSING",
    "COUNTED",
    "ENTRY",
    "NOT_IN_FORCE",
    "ONLINE",
    "PARTY",
    "ROOMS",
    "ROUND",
    "TAKING",
    "WAIT",
    "YEARLY",
    "BookingState",
    "Channel",
    "ClosingState",
    "EntryState",
    "Method",
    "OnlineState",
    "PartyKind",
    "PartyState",
    "PostingKind",
    "Purpose",
    "ResourceKind",
    "RoundState",
    "UserKind",
    "WaitState",
]
