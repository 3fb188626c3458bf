"""The fields of activity, as staff edit them in the CMS."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from kyodo.commons.actors.models import Field
from kyodo.kernel.editing.lookups import Lookups, address_panel


class Fields(Lookups):
    """Fields in which organizations work; entries of the NPO law carry its number."""

    model = Field
    icon = "tag"
    menu_label = _("Fields of activity")
    menu_order = 220
    add_to_admin_menu = True
    list_display = [
        "name",
        "name_latin",
        Column("npo_number", label=_("number in the NPO law"), sort_key="npo_number"),
        Column("order", label=pgettext_lazy("cms", "order"), sort_key="order"),
    ]
    search_fields = ["name", "name_latin"]
    ordering = ["order", "slug"]
    tabs = [
        (
            pgettext_lazy("activity", "field"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_latin"), address_panel()]),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "npo_number",
                            heading=_("number in the NPO law"),
                            help_text=_("The item of the NPO law's annex, where it has one."),
                        ),
                        FieldPanel("order", heading=pgettext_lazy("cms", "order")),
                    ]
                ),
            ],
        )
    ]


register_snippet(Fields)
