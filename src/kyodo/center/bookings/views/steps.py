"""The steps of booking, and what their views share."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext_lazy

from kyodo.center.bookings.errors import Taken
from kyodo.center.bookings.models import Booking, Resource
from kyodo.center.bookings.queries import resources
from kyodo.center.bookings.queries.bookings import with_parts
from kyodo.center.bookings.queries.free import alternatives
from kyodo.commons.people.public import Person
from kyodo.kernel.permissions import Asked, Who, find_or_404

STEPS = (
    pgettext_lazy("booking step", "Choose the time"),
    pgettext_lazy("booking step", "For whom and what for"),
    pgettext_lazy("booking step", "Check and confirm"),
    pgettext_lazy("booking step", "Receipt"),
)


def bookable(request: Asked, slug: str) -> Resource:
    """Return a resource that is booked by hours, or 404."""
    found: QuerySet[Resource] = resources.whole().filter(is_bookable=True)
    return find_or_404(found, resources.may_see, request.who, slug=slug)


def bookings() -> QuerySet[Booking]:
    """Return bookings with what their page shows (fetch by rule)."""
    return with_parts(Booking.objects.all())


def person_of(who: Who) -> Person | None:
    """Return the person who is signed in."""
    return Person.objects.filter(pk=who.pk).first() if who.pk else None


def taken(request: HttpRequest, told: Taken, people: int | None = None, **more: Any) -> HttpResponse:
    """Say kindly that somebody was faster, with what else is free: status 409."""
    context = {
        "told": told, "others": alternatives(told.resource, told.starts_at, told.ends_at, people),
        "resource": told.resource, **more,
    }  # fmt: skip
    return render(request, "bookings/taken.html", context, status=409)
