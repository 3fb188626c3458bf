"""The things themselves, with their facts, as everybody may know them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from kyodo.center.bookings.models import Resource, YearCell
from kyodo.center.bookings.quarters import year_of
from kyodo.center.bookings.states import YEARLY, ResourceKind, UserKind
from kyodo.kernel.clock.now import today
from kyodo.kernel.permissions import YES, Answer, Who, no
from kyodo.kernel.registry import Text

#: Columns whose values may be samples → how the page calls them.
SAMPLES: dict[str, Text] = {
    "capacity": pgettext_lazy("room facts", "capacity"),
    "layouts": pgettext_lazy("room facts", "layouts"),
    "slots": pgettext_lazy("room facts", "slots"),
    "area": pgettext_lazy("room facts", "area"),
    "floor": pgettext_lazy("room facts", "floor"),
    "units": pgettext_lazy("booking", "number"),
    "conditions": pgettext_lazy("room facts", "conditions of use"),
    "fee_text": pgettext_lazy("room facts", "fee"),
}


def whole() -> QuerySet[Resource]:
    """Return all resources with what their page shows (fetch by rule)."""
    return Resource.objects.select_related("facility", "conditions").annotate(unit_count=Count("units"))


def may_see(who: Who, resource: Resource) -> Answer:
    """What is public is for everybody."""
    return YES if resource.is_public else no(_("This is not public."))


@dataclass(frozen=True)
class Group:
    """Resources of one kind."""

    label: Text
    resources: list[Resource]


def by_kind() -> list[Group]:
    """Return the public resources by kind, in the order of the kinds: one query."""
    found = list(whole().filter(is_public=True))
    groups = (Group(kind.label, [one for one in found if one.kind == kind]) for kind in ResourceKind)
    return [group for group in groups if group.resources]


def bookable_equipment(resource: Resource) -> list[Resource]:
    """Return the equipment that goes with the rooms of a place."""
    things = Resource.objects.filter(kind=ResourceKind.EQUIPMENT, facility=resource.facility_id, is_public=True)
    return list(things.filter(is_bookable=True))


def facts_of(resource: Resource) -> list[tuple[Text, str]]:
    """Return (label, value) of what is known of a resource; what is unknown is left out."""
    rows: list[tuple[Text, str]] = [
        (pgettext("room facts", "Place"), resource.facility.name),
        (pgettext("room facts", "Floor"), resource.floor),
        (pgettext("room facts", "Capacity"), _capacity(resource)),
        (pgettext("room facts", "Layouts"), "、".join(_layout(one) for one in resource.layouts)),
        (pgettext("room facts", "Area"), f"{resource.area:g} m²" if resource.area else ""),
        (
            pgettext("room facts", "How many there are"),
            str(getattr(resource, "unit_count", "")) if not resource.is_room else "",
        ),
        (pgettext("room facts", "Booked by"), _times(resource)),
        (pgettext("room facts", "Access for everybody"), resource.barrier_free),
        (pgettext("room facts", "Fee"), resource.fee_text),
    ]
    return [(label, value) for label, value in [*rows, *_conditions(resource)] if value and value != "0"]


def _capacity(resource: Resource) -> str:
    if resource.capacity is None:
        return ""
    words = _("about %(count)s people") if resource.is_capacity_approximate else _("%(count)s people")
    return words % {"count": resource.capacity}


def _layout(layout: dict[str, Any]) -> str:
    name, capacity = layout["name"], layout.get("capacity")
    return _("%(name)s (%(count)s people)") % {"name": name, "count": capacity} if capacity else str(name)


def _times(resource: Resource) -> str:
    if resource.is_yearly:
        return _("the year from month %(month)s on") % {"month": resource.year_from}
    if not resource.is_bookable:
        return _("free to use without booking")
    if resource.slots:
        return "、".join(f"{slot[0].removeprefix('0')}～{slot[1]}" for slot in resource.slots)
    return _("quarter-hours, from %(minutes)s minutes on") % {"minutes": resource.shortest * 15}


def _conditions(resource: Resource) -> list[tuple[Text, str]]:
    terms = resource.conditions
    if terms is None or not resource.is_bookable:
        return []
    opens = _("%(months)s months before, on the first day of the month at %(hour)s:00") % {
        "months": terms.opens_months, "hour": terms.opens_at_hour,
    }  # fmt: skip
    kinds = [str(kind.label) for kind in UserKind if kind in terms.user_kinds]
    most = _("%(count)s bookings in a month") % {"count": terms.most_per_month} if terms.most_per_month else ""
    return [
        (pgettext("room facts", "Booking opens"), "" if resource.is_yearly else opens),
        (pgettext("room facts", "At the most"), most),
        (pgettext("room facts", "For"), "、".join(kinds) if len(kinds) < len(UserKind) else ""),
        (
            pgettext("room facts", "Cancelled online until"),
            _("%(days)s days before") % {"days": terms.cancel_days} if terms.cancel_days else "",
        ),
    ]


def samples_of(resource: Resource) -> str:
    """Return which values of a resource are samples and not the city's, in words."""
    return "、".join(str(SAMPLES[name]) for name in resource.sample_values if name in SAMPLES)


@dataclass(frozen=True)
class Years:
    """How many of a yearly thing are free this year."""

    begins: date
    ends: date
    free: int
    count: int


def years_of(resource: Resource) -> Years:
    """Return how many units of a yearly thing are free in the present year."""
    year = year_of(today(), resource.year_from)
    units = resource.units.filter(is_out_of_use=False).values("pk")
    taken = YearCell.objects.filter(unit__in=units, year=year).count()
    count = units.count()
    begins = date(year, resource.year_from, 1)
    return Years(begins, begins.replace(year=year + 1), count - taken, count)


def yearly_things() -> QuerySet[Resource]:
    """Return what is hired by the year."""
    return Resource.objects.filter(kind__in=YEARLY, is_public=True, is_bookable=True)


def year_span(resource: Resource, day: date, ahead: int) -> tuple[date, date]:
    """Return from when until when the present year of a yearly thing is hired on a day, or a later one.

    Of a year that has begun the months before are not hired.
    """
    year = year_of(day, resource.year_from) + ahead
    begins = date(year, resource.year_from, 1)
    return max(begins, day.replace(day=1)), begins.replace(year=year + 1)


def sitemap() -> Iterator[tuple[str, datetime]]:
    """Yield the address of each public resource with its last change."""
    for resource in Resource.objects.filter(is_public=True).only("slug", "changed_at").iterator():
        yield resource.get_absolute_url(), resource.changed_at
