"""The gallery: every component with its states, for whoever builds or judges pages."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from kyodo.kernel.permissions import anyone, open_to
from kyodo.ui import samples
from kyodo.ui.forms import address_of


@open_to(anyone)
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components, in both color schemes."""
    return render(request, "ui/gallery.html", samples.everything(request))


@open_to(anyone)
def postcode(request: HttpRequest) -> HttpResponse:
    """Tell the address of ``?code=`` as ``{"address": …}``; empty where none is known."""
    return JsonResponse({"address": address_of(request.GET.get("code", ""))})
