"""Figures without persons, for the desk and for everybody."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.center.consultations import rules
from kyodo.center.consultations.queries import figures as queries
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.clock.now import today
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, anyone, open_to


def _shown(request: Asked, before: date, *, is_public: bool) -> HttpResponse:
    known = queries.years()
    asked = request.GET.get("year", "")
    year = next((one for one in known if str(one.year) == asked), known[0])
    found = queries.tables(year, before)
    context = {"tables": found, "years": known, "year": year, "is_public": is_public}
    return render(request, "consultations/figures.html", context)


@open_to(anyone)
@never_kept
def public_figures(request: Asked) -> HttpResponse:
    """Show the figures of the months that are over: a month that still grows would tell of single visitors."""
    return _shown(request, today().replace(day=1), is_public=True)


@open_to(rules.keeps_a_desk)
@never_kept
def desk_figures(request: Asked) -> HttpResponse:
    """Show the figures up to today; small numbers are not told here either."""
    return _shown(request, min(today() + timedelta(days=1), FiscalYear.current().end), is_public=False)
