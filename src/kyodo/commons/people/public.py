"""What other rooms may use of people."""

from kyodo.commons.people.actions import add_contact_point, end_consent, give_consent, register_person
from kyodo.commons.people.models import Account, Consent, ContactKind, ContactPoint, Person
from kyodo.commons.people.queries import roles_of
from kyodo.commons.people.roles import ADMINISTRATOR, CENTER_STAFF, CITY_STAFF, COORDINATOR

__all__ = [
    "ADMINISTRATOR",
    "CENTER_STAFF",
    "CITY_STAFF",
    "COORDINATOR",
    "Account",
    "Consent",
    "ContactKind",
    "ContactPoint",
    "Person",
    "add_contact_point",
    "end_consent",
    "give_consent",
    "register_person",
    "roles_of",
]
