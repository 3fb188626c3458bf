"""What other rooms may use of people."""

from kyodo.commons.people.actions import (
    add_contact_point,
    change_person,
    connect_line,
    disconnect_line,
    end_consent,
    erase_person,
    give_consent,
    offer_connecting,
    register_person,
    remove_contact_point,
    use_connect_code,
)
from kyodo.commons.people.models import Account, Consent, ContactKind, ContactPoint, Person
from kyodo.commons.people.queries import mail_of, person_by_sign_in, roles_of
from kyodo.commons.people.roles import ADMINISTRATOR, CENTER_STAFF, CITY_STAFF, COORDINATOR, EDITOR, MODERATOR
from kyodo.commons.people.sessions import along, said_along

__all__ = [
    "ADMINISTRATOR",
    "CENTER_STAFF",
    "CITY_STAFF",
    "COORDINATOR",
    "EDITOR",
    "MODERATOR",
    "Account",
    "Consent",
    "ContactKind",
    "ContactPoint",
    "Person",
    "add_contact_point",
    "along",
    "change_person",
    "connect_line",
    "disconnect_line",
    "end_consent",
    "erase_person",
    "give_consent",
    "mail_of",
    "offer_connecting",
    "person_by_sign_in",
    "register_person",
    "remove_contact_point",
    "roles_of",
    "said_along",
    "use_connect_code",
]
