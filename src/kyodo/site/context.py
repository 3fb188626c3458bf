"""What every page knows: the city, the menu, the looks that a visitor chose."""

from typing import Any

from django.http import HttpRequest

from kyodo.commons.places.city import frame_city
from kyodo.kernel.permissions import NOBODY
from kyodo.kernel.registry import MENU


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page frame: one query for anonymous visitors, for the city."""
    who = getattr(request, "who", NOBODY)
    return {
        "city": None if request.path.startswith("/cms/") else frame_city(),
        "emergency": None,
        "menu": [item for item in MENU if item.shown_to(who)],
        "who": who,
        "ruby": request.COOKIES.get("kyodo_ruby") == "1",
    }
