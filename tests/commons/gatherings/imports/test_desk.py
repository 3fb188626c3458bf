"""A file of events in either municipal layout: looked at, brought in, and brought in again."""

import csv
import io
from typing import Any

import pytest

from kyodo.commons.gatherings.imports.desk import DESK
from kyodo.commons.gatherings.imports.layouts import TARGETS
from kyodo.commons.gatherings.models import Gathering
from kyodo.kernel.imports.actions import apply_file, name_columns, receive_file
from kyodo.kernel.imports.models import SentFile, SentRow
from kyodo.kernel.permissions import SYSTEM
from tests.factories.actors import a_field
from tests.factories.gatherings import a_gathering
from tests.factories.places import a_facility, a_ward

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BY: dict[str, Any] = {"by": SYSTEM, "channel": "web"}
OLD = (
    "都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名", "イベント名", "イベント名_カナ",
    "イベント名_英語", "開始日", "終了日",
    "開始時間", "終了時間", "開始日時特記事項", "説明", "料金(基本)", "料金(詳細)", "連絡先名称",
    "連絡先電話番号", "連絡先内線番号",
    "主催者", "場所名称", "住所", "方書", "緯度", "経度", "アクセス方法", "駐車場情報", "定員",
    "参加申込終了日", "参加申込終了時間",
    "参加申込方法", "URL", "備考",
)  # fmt: skip
NEW = (
    "全国地方公共団体コード", "ID", "地方公共団体名", "イベント名", "コンテンツURL", "開始日", "終了日", "場所名称",
    "所在地_全国地方公共団体コード", "町字ID", "所在地_連結表記", "所在地_都道府県", "所在地_市区町村",
    "所在地_町字", "所在地_番地以下",
    "建物名等(方書)", "緯度", "経度", "イベント種類", "料金種別", "URL",
)  # fmt: skip


def table(header: tuple[str, ...], rows: list[dict[str, str]], encoding: str = "utf-8", tab: str = ",") -> Any:
    """Return a file as an office's machine writes it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=tab, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def old(**cells: str) -> dict[str, str]:
    return {
        "都道府県コード又は市区町村コード": "041009", "NO": "1", "イベント名": "防災さんぽ",
        "開始日": "2026-12-05", **cells,
    }  # fmt: skip


def send(file: Any, **more: Any) -> SentFile:
    return receive_file(desk=DESK, file=file, file_name="event.csv", **BY, **more)


def bring_in(rows: list[dict[str, str]], header: tuple[str, ...] = OLD, *, shows_new: bool = True) -> list[SentRow]:
    sent = apply_file(desk=DESK, sent=send(table(header, rows)), shows_new=shows_new, **BY)
    return list(sent.rows.order_by("number"))


def outcomes(sent: SentFile) -> list[str]:
    return [row.outcome for row in sent.rows.order_by("number")]


@pytest.mark.parametrize(("encoding", "tab"), [("utf-8", ","), ("utf-8-sig", ","), ("cp932", ","), ("utf-16", "\t")])
def test_every_encoding_of_an_office_is_read(encoding, tab):
    sent = send(table(OLD, [old(説明="町を歩きます。")], encoding, tab))
    assert (sent.state, outcomes(sent)) == ("previewed", ["create"])
    assert sent.rows.get().values["description"] == "町を歩きます。"


def test_the_former_layout_is_read_whole():
    a_ward("aoba", "青葉区")
    bring_in([
        old(
            イベント名_カナ="ﾎﾞｳｻｲｻﾝﾎﾟ", 開始時間="１４：００", 終了時間="１６：００", 説明="町を歩きます。",
            **{"料金(基本)": "無料"},
            連絡先名称="見本課", 連絡先電話番号="０２２－１２３－４５６７", 連絡先内線番号="12",
            主催者="見本会", 場所名称="見本公園",
            住所="仙台市青葉区一番町1", 緯度="140.87", 経度="38.26", 定員="３０名", 参加申込終了日="R8.12.1",
            参加申込方法="電話", URL="https://example.jp/", 備考="雨天中止",
        )
    ])  # fmt: skip
    made = Gathering.objects.get()
    assert (made.state, made.title_reading, made.is_free, made.fee_text) == ("published", "ボウサイサンポ", True, "")
    assert (made.contact_phone, made.capacity, made.ward.name) == ("022-123-4567 内線12", 30, "青葉区")
    assert (str(made.latitude), str(made.longitude)) == ("38.260000", "140.870000")
    assert made.apply_until.isoformat() == "2026-12-01T15:00:00+00:00"
    assert made.occurrences.get().starts_at.isoformat() == "2026-12-05T05:00:00+00:00"
    assert (made.origin_code, made.origin_number) == ("041009", "1")
    assert made.source == ["イベント一覧（event.csv、2026-11-25）"]


def test_the_newer_layout_is_read_whole():
    a_ward("aoba", "青葉区", code="041017")
    a_field("town", "まちづくり")
    hall = a_facility("見本会館")
    rows = [
        {
            "全国地方公共団体コード": "041009", "ID": "E-1", "イベント名": "会計講座", "開始日": "2026-12-05",
            "終了日": "2026-12-06", "場所名称": "見本会館", "イベント種類": "講座;まちづくり", "料金種別": "有料",
        },
        {
            "全国地方公共団体コード": "041009", "ID": "E-2", "イベント名": "体験会", "開始日": "2026-12-05",
            "場所名称": "公園",
            "所在地_全国地方公共団体コード": "04101", "所在地_都道府県": "宮城県", "所在地_市区町村": "仙台市",
            "所在地_町字": "一番町", "所在地_番地以下": "1", "イベント種類": "体験", "料金種別": "無料",
        },
    ]  # fmt: skip
    report = bring_in(rows, NEW)
    first, second = Gathering.objects.order_by("origin_number")
    assert (first.kind, first.place, first.is_free) == ("course", hall, False)
    assert [field.slug for field in first.fields.all()] == ["town"]
    assert (second.kind, second.place_name, second.address) == ("other", "公園", "宮城県仙台市一番町1")
    assert (second.ward.slug, second.note) == ("aoba", "イベント種類：体験")
    assert report[1].notes == ["イベント種類「体験」は、備考に残しました。"]


def test_headers_with_odd_dashes_width_and_spaces_are_known():
    header = tuple(name.replace("ー", "－").replace("(", "（").replace(")", "）") for name in OLD)
    header = tuple(f" {name} " for name in header)
    sent = send(table(header, [dict(zip(header, [old().get(name, "") for name in OLD], strict=True))]))
    assert (sent.state, outcomes(sent)) == ("previewed", ["create"])


def test_a_code_that_lost_a_digit_is_repaired_with_a_note():
    rows = bring_in([old(都道府県コード又は市区町村コード="04100"), old(NO="2", **{OLD[0]: "41009"})])
    assert [row.values["code"] for row in rows] == ["041009", "041009"]
    assert [len(row.notes) for row in rows] == [1, 1]


def test_sent_twice_changes_nothing():
    rows = [old(), old(NO="2", イベント名="夜市", 開始時間="10:00～12:00、14:00～16:00", 定員="先着30名")]
    bring_in(rows)
    before = list(Gathering.objects.order_by("pk").values())
    assert outcomes(send(table(OLD, rows))) == ["same", "same"]
    bring_in(rows)
    assert list(Gathering.objects.order_by("pk").values()) == before


def test_what_the_file_says_anew_is_shown_and_written():
    bring_in([old(説明="前")])
    report = bring_in([old(説明="後", 開始日="2026-12-12")])
    assert report[0].outcome == "update"
    assert report[0].changes["description"] == ["前", "後"]
    made = Gathering.objects.get()
    assert (made.description, made.occurrences.get().starts_at.day) == ("後", 11)


def test_new_events_arrive_as_drafts_where_that_was_chosen():
    bring_in([old()], shows_new=False)
    assert Gathering.objects.get().state == "draft"


def test_every_row_of_a_messy_file_is_accounted_for():
    report = bring_in([
        old(NO="1", 開始時間="10:00（受付9:30から）"),
        old(NO="2", 開始日="12月5日"),
        old(NO="3", 開始日="", 終了日="2026-12-25"),
        old(NO="4", イベント名=""),
        old(NO=""),
        {},
        old(NO="7", 開始時間="昼すぎ"),
        old(NO="8", 説明="一つ目"), old(NO="8", 説明="二つ目"),
        old(NO="9", **{OLD[0]: "999999"}),
        old(NO="1", 開始時間="10:00（受付9:30から）"),
        old(NO="12", 定員="先着20名", 連絡先電話番号="市役所", URL="なし", 参加申込終了日="前日まで"),
        old(NO="13", 緯度="0", 経度="0"),
    ])  # fmt: skip
    assert [row.outcome for row in report] == [
        "create", "create", "create", "skip", "skip", "skip", "create", "skip", "skip", "skip", "skip", "create",
        "create",
    ]  # fmt: skip
    assert [row.number for row in report if row.needs_person] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14]
    state = {made.origin_number: (made.state, made.dates_text) for made in Gathering.objects.all()}
    assert state == {
        "1": ("published", "受付9:30から"), "2": ("draft", "12月5日"), "3": ("draft", "～2026-12-25"),
        "7": ("draft", "2026-12-05 昼すぎ"), "12": ("published", ""), "13": ("draft", ""),
    }  # fmt: skip
    kept = Gathering.objects.get(origin_number="12").note.split("\n")
    assert kept == ["定員：先着20名", "参加申込終了日：前日まで", "連絡先電話番号：市役所", "URL：なし"]
    assert all(row.notes for row in report if row.outcome == "skip")


def test_unknown_headers_are_named_once_by_a_person():
    header = ("管理番号", "催事", "いつ")
    rows = [dict(zip(header, ("1", "防災さんぽ", "R8.12.5"), strict=True))]
    sent = send(table(header, rows))
    assert (sent.state, outcomes(sent)) == ("sent", [""])
    columns = {"number": 0, "title": 1, "first_day": 2}
    sent = name_columns(desk=DESK, sent=sent, columns=columns, **BY)
    apply_file(desk=DESK, sent=sent, shows_new=True, **BY)
    assert Gathering.objects.get().occurrences.get().is_all_day
    again = send(table(header, rows))
    assert (again.state, outcomes(again)) == ("previewed", ["same"])


def test_our_own_file_makes_no_doubles(client):
    a_gathering("防災さんぽ", slug="sanpo")
    content = b"".join(client.get("/events/table/").streaming_content)
    sent = send(io.BytesIO(content))
    assert outcomes(sent) == ["skip"]
    assert "このサイトから書き出された行" in sent.rows.get().notes[0]


def test_an_event_that_somebody_changed_since_the_preview_is_left_alone():
    bring_in([old(説明="前")])
    sent = send(table(OLD, [old(説明="後")]))
    Gathering.objects.update(description="職員が直した")
    apply_file(desk=DESK, sent=sent, shows_new=True, **BY)
    assert (Gathering.objects.get().description, outcomes(sent)) == ("職員が直した", ["skip"])


def test_the_template_holds_every_column_that_is_read():
    assert len({target.label for target in TARGETS}) == len(TARGETS)
    sent = send(
        table(tuple(target.label for target in TARGETS), [{"ID": "1", "イベント名": "会", "開始日": "R8.12.5"}])
    )
    assert (sent.state, len(sent.columns)) == ("previewed", len(TARGETS))
