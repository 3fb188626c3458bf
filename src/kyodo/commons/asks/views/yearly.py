"""The yearly figures of asks: a page to print for the committee, and the same as a table file."""

from contextlib import suppress

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kyodo.commons.asks import figures, rules
from kyodo.kernel.clock.fiscal import FiscalYear
from kyodo.kernel.errors import Unusable
from kyodo.kernel.permissions import Asked, open_to
from kyodo.kernel.tables.write import table_file

FIRST_YEAR = 2020


def _year(request: Asked) -> FiscalYear:
    """Return the fiscal year that was asked for, this one where none was or there is none."""
    current = FiscalYear.current()
    with suppress(Unusable):
        wanted = FiscalYear.read(request.GET.get("year", "")[:20])
        return wanted if FIRST_YEAR <= wanted.year <= current.year else current
    return current


@open_to(rules.keeps_asks)
def figures_page(request: Asked) -> HttpResponse:
    """Show the figures of a fiscal year."""
    year, current = _year(request), FiscalYear.current()
    shown = {"found": figures.figures(year), "bands": figures.band_labels(), "year": year}
    shown["before"] = FiscalYear(year.year - 1) if year.year > FIRST_YEAR else None
    shown["after"] = FiscalYear(year.year + 1) if year < current else None
    return render(request, "asks/figures.html", shown)


@open_to(rules.keeps_asks)
def figures_table(request: Asked) -> StreamingHttpResponse:
    """Give the figures of a fiscal year as a table file, one number a line."""
    year = _year(request)
    headings = [_("Figure of"), _("Which"), _("What is counted"), _("Number")]
    return table_file(f"asks-{year.year}", headings, figures.lines_of(figures.figures(year)))
