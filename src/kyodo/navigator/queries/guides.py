"""Guides by shelf, and the desks that a guide names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kyodo.commons.places.models import Desk
from kyodo.kernel.registry import Text
from kyodo.navigator.models import GuidePage
from kyodo.navigator.states import GuideGroup

#: A shelf that is longer has no "before" and "next" beyond this many guides.
LONGEST_SHELF = 200
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


def neighbors(guide: GuidePage) -> tuple[GuidePage | None, GuidePage | None]:
    """Return the guide before and after this one on its shelf."""
    shelf = list(published_guides().filter(group=guide.group).only("slug", "title").order_by("order", "pk")[:LONGEST_SHELF])
    here = next((number for number, other in enumerate(shelf) if other.pk == guide.pk), None)
    if here is None:
        return None, None
    return shelf[here - 1] if here else None, shelf[here + 1] if here + 1 < len(shelf) else None


def desks_named(guide: GuidePage) -> dict[str, Desk]:
    """Return the desks that a guide's blocks name, by slug, in one query."""
    slugs = {block.value["desk"] for block in guide.body if block.block_type == "desk"}
    return {desk.slug: desk for desk in Desk.objects.filter(slug__in=slugs)} if slugs else {}


def blocks_of(guide: GuidePage) -> list[dict[str, Any]]:
    """Return a guide's blocks as plain values for drawing: ``kind``, ``value`` and, for a desk, the desk itself."""
    desks = desks_named(guide)
    found = []
    for block in guide.body:
        value = {"kind": block.block_type, "value": block.value}
        if block.block_type == "desk":
            value["desk"] = desks.get(block.value["desk"])
        if block.block_type == "table":
            value["table"] = block.block.get_context(block.value)["rows"]
        found.append(value)
    return found


def guide_context(guide: GuidePage) -> dict[str, Any]:
    """Return what a guide's page shows."""
    before, after = neighbors(guide)
    return {"guide": guide, "blocks": blocks_of(guide), "before": before, "after": after}
