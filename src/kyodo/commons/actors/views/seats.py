"""Seats of an organization and who holds them; for the staff who keep contacts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.actors import actions, queries, rules
from kyodo.commons.actors.forms import SeatForm, SeatingForm, VacateForm
from kyodo.commons.actors.models import Actor, Seat
from kyodo.kernel.errors import Conflict, Told, Unusable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to


@open_to(rules.keeps_seats)
@require_http_methods(["GET", "POST"])
@once
def seat_list(request: Asked, slug: str) -> HttpResponse:
    """Show the seats of an organization with who holds, held and will hold them; add one."""
    actor = find_or_404(Actor.objects.all(), rules.may_keep_seats, request.who, slug=slug)
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            seat = actions.add_seat(actor=actor, title=form.cleaned_data["title"], by=request.who, channel="web")
            messages.success(request, _("The seat was added. Who holds it?"))
            return redirect("actors:seat", slug, seat.pk)
        except Conflict as conflict:
            form.add_error("title", str(conflict.message))
    context = {"actor": actor, "rows": queries.seat_rows(actor), "form": form}
    return render(request, "actors/seats.html", context, status=422 if form.errors else 200)


def show_seat(request: Asked, seat: Seat, form: SeatingForm, vacating: VacateForm) -> HttpResponse:
    """Draw a seat's page with both its forms and the people whose name was looked for."""
    sought = request.GET.get("q", "").strip()[:100]
    chosen = form["person"].value() if form.is_bound else ""
    context = {
        "seat": seat,
        "actor": seat.actor,
        "current": queries.last_holding(seat),
        "sought": sought,
        "people": queries.people_named(sought, chosen=str(chosen or "")),
        "form": form,
        "vacating": vacating,
    }
    return render(request, "actors/seat.html", context, status=422 if form.errors or vacating.errors else 200)


def seat_of(request: Asked, slug: str, pk: int) -> Seat:
    """Return a seat that whoever asks may keep; else it does not exist."""
    seats = Seat.objects.select_related("actor")
    return find_or_404(
        seats, lambda who, seat: rules.may_keep_seats(who, seat.actor), request.who, pk=pk, actor__slug=slug
    )


@open_to(rules.keeps_seats)
@require_http_methods(["GET", "POST"])
@once
def seat_detail(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Seat somebody from a day on; whoever held the seat until then holds it up to that day."""
    seat = seat_of(request, slug, pk)
    form = SeatingForm(seat, queries.last_holding(seat), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act = actions.seat_person if form.cleaned_data["person"] else actions.seat_newcomer
            act(seat=seat, by=request.who, channel="web", **form.keywords())
            messages.success(request, _("The seat is taken. The rights go with it from that day on."))
            return redirect("actors:seats", slug)
        except Told as told:
            form.refused(told.message, queries.last_holding(seat))
    return show_seat(request, seat, form, VacateForm())


@open_to(rules.keeps_seats)
@require_POST
def seat_vacate(request: Asked, slug: str, pk: int) -> HttpResponse:
    """End the present holding of a seat."""
    seat = seat_of(request, slug, pk)
    form = VacateForm(request.POST)
    if form.is_valid():
        try:
            actions.vacate_seat(seat=seat, until=form.cleaned_data["until"], by=request.who, channel="web")
            messages.success(request, _("The seat is vacant from that day on."))
            return redirect("actors:seats", slug)
        except (Conflict, Unusable) as told:
            form.add_error("until", str(told.message))
    return show_seat(request, seat, SeatingForm(seat, queries.last_holding(seat)), form)
