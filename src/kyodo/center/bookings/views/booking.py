"""Booking, step by step; a booking's own page; what is mine."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions import lives, waiting
from kyodo.center.bookings.actions.series import reserve_series
from kyodo.center.bookings.actions.writing import move, reserve_here
from kyodo.center.bookings.errors import Taken, taken_at
from kyodo.center.bookings.forms.bookings import CancelForm, DetailsForm, SeriesForm
from kyodo.center.bookings.forms.times import MoveForm, WhenForm, begun, read_period
from kyodo.center.bookings.ical import calendar_of
from kyodo.center.bookings.models import Booking, Party, Wait
from kyodo.center.bookings.queries import bookings as queries
from kyodo.center.bookings.queries.costs import costs_of, ending_of
from kyodo.center.bookings.queries.money import has_sample_fees, table_fee
from kyodo.center.bookings.queries.occupancy import is_taken
from kyodo.center.bookings.queries.online import offered_online
from kyodo.center.bookings.receipts import receipt_of
from kyodo.center.bookings.requests import Request
from kyodo.center.bookings.steps.planning import monthly, plan, weekly
from kyodo.center.bookings.terms import Terms
from kyodo.center.bookings.views.steps import STEPS, bookable, bookings, person_of, taken
from kyodo.commons.people.public import along, said_along
from kyodo.kernel.clock.now import in_tokyo, today
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require, signed_in
from kyodo.kernel.prepared.reading import Question

#: Days that can be chosen in the form.
AHEAD = 120


def _party_named(request: HttpRequest) -> Question[list[Party]] | None:
    return queries.party_named(request.POST.get("party", "")) if request.method == "POST" else None


@along(_party_named)
@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
def book(request: Asked, slug: str) -> HttpResponse:
    """Ask when, then for whom and what for, and hold it until it is confirmed."""
    terms, period = bookable(request, slug), read_period(request.GET)
    resource = terms.resource
    if period is None:
        days = [today() + timedelta(days=n) for n in range(AHEAD)]
        context = {"resource": resource, "form": WhenForm(None, resource, days), "steps": STEPS}
        return render(request, "bookings/when.html", context)
    if request.method == "POST":
        party = queries.party_for(request.who, said_along(request) or [])
        known = [party] if party else queries.parties_of(request.who)
        form = _form(request, terms, known)
        if form.is_valid():
            return _hold(request, form.request(*period, person_of(request.who)), terms, period)
    parties = queries.parties_of(request.who)
    return _details(request, _form(request, terms, parties), parties, period)


def _form(request: Asked, terms: Terms, parties: list[Party]) -> DetailsForm:
    return DetailsForm(request.POST or None, terms.resource, parties, terms.equipment, request.GET)


def _details(
    request: Asked, form: DetailsForm, parties: list[Party], period: tuple[datetime, datetime]
) -> HttpResponse:
    """Show the form. For a time that is taken nobody need fill it in first, and whoever has it is led to it."""
    resource = form.resource
    if request.method == "GET" and resource.is_room:
        if own := queries.own_at(parties, resource, *period):
            return redirect(own)
        if is_taken(resource, *period):
            return taken(request, taken_at(resource, *period), waits=True)
    context = {"resource": resource, "form": form, "period": period, "parties": parties, "steps": STEPS}
    context["costs"] = costs_of(resource, *period, parties)
    return render(request, "bookings/details.html", context, status=422 if form.errors else 200)


def _hold(request: Asked, asked: Request, terms: Terms, period: tuple[datetime, datetime]) -> HttpResponse:
    """Hold it; with what the conditions say against it, the form is shown again."""
    try:
        return _held(request, asked)
    except Taken as told:
        return taken(request, told, asked.people, waits=True)
    except (Refused, Unusable) as refusal:
        parties = queries.parties_of(request.who)
        form = _form(request, terms, parties)
        form.add_error(None, str(refusal.message))
        return _details(request, form, parties, period)


@once  # here and not on the view: neither what can be checked before nor a page of refusal is made under the lock
def _held(request: Asked, asked: Request) -> HttpResponse:
    return redirect(reserve_here(request=asked, by=request.who, channel="web", hold=True))


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def series(request: Asked, slug: str) -> HttpResponse:
    """Ask how often and until when, show every date with what stands against it, then book the chosen ones."""
    terms, period = bookable(request, slug), read_period(request.GET)
    if period is None:
        return redirect("bookings:book", slug=slug)
    parties, resource = queries.parties_of(request.who), terms.resource
    form = SeriesForm(request.POST or None, resource, parties, terms.equipment, request.GET)
    context = {"resource": resource, "form": form, "period": period, "parties": parties, "steps": STEPS}
    if request.method == "POST" and form.is_valid():
        return _series(request, form, period, context)
    return render(request, "bookings/series.html", context, status=422 if form.errors else 200)


def _series(
    request: Asked, form: SeriesForm, period: tuple[datetime, datetime], context: dict[str, Any]
) -> HttpResponse:
    asked = form.request(*period, person_of(request.who))
    repeat = (weekly if form.cleaned_data["repeat"] == "weekly" else monthly)(in_tokyo(period[0]).date())
    dates = plan(asked, repeat, form.cleaned_data["until"])
    chosen = form.chosen()
    if "send" not in request.POST:
        return render(request, "bookings/series.html", {**context, "dates": dates})
    try:
        wanted = [one.request for one in dates if one.day in chosen]
        made = reserve_series(requests=wanted, repeat=repeat, by=request.who, channel="web")
    except (Taken, Refused, Unusable) as told:
        form.add_error(None, str(told.message))
        return render(request, "bookings/series.html", {**context, "dates": dates}, status=told.status)
    messages.success(request, _("%(count)s dates are booked.") % {"count": len(made)})
    return redirect("bookings:my")


# --- one booking -----------------------------------------------------------------------------


@open_to(signed_in)
@never_kept
def booking_detail(request: Asked, code: str) -> HttpResponse:
    """Show a booking: to check and confirm while it is held, as a receipt afterwards."""
    booking = find_or_404(bookings(), rules.may_see, request.who, code=code)
    context = {
        "booking": booking, "receipt": receipt_of(booking), "extras": list(booking.extras.select_related("resource")),
        "layout": queries.layout_name(booking), "is_live": queries.is_live(booking),
        "can_cancel": bool(rules.may_cancel(request.who, booking)), "steps": STEPS,
        "keeps": bool(rules.keeps_rooms(request.who)), "last_day": booking.ends_at - timedelta(days=1),
        "fee": table_fee(booking) if booking.party else None, "is_sample_fee": has_sample_fees(booking.resource),
        "paying": offered_online(booking) if booking.party else "",
    }  # fmt: skip
    return render(request, "bookings/booking.html", context)


@open_to(signed_in)
@require_POST
def confirm(request: Asked, code: str) -> HttpResponse:
    """Make a held booking a booking; the receipt is shown once it is committed."""
    booking = find_or_404(bookings(), rules.may_see, request.who, code=code)
    try:
        lives.confirm(booking=booking, by=request.who, channel="web")
    except Conflict as told:
        messages.error(request, str(told.message))
    return redirect(booking)


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
def cancel(request: Asked, code: str) -> HttpResponse:
    """Ask once more, say what stays due, then cancel."""
    booking = find_or_404(bookings(), rules.may_see, request.who, code=code)
    require(rules.MAY, "cancel", request.who, booking)
    is_staff = bool(rules.keeps_rooms(request.who))
    form = CancelForm(request.POST or None, is_staff)
    if request.method == "POST" and form.is_valid():
        waiting.cancel(booking=booking, by=request.who, channel="web", tells=is_staff, **form.cleaned_data)
        thanks = _("The booking is cancelled. Thank you for giving the room to others.")
        # A letter goes to whoever has a mail address.
        to_do = _("The booking is cancelled. Please call those who have no mail, and give back what was paid.")
        messages.success(request, to_do if is_staff else thanks)
        return redirect(booking)
    context = {"form": form, "booking": booking, "ending": ending_of(booking) if booking.party else None}
    return render(request, "bookings/cancel.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def move_booking(request: Asked, code: str) -> HttpResponse:
    """Take another room, day or time in its place; when that is not free, all stays as it is."""
    booking = find_or_404(bookings(), rules.may_see, request.who, code=code)
    require(rules.MAY, "move", request.who, booking)
    initial = {"resource": booking.resource_id, **begun(booking.starts_at, booking.ends_at)}
    form = MoveForm(request.POST or None, initial=initial, is_staff=bool(rules.keeps_rooms(request.who)))
    if request.method == "POST" and form.is_valid() and (moved := _moved(request, form, booking)):
        messages.success(request, _("The booking was moved. Here is the new receipt."))
        return redirect(moved)
    return render(request, "bookings/move.html", {"form": form, "booking": booking}, status=422 if form.errors else 200)


def _moved(request: Asked, form: MoveForm, booking: Booking) -> Booking | None:
    reason = form.cleaned_data.get("exception_reason", "")
    asked = queries.request_of(booking, form.cleaned_data["resource"], *form.period())
    try:
        return move(booking=booking, request=asked, by=request.who, channel="web", exception_reason=reason)
    except (Conflict, Refused, Unusable) as told:
        form.add_error(None, str(told.message))
        return None


@open_to(signed_in)
def booking_ics(request: Asked, code: str) -> HttpResponse:
    """Give a booking for somebody's own calendar."""
    booking = find_or_404(bookings(), rules.may_see, request.who, code=code)
    response = HttpResponse(calendar_of([booking]), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{booking.code}.ics"'
    return response


# --- what is mine ----------------------------------------------------------------------------


@open_to(signed_in)
@never_kept
def my_bookings(request: Asked) -> HttpResponse:
    """Show what somebody has booked, the next first, and where they wait."""
    coming, over = queries.own_by_time(request.who)
    context = {
        "coming": coming, "over": over, "waits": list(queries.own_waits(request.who)),
        "parties": queries.parties_of(request.who),
    }  # fmt: skip
    return render(request, "bookings/my.html", context)


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def wait(request: Asked, slug: str) -> HttpResponse:
    """Put somebody on the waiting list of a time that is taken."""
    resource, period = bookable(request, slug).resource, read_period(request.GET)
    if period is None:
        return redirect(resource)
    parties = queries.parties_of(request.who)
    form = DetailsForm(request.POST or None, resource, parties, [], request.GET)
    if request.method == "POST" and form.is_valid():
        try:
            waiting.join(request=form.request(*period, person_of(request.who)), by=request.who, channel="web")
            messages.success(request, _("You are on the waiting list. If the time becomes free, we draw who gets it."))
            return redirect("bookings:my")
        except (Conflict, Refused, Unusable) as told:
            form.add_error(None, str(told.message))
    context = {"resource": resource, "form": form, "period": period, "parties": parties}
    return render(request, "bookings/wait.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_POST
def wait_leave(request: Asked, code: str) -> HttpResponse:
    """Leave the waiting list."""
    place = find_or_404(Wait.objects.select_related("party__actor", "booking"), rules.may_see, request.who, code=code)
    waiting.leave(wait=place, by=request.who, channel="web")
    messages.success(request, _("You left the waiting list."))
    return redirect("bookings:my")
