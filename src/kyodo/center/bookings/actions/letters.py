"""What the counter writes by itself: the acknowledgement of a booking, and the offer to whoever waited."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from kyodo.center.bookings.models import Booking, Wait
from kyodo.center.bookings.receipts import receipt_of
from kyodo.commons.people.public import ContactKind, Person
from kyodo.kernel.notices.actions import send

BOOKED, OFFERED, CANCELLED = "bookings.booked", "bookings.offered", "bookings.cancelled"


def tell_booked(bookings: Sequence[Booking]) -> None:
    """Write the acknowledgement of bookings that were made together, with their receipt numbers."""
    first = bookings[0]
    lines = [(booking, receipt_of(booking)) for booking in bookings]
    _tell(first, BOOKED, f"booking:{first.pk}:booked", "booked", {"booking": first, "lines": lines})


def tell_cancelled(booking: Booking) -> None:
    """Write that a booking was cancelled, with the counter's reason where it has one."""
    _tell(booking, CANCELLED, f"booking:{booking.pk}:cancelled", "cancelled", {"booking": booking})


def tell_offered(wait: Wait, booking: Booking) -> None:
    """Write to somebody who waited that the room is held for them, and until when."""
    _tell(booking, OFFERED, f"wait:{wait.pk}:offered", "offered", {"booking": booking, "wait": wait})


def _tell(booking: Booking, kind: str, key: str, name: str, context: dict[str, Any]) -> None:
    person = booking.person or (booking.party.contact if booking.party else None)
    point = _mail_of(person) if person and not booking.is_demo else ""
    if not person or not point:
        return
    send(
        key=key, kind=kind, recipient=f"person:{person.pk}", address=point, template=f"bookings/notices/{name}.txt",
        about=booking, context={**context, "url": settings.SITE_URL + booking.get_absolute_url()},
    )  # fmt: skip


def _mail_of(person: Person) -> str:
    points = person.contact_points.filter(kind=ContactKind.MAIL).order_by("-is_preferred", "-pk")
    return points.values_list("value", flat=True).first() or ""
