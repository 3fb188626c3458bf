"""The import desk."""

import io
from typing import Any

import pytest
from django.test import Client

from kyodo.commons.actors.imports.desk import ORGANIZATION_IMPORT
from kyodo.commons.actors.models import Actor
from kyodo.kernel.imports.actions import apply_file, receive_file
from kyodo.kernel.imports.models import SentFile
from kyodo.kernel.permissions import SYSTEM
from tests.commons.actors.imports.files import TEMPLATE_HEADER, table, template_row
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


# --- the import desk -----------------------------------------------------------------------


def upload(send: Any, client: Client, rows: list[list[str]]) -> Any:
    file = table([TEMPLATE_HEADER, *rows], "utf-8")
    file.name = "町内会.csv"
    return send(client, "/desk/organizations/import/", {"file": file, "only": ""})


def test_a_file_is_looked_at_and_then_applied(send: Any, visitor: Client) -> None:
    desk = sign_in("city_staff")
    rows = [template_row("見本会", 種類="地域団体"), template_row("種類の無い会")]
    response = upload(send, desk.client, rows)
    batch = SentFile.objects.get()
    assert response["Location"] == f"/desk/organizations/import/{batch.pk}/"
    shown = desk.client.get(response["Location"]).content.decode()
    assert ("見本会" in shown, "種類の無い会" in shown, Actor.objects.count()) == (True, True, 0)
    assert "種類の無い会" not in desk.client.get(f"{response['Location']}?outcome=create").content.decode()
    desk.client.post(f"{response['Location']}apply/", {"shows_new": "on"})
    assert "見本会" in visitor.get("/organizations/").content.decode()
    assert desk.client.post(f"{response['Location']}apply/", {"shows_new": "on"}).status_code == 409
    assert desk.client.post(f"{response['Location']}discard/").status_code == 409


def test_a_file_that_is_none_is_refused_with_words(send: Any) -> None:
    desk = sign_in("city_staff").client
    file = io.BytesIO(b"\xd0\xcf\x11\xe0 old workbook")
    file.name = "list.xls"
    response = send(desk, "/desk/organizations/import/", {"file": file})
    assert (response.status_code, "Excel" in response.content.decode(), SentFile.objects.count()) == (422, True, 0)


def test_the_template_can_be_fetched_and_sent_back_filled() -> None:
    desk = sign_in("city_staff").client
    content = b"".join(desk.get("/desk/organizations/import/template/").streaming_content)
    assert content.decode("utf-8-sig") == ",".join(TEMPLATE_HEADER) + "\r\n"
    filled = io.BytesIO(content + "見本会,,地域団体\r\n".encode()[:-2] + b"," * 10 + b"\r\n")
    by: dict[str, Any] = {"desk": ORGANIZATION_IMPORT, "by": SYSTEM, "channel": "web"}
    apply_file(sent=receive_file(file=filled, file_name="t.csv", **by), shows_new=True, **by)
    assert Actor.objects.get().name == "見本会"


def test_another_role_does_not_reach_a_preview(send: Any) -> None:
    upload(send, sign_in("city_staff").client, [template_row("見本会", 種類="地域団体")])
    batch = SentFile.objects.get()
    editor = sign_in("editor").client
    assert editor.get(f"/desk/organizations/import/{batch.pk}/").status_code == 404
    assert editor.post(f"/desk/organizations/import/{batch.pk}/apply/").status_code == 404
    assert (Actor.objects.count(), SentFile.objects.get().state) == (0, "previewed")
