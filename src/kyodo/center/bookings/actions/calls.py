"""A booking for somebody on the phone: who is new is registered in the same step."""

from django.db import transaction

from kyodo.center.bookings.actions import letters
from kyodo.center.bookings.actions.users import ask_registration
from kyodo.center.bookings.actions.writing import reserve
from kyodo.center.bookings.models import Booking, Party
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.states import PartyKind
from kyodo.commons.people.public import ContactKind, add_contact_point, register_person
from kyodo.kernel.permissions import Who


@transaction.atomic
def book_by_phone(
    *, request: Request, who: str, phone: str, channel: str, by: Who, exception_reason: str = ""
) -> Booking:
    """Book for a party, or for somebody new by their name and phone number. Raises as ``reserve``."""
    if request.party is None:
        person = register_person(name=who, by=by, channel=channel)
        add_contact_point(person=person, kind=ContactKind.PHONE, value=phone, by=by, channel=channel)
        party = ask_registration(kind=PartyKind.PERSON, name=who, contact=person, by=by, channel=channel)
        request = _for(request, party)
    booking = reserve(request=request, by=by, channel=channel, exception_reason=exception_reason)
    letters.tell_booked([booking])
    return booking


def _for(request: Request, party: Party) -> Request:
    return type(request)(**{**vars(request), "party": party, "person": party.contact})
