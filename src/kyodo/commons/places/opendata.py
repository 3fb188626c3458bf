"""Places and desks as open data: 公共施設一覧 of the municipal standard, and a list of desks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from kyodo.commons.places.models import City, Desk, Facility, OpeningHours
from kyodo.commons.places.queries import closures_text, desks, public_facilities
from kyodo.kernel.clock.closures import RepeatingClosure, read_rules
from kyodo.kernel.clock.repeats import ALTERNATE, EVERY, LAST, WEEKDAYS
from kyodo.kernel.errors import Unusable
from kyodo.kernel.registry import SAMPLE, Column, DataSet
from kyodo.kernel.tables.records import batches
from kyodo.kernel.text.fold import to_katakana
from kyodo.kernel.text.phone import read_phone

_DAYS = "月火水木金土日祝"
CODE = Column("code", "全国地方公共団体コード", _("the six-digit code of the local government"), is_required=True)
FACILITY_COLUMNS = (
    CODE,
    Column("id", "ID", _("number of the place, unique together with the code"), is_required=True),
    Column("municipality", "地方公共団体名", _("name of the local government")),
    Column("name", "名称", _("name"), is_required=True),
    Column("name_kana", "名称_カナ", _("name in katakana")),
    Column("name_latin", "名称_英字", _("name in Latin letters")),
    Column("short_name", "名称_通称", _("name by which people call it")),
    Column("place_code", "所在地_全国地方公共団体コード", _("code of the ward or municipality where it stands")),
    Column("machiaza_id", "町字ID", _("code of the town; empty as long as it is not known")),
    Column("address", "所在地_連結表記", _("address in one piece")),
    Column("prefecture", "所在地_都道府県", _("prefecture; empty where the address is kept in one piece")),
    Column("city", "所在地_市区町村", _("municipality; empty where the address is kept in one piece")),
    Column("town", "所在地_町字", _("town; empty where the address is kept in one piece")),
    Column("rest", "所在地_番地以下", _("number; empty where the address is kept in one piece")),
    Column("building", "建物名等(方書)", _("building; empty where the address is kept in one piece")),
    Column("latitude", "緯度", _("latitude in degrees"), "decimal"),
    Column("longitude", "経度", _("longitude in degrees"), "decimal"),
    Column("phone", "電話番号", _("phone number as GIF 445 writes it")),
    Column("extension", "内線番号", _("extension")),
    Column("mail", "連絡先メールアドレス", _("mail address")),
    Column("postcode", "郵便番号", _("seven digits without a hyphen")),
    Column("operator", "団体名", _("who runs it")),
    Column("weekdays", "利用可能曜日", _("weekdays on which it opens, where every day has the same hours")),
    Column("opens_at", "開始時間", _("when it opens, where every day has the same hours"), "time"),
    Column("closes_at", "終了時間", _("when it closes, where every day has the same hours"), "time"),
    Column("repeating_days", "利用可能日時式", _("days on which it opens (GIF 441), where they can be written so")),
    Column("hours_text", "利用可能日時特記事項", _("closed days in words, and hours that differ by day")),
    Column("summary", "説明", _("what it is")),
    Column("barrier_free", "バリアフリー情報", _("barrier-free facilities")),
    Column("url", "URL", _("its own web site"), "uri"),
    Column("note", "備考", _("kind of place")),
    Column("page", "ページ", _("its page on this site"), "uri"),
    Column("confirmed_on", "確認日", _("day on which somebody confirmed the entry"), "date"),
    SAMPLE,
)
DESK_COLUMNS = (
    Column("id", "ID", _("the desk in its address"), is_required=True),
    Column("name", "名称", _("name"), is_required=True),
    Column("name_kana", "名称_カナ", _("name in katakana")),
    Column("topics", "内容", _("what to ask here")),
    Column("facility", "施設名", _("in which place it is")),
    Column("ward", "区", _("for which ward")),
    Column("phone", "電話番号", _("phone number as GIF 445 writes it")),
    Column("extension", "内線番号", _("extension")),
    Column("fax", "FAX番号", _("fax number")),
    Column("mail", "メールアドレス", _("mail address")),
    Column("url", "URL", _("its own web site"), "uri"),
    Column("hours", "受付時間", _("hours in words")),
    Column("note", "備考", _("note")),
    Column("page", "ページ", _("its page on this site"), "uri"),
    Column("confirmed_on", "確認日", _("day on which somebody confirmed the entry"), "date"),
    SAMPLE,
)


@dataclass(frozen=True)
class Times:
    """The hours of a place as the standard's columns hold them."""

    weekdays: str = ""
    opens_at: Any = None
    closes_at: Any = None
    text: str = ""


def _facilities(first: int | None) -> Iterator[Sequence[Any]]:
    city = City.objects.first()
    found = public_facilities().prefetch_related("numbers").order_by("order", "name_reading", "slug")
    for place in batches(found, first):
        yield _facility(place, city.code if city else "", city.name if city else "")


def _facility(place: Facility, code: str, city: str) -> tuple[Any, ...]:
    number = next(iter(place.numbers.all()), None)
    times = times_of(place)
    phone, extension = phone_of(place.phone)
    return (
        number.code if number else code, number.number if number else place.slug, city, place.name,
        to_katakana(place.name_reading), place.name_latin, place.short_name, place.ward.code if place.ward else "", "",
        place.address, "", "", "", "", "", place.latitude, place.longitude, phone, extension, place.mail,
        place.postcode, place.operator, times.weekdays, times.opens_at, times.closes_at, repeating_days(place),
        times.text, place.summary, place.barrier_free, place.url, _in_japanese(place.get_kind_display),
        settings.SITE_URL + _path(place), place.confirmed_on, "見本" if place.is_demo else "",
    )  # fmt: skip


def _desks(first: int | None) -> Iterator[Sequence[Any]]:
    for desk in batches(desks().order_by("order", "name_reading", "slug"), first):
        phone, extension = phone_of(desk.phone)
        facility = desk.facility.name if desk.facility and desk.facility.is_public else ""
        yield (
            desk.slug, desk.name, to_katakana(desk.name_reading), desk.topics, facility,
            desk.ward.name if desk.ward else "", phone, extension, phone_of(desk.fax)[0], desk.mail,
            desk.url, desk.hours_text, desk.note,
            settings.SITE_URL + _path(desk), desk.confirmed_on, "見本" if desk.is_demo else "",
        )  # fmt: skip


def _path(thing: Facility | Desk) -> str:
    return str(_in_japanese(thing.get_absolute_url))


def _in_japanese(read: Any) -> Any:
    """Return what a function says in Japanese: a file is the same whoever asks for it."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(read())


def phone_of(text: str) -> tuple[str, str]:
    """Return (number as GIF 445 writes it, extension); a text that is no number stays as it is."""
    try:
        phone = read_phone(text)
    except Unusable:
        return text, ""
    return phone.standard, phone.extension


def times_of(place: Facility) -> Times:
    """Return a place's hours: in columns where every day has the same, and all of them in words."""
    by_day: Mapping[int, list[OpeningHours]] = {
        day: list(rows) for day, rows in groupby(sorted(place.hours.all(), key=_in_order), lambda row: row.weekday)
    }
    spans = {day: [(row.opens_at, row.closes_at) for row in rows] for day, rows in by_day.items()}
    closed = _in_japanese(lambda: closures_text(place))
    closed = f"休館日: {closed}" if closed else ""
    if len({tuple(times) for times in spans.values()}) != 1 or len(next(iter(spans.values()))) != 1:
        return Times(text="、".join(filter(None, [*_hours_in_words(spans), closed])))
    (opens_at, closes_at), *_more = next(iter(spans.values()))
    return Times("".join(_DAYS[day - 1] for day in spans), opens_at, closes_at, closed)


def _in_order(row: OpeningHours) -> tuple[int, Any]:
    return row.weekday, row.opens_at


def _hours_in_words(spans: Mapping[int, list[tuple[Any, Any]]]) -> list[str]:
    same: dict[tuple[Any, ...], str] = {}
    for day, times in spans.items():
        same[tuple(times)] = same.get(tuple(times), "") + _DAYS[day - 1]
    return [f"{days} {'・'.join(f'{o:%H:%M}-{c:%H:%M}' for o, c in times)}" for times, days in same.items()]


def repeating_days(place: Facility) -> str:
    """Return the days on which a place opens, by GIF 441 (``0Mo135We``), or "" where that cannot say it.

    The notation has no words for holidays and for the days of a year; they stand in the words beside it.
    """
    open_weeks = {row.weekday: {1, 2, 3, 4, 5} for row in place.hours.all() if row.weekday <= 7}
    try:
        rules = [rule for rule in read_rules(place.closures) if isinstance(rule, RepeatingClosure)]
    except ValidationError:
        return ""
    for group in (group for rule in rules for group in rule.repeat.groups):
        if {LAST, ALTERNATE} & set(group.weeks):
            return ""
        closed = {1, 2, 3, 4, 5} if EVERY in group.weeks else set(group.weeks)
        if group.weekday in open_weeks:
            open_weeks[group.weekday] -= closed
    if any(rule.first_day or rule.last_day for rule in rules):
        return ""
    return "".join(
        ("0" if len(weeks) == 5 else "".join(map(str, sorted(weeks)))) + WEEKDAYS[day - 1]
        for day, weeks in sorted(open_weeks.items())
        if weeks
    )


FACILITIES = DataSet(
    "facilities",
    _("Public facilities"),
    _("Places for citizens' activities: where they are, when they open, how to reach them."),
    (_("public facilities"), _("opening hours")),
    FACILITY_COLUMNS,
    _facilities,
    lambda: Facility.objects.filter(is_public=True),
    "places:list",
    changed="confirmed_on",
    unique=("code", "id"),
    standard=_("Municipal standard open data sets: list of public facilities"),
    order=20,
)
DESKS = DataSet(
    "desks",
    _("Desks to ask"),
    _("Desks that answer questions about citizens' activities and collaboration."),
    (_("desks"), _("consultation")),
    DESK_COLUMNS,
    _desks,
    Desk.objects.all,
    "places:desks",
    changed="confirmed_on",
    order=30,
)
