"""The grids: one room's week, all rooms' week, all rooms' month. Three queries for any number of rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyodo.center.bookings.models import Resource
from kyodo.center.bookings.queries.occupancy import (
    CLOSED,
    FREE,
    FULL,
    OVER,
    PARTLY,
    SIGNS,
    Occupancy,
    Part,
    occupancy,
)
from kyodo.kernel.clock.now import today
from kyodo.kernel.clock.schedule import Day
from kyodo.kernel.registry import Text

WEEK = 7


@dataclass(frozen=True)
class Square:
    """One square of a grid: its sign, its words, and where it leads when it is free."""

    state: str
    sign: str
    words: str
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a grid: a span of the day, or a room."""

    name: Text
    squares: Sequence[Sequence[Square]]
    resource: Resource | None = None
    name_reading: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of days and rows."""

    days: list[Day]
    rows: list[Row]
    first: date
    before: date
    after: date


def hours_of(resource: Resource, here: Occupancy) -> list[tuple[str, str]]:
    """Return the rows of one room's week: its slots, or the hours at which its place is open on some day."""
    if resource.slots:
        return [(slot[0], slot[1]) for slot in resource.slots]
    spans = [span for day in here.days for span in here.day(resource, day).spans]
    if not spans:
        return []
    first = min(span.opens_at.hour for span in spans)
    last = max(span.closes_at.hour + bool(span.closes_at.minute) for span in spans)
    return [(f"{hour:02d}:00", f"{hour + 1:02d}:00") for hour in range(first, min(last, 23))]


def week_of_room(resource: Resource, first: date) -> Grid:
    """Return a room's seven days: rows are spans of the day."""
    here = occupancy([resource], first, first + timedelta(days=WEEK))
    base, language = reverse("bookings:book", args=[resource.slug]), get_language()
    rows = []
    for begins, ends in hours_of(resource, here):
        parts = [Part(begins, ends, here.state(resource, day, begins, ends)) for day in here.days]
        squares = [[_square(part, day, base, language)] for part, day in zip(parts, here.days, strict=True)]
        rows.append(Row(f"{_short(begins)}～{_short(ends)}", squares))
    return _grid(here, resource, rows, first)


def week_of_all(resources: Sequence[Resource], first: date) -> Grid:
    """Return all rooms' week: rows are rooms, each square holds the parts of a day."""
    here, language = occupancy(resources, first, first + timedelta(days=WEEK)), get_language()
    rows = []
    for resource in resources:
        base = reverse("bookings:book", args=[resource.slug])
        squares = [[_square(part, day, base, language) for part in here.parts(resource, day)] for day in here.days]
        rows.append(Row(resource.name, squares, resource, resource.name_reading))
    return _grid(here, resources[0] if resources else None, rows, first)


def month_of_all(resources: Sequence[Resource], first: date) -> Grid:
    """Return all rooms' month, the present one from today on: rows are rooms, each square tells a whole day."""
    last = (first + timedelta(days=32)).replace(day=1)
    here = occupancy(resources, today() if first <= today() < last else first, last)
    rows = []
    for resource in resources:
        base = reverse("bookings:resource", args=[resource.slug])
        squares = [[_day_square(here.parts(resource, day), day, base)] for day in here.days]
        rows.append(Row(resource.name, squares, resource, resource.name_reading))
    grid = _grid(here, resources[0] if resources else None, rows, first)
    return Grid(grid.days, rows, first, (first - timedelta(days=1)).replace(day=1), last)


def _grid(here: Occupancy, resource: Resource | None, rows: list[Row], first: date) -> Grid:
    days = [here.day(resource, day) if resource else Day(day, None) for day in here.days]
    week = timedelta(days=WEEK)
    return Grid(days, rows, first, first - week, first + week)


def _square(part: Part, day: date, base: str, language: str) -> Square:
    sign, words, query = _words(part.state, part.begins, part.ends, language)
    return Square(part.state, sign, words, f"{base}?day={day}&{query}" if query else "")


@lru_cache(maxsize=2000)
def _words(state: str, begins: str, ends: str, _language: str) -> tuple[str, str, str]:
    """Return sign and words of a span, and what asks for it: a page has hundreds of squares, but few different ones."""
    sign, word = SIGNS[state]
    span = _("%(begins)s to %(ends)s") % {"begins": _short(begins), "ends": _short(ends)}
    return sign, f"{span} {word}", urlencode({"begins": begins, "ends": ends}) if state == FREE else ""


def _day_square(parts: Sequence[Part], day: date, base: str) -> Square:
    states = {part.state for part in parts}
    state = next((one for one in (CLOSED, OVER, FULL, FREE) if states == {one}), "")
    if not state:
        live = states - {CLOSED, OVER}
        state = FREE if live == {FREE} else FULL if live == {FULL} else PARTLY if live else OVER
    sign, word = SIGNS[state]
    href = f"{base}?{urlencode({'week': day})}" if state in (FREE, PARTLY) else ""
    return Square(state, sign, str(word), href)


def _short(at: str) -> str:
    return at.removeprefix("0")


def free_list(grid: Grid) -> list[tuple[Day, list[Square]]]:
    """Return the free squares of a grid by days: the same as a list, for phones and screen readers."""
    return [
        (day, [square for row in grid.rows for square in row.squares[number] if square.href])
        for number, day in enumerate(grid.days)
        if day.date >= today()
    ]
