"""The wall of an event's page: what rooms above show on it, each to whom it may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kyodo.commons.gatherings.models import Gathering
from kyodo.kernel.permissions import Who
from kyodo.kernel.registry import Wall


@dataclass(frozen=True)
class EventPanel:
    """A part of an event's page. ``spot``: ``main`` below the texts, ``aside``, or ``keepers`` among the tools.

    ``read`` gets the event and who looks, and returns what the template shows as ``data``, or None; what it
    shows to everybody depends on public tables only.
    """

    key: str
    spot: str
    template: str
    read: Callable[[Gathering, Who], dict[str, Any] | None]
    order: int = 100


EVENT_PANELS: Wall[EventPanel] = Wall("event panels", lambda panel: panel.key, lambda panel: panel.order)


def panels_of(gathering: Gathering, who: Who) -> dict[str, list[dict[str, Any]]]:
    """Return what rooms show on the page of an event, by spot."""
    found: dict[str, list[dict[str, Any]]] = {"main": [], "aside": [], "keepers": []}
    for panel in EVENT_PANELS:
        data = panel.read(gathering, who)
        if data is not None:
            found[panel.spot].append({"template": panel.template, "data": data})
    return found
