"""Signing up, and the own page of whoever signed up: a signed link, no account needed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.asks.public import address_of
from kyodo.commons.gatherings import letters, limits, lots, queries, rules
from kyodo.commons.gatherings.actions import registering
from kyodo.commons.gatherings.codes import read_token, token_of
from kyodo.commons.gatherings.forms.joining import STEPS, JoinForm
from kyodo.commons.gatherings.forms.people import ChangeForm
from kyodo.commons.gatherings.line import MOST_PASSED
from kyodo.commons.gatherings.models import Gathering, Registration
from kyodo.commons.gatherings.queries import people
from kyodo.commons.gatherings.states import STANDING, RegistrationState
from kyodo.commons.people.public import Person
from kyodo.kernel.clock.now import now
from kyodo.kernel.draws.record import to_json
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to

OwnView = Callable[..., HttpResponse]


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def join(request: Asked, slug: str) -> HttpResponse:
    """Sign up for an event, alone or with others, in four steps."""
    gathering = find_or_404(queries.whole(Gathering.objects.all()), rules.may_see, request.who, slug=slug)
    door = people.door_of(gathering, now())
    if door is None:
        raise Http404
    person = Person.objects.filter(pk=request.who.pk).first() if request.who.pk else None
    is_post = request.method == "POST"
    form = JoinForm.arrived(request.POST, door.sign_up, person) if is_post else JoinForm(None, door.sign_up, person)
    if form.is_ready and (made := _joined(request, gathering, form)):
        return redirect("gatherings:mine", slug, token_of(made.code))
    context = {"gathering": gathering, "door": door, "form": form, "steps": STEPS, "most_passed": MOST_PASSED}
    return render(request, "gatherings/join.html", context, status=422 if form.errors else 200)


def _joined(request: Asked, gathering: Gathering, form: JoinForm) -> Registration | None:
    limits.count(request)
    try:
        return registering.join(gathering=gathering, by=request.who, channel="web", **form.keywords())
    except (Conflict, Unusable) as refusal:
        form.add_error(None, str(refusal.message))
        return None


@open_to(anyone)
def draw_file(request: Asked, slug: str) -> HttpResponse:
    """Give the file of a draw, of the closed list before it and with the result after it; it names nobody."""
    gathering = find_or_404(queries.whole(Gathering.objects.all()), rules.may_see, request.who, slug=slug)
    sign_up = getattr(gathering, "sign_up", None)
    if sign_up is None or not sign_up.draw_list:
        raise Http404
    content = sign_up.draw_file or to_json(lots.draw_of(sign_up))
    answer = HttpResponse(content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-draw.json"'
    return answer


# --- the own page ------------------------------------------------------------------------------


def own(view: OwnView) -> OwnView:
    """Find the registration to which a signed link belongs; any other link does not exist."""

    @wraps(view)
    def found(request: Asked, slug: str, token: str, **more: Any) -> HttpResponse:
        gathering = queries.whole(Gathering.objects.filter(slug=slug)).first()
        code = read_token(token)
        registration = people.by_code(gathering, code) if gathering and code else None
        if gathering is None or registration is None or registration.erased_at:
            raise Http404
        registration.sign_up.gathering = gathering
        return view(request, registration, **more)

    return found


def _own(registration: Registration) -> str:
    return reverse("gatherings:mine", args=[registration.sign_up.gathering.slug, token_of(registration.code)])


@open_to(anyone)
@never_kept
@own
def mine(request: Asked, registration: Registration) -> HttpResponse:
    """Show whoever signed up how it stands, what they told, and their code for the door."""
    return render(request, "gatherings/mine.html", own_page(registration))


def own_page(registration: Registration) -> dict[str, Any]:
    """Return what the own page of a registration shows."""
    ask = registration.offer
    is_offered = registration.state == RegistrationState.OFFERED and ask is not None
    gathering = registration.sign_up.gathering
    return {
        "registration": registration,
        "gathering": gathering,
        "own": _own(registration),
        "link": settings.SITE_URL + letters.mine(registration),
        "coming": [one for one in registration.participants.all() if not one.is_out],
        "answer_href": address_of(ask) if is_offered and ask else "",
        "before": people.before_in_line(registration) if registration.state == RegistrationState.WAITING else 0,
        "most_passed": MOST_PASSED,
        "to_pay": people.to_pay(registration),
        "is_standing": registration.state in STANDING,
        "place": queries.place_name(gathering),
    }


@open_to(anyone)
@never_kept
@own
def mine_code(request: Asked, registration: Registration) -> HttpResponse:
    """Draw the code that is read at the door."""
    path = reverse("gatherings:arrive", args=[registration.sign_up.gathering.slug, registration.code])
    return HttpResponse(qr_svg(settings.SITE_URL + path), content_type="image/svg+xml")


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@own
def mine_change(request: Asked, registration: Registration) -> HttpResponse:
    """Correct names and wishes."""
    form = ChangeForm(request.POST or None, registration)
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.who, "channel": "web", **form.keywords()}
        return _done(request, registration, registering.change_registration, _("It was changed."), facts)
    context = {"form": form, "registration": registration, "gathering": registration.sign_up.gathering}
    return render(request, "gatherings/change.html", context, status=422 if form.errors else 200)


@open_to(anyone)
@require_POST
@own
def mine_out(request: Asked, registration: Registration, number: int) -> HttpResponse:
    """Take one member out; the others still come."""
    facts = {"number": number, "by": request.who, "channel": "web"}
    return _done(request, registration, registering.take_out, _("One place was given back. Thank you."), facts)


@open_to(anyone)
@require_POST
@own
def mine_cancel(request: Asked, registration: Registration) -> HttpResponse:
    """Cancel for all."""
    facts = {"by": request.who, "channel": "web"}
    return _done(request, registration, registering.give_up, _("It was cancelled. Thank you for telling us."), facts)


def _done(request: Asked, registration: Registration, act: Any, said: str, facts: dict[str, Any]) -> HttpResponse:
    try:
        act(registration=registration, **facts)
        messages.success(request, said)
    except Conflict as conflict:
        messages.error(request, str(conflict.message))
    return redirect(_own(registration))
