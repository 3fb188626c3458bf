"""The coordinators' day, a host as the desk sees it, notes, and who looks after what."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kyodo.commons.actors.public import Actor
from kyodo.commons.people.public import Person
from kyodo.kernel.clock.now import today
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to
from kyodo.matching import rules
from kyodo.matching.actions import introductions, notes
from kyodo.matching.forms.desk import HandOverForm, NoteForm
from kyodo.matching.models import DeskNote, Introduction, Need, Offer
from kyodo.matching.queries import desk as read
from kyodo.matching.queries.hosts import host_of, notes_about
from kyodo.matching.queries.introductions import about, open_about
from kyodo.matching.views.attempts import attempt

#: Numbers of the keyboard that lead to the sections, in their order; the last ones have none.
KEYS = [*"1234567890", "", ""]


def _look(request: Asked, **more: int) -> read.Look:
    whose = request.GET.get("whose", "all")
    return read.Look(request.who.pk, whose if whose in read.WHOSE else "all", timezone.now(), today(), **more)


@open_to(rules.keeps_desk)
def day(request: Asked) -> HttpResponse:
    """Show the day: by need and by risk, each line with its one next step."""
    look = _look(request)
    sections = list(zip(KEYS, read.the_day(look), strict=True))
    shown = {"sections": sections, "whose": look.whose, "filters": read.WHOSE.items(), "now": look.now}
    return render(request, "matching/desk.html", shown | {"waiting": sum(part.total for _key, part in sections)})


@open_to(rules.keeps_desk)
def section(request: Asked, key: str) -> HttpResponse:
    """Show one section of the day at length, page by page."""
    if key not in read.SECTIONS:
        raise Http404
    typed = request.GET.get("page", "1")
    page = min(int(typed), 1000) if typed.isascii() and typed.isdigit() and int(typed) > 0 else 1
    look = _look(request, first=(page - 1) * read.MORE_ROWS, rows=read.MORE_ROWS)
    found = read.section(key, look)
    pages = -(-found.total // read.MORE_ROWS)
    shown = {"section": found, "whose": look.whose, "page": page, "pages": pages, "now": look.now}
    return render(request, "matching/desk_section.html", shown)


# --- hosts -----------------------------------------------------------------------------------


def _host(request: Asked, slug: str) -> Actor:
    return find_or_404(Actor.objects.all(), rules.may_keep, request.who, slug=slug)


def colleagues() -> list[Person]:
    """Return who works at the desk."""
    return read.colleagues(rules.DESK, timezone.now())


@open_to(rules.keeps_desk)
def host(request: Asked, slug: str) -> HttpResponse:
    """Show a host before it is asked once more: standing, mandate, meter, last calls, notes, what runs there."""
    found = host_of(_host(request, slug))
    return render(request, "matching/host.html", {"host": found, "note_form": NoteForm(colleagues())})


# --- notes -----------------------------------------------------------------------------------


def desk_parts(thing: Need | Offer) -> dict[str, Any]:
    """Return what the page of a need or an offer shows of the desk's own work on it."""
    people = colleagues()
    return {
        "kept": thing,
        "over_form": HandOverForm(people, initial={"seen": thing.keeper_id}),
        "notes": notes_about(thing),
        "note_form": NoteForm(people),
        "introductions": list(about(thing)),
        "still_open": open_about(thing).count() if thing.state == "met" else 0,
    }


def _note(request: Asked, about: Model, back: str) -> HttpResponse:
    form = NoteForm(colleagues(), request.POST)
    if not form.is_valid():
        messages.error(request, _("The note was not kept: please write some words."))
        return redirect(back)
    notes.write_note(about=about, by=request.who, channel="web", **form.keywords())
    messages.success(request, _("The note was kept."))
    return redirect(back)


@open_to(rules.keeps_desk)
@require_POST
@once
def note_host(request: Asked, slug: str) -> HttpResponse:
    """Keep a note about a host."""
    return _note(request, _host(request, slug), request.path.removesuffix("notes/"))


@open_to(rules.keeps_desk)
@require_POST
@once
def note_thing(request: Asked, code: str, kind: str) -> HttpResponse:
    """Keep a note about a need or an offer."""
    return _note(request, _kept(request, kind, code), request.path.removesuffix("notes/"))


@open_to(rules.keeps_desk)
@require_POST
@once
def note_introduction(request: Asked, pk: int) -> HttpResponse:
    """Keep a note about an introduction."""
    about = find_or_404(Introduction.objects.all(), rules.may_keep, request.who, pk=pk)
    return _note(request, about, about.get_absolute_url())


@open_to(rules.keeps_desk)
@require_POST
def finish_note(request: Asked, pk: int) -> HttpResponse:
    """Write down that the second pair of eyes has looked."""
    note = find_or_404(DeskNote.objects.all(), rules.may_keep, request.who, pk=pk)
    said = _("Thank you. Your colleague sees that you have looked.")
    attempt(request, lambda: notes.finish_note(note=note, by=request.who, channel="web"), said)
    return _back(request)


# --- who looks after what --------------------------------------------------------------------

MODELS: dict[str, type[Need] | type[Offer]] = {"need": Need, "offer": Offer}


def _kept(request: Asked, kind: str, code: str) -> Any:
    return find_or_404(MODELS[kind].objects.all(), rules.may_keep, request.who, code=code)


def _back(request: Asked) -> HttpResponse:
    """Lead back to the page of the desk from which this was sent."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if is_ours and target.startswith("/") else "matching:desk")


@open_to(rules.keeps_desk)
@require_POST
def claim(request: Asked, code: str, kind: str) -> HttpResponse:
    """Look after a need or an offer from now on."""
    thing = _kept(request, kind, code)
    said = _("You look after “%(title)s” from now on.") % {"title": thing}
    attempt(request, lambda: notes.claim(thing=thing, by=request.who, channel="web"), said)
    return _back(request)


@open_to(rules.keeps_desk)
@require_POST
def hand_over(request: Asked, code: str, kind: str) -> HttpResponse:
    """Let a colleague look after a need or an offer."""
    thing, form = _kept(request, kind, code), HandOverForm(colleagues(), request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a colleague."))
        return _back(request)
    seen = Person.objects.filter(pk=form.cleaned_data["seen"] or 0).first()
    to = form.cleaned_data["to"]
    facts: dict[str, Any] = {"to": to, "seen": seen, "by": request.who, "channel": "web"}
    said = _("%(name)s looks after it from now on.") % {"name": to}
    attempt(request, lambda: notes.hand_over(thing=thing, **facts), said)
    return _back(request)


@open_to(rules.keeps_desk)
@require_POST
def close_others(request: Asked, code: str, kind: str) -> HttpResponse:
    """Close kindly what is still open about a need or an offer that is met."""
    thing = _kept(request, kind, code)
    introductions.close_others(thing=thing, by=request.who, channel="web")
    messages.success(request, _("The others are closed. Their letters leave in ten minutes."))
    return redirect(f"matching:desk_{kind}", code)
