"""What every page knows: the menu, the language, the looks that a visitor chose."""

from typing import Any

from django.http import HttpRequest

from kyodo.kernel.registry import MENU


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page frame; costs no query for anonymous visitors."""
    who = getattr(request, "who", None)
    return {
        "menu": [item for item in MENU if who is None or item.shown_to(who)],
        "who": who,
        "ruby": request.COOKIES.get("kyodo_ruby") == "1",
    }
