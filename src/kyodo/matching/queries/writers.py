"""What is known already of whoever writes an offer, so that nobody types it twice."""

from typing import Any

from kyodo.commons.actors.public import seats_of
from kyodo.commons.people.public import ContactKind, Person
from kyodo.kernel.permissions import Who
from kyodo.matching.models import Offer
from kyodo.matching.queries.contacts import passes_contact


def writer_of(who: Who, offer: Offer) -> dict[str, Any]:
    """Return the first values of the form that asks who offers; a few queries."""
    person = offer.person or (Person.objects.filter(pk=who.pk).first() if who.pk else None)
    seat = next(iter(seats_of(person)), None) if person and not (offer.actor or offer.body) else None
    actor = offer.actor or (seat.actor if seat else None)
    points = list(person.contact_points.order_by("-is_preferred", "pk")) if person else []
    return {
        "body": offer.body or (actor.name if actor else ""),
        "kind": offer.kind or (actor.kind if actor else ""),
        "name": person.name if person else "",
        "mail": next((point.value for point in points if point.kind == ContactKind.MAIL), ""),
        "phone": next((point.value for point in points if point.kind == ContactKind.PHONE), ""),
        "passes_contact": passes_contact(offer) if offer.person else False,
        "may_show": offer.may_show,
        "may_name": offer.may_name,
    }
