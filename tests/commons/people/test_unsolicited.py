"""A stranger who types somebody's address again and again: one mail at most, and nothing to read from the pages."""

import re

import pytest
from django.test import Client, override_settings

from kyodo.kernel.notices.models import Notice
from tests.factories.people import an_account

pytestmark = pytest.mark.django_db
VICTIM = "hanako@example.jp"
OUTBOX = {"default": {"BACKEND": "kyodo.kernel.notices.backend.OutboxBackend"}}


@pytest.fixture(autouse=True)
def outbox():
    with override_settings(MAILERS=OUTBOX):
        yield


def shape(answer):
    """Return all of an answer that a stranger could read something from."""
    page = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)
    return answer.status_code, answer.headers.get("Location"), page


def sign_up(host="203.0.113.1"):
    """Sign up in a fresh browser; returns the answer and the page it leads to."""
    stranger = Client(REMOTE_ADDR=host)
    answer = stranger.post("/sign-in/signup/", {"name": "見本 太郎", "email": VICTIM})
    return shape(answer), shape(stranger.get("/sign-in/confirm-email/"))


def written():
    return list(Notice.objects.filter(address=VICTIM).order_by("pk").values_list("kind", flat=True))


def test_twenty_sign_ups_for_one_address_are_one_mail_and_twenty_equal_pages():
    pages = {sign_up() for _ in range(20)}
    assert written() == ["notices.unsolicited"]
    assert len(pages) == 1
    assert next(iter(pages))[0][:2] == (302, "/sign-in/confirm-email/")


def test_the_same_for_an_address_that_has_an_account():
    unknown = sign_up("203.0.113.2")
    Notice.objects.all().delete()
    account = an_account(email=VICTIM)
    account.emailaddress_set.create(email=VICTIM, verified=True, primary=True)
    assert {sign_up() for _ in range(20)} == {unknown}
    assert written() == ["notices.unsolicited"]


def test_codes_asked_for_an_address_without_an_account_are_one_mail():
    for n in range(4):
        Client(REMOTE_ADDR=f"203.0.113.{n + 1}").post("/sign-in/login/code/", {"email": VICTIM})
    assert written() == ["notices.unsolicited"]


def test_who_has_an_account_still_gets_sign_in_codes_after_a_stranger_used_up_the_limit():
    account = an_account(email=VICTIM)
    account.emailaddress_set.create(email=VICTIM, verified=True, primary=True)
    sign_up()
    Client().post("/sign-in/login/code/", {"email": VICTIM})
    assert written() == ["notices.unsolicited", "notices.site"]
