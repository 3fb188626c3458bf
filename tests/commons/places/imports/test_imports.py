"""A list of public facilities from file to places, in the old and the new municipal layout."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from kyodo.commons.places.imports.desk import FACILITY_IMPORT
from kyodo.commons.places.models import City, Facility, FacilityNumber, OpeningHours
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.imports.actions import apply_file, discard_file, erase_files, name_columns, receive_file
from kyodo.kernel.imports.models import SentFile, SentRow
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.search.models import SearchDocument
from tests.factories.places import a_facility, a_ward

BY: dict[str, Any] = {"by": SYSTEM, "channel": "web"}
OLD = [
    "都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名", "名称", "名称_カナ", "名称_通称", "POIコード",
    "住所", "方書", "緯度", "経度", "電話番号", "内線番号", "法人番号", "団体名", "利用可能曜日", "開始時間",
    "終了時間", "利用可能日時特記事項", "説明", "バリアフリー情報", "URL", "備考",
]  # fmt: skip
NEW = [
    "全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "名称_英字", "所在地_全国地方公共団体コード",
    "町字ID", "所在地_連結表記", "所在地_都道府県", "所在地_市区町村", "所在地_町字", "所在地_番地以下",
    "建物名等(方書)",
    "緯度", "経度", "電話番号", "内線番号", "利用可能曜日", "開始時間", "終了時間", "説明", "URL", "備考",
]  # fmt: skip
FULL: dict[str, str] = {
    "全国地方公共団体コード": "041009", "ID": "1", "名称": "見本市民センター", "名称_カナ": "ミホンシミンセンター",
    "所在地_全国地方公共団体コード": "041017", "所在地_連結表記": "宮城県仙台市青葉区一番町1-1", "緯度": "38.2682",
    "経度": "140.8694", "電話番号": "022-123-4567", "利用可能曜日": "火～日", "開始時間": "9:00", "終了時間": "21:00",
    "説明": "だれでも使える見本です。", "URL": "https://example.jp/",
}  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def city() -> Iterator[None]:
    City.objects.create(slug="sendai", name="仙台市", code="041009", site_name="見本")
    a_ward("aoba", "青葉区", code="041017")
    a_ward("izumi", "泉区", code="041050")
    with translation.override("en"):
        yield


def file_of(
    rows: Sequence[Mapping[str, str]], header: Sequence[str] = NEW, *, encoding: str = "utf-8-sig", tabs: bool = False
) -> io.BytesIO:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t" if tabs else ",", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def named_file(text: str) -> io.BytesIO:
    """Return a text as a file in UTF-8; where it needs the byte order mark it holds it already."""
    return io.BytesIO(text.encode())


def sent(rows: Sequence[Mapping[str, str]], header: Sequence[str] = NEW, **options: Any) -> SentFile:
    file = file_of(rows, header, **options)
    return receive_file(desk=FACILITY_IMPORT, file=file, file_name="公共施設一覧.csv", **BY)


def applied(file: SentFile, *, shows_new: bool = True) -> SentFile:
    return apply_file(desk=FACILITY_IMPORT, sent=file, shows_new=shows_new, **BY)


def outcomes(file: SentFile) -> list[tuple[int, str, bool]]:
    return list(file.rows.order_by("number").values_list("number", "outcome", "needs_person"))


def words(file: SentFile, number: int) -> str:
    row = file.rows.get(number=number)
    return " ".join([*row.asks, *row.notes])


def test_a_row_of_the_new_layout_becomes_a_place() -> None:
    file = sent([FULL])
    assert (file.state, outcomes(file), Facility.objects.count()) == ("previewed", [(2, "create", False)], 0)
    applied(file)
    place = Facility.objects.get()
    assert (
        place.slug, place.name, place.name_reading, place.address, place.latitude, place.longitude, place.phone,
        place.summary, place.url, place.is_public, place.ward and place.ward.slug,
    ) == (
        "041009-1", "見本市民センター", "ミホンシミンセンター", "宮城県仙台市青葉区一番町1-1", Decimal("38.268200"),
        Decimal("140.869400"), "022-123-4567", "だれでも使える見本です。", "https://example.jp/", True, "aoba",
    )  # fmt: skip
    assert list(place.hours.values_list("weekday", "opens_at", "closes_at")) == [
        (day, time(9), time(21)) for day in range(2, 8)
    ]
    assert list(FacilityNumber.objects.values_list("code", "number", "facility__slug")) == [("041009", "1", place.slug)]
    assert SearchDocument.objects.filter(kind="place", key=place.slug).exists()
    assert Entry.objects.filter(lane="places", verb="import", thing=str(place.pk)).count() == 1
    row = SentRow.objects.get()
    assert (row.thing, row.cells) == (place.slug, [])


def test_importing_twice_changes_nothing() -> None:
    applied(sent([FULL, {**FULL, "ID": "2", "名称": "見本図書館"}]))
    before = list(Facility.objects.order_by("pk").values()), list(OpeningHours.objects.values("weekday", "opens_at"))
    again = sent([FULL, {**FULL, "ID": "2", "名称": "見本図書館"}])
    assert outcomes(again) == [(2, "same", False), (3, "same", False)]
    applied(again)
    assert (
        list(Facility.objects.order_by("pk").values()), list(OpeningHours.objects.values("weekday", "opens_at")),
    ) == before  # fmt: skip
    assert FacilityNumber.objects.count() == 2


@pytest.mark.parametrize(
    ("encoding", "tabs", "kept"),
    [
        ("utf-8-sig", False, "utf-8-sig"),
        ("utf-8", False, "utf-8-sig"),
        ("cp932", False, "cp932"),
        ("utf-16", True, "utf-16"),
    ],
)
def test_the_old_layout_is_read_in_every_encoding_of_an_office(encoding: str, tabs: bool, kept: str) -> None:
    row = {
        "都道府県コード又は市区町村コード": "41009", "NO": "１２", "名称": "見本館", "名称_カナ": "ﾐﾎﾝｶﾝ",
        "名称_通称": "みほん",
        "住所": "仙台市泉区見本1-1", "方書": "2階", "電話番号": "０２２－１２３－４５６７", "内線番号": "12",
        "団体名": "見本財団", "利用可能曜日": "月火水木金", "開始時間": "０９：００", "終了時間": "17:00",
        "利用可能日時特記事項": "年末年始は休みです。", "バリアフリー情報": "車いす対応トイレ",
    }  # fmt: skip
    file = sent([row], OLD, encoding=encoding, tabs=tabs)
    assert (file.encoding, outcomes(file)) == (kept, [(2, "create", False)])
    assert "041009" in words(file, 2)
    applied(file)
    place = Facility.objects.get()
    assert (
        place.name_reading, place.short_name, place.address, place.phone, place.operator, place.closures_text,
        place.barrier_free, place.ward and place.ward.slug, FacilityNumber.objects.get().number,
    ) == (
        "ミホンカン", "みほん", "仙台市泉区見本1-1 2階", "022-123-4567 内線12", "見本財団", "年末年始は休みです。",
        "車いす対応トイレ", "izumi", "12",
    )  # fmt: skip


def test_odd_dashes_and_widths_in_the_header_do_not_matter() -> None:
    header = [
        name.replace("コード", "コ－ド").replace("バリアフリー", "バリアフリ−").replace("URL", "ＵＲＬ") for name in OLD
    ]
    row = dict(zip(header, [""] * len(header), strict=True)) | {
        "NO": "1", "名称": "見本館", "バリアフリ−情報": "スロープ", "ＵＲＬ": "https://example.jp/",
        "都道府県コ－ド又は市区町村コ－ド": "041009",
    }  # fmt: skip
    applied(sent([row], header))
    place = Facility.objects.get()
    assert (place.barrier_free, place.url) == ("スロープ", "https://example.jp/")


def test_of_every_row_something_becomes_and_it_is_said_why() -> None:
    rows = [
        FULL,  # 2
        {**FULL, "ID": "2", "名称": "逆さの館", "緯度": "140.8694", "経度": "38.2682"},  # 3
        {**FULL, "ID": "3", "名称": "例外の館", "利用可能曜日": "月～金（祝日を除く）"},  # 4
        {**FULL, "ID": "4", "名称": "夜通しの館", "開始時間": "18:00", "終了時間": "9:00"},  # 5
        {**FULL, "ID": "", "名称": "番号のない館"},  # 6
        {**FULL, "ID": "6", "名称": ""},  # 7
        {**FULL, "ID": "7", "名称": "違うコードの館", "全国地方公共団体コード": "041008"},  # 8
        {**FULL, "ID": "8", "名称": "二つの館"},  # 9
        {**FULL, "ID": "8", "名称": "二つ目の館"},  # 10
        FULL,  # 11
        {},  # 12
    ]
    file = sent(rows)
    assert outcomes(file) == [
        (2, "create", False), (3, "create", False), (4, "create", True), (5, "create", True), (6, "skip", True),
        (7, "skip", True), (8, "skip", True), (9, "skip", True), (10, "skip", True), (11, "skip", True),
        (12, "skip", True),
    ]  # fmt: skip
    assert all(words(file, number) for number in range(3, 13))
    applied(file)
    swapped = Facility.objects.get(name="逆さの館")
    assert (swapped.latitude, swapped.longitude) == (Decimal("38.268200"), Decimal("140.869400"))
    assert OpeningHours.objects.filter(facility__name__in=["例外の館", "夜通しの館"]).count() == 0
    assert file.rows.count() == len(rows)


def test_a_day_in_an_era_is_read() -> None:
    applied(sent([{**FULL, "確認日": "令和８年４月１日"}], [*NEW, "確認日"]))
    assert Facility.objects.get().confirmed_on == date(2026, 4, 1)


def test_unknown_columns_are_named_once_and_remembered() -> None:
    header = ["番号", "たてもの", "ばしょ", "TEL"]
    row = {"番号": "1", "たてもの": "見本館", "ばしょ": "仙台市青葉区1-1", "TEL": "022-123-4567"}
    file = sent([row], header)
    assert (file.state, outcomes(file)) == ("sent", [(2, "", False)])
    with pytest.raises(Unusable):
        name_columns(desk=FACILITY_IMPORT, sent=file, columns={"name": 1}, **BY)
    file = name_columns(desk=FACILITY_IMPORT, sent=file, columns={"number": 0, "name": 1, "address": 2}, **BY)
    assert outcomes(file) == [(2, "create", False)]
    assert "TEL" in file.notes[0]
    applied(file)
    place = Facility.objects.get()
    assert (place.name, place.address, place.phone) == ("見本館", "仙台市青葉区1-1", "")
    again = sent([row], header)
    assert (again.state, outcomes(again)) == ("previewed", [(2, "same", False)])


def test_a_place_without_a_number_is_recognized_by_name_and_place_or_asked() -> None:
    known = a_facility("見本市民センター", slug="mihon", address="仙台市青葉区一番町1-1")
    a_facility("見本図書館", slug="toshokan", address="仙台市青葉区国分町")
    file = sent([FULL, {**FULL, "ID": "2", "名称": "見本図書館"}])
    assert outcomes(file) == [(2, "update", False), (3, "skip", True)]
    applied(file)
    assert [(one.facility, one.number) for one in FacilityNumber.objects.all()] == [(known, "1")]


def test_exact_closing_rules_and_holiday_hours_stay() -> None:
    known = a_facility("見本市民センター", slug="mihon", closures=[{"days": "24We"}], hours=(time(9), time(17)))
    OpeningHours.objects.create(facility=known, weekday=8, opens_at=time(10), closes_at=time(16))
    applied(sent([{**FULL, "ID": "mihon", "利用可能日時特記事項": "水曜休み"}], [*NEW, "利用可能日時特記事項"]))
    known.refresh_from_db()
    assert (known.closures_text, FacilityNumber.objects.count()) == ("", 0)
    assert list(known.hours.values_list("weekday", "opens_at")) == [
        *((day, time(9)) for day in range(2, 8)), (8, time(10)),
    ]  # fmt: skip


def test_what_changed_since_the_preview_is_not_overwritten() -> None:
    applied(sent([FULL]))
    file = sent([{**FULL, "電話番号": "022-765-4321"}])
    Facility.objects.update(phone="022-000-0001")
    applied(file)
    assert (Facility.objects.get().phone, file.rows.get().outcome) == ("022-000-0001", "skip")
    with pytest.raises(Conflict):
        applied(file)


def test_new_places_may_wait_before_they_are_shown() -> None:
    applied(sent([FULL]), shows_new=False)
    assert Facility.objects.get().is_public is False
    assert SearchDocument.objects.filter(kind="place").count() == 0


def test_a_file_can_be_discarded_and_goes_after_its_time() -> None:
    file = discard_file(sent=sent([FULL]), **BY)
    assert (file.state, file.rows.count()) == ("discarded", 0)
    sent([FULL])
    later = timezone.now() + timedelta(seconds=1)
    assert erase_files(before=later, **BY) == 2
    assert (SentFile.objects.count(), SentRow.objects.count()) == (0, 0)


def test_a_long_file_costs_as_many_queries_as_a_short_one() -> None:
    sent([FULL])  # the audit chain begins
    counts = []
    for size in (2, 40):
        rows = [{**FULL, "ID": f"{size}-{n}", "名称": f"見本館{size}-{n}"} for n in range(size)]
        with CaptureQueriesContext(connection) as taken:
            sent(rows)
        counts.append(len(taken))
    assert counts[0] == counts[1]
