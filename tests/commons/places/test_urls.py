"""The import desk for lists of public facilities, as staff use it."""

import re
from typing import Any

import pytest
from django.test import Client

from kyodo.commons.places.models import City, Facility
from kyodo.kernel.idempotency.keys import new_key
from kyodo.kernel.imports.models import SentFile
from tests.commons.places.imports.test_imports import FULL, NEW, file_of
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
DESK = "/desk/places/import/"


def upload(client: Client, rows: list[dict[str, str]], header: list[str] = NEW) -> Any:
    file = file_of(rows, header)
    file.name = "公共施設一覧.csv"
    return client.post(DESK, {"file": file, "idempotency_key": new_key()})


@pytest.fixture
def staff(db: None) -> Client:
    City.objects.create(slug="sendai", name="仙台市", code="041009", site_name="見本")
    return sign_in("city_staff").client


def test_a_file_is_looked_at_and_then_applied(staff: Client) -> None:
    answer = upload(staff, [FULL, {**FULL, "ID": "", "名称": "番号のない館"}])
    page = f"{DESK}{SentFile.objects.get().pk}/"
    assert answer["Location"] == page
    shown = staff.get(page).content.decode()
    assert ("見本市民センター" in shown, "番号のない館" in shown, Facility.objects.count()) == (True, True, 0)
    assert "見本市民センター" not in staff.get(f"{page}?outcome=person").content.decode()
    assert staff.post(f"{page}apply/", {"shows_new": "on"})["Location"] == page
    assert "見本市民センター" in Client().get("/places/").content.decode()
    assert staff.post(f"{page}apply/").status_code == 409
    assert staff.get(f"{page}columns/").status_code == 404


def test_unknown_columns_are_named_on_a_page_of_their_own(staff: Client) -> None:
    answer = upload(staff, [{"番号": "1", "たてもの": "見本館"}], ["番号", "たてもの"])
    page = answer["Location"]
    shown = staff.get(page).content.decode()
    assert re.findall(r'<label[^>]*for="id_column_\d"[^>]*>\s*([^<\s]+)', shown) == ["番号", "たてもの"]
    lacking = staff.post(page, {"column_0": "number", "column_1": ""})
    assert (lacking.status_code, "名称" in lacking.content.decode()) == (422, True)
    twice = staff.post(page, {"column_0": "name", "column_1": "name"})
    assert twice.status_code == 422
    staff.post(page, {"column_0": "number", "column_1": "name"})
    assert "見本館" in staff.get(page.removesuffix("columns/")).content.decode()
    staff.post(f"{page.removesuffix('columns/')}discard/")
    assert SentFile.objects.get().state == "discarded"


def test_what_is_no_table_is_refused_with_words(staff: Client) -> None:
    file = file_of([], [""])
    file.name = "空.csv"
    answer = staff.post(DESK, {"file": file, "idempotency_key": new_key()})
    assert (answer.status_code, SentFile.objects.count()) == (422, 0)


def test_the_template_holds_the_columns_of_the_standard(staff: Client) -> None:
    body = b"".join(staff.get(f"{DESK}template/")).decode("utf-8-sig")
    assert body.startswith("全国地方公共団体コード,ID,名称,")


@pytest.mark.parametrize("role", [None, "writer", "coordinator"])
def test_others_do_not_find_the_desk(role: str | None, staff: Client) -> None:
    visitor = sign_in(role).client if role else Client()
    assert visitor.get(DESK).status_code == (404 if role else 302)
