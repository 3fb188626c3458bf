"""Desks: what to ask where."""

from django.core.paginator import Page
from django.db.models import QuerySet

from kyodo.commons.places.public import Desk
from kyodo.navigator.models import SupportProgramme
from kyodo.navigator.queries.pages import whole_page
from kyodo.navigator.queries.support import published

#: Programmes shown on a desk's page.
SHOWN = 50


def all_desks() -> QuerySet[Desk]:
    """Desks in their order, with their place and ward."""
    return Desk.objects.select_related("facility", "ward").order_by("order", "name_reading", "slug")


def programmes_of(desk: Desk) -> QuerySet[SupportProgramme]:
    """Programmes about which one asks at a desk."""
    found = published().filter(desk=desk).only("slug", "name", "name_reading", "summary", "kind")
    return found.order_by("name_reading", "id")[:SHOWN]


def desk_page(number: int) -> Page[Desk]:
    """Return a page of desks; a number beyond the end is the last page."""
    return whole_page(all_desks(), number, 50)
