"""The frame's ways: the menu in its groups, and the same page in other languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from kyodo.kernel.registry import MenuItem, Text

#: Group → its name and what one finds there, in the order of the page.
GROUPS: dict[str, tuple[Text, Text]] = {
    "know": (_("Find out"), _("Guides, data and examples of people working together")),
    "connect": (_("Connect"), _("Organizations, places and people near you")),
    "support": (_("Use support"), _("Grants, rooms, advice and experts")),
    "voice": (_("Speak up"), _("Say what you think, hear what became of it")),
}


@dataclass(frozen=True)
class Way:
    """A link of the menu."""

    label: Text
    href: str


@dataclass(frozen=True)
class Group:
    """A door: its name, what is behind it, and the ways that lead on."""

    key: str
    label: Text
    about: Text
    ways: list[Way]


@dataclass(frozen=True)
class Language:
    """This page in a language, named as its speakers name it."""

    code: str
    name: str
    href: str
    is_current: bool


@lru_cache(maxsize=512)
def _address(url_name: str, language: str, urlconf: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def ways(menu: Iterable[MenuItem], group: str) -> list[Way]:
    """Return the links of one group; an item whose address does not exist is left out."""
    language = get_language() or ""
    found = ((item, _address(item.url_name, language, settings.ROOT_URLCONF)) for item in menu if item.group == group)
    return [Way(item.label, href) for item, href in found if href]


def groups(menu: Iterable[MenuItem]) -> list[Group]:
    """Return the four doors with their ways, in their order; a door without ways is there too."""
    items = list(menu or ())
    return [Group(key, label, about, ways(items, key)) for key, (label, about) in GROUPS.items()]


def languages(request: HttpRequest | None) -> list[Language]:
    """Return the site's languages; each leads to this page, or home where a page has no twin."""
    current = get_language() or ""
    path, query = (request.path, request.META.get("QUERY_STRING", "")) if request else ("/", "")
    tail = f"?{query}" if query else ""
    return [
        Language(code, str(name), (path if code == current else _twin(path, current, code)) + tail, code == current)
        for code, name in settings.LANGUAGES
    ]


@lru_cache(maxsize=4096)
def _twin(path: str, current: str, code: str) -> str:
    """Return the address of a page in another language; addresses do not change while the site runs."""
    translated = translate_url(path, code)
    if translated != path:
        return translated
    with override(code):
        return _address("home", code, settings.ROOT_URLCONF) or "/"
