"""How well promises are kept: a public page of the desk, its table and its file."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, anyone, open_to
from kyodo.kernel.tables.write import table_file
from kyodo.matching.queries import figures as queries


def _year(request: Asked, known: list[int]) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in known else known[0]


@open_to(anyone)
@never_kept
def figure_page(request: Asked) -> HttpResponse:
    """Show the figures of a fiscal year to everybody; read afresh, as notes of the desk are no public table."""
    known = queries.years()
    year = _year(request, known)
    found = queries.figures_of(year)
    context: dict[str, Any] = {
        "figures": found,
        "year": FiscalYear(year),
        "years": [FiscalYear(one) for one in known],
        "has_any": any(figure.value for figure in found),
    }
    return render(request, "matching/figures.html", context)


@open_to(anyone)
@never_kept
def figure_table(request: Asked) -> StreamingHttpResponse:
    """Give the figures of a fiscal year as a table file."""
    year = _year(request, queries.years())
    found = queries.figures_of(year)
    rows = [(year, str(one.label), one.value, one.text, str(one.meaning)) for one in found]
    return table_file(f"desk-figures-{year}", queries.HEADINGS, rows)
