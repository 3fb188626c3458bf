"""What every page knows: the city, the menu, the looks that a visitor chose."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from kyodo.commons.places.city import frame_city
from kyodo.kernel.freshness.memo import remember
from kyodo.kernel.permissions import NOBODY, Who
from kyodo.kernel.registry import MENU, MenuItem


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page frame: no query but the first after a change."""
    who = getattr(request, "who", NOBODY)
    return {
        "city": None if request.path.startswith("/cms/") else remember(("city", get_language()), frame_city),
        "emergency": None,
        "menu": _menu(who) if who.is_known else remember("menu", lambda: _menu(NOBODY)),
        "who": who,
        "ruby": request.COOKIES.get("kyodo_ruby") == "1",
    }


def _menu(who: Who) -> list[MenuItem]:
    return [item for item in MENU if item.shown_to(who)]
