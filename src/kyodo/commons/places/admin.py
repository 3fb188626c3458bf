"""Places, desks, wards and the city, as staff edit them in the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kyodo.commons.places.models import City, Desk, District, Facility, Ward
from kyodo.kernel.editing.lookups import Lookups, OnlyChange, address_panel
from kyodo.kernel.editing.widgets import Entries, Lines

_DAYS = [
    (1, _("Monday")), (2, _("Tuesday")), (3, _("Wednesday")), (4, _("Thursday")), (5, _("Friday")), (6, _("Saturday")),
    (7, _("Sunday")), (8, _("public holiday")),
]  # fmt: skip
_SOURCE = FieldPanel("source", widget=Lines(), help_text=_("Where the facts come from: one address or title a line."))
_REACH = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("phone"), FieldPanel("fax")]), FieldRowPanel([FieldPanel("mail"), FieldPanel("url")])],
    _("how to reach it"),
)
_CLOSURES_HELP = _(
    "One entry a line, for example “- days: 24We” (second and fourth Wednesday), “- days: 0Mo” (every Monday) "
    "with “  on_holiday: next_day” below it, “- yearly: 12-29/01-03”, “- holidays: closed”."
)


class Facilities(Lookups):
    """Places with their hours, single days and spaces."""

    model = Facility
    icon = "home"
    list_display = ["name", "kind", "ward", "phone", "confirmed_on", "is_public"]
    list_filter = ["kind", "ward", "is_public", "is_demo"]
    search_fields = ["name", "name_reading", "short_name", "address"]
    ordering = ["order", "name_reading"]
    tabs = [
        (
            pgettext_lazy("facility", "place"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_reading"), FieldPanel("name_latin")]),
                FieldRowPanel([FieldPanel("short_name"), address_panel()]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("ward")]),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("address")]),
                FieldPanel("access"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("barrier_free"),
                _REACH,
            ],
        ),
        (
            _("opening hours"),
            [
                InlinePanel(
                    "hours",
                    heading=_("Hours by weekday"),
                    label=_("opening hours"),
                    help_text=_(
                        "Several times on one day are several rows. "
                        "Hours of a public holiday replace those of the weekday."
                    ),
                    panels=[
                        FieldRowPanel(
                            [
                                FieldPanel("weekday", widget=forms.Select(choices=_DAYS)),
                                FieldPanel("opens_at"),
                                FieldPanel("closes_at"),
                            ]
                        )
                    ],
                ),
                FieldPanel("closures", widget=Entries(), help_text=_CLOSURES_HELP),
                FieldPanel("closures_text"),
                InlinePanel(
                    "exceptions",
                    heading=_("Single days"),
                    label=_("exception of opening hours"),
                    help_text=_(
                        "Closed or open after all on one date. An open day without times keeps its usual hours."
                    ),
                    panels=[
                        FieldRowPanel([FieldPanel("date"), FieldPanel("is_open")]),
                        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                        FieldPanel("reason"),
                    ],
                ),
            ],
        ),
        (
            pgettext_lazy("facility", "space"),
            [
                InlinePanel(
                    "spaces",
                    label=pgettext_lazy("facility", "space"),
                    panels=[
                        FieldRowPanel([FieldPanel("name"), address_panel()]),
                        FieldRowPanel(
                            [FieldPanel("floor"), FieldPanel("capacity"), FieldPanel("is_capacity_approximate")]
                        ),
                        FieldPanel("use"),
                        FieldRowPanel([FieldPanel("is_bookable"), FieldPanel("observed_on"), FieldPanel("order")]),
                        FieldPanel("source", widget=Lines()),
                    ],
                ),
            ],
        ),
        (
            _("who answers for it"),
            [
                FieldRowPanel([FieldPanel("operator"), FieldPanel("owner")]),
                FieldRowPanel([FieldPanel("confirmed_on"), FieldPanel("order")]),
                _SOURCE,
                FieldRowPanel([FieldPanel("is_public"), FieldPanel("is_demo")]),
            ],
        ),
    ]


class Desks(Lookups):
    """Desks that answer."""

    model = Desk
    icon = "user"
    list_display = ["name", "facility", "ward", "phone", "confirmed_on"]
    list_filter = ["ward", "is_demo"]
    search_fields = ["name", "name_reading", "topics"]
    ordering = ["order", "name_reading"]
    tabs = [
        (
            _("desk"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_reading"), address_panel()]),
                FieldPanel("topics"),
                FieldRowPanel([FieldPanel("facility"), FieldPanel("ward")]),
                _REACH,
                FieldPanel("hours_text"),
                FieldPanel("note"),
            ],
        ),
        (
            _("who answers for it"),
            [FieldRowPanel([FieldPanel("confirmed_on"), FieldPanel("order")]), _SOURCE, FieldPanel("is_demo")],
        ),
    ]


class Wards(Lookups):
    """The wards of the city."""

    model = Ward
    icon = "site"
    list_display = ["name", "name_reading", "code", "population", "population_as_of"]
    search_fields = ["name", "name_reading"]
    ordering = ["order"]
    tabs = [
        (
            _("ward"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_reading"), FieldPanel("name_latin")]),
                FieldRowPanel([address_panel(), FieldPanel("code")]),
                FieldRowPanel([FieldPanel("population"), FieldPanel("population_as_of")]),
                FieldPanel("order"),
                _SOURCE,
            ],
        )
    ]


class Districts(Lookups):
    """Smaller areas inside the wards."""

    model = District
    icon = "site"
    list_display = ["name", "name_reading", "ward"]
    list_filter = ["ward"]
    search_fields = ["name", "name_reading"]
    ordering = ["ward", "name_reading"]
    tabs = [
        (
            _("district"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_reading"), address_panel()]),
                FieldPanel("ward"),
                _SOURCE,
            ],
        )
    ]


class Cities(Lookups):
    """The city itself: one row."""

    model = City
    icon = "globe"
    list_display = ["name", "site_name", "contact_desk"]
    tabs = [
        (
            _("city"),
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_reading"), FieldPanel("name_latin")]),
                FieldRowPanel([address_panel(), FieldPanel("code")]),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("site_name"), FieldPanel("site_name_latin")]),
                        FieldPanel("tagline"),
                        FieldPanel("tagline_latin"),
                        FieldPanel("contact_desk"),
                    ],
                    _("the site"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("publisher", help_text=_("Empty: the city itself.")),
                        FieldRowPanel([FieldPanel("license_name"), FieldPanel("license_url")]),
                    ],
                    _("open data"),
                    help_text=_("Leave the license empty as long as the city has not decided on one."),
                ),
                FieldPanel("facts", widget=Entries()),
                _SOURCE,
            ],
        )
    ]


class PlacesAndDesks(SnippetViewSetGroup):  # type: ignore[misc]
    """All of them, one entry of the menu."""

    items = (Facilities, Desks, Wards, Districts, Cities)
    menu_label = _("Places and desks")
    menu_icon = "home"
    menu_order = 210


register_permission_policy(City, OnlyChange(City))
register_snippet(PlacesAndDesks)
