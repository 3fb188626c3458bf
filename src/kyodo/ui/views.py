"""The gallery: every component with its states, for whoever builds or judges pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyodo.kernel.permissions import anyone, open_to
from kyodo.ui import samples


@open_to(anyone)
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components, in both color schemes."""
    return render(request, "ui/gallery.html", samples.everything(request))
