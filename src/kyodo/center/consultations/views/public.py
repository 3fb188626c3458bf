"""The steps for anybody: choose, find a time, say who you are. Each step is an address; no account is asked."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from kyodo.center.consultations import limits
from kyodo.center.consultations.actions.appointments import book
from kyodo.center.consultations.actions.consultations import write_consultation
from kyodo.center.consultations.forms.public import ChooseForm, ContactForm, moment_of
from kyodo.center.consultations.models import Service
from kyodo.center.consultations.queries.one import own_address
from kyodo.center.consultations.queries.slots import by_day
from kyodo.center.consultations.queries.times import next_times, present
from kyodo.center.consultations.states import Channel, Way
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, open_to

STEPS = (
    _("What and where"),
    pgettext_lazy("consultation", "When"),
    pgettext_lazy("consultation", "About you"),
    pgettext_lazy("consultation", "Receipt"),
)
DAYS_SHOWN = 10


@open_to(anyone)
@never_kept
def start(request: Asked) -> HttpResponse:
    """Choose what it is about and which desk; nothing is kept yet."""
    return _start(request, ChooseForm())


def _start(request: Asked, form: ChooseForm) -> HttpResponse:
    services = Service.objects.select_related("desk__facility", "theme", "slip_to")
    context = {"form": form, "services": services, "steps": STEPS}
    return render(request, "consultations/start.html", context, status=422 if form.errors else 200)


@open_to(anyone)
@never_kept
def times(request: Asked) -> HttpResponse:
    """Show the next free times of a desk; each of them is a link to the form."""
    form = ChooseForm(request.GET)
    if not request.GET:
        return redirect("consultations:start")
    if not form.is_valid():
        return _start(request, form)
    service, way = form.cleaned_data["service"], form.cleaned_data["way"]
    way = way if way in service.ways else (service.ways or [""])[0]
    days = by_day(next_times(service, way=way))
    chosen = {"theme": form.theme_chosen.slug, "service": service.slug}
    return render(request, "consultations/times.html", {**_step(form, way), "days": _linked(days, chosen, way)})


def _step(form: ChooseForm, way: str) -> dict[str, Any]:
    service: Service = form.cleaned_data["service"]
    labels = dict(Way.choices)
    return {
        "service": service, "theme": form.theme_chosen, "way": way, "way_label": labels.get(way, ""), "steps": STEPS,
        "ways": [(one, labels[one]) for one in service.ways if one in labels],
        "is_sample": service.is_demo or present(service.desk).filter(is_demo=True).exists(),
    }  # fmt: skip


def _linked(days: list[Any], chosen: dict[str, str], way: str) -> list[Any]:
    """Return the first days with (moment, address of the form) for each time."""
    base = reverse("consultations:new")
    found = []
    for day, moments in days[:DAYS_SHOWN]:
        links = []
        for at in moments:
            query = QueryDict(mutable=True)
            query.update({**chosen, "way": way, "at": at.isoformat()})
            links.append((at, f"{base}?{query.urlencode()}"))
        found.append((day, links))
    return found


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def new(request: Asked) -> HttpResponse:
    """Take who comes and what for; with a time it is booked at once, without one the desk calls back."""
    chosen = ChooseForm(request.GET)
    if not chosen.is_valid():
        return redirect("consultations:start")
    form, at = ContactForm(request.POST or None), moment_of(request.GET.get("at", ""))
    if request.method == "POST" and form.is_valid():
        limits.count(request, "new")
        try:
            return redirect(own_address(_written(request, chosen, form, at)))
        except (Conflict, Unusable) as refusal:
            form.add_error(None, str(refusal.message))
    context = {**_step(chosen, request.GET.get("way", "")), "form": form, "at": at}
    return render(request, "consultations/new.html", context, status=422 if form.errors else 200)


def _written(request: Asked, chosen: ChooseForm, form: ContactForm, at: Any) -> str:
    """Book or write it down; return the receipt number."""
    service, theme = chosen.cleaned_data["service"], chosen.theme_chosen
    facts: dict[str, Any] = {"theme": theme, "came": Channel.FORM, "by": request.who, "channel": "web"}
    if at is None:
        return write_consultation(desk=service.desk, service=service, **facts, **form.keywords()).code
    way = chosen.cleaned_data["way"]
    booked = book(service=service, way=way, starts_at=at, **facts, **form.keywords())
    return booked.consultation.code
