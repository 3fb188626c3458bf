"""How to reach whoever told a need or wrote an offer: for the desk alone."""

from kyodo.commons.actors.public import holder_of
from kyodo.commons.people.public import Consent, ContactPoint, Person
from kyodo.matching.models import Need, Offer


def person_of(thing: Need | Offer) -> Person | None:
    """Return who answers for something today: the person who wrote it, else the holder of its seat."""
    return thing.person or (holder_of(thing.seat) if thing.seat else None)


def contacts_of(thing: Need | Offer) -> list[tuple[str, str]]:
    """Return the name and the ways to reach whoever answers for something; two or three queries."""
    person = person_of(thing)
    if person is None or person.erased_at is not None:
        return []
    points = ContactPoint.objects.filter(person=person).order_by("-is_preferred", "pk")
    return [("", person.name), *((str(point.get_kind_display()), point.value) for point in points)]


def passes_contact(thing: Need | Offer) -> bool:
    """Say whether their contact may be passed on once they said yes."""
    person = person_of(thing)
    agreed = Consent.objects.filter(person=person, purpose="introduction", until=None)
    return person is not None and agreed.exists()
