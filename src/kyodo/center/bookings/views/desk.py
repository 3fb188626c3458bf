"""The counter: today, somebody on the phone, what happened, closing rooms, notices."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.bookings import papers, rules
from kyodo.center.bookings.actions import lives, posting
from kyodo.center.bookings.actions.calls import book_by_phone
from kyodo.center.bookings.actions.writing import reserve
from kyodo.center.bookings.errors import Taken
from kyodo.center.bookings.forms.desk import BlockForm, CallForm, NoticeForm, YearForm
from kyodo.center.bookings.forms.times import begun, read_period
from kyodo.center.bookings.models import Booking, PostedNotice, Resource
from kyodo.center.bookings.queries import bookings as queries
from kyodo.center.bookings.queries.free import alternatives
from kyodo.center.bookings.views.rooms import day_of_address
from kyodo.center.bookings.views.steps import bookings
from kyodo.commons.places.public import Facility
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Refused, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, require


@open_to(rules.keeps_rooms)
@never_kept
def desk(request: Asked) -> HttpResponse:
    """Show a day at the counter: who comes when, and what waits for the staff."""
    day = day_of_address(request.GET.get("day", ""))
    context = {
        "day": day, "is_today": day == today(), "bookings": list(queries.of_day(day)),
        "received": queries.received_parties(), "waits": queries.waiting_count(), "notices": queries.posted_on(day),
    }  # fmt: skip
    return render(request, "bookings/desk.html", context)


@open_to(rules.keeps_rooms)
def day_paper(request: Asked) -> HttpResponse:
    """Give the plan of a day for the counter as a sheet of A4."""
    return papers.day_file(day_of_address(request.GET.get("day", "")))


@open_to(rules.keeps_rooms)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def call(request: Asked) -> HttpResponse:
    """Book for somebody on the phone or at the counter, in few keys."""
    form = CallForm(request.POST or None, initial=_asked_for(request))
    others = None
    if request.method == "POST" and form.is_valid():
        if booking := _booked(request, form):
            return redirect(booking)
        others = _others(form)
    context = {"form": form, "others": others}
    return render(request, "bookings/call.html", context, status=422 if form.errors else 200)


@open_to(rules.keeps_rooms)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def year(request: Asked) -> HttpResponse:
    """Hire out a booth, a locker or a letter case for a year."""
    form = YearForm(request.POST or None, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid() and (booking := _booked(request, form)):
        return redirect(booking)
    context = {"form": form, "things": form.things()}
    return render(request, "bookings/year.html", context, status=422 if form.errors else 200)


def _booked(request: Asked, form: CallForm | YearForm) -> Booking | None:
    """Book what the form says and tell the number, or let the form say why not."""
    try:
        booking = book_by_phone(by=request.who, **form.keywords())
    except (Taken, Refused, Unusable) as told:
        form.add_error(None, str(told.message))
        return None
    messages.success(request, _("Booked. Tell them the number %(code)s.") % {"code": booking.code})
    return booking


def _asked_for(request: Asked) -> dict[str, Any]:
    """Return what the address asks for as the beginning of a form."""
    room = Resource.objects.filter(slug=request.GET.get("room", "")[:80]).values_list("pk", flat=True).first()
    period = read_period(request.GET)
    return {"resource": room, **(begun(*period) if period else {"day": today()})}


def _others(form: CallForm) -> Any:
    return alternatives(form.cleaned_data["resource"], *form.period(), form.cleaned_data["people"])


#: Verb → (action, what is said when it is done).
ACTS = {
    "use": (lives.mark_used, gettext_lazy("Written down: they came.")),
    "miss": (lives.mark_missed, gettext_lazy("Written down: nobody came.")),
}


@open_to(rules.keeps_rooms)
@require_POST
def act(request: Asked, code: str, verb: str) -> HttpResponse:
    """Write down what happened to a booking, and go back to its day."""
    booking = find_or_404(bookings(), rules.may_see, request.who, code=code)
    require(rules.MAY, verb, request.who, booking)
    action, said = ACTS[verb]
    action(booking=booking, by=request.who, channel="counter")
    messages.success(request, said)
    return redirect(queries.day_address(reverse("bookings:desk"), booking))


@open_to(rules.keeps_rooms)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def block(request: Asked) -> HttpResponse:
    """Close a room for everybody for some hours."""
    form = BlockForm(request.POST or None, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            booking = reserve(request=form.request(), by=request.who, channel="counter")
            messages.success(request, _("The room is closed for this time."))
            return redirect(queries.day_address(reverse("bookings:desk"), booking))
        except (Taken, Refused, Unusable) as told:
            form.add_error(None, str(told.message))
    return render(request, "bookings/block.html", {"form": form}, status=422 if form.errors else 200)


@open_to(rules.keeps_rooms)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def notices(request: Asked) -> HttpResponse:
    """Show the notices that stand on the pages of rooms, and write one."""
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facility = form.cleaned_data["resource"].facility if form.cleaned_data["resource"] else _house()
        try:
            posting.post_notice(facility=facility, by=request.who, channel="counter", **form.cleaned_data)
            messages.success(request, _("The notice is shown."))
            return redirect("bookings:notices")
        except Unusable as told:
            form.add_error("shown_until", str(told.message))
    context = {"form": form, "notices": queries.posted_from(today())}
    return render(request, "bookings/notices.html", context, status=422 if form.errors else 200)


def _house() -> Facility:
    """Return the place whose rooms are booked here."""
    return Resource.objects.select_related("facility").order_by("order", "pk")[0].facility


@open_to(rules.keeps_rooms)
@require_POST
def notice_down(request: Asked, number: int) -> HttpResponse:
    """Take a notice away."""
    notice = find_or_404(PostedNotice.objects.all(), rules.may_keep, request.who, pk=number)
    posting.take_down(notice=notice, by=request.who, channel="counter")
    messages.success(request, _("The notice was taken away."))
    return redirect("bookings:notices")
