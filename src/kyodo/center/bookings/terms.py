"""All that decides whether a resource may be booked, kept in this process as long as no public data changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kyodo.center.bookings.models import Resource
from kyodo.center.bookings.queries.resources import bookable_equipment
from kyodo.commons.places.public import schedule_of
from kyodo.kernel.clock.schedule import Schedule
from kyodo.kernel.freshness.memo import recall, remember


@dataclass(frozen=True)
class Terms:
    """A resource with its conditions, the opening hours and closed days of its place, and what goes with it."""

    resource: Resource
    schedule: Schedule
    equipment: Sequence[Resource]


def terms_of(slug: str, known: int | None = None) -> Terms | None:
    """Return the terms of a resource, for pages: whoever opens one fills what the writer recalls. None: there is none.

    To be called before a transaction begins, so that no lock is held while the rules are read. ``known``: the version
    of public data, where it was read just now.
    """
    return remember(_key(slug), lambda: _read(slug), known)


def terms_under_lock(resources: Iterable[Resource], version: int) -> dict[int, Terms]:
    """Return the terms as they stand under the writer's lock, by the resource's key.

    They are recalled by the version of public data that was read under the lock, or read.
    """
    wanted = {resource.pk: resource for resource in resources}
    kept = recall([_key(resource.slug) for resource in wanted.values()], version)
    return {pk: _known(wanted[pk], terms) for pk, terms in zip(wanted, kept, strict=True)}


def _known(resource: Resource, kept: Terms | None) -> Terms:
    found = kept or _read(resource.slug)
    if found is None:
        raise Resource.DoesNotExist(resource.slug)
    return found


def _key(slug: str) -> tuple[str, str]:
    return ("bookings:terms", slug)


def _read(slug: str) -> Terms | None:
    fresh = Resource.objects.select_related("conditions", "facility").filter(slug=slug).first()
    return Terms(fresh, schedule_of(fresh.facility), bookable_equipment(fresh)) if fresh else None
