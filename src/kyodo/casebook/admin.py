"""Cases, as staff edit them in the CMS: drafts, a check by a second person, then public."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.snippets.models import register_snippet

from kyodo.casebook.models import Case
from kyodo.casebook.queries.schemes import SUPPORT
from kyodo.kernel.editing.lookups import Lookups, address_panel
from kyodo.kernel.editing.widgets import Lines
from kyodo.kernel.search.links import all_links


def _programmes() -> list[tuple[str, Any]]:
    pages = [(key, link.title) for key, link in all_links(SUPPORT)]
    return [("", _("(not in the support directory)")), *pages]


class ProgrammeSelect(forms.Select):
    """Offers the programmes that the support directory publishes, and keeps one that it no longer does."""

    def optgroups(self, name: str, value: list[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        self.choices = _programmes()
        known = {key for key, _title in self.choices}
        self.choices += [(kept, kept) for kept in value if kept not in known]
        return super().optgroups(name, value, attrs)


class Cases(Lookups):
    """Cases of the casebook."""

    model = Case
    icon = "doc-full"
    menu_label = pgettext_lazy("casebook", "cases")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "collaboration", "year_from", "confirmed_on", "live"]
    list_filter = ["live", "is_public", "is_demo"]
    search_fields = ["title", "title_reading", "lead"]
    ordering = ["-first_published_at", "title_reading"]
    tabs = [
        (
            pgettext_lazy("casebook", "case"),
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("title_reading"), address_panel()]),
                FieldPanel("lead"),
                FieldPanel("collaboration"),
                FieldPanel("fields"),
                FieldRowPanel([FieldPanel("wards"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("year_from"), FieldPanel("year_until")]),
            ],
        ),
        (pgettext_lazy("case", "story"), [FieldPanel("body")]),
        (
            _("support used"),
            [
                InlinePanel(
                    "schemes",
                    label=_("support used"),
                    panels=[
                        FieldPanel("name"),
                        FieldPanel("programme", widget=ProgrammeSelect()),
                        FieldPanel("note"),
                    ],
                )
            ],
        ),
        (
            _("who answers for it"),
            [
                FieldRowPanel([FieldPanel("published_in"), FieldPanel("published_on")]),
                FieldPanel("desk"),
                FieldRowPanel([FieldPanel("keeper"), FieldPanel("confirmed_on")]),
                FieldPanel(
                    "source", widget=Lines(), help_text=_("Where the facts come from: one address or title a line.")
                ),
                FieldRowPanel([FieldPanel("is_public"), FieldPanel("is_demo")]),
            ],
        ),
    ]


register_snippet(Cases)
