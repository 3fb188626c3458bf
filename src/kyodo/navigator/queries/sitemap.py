"""Every public address of the navigation site, with its last change."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from kyodo.commons.places.public import Desk
from kyodo.navigator.queries.figures import shown_datasets
from kyodo.navigator.queries.guides import published_guides
from kyodo.navigator.queries.places import shown_places
from kyodo.navigator.queries.support import published

LISTS = (
    "navigator:support", "navigator:finder", "navigator:guides", "navigator:figures", "navigator:videos", "places:list",
    "places:desks",
)  # fmt: skip


def addresses() -> Iterator[tuple[str, Any]]:
    """Yield (path, last change or None), read in batches."""
    for name in LISTS:
        yield reverse(name), None
    rows: list[tuple[str, Any]] = [
        ("navigator:support_detail", published().order_by("pk").values_list("slug", "changed_at")),
        ("navigator:guide_detail", published_guides().order_by("pk").values_list("slug", "last_published_at")),
        ("navigator:figure_detail", shown_datasets().values_list("slug", "changed_at")),
        ("places:detail", shown_places().order_by("pk").values_list("slug")),
        ("places:desk", Desk.objects.order_by("pk").values_list("slug")),
    ]
    for name, found in rows:
        pattern = reverse(name, args=["slug-comes-here"])
        for slug, *changed in found.iterator(chunk_size=2000):
            yield pattern.replace("slug-comes-here", slug), changed[0] if changed else None
