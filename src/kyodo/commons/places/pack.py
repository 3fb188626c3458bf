"""What a city pack says of places: the city, its wards and districts, facilities and desks."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import AfterValidator, Field, StringConstraints

from kyodo.commons.places.models import City, Desk, District, Facility, FacilityKind, OpeningHours, Space, Ward
from kyodo.kernel.clock.closures import ClosureRules
from kyodo.kernel.packs.kinds import PACK_KINDS, Entry, Loading, Problem
from kyodo.kernel.packs.record import (
    Line,
    Mail,
    Part,
    PartialDay,
    Phone,
    Postcode,
    Prose,
    Record,
    RefTo,
    Slug,
    Sources,
    Url,
)
from kyodo.kernel.packs.tables import Children, Table, table_kind
from kyodo.kernel.registry import PUBLIC_TABLES
from kyodo.kernel.text.codes import municipality_check_digit

WardSlug = Annotated[Slug, RefTo("ward")]
DeskSlug = Annotated[Slug, RefTo("desk")]
FacilitySlug = Annotated[Slug, RefTo("facility")]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")
_SPAN = re.compile(r"(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})")


def _checked_code(code: str) -> str:
    if municipality_check_digit(code[:5]) != int(code[5]):
        words = _("%(code)s is not a code of a local government: its check digit does not fit")
        raise ValueError(words % {"code": code})
    return code


#: 全国地方公共団体コード: five digits and a check digit.
Code = Annotated[str, StringConstraints(pattern=r"^\d{6}$"), AfterValidator(_checked_code)]


def _span(text: str) -> tuple[time, time]:
    found = _SPAN.fullmatch(text.strip())
    try:
        opens, closes = (time.fromisoformat(part.zfill(5)) for part in found.groups()) if found else (time(0), time(0))
    except ValueError:
        opens = closes = time(0)
    if opens >= closes:
        raise ValueError(_('%(text)s is not a time from and to; write "09:00-21:00"') % {"text": text})
    return opens, closes


def _days_of(key: str) -> list[int]:
    first, dash, last = key.partition("-")
    if first not in _DAYS or (dash and last not in _DAYS):
        raise ValueError(_("%(key)s is not a day; write mon … sun, holiday, or a range such as mon-sat") % {"key": key})
    start, end = _DAYS.index(first), _DAYS.index(last if dash else first)
    if end < start:
        raise ValueError(_("%(key)s runs backwards; write for example mon-sat") % {"key": key})
    return list(range(start + 1, end + 2))


def opening_hours(hours: dict[str, str]) -> list[tuple[int, time, time]]:
    """Return (weekday 1-8, from, to) of hours as a pack writes them, such as ``{mon-sat: "09:00-21:00"}``.

    Several spans of one day are separated by commas. Raises ``ValueError`` in words.
    """
    rows: list[tuple[int, time, time]] = []
    for key, text in hours.items():
        spans = sorted(_span(part) for part in str(text).split(","))
        for day in _days_of(key):
            if any(row[0] == day for row in rows):
                raise ValueError(_("%(day)s has hours twice") % {"day": _DAYS[day - 1]})
            rows += [(day, *span) for span in spans]
        if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
            raise ValueError(_("the times of %(key)s overlap") % {"key": key})
    return rows


def _readable(hours: dict[str, str]) -> dict[str, str]:
    opening_hours(hours)
    return hours


class Fact(Part):
    """A figure about the city, with its day and its source."""

    key: Slug
    label: Line
    label_latin: Annotated[Line, StringConstraints(max_length=100)] = ""
    value: Decimal
    unit: Annotated[str, StringConstraints(max_length=10)] = ""
    as_of: PartialDay
    note: Annotated[str, StringConstraints(max_length=300)] = ""
    source: Sources


class CityRecord(Record):
    """The city itself: the keys of ``city.yaml`` outside its lists."""

    name: Annotated[Line, StringConstraints(max_length=40)]
    kana: Annotated[str, StringConstraints(max_length=60)] = ""
    latin: Annotated[str, StringConstraints(max_length=60)] = ""
    code: Code | None = None
    site_name: Annotated[Line, StringConstraints(max_length=60)]
    site_name_latin: Annotated[str, StringConstraints(max_length=80)] = ""
    tagline: Annotated[str, StringConstraints(max_length=120)] = ""
    tagline_latin: Annotated[str, StringConstraints(max_length=160)] = ""
    contact_desk: DeskSlug | None = None
    publisher: Annotated[str, StringConstraints(max_length=100)] = ""
    license: Annotated[str, StringConstraints(max_length=60)] = ""
    license_url: Url | None = None
    facts: list[Fact] = []


class WardRecord(Record):
    """A ward (区)."""

    name: Annotated[Line, StringConstraints(max_length=40)]
    kana: Annotated[str, StringConstraints(max_length=60)] = ""
    latin: Annotated[str, StringConstraints(max_length=60)] = ""
    code: Code | None = None
    population: Annotated[int, Field(ge=0)] | None = None
    population_as_of: date | None = None
    order: Annotated[int, Field(ge=0, le=9999)] = 100


class DistrictRecord(Record):
    """A smaller area inside a ward, such as a school district (学区)."""

    ward: WardSlug
    name: Annotated[Line, StringConstraints(max_length=60)]
    kana: Annotated[str, StringConstraints(max_length=80)] = ""


class SpaceRecord(Part):
    """A room or space in a facility. What no source tells is left out."""

    slug: Slug
    name: Annotated[Line, StringConstraints(max_length=80)]
    floor: Annotated[str, StringConstraints(max_length=10)] = ""
    use: Prose = ""
    capacity: Annotated[int, Field(ge=1)] | None = None
    capacity_is_approximate: bool = False
    bookable: bool | None = None
    observed_on: PartialDay | None = None
    source: Sources = []
    demo: bool = False


class FacilityRecord(Record):
    """A place that people go to: ``places/<slug>.yaml``."""

    kind: FacilityKind = FacilityKind.OTHER
    name: Annotated[Line, StringConstraints(max_length=100)]
    kana: Annotated[str, StringConstraints(max_length=150)] = ""
    latin: Annotated[str, StringConstraints(max_length=150)] = ""
    short_name: Annotated[str, StringConstraints(max_length=40)] = ""
    summary: Prose = ""
    ward: WardSlug | None = None
    postcode: Postcode | None = None
    address: Annotated[str, StringConstraints(max_length=200)] = ""
    access: Prose = ""
    latitude: Annotated[Decimal, Field(ge=20, le=46)] | None = None
    longitude: Annotated[Decimal, Field(ge=122, le=154)] | None = None
    phone: Phone | None = None
    fax: Phone | None = None
    mail: Mail | None = None
    url: Url | None = None
    operator: Annotated[str, StringConstraints(max_length=150)] = ""
    barrier_free: Prose = ""
    hours: Annotated[dict[str, str], AfterValidator(_readable)] = {}
    closures: ClosureRules = ClosureRules()
    closures_text: Annotated[str, StringConstraints(max_length=300)] = ""
    owner: Annotated[str, StringConstraints(max_length=100)] = ""
    confirmed_on: date | None = None
    spaces: list[SpaceRecord] = []
    order: Annotated[int, Field(ge=0, le=9999)] = 100


class DeskRecord(Record):
    """A desk (窓口) that answers: ``desks/<slug>.yaml`` or a list."""

    name: Annotated[Line, StringConstraints(max_length=100)]
    kana: Annotated[str, StringConstraints(max_length=150)] = ""
    topics: Prose = ""
    facility: FacilitySlug | None = None
    ward: WardSlug | None = None
    phone: Phone | None = None
    fax: Phone | None = None
    mail: Mail | None = None
    url: Url | None = None
    hours_text: Annotated[str, StringConstraints(max_length=200)] = ""
    confirmed_on: date | None = None
    note: Prose = ""
    order: Annotated[int, Field(ge=0, le=9999)] = 100


def _common(record: Any) -> dict[str, Any]:
    return {"name": record.name, "name_reading": record.kana, "source": record.source}


def _reach(record: Any) -> dict[str, Any]:
    return {key: getattr(record, key) or "" for key in ("phone", "fax", "mail", "url")}


def _city(record: CityRecord, loading: Loading) -> dict[str, Any]:
    copied = ("site_name", "site_name_latin", "tagline", "tagline_latin")
    return {
        **_common(record),
        **{key: getattr(record, key) for key in copied},
        "name_latin": record.latin,
        "code": record.code or "",
        "contact_desk_id": loading.ids("desk")[record.contact_desk] if record.contact_desk else None,
        "publisher": record.publisher,
        "license_name": record.license,
        "license_url": record.license_url or "",
        "facts": [fact.model_dump(mode="json") for fact in record.facts],
        "is_demo": record.demo,
    }


def _ward(record: WardRecord, loading: Loading) -> dict[str, Any]:
    copied = ("population", "population_as_of", "order")
    more = {"name_latin": record.latin, "code": record.code or ""}
    return {**_common(record), **more, **{key: getattr(record, key) for key in copied}}


def _district(record: DistrictRecord, loading: Loading) -> dict[str, Any]:
    return {**_common(record), "ward_id": loading.ids("ward")[record.ward]}


def _facility(record: FacilityRecord, loading: Loading) -> dict[str, Any]:
    copied = (
        "short_name", "summary", "address", "access", "latitude", "longitude", "operator", "barrier_free",
        "closures_text", "owner", "confirmed_on", "order",
    )  # fmt: skip
    return {
        **_common(record),
        **_reach(record),
        **{key: getattr(record, key) for key in copied},
        "kind": record.kind.value,
        "name_latin": record.latin,
        "ward_id": loading.ids("ward")[record.ward] if record.ward else None,
        "postcode": record.postcode or "",
        "closures": record.closures.stored(),
        "is_demo": record.demo,
    }


def _hours(record: FacilityRecord, loading: Loading) -> list[dict[str, Any]]:
    rows = opening_hours(record.hours)
    return [{"weekday": day, "opens_at": opens, "closes_at": closes} for day, opens, closes in rows]


def _spaces(record: FacilityRecord, loading: Loading) -> list[dict[str, Any]]:
    return [
        {
            "slug": space.slug, "name": space.name, "floor": space.floor, "use": space.use, "capacity": space.capacity,
            "is_capacity_approximate": space.capacity_is_approximate, "is_bookable": space.bookable,
            "observed_on": space.observed_on or "", "source": space.source or record.source,
            "is_demo": space.demo or record.demo, "order": (number + 1) * 10,
        }
        for number, space in enumerate(record.spaces)
    ]  # fmt: skip


def _desk(record: DeskRecord, loading: Loading) -> dict[str, Any]:
    copied = ("topics", "hours_text", "confirmed_on", "note", "order")
    return {
        **_common(record),
        **_reach(record),
        **{key: getattr(record, key) for key in copied},
        "facility_id": loading.ids("facility")[record.facility] if record.facility else None,
        "ward_id": loading.ids("ward")[record.ward] if record.ward else None,
        "is_demo": record.demo,
    }


def _one_city(entries: Sequence[Entry], loading: Loading) -> Iterable[Problem]:
    """Another city needs a database of its own."""
    here = City.objects.values_list("slug", flat=True).first()
    for entry in entries:
        if here not in (None, entry.slug):
            words = _("this database already serves the city %(slug)s; load another city into a database of its own")
            yield entry.problem(words % {"slug": here}, "slug")


def _spaces_once(entries: Sequence[Entry], loading: Loading) -> Iterable[Problem]:
    for entry in entries:
        seen: set[str] = set()
        for number, space in enumerate(entry.record.spaces):
            if space.slug in seen:
                words = _("the space %(slug)s stands twice in this place")
                yield entry.problem(words % {"slug": space.slug}, "spaces", number, "slug")
            seen.add(space.slug)


_NAMES = ("name", "name_reading", "source")
_REACH = ("phone", "fax", "mail", "url")
_CITY_TEXTS = ("name_latin", "code", "site_name", "site_name_latin", "tagline", "tagline_latin")
_FACILITY_TEXTS = ("kind", "name_latin", "short_name", "summary", "access", "operator", "barrier_free", "owner")
_FACILITY_PLACE = ("ward_id", "postcode", "address", "latitude", "longitude")
_FACILITY_DAYS = ("closures", "closures_text", "confirmed_on", "is_demo", "order")
_SPACE_TEXTS = ("name", "floor", "use", "observed_on", "source")
_SPACE_FACTS = ("capacity", "is_capacity_approximate", "is_bookable", "is_demo", "order")
_DESK_MORE = ("topics", "facility_id", "ward_id", "hours_text", "confirmed_on", "note", "is_demo", "order")

_CITY_DATA = ("publisher", "license_name", "license_url")

CITY = Table(City, (*_NAMES, *_CITY_TEXTS, *_CITY_DATA, "contact_desk_id", "facts", "is_demo"), _city)
WARD = Table(Ward, (*_NAMES, "name_latin", "code", "population", "population_as_of", "order"), _ward)
DISTRICT = Table(District, (*_NAMES, "ward_id"), _district)
FACILITY = Table(
    Facility,
    (*_NAMES, *_REACH, *_FACILITY_TEXTS, *_FACILITY_PLACE, *_FACILITY_DAYS),
    _facility,
    children=(
        Children(OpeningHours, "facility", _hours, ("weekday", "opens_at", "closes_at")),
        Children(Space, "facility", _spaces, (*_SPACE_TEXTS, *_SPACE_FACTS), key="slug"),
    ),
    shown={"is_public": True},
    hidden={"is_public": False},
)
DESK = Table(Desk, (*_NAMES, *_REACH, *_DESK_MORE), _desk)

_WARD, _DISTRICT, _DESK = gettext_lazy("ward"), gettext_lazy("district"), gettext_lazy("desk")
_PLACE, _CITY = pgettext_lazy("facility", "place"), gettext_lazy("city")
_HEAD = "city.yaml"
# The city comes last: its contact desk is written before it.
PACK_KINDS.hang(
    table_kind("ward", _WARD, WardRecord, WARD, file=_HEAD, section="wards", order=20),
    table_kind(
        "district", _DISTRICT, DistrictRecord, DISTRICT, file=_HEAD, section="districts", folder="districts", order=30
    ),
    table_kind(
        "facility", _PLACE, FacilityRecord, FACILITY, folder="places", search="place", check=_spaces_once, order=40
    ),
    table_kind("desk", _DESK, DeskRecord, DESK, folder="desks", search="desk", order=50),
    table_kind("city", _CITY, CityRecord, CITY, file=_HEAD, required=True, check=_one_city, order=55),
)
PUBLIC_TABLES.hang("places_city")
