"""The files as people and programs get them."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kyodo.commons.places.models import City
from kyodo.kernel.registry import OPEN_DATA
from kyodo.kernel.stock import stocks
from tests.factories.actors import an_actor
from tests.factories.places import a_facility
from tests.site.opendata.conftest import SECRET

Read = Callable[..., bytes]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CATALOGUES = ("/data/catalog.jsonld", "/data/catalog.ttl", "/data/datapackage.json")


def table(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def every_file() -> list[str]:
    endings = ("csv", "json", "csv-metadata.json")
    return [f"/data/{one.key}.{ending}" for one in OPEN_DATA for ending in endings] + list(CATALOGUES)


def test_a_csv_opens_without_mojibake_formulas_or_lost_lines(read: Read) -> None:
    body = read("/data/organizations.csv")
    assert body.startswith(b"\xef\xbb\xbfID,")
    assert body.count(b"\r\n") == 2
    assert b"\n" not in body.replace(b"\r\n", b"").replace("\n二行目".encode(), b"")
    [row] = table(body)
    assert (row["名称"], row["活動内容"], row["設立"], row["分野"], row["区"], row["見本"]) == (
        "'=cmd()の会", '「引用」と"引用"\n二行目', "2001-04", "まちづくり", "青葉区", "見本",
    )  # fmt: skip


def test_days_times_numbers_and_lists_have_the_form_of_the_standard(read: Read) -> None:
    [place] = table(read("/data/facilities.csv"))
    names = (
        "全国地方公共団体コード",
        "ID",
        "緯度",
        "開始時間",
        "利用可能曜日",
        "利用可能日時式",
        "電話番号",
        "内線番号",
        "確認日",
    )
    assert [place[name] for name in names] == [
        "041009", "center", "38.268200", "09:00", "月火水木金土日", "0Mo0Tu135We0Th0Fr0Sa0Su", "(022)123-4567", "12",
        "2026-04-01",
    ]  # fmt: skip
    [programme] = table(read("/data/support.csv"))
    assert [programme[name] for name in ("給付上限額", "最大補助率", "公募開始日", "公募終了日", "出典")] == [
        "300000", "66.7", "2026-04-01", "2026-05-31", "https://example.jp/a;広報 4月号",
    ]  # fmt: skip


def test_the_json_holds_the_same_records_by_the_keys_of_the_columns(read: Read) -> None:
    data = json.loads(read("/data/organizations.json"))
    [record] = data["records"]
    assert (data["title"], data["license"], record["name"], record["fields"], record["corporate_number"]) == (
        "団体一覧", None, "=cmd()の会", ["まちづくり"], None,
    )  # fmt: skip
    assert list(record) == list(data["columns"])


def test_the_list_of_open_data_is_a_set_itself(read: Read) -> None:
    rows = table(read("/data/datasets.csv"))
    assert [row["ID"] for row in rows] == [one.key for one in OPEN_DATA]
    first = rows[0]
    assert [first[name] for name in ("データ名称", "データ形式", "API対応有無", "ライセンス", "地方公共団体名")] == [
        "支援制度", "CSV;JSON", "無", "", "見本市",
    ]  # fmt: skip


def test_no_file_names_what_the_public_may_not_read(read: Read) -> None:
    texts = {path: read(path).decode() for path in every_file()}
    assert [path for path, text in texts.items() if SECRET in text] == []
    assert "広瀬川をきれいに" in texts["/data/collaborations.csv"]
    [tie] = table(read("/data/ties.csv"))
    assert (tie["渡す主体"], tie["渡す主体の種類"], tie["受ける主体"]) == ("", "事業者", "'=cmd()の会")


def test_the_secret_would_be_seen(read: Read) -> None:
    an_actor(f"{SECRET}の公開の会")
    assert SECRET in read("/data/organizations.csv").decode()


def test_a_file_is_sent_again_only_after_a_change(city: City, visitor: Client) -> None:
    for path in ("/data/facilities.csv", "/data/facilities.json", "/data/all.zip", *CATALOGUES):
        first = visitor.get(path)
        again = visitor.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert first["Access-Control-Allow-Origin"] == "*"
    a_facility("新しい館")
    assert visitor.get("/data/facilities.csv", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_zip_of_the_same_data_has_the_same_bytes(read: Read) -> None:
    assert read("/data/all.zip") == read("/data/all.zip")


def test_a_file_is_the_same_in_whatever_language_it_is_asked_for(read: Read) -> None:
    for path in every_file():
        assert read(path) == read(path, headers={"Accept-Language": "en"}), path


@pytest.mark.parametrize("one", list(OPEN_DATA), ids=lambda one: one.key)
def test_every_set_keeps_the_promises_of_the_wall(one: Any, city: City) -> None:
    rows = [list(row) for row in one.rows(None)]
    keys = [column.key for column in one.columns]
    assert len(rows) == stocks([one])[one.key].count
    assert {len(row) for row in rows} <= {len(keys)}
    assert [list(row) for row in one.rows(1)] == rows[:1]
    assert len(set(keys)) == len(keys) == len({column.title for column in one.columns})
    assert re.fullmatch(r"[a-z][a-z0-9_-]*", one.key)
    places = [keys.index(name) for name in one.unique]
    assert len({tuple(row[place] for place in places) for row in rows}) == len(rows)
    filled = [place for place, column in enumerate(one.columns) if column.is_required]
    assert [row for row in rows if not all(row[place] not in (None, "") for place in filled)] == []


def test_a_long_file_costs_as_many_queries_as_a_short_one(city: City, visitor: Client) -> None:
    counts = []
    for size in (1, 30):
        for number in range(size):
            a_facility(f"館{size}-{number}")
            an_actor(f"会{size}-{number}")
        with CaptureQueriesContext(connection) as taken:
            # Another address for each size: within a test's transaction a kept page would be served again.
            for path in ("/data/facilities.csv", "/data/organizations.csv", f"/data/?{size}"):
                answer = visitor.get(path)
                assert b"".join(answer.streaming_content) if answer.streaming else answer.content
        counts.append(len(taken))
    assert counts[0] == counts[1]


def test_what_is_not_there_is_not_found(city: City, visitor: Client) -> None:
    paths = ("/data/nothing/", "/data/nothing.csv", "/data/nothing.json", "/data/nothing.csv-metadata.json")
    assert [visitor.get(path).status_code for path in paths] == [404] * 4
    assert visitor.post("/data/facilities.csv").status_code == 405
