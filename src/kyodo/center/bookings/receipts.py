"""The receipt number of a booking: its code and a check over its contents, so that no paper can be altered."""

from kyodo.center.bookings.models import Booking
from kyodo.kernel.text.signatures import Signature

_CONTENTS = Signature("kyodo.bookings.receipt", length=8)


def receipt_of(booking: Booking) -> str:
    """Return the receipt number, such as ``HKMWXA-3F0A77C2``. Shown only once the booking is committed."""
    return f"{booking.code}-{_CONTENTS.of(*_said(booking)).upper()}"


def is_receipt_of(typed: str, booking: Booking) -> bool:
    """Say whether a receipt number belongs to this booking as it stands."""
    code, _dash, check = typed.strip().upper().partition("-")
    return code == booking.code and _CONTENTS.fits(check.lower(), *_said(booking))


def _said(booking: Booking) -> tuple[object, ...]:
    return (
        booking.code, booking.resource_id, int(booking.starts_at.timestamp()), int(booking.ends_at.timestamp()),
        booking.party_id, booking.count, int(booking.made_at.timestamp()),
    )  # fmt: skip
