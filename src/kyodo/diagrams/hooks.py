from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kyodo.diagrams import queries
from kyodo.kernel.registry import MENU, PANELS, PUBLIC_TABLES, MenuItem, Panel


def _together(request: HttpRequest) -> dict[str, Any] | None:
    """What an organization does together with others, for its page."""
    slug = request.resolver_match.kwargs.get("slug", "") if request.resolver_match else ""
    works = queries.works_of(slug)
    return {"works": works, "actor_slug": slug} if works else None


MENU.hang(
    MenuItem("collaborations", _("Working together"), "diagrams:list", "connect", 12),
    MenuItem("network", _("Who works with whom"), "diagrams:network", "connect", 14),
)
PANELS.hang(Panel("collaborations", "organization", "diagrams/of_organization.html", _together))
#: Where a page says what a thing came from, the trail is a part of it.
PUBLIC_TABLES.hang("trail_step")
