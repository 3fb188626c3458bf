"""What readers do: ask, say yes, choose, leave with one click; and ask for copies on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kyodo.center.newsletters.actions import readers as actions
from kyodo.center.newsletters.actions.paper import ask_for_copies
from kyodo.center.newsletters.forms import CopiesForm, OwnForm, SubscribeForm
from kyodo.center.newsletters.links import own_address, signature_of
from kyodo.center.newsletters.models import Reader, Series, Wish
from kyodo.center.newsletters.networks import network_of
from kyodo.center.newsletters.queries.readers import open_series
from kyodo.center.newsletters.words import way
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.idempotency.once import once
from kyodo.kernel.permissions import Asked, anyone, open_to


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def subscribe(request: Asked) -> HttpResponse:
    """Take an address; whoever it is, the answer is the same."""
    form = SubscribeForm(request.POST or None, initial={"series": request.GET.getlist("series")})
    if request.method == "POST" and form.is_valid():
        language = get_language() or "ja"
        actions.ask_for_newsletters(
            **form.cleaned_data, network=network_of(request), language=language, by=request.who, channel="web"
        )
        return redirect("newsletters:asked")
    context = {"form": form, "crumbs": way()}
    return render(request, "newsletters/subscribe.html", context, status=422 if form.errors else 200)


@open_to(anyone)
def asked(request: Asked) -> HttpResponse:
    """Say that a letter is under way, where one may be sent."""
    return render(request, "newsletters/asked.html", {"crumbs": way(), "days": actions.VALID.days})


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def confirm(request: Asked, token: str) -> HttpResponse:
    """Let the owner of a mailbox say yes; opening the page changes nothing."""
    wish = Wish.objects.filter(token=token, used_at=None).exclude(address="").first()
    if wish and request.method == "POST":
        reader = actions.confirm_wish(wish=wish, by=request.who, channel="web")
        if reader:
            messages.success(request, _("Thank you. From the next issue on you get it by mail."))
            return redirect(own_address(reader))
        wish = None
    names = [one.name for one in Series.objects.filter(slug__in=wish.series)] if wish else []
    context = {"wish": wish, "names": names, "crumbs": way()}
    return render(request, "newsletters/confirm.html", context, status=200 if wish else 404)


def _reader(code: str, token: str, purpose: str) -> Reader:
    """Return the reader to whom a signed link belongs; raises ``Http404``."""
    reader = Reader.objects.filter(code=code).first() if signature_of(purpose).fits(token, code) else None
    if reader is None:
        raise Http404
    return reader


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def own(request: Asked, code: str, token: str) -> HttpResponse:
    """Show a reader what they get, and let them choose."""
    reader = _reader(code, token, "own")
    form = OwnForm(open_series(reader), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.choose_series(reader=reader, by=request.who, channel="web", **form.keywords())
        messages.success(request, _("Your choice is kept."))
        return redirect(request.path)
    return render(request, "newsletters/own.html", {"reader": reader, "form": form, "crumbs": way()})


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
def erase(request: Asked, code: str, token: str) -> HttpResponse:
    """Forget a reader's address at once, when they say so."""
    reader = _reader(code, token, "own")
    if request.method == "POST":
        actions.erase_reader(reader=reader, by=request.who, channel="web")
    context = {"is_erased": request.method == "POST" or not reader.address, "crumbs": way()}
    return render(request, "newsletters/erase.html", context)


@open_to(anyone)
@csrf_exempt
@never_kept
@require_http_methods(["GET", "POST"])
def leave(request: Asked, slug: str, code: str, token: str) -> HttpResponse:
    """End a newsletter: at once by POST, from a mail program or the button; opening the page ends nothing."""
    reader = _reader(code, token, f"leave.{slug}")
    series = Series.objects.get(slug=slug)
    if request.method == "POST":
        actions.leave_series(reader=reader, series=series, by=request.who, channel="web")
    context = {"series": series, "is_open": series.pk in open_series(reader), "crumbs": way()}
    return render(request, "newsletters/leave.html", context)


@open_to(anyone)
@never_kept
@require_http_methods(["GET", "POST"])
@once
def copies_new(request: Asked) -> HttpResponse:
    """Take the wish of an organization or a place for copies on paper."""
    form = CopiesForm(request.POST or None, initial={"series": request.GET.get("series")})
    if request.method == "POST" and not form.asks_for_address and form.is_valid():
        actions.count_from(network=network_of(request), by=request.who, channel="web")
        ask_for_copies(by=request.who, channel="web", **form.cleaned_data)
        messages.success(request, _("We have your request. The center writes or phones if there is a question."))
        return redirect("newsletters:copies")
    context = {"form": form, "crumbs": way()}
    return render(request, "newsletters/copies_new.html", context, status=422 if form.errors else 200)
