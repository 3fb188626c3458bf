"""The columns of the municipal event layouts, and what one row says."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kyodo.commons.actors.public import Field
from kyodo.commons.gatherings.imports.whens import packed, read_when
from kyodo.commons.gatherings.models import Gathering
from kyodo.commons.gatherings.opendata import FREE_NAMES, KIND_NAMES, SUPPORT_NAMES, WAY_NAMES
from kyodo.commons.gatherings.states import GatheringKind
from kyodo.commons.places.models import City
from kyodo.commons.places.public import Ward, public_facilities
from kyodo.kernel.clock.times import DAY, at_minutes, read_time
from kyodo.kernel.errors import Unusable
from kyodo.kernel.imports import cells, times
from kyodo.kernel.imports.columns import Read, Target

#: The newer layout's own word first, then the former one's and what cities write.
TARGETS = (
    Target("code", "全国地方公共団体コード", ("都道府県コード又は市区町村コード", "市区町村コード", "自治体コード")),
    Target("number", "ID", ("NO", "No.", "番号", "イベントID"), is_required=True),
    Target("title", "イベント名", ("名称", "イベント名称", "催し名", "件名", "タイトル"), is_required=True),
    Target("title_reading", "イベント名_カナ", ("名称_カナ", "イベント名カナ")),
    Target("title_latin", "イベント名_英語", ("名称_英語",)),
    Target("content_url", "コンテンツURL"),
    Target("first_day", "開始日", ("開催日", "日付", "開催年月日", "期日")),
    Target("last_day", "終了日", ("開催終了日",)),
    Target("begins", "開始時間", ("開始時刻", "時間", "開催時間")),
    Target("ends", "終了時間", ("終了時刻",)),
    Target("dates_text", "開始日時特記事項", ("開催日時特記事項", "日時備考")),
    Target("description", "説明", ("内容", "概要", "イベント内容")),
    Target("fee_kind", "料金種別", ("料金有無",)),
    Target("fee", "料金(基本)", ("料金", "参加費", "費用")),
    Target("fee_more", "料金(詳細)"),
    Target("contact_name", "連絡先名称", ("問い合わせ先", "問合せ先", "連絡先")),
    Target("contact_phone", "連絡先電話番号", ("電話番号", "問い合わせ先電話番号")),
    Target("contact_extension", "連絡先内線番号", ("内線番号",)),
    Target("contact_mail", "連絡先メールアドレス", ("メールアドレス",)),
    Target("contact_url", "連絡先FormURL", ("連絡先フォームURL",)),
    Target("organizer_name", "主催者", ("主催団体", "主催")),
    Target("place_name", "場所名称", ("会場", "開催場所", "会場名", "場所")),
    Target("address_code", "所在地_全国地方公共団体コード"),
    Target("address", "所在地_連結表記", ("住所", "所在地")),
    Target("address_prefecture", "所在地_都道府県"),
    Target("address_city", "所在地_市区町村"),
    Target("address_town", "所在地_町字"),
    Target("address_rest", "所在地_番地以下"),
    Target("building", "建物名等(方書)", ("方書",)),
    Target("ward", "区", ("行政区", "開催区")),
    Target("latitude", "緯度"),
    Target("longitude", "経度"),
    Target("access", "アクセス方法", ("アクセス", "交通案内")),
    Target("parking", "駐車場情報", ("駐車場",)),
    Target("attendance", "Web開催", ("開催方法", "開催形式")),
    Target("kind", "イベント種類", ("カテゴリー", "カテゴリ", "分類", "種類")),
    Target("audience", "対象者", ("対象",)),
    Target("capacity", "定員"),
    Target("apply_day", "参加申込終了日", ("申込締切日", "申込締切")),
    Target("apply_time", "参加申込終了時間"),
    Target("how_to_apply", "参加申込方法", ("申込方法", "申し込み方法")),
    Target("url", "URL", ("ホームページ", "イベントURL")),
    Target("support", "合理的配慮"),
    Target("status", "開催状況"),
    Target("note", "備考"),
)  # fmt: skip

_NUMBER = re.compile(r"(\d[\d,]*)\s*(?:名|人)?")
_YEN = re.compile(r"[1-9][\d,]*\s*円")
_FREE = {"無料", "0", "0円", "無し", "なし", "不要"}
_LENGTHS: dict[str, int] = {
    column.name: longest for column in Gathering._meta.fields if (longest := getattr(column, "max_length", None))
}
#: Values that are kept as one line, by the column of the model of the same name.
_LINES = ("title_latin", "organizer_name", "building", "parking", "audience", "contact_name")
_PROSE = ("description", "access", "how_to_apply", "note")


@dataclass(frozen=True)
class Known:
    """What the city has: its code, wards by name and by code, places and fields by folded name."""

    code: str
    wards: Mapping[str, str]
    ward_codes: Mapping[str, str]
    places: Mapping[str, str]
    fields: Mapping[str, str]


def known_here() -> Known:
    """Read the city's code, wards, places and fields; four queries."""
    wards = list(Ward.objects.all())
    places: dict[str, str] = {}
    for name, slug in public_facilities().prefetch_related(None).values_list("name", "slug"):
        # A name that two places have names neither.
        places[cells.header_key(name)] = "" if cells.header_key(name) in places else slug
    return Known(
        code=City.objects.values_list("code", flat=True).first() or "",
        wards={ward.name: ward.slug for ward in wards},
        ward_codes={ward.code: ward.slug for ward in wards if ward.code},
        places={name: slug for name, slug in places.items() if slug},
        fields={cells.header_key(name): slug for name, slug in Field.objects.values_list("name", "slug")},
    )


class _Row:
    """The cells of a row by the keys of the targets; a column that is not there is empty."""

    def __init__(self, cells_: Mapping[str, str]):
        self.cells = cells_

    def written(self, key: str) -> str:
        return self.cells.get(key, "")

    def line(self, key: str) -> str:
        return cells.line(self.written(key))

    def normal(self, key: str) -> str:
        return unicodedata.normalize("NFKC", self.line(key))


def read_row(read: Read, by_key: Mapping[str, str], known: Known) -> None:
    """Read one row; every cell becomes a value, stands in a note, or is asked."""
    row = _Row(by_key)
    _identity(read, row, known)
    for name in _LINES:
        read.take(name, (row.line(name), ""))
    for name in _PROSE:
        read.take(name, (cells.plain(row.written(name)), ""))
    _take_when(read, row)
    _take_place(read, row, known)
    _take_fee(read, row)
    _take_kind(read, row, known)
    _take_taking_part(read, row)
    _take_contact(read, row)
    _check(read)


def _identity(read: Read, row: _Row, known: Known) -> None:
    code, note, problem = cells.municipality_code(row.written("code"))
    read.take("code", (code or known.code, note))
    if problem:
        read.refuse(problem)
    read.values["number"] = row.normal("number")
    if not read.values["number"]:
        read.refuse(_("The row has no number (ID or NO), by which it would be known again. Please add one."))
    read.values["title"] = row.line("title")
    if not read.values["title"]:
        read.refuse(_("The row has no name."))
    read.take("title_reading", cells.kana(row.written("title_reading")))
    read.take("content_url", (row.normal("content_url"), ""))


def _aside(read: Read, label: str, text: str) -> None:
    """Keep a cell that has no column of its own in the note, and say so."""
    if text:
        said = f"{label}：{text}"
        read.values["note"] = "\n".join(filter(None, [read.values.get("note", ""), said]))
        facts = {"column": label, "text": text[:60]}
        read.notes.append(_("%(column)s “%(text)s” was kept in the note.") % facts)


def _take_when(read: Read, row: _Row) -> None:
    found = read_when(row.written("first_day"), row.written("last_day"), row.written("begins"), row.written("ends"))
    read.notes += found.notes
    if found.ask:
        read.asks.append(found.ask)
    if found.dates:
        read.values["dates"] = packed(found.dates)
    said = " ".join(filter(None, [row.line("dates_text"), *found.remarks]))
    if len(said) > _LENGTHS["dates_text"]:
        _aside(read, "開始日時特記事項", said)
    else:
        read.take("dates_text", (said, ""))


def _take_place(read: Read, row: _Row, known: Known) -> None:
    name = row.line("place_name")
    slug = known.places.get(cells.header_key(name), "") if name else ""
    read.take("place" if slug else "place_name", (slug or name, ""))
    parts = ("address_prefecture", "address_city", "address_town", "address_rest")
    address = row.line("address") or "".join(row.line(part) for part in parts)
    if address and not slug:
        read.values["address"] = address
    if not slug:
        _take_ward(read, row, address, known)
    position, note, ask = cells.coordinates(row.written("latitude"), row.written("longitude"))
    read.notes += [note] if note else []
    read.asks += [ask] if ask else []
    if position:
        read.values |= {"latitude": position[0], "longitude": position[1]}


def _take_ward(read: Read, row: _Row, address: str, known: Known) -> None:
    named = row.line("ward")
    if named and named not in known.wards:
        _aside(read, "区", named)
    code = cells.municipality_code(row.written("address_code"))[0]
    inside = [slug for name, slug in known.wards.items() if name in address]
    ward = known.wards.get(named) or known.ward_codes.get(code) or (inside[0] if len(inside) == 1 else "")
    read.take("ward", (ward, ""))


def _take_fee(read: Read, row: _Row) -> None:
    kind, fee, more = row.normal("fee_kind"), row.line("fee"), row.line("fee_more")
    text = " ".join(dict.fromkeys(filter(None, [fee, more])))
    is_free = FREE_NAMES.get(kind)
    if is_free is None and kind:
        is_free = {"有": False, "無": True}.get(kind)
        if is_free is None:
            _aside(read, "料金種別", kind)
    plain = unicodedata.normalize("NFKC", fee)
    if is_free is None:
        is_free = True if plain in _FREE else False if _YEN.search(plain) else None
    if is_free is not None:
        read.values["is_free"] = is_free
    if len(text) > _LENGTHS["fee_text"]:
        _aside(read, "料金", text)
    elif text and not (is_free and plain in _FREE and not more):
        read.values["fee_text"] = text


def _take_kind(read: Read, row: _Row, known: Known) -> None:
    strange = []
    for word in cells.parts(row.written("kind")):
        if word in KIND_NAMES:
            read.values["kind"] = str(KIND_NAMES[word].value)
        elif field := known.fields.get(cells.header_key(word)):
            read.values.setdefault("fields", []).append(field)
        else:
            strange.append(word)
    if "fields" in read.values:
        read.values["fields"] = sorted(set(read.values["fields"]))
    if strange:
        _aside(read, "イベント種類", "、".join(strange))
        read.values.setdefault("kind", GatheringKind.OTHER.value)
    way = row.normal("attendance")
    if way in WAY_NAMES:
        read.values["attendance"] = str(WAY_NAMES[way].value)
    else:
        _aside(read, "Web開催", way)
    if row.line("status") == "中止":
        read.asks.append(_("The file says that this event is cancelled. Please cancel it here with the reason."))


def _take_taking_part(read: Read, row: _Row) -> None:
    capacity = row.normal("capacity")
    if number := _NUMBER.fullmatch(capacity):
        read.take("capacity", (int(number[1].replace(",", "")), ""))
    else:
        _aside(read, "定員", capacity)
    for word in cells.parts(row.written("support")):
        if word in SUPPORT_NAMES:
            read.values[SUPPORT_NAMES[word]] = True
        else:
            _aside(read, "合理的配慮", word)
    day, time = row.written("apply_day"), row.normal("apply_time")
    written, ask = times.day(day)
    try:
        minutes = read_time(time) if time else DAY
    except Unusable:
        written = ""
    if written:
        # The end of a day is the midnight after it.
        read.values["apply_until"] = at_minutes(date.fromisoformat(written), minutes).isoformat()
    else:
        _aside(read, "参加申込終了日", " ".join(filter(None, [cells.line(day), time])))
    if ask:
        read.notes.append(ask)


def _take_contact(read: Read, row: _Row) -> None:
    phone, note = cells.phone(row.written("contact_phone"))
    extension = row.normal("contact_extension").removeprefix("内線")
    if phone and extension:
        phone = f"{phone} 内線{extension}"
    read.take("contact_phone", (phone, ""))
    if note or (extension and not phone):
        _aside(read, "連絡先電話番号", " ".join(filter(None, [row.line("contact_phone"), extension])))
    for name, reader in (("contact_mail", cells.mail), ("contact_url", cells.url), ("url", cells.url)):
        value, note = reader(row.written(name))
        read.take(name, (value, ""))
        if note:
            _aside(read, {"contact_mail": "連絡先メールアドレス"}.get(name, "URL"), row.line(name))


def _check(read: Read) -> None:
    """Refuse what no event can hold; too long a text is never cut in silence."""
    for name, longest in _LENGTHS.items():
        value = read.values.get(name)
        if isinstance(value, str) and len(value) > longest and name not in ("place", "ward"):
            label = Gathering._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            read.refuse(_("%(column)s is longer than %(n)s characters.") % {"column": label, "n": longest})
    if len(read.values.get("number", "")) > _LENGTHS["origin_number"]:
        read.refuse(_("The number is longer than %(n)s characters.") % {"n": _LENGTHS["origin_number"]})
    if read.values.get("capacity", 0) > 1_000_000:
        read.refuse(_("The capacity cannot be right."))
