"""Places and desks: who is open now, this week, and when next closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from kyodo.commons.places.public import (
    Desk,
    Facility,
    FacilityKind,
    Space,
    closures_text,
    facility_page,
    schedule_of,
    states_of,
)
from kyodo.kernel.clock.now import day_of, now
from kyodo.kernel.clock.schedule import Day, Schedule, Span, days, next_closed
from kyodo.kernel.clock.state import State, state
from kyodo.kernel.clock.words import weekday_text
from kyodo.kernel.registry import Text
from kyodo.navigator.queries.memo import Memo
from kyodo.navigator.queries.support import LAST_PAGE, PAGE_SIZE, Facet, FacetValue, ward_names
from kyodo.navigator.standing import is_stale

#: The days for which opening hours can be asked; the calendar of holidays is known here.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2090, 12, 31)

_LINE_COLUMNS = (
    "slug", "kind", "name", "name_reading", "short_name", "summary", "ward_id", "address", "phone", "closures",
    "closures_text", "confirmed_on", "is_demo", "order",
)  # fmt: skip


@dataclass(frozen=True)
class PlacesWanted:
    """What a visitor chose in the list of places."""

    ward: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceLine:
    """A place in a list: how it stands now, in one sentence."""

    place: Facility
    state: State
    ward: str = ""


@dataclass(frozen=True)
class PlaceListing:
    """A page of places."""

    lines: Sequence[PlaceLine]
    total: int
    page: int
    pages: int
    facets: Sequence[Facet] = ()


@dataclass(frozen=True)
class PlacePage:
    """All that a place's page shows. ``on`` is the day that was asked for; ``week`` begins with it."""

    place: Facility
    on: date
    day: Day
    state: State
    week: Sequence[Day]
    closed: Sequence[Day]
    closures: str
    hours: Sequence[tuple[str, str]]
    schedule: Schedule
    spaces: Sequence[Space]
    desks: Sequence[Desk]
    is_stale: bool


def shown_places() -> QuerySet[Facility]:
    """Places that everybody may see."""
    found: QuerySet[Facility] = Facility.objects.filter(is_public=True)
    return found


def place_listing(wanted: PlacesWanted, page: int, memo: Memo, at: datetime | None = None) -> PlaceListing:
    """Return one page of places with how each stands now."""
    at = at or now()
    found = shown_places().filter(**_conditions(wanted))
    total = memo.of(("places", "total", wanted), found.count)
    pages = min(max(1, -(-total // PAGE_SIZE)), LAST_PAGE)
    page = min(max(1, page), pages)
    start = (page - 1) * PAGE_SIZE
    rows = found.only(*_LINE_COLUMNS).order_by("order", "name_reading", "slug")[start : start + PAGE_SIZE]
    key = ("places", "lines", wanted, page, _minute(at), get_language())
    lines = memo.of(key, lambda: place_lines(list(rows), memo, at))
    return PlaceListing(lines, total, page, pages, _facets(wanted, memo))


def _minute(at: datetime) -> int:
    return int(at.timestamp() // 60)


def place_lines(rows: Sequence[Facility], memo: Memo, at: datetime) -> list[PlaceLine]:
    """Return lines for these places."""
    wards = ward_names(memo)
    return [PlaceLine(row, how, wards[row.ward_id][1] if row.ward_id else "") for row, how in states_of(rows, at)]


def _conditions(wanted: PlacesWanted) -> dict[str, Any]:
    conditions: dict[str, Any] = {}
    if wanted.ward:
        conditions["ward__slug__in"] = wanted.ward
    if wanted.kind:
        conditions["kind__in"] = wanted.kind
    return conditions


def _facets(wanted: PlacesWanted, memo: Memo) -> list[Facet]:
    facets = []
    labels: Mapping[str, Sequence[tuple[str, Text]]] = {
        "ward": list(ward_names(memo).values()),
        "kind": list(FacilityKind.choices),
    }
    names: Mapping[str, Text] = {"ward": _("Ward"), "kind": _("Kind of place")}
    for key, column in (("ward", "ward__slug"), ("kind", "kind")):
        counts = _counts(column, replace(wanted, **{key: ()}), memo)
        chosen = getattr(wanted, key)
        options = [
            FacetValue(v, label, counts.get(v, 0), v in chosen)
            for v, label in labels[key]
            if counts.get(v) or v in chosen
        ]
        facets.append(Facet(key, names[key], options))
    return [facet for facet in facets if facet.options]


def _counts(column: str, others: PlacesWanted, memo: Memo) -> dict[str, int]:
    found = shown_places().filter(**_conditions(others)).order_by().values_list(column)
    return memo.of(("places", column, others), lambda: dict(found.annotate(number=Count("pk"))))


def kept_page(place: Facility, on: date | None, memo: Memo) -> PlacePage:
    """Return what a place's page shows for a day, kept for this minute; whoever asks was let in by rule."""
    at = now()
    key = ("places", "page", place.pk, on, _minute(at), get_language())
    return memo.of(key, lambda: place_page(facility_page().get(pk=place.pk), on, at))


def place_page(place: Facility, on: date | None = None, at: datetime | None = None) -> PlacePage:
    """Return what a place's page shows for a day (default: today)."""
    at = at or now()
    on = on or day_of(at)
    schedule = schedule_of(place)
    week = days(schedule, on, on + timedelta(days=7))
    return PlacePage(
        place=place, on=on, day=week[0], state=state(schedule, at), week=week, closed=next_closed(schedule, on, 6),
        closures=closures_text(place), hours=weekly_hours(schedule), schedule=schedule, spaces=list(place.spaces.all()),
        desks=list(place.desks.all()), is_stale=is_stale(place.confirmed_on, day_of(at)),
    )  # fmt: skip


def weekly_hours(schedule: Schedule) -> list[tuple[str, str]]:
    """Return the usual hours in words, neighboring weekdays with the same hours in one line."""
    lines: list[tuple[str, str]] = []
    run: list[int] = []
    for weekday in range(1, 9):
        spans = schedule.hours.get(weekday, ()) if weekday <= 7 else ()
        if run and (weekday == 8 or spans_text(spans) != spans_text(schedule.hours.get(run[0], ()))):
            first, last = weekday_text(run[0]), weekday_text(run[-1])
            name = first if len(run) == 1 else str(_("%(first)s to %(last)s")) % {"first": first, "last": last}
            lines.append((name, spans_text(schedule.hours.get(run[0], ())) or str(pgettext("day", "closed"))))
            run = []
        run.append(weekday)
    if schedule.hours.get(8):
        lines.append((str(_("Public holidays")), spans_text(schedule.hours[8])))
    return lines if schedule.has_hours else []


def spans_text(spans: Iterable[Span]) -> str:
    """Return opening hours such as ``9:00–12:00, 13:00–17:00``."""
    return ", ".join(f"{span.opens_at:%-H:%M}–{span.closes_at:%-H:%M}" for span in spans)
