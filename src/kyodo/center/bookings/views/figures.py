"""The figures of the rooms for everybody, and the fee table."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kyodo.center.bookings.heat import heat_chart
from kyodo.center.bookings.models import Conditions, Fee
from kyodo.center.bookings.queries import figures as queries
from kyodo.center.bookings.queries.money import fees_by_room, reductions_shown
from kyodo.kernel.clock.now import today
from kyodo.kernel.clock.words import month_text
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.permissions import Asked, anyone, open_to
from kyodo.kernel.tables.write import table_file


@open_to(anyone)
@never_kept
def figures(request: Asked) -> HttpResponse:
    """Show how much the rooms are used in a month: by room and hour, and how many people came."""
    month = queries.month_named(request.GET.get("month", ""), today())
    context = {
        "month": month,
        "month_words": month_text(month),
        "months": [(one, month_text(one)) for one in queries.months_shown(today())],
        "chart": heat_chart(queries.use_map(month), _("Use of the rooms by hour of the day, in percent")),
        "visits": queries.visits_of(month),
    }
    return render(request, "bookings/figures.html", context)


@open_to(anyone)
@never_kept
def figures_table(request: Asked) -> StreamingHttpResponse:
    """Give the use of a month as a table: one row a room and hour."""
    month = queries.month_named(request.GET.get("month", ""), today())
    used = queries.use_map(month)
    rows = [
        (room.name, hour, rate.used, rate.open, rate.percent)
        for room, rates, _all in used.rows
        for hour, rate in zip(used.hours, rates, strict=True)
    ]
    headings = ("部屋", "時", "利用した15分の数", "開館していた15分の数", "利用率（％）")
    return table_file(f"rooms-{month:%Y-%m}", headings, rows)


@open_to(anyone)
def fees(request: Asked) -> HttpResponse:
    """Show the fee table that is in force, and what is announced."""
    context = {
        "rooms": fees_by_room(Fee.objects.filter(resource__is_public=True)),
        "reductions": reductions_shown(), "steps": Conditions.objects.exclude(cancellation=[]),
    }  # fmt: skip
    return render(request, "bookings/fees.html", context)
