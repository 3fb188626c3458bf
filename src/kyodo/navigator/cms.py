"""What people edit in the CMS beside guides: programmes with drafts and moderation, figures, videos."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from kyodo.navigator.models import Dataset, SupportProgramme, Video


class Programmes(SnippetViewSet):  # type: ignore[misc]
    """Support programmes: the oldest confirmation first, so that what needs a phone call stands on top."""

    model = SupportProgramme
    icon = "help"
    list_display = ["name", "kind", "provider", "confirmed_on", "apply_until", "live"]
    list_filter = ["kind", "live", "is_public"]
    search_fields = ["name", "name_reading", "provider", "summary"]
    ordering = ["confirmed_on", "name_reading"]


class Figures(SnippetViewSet):  # type: ignore[misc]
    """Tables of figures, each number with its source."""

    model = Dataset
    icon = "table"
    list_display = ["title", "unit", "confirmed_on", "is_public"]
    search_fields = ["title", "title_reading"]


class Videos(SnippetViewSet):  # type: ignore[misc]
    """Videos that somebody else hosts."""

    model = Video
    icon = "media"
    list_display = ["title", "provider", "confirmed_on", "is_public"]
    search_fields = ["title", "title_reading", "provider"]


class Navigator(SnippetViewSetGroup):  # type: ignore[misc]
    """The navigation site's own entries in the CMS's menu."""

    items = (Programmes, Figures, Videos)
    menu_label = _("Navigation site")
    menu_icon = "site"
    menu_order = 150


register_snippet(Navigator)
