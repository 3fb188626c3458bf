"""Those who signed up, for who organizes it: the list, a call in few keys, one registration, paper and table."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.gatherings import papers, queries, rules
from kyodo.commons.gatherings.actions import door, registering, signups
from kyodo.commons.gatherings.forms.people import CallForm, ChangeForm, PaymentForm, SignUpForm
from kyodo.commons.gatherings.models import Gathering, Registration, SignUp
from kyodo.commons.gatherings.places import is_drawing
from kyodo.commons.gatherings.queries import people
from kyodo.commons.gatherings.roster import HEADINGS, rows
from kyodo.commons.gatherings.states import RegistrationState, Wish
from kyodo.commons.people.public import Person
from kyodo.kernel.clock.now import now
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to
from kyodo.kernel.tables.write import table_file


def kept(request: Asked, slug: str) -> Gathering:
    """Return a gathering whose people this one may see."""
    return find_or_404(queries.whole(Gathering.objects.all()), rules.may_keep_people, request.who, slug=slug)


def with_sign_up(request: Asked, slug: str) -> tuple[Gathering, SignUp]:
    """Return a gathering for which people sign up here."""
    gathering = kept(request, slug)
    sign_up = SignUp.objects.select_related("thrown_by").filter(pk=gathering.pk).first()
    if sign_up is None:
        raise Http404
    sign_up.gathering = gathering
    return gathering, sign_up


def found(request: Asked, slug: str, code: str) -> Registration:
    """Return a registration that this one may see."""
    gathering = kept(request, slug)
    registration = people.by_code(gathering, code)
    if registration is None:
        raise Http404
    registration.sign_up.gathering = gathering
    return registration


@open_to(rules.keeps_people)
@never_kept
def people_list(request: Asked, slug: str) -> HttpResponse:
    """Show who comes, who waits, and in figures what is to be prepared."""
    return render(request, "gatherings/people.html", _list(request, *with_sign_up(request, slug)))


def _list(request: Asked, gathering: Gathering, sign_up: SignUp, typed: str = "", refusal: str = "") -> dict[str, Any]:
    """Return what the page of those who come shows; ``typed`` are throws that were refused, ``refusal`` says why."""
    groups = people.by_state(gathering)
    figures = people.figures(gathering)
    return {
        "gathering": gathering,
        "sign_up": sign_up,
        "door": people.door_of(gathering, now()),
        "sections": [(RegistrationState(state).label, state, groups[state]) for state in SHOWN if state in groups],
        "figures": figures,
        "wishes": [(label, figures.wishes[key]) for key, label in Wish.choices if key in figures.wishes],
        "is_drawing": is_drawing(sign_up),
        "typed": typed,
        "refusal": refusal,
        "is_first": sign_up.thrown_by_id == request.who.pk,
    }


SHOWN = ("offered", "waiting", "received", "confirmed", "declined", "lapsed", "cancelled")


@open_to(rules.keeps_people)
@require_http_methods(["GET", "POST"])
@once
def person_new(request: Asked, slug: str) -> HttpResponse:
    """Write down who phones, in few keys."""
    gathering, sign_up = with_sign_up(request, slug)
    form = CallForm(request.POST or None, sign_up)
    if request.method == "POST" and form.is_valid():
        try:
            made = registering.join(gathering=gathering, by=request.who, is_staff=True, **form.keywords())
            messages.success(request, _said(made))
            return redirect("gatherings:person_new", slug)
        except (Conflict, Unusable) as refusal:
            form.add_error(None, str(refusal.message))
    context = {"gathering": gathering, "sign_up": sign_up, "form": form, "door": people.door_of(gathering, now())}
    return render(request, "gatherings/person_new.html", context, status=422 if form.errors else 200)


def _said(made: Registration) -> str:
    """Return what to tell whoever is on the phone."""
    facts = {"number": made.number, "size": made.size, "code": made.code}
    if made.state == RegistrationState.CONFIRMED:
        return _("Receipt number %(number)s: %(size)s people have a place. Code %(code)s.") % facts
    if made.state == RegistrationState.WAITING:
        return _("Receipt number %(number)s: %(size)s people are on the waiting list. Code %(code)s.") % facts
    return _("Receipt number %(number)s: %(size)s people wait for the draw. Code %(code)s.") % facts


@open_to(rules.keeps_people)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def registration(request: Asked, slug: str, code: str) -> HttpResponse:
    """Show one registration with all that was told; take money."""
    one = found(request, slug, code)
    form = PaymentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            door.take_payment(registration=one, by=request.who, channel="desk", **_money(form))
            return redirect("gatherings:registration", slug, code)
        except Unusable as refusal:
            form.add_error("amount", str(refusal.message))
    return render(request, "gatherings/registration.html", _page(one, form), status=422 if form.errors else 200)


def _money(form: PaymentForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("amount", "paid_by", "note")}


def _page(one: Registration, form: PaymentForm) -> dict[str, Any]:
    told = getattr(one, "accommodation", None)
    return {
        "registration": one, "gathering": one.sign_up.gathering, "form": form, "told": told,
        "wishes": [label for key, label in Wish.choices if told and key in told.wishes],
        "phone": people.phone_of(one), "mail": people.contact_of(one, "mail"),
        "to_pay": people.to_pay(one), "paid": people.paid(one),
        "is_standing": one.state in ("received", "confirmed", "waiting", "offered"),
    }  # fmt: skip


@open_to(rules.keeps_people)
@never_kept
@require_http_methods(["GET", "POST"])
def registration_change(request: Asked, slug: str, code: str) -> HttpResponse:
    """Correct names and wishes for somebody who phones."""
    one = found(request, slug, code)
    form = ChangeForm(request.POST or None, one)
    if request.method == "POST" and form.is_valid():
        return _act(request, one, registering.change_registration, **form.keywords())
    context = {"form": form, "registration": one, "gathering": one.sign_up.gathering}
    return render(request, "gatherings/change.html", context, status=422 if form.errors else 200)


@open_to(rules.keeps_people)
@require_POST
def registration_out(request: Asked, slug: str, code: str, number: int) -> HttpResponse:
    """Take one member out."""
    return _act(request, found(request, slug, code), registering.take_out, number=number)


@open_to(rules.keeps_people)
@require_POST
def registration_cancel(request: Asked, slug: str, code: str) -> HttpResponse:
    """Cancel a registration for somebody who phones."""
    return _act(request, found(request, slug, code), registering.give_up)


def _act(request: Asked, one: Registration, act: Any, **facts: Any) -> HttpResponse:
    slug = one.sign_up.gathering.slug
    try:
        act(registration=one, by=request.who, channel="desk", **facts)
        messages.success(request, _("It was written down."))
    except (Conflict, Unusable) as refusal:
        messages.error(request, str(refusal.message))
    return redirect("gatherings:registration", slug, one.code)


@open_to(rules.keeps_people)
def people_table(request: Asked, slug: str) -> StreamingHttpResponse:
    """Give those who come as a table file."""
    gathering, _sign_up = with_sign_up(request, slug)
    return table_file(f"{slug}-people", HEADINGS, rows(gathering))


@open_to(rules.keeps_people)
def people_paper(request: Asked, slug: str) -> HttpResponse:
    """Give the list for the door as sheets of A4, by reading, with a box to tick for each date."""
    gathering, _sign_up = with_sign_up(request, slug)
    answer = HttpResponse(papers.list_pdf(gathering), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slug}-people.pdf"'
    return answer


@open_to(rules.keeps_people)
@require_POST
def people_draw(request: Asked, slug: str) -> HttpResponse:
    """Close the list of a draw, or draw with what the dice showed; throws that are refused are shown again."""
    gathering, sign_up = with_sign_up(request, slug)
    facts: dict[str, Any] = {"gathering": gathering, "by": request.who, "channel": "desk"}
    typed = request.POST.get("seed", "")[:200]
    draws = request.POST.get("go") != "close"
    try:
        messages.success(request, _drawn(request, typed, facts) if draws else _closed(facts))
    except (Conflict, Unusable) as told:
        if draws and sign_up.draw_list and not sign_up.drawn_at:
            shown = _list(request, gathering, sign_up, typed, str(told.message))
            return render(request, "gatherings/people.html", shown, status=422)
        messages.error(request, str(told.message))
    return redirect("gatherings:people", slug)


def _closed(facts: dict[str, Any]) -> str:
    signups.close_list(**facts)
    return _("The list is closed. Its hash stands on the page of the event.")


def _drawn(request: Asked, typed: str, facts: dict[str, Any]) -> str:
    person = get_object_or_404(Person, pk=request.who.pk)
    if signups.draw_lots(typed=typed, person=person, **facts).drawn_at:
        return _("The lots were drawn. Everybody is told.")
    return _("Your throws are kept. Now a second person types the same throws; then it is drawn.")


@open_to(rules.keeps_people)
@require_http_methods(["GET", "POST"])
def sign_up_edit(request: Asked, slug: str) -> HttpResponse:
    """Decide how people sign up."""
    gathering = kept(request, slug)
    sign_up = SignUp.objects.filter(pk=gathering.pk).first()
    form = SignUpForm(request.POST or None, gathering, sign_up)
    if request.method == "POST" and form.is_valid():
        try:
            signups.set_sign_up(gathering=gathering, by=request.who, channel="web", **form.keywords())
            messages.success(request, _("Sign-up was saved."))
            return redirect("gatherings:people", slug)
        except Unusable as refusal:
            form.add_error(None, str(refusal.message))
    context = {"gathering": gathering, "sign_up": sign_up, "form": form}
    return render(request, "gatherings/sign_up.html", context, status=422 if form.errors else 200)
