"""Where staff edit what the search knows: two small tables in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from kyodo.kernel.search.models import LocalReading, Synonym


class Synonyms(SnippetViewSet):  # type: ignore[misc]
    """The groups of words that mean the same."""

    model = Synonym
    icon = "list-ul"
    list_display = ["words", "changed_at"]
    ordering = ["words"]


class LocalReadings(SnippetViewSet):  # type: ignore[misc]
    """Names and how they are read here."""

    model = LocalReading
    icon = "openquote"
    list_display = ["written", "reading", "changed_at"]
    ordering = ["reading"]


class SearchWords(SnippetViewSetGroup):  # type: ignore[misc]
    """Both together, one entry of the menu."""

    items = (Synonyms, LocalReadings)
    menu_label = _("Search words")
    menu_icon = "search"
    menu_order = 700


register_snippet(SearchWords)
