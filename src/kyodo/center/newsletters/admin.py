"""Newsletters, as they are edited in the CMS: series as a table, articles with drafts and a second pair of eyes."""

from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kyodo.center.newsletters.models import Article, Series
from kyodo.kernel.editing.lookups import Lookups, address_panel
from kyodo.kernel.editing.widgets import Lines


class SeriesTable(Lookups):
    """The newsletters themselves."""

    model = Series
    icon = "folder-open-inverse"
    list_display = ["name", "publisher", "since", "takes_readers", "is_public"]
    list_filter = ["is_public", "is_demo"]
    search_fields = ["name", "name_reading", "publisher"]
    ordering = ["order", "slug"]
    tabs = [
        (
            pgettext_lazy("noun", "newsletter"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_reading"), address_panel()]),
                FieldPanel("short_name"),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("editor")]),
                FieldRowPanel([FieldPanel("rhythm"), FieldPanel("since"), FieldPanel("until")]),
                FieldPanel("desk"),
                FieldRowPanel([FieldPanel("takes_readers"), FieldPanel("order")]),
                FieldPanel("source", widget=Lines()),
                FieldRowPanel([FieldPanel("is_public"), FieldPanel("is_demo")]),
            ],
        )
    ]


class Articles(Lookups):
    """Articles of the issues; an issue itself is begun, checked and published at the desk."""

    model = Article
    icon = "doc-full"
    list_display = ["title", "issue", "rubric", "order", "live"]
    list_filter = ["issue", "live"]
    search_fields = ["title", "title_reading", "lead"]
    ordering = ["-issue", "order"]
    tabs = [
        (
            pgettext_lazy("newsletter", "article"),
            [
                FieldPanel("issue"),
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("title_reading"), address_panel()]),
                FieldRowPanel([FieldPanel("rubric"), FieldPanel("byline")]),
                FieldPanel("lead"),
                FieldRowPanel([FieldPanel("order"), FieldPanel("is_feature")]),
            ],
        ),
        (pgettext_lazy("newsletter", "text"), [FieldPanel("body")]),
    ]


class Newsletters(SnippetViewSetGroup):
    """Both, one entry of the menu."""

    items = (Articles, SeriesTable)
    menu_label = pgettext_lazy("noun", "newsletters")
    menu_icon = "doc-full"
    menu_order = 215


register_snippet(Newsletters)
