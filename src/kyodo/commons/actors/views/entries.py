"""The directory of organizations, their pages, and what their keepers do with them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.actors import actions, linked_data, queries, rules, tablefile
from kyodo.commons.actors.directory import Directory, Line, Selection
from kyodo.commons.actors.forms import EntryForm, StaffEntryForm
from kyodo.commons.actors.models import Actor
from kyodo.commons.actors.states import ListingState
from kyodo.kernel.errors import Conflict
from kyodo.kernel.facets import Found, page_number
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to, require, signed_in
from kyodo.kernel.registry import PANELS

FACET_LABELS = {"kind": gettext_lazy("Kind"), "ward": gettext_lazy("Ward"), "field": gettext_lazy("Field of activity")}


@open_to(anyone)
def organization_list(request: Asked) -> HttpResponse:
    """Show the directory, narrowed by facets and a name."""
    keeps = bool(rules.keeps_directory(request.who))
    directory = Directory()
    selection = directory.select(request.GET, sees_all=keeps)
    found = directory.page(selection, page_number(request.GET))
    return render(request, "actors/list.html", {"keeps": keeps, **list_context(selection, found)})


def list_context(selection: Selection, found: Found[Line]) -> dict[str, Any]:
    """Return what the directory's page shows besides its entries."""
    chosen = [(facet, choice) for facet, choices in found.facets.items() for choice in choices if choice.is_chosen]
    return {
        "found": found,
        "selection": selection,
        "groups": [
            {"name": f, "label": FACET_LABELS[f], "options": choices} for f, choices in found.facets.items() if choices
        ],
        "chips": [{"label": c.label, "href": selection.without(facet, c.value).query} for facet, c in chosen],
        "keep": [pair for pair in selection.pairs if pair[0] in ("q", "state")],
        "keep_facets": [pair for pair in selection.pairs if pair[0] != "q"],
        "states": ListingState.choices,
    }


@open_to(anyone)
def organization_table(request: Asked) -> StreamingHttpResponse:
    """Give the chosen organizations as a table file."""
    directory = Directory()
    selection = directory.select(request.GET)
    return tablefile.directory_file(directory.all(selection).iterator(chunk_size=500))


@open_to(anyone)
def organization_detail(request: Asked, slug: str) -> HttpResponse:
    """Show an organization; names of holders only where they agreed to it."""
    find = partial(find_or_404, Actor.objects.all(), rules.may_see, request.who, slug=slug)
    # What nobody in particular may see is the same for all of them.
    actor = find() if request.who.is_known else remember(("actors:entry", slug), find)
    verbs = ("edit", "list", "see_holders", "see_mandates")
    may = {verb: bool(rules.MAY[verb](request.who, actor)) for verb in verbs}
    panels = [(panel, panel.read(request)) for panel in PANELS if panel.page == "organization"]
    context = {"actor": actor, "may": may, "panels": [(p, c) for p, c in panels if c is not None]}
    context["own_seats"] = queries.own_seats(actor, request.who.pk) if may["edit"] else []
    return render(request, "actors/detail.html", {**context, **organization_page(actor)})


def organization_page(actor: Actor) -> dict[str, Any]:
    """Return what an organization's page shows to everybody who may open it, kept for this minute."""
    minute = int(timezone.now().timestamp() // 60)

    def read() -> dict[str, Any]:
        names = queries.public_names(actor)
        line = Directory().lines([actor])[0]
        return {
            "line": line,
            "districts": list(actor.districts.all()),
            "seats": [(seat, names.get(seat.pk, "")) for seat in actor.seats.all()],
            "data": linked_data.organization(line),
        }

    return {**remember(("actors:page", actor.pk, minute, get_language()), read), "minute": minute}


@open_to(rules.keeps_directory)
@require_http_methods(["GET", "POST"])
@once
def organization_new(request: Asked) -> HttpResponse:
    """Write a new entry."""
    form = StaffEntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actor = actions.create_actor(by=request.who, channel="web", **form.keywords())
            messages.success(request, _("The entry was saved. It is not public yet."))
            return redirect(actor)
        except Conflict as conflict:
            form.refused(conflict.message)
    return render(request, "actors/edit.html", {"form": form, "actor": None}, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
def organization_edit(request: Asked, slug: str) -> HttpResponse:
    """Change an entry; staff and whoever holds a seat of it."""
    actor = find_or_404(Actor.objects.all(), rules.may_edit, request.who, slug=slug)
    kind = StaffEntryForm if rules.keeps_directory(request.who) else EntryForm
    form = kind.for_actor(actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_actor(actor=actor, by=request.who, channel="web", seen_at=form.seen(), **form.keywords())
            messages.success(request, _("The entry was saved."))
            return redirect(actor)
        except Conflict as conflict:
            form.refused(conflict.message, actor)
    return render(request, "actors/edit.html", {"form": form, "actor": actor}, status=422 if form.errors else 200)


#: Verb → (action, what is said when it is done).
ACTS = {
    "confirm": (actions.confirm_actor, gettext_lazy("Thank you. The entry counts as confirmed today.")),
    "list": (actions.list_actor, gettext_lazy("The entry is in the directory now.")),
    "withdraw": (actions.withdraw_actor, gettext_lazy("The entry is no longer in the directory.")),
}


@open_to(signed_in)
@require_POST
def organization_act(request: Asked, slug: str, verb: str) -> HttpResponse:
    """Confirm an entry, show it in the directory or take it out."""
    actor = find_or_404(Actor.objects.prefetch_related("wards", "fields"), rules.may_edit, request.who, slug=slug)
    require(rules.MAY, verb, request.who, actor)
    act, said = ACTS[verb]
    act(actor=actor, by=request.who, channel="web")
    messages.success(request, said)
    return redirect(actor)
