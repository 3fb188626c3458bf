"""Words and addresses that several pages share."""

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext_lazy

from kyodo.kernel.registry import Text

#: Kinds of issues and of articles in the search and in feeds.
ISSUE, ARTICLE = "newsletter", "newsletter_article"

FACETS: dict[str, Text] = {
    "series": pgettext_lazy("facet", "Newsletter"),
    "year": pgettext_lazy("facet", "Year"),
}


def way() -> list[tuple[Text, str]]:
    """Return the breadcrumb's step above everything here."""
    return [(pgettext_lazy("noun", "newsletters"), reverse("newsletters:list"))]


@cache
def home() -> str:
    """Return the path of the archive in the site's first language."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("newsletters:list")


def path_of(*parts: str) -> str:
    """Return the path of a series, an issue or an article in the site's first language, whoever asks in which."""
    return home() + "".join(f"{part}/" for part in parts)


def whole(path: str) -> str:
    """Return the whole address of a path."""
    return f"{settings.SITE_URL}{path}"
