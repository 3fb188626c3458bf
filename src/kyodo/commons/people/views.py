"""My page, the contact points on it, the roles desk and the sample sign-in."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.people import actions, queries, rules
from kyodo.commons.people.demo import demo_account
from kyodo.commons.people.forms import ContactPointForm, DemoSignInForm, GrantForm, PersonForm
from kyodo.commons.people.models import ContactPoint, Person
from kyodo.commons.people.roles import ADMINISTRATOR
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.notices import line
from kyodo.kernel.permissions import ROLES, Asked, anyone, find_or_404, holder_of, open_to, require, signed_in
from kyodo.kernel.registry import PANELS


@open_to(signed_in)
def my_page(request: Asked) -> HttpResponse:
    """Show a person what the house knows of them and what waits for them."""
    person = Person.objects.filter(pk=request.who.pk or 0).first()
    panels = [(panel, panel.read(request)) for panel in PANELS if panel.page == "my"]
    shown = {"person": person, "roles": queries.role_labels(person), "contact_form": ContactPointForm()}
    return render(request, "people/my_page.html", {**shown, "panels": [(p, c) for p, c in panels if c is not None]})


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
def change_me(request: Asked) -> HttpResponse:
    """Change one's own name, reading or daily name."""
    person = find_or_404(Person.objects.all(), rules.may_change_person, request.who, pk=request.who.pk)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        stored = Person.objects.get(pk=person.pk)
        actions.change_person(person=stored, by=request.who, channel="web", **form.cleaned_data)
        messages.success(request, _("Your entry was saved."))
        return redirect("my_page")
    return render(request, "people/change_me.html", {"form": form})


@open_to(signed_in)
@require_POST
@once
def add_contact(request: Asked) -> HttpResponse:
    """Add a way to reach oneself."""
    person = find_or_404(Person.objects.all(), rules.may_change_person, request.who, pk=request.who.pk)
    form = ContactPointForm(request.POST)
    if form.is_valid():
        actions.add_contact_point(person=person, by=request.who, channel="web", **form.cleaned_data)
        messages.success(request, _("The contact was added."))
        return redirect("my_page")
    shown = {"person": person, "roles": queries.role_labels(person), "contact_form": form, "panels": []}
    return render(request, "people/my_page.html", shown, status=422)


@open_to(signed_in)
@require_POST
def change_contact(request: Asked, pk: int, verb: str) -> HttpResponse:
    """Remove a way to reach oneself, or make it the preferred one."""
    point = find_or_404(
        ContactPoint.objects.select_related("person"),
        lambda who, thing: rules.may_change_person(who, thing.person),
        request.who,
        pk=pk,
    )
    act = {"remove": actions.remove_contact_point, "prefer": actions.prefer_contact_point}[verb]
    act(point=point, by=request.who, channel="web")
    return redirect("my_page")


@open_to(signed_in)
@require_POST
def offer_line(request: Asked) -> HttpResponse:
    """Give oneself a code to connect one's LINE; it stands on my page while it holds."""
    person = find_or_404(Person.objects.all(), rules.may_change_person, request.who, pk=request.who.pk)
    if not line.is_on():
        raise Http404
    actions.offer_connecting(person=person, by=request.who, channel="web")
    return redirect("my_page")


@open_to(holder_of(ADMINISTRATOR))
@require_http_methods(["GET", "POST"])
@once
def roles(request: Asked) -> HttpResponse:
    """Show every role, who may hold it and who holds it; give one."""
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        require(rules.MAY, "grant_role", request.who, person)
        actions.grant_role(person=person, role=form.cleaned_data["role"], by=request.who, channel="web")
        messages.success(request, _("The role was given."))
        return redirect("people:roles")
    return render(request, "people/roles.html", {"roles": queries.holders_by_role(ROLES.items), "form": form})


@open_to(holder_of(ADMINISTRATOR))
@require_POST
def end_role(request: Asked, pk: int, role: str) -> HttpResponse:
    """End a role now."""
    person = find_or_404(Person.objects.all(), rules.may_see_person, request.who, pk=pk)
    require(rules.MAY, "end_role", request.who, person)
    actions.end_role(person=person, role=role, by=request.who, channel="web")
    messages.success(request, _("The role was ended."))
    return redirect("people:roles")


@open_to(anyone)
@require_http_methods(["GET", "POST"])
def demo_sign_in(request: Asked) -> HttpResponse:
    """Sign in as a sample person; this address exists in the demo only."""
    form = DemoSignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = demo_account(form.cleaned_data["code"])
        if account:
            login(request, account)
            return redirect("my_page")
        form.add_error("code", _("No sample person has this code. Please copy it again from the console."))
    return render(request, "people/demo_sign_in.html", {"form": form}, status=422 if form.errors else 200)
