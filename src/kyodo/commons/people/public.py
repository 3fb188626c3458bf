"""What other rooms may use of people."""

from kyodo.commons.people.actions import add_contact_point, end_consent, give_consent, register_person
from kyodo.commons.people.models import Account, Consent, ContactKind, ContactPoint, Person
from kyodo.commons.people.queries import mail_of, roles_of

__all__ = [
    "Account",
    "Consent",
    "ContactKind",
    "ContactPoint",
    "Person",
    "add_contact_point",
    "end_consent",
    "give_consent",
    "mail_of",
    "register_person",
    "roles_of",
]
