"""LINE at the desk and on my page: how much is left, connecting somebody, and nothing of it where LINE is off."""

from typing import Any

import pytest

from kyodo.commons.people.models import ConnectCode, ContactPoint
from kyodo.kernel.idempotency.keys import new_key
from kyodo.kernel.notices import quota
from kyodo.kernel.notices.models import Used
from tests.factories.asks import an_ask

pytestmark = pytest.mark.django_db


def test_the_desk_sees_how_many_messages_are_left_and_the_city_sets_how_many_there_are(line: Any, someone: Any) -> None:
    Used.objects.create(channel="line", month=quota.this_month(), count=180)
    coordinator, city = someone("coordinator").client, someone("city_staff").client
    assert "今月の LINE：200通のうち180通" in coordinator.get("/desk/asks/").content.decode()
    assert "通数を保存する" not in coordinator.get("/desk/asks/line/").content.decode()
    assert coordinator.post("/desk/asks/line/", {"most": 5}).status_code in (403, 409)
    assert city.post("/desk/asks/line/", {"most": 180}).status_code == 302
    assert "使い切りました" in city.get("/desk/asks/line/").content.decode()
    assert city.post("/desk/asks/line/", {"most": -1}).status_code == 422
    assert quota.standing("line") == quota.Standing(180, 180)


def test_the_desk_gives_a_number_to_whoever_is_on_the_phone(line: Any, someone: Any) -> None:
    desk, ask = someone("center_staff").client, an_ask()
    assert "LINE をつなぐ番号を出す" in desk.get(f"/desk/asks/{ask.pk}/").content.decode()
    page = desk.post(f"/desk/asks/{ask.pk}/connect/", follow=True).content.decode()
    code = ConnectCode.objects.get().code
    assert f"「{code[:4]} {code[4:]}」と送ってください" in page
    assert "@kyodo" in page


def test_my_page_gives_a_number_and_says_when_line_is_connected(line: Any, someone: Any) -> None:
    me = someone()
    assert "LINE をつなぐ" in me.client.get("/my/").content.decode()
    me.client.post("/my/line/")
    first = ConnectCode.objects.get(person=me.person).code
    assert f"{first[:4]} {first[4:]}" in me.client.get("/my/").content.decode()
    me.client.post("/my/line/")
    assert f"{first[:4]} {first[4:]}" not in me.client.get("/my/").content.decode()
    ContactPoint.objects.create(person=me.person, kind="line", value="U" + "a" * 32)
    page = me.client.get("/my/").content.decode()
    assert ("「@kyodo」とつながっています" in page, "U" + "a" * 32 in page) == (True, False)


def test_nobody_types_a_line_id(line: Any, someone: Any) -> None:
    me = someone()
    assert 'value="line"' not in me.client.get("/my/").content.decode()
    typed = {"kind": "line", "value": "U1", "idempotency_key": new_key()}
    assert me.client.post("/my/contacts/", typed).status_code == 422


def test_without_an_account_nothing_of_line_is_seen(someone: Any) -> None:
    desk, me, ask = someone("coordinator").client, someone().client, an_ask()
    for client, address in ((desk, "/desk/asks/"), (desk, f"/desk/asks/{ask.pk}/"), (me, "/my/")):
        assert "LINE" not in client.get(address).content.decode()
    assert {desk.get("/desk/asks/line/").status_code, me.post("/my/line/").status_code} == {404}
    assert desk.post(f"/desk/asks/{ask.pk}/connect/").status_code == 404
