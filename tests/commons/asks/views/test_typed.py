"""Typing in what came on paper: four letters and a number; what is not clear is asked back, nothing is guessed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kyodo.commons.asks.models import Ask, Reply
from kyodo.kernel.files.models import StoredFile
from kyodo.kernel.idempotency.keys import new_key
from tests.factories.asks import an_ask
from tests.kernel.files.making import picture

pytestmark = pytest.mark.django_db


def send(client: Any, typed: str, **more: Any) -> Any:
    return client.post("/desk/replies/", {"idempotency_key": new_key(), "typed": typed, "channel": "fax", **more})


def test_a_plain_reply_takes_six_keys(someone: Callable[..., Any]) -> None:
    desk = someone("center_staff")
    ask = an_ask()
    keys = f"{ask.code[:4].lower()}3\n"
    assert len(keys) == 6
    assert send(desk.client, keys).status_code == 302
    reply = Reply.objects.get()
    assert (reply.ask, reply.choice.key, reply.channel, reply.typed_by) == (ask, "no", "fax", desk.person)
    page = desk.client.get("/desk/replies/").content.decode()
    assert "記録しました：片平町内会 会長「今回は見送ります」（防災訓練の見学）" in page


def test_when_two_codes_begin_alike_one_letter_more_is_asked_for(someone: Callable[..., Any]) -> None:
    for code in ("ACEFHJ", "ACEFHK"):
        Ask.objects.filter(pk=an_ask().pk).update(code=code)
    page = send(someone("coordinator").client, "ACEF1")
    assert page.status_code == 422
    assert "ACEFHJ" in page.content.decode()
    assert "もう1文字" in page.content.decode()
    assert Reply.objects.count() == 0


@pytest.mark.parametrize(("typed", "words"), [
    ("AC1", "3文字以上"), ("ACEF", "3文字以上"), ("LLLL1", "返事待ちのお願いはありません"), ("{}5", "5番の答えは"),
])  # fmt: skip
def test_what_cannot_be_meant_is_said_and_nothing_is_written(
    someone: Callable[..., Any], typed: str, words: str
) -> None:
    ask = an_ask()
    Ask.objects.filter(pk=ask.pk).update(code="ACEFHJ")
    page = send(someone("city_staff").client, typed.format("ACEFHJ"))
    assert (page.status_code, words in page.content.decode()) == (422, True)
    assert Reply.objects.count() == 0


def test_the_picture_of_the_slip_is_kept_with_the_reply_for_the_desk_alone(
    someone: Callable[..., Any], visitor: Any
) -> None:
    desk, ask = someone("center_staff"), an_ask()
    scan = SimpleUploadedFile("slip.png", picture("PNG"), "image/png")
    assert send(desk.client, f"{ask.code}1", scan=scan, channel="post").status_code == 302
    stored = StoredFile.objects.get()
    assert stored.kind == "asks.scan"
    download = desk.client.get(f"/files/{stored.token}/")
    assert (download.status_code, len(b"".join(download.streaming_content))) == (200, stored.size)
    assert visitor.get(f"/files/{stored.token}/").status_code == 404
    assert someone("editor").client.get(f"/files/{stored.token}/").status_code == 404
