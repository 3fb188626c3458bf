"""The roof's own pages."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyodo.kernel.permissions import anyone, open_to
from kyodo.kernel.registry import PANELS


@open_to(anyone)
def home(request: HttpRequest) -> HttpResponse:
    """Show the front door: one sentence, one search box, four doors, and what is on today."""
    panels = [(panel, panel.read(request)) for panel in PANELS if panel.page == "home"]
    return render(request, "site/home.html", {"panels": [(p, c) for p, c in panels if c is not None]})


@open_to(anyone)
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 once the database answers."""
    connection.ensure_connection()
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
