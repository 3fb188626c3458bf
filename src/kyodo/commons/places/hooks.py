from django.utils.translation import gettext_lazy as _

from kyodo.commons.places import pack  # noqa: F401 - hangs the kinds of a city pack
from kyodo.commons.places.imports.desk import FACILITY_IMPORT
from kyodo.commons.places.opendata import DESKS, FACILITIES
from kyodo.commons.places.queries import unreadable_closures
from kyodo.commons.places.rules import imports_places
from kyodo.kernel.imports.desk import DESKS as IMPORT_DESKS
from kyodo.kernel.registry import CHECKS, MENU, OPEN_DATA, PUBLIC_TABLES, CheckItem, MenuItem

PUBLIC_TABLES.hang(
    "places_ward",
    "places_district",
    "places_facility",
    "places_openinghours",
    "places_hoursexception",
    "places_space",
    "places_desk",
    "places_facilitynumber",
)
MENU.hang(
    MenuItem(
        "places_import", _("Import places"), "places_desk:import", "desk", 310,
        shown_to=lambda who: bool(imports_places(who)),
    )
)  # fmt: skip
OPEN_DATA.hang(FACILITIES, DESKS)
IMPORT_DESKS.hang(FACILITY_IMPORT)
CHECKS.hang(CheckItem("places", _("closing rules of places"), unreadable_closures))
