"""The desk for lists of public facilities, as the kernel wants it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo.commons.places.columns import TARGETS
from kyodo.commons.places.imports.plan import plan
from kyodo.commons.places.imports.reading import FACTS, Known, known_here, read_row
from kyodo.commons.places.imports.writing import write
from kyodo.commons.places.models import Facility
from kyodo.commons.places.rules import imports_places
from kyodo.kernel.imports.desk import ImportDesk
from kyodo.kernel.registry import Text

#: As the file itself writes them, in every language.
_DAYS = "月火水木金土日祝"
LABELS: dict[str, Text] = {
    **{name: Facility._meta.get_field(name).verbose_name for name in FACTS},
    "ward": _("ward"),
    "hours": _("opening hours"),
    "number": _("number in the file"),
}


def say(name: str, value: Any, known: Known) -> str:
    """Write a value of a row for people."""
    if name == "hours":
        same: dict[str, str] = {}
        for day, opens, closes in value:
            times = f"{opens}–{closes}"
            same[times] = same.get(times, "") + _DAYS[day - 1]
        return "、".join(f"{days} {times}" for times, days in same.items())
    return str(value)


def things(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """Return (name, address) of places by their short names; one query."""
    return {place.slug: (place.name, place.get_absolute_url()) for place in Facility.objects.filter(slug__in=keys)}


FACILITY_IMPORT = ImportDesk(
    key="facilities",
    title=_("Import places"),
    about=(
        _("The list of public facilities (公共施設一覧) in the municipal standard of today or the one before."),
        _("A place is recognized by its municipality's code together with its ID or NO."),
        _("Opening hours are taken where weekdays and times can be read exactly; the rest is left to you."),
    ),
    back=("places:list", _("Places")),
    urls="places_desk:import",
    rule=imports_places,
    targets=TARGETS,
    known=known_here,
    read=read_row,
    plan=plan,
    write=write,
    key_of=lambda place: str(place.slug),
    things=things,
    labels=LABELS,
    say=say,
    title_of=lambda values: str(values.get("name", "")),
    shows_new_label=_("Show new places in public at once"),
)
