"""Places with today's opening state, and desks."""

from django.http import HttpResponse
from django.shortcuts import render

from kyodo.commons.places.public import Facility, closures_calendar, facility_page, may_view
from kyodo.kernel.facets import page_number
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.navigator import linked_data
from kyodo.navigator.forms import chosen_day, places_wanted
from kyodo.navigator.queries import desks, places
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.pages import chips, page_of
from kyodo.navigator.queries.support import LAST_PAGE, PAGE_SIZE
from kyodo.navigator.rules import may_see_desk
from kyodo.navigator.words import way_to


@open_to(anyone)
def place_list(request: Asked) -> HttpResponse:
    """Show places, each with whether it is open now."""
    memo = Memo()
    wanted = places_wanted(request.GET, memo)
    found = places.place_listing(wanted, page_number(request.GET), memo)
    page = page_of(found.lines, found.page, found.total, PAGE_SIZE, LAST_PAGE)
    context = {"found": found, "wanted": wanted, "page": page, "chips": chips(request.GET, found.facets)}
    return render(request, "places/place_list.html", context)


@open_to(anyone)
def place_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a place: open now, this week, next closed days, or the same from another day on."""
    place = find_or_404(Facility.objects.all(), may_view, request.who, slug=slug)
    on, word = chosen_day(request.GET)
    page = places.kept_page(place, on, Memo())
    context = {
        "page": page,
        "word": word,
        "typed": request.GET.get("on", "")[:40],
        "crumbs": way_to("places:list"),
        "data": linked_data.place(place, page.schedule.hours),
    }
    return render(request, "places/place_detail.html", context)


@open_to(anyone)
def place_closures(request: Asked, slug: str) -> HttpResponse:
    """Give the closed days of the coming year as a calendar."""
    place = find_or_404(facility_page(), may_view, request.who, slug=slug)
    response = HttpResponse(closures_calendar(place), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{place.slug}-closures.ics"'
    return response


@open_to(anyone)
def desk_list(request: Asked) -> HttpResponse:
    """Show every desk and what to ask there."""
    page = desks.desk_page(page_number(request.GET))
    return render(request, "places/desk_list.html", {"page": page})


@open_to(anyone)
def desk_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a desk and the programmes about which one asks there."""
    desk = find_or_404(desks.all_desks(), may_see_desk, request.who, slug=slug)
    context = {
        "desk": desk,
        "programmes": desks.programmes_of(desk),
        "crumbs": way_to("places:desks"),
        "data": linked_data.contact(desk),
    }
    return render(request, "places/desk_detail.html", context)
