"""Eras, lanes and milestones, as staff edit them in the CMS."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kyodo.kernel.editing.lookups import Lookups, address_panel
from kyodo.kernel.editing.widgets import Lines
from kyodo.timeline.models import Era, Lane, Milestone

_SOURCE = FieldPanel("source", widget=Lines(), help_text=_("Where this is written: one address or title a line."))


class Milestones(Lookups):
    """What happened, the newest entry first."""

    model = Milestone
    icon = "date"
    list_display = ["title", "on", "lane", "is_public"]
    list_filter = ["lane", "is_public", "is_demo"]
    search_fields = ["title", "title_reading", "text"]
    ordering = ["-on", "slug"]
    tabs = [
        (
            pgettext_lazy("timeline", "milestone"),
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("title_reading"), address_panel()]),
                FieldRowPanel([FieldPanel("on"), FieldPanel("until")]),
                FieldPanel("lane"),
                FieldPanel("text"),
                FieldPanel("link"),
                _SOURCE,
                FieldRowPanel([FieldPanel("is_public"), FieldPanel("is_demo")]),
            ],
        ),
    ]


class Eras(Lookups):
    """The stretches of the city's policy."""

    model = Era
    icon = "history"
    list_display = ["name", "since", "until", "is_official"]
    search_fields = ["name", "mark"]
    ordering = ["since", "slug"]
    tabs = [
        (
            pgettext_lazy("policy", "era"),
            [
                FieldRowPanel([FieldPanel("name"), address_panel()]),
                FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
                FieldPanel("mark"),
                FieldPanel("is_official"),
                _SOURCE,
                FieldPanel("is_demo"),
            ],
        ),
    ]


class Lanes(Lookups):
    """The lines of events."""

    model = Lane
    icon = "list-ul"
    list_display = ["name", "order"]
    search_fields = ["name"]
    ordering = ["order", "slug"]
    tabs = [
        (
            pgettext_lazy("timeline", "lane"),
            [FieldRowPanel([FieldPanel("name"), address_panel()]), FieldPanel("order"), _SOURCE, FieldPanel("is_demo")],
        ),
    ]


class Timeline(SnippetViewSetGroup):  # type: ignore[misc]
    """All three, one entry of the menu."""

    items = (Milestones, Eras, Lanes)
    menu_label = pgettext_lazy("cms", "Timeline")
    menu_icon = "date"
    menu_order = 250


register_snippet(Timeline)
