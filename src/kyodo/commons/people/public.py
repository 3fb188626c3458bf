"""What other rooms may use of people."""

from kyodo.commons.people.actions import (
    connect_line,
    disconnect_line,
    end_consent,
    give_consent,
    offer_connecting,
    register_person,
    use_connect_code,
)
from kyodo.commons.people.models import Account, Consent, ContactKind, ContactPoint, Person
from kyodo.commons.people.queries import roles_of

__all__ = [
    "Account",
    "Consent",
    "ContactKind",
    "ContactPoint",
    "Person",
    "connect_line",
    "disconnect_line",
    "end_consent",
    "give_consent",
    "offer_connecting",
    "register_person",
    "roles_of",
    "use_connect_code",
]
