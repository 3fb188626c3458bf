"""Words and addresses that several pages share."""

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kyodo.kernel.registry import Text

#: Kind of a case in the search and in feeds.
KIND = "case"

FACET_LABELS: dict[str, Text] = {
    "field": pgettext_lazy("facet", "Field"),
    "ward": _("Ward"),
    "kind": _("Kind of actor"),
    "scheme": _("Support used"),
    "year": _("Fiscal year"),
    "stage": pgettext_lazy("collaboration", "How far it has come"),
}


def way_to_cases() -> list[tuple[Text, str]]:
    """Return the breadcrumb's step above a case."""
    return [(_("Cases"), reverse("casebook:list"))]


@cache
def _pages() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("casebook:detail", args=["-"]).removesuffix("-/")


def address_of(slug: str) -> str:
    """Return the path of a case in the site's first language, whoever asks in which."""
    return f"{_pages()}{slug}/"


def whole_address(path: str) -> str:
    """Return the whole address of a path."""
    return f"{settings.SITE_URL}{path}"
