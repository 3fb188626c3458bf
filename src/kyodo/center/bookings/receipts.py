"""The receipt number of a booking: its code and a check over its contents, so that no paper can be altered."""

from django.utils.crypto import constant_time_compare, salted_hmac

from kyodo.center.bookings.models import Booking

_SALT = "kyodo.bookings.receipt"
_LENGTH = 8


def receipt_of(booking: Booking) -> str:
    """Return the receipt number, such as ``HKMWXA-3F0A77C2``. Shown only once the booking is committed."""
    return f"{booking.code}-{_mac(booking)}"


def is_receipt_of(typed: str, booking: Booking) -> bool:
    """Say whether a receipt number belongs to this booking as it stands."""
    return constant_time_compare(typed.strip().upper(), receipt_of(booking))


def _mac(booking: Booking) -> str:
    said = (
        booking.code, booking.resource_id, int(booking.starts_at.timestamp()), int(booking.ends_at.timestamp()),
        booking.party_id, booking.count, int(booking.made_at.timestamp()),
    )  # fmt: skip
    return salted_hmac(_SALT, "|".join(map(str, said)), algorithm="sha256").hexdigest()[:_LENGTH].upper()
