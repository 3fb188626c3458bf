"""The desk's day, a call written down, and the print of the day."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kyodo.center.consultations import rules
from kyodo.center.consultations.actions.consultations import write_consultation
from kyodo.center.consultations.forms.desk import CallForm
from kyodo.center.consultations.queries import desk as queries
from kyodo.kernel.clock.now import today
from kyodo.kernel.errors import Unusable
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, open_to

#: (key of the keyboard, name of the part, heading).
PARTS = (
    ("1", "today", gettext_lazy("Today's appointments")),
    ("2", "unsaid", gettext_lazy("Did they come?")),
    ("3", "due", gettext_lazy("To do today")),
    ("4", "waiting", gettext_lazy("Waiting for our call")),
    ("5", "week", gettext_lazy("The next days")),
    ("6", "open", gettext_lazy("Being looked after")),
    ("7", "shared", gettext_lazy("Handed to you")),
    ("8", "closed", gettext_lazy("Closed lately")),
)


def day_asked(request: Asked, name: str) -> date:
    """Return the day that the address names, else today."""
    try:
        return date.fromisoformat(request.GET.get(name, "")[:10])
    except ValueError:
        return today()


@open_to(rules.consults)
@never_kept
def day(request: Asked) -> HttpResponse:
    """Show what is to be done today, by receipt number and theme; nothing of what was told."""
    found = queries.the_day(request.who, today())
    parts = [(key, name, title, getattr(found, name)) for key, name, title in PARTS]
    context = {"day": found, "parts": parts, "today": today(), "keeps": bool(found.desks)}
    return render(request, "consultations/day.html", context)


@open_to(rules.keeps_a_desk)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def new(request: Asked) -> HttpResponse:
    """Write down a call or a visit; then choose a time, or go on with it."""
    form = CallForm(request.POST or None, queries.desks_of(request.who))
    if request.method == "POST" and form.is_valid():
        begun = request.POST.get("go") != "book"
        try:
            found = write_consultation(is_begun=begun, by=request.who, channel="web", **form.keywords())
            said = _("It is written down under the number %(code)s.") % {"code": found.code}
            messages.success(request, said)
            return redirect("consultations:one" if begun else "consultations:book", found.code)
        except Unusable as refusal:
            form.add_error("words", str(refusal.message))
    return render(request, "consultations/call.html", {"form": form}, status=422 if form.errors else 200)


@open_to(rules.keeps_a_desk)
@never_kept
def day_print(request: Asked) -> HttpResponse:
    """Show the appointments of a day for the counter's wall: times and themes, no person."""
    on = day_asked(request, "on")
    return render(request, "consultations/print.html", {"on": on, "rows": queries.print_of(request.who, on)})
