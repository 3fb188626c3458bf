"""A file of organizations from preview to directory; every row accounted for."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from kyodo.commons.actors.actions import edit_actor
from kyodo.commons.actors.imports.desk import ORGANIZATION_IMPORT
from kyodo.commons.actors.models import Actor
from kyodo.commons.people.models import Person
from kyodo.kernel.audit.models import Entry
from kyodo.kernel.errors import Conflict, Unusable
from kyodo.kernel.imports.actions import apply_file, discard_file, erase_files, receive_file
from kyodo.kernel.imports.models import SentFile, SentRow
from kyodo.kernel.permissions import SYSTEM
from kyodo.kernel.search.models import SearchDocument
from tests.commons.actors.imports.files import NPO_HEADER, TEMPLATE_HEADER, npo_row, table, template_row, zipped
from tests.factories.actors import a_field, an_actor
from tests.factories.places import a_ward

BY: dict[str, Any] = {"by": SYSTEM, "channel": "web"}
ONE, TWO, THREE = "8000020130001", "8000020040002", "8000020041009"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> Iterator[None]:
    """Two wards of the city and three fields, one of them without a number of the law."""
    for slug, name in [("aoba", "青葉区"), ("izumi", "泉区")]:
        a_ward(slug, name)
    for number, name in [(3, "まちづくり"), (13, "子ども")]:
        a_field(f"npo{number}", name, npo_number=number)
    a_field("other", "その他・いろいろ")
    with translation.override("en"):
        yield


def received(file: io.BytesIO, file_name: str = "見本.csv", only: str = "") -> SentFile:
    return receive_file(desk=ORGANIZATION_IMPORT, file=file, file_name=file_name, only=only, **BY)


def preview(rows: list[list[str]], header: list[str] = NPO_HEADER, only: str = "", **options: Any) -> SentFile:
    return received(table([header, *rows], **options), only=only)


def apply(sent: SentFile, *, shows_new: bool = True) -> SentFile:
    return apply_file(desk=ORGANIZATION_IMPORT, sent=sent, shows_new=shows_new, **BY)


def outcomes(batch: SentFile) -> list[tuple[int, str]]:
    return list(batch.rows.order_by("number").values_list("number", "outcome"))


def notes(batch: SentFile, number: int) -> str:
    return " ".join(batch.rows.get(number=number).notes)


# --- the portal's file ---------------------------------------------------------------------


def test_the_portals_file_becomes_entries() -> None:
    rows = [
        npo_row(
            "特定非営利活動法人見本の会", 法人名称カナ="トクテイヒエイリカツドウホウジンミホンノカイ", 法人番号=ONE,
            設立年月日="2001/04/05",
            主たる事務所の所在地="宮城県仙台市青葉区一番町一丁目", 定款に記載された目的="まちの緑を育てる。", on="3,13",
        )
    ]  # fmt: skip
    batch = received(zipped(table([NPO_HEADER, *rows])), "npo.zip")
    assert (batch.encoding, outcomes(batch)) == ("cp932", [(2, "create")])
    assert Actor.objects.count() == 0
    apply(batch)
    actor = Actor.objects.get()
    facts = (
        actor.slug, actor.kind, actor.name, actor.name_reading, actor.legal_form, actor.corporate_number, actor.purpose,
        actor.founded, actor.office_address, actor.state, actor.confirmed_on, actor.name_key,
    )  # fmt: skip
    assert facts == (
        ONE, "civic_group", "特定非営利活動法人見本の会", "トクテイヒエイリカツドウホウジンミホンノカイ",
        "特定非営利活動法人", ONE,
        "まちの緑を育てる。", "2001-04-05", "宮城県仙台市青葉区一番町一丁目", "listed",
        None, "特定非営利活動法人見本の会",
    )  # fmt: skip
    assert [w.slug for w in actor.wards.all()] == ["aoba"]
    assert sorted(f.slug for f in actor.fields.all()) == ["npo13", "npo3"]
    assert SearchDocument.objects.filter(kind="organization", key=ONE).exists()
    assert SentRow.objects.get().thing == actor.slug


def test_names_of_representatives_are_kept_nowhere() -> None:
    batch = preview([npo_row("見本の会", 法人番号=ONE)])
    assert "秘密" not in str(list(SentRow.objects.values()))
    apply(batch)
    rows = (
        str(list(SentRow.objects.values())) + str(list(Actor.objects.values())) + str(list(SentFile.objects.values()))
    )
    assert ("秘密" in rows, "ヒミツ" in rows, Person.objects.count()) == (False, False, 0)


def test_of_every_row_something_becomes_and_it_is_said_why() -> None:
    known = an_actor("既にある会", corporate_number=TWO, kind="intermediary", legal_form="NPO法人")
    an_actor("解散する会", corporate_number=THREE)
    rows = [
        npo_row("見本の会", 法人番号=ONE),  # 2 new
        npo_row("既にある会", 法人番号=TWO, 設立年月日="2000/01/01"),  # 3 changes an entry
        npo_row("県の会", 所轄庁="宮城県", 法人番号="1000020042013"),  # left out
        npo_row("番号の違う会", 法人番号="8000020130002"),  # 4+1 wrong check digit
        npo_row("", 法人番号="2000020044041"),  # no name
        npo_row("解散する会", 法人番号=THREE, 解散情報="2020/03/31 総会の決議"),  # withdrawn
        npo_row("知らない解散の会", 解散情報="2019/03/31 破産"),  # nothing to withdraw
        npo_row("短い行", 法人番号="1000020044059")[:58],
        [""] * 60,
        npo_row("見本の会", 法人番号=ONE),  # the same again
    ]
    batch = preview(rows, only="仙台市")
    assert outcomes(batch) == [
        (2, "create"), (3, "update"), (5, "skip"), (6, "skip"), (7, "update"), (8, "skip"), (9, "skip"), (10, "skip"),
        (11, "skip"),
    ]  # fmt: skip
    assert batch.left_out == 1
    assert len(rows) == batch.rows.count() + batch.left_out
    assert all(notes(batch, n) for n in (5, 6, 8, 9, 10, 11))
    assert batch.rows.get(number=3).changes == {"founded": ["", "2000-01-01"]}
    assert batch.rows.get(number=7).changes == {"state": ["listed", "withdrawn"]}
    apply(batch)
    assert Counter(Actor.objects.values_list("name", "state")) == {
        ("見本の会", "listed"): 1, ("既にある会", "listed"): 1, ("解散する会", "withdrawn"): 1,
    }  # fmt: skip
    known.refresh_from_db()
    assert (known.founded, known.kind) == ("2000-01-01", "intermediary")


@pytest.mark.parametrize(
    ("address", "ward", "is_noted"),
    [
        ("宮城県仙台市青葉区一番町", "aoba", False),
        ("宮城県仙台市　青葉区一番町", "aoba", False),
        ("仙台市泉区将監", "izumi", True),
        ("宮城県名取市増田", None, True),
        ("神奈川県横浜市青葉区", None, True),
        ("青葉区一番町", None, True),
        ("", None, True),
    ],
)
def test_a_ward_is_read_only_where_the_address_says_the_city(address: str, ward: str | None, is_noted: bool) -> None:
    batch = preview([npo_row("見本の会", 法人番号=ONE, 主たる事務所の所在地=address)])
    row = batch.rows.get()
    assert (row.values.get("wards"), bool(row.notes)) == ([ward] if ward else None, is_noted)


def test_a_repaired_number_is_said() -> None:
    batch = preview(
        [npo_row("見本の会", 法人番号="８０００－０２０１－３０００－１", 主たる事務所の所在地="宮城県仙台市青葉区")]
    )
    assert (batch.rows.get().values["corporate_number"], len(batch.rows.get().notes)) == (ONE, 1)


def test_columns_in_another_order_and_with_wrong_dashes_are_known_and_missing_ones_named() -> None:
    header = ["法人番号", "余分な列", "所轄庁", "法人名称"]
    batch = preview([[ONE, "x", "仙台市", "見本の会"]], header)
    assert outcomes(batch) == [(2, "create")]
    assert "余分な列" in " ".join(batch.notes)


# --- the template --------------------------------------------------------------------------


def test_the_template_with_every_cell_full_width() -> None:
    row = template_row(
        "見本第一町内会", 名称_カナ="みほんだいいちちょうないかい", 種類="地域団体", 活動内容="夏まつり\n防災訓練",
        設立="昭和３３年", 分野="まちづくり、子ども",
        区="青葉区；泉区", 電話番号="０２２－２１２－３０１０", メールアドレス="info@example.jp", ウェブサイト="https://example.jp/",
    )  # fmt: skip
    apply(preview([row], TEMPLATE_HEADER, encoding="utf-16", delimiter="\t"))
    actor = Actor.objects.get()
    assert (actor.kind, actor.name_reading, actor.purpose, actor.founded, actor.phone, actor.mail, actor.url) == (
        "community_organization", "ミホンダイイチチョウナイカイ", "夏まつり\n防災訓練", "1958",
        "022-212-3010", "info@example.jp",
        "https://example.jp/",
    )  # fmt: skip
    assert sorted(w.slug for w in actor.wards.all()) == ["aoba", "izumi"]


def test_what_cannot_be_read_is_handed_to_a_person() -> None:
    rows = [
        template_row("種類の違う会", 種類="秘密結社"),
        template_row("区の違う会", 種類="地域団体", 区="横浜区"),
        template_row("種類のない会"),
        template_row("長い名前" * 40, 種類="地域団体"),
        template_row("分野の違う会", 種類="地域団体", 区="泉区", 分野="宇宙", 電話番号="不明", 設立="昔"),
    ]
    batch = preview(rows, TEMPLATE_HEADER)
    assert outcomes(batch) == [(2, "skip"), (3, "skip"), (4, "skip"), (5, "skip"), (6, "create")]
    assert "秘密結社" in notes(batch, 2)
    assert "横浜区" in notes(batch, 3)
    assert len(batch.rows.get(number=6).notes) == 3


def test_a_row_with_letters_that_cannot_be_read_is_left_out() -> None:
    content = "名称,種類\r\n見本会,地域団体\r\n".encode("cp932") + b"\x85\xa0\x81,\x92n\r\n"
    batch = received(io.BytesIO(content))
    assert outcomes(batch) == [(2, "create"), (3, "skip")]


def test_a_file_that_is_no_table_is_refused_and_one_with_other_columns_waits_for_their_names() -> None:
    with pytest.raises(Unusable):
        received(io.BytesIO(b"\xd0\xcf\x11\xe0 old workbook"))
    assert SentFile.objects.count() == 0
    strange = received(io.BytesIO("名前,場所\r\n見本会,青葉区\r\n".encode()))
    assert (strange.state, outcomes(strange)) == ("sent", [(2, "")])


# --- who is who ----------------------------------------------------------------------------


def who_is_meant(*cells: dict[str, str]) -> list[str]:
    rows = [
        template_row(c["name"], **{"種類": "地域団体", **{k: v for k, v in c.items() if k != "name"}}) for c in cells
    ]
    return [outcome for _n, outcome in outcomes(preview(rows, TEMPLATE_HEADER))]


def test_the_same_name_in_another_ward_is_another_body() -> None:
    an_actor("第一町内会", kind="community_organization").wards.add(a_ward("aoba"))
    assert who_is_meant({"name": "第一町内会", "区": "泉区"}) == ["create"]
    assert who_is_meant({"name": "第一　町内会", "区": "青葉区"}) == ["same"]


def test_whatever_could_be_two_is_left_to_a_person() -> None:
    for _n in range(2):
        an_actor("第一町内会", kind="community_organization").wards.add(a_ward("aoba"))
    an_actor("区の無い会", kind="community_organization")
    assert who_is_meant({"name": "第一町内会", "区": "青葉区"}) == ["skip"]
    assert who_is_meant({"name": "第一町内会"}) == ["skip"]
    assert who_is_meant({"name": "区の無い会", "区": "青葉区"}) == ["skip"]
    assert who_is_meant({"name": "区の無い会"}) == ["same"]


def test_a_number_finds_its_entry_under_any_name_and_never_another_numbers_entry() -> None:
    an_actor("旧名の会", corporate_number=ONE, kind="community_organization")
    an_actor("同名の会", corporate_number=TWO, kind="community_organization")
    assert who_is_meant({"name": "新名の会", "法人番号": ONE}) == ["update"]
    assert who_is_meant({"name": "同名の会", "法人番号": THREE}) == ["create"]


def test_an_entry_without_a_number_receives_it() -> None:
    an_actor("見本会", kind="community_organization").wards.add(a_ward("aoba"))
    batch = preview([template_row("見本会", 種類="地域団体", 区="青葉区", 法人番号=ONE)], TEMPLATE_HEADER)
    assert batch.rows.get().changes == {"corporate_number": ["", ONE]}


def test_rows_that_contradict_each_other_are_all_left_out() -> None:
    same = {"name": "会", "区": "青葉区"}
    assert who_is_meant({**same, "設立": "1990"}, {**same, "設立": "1991"}) == ["skip", "skip"]
    assert who_is_meant({"name": "甲", "法人番号": ONE}, {"name": "乙", "法人番号": ONE}) == ["skip", "skip"]
    assert who_is_meant({**same, "法人番号": ONE}, same) == ["create", "skip"]
    assert who_is_meant({"name": "会"}, same) == ["skip", "skip"]
    assert who_is_meant(same, {"name": "会", "区": "青葉区;泉区"}, {"name": "会", "区": "泉区"}) == ["skip"] * 3
    assert who_is_meant(same, {"name": "会", "区": "泉区"}) == ["create", "create"]


# --- applying ------------------------------------------------------------------------------

HOSTILE = [
    template_row(
        "見本第一町内会", 種類="地域団体", 区="青葉区", 活動内容='=HYPERLINK("http://x")\n二行目', 設立="昭和33年"
    ),
    template_row("<script>alert(1)</script>", 種類="市民活動団体", 電話番号="022-212-3010"),
    template_row("'; DROP TABLE actors_actor; --", 種類="事業者", 法人番号=ONE),
    template_row(
        "＝ＮＰＯ「みほん」😀", 種類="市民活動団体", 分野="子ども;まちづくり;その他・いろいろ", 区="泉区;青葉区"
    ),
    template_row("見本\u200b会\x07", 種類="行政", ウェブサイト="https://example.jp/?a=1&b=2"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_file_again_changes_nothing(encoding: str) -> None:
    batch = preview(HOSTILE, TEMPLATE_HEADER, encoding=encoding)
    assert [o for _n, o in outcomes(batch)] == ["create"] * 5
    apply(batch)
    before = list(Actor.objects.order_by("pk").values())
    again = preview(HOSTILE, TEMPLATE_HEADER, encoding=encoding)
    assert [o for _n, o in outcomes(again)] == ["same"] * 5
    apply(again)
    assert list(Actor.objects.order_by("pk").values()) == before


def test_a_preview_is_applied_once() -> None:
    batch = preview(HOSTILE, TEMPLATE_HEADER, encoding="utf-8")
    apply(batch)
    for act in (lambda: apply(batch), lambda: discard_file(sent=batch, **BY)):
        with pytest.raises(Conflict):
            act()
    assert Actor.objects.count() == 5


def test_two_previews_of_one_file_make_no_doubles() -> None:
    first, second = (preview(HOSTILE, TEMPLATE_HEADER, encoding="utf-8") for _n in range(2))
    apply(first)
    apply(second)
    assert Actor.objects.count() == 5
    assert [o for _n, o in outcomes(second)] == ["same"] * 5


def test_what_somebody_changed_since_the_preview_is_not_overwritten() -> None:
    actor = an_actor("見本会", kind="community_organization", phone="022-000-0000")
    batch = preview([template_row("見本会", 電話番号="022-212-3010")], TEMPLATE_HEADER)
    edit_actor(actor=actor, phone="022-999-9999", **BY)
    apply(batch)
    actor.refresh_from_db()
    assert (actor.phone, outcomes(batch)) == ("022-999-9999", [(2, "skip")])


def test_new_entries_may_wait_outside_the_directory() -> None:
    batch = preview([template_row("見本会", 種類="地域団体")], TEMPLATE_HEADER)
    apply(batch, shows_new=False)
    assert (Actor.objects.get().state, SearchDocument.objects.filter(kind="organization").count()) == ("draft", 0)


def test_discarding_erases_the_rows_and_touches_nothing() -> None:
    batch = preview(HOSTILE, TEMPLATE_HEADER, encoding="utf-8")
    discard_file(sent=batch, **BY)
    assert (Actor.objects.count(), SentRow.objects.count(), SentFile.objects.get().state) == (0, 0, "discarded")


def test_the_audit_knows_which_entries_an_import_wrote() -> None:
    batch = preview(HOSTILE, TEMPLATE_HEADER, encoding="utf-8")
    apply(batch)
    entries = Entry.objects.filter(lane="actors", verb="import").values_list("thing", flat=True)
    assert sorted(entries) == sorted(str(pk) for pk in Actor.objects.values_list("pk", flat=True))
    assert Entry.objects.get(lane="imports", verb="import", thing=str(batch.pk)).facts == {"created": 5, "updated": 0}


def test_after_ninety_days_nothing_of_the_file_is_left() -> None:
    old, new = preview(HOSTILE, TEMPLATE_HEADER, encoding="utf-8"), preview(HOSTILE, TEMPLATE_HEADER, encoding="utf-8")
    SentFile.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=91))
    assert erase_files(before=timezone.now() - timedelta(days=90), **BY) == 1
    assert (list(SentFile.objects.values_list("pk", flat=True)), SentRow.objects.count()) == ([new.pk], 5)


def test_a_file_costs_the_same_few_queries_however_long(django_assert_max_num_queries: Any) -> None:
    rows = [template_row(f"見本会{n}", 種類="地域団体", 区="泉区") for n in range(300)]
    with django_assert_max_num_queries(25):
        batch = preview(rows, TEMPLATE_HEADER, encoding="utf-8")
    with django_assert_max_num_queries(60):
        apply(batch, shows_new=False)
    assert Actor.objects.count() == 300
