"""What everybody sees: the rooms with their facts, what is free, the door. Never who booked."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from kyodo.center.bookings.forms.bookings import FindForm
from kyodo.center.bookings.models import Resource
from kyodo.center.bookings.queries import bookings as queries
from kyodo.center.bookings.queries import free, grids, resources
from kyodo.center.bookings.queries.occupancy import SIGNS, shown_rooms
from kyodo.center.bookings.rules import keeps_rooms
from kyodo.kernel.clock.now import now, today
from kyodo.kernel.freshness.never import never_kept
from kyodo.kernel.paper.codes import qr_svg
from kyodo.kernel.permissions import Asked, anyone, find_or_404, open_to
from kyodo.ui.safe import trusted


def day_of_address(text: str) -> date:
    """Return the day of an address, or today where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today()
    return day if 2000 < day.year < 2200 else today()


@open_to(anyone)
def room_list(request: Asked) -> HttpResponse:
    """Show all that can be used, with its facts, and the way to a free room."""
    groups = resources.by_kind()
    context = {
        "groups": groups,
        "house": groups[0].resources[0].facility if groups else None,
        "form": FindForm(None),
        "notices": queries.posted_on(today()),
        "keeps": bool(keeps_rooms(request.who)),
    }
    return render(request, "bookings/list.html", context)


@open_to(anyone)
@never_kept
def room_find(request: Asked) -> HttpResponse:
    """Find a room for so many people, on a weekday, in a part of the day."""
    form = FindForm(request.GET or None)
    found = free.find_rooms(**form.cleaned_data) if form.is_valid() else []
    context = {"form": form, "found": found, "asked": form.is_bound}
    return render(request, "bookings/find.html", context, status=422 if form.errors else 200)


@open_to(anyone)
@never_kept
def room_detail(request: Asked, slug: str) -> HttpResponse:
    """Show a room: its facts, its notices, and its week where it is booked by hours."""
    resource = find_or_404(resources.whole(), resources.may_see, request.who, slug=slug)
    context = {
        "resource": resource,
        "facts": resources.facts_of(resource),
        "samples": resources.samples_of(resource),
        "notices": queries.posted_on(today(), resource),
        "yearly": resources.years_of(resource) if resource.is_yearly else None,
        "today": today(),
        "signs": SIGNS.values(),
    }
    week = _week(resource, day_of_address(request.GET.get("week", "")))
    return render(request, "bookings/resource.html", {**context, **week})


def _week(resource: Resource, day: date) -> dict[str, Any]:
    """Return the week of a room as a grid and as a list; nothing of what is not booked by hours."""
    if not (resource.is_room and resource.is_bookable):
        return {"grid": None, "free": []}
    grid = grids.week_of_room(resource, day)
    return {"grid": grid, "free": grids.free_list(grid)}


@open_to(anyone)
@never_kept
def all_week(request: Asked) -> HttpResponse:
    """Show seven days of all rooms, from today where no other day is asked for."""
    grid = grids.week_of_all(shown_rooms(), day_of_address(request.GET.get("from", "")))
    return render(request, "bookings/week.html", {"grid": grid, "today": today(), "signs": SIGNS.values()})


@open_to(anyone)
@never_kept
def all_month(request: Asked) -> HttpResponse:
    """Show a month of all rooms."""
    grid = grids.month_of_all(shown_rooms(), day_of_address(request.GET.get("month", "")).replace(day=1))
    closed = [day for day in grid.days if day.is_open is False]
    context = {"grid": grid, "closed": closed, "today": today(), "signs": SIGNS.values()}
    return render(request, "bookings/month.html", context)


@open_to(anyone)
@never_kept
def door(request: Asked, slug: str) -> HttpResponse:
    """Show a room's plan of today for its door, with the QR code of its page; print it or leave it on a screen."""
    resource = find_or_404(resources.whole(), resources.may_see, request.who, slug=slug)
    address = settings.SITE_URL + resource.get_absolute_url()
    context = {
        "resource": resource, "day": today(), "plan": queries.plan_of(resource, today()), "address": address,
        "qr": trusted(qr_svg(address)),
    }  # fmt: skip
    return render(request, "bookings/door.html", context)


@open_to(anyone)
@never_kept
def kiosk(request: Asked) -> HttpResponse:
    """Show today in all rooms for the screen at the entrance; it loads itself anew."""
    rooms = shown_rooms()
    plans = queries.plans_of(rooms, today())
    context = {"rooms": [(room, plans[room.pk]) for room in rooms], "day": today(), "now": now()}
    answer = render(request, "bookings/kiosk.html", context)
    answer["Refresh"] = "120"
    return answer
