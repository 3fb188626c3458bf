"""What visitors read of events: the list, a month, one event, and the same for calendars and tables."""

from datetime import date
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyodo.commons.gatherings import linked_data, opendata, periods, queries, rules
from kyodo.commons.gatherings.ical import calendar_of
from kyodo.commons.gatherings.listing import FACET_LABELS, Line, Listing, Wanted
from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.months import month
from kyodo.commons.gatherings.queries import people
from kyodo.commons.gatherings.walls import panels_of
from kyodo.kernel.clock.now import now, today
from kyodo.kernel.facets import Found, page_number
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.kernel.tables.write import table_file

#: A page that is passed round has room for the marks of so many houses.
BOXES = 16


@open_to(anyone)
def event_list(request: Asked) -> HttpResponse:
    """Show what takes place, narrowed by days and facets."""
    listing = Listing(now())
    wanted = listing.wanted(request.GET)
    found = listing.page(wanted, page_number(request.GET))
    writes = bool(rules.writes_events(request.who))
    return render(request, "gatherings/list.html", {"writes": writes, **list_context(wanted, found)})


def list_context(wanted: Wanted, found: Found[Line]) -> dict[str, Any]:
    """Return what the list's page shows besides its events."""
    chosen = [(facet, choice) for facet, choices in found.facets.items() for choice in choices if choice.is_chosen]
    chips = [{"label": choice.label, "href": wanted.without(facet, choice.value).query} for facet, choice in chosen]
    is_day = wanted.when not in periods.LABELS
    return {
        "found": found,
        "wanted": wanted,
        "day": date.fromisoformat(wanted.when) if is_day else None,
        "ways": [(label, wanted.at(when).query, when == wanted.when) for when, label in periods.LABELS.items()],
        "groups": [
            {"name": facet, "label": FACET_LABELS[facet], "options": choices}
            for facet, choices in found.facets.items()
            if choices
        ],
        "chips": chips,
        "keep": [("when", wanted.when)] if wanted.when != periods.COMING else [],
        "clear": wanted.query if not chips else Wanted(when=wanted.when).query,
        "calendar_href": reverse("gatherings:calendar") + wanted.at(periods.COMING).query.rstrip("?"),
        "table_href": reverse("gatherings:table") + wanted.query,
    }


@open_to(anyone)
def event_month(request: Asked, name: str = "") -> HttpResponse:
    """Show a month as a table, and the same as a list."""
    first = date.fromisoformat(f"{name}-01") if name else today().replace(day=1)
    return render(request, "gatherings/month.html", {"month": month(first), "today": today()})


@open_to(anyone)
def event_table(request: Asked) -> StreamingHttpResponse:
    """Give the chosen events as a table file in the municipal layout."""
    listing = Listing(now())
    gatherings = listing.all(listing.wanted(request.GET)).iterator(chunk_size=500)
    return table_file("events", [column.title for column in opendata.COLUMNS], opendata.rows_of(gatherings))


@open_to(anyone)
def event_calendar(request: Asked) -> HttpResponse:
    """Give the chosen events of the last half year and all that is coming as a calendar to subscribe to."""
    listing = Listing(now())
    wanted = listing.wanted(request.GET)
    content = remember(
        ("events:ics", wanted, listing.now.date(), get_language()),
        lambda: calendar_of(listing.subscribed(wanted), _("Events")),
    )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@open_to(anyone)
def event_detail(request: Asked, slug: str) -> HttpResponse:
    """Show an event with all that one must know to come."""
    gathering = find_or_404(queries.whole(Gathering.objects.all()), rules.may_see, request.who, slug=slug)
    may = {verb: bool(rules.MAY[verb](request.who, gathering)) for verb in ("edit", "publish", "keep_people")}
    is_circular = request.GET.get("paper") == "circular"
    parts = {"is_circular": is_circular, "circular_boxes": range(BOXES), "panels": panels_of(gathering, request.who)}
    context = {"may": may, **parts, **event_page(gathering)}
    return render(request, "gatherings/detail.html", context)


def event_page(gathering: Gathering) -> dict[str, Any]:
    """Return what an event's page shows to everybody who may open it."""
    at = now()
    dates = list(gathering.occurrences.all())
    return {
        "gathering": gathering,
        "dates": dates,
        "is_over": bool(dates) and queries.is_over(gathering, at),
        "now": at,
        "place": queries.place_name(gathering),
        "place_href": gathering.place.get_absolute_url() if gathering.place and gathering.place.is_public else "",
        "address": queries.address(gathering),
        "ward": queries.ward_of(gathering),
        "position": queries.position(gathering),
        "organizer": queries.organizer_name(gathering),
        "organizer_href": queries.organizer_page(gathering),
        "data": linked_data.event(gathering),
        "door": people.door_of(gathering, at),
    }


@open_to(anyone)
def event_ics(request: Asked, slug: str) -> HttpResponse:
    """Give one event for a visitor's own calendar."""
    gathering = find_or_404(queries.whole(Gathering.objects.all()), rules.may_see, request.who, slug=slug)
    response = HttpResponse(calendar_of([gathering], gathering.title), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{gathering.slug}.ics"'
    return response
