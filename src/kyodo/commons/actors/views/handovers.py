"""The handover book of a seat: what stands in it, notes of the year, the papers; and what the desk still waits for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyodo.commons.actors import queries as people
from kyodo.commons.actors import rules
from kyodo.commons.actors.forms import BookForm, NoteForm
from kyodo.commons.actors.handover import actions, book, queries
from kyodo.commons.actors.models import Handover, HandoverNote, Seat
from kyodo.commons.actors.states import NoteKind
from kyodo.commons.actors.views.papers import paper
from kyodo.kernel.errors import Conflict
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to, signed_in


def _seat(request: Asked, slug: str, pk: int) -> Seat:
    seats = Seat.objects.select_related("actor")
    return find_or_404(seats, rules.may_keep_handover, request.who, pk=pk, actor__slug=slug)


@open_to(signed_in)
@require_safe
def handover(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Show the book of a seat as it stands today, with a tick for each page."""
    seat = _seat(request, slug, pk)
    latest = queries.latest_book(seat)
    shown = {
        "seat": seat, "actor": seat.actor, "holder": people.holder_of(seat), "parts": queries.filled(seat),
        "latest": latest, "left_out": set(latest.left_out) if latest else set(), "kinds": NoteKind.choices,
        "notes": queries.notes_of(seat), "keeps_seats": bool(rules.keeps_seats(request.who)),
    }  # fmt: skip
    return render(request, "actors/handover/book.html", shown)


@open_to(signed_in)
@require_POST
@once
def handover_make(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Make the book with the ticked pages; the papers can be printed then."""
    seat, form = _seat(request, slug, pk), BookForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form["sections"].errors)))
    else:
        try:
            actions.make_book(seat=seat, by=request.who, channel="web", ticked=form.cleaned_data["sections"])
            messages.success(request, _("The book is ready. Print it and put it into an envelope with its page."))
        except Conflict as told:
            messages.error(request, str(told.message))
    return redirect("actors:handover", slug, pk)


def _book(request: Asked, slug: str, seat: int, pk: int) -> Handover:
    books = Handover.objects.select_related("seat__actor")
    return find_or_404(books, rules.may_keep_book, request.who, pk=pk, seat=seat, seat__actor__slug=slug)


@open_to(signed_in)
@require_safe
def handover_book(request: Asked, slug: str, seat: int, pk: int) -> HttpResponse:
    """Give the book as PDF."""
    return paper(book.book_pdf(_book(request, slug, seat, pk)), f"handover-{pk}")


@open_to(signed_in)
@require_safe
def handover_envelope(request: Asked, slug: str, seat: int, pk: int) -> HttpResponse:
    """Give the page for the envelope as PDF."""
    return paper(book.envelope_pdf(_book(request, slug, seat, pk)), f"envelope-{pk}")


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
@once
def note_new(request: Asked, slug: str, pk: int) -> HttpResponse:
    """Write down something for whoever follows."""
    seat, kind = _seat(request, slug, pk), request.GET.get("kind", NoteKind.NOTE)
    form = NoteForm(request.POST or None, request.FILES or None, initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        actions.write_note(seat=seat, by=request.who, channel="web", **form.keywords())
        messages.success(request, _("It was written down and stands in the book from now on."))
        return redirect("actors:handover", slug, pk)
    shown = {"seat": seat, "actor": seat.actor, "form": form, "note": None, "files": []}
    return render(request, "actors/handover/note.html", shown, status=422 if form.errors else 200)


def _note(request: Asked, slug: str, seat: int, pk: int) -> HandoverNote:
    notes = HandoverNote.objects.select_related("seat__actor")
    return find_or_404(notes, rules.may_keep_note, request.who, pk=pk, seat=seat, seat__actor__slug=slug)


@open_to(signed_in)
@require_http_methods(["GET", "POST"])
def note_change(request: Asked, slug: str, seat: int, pk: int) -> HttpResponse:
    """Change a note."""
    note = _note(request, slug, seat, pk)
    form = NoteForm.for_note(note, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_note(note=note, by=request.who, channel="web", **form.keywords())
            messages.success(request, _("The note was saved."))
            return redirect("actors:handover", slug, seat)
        except Conflict as told:
            form.add_error(None, str(told.message))
    shown = {"seat": note.seat, "actor": note.seat.actor, "form": form, "note": note}
    shown["files"] = queries.files_of_note(note)
    return render(request, "actors/handover/note.html", shown, status=422 if form.errors else 200)


@open_to(signed_in)
@require_POST
def note_remove(request: Asked, slug: str, seat: int, pk: int) -> HttpResponse:
    """Remove a note that is of no use any more."""
    actions.remove_note(note=_note(request, slug, seat, pk), by=request.who, channel="web")
    messages.success(request, _("The note was removed."))
    return redirect("actors:handover", slug, seat)


@open_to(rules.keeps_seats)
def desk_handovers(request: Asked) -> HttpResponse:
    """Show the books whose successor has not confirmed them, and those that were confirmed last."""
    shown = {"waiting": list(queries.unconfirmed()[:200]), "confirmed": queries.confirmed_lately()}
    return render(request, "actors/handover/desk.html", shown)
