"""The fields of activity, as staff edit them in the CMS."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet

from kyodo.commons.actors.models import Field
from kyodo.kernel.editing.lookups import Lookups


class Fields(Lookups):
    """Fields in which organizations work; entries of the NPO law carry its number."""

    model = Field
    icon = "tag"
    menu_label = _("Fields of activity")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "name_latin", "npo_number", "order"]
    search_fields = ["name", "name_latin"]
    ordering = ["order", "slug"]
    tabs = [
        (
            pgettext_lazy("activity", "field"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_latin"), FieldPanel("slug")]),
                FieldRowPanel(
                    [
                        FieldPanel("npo_number", help_text=_("The item of the NPO law's annex, where it has one.")),
                        FieldPanel("order"),
                    ]
                ),
            ],
        )
    ]


register_snippet(Fields)
