"""Letters: shown for editing before they leave, printed as A4."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kyodo.commons.asks.public import accountable
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, find_or_404, open_to
from kyodo.matching import rules
from kyodo.matching.actions import letters
from kyodo.matching.forms.introductions import LetterForm
from kyodo.matching.letters.contexts import for_introduction, for_offer
from kyodo.matching.letters.sheets import letter_pdf
from kyodo.matching.letters.wording import letter_text
from kyodo.matching.models import Introduction, Letter, Offer
from kyodo.matching.queries.introductions import whole
from kyodo.matching.states import LetterKind, Role

#: What may be written to a side, by where the introduction stands; thanks always.
KINDS: dict[str, dict[str, tuple[LetterKind, ...]]] = {
    Role.HOST: {
        "asked": (LetterKind.ASK_HOST,), "unreached": (LetterKind.UNREACHED, LetterKind.ASK_HOST),
        "declined": (LetterKind.CLOSING,), "closed": (LetterKind.CLOSING,), "meeting": (LetterKind.MEETING,),
    },
    Role.GUEST: {
        "declined": (LetterKind.DECLINE,), "unreached": (LetterKind.UNREACHED,), "closed": (LetterKind.CLOSING,),
        "meeting": (LetterKind.MEETING,),
    },
}  # fmt: skip
OFFER_KINDS = (LetterKind.IN_TURN, LetterKind.WAITING, LetterKind.CLOSING, LetterKind.THANKS)


def kinds_for(introduction: Introduction, role: str) -> tuple[LetterKind, ...]:
    """Return the letters that can be written to a side as it stands."""
    return (*KINDS[role].get(introduction.state, ()), LetterKind.THANKS)


def _chosen(request: Asked, kinds: tuple[LetterKind, ...]) -> LetterKind:
    typed = request.GET.get("kind", kinds[0])
    if typed not in kinds:
        raise Http404
    return LetterKind(typed)


def _sent(request: Asked, kind: LetterKind, is_easy: bool, form: LetterForm, about: dict[str, Any]) -> HttpResponse:
    on_paper = request.POST.get("way") == "paper"
    typed = {name: form.cleaned_data[name] for name in ("subject", "body")}
    letter = letters.write_letter(
        kind=kind, is_easy=is_easy, on_paper=on_paper, by=request.who, channel="web", **about, **typed
    )
    messages.success(request, _("The letter is on its way.") if letter.by_mail else _("Please print it now."))
    return redirect(letter)


def _compose(request: Asked, kinds: tuple[LetterKind, ...], context: Any, **about: Any) -> HttpResponse:
    """Show a letter in the house's words, and write it as it was edited."""
    kind, is_easy = _chosen(request, kinds), request.GET.get("easy") == "1"
    if request.method == "POST":
        form = LetterForm(request.POST)
        if form.is_valid():
            return _sent(request, kind, is_easy, form, about)
    else:
        subject, body = letter_text(kind, context(kind), is_easy=is_easy)
        form = LetterForm(initial={"subject": subject, "body": body})
    shown = {"form": form, "kind": kind, "kinds": [(k, k.label) for k in kinds], "is_easy": is_easy, **about}
    return render(request, "matching/letter_edit.html", shown, status=422 if form.errors else 200)


@open_to(rules.keeps_desk)
@require_http_methods(["GET", "POST"])
@once
def for_side(request: Asked, pk: int, role: str) -> HttpResponse:
    """Write a letter to one side of an introduction."""
    found = find_or_404(whole(Introduction.objects.all()), rules.may_keep, request.who, pk=pk)
    kinds = kinds_for(found, role)
    return _compose(
        request, kinds, lambda kind: for_introduction(found, role, kind), introduction=found, role=Role(role)
    )


@open_to(rules.keeps_desk)
@require_http_methods(["GET", "POST"])
@once
def for_writer(request: Asked, code: str) -> HttpResponse:
    """Write a letter to whoever wrote an offer."""
    found = find_or_404(Offer.objects.select_related("actor", "seat", "person"), rules.may_keep, request.who, code=code)
    return _compose(request, OFFER_KINDS, lambda kind: for_offer(found, kind), offer=found, role=Role.GUEST)


def _letter(request: Asked, pk: int) -> Letter:
    found = Letter.objects.select_related("seat__actor", "person", "introduction__host", "introduction__guest")
    return find_or_404(found.select_related("offer__actor", "by"), rules.may_keep, request.who, pk=pk)


@open_to(rules.keeps_desk)
def letter(request: Asked, pk: int) -> HttpResponse:
    """Show a letter as it was worded."""
    found = _letter(request, pk)
    shown = {"letter": found, "answers": accountable([found])[found.pk], "now": timezone.now()}
    return render(request, "matching/letter.html", shown)


@open_to(rules.keeps_desk)
def letter_sheet(request: Asked, pk: int) -> HttpResponse:
    """Show a letter as a sheet of A4."""
    found = _letter(request, pk)
    response = HttpResponse(letter_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{found.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@open_to(rules.keeps_desk)
@require_POST
def printed(request: Asked, pk: int) -> HttpResponse:
    """Write down that a letter was printed and sent."""
    found = _letter(request, pk)
    letters.mark_letter_printed(letter=found, by=request.who, channel="web")
    messages.success(request, _("It is written down as sent by post."))
    return redirect(found.introduction or "matching:desk")
