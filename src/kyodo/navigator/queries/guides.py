"""Guides by shelf."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kyodo.kernel.registry import Text
from kyodo.navigator.models import GuidePage
from kyodo.navigator.states import GuideGroup

_LINE_COLUMNS = ("slug", "title", "title_reading", "summary", "group", "order", "is_demo")


@dataclass(frozen=True)
class Shelf:
    """A shelf with its guides in order."""

    key: str
    label: Text
    guides: Sequence[GuidePage]


def published_guides() -> QuerySet[GuidePage]:
    """Guides that everybody may read."""
    found: QuerySet[GuidePage] = GuidePage.objects.live().public()
    return found


def shelves() -> list[Shelf]:
    """Return every shelf that holds a guide."""
    guides = list(published_guides().only(*_LINE_COLUMNS).order_by("order", "pk"))
    found = [Shelf(key, label, [guide for guide in guides if guide.group == key]) for key, label in GuideGroup.choices]
    return [shelf for shelf in found if shelf.guides]
