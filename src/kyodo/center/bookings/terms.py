"""All that decides whether a resource may be booked, kept in this process as long as no public data changed."""

from dataclasses import dataclass

from kyodo.center.bookings.models import Resource
from kyodo.commons.places.public import schedule_of
from kyodo.kernel.clock.schedule import Schedule
from kyodo.kernel.freshness.memo import recall, remember


@dataclass(frozen=True)
class Terms:
    """A resource with its conditions, and the opening hours and closed days of its place."""

    resource: Resource
    schedule: Schedule


def terms_of(resource: Resource) -> Terms:
    """Return the terms of a resource, for pages: whoever opens one fills what the writer recalls."""
    return remember(_key(resource), lambda: _read(resource))


def terms_under_lock(resource: Resource) -> Terms:
    """Return the terms as they stand under the writer's lock: recalled by the version of public data, or read."""
    known: Terms | None = recall(_key(resource))
    return known or _read(resource)


def _key(resource: Resource) -> tuple[str, int]:
    return ("bookings:terms", resource.pk)


def _read(resource: Resource) -> Terms:
    fresh = Resource.objects.select_related("conditions", "facility").get(pk=resource.pk)
    return Terms(fresh, schedule_of(fresh.facility))
