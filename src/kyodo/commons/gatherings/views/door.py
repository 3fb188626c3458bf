"""At the door: ticking off who came, by the list or by their code, and those who come unannounced."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.gatherings import rules
from kyodo.commons.gatherings.actions import door as actions
from kyodo.commons.gatherings.actions import registering
from kyodo.commons.gatherings.forms.people import WalkInForm
from kyodo.commons.gatherings.models import Gathering, Occurrence, Participant, Registration
from kyodo.commons.gatherings.queries import people
from kyodo.commons.gatherings.states import RegistrationState
from kyodo.commons.gatherings.views.people import found, with_sign_up
from kyodo.kernel.clock.now import now
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, open_to


def _date(request: Asked, gathering: Gathering) -> Occurrence:
    asked = (request.POST or request.GET).get("date", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None
    occurrence = people.date_at(gathering, number, now())
    if occurrence is None:
        raise Http404
    return occurrence


def _to_door(gathering: Gathering, occurrence: Occurrence) -> HttpResponse:
    return redirect(f"{reverse('gatherings:door', args=[gathering.slug])}?date={occurrence.number}")


@open_to(rules.keeps_people)
@never_kept
def door(request: Asked, slug: str) -> HttpResponse:
    """Show everybody who is expected on a date, with a button each."""
    gathering, sign_up = with_sign_up(request, slug)
    return render(request, "gatherings/door.html", _door(request, gathering, sign_up, WalkInForm()))


def _door(request: Asked, gathering: Gathering, sign_up: Any, form: WalkInForm) -> dict[str, Any]:
    occurrence = _date(request, gathering)
    lines = people.expected(gathering, occurrence)
    return {
        "gathering": gathering, "sign_up": sign_up, "occurrence": occurrence, "lines": lines, "form": form,
        "dates": [date for date in gathering.occurrences.all() if not date.is_cancelled],
        "came": sum(line.is_present for line in lines),
    }  # fmt: skip


@open_to(rules.keeps_people)
@require_POST
def tick(request: Asked, slug: str) -> HttpResponse:
    """Write down that somebody came, or that this was a mistake."""
    gathering, _sign_up = with_sign_up(request, slug)
    occurrence = _date(request, gathering)
    asked = request.POST.get("participant", "")
    known = Participant.objects.filter(registration__sign_up=gathering.pk).select_related("registration")
    one = known.filter(pk=asked).first() if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    if one is None:
        raise Http404
    if request.POST.get("came") == "no":
        actions.undo_check_in(participant=one, occurrence=occurrence, by=request.who, channel="list")
    else:
        _check_in(request, one.registration, occurrence, "list", [one.number])
    return _to_door(gathering, occurrence)


def _check_in(request: Asked, one: Registration, date: Occurrence, channel: str, numbers: Any = None) -> None:
    try:
        count = actions.check_in(registration=one, occurrence=date, by=request.who, channel=channel, numbers=numbers)
        said = ngettext("%(count)s person is here.", "%(count)s people are here.", count) % {"count": count}
        messages.success(request, said if count else _("They were ticked already."))
    except (Conflict, Unusable) as refusal:
        messages.error(request, str(refusal.message))


@open_to(rules.keeps_people)
@never_kept
@require_http_methods(["GET", "POST"])
def arrive(request: Asked, slug: str, code: str) -> HttpResponse:
    """Show whose code was read at the door, and tick those who are there."""
    one = found(request, slug, code)
    gathering = one.sign_up.gathering
    occurrence = _date(request, gathering)
    if request.method == "POST":
        return _arrived(request, one, occurrence)
    here = {line.participant.pk for line in people.expected(gathering, occurrence) if line.is_present}
    coming = [(person, person.pk in here) for person in one.participants.all() if not person.is_out]
    context = {"gathering": gathering, "registration": one, "occurrence": occurrence, "coming": coming}
    return render(
        request, "gatherings/arrive.html", {**context, "to_pay": people.to_pay(one), "paid": people.paid(one)}
    )


def _arrived(request: Asked, one: Registration, occurrence: Occurrence) -> HttpResponse:
    numbers = [int(number) for number in request.POST.getlist("number") if number.isascii() and number.isdigit()]
    if request.POST.get("go") == "admit":
        _admit(request, one)
    _check_in(request, one, occurrence, "qr", numbers)
    return _to_door(one.sign_up.gathering, occurrence)


def _admit(request: Asked, one: Registration) -> None:
    try:
        registering.admit(registration=one, by=request.who, channel="door")
    except (Conflict, Unusable) as refusal:
        messages.error(request, str(refusal.message))


@open_to(rules.keeps_people)
@require_http_methods(["GET", "POST"])
@once
def walk_in(request: Asked, slug: str) -> HttpResponse:
    """Write down who comes without a registration, and that they are here."""
    gathering, sign_up = with_sign_up(request, slug)
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _walked_in(request, gathering, form):
        return _to_door(gathering, _date(request, gathering))
    context = _door(request, gathering, sign_up, form)
    return render(request, "gatherings/door.html", context, status=422 if form.errors else 200)


def _walked_in(request: Asked, gathering: Gathering, form: WalkInForm) -> bool:
    by: dict[str, Any] = {"by": request.who, "channel": "door"}
    try:
        made = registering.walk_in(gathering=gathering, occurrence=_date(request, gathering), **by, **form.keywords())
    except (Conflict, Unusable) as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return made.state == RegistrationState.CONFIRMED
