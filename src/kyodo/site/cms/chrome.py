"""How the CMS looks: the house's color, and no way to what is not ours to give."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

#: Wagtail's help leads to its makers' pages.
_HIDDEN = frozenset({"help"})


def style() -> SafeString:
    """Return the link to the house's own style."""
    return format_html('<link rel="stylesheet" href="{}">', static("site/cms.css"))


def shorten_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take out of the menu what leads away from the house."""
    menu_items[:] = [item for item in menu_items if item.name not in _HIDDEN]


def shorten_settings(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take accounts and groups out of the settings: rights are given at the desk."""
    menu_items[:] = [item for item in menu_items if item.name not in ("users", "groups")]
