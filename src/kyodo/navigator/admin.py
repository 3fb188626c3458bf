"""Support programmes, figures and videos, as staff edit them in the CMS. Guides are pages of it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kyodo.kernel.editing.lookups import Lookups, address_panel
from kyodo.kernel.editing.widgets import Lines
from kyodo.navigator.models import Dataset, SupportProgramme, Video

_SOURCE = FieldPanel("source", widget=Lines(), help_text=_("Where the facts come from: one address or title a line."))
_ANSWERS = (
    _("who answers for it"),
    [
        FieldRowPanel([FieldPanel("owner"), FieldPanel("confirmed_on")]),
        _SOURCE,
        FieldRowPanel([FieldPanel("is_public"), FieldPanel("is_demo")]),
    ],
)


class Programmes(Lookups):
    """Support programmes: written as a draft, checked by a second person, then public."""

    model = SupportProgramme
    icon = "tag"
    list_display = ["name", "kind", "provider", "apply_until", "confirmed_on"]
    list_filter = ["kind", "live", "is_public", "is_demo"]
    search_fields = ["name", "name_reading", "provider", "summary"]
    #: The oldest confirmation first: what needs a phone call stands on top.
    ordering = ["confirmed_on", "name_reading"]
    tabs = [
        (
            _("support programme"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_reading"), address_panel()]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("provider")]),
                FieldPanel("summary"),
                FieldPanel("desk"),
                FieldPanel("body"),
                FieldPanel("parts"),
            ],
        ),
        (
            _("for whom"),
            [
                FieldPanel("for_whom"),
                FieldPanel("stages"),
                FieldPanel("needs"),
                FieldPanel("conditions"),
                FieldRowPanel([FieldPanel("min_organizations"), FieldPanel("min_members")]),
                FieldPanel("fields"),
                FieldPanel("wards"),
            ],
        ),
        (
            _("amount"),
            [
                FieldRowPanel([FieldPanel("ceiling_yen"), FieldPanel("ceiling_text")]),
                FieldRowPanel([FieldPanel("max_rate"), FieldPanel("rate_text")]),
                FieldPanel("period_text"),
            ],
        ),
        (
            _("application"),
            [
                HelpPanel(
                    _("Write as deadline the first moment that is too late: for “until 24 October”, 25 October 00:00.")
                ),
                FieldRowPanel([FieldPanel("apply_from"), FieldPanel("apply_until")]),
                FieldPanel("apply_text"),
                FieldPanel("is_always_open"),
                FieldRowPanel([FieldPanel("is_consultation_required"), FieldPanel("consultation_text")]),
                FieldPanel("how_to_apply"),
                FieldRowPanel([FieldPanel("online_url"), FieldPanel("url")]),
                MultiFieldPanel(
                    [FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_until")]), FieldPanel("successor")],
                    _("years of the programme"),
                ),
            ],
        ),
        _ANSWERS,
    ]


class Figures(Lookups):
    """Tables of figures with their numbers."""

    model = Dataset
    icon = "table"
    list_display = ["title", "unit", "chart", "confirmed_on", "is_public"]
    list_filter = ["is_public", "is_demo"]
    search_fields = ["title", "title_reading", "summary"]
    ordering = ["order", "slug"]
    tabs = [
        (
            _("figures"),
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("title_reading"), address_panel()]),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("unit"), FieldPanel("decimals"), FieldPanel("chart")]),
                FieldRowPanel([FieldPanel("label_heading"), FieldPanel("order")]),
                FieldPanel("note"),
            ],
        ),
        (
            _("numbers"),
            [
                InlinePanel(
                    "rows",
                    label=pgettext_lazy("figure", "number"),
                    panels=[
                        FieldRowPanel([FieldPanel("label"), FieldPanel("series")]),
                        FieldRowPanel([FieldPanel("year"), FieldPanel("value"), FieldPanel("is_approximate")]),
                        FieldPanel("note"),
                        FieldPanel("source", widget=Lines()),
                    ],
                )
            ],
        ),
        _ANSWERS,
    ]


class Videos(Lookups):
    """Videos that somebody else hosts."""

    model = Video
    icon = "media"
    list_display = ["title", "provider", "minutes", "has_captions", "confirmed_on", "is_public"]
    list_filter = ["provider", "is_public", "is_demo"]
    search_fields = ["title", "title_reading", "summary"]
    ordering = ["order", "slug"]
    tabs = [
        (
            _("video"),
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("title_reading"), address_panel()]),
                FieldRowPanel([FieldPanel("provider"), FieldPanel("url")]),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("has_captions"), FieldPanel("order")]),
                FieldPanel("transcript"),
            ],
        ),
        _ANSWERS,
    ]


class SupportAndFigures(SnippetViewSetGroup):
    """All of them, one entry of the menu."""

    items = (Programmes, Figures, Videos)
    menu_label = pgettext_lazy("cms", "Support, figures, videos")
    menu_icon = "list-ul"
    menu_order = 200


register_snippet(SupportAndFigures)
