"""The end of the day: cash is counted and checked; visits are written down."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions import closings as actions
from kyodo.center.bookings.forms.money import CountForm, VisitsForm
from kyodo.center.bookings.models import Closing
from kyodo.center.bookings.money_papers import closing_pdf
from kyodo.center.bookings.queries import figures, money
from kyodo.center.bookings.states import Method
from kyodo.commons.people.public import Person
from kyodo.commons.places.public import Facility
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, open_to


def _house(request: Asked) -> Facility:
    """Return the place that is meant: the one named, else the first that has rooms."""
    houses = Facility.objects.filter(resources__isnull=False).distinct().order_by("order", "pk")
    named: Facility | None = houses.filter(slug=request.GET.get("place", "")).first() or houses.first()
    if named is None:
        raise Http404
    return named


def _closing_context(house: Facility, day: date, **more: Any) -> dict[str, Any]:
    lines = list(money.of_book_day(house, day))
    closing = Closing.objects.filter(facility=house, day=day).select_related("counted_by", "checked_by").first()
    counted = {f"coin_{coin}": number for coin, number in closing.counted.items()} if closing else {}
    given = {**counted, "float_yen": closing.float_yen, "reason": closing.reason} if closing else None
    ways = (Method.CASH, Method.TRANSFER, Method.ONLINE)
    return {
        "house": house, "day": day, "lines": [(line, -line.yen) for line in lines], "closing": closing,
        "form": CountForm(initial=given), "totals": [(way.label, money.taken_in(lines, way)) for way in ways], **more,
    }  # fmt: skip


@open_to(rules.keeps_rooms)
@never_kept
@require_http_methods(["GET", "POST"])
def closing(request: Asked) -> HttpResponse:
    """Count a day's cash against the ledger."""
    house, day = _house(request), figures.day_named(request.GET.get("day", ""), today())
    form = CountForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        person = get_object_or_404(Person, pk=request.who.pk)
        told = {**form.keywords(), "by": request.who, "person": person, "channel": "web"}
        try:
            actions.count_day(facility=house, day=day, **told)
            messages.success(request, _("The count is kept. Now a second person counts again and checks it."))
            return redirect(_address(house, day))
        except (Conflict, Unusable) as refusal:
            form.add_error(None, str(refusal.message))
    more = {"form": form} if form is not None else {}
    context = _closing_context(house, day, **more)
    return render(request, "bookings/money_closing.html", context, status=422 if form else 200)


def _address(house: Facility, day: date) -> str:
    return f"{reverse('bookings:closing')}?place={house.slug}&day={day.isoformat()}"


@open_to(rules.keeps_rooms)
@require_POST
def closing_check(request: Asked, pk: int) -> HttpResponse:
    """Check a closing as the second person."""
    found = get_object_or_404(Closing.objects.select_related("facility"), pk=pk)
    person = get_object_or_404(Person, pk=request.who.pk)
    try:
        actions.check_closing(closing=found, by=request.who, person=person, channel="web")
        messages.success(request, _("The day is closed by two people."))
    except Conflict as refusal:
        messages.error(request, str(refusal.message))
    return redirect(_address(found.facility, found.day))


@open_to(rules.keeps_rooms)
@never_kept
def closing_sheet(request: Asked, pk: int) -> HttpResponse:
    """Give the day's closing sheet as PDF."""
    found = get_object_or_404(Closing.objects.select_related("facility", "counted_by", "checked_by"), pk=pk)
    lines = list(money.of_book_day(found.facility, found.day))
    response = HttpResponse(closing_pdf(found, lines), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="closing-{found.day.isoformat()}.pdf"'
    return response


@open_to(rules.keeps_rooms)
@never_kept
@require_http_methods(["GET", "POST"])
def visits(request: Asked) -> HttpResponse:
    """Write down how many people came."""
    house, day = _house(request), figures.day_named(request.GET.get("day", ""), today())
    form = VisitsForm(request.POST or None, day)
    if request.method == "POST" and form.is_valid():
        actions.note_visits(facility=house, day=day, by=request.who, channel="web", **form.cleaned_data)
        messages.success(request, _("The number is kept."))
        return redirect(f"{reverse('bookings:visits')}?day={day.isoformat()}")
    context = {"form": form, "day": day, "house": house, "noted": figures.visits_on(day)}
    return render(request, "bookings/visits.html", context, status=422 if form.errors else 200)
