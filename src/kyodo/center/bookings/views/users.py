"""Registration, once: who somebody is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kyodo.center.bookings.actions.users import ask_registration
from kyodo.center.bookings.forms.users import RegistrationForm
from kyodo.center.bookings.views.steps import person_of
from kyodo.commons.actors.public import Actor, seats_of
from kyodo.commons.people.public import Person
from kyodo.kernel.errors import Conflict
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, open_to, signed_in


@open_to(signed_in)
@never_cache
@require_http_methods(["GET", "POST"])
@once
def register(request: Asked) -> HttpResponse:
    """Ask who somebody is and keep the papers once; then go on where they came from."""
    person = person_of(request.who)
    actors = _actors_of(person)
    form = RegistrationForm(request.POST or None, request.FILES or None, actors)
    if request.method == "POST" and form.is_valid():
        try:
            words = form.keywords(person.name if person else "")
            ask_registration(by=request.who, channel="web", contact=person, **words)
            messages.success(request, _("You are registered. We look at your papers in a few days; you can book now."))
            return redirect(_next(request))
        except Conflict as told:
            form.add_error(None, str(told.message))
    context = {"form": form, "actors": actors, "next": _next(request)}
    return render(request, "bookings/register.html", context, status=422 if form.errors else 200)


def _next(request: Asked) -> str:
    """Return where somebody came from, when that is a page of ours."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("bookings:my")


def _actors_of(person: Person | None) -> list[Actor]:
    """Return the organizations of which somebody holds a seat today, each once."""
    return list({seat.actor_id: seat.actor for seat in seats_of(person)}.values()) if person else []
