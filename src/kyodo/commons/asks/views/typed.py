"""The staff's box for answers that came on paper, by phone or at the counter: six keys for a plain one."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyodo.commons.asks import actions, queries, rules
from kyodo.commons.asks.forms import TypedReplyForm
from kyodo.commons.asks.hooks import SCAN
from kyodo.commons.asks.models import Ask, Choice
from kyodo.commons.people.models import Person
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.files.actions import store
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, open_to


@open_to(rules.keeps_asks)
@require_http_methods(["GET", "POST"])
@once
def replies(request: Asked) -> HttpResponse:
    """Take the letters of a code and the number of the answer; show what was written down today."""
    way = request.session.get("reply_channel", "fax")
    form = TypedReplyForm(request.POST or None, request.FILES or None, initial={"channel": way})
    found: list[Ask] = []
    if request.method == "POST" and form.is_valid():
        found = queries.by_letters(form.cleaned_data["typed"][0])
        if _written(request, form, found):
            return redirect("asks:replies")
    shown = {"form": form, "candidates": found if len(found) > 1 else [], "now": timezone.now()}
    shown["latest"] = queries.replies_since(timezone.now() - timedelta(hours=12))
    return render(request, "asks/replies.html", shown, status=422 if form.errors else 200)


def _chosen(form: TypedReplyForm, found: list[Ask]) -> Choice | None:
    """Return the answer that is meant; None, with what to type instead, where that is not clear."""
    letters, number = form.cleaned_data["typed"]
    if len(found) != 1:
        several = _("Several questions begin with %(letters)s. Please type one letter more.")
        none = _("No open question begins with %(letters)s. Please look at the code again.")
        form.add_error("typed", (several if found else none) % {"letters": letters})
        return None
    choice = next((choice for choice in found[0].choices.all() if choice.number == number), None)
    if choice is None:
        form.add_error("typed", _("This question has no answer %(number)s.") % {"number": number})
    return choice


def _written(request: Asked, form: TypedReplyForm, found: list[Ask]) -> bool:
    """Write down the answer where it is clear which one is meant; return whether it was."""
    choice = _chosen(form, found)
    if choice is None:
        return False
    try:
        _write(request, form, found[0], choice)
    except (Conflict, Unusable) as told:
        form.add_error("typed", str(told.message))
        return False
    return True


def _write(request: Asked, form: TypedReplyForm, ask: Ask, choice: Choice) -> None:
    values, by = form.cleaned_data, request.who
    typed_by = Person.objects.filter(pk=by.pk or 0).first()
    reply = actions.answer(
        ask=ask, choice=choice, words=values["words"], by=by, channel=values["channel"], typed_by=typed_by
    )
    if values["scan"]:
        store(values["scan"], owner=reply, kind=SCAN, by=by, channel="web")
    request.session["reply_channel"] = values["channel"]
    who = f"{ask.seat.actor.name} {ask.seat.title}" if ask.seat else str(ask.person)
    said = {"who": who, "answer": choice.label, "subject": ask.subject}
    messages.success(request, _("Written down: %(who)s answered “%(answer)s” to “%(subject)s”.") % said)
