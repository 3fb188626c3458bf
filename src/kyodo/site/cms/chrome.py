"""How the CMS looks: the house's color, and no way to what is not ours to give."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from kyodo.site.cms.gate import gated

#: Wagtail's help leads to its makers' pages.
_HIDDEN = frozenset({"help"})

#: What the CMS's scripts say: Wagtail's words, and ours where it has no Japanese.
_words = JavaScriptCatalog.as_view(packages=["wagtail.admin", "kyodo.site"])


@gated
def words(request: HttpRequest) -> HttpResponse:
    """Answer the scripts' words in the language in which the CMS is shown."""
    answer: HttpResponse = get_localized_response(_words, request)
    return answer


def style() -> SafeString:
    """Return the link to the house's own style."""
    return format_html('<link rel="stylesheet" href="{}">', static("site/cms.css"))


def shorten_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take out of the menu what leads away from the house."""
    menu_items[:] = [item for item in menu_items if item.name not in _HIDDEN]


def shorten_settings(request: HttpRequest, menu_items: list[Any]) -> None:
    """Take accounts and groups out of the settings: rights are given at the desk."""
    menu_items[:] = [item for item in menu_items if item.name not in ("users", "groups")]
