"""Registration, once: who somebody is, and who books for a group."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions.users import add_member, ask_registration, end_member
from kyodo.center.bookings.forms.users import MemberForm, RegistrationForm
from kyodo.center.bookings.models import Party
from kyodo.center.bookings.queries import bookings as queries
from kyodo.center.bookings.views.steps import person_of
from kyodo.commons.actors.public import Actor, seats_of
from kyodo.commons.people.public import Person
from kyodo.kernel.errors import Conflict
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require, signed_in

_MAY_BOOK = gettext_lazy("They can book for the group from now on.")
_MAY_ALREADY = gettext_lazy("They could book for the group already. Nothing was changed.")


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def register(request: Asked) -> HttpResponse:
    """Ask who somebody is and keep the papers once; then go on where they came from."""
    person, parties = person_of(request.who), queries.parties_of(request.who)
    actors = _actors_of(person, parties if request.method == "GET" else [])
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


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
def registration(request: Asked, code: str) -> HttpResponse:
    """Show a registration to those who book with it, and let the contact of a group name who else does."""
    party = find_or_404(queries.parties(), rules.may_see_party, request.who, code=code)
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        require(rules.MAY, "add_member", request.who, party)
        if form.is_valid() and form.person:
            is_new = add_member(party=party, person=form.person, by=request.who, channel="web")
            messages.success(request, _MAY_BOOK if is_new else _MAY_ALREADY)
            return redirect("bookings:registration", code)
    page = _page(request, party, form)
    return render(request, "bookings/registration.html", page, status=422 if form.errors else 200)


def _page(request: Asked, party: Party, form: MemberForm) -> dict[str, object]:
    may_add = bool(rules.may_add_member(request.who, party))
    members = queries.members_of(party)
    return {
        "party": party, "form": form, "may_add": may_add, "keeps": bool(rules.keeps_rooms(request.who)),
        "members": [(member, may_add or member.person_id == request.who.pk) for member in members],
    }  # fmt: skip


@open_to(signed_in)
@require_POST
def member_end(request: Asked, code: str, pk: int) -> HttpResponse:
    """Let somebody book for a group no longer."""
    party = find_or_404(queries.parties(), rules.may_see_party, request.who, code=code)
    member = find_or_404(queries.members_of(party), rules.may_end_member, request.who, pk=pk)
    end_member(member=member, by=request.who, channel="web")
    messages.success(request, _("They do not book for this group any more. What is booked stays."))
    is_own = member.person_id == request.who.pk  # they do not see the registration any more
    return redirect("bookings:my") if is_own else redirect("bookings:registration", code)


def _next(request: Asked) -> str:
    """Return where somebody came from, when that is a page of ours."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("bookings:my")


def _actors_of(person: Person | None, parties: Iterable[Party]) -> list[Actor]:
    """Return the organizations of which somebody holds a seat today and which are not registered, each once."""
    registered = {party.actor_id for party in parties}
    seats = [seat for seat in seats_of(person) if seat.actor_id not in registered] if person else []
    return list({seat.actor_id: seat.actor for seat in seats}.values())
