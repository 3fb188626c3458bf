"""What other rooms may use of people."""

from kyodo.commons.people.actions import (
    add_contact_point,
    change_person,
    end_consent,
    erase_person,
    give_consent,
    register_person,
    remove_contact_point,
)
from kyodo.commons.people.models import Account, Consent, ContactKind, ContactPoint, Person
from kyodo.commons.people.queries import roles_of

__all__ = [
    "Account",
    "Consent",
    "ContactKind",
    "ContactPoint",
    "Person",
    "add_contact_point",
    "change_person",
    "end_consent",
    "erase_person",
    "give_consent",
    "register_person",
    "remove_contact_point",
    "roles_of",
]
