"""Who stands behind a need or an offer that came by a form or by phone; and forgetting them again."""

from kyodo.commons.actors.public import Holding
from kyodo.commons.people.public import (
    Account,
    ContactKind,
    Person,
    add_contact_point,
    change_person,
    end_consent,
    erase_person,
    give_consent,
    register_person,
    remove_contact_point,
)
from kyodo.kernel.permissions import Who
from kyodo.matching.models import Need, Offer, Side

#: What somebody agrees to: that their contact passes to the other side once both said yes.
INTRODUCTION = "introduction"


def register_writer(*, name: str, mail: str, phone: str, passes_contact: bool, by: Who, channel: str) -> Person:
    """Register whoever wrote a form, with how to reach them; whoever is signed in stays the same person."""
    known = Person.objects.filter(pk=by.pk).first() if by.pk else None
    person = known or register_person(name=name, by=by, channel=channel)
    contacts = {"mail": mail, "phone": phone}
    keep_contacts(person=person, name=name, passes_contact=passes_contact, by=by, channel=channel, **contacts)
    return person


def keep_contacts(
    *, person: Person, name: str, mail: str, phone: str, passes_contact: bool, by: Who, channel: str
) -> None:
    """Write down how a person is reached, and whether that may be passed on.

    Somebody whom the house knows by this form alone is called and reached as it says; what is known of
    anybody else stays, and only what is new is added.
    """
    knows_by_form = not Account.objects.filter(person=person).exists()
    if knows_by_form:
        change_person(person=person, name=name, by=by, channel=channel)
    for kind, value in ((ContactKind.MAIL, mail), (ContactKind.PHONE, phone)):
        if knows_by_form:
            for former in person.contact_points.filter(kind=kind).exclude(value=value):
                remove_contact_point(point=former, by=by, channel=channel)
        if value and not person.contact_points.filter(kind=kind, value=value).exists():
            add_contact_point(person=person, kind=kind, value=value, by=by, channel=channel)
    keep = give_consent if passes_contact else end_consent
    keep(person=person, purpose=INTRODUCTION, by=by, channel=channel)


def forget_writer(*, person: Person | None, by: Who, channel: str) -> None:
    """Erase somebody whom the house knows by a form alone and nothing else needs any more."""
    if person is None or person.erased_at is not None or _is_needed(person):
        return
    erase_person(person=person, by=by, channel=channel)


def _is_needed(person: Person) -> bool:
    return any(
        found.exists()
        for found in (
            Account.objects.filter(person=person),
            Holding.objects.filter(person=person),
            Need.objects.filter(person=person),
            Offer.objects.filter(person=person),
            Side.objects.filter(person=person, answer="waiting"),
        )
    )
