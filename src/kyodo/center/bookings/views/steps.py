"""The steps of booking, and what their views share."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.errors import Taken
from kyodo.center.bookings.forms.bookings import carried
from kyodo.center.bookings.models import Booking
from kyodo.center.bookings.queries import resources
from kyodo.center.bookings.queries.bookings import with_parts
from kyodo.center.bookings.queries.free import alternatives
from kyodo.center.bookings.terms import Terms, terms_of
from kyodo.commons.people.public import Person
from kyodo.kernel.permissions import Asked, Who

STEPS = (
    pgettext_lazy("booking step", "Choose the time"),
    pgettext_lazy("booking step", "For whom and what for"),
    pgettext_lazy("booking step", "Check and confirm"),
    pgettext_lazy("booking step", "Receipt"),
)


def bookable(request: Asked, slug: str) -> Terms:
    """Return a resource that is booked, with its terms, from memory; or 404. Called before anything is written."""
    known = getattr(request.session, "data_version", None) if request.who.is_known else None
    terms = terms_of(slug, known)
    if terms is None or not terms.resource.is_bookable or not resources.may_see(request.who, terms.resource):
        raise Http404
    return terms


def bookings() -> QuerySet[Booking]:
    """Return bookings with what their page shows (fetch by rule)."""
    return with_parts(Booking.objects.all())


def person_of(who: Who) -> Person | None:
    """Return the person who is signed in; the account was read with it."""
    person = getattr(who, "person", None)
    return person if isinstance(person, Person) else None


def taken(request: HttpRequest, told: Taken, people: int | None = None, **more: Any) -> HttpResponse:
    """Say kindly that somebody was faster, with what else is free: status 409."""
    kept = carried(request.POST).items()
    context = {
        "told": told, "others": alternatives(told.resource, told.starts_at, told.ends_at, people),
        "resource": told.resource, "kept": "".join(f"&{urlencode({name: value})}" for name, value in kept), **more,
    }  # fmt: skip
    return render(request, "bookings/taken.html", context, status=409)
