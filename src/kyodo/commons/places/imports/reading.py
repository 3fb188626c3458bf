"""One row of a 公共施設一覧 as facts about a place."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo.commons.places.models import City, Facility, Ward
from kyodo.kernel.errors import Unusable
from kyodo.kernel.imports import cells, times
from kyodo.kernel.imports.columns import Read
from kyodo.kernel.text.fold import key
from kyodo.kernel.text.postcode import read_postcode

#: Columns of a place that a row fills just as it says.
FACTS = (
    "name", "name_reading", "name_latin", "short_name", "address", "latitude", "longitude", "phone", "mail",
    "postcode", "operator", "closures_text", "summary", "barrier_free", "url", "confirmed_on",
)  # fmt: skip
#: Longest texts, by column; too long a text is never cut.
LENGTHS: dict[str, int] = {
    name: length
    for name in FACTS
    if (length := getattr(Facility._meta.get_field(name), "max_length", None))
}  # fmt: skip
LONGEST_NUMBER = 60


@dataclass(frozen=True)
class Known:
    """The city's own name and code, and its wards: by name, by code."""

    city: str
    code: str
    wards: tuple[str, ...]
    ward_codes: Mapping[str, str]


def known_here() -> Known:
    """Read the city and its wards; two queries."""
    city = City.objects.first()
    wards = list(Ward.objects.all())
    codes = {ward.code: ward.name for ward in wards if ward.code}
    return Known(city.name if city else "", city.code if city else "", tuple(w.name for w in wards), codes)


def read_row(read: Read, row: Mapping[str, str], known: Known) -> None:
    """Turn the cells of one row into values. What is not certain goes to ``asks``, what was repaired to ``notes``."""
    row = {target: row.get(target, "") for target in (*_TEXTS, *_READ)}
    _identity(read, row, known)
    for name in ("name_latin", "short_name", "operator"):
        read.take(name, (cells.line(row[name]), ""))
    for name in ("summary", "barrier_free"):
        read.take(name, (cells.plain(row[name]), ""))
    read.take("closures_text", (cells.line(row["closures_text"]), ""))
    _place(read, row, known)
    _reach(read, row)
    _hours(read, row)
    for name, longest in LENGTHS.items():
        if len(read.values.get(name, "")) > longest:
            label = Facility._meta.get_field(name).verbose_name
            read.refuse(_("%(column)s is longer than %(n)s characters.") % {"column": label, "n": longest})


_TEXTS = ("name_latin", "short_name", "operator", "summary", "barrier_free", "closures_text")
_READ = (
    "code", "number", "name", "name_reading", "place_code", "address", "address_prefecture", "address_municipality",
    "address_town", "address_rest", "building", "latitude", "longitude", "phone", "extension", "mail", "postcode",
    "weekdays", "opens_at", "closes_at", "url", "confirmed_on",
)  # fmt: skip


def _ask(read: Read, name: str, result: tuple[object, str]) -> None:
    """Keep what a cell says; what it does not say clearly is for a person."""
    value, ask = result
    read.take(name, (value, ""))
    if ask:
        read.asks.append(ask)


def _identity(read: Read, row: Mapping[str, str], known: Known) -> None:
    code, note, problem = cells.municipality_code(row["code"])
    if problem:
        read.refuse(problem)
    elif not code:
        code, note = known.code, ""
    read.take("code", (code, note))
    number = unicodedata.normalize("NFKC", cells.line(row["number"]))
    read.values["number"] = number
    read.values["name"] = cells.line(row["name"])
    _ask(read, "name_reading", cells.kana(row["name_reading"]))
    if not number:
        read.refuse(_("The row has no number (ID or NO), so it could not be recognized again."))
    if len(number) > LONGEST_NUMBER:
        read.refuse(_("The number is longer than %(n)s characters.") % {"n": LONGEST_NUMBER})
    if not code:
        read.refuse(_("The row has no code of its municipality."))
    if not read.values["name"]:
        read.refuse(_("The row has no name."))


def _place(read: Read, row: Mapping[str, str], known: Known) -> None:
    pieces = ("address_prefecture", "address_municipality", "address_town", "address_rest")
    address = cells.line(row["address"]) or "".join(cells.line(row[piece]) for piece in pieces)
    building = cells.line(row["building"])
    read.take("address", (f"{address} {building}".strip(), ""))
    position, note, ask = cells.coordinates(row["latitude"], row["longitude"])
    if position:
        read.values["latitude"], read.values["longitude"] = position
    read.notes += [note] if note else []
    read.asks += [ask] if ask else []
    code, code_note, _problem = cells.municipality_code(row["place_code"])
    read.notes += [code_note] if code_note else []
    ward = known.ward_codes.get(code) or known.ward_codes.get(read.values.get("code", "")) or _ward_in(address, known)
    read.take("ward", (ward, ""))


def _ward_in(address: str, known: Known) -> str:
    """Return the ward that an address names right after the city; other cities have wards of the same name."""
    _before, city, after = unicodedata.normalize("NFKC", address).replace(" ", "").partition(known.city or "\0")
    return next((ward for ward in known.wards if city and after.startswith(ward)), "")


def _reach(read: Read, row: Mapping[str, str]) -> None:
    extension = cells.line(row["extension"])
    _ask(read, "phone", cells.phone(f"{row['phone']} 内線{extension}" if extension else row["phone"]))
    _ask(read, "mail", cells.mail(row["mail"]))
    _ask(read, "url", cells.url(row["url"]))
    _ask(read, "confirmed_on", times.day(row["confirmed_on"]))
    if postcode := cells.line(row["postcode"]):
        try:
            read.values["postcode"] = read_postcode(postcode)
        except Unusable:
            read.asks.append(_("“%(text)s” is no postcode and was left out.") % {"text": postcode[:20]})


def _hours(read: Read, row: Mapping[str, str]) -> None:
    """Take opening hours where days and both times can be read exactly; else a person decides."""
    days, *asks = times.weekdays(row["weekdays"])
    opens, ask_opens = times.clock_time(row["opens_at"])
    closes, ask_closes = times.clock_time(row["closes_at"])
    asks = [ask for ask in (*asks, ask_opens, ask_closes) if ask]
    if asks:
        read.asks += asks
    elif days and opens and closes and opens < closes:
        read.values["hours"] = [[day, opens, closes] for day in days]
    elif days and opens and closes:
        read.asks.append(_("The place would close before it opens; its hours were left out."))
    elif days or opens or closes:
        read.asks.append(_("Opening hours need weekdays and both times; what the row says of them was left out."))


def same_name(one: str, other: str) -> bool:
    """Say whether two names are one, however wide they are written."""
    return key(one) == key(other)
