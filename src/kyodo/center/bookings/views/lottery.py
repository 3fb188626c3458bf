"""The lottery for everybody: rounds, how to draw again, the list and the result, and one's own entry."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.center.bookings import rules
from kyodo.center.bookings.actions import draws
from kyodo.center.bookings.actions import lottery as actions
from kyodo.center.bookings.entering import Entering
from kyodo.center.bookings.lottery_example import example
from kyodo.center.bookings.models import Entry, Round
from kyodo.center.bookings.queries import lottery as queries
from kyodo.kernel.errors import Conflict, Refused, Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to, require, signed_in

ROWS_SHOWN = 20


@open_to(anyone)
def round_list(request: Asked) -> HttpResponse:
    """Show the rounds, the latest first."""
    page = Paginator(queries.rounds(), ROWS_SHOWN).get_page(request.GET.get("page"))
    lines = [(round_, queries.is_taking(round_, timezone.now())) for round_ in page]
    return render(request, "bookings/lottery_list.html", {"page": page, "lines": lines})


@open_to(anyone)
def how(request: Asked) -> HttpResponse:
    """Explain how anybody can draw again."""
    return render(request, "bookings/lottery_how.html", {"example": example()})


@open_to(anyone)
@never_kept
def round_detail(request: Asked, code: str) -> HttpResponse:
    """Show a round: when, which rooms, the published list, the result."""
    round_ = find_or_404(queries.rounds(), rules.may_see_round, request.who, code=code)
    context = {
        "round": round_,
        "is_taking": queries.is_taking(round_, timezone.now()),
        "is_coming": timezone.now() < round_.opens_at,
        "order": queries.order_of(round_) if round_.record else [],
        "again": round_.again.all(),
    }
    return render(request, "bookings/lottery_round.html", context)


def _file(text: str, kind: str, name: str) -> HttpResponse:
    if not text:
        raise Http404
    response = HttpResponse(text.encode(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to(anyone)
def round_listing(request: Asked, code: str) -> HttpResponse:
    """Give the closed list as the file that was hashed, byte for byte."""
    round_ = find_or_404(Round.objects.all(), rules.may_see_round, request.who, code=code)
    return _file(round_.listing, "text/plain; charset=utf-8", f"{round_.code}-list.txt")


@open_to(anyone)
def round_record(request: Asked, code: str) -> HttpResponse:
    """Give the file of the draw, which ``./kyodo verify-draw`` recomputes."""
    round_ = find_or_404(Round.objects.all(), rules.may_see_round, request.who, code=code)
    return _file(round_.record, "application/json", f"{round_.code}-draw.json")


# --- one's own entry --------------------------------------------------------------------------


@open_to(signed_in)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def entry_new(request: Asked, code: str) -> HttpResponse:
    """Enter a round in three steps, one page each, without a script."""
    round_ = find_or_404(queries.rounds(), rules.may_see_round, request.who, code=code)
    entering = Entering(request.POST or None, round_, request.who)
    entry = entering.sent()
    if entry is not None:
        messages.success(request, _("You take part. Your entry number is %(number)s.") % {"number": entry.key})
        return redirect(entry)
    return render(request, "bookings/lottery_enter.html", entering.context, status=entering.status)


@open_to(signed_in)
@never_kept
def entry_detail(request: Asked, code: str) -> HttpResponse:
    """Show an entry to its own people and to the counter."""
    entry = find_or_404(_entries(), rules.may_see_entry, request.who, code=code)
    context = {
        "entry": entry,
        "round": entry.round,
        "is_taking": queries.is_taking(entry.round, timezone.now()),
        "of": entry.round.entries.filter(place__isnull=False).count(),
        "keeps": bool(rules.keeps_rooms(request.who)),
    }
    return render(request, "bookings/lottery_entry.html", context)


def _entries() -> Any:
    found = Entry.objects.select_related("round", "party__actor", "party__contact", "won__resource", "booking")
    return found.prefetch_related("wishes__resource")


#: Verb → (action, what is said when it is done).
ACTS: dict[str, tuple[Any, Any]] = {
    "withdraw_entry": (actions.withdraw, gettext_lazy("The entry was withdrawn.")),
    "keep_win": (draws.keep_win, gettext_lazy("The win is confirmed. The room is booked for you.")),
    "give_back": (draws.give_back, gettext_lazy("The win was given back. Thank you for telling us in time.")),
}


@open_to(signed_in)
@require_POST
def entry_act(request: Asked, code: str, verb: str) -> HttpResponse:
    """Withdraw an entry, confirm a win or give it back."""
    entry = find_or_404(_entries(), rules.may_see_entry, request.who, code=code)
    require(rules.MAY, verb, request.who, entry)
    act, said = ACTS[verb]
    try:
        act(entry=entry, by=request.who, channel="counter" if rules.keeps_rooms(request.who) else "web")
        messages.success(request, said)
    except (Conflict, Refused, Unusable) as refusal:
        messages.error(request, str(refusal.message))
    return redirect(entry)
