from django.utils.translation import gettext_lazy as _

from kyodo.commons.places import pack  # noqa: F401 - hangs the kinds of a city pack
from kyodo.commons.places.queries import unreadable_closures
from kyodo.kernel.registry import CHECKS, PUBLIC_TABLES, CheckItem

PUBLIC_TABLES.hang(
    "places_ward",
    "places_district",
    "places_facility",
    "places_openinghours",
    "places_hoursexception",
    "places_space",
    "places_desk",
)
CHECKS.hang(CheckItem("places", _("closing rules of places"), unreadable_closures))
