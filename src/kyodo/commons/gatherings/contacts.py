"""How whoever signs up is reached."""

from dataclasses import dataclass

from kyodo.commons.people.public import ContactKind, Person, add_contact_point, register_person
from kyodo.kernel.permissions import Who


@dataclass(frozen=True)
class Contact:
    """Who is reached about a registration. ``person``: somebody whom the house knows already."""

    name: str
    reading: str = ""
    mail: str = ""
    phone: str = ""
    person: Person | None = None
    is_demo: bool = False


def keep_contact(contact: Contact, by: Who, channel: str) -> tuple[Person, bool]:
    """Return the person of a contact, and whether the house knows them by this form alone.

    Somebody who is known keeps what is known; only new ways to reach them are added.
    """
    person = contact.person or register_person(
        name=contact.name, name_reading=contact.reading, is_demo=contact.is_demo, by=by, channel=channel
    )
    for kind, value in ((ContactKind.MAIL, contact.mail), (ContactKind.PHONE, contact.phone)):
        if value and not person.contact_points.filter(kind=kind, value=value).exists():
            add_contact_point(person=person, kind=kind, value=value, by=by, channel=channel)
    return person, contact.person is None
