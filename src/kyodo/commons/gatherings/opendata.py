"""The events as open data: the columns of the municipal event layout (自治体標準オープンデータセット イベント一覧).

One record is one date of an event, as cities publish them. What the newer layout has no column for keeps the
name that it had in the former one (推奨データセット イベント一覧).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kyodo.commons.gatherings import queries
from kyodo.commons.gatherings.models import Gathering, Occurrence
from kyodo.commons.gatherings.states import PUBLIC_STATES, Attendance, GatheringKind
from kyodo.commons.gatherings.words import last_day
from kyodo.commons.places.models import City
from kyodo.kernel.clock.now import day_of, in_tokyo
from kyodo.kernel.registry import SAMPLE, Column, DataSet
from kyodo.kernel.tables.records import batches

#: The kinds and ways of taking part by the names that files use, whatever language a reader's page is in.
KIND_NAMES = {
    "イベント": GatheringKind.EVENT, "講座": GatheringKind.COURSE, "会議": GatheringKind.MEETING,
    "その他": GatheringKind.OTHER,
}  # fmt: skip
WAY_NAMES = {"現地": Attendance.ONSITE, "オンライン": Attendance.ONLINE, "ハイブリッド": Attendance.HYBRID}
FREE_NAMES = {"無料": True, "有料": False}
_KINDS = {str(kind): name for name, kind in KIND_NAMES.items()}
_WAYS = {str(way): name for name, way in WAY_NAMES.items()}

COLUMNS = (
    Column("municipality_code", "全国地方公共団体コード", _("six-digit code of the local government")),
    Column("id", "ID", _("the event and the number of its date"), is_required=True),
    Column("municipality", "地方公共団体名", _("name of the local government")),
    Column("title", "イベント名", _("title of the event"), is_required=True),
    Column("title_kana", "イベント名_カナ", _("title in kana")),
    Column("title_latin", "イベント名_英語", _("title in English")),
    Column("content_url", "コンテンツURL", _("page of the event on this site"), "uri"),
    Column("start_date", "開始日", _("first day"), "date", is_required=True),
    Column("end_date", "終了日", _("last day"), "date", is_required=True),
    Column("start_time", "開始時間", _("beginning; empty: all day"), "time"),
    Column("end_time", "終了時間", _("end; empty: all day, or not known"), "time"),
    Column("dates_note", "開始日時特記事項", _("remarks about the dates")),
    Column("description", "説明", _("what it is about")),
    Column("place", "場所名称", _("name of the place")),
    Column("address_code", "所在地_全国地方公共団体コード", _("code of the ward or municipality of the place")),
    Column("address", "所在地_連結表記", _("address in one line")),
    Column("building", "建物名等(方書)", _("building and room")),
    Column("latitude", "緯度", _("latitude, WGS 84"), "decimal"),
    Column("longitude", "経度", _("longitude, WGS 84"), "decimal"),
    Column("access", "アクセス方法", _("how to get there")),
    Column("parking", "駐車場情報", _("parking")),
    Column("kind", "イベント種類", _("イベント, 講座, 会議 or その他")),
    Column("attendance", "Web開催", _("現地, オンライン or ハイブリッド")),
    Column("audience", "対象者", _("for whom")),
    Column("fee_kind", "料金種別", _("無料, 有料, or empty where it is not known")),
    Column("fee", "料金(基本)", _("the fee")),
    Column("capacity", "定員", _("capacity"), "integer"),
    Column("apply_until_date", "参加申込終了日", _("last day to apply"), "date"),
    Column("apply_until_time", "参加申込終了時間", _("time until which one can apply on that day"), "time"),
    Column("how_to_apply", "参加申込方法", _("how to apply")),
    Column("organizer", "主催者", _("organizer")),
    Column("contact", "連絡先名称", _("whom to ask")),
    Column("contact_phone", "連絡先電話番号", _("phone for questions")),
    Column("contact_mail", "連絡先メールアドレス", _("mail address for questions")),
    Column("url", "URL", _("web page of the event elsewhere"), "uri"),
    Column("support", "合理的配慮", _("support on the day, in words")),
    Column("status", "開催状況", _("開催 or 中止"), is_required=True),
    Column("note", "備考", _("note; the reason of a cancellation")),
    SAMPLE,
)
#: Columns that the former layout and the files of cities do not know; they are read back under the same name.
SUPPORT_NAMES = {
    "手話通訳": "has_sign_language", "要約筆記": "has_captioning", "車いす": "is_wheelchair_accessible",
    "託児": "has_childcare",
}  # fmt: skip


def _dates() -> QuerySet[Occurrence]:
    found = Occurrence.objects.filter(gathering__state__in=PUBLIC_STATES)
    found = found.select_related(
        "gathering__place__ward", "gathering__ward", "gathering__organizer", "gathering__sign_up"
    )
    return found.order_by("gathering_id", "number")


def rows(first: int | None) -> Iterator[tuple[Any, ...]]:
    """Yield every public date."""
    city = _city()
    return (row(found.gathering, found, city) for found in batches(_dates(), first))


def rows_of(gatherings: Iterable[Gathering]) -> Iterator[tuple[Any, ...]]:
    """Yield the dates of some events, as they were prefetched."""
    city = _city()
    return (row(gathering, found, city) for gathering in gatherings for found in gathering.occurrences.all())


def row(gathering: Gathering, found: Occurrence, city: tuple[str, str]) -> tuple[Any, ...]:
    """Return the record of one date; ``city`` is (code, name) of the government that publishes it."""
    code, name = city
    at, ward = queries.position(gathering) or (None, None), queries.ward_of(gathering)
    until = in_tokyo(gathering.apply_until) if gathering.apply_until else None
    is_off = gathering.is_cancelled or found.is_cancelled
    has_hours = not found.is_all_day
    page = settings.SITE_URL + queries.address_of(gathering.slug)
    return (
        code, f"{gathering.slug}-{found.number}", name, gathering.title, gathering.title_reading,
        gathering.title_latin, page, day_of(found.starts_at), last_day(found),
        in_tokyo(found.starts_at).time() if has_hours else None,
        in_tokyo(found.ends_at).time() if has_hours and found.is_end_known else None,
        gathering.dates_text, gathering.description, queries.place_name(gathering), ward.code if ward else "",
        queries.address(gathering), gathering.building, at[0], at[1], gathering.access, gathering.parking,
        _KINDS[gathering.kind], _WAYS[gathering.attendance], gathering.audience, _fee_kind(gathering),
        gathering.fee_text, gathering.capacity, until.date() if until else None, until.time() if until else None,
        apply_words(gathering), queries.organizer_name(gathering), gathering.contact_name, gathering.contact_phone,
        gathering.contact_mail, gathering.url, support_of(gathering), "中止" if is_off else "開催",
        gathering.cancelled_reason if gathering.is_cancelled else gathering.note,
        "見本" if gathering.is_demo else "",
    )  # fmt: skip


def apply_words(gathering: Gathering) -> str:
    """Return how one applies, with the address of the sign-up where there is one on this site."""
    page = f"{settings.SITE_URL}{queries.address_of(gathering.slug)}join/" if hasattr(gathering, "sign_up") else ""
    return " ".join(filter(None, (gathering.how_to_apply, page)))


def _city() -> tuple[str, str]:
    return City.objects.values_list("code", "name").first() or ("", "")


def _fee_kind(gathering: Gathering) -> str:
    return {True: "無料", False: "有料", None: ""}[gathering.is_free]


def support_of(gathering: Gathering) -> list[str]:
    """Return the support on the day by the names that files use."""
    return [name for name, column in SUPPORT_NAMES.items() if getattr(gathering, column)]


EVENTS = DataSet(
    key="events",
    title=_("Events"),
    description=_("Events, courses and meetings that everybody may come to, one record a date, cancelled ones marked."),
    keywords=(_("event"), _("course"), _("citizen participation")),
    columns=COLUMNS,
    rows=rows,
    records=queries.public,
    counted="occurrences",
    page="gatherings:list",
    standard=_("municipal standard open data set, list of events (自治体標準オープンデータセット イベント一覧)"),
    order=50,
)
